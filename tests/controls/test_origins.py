"""Goods that come from a place under sanctions: never clear, with the published ban where one is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from weighbridge.controls import findings
from weighbridge.controls.destinations import FILE, destinations
from weighbridge.controls.military import arms_in
from weighbridge.controls.origins import origins
from weighbridge.lexicon.tables import LexiconError
from weighbridge.matching.party import Party
from weighbridge.screening.finding import LEVELS, Finding
from weighbridge.screening.order import GoodsLine, Order, OrderParty, Route

CHAIRS = GoodsLine("garden chairs", hs="940179")
RIFLES = GoodsLine("rifles", hs="930190")
HERE = Route(("fr", "gb"))


def came(*goods: GoodsLine, route: Route = HERE, **roles: str) -> list[Finding]:
    """What is found of where goods come from; roles: each with the country of its party."""
    parties = [OrderParty(role, Party("", "Company", ("Harbour Tools",), countries=(roles[role],))) for role in roles]
    made = findings(Order("R-1", tuple(parties), goods or (CHAIRS,), route))
    return [one for one in made if one.rule in ("origin", "arms-origin")]


@pytest.mark.parametrize(
    ("country", "wanted", "source"),
    [
        ("ru", "review", "833/2014"),
        ("kp", "stop", "1718"),
        ("ir", "review", "31 CFR part 560"),
        ("by", "review", "765/2006"),
        ("cu", "review", "31 CFR part 515"),
        ("sy", "review", "Country Groups"),
    ],
)
def test_the_route_the_origin_and_the_supplier_say_where_goods_come_from(
    country: str, wanted: str, source: str
) -> None:
    ways = (
        came(route=Route((country, "gb"))),
        came(GoodsLine("garden chairs", hs="940179", origin=country)),
        came(supplier=country),
        came(manufacturer=country.upper()),
    )
    for (found,) in ways:
        assert (found.kind, found.subject, found.level) == ("country", "route", wanted)
        assert found.source
        assert source in found.source.title
        assert found.evidence


def test_a_country_is_told_once_with_all_that_names_it() -> None:
    (found,) = came(GoodsLine("chairs", origin="ru"), GoodsLine("tables", origin="ru"), supplier="ru")
    assert found.also == ("goods/1", "goods/2", "parties/1")
    for words in ("origin of goods 1", "origin of goods 2", "the supplier is there"):
        assert words in found.reason


def test_where_no_ban_is_known_that_is_said() -> None:
    (found,) = came(route=Route(("sy", "gb")))
    assert "not known here: ask" in found.reason


@pytest.mark.parametrize(
    ("country", "goods", "wanted"),
    [
        ("ru", RIFLES, "stop"),
        ("kp", GoodsLine(eccn="ML4"), "stop"),
        ("ir", GoodsLine(eccn="0A501.a"), "stop"),
        ("ir", GoodsLine("loitering munitions"), "review"),
        ("ly", RIFLES, "stop"),
        ("by", RIFLES, "review"),
        ("so", RIFLES, "review"),
        ("us", RIFLES, ""),
        ("ru", CHAIRS, ""),
    ],
    ids=str,
)
def test_arms_are_judged_by_where_they_come_from(country: str, goods: GoodsLine, wanted: str) -> None:
    found = [one for one in came(goods, route=Route((country, "gb"))) if one.rule == "arms-origin"]
    assert [one.level for one in found] == ([wanted] if wanted else [])
    assert all(one.subject == "goods/1" and one.source for one in found)


def test_the_origin_of_one_line_is_not_that_of_another() -> None:
    found = came(GoodsLine("chairs", origin="ru"), GoodsLine("rifles", "930190", origin="it"))
    assert [one.rule for one in found] == ["origin"]


def test_arms_by_code_or_words_or_none() -> None:
    assert arms_in(RIFLES) == ("code", "930190")
    assert arms_in(GoodsLine("mortar bombs"))[0] == "words"
    assert arms_in(GoodsLine("garden chairs", "nonsense")) == ("", "")


@pytest.mark.parametrize("role", ["bank", "payer", "forwarder", "vessel", "other"])
def test_a_party_beside_the_goods_in_a_country_under_sanctions_is_reviewed(role: str) -> None:
    (found,) = came(route=HERE, **{role: "ir"})
    assert (found.subject, found.level) == ("parties/1", "review")
    assert role in found.reason
    assert came(route=HERE, **{role: "fr"}) == []


def test_goods_from_elsewhere_are_silent() -> None:
    assert came(GoodsLine("chairs", origin="it"), supplier="fr") == []


def test_every_country_under_sanctions_is_looked_at_as_an_origin() -> None:
    for country in destinations().sanctioned:
        (found,) = came(route=Route((country, "gb")))
        assert LEVELS.index(found.level) >= 1


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('arms_source = "eu-512"', 'arms_source = "eu-999"', "there is no source 'eu-999'"),
        ('[[origin]]\ncountry = "ir"', '[[origin]]\ncountry = "Iran"', "alpha-2"),
        ('[[origin]]\ncountry = "ir"', '[[origin]]\ncountry = "kp"', "stands twice"),
        ('arms = "stop"\narms_what = "arms', 'arms = "grave"\narms_what = "arms', "arms has to be one of"),
    ],
    ids=["source", "country", "twice", "level"],
)
def test_a_mistake_in_a_row_is_told_with_file_and_line(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    text = FILE.read_text("utf-8")
    assert was in text
    path = tmp_path / "destinations.toml"
    path.write_text(text.replace(was, becomes, 1), "utf-8")
    with pytest.raises(LexiconError, match=said) as told:
        origins(path)
    assert "destinations.toml:" in str(told.value)
