"""Findings on goods by tier and destination: graver where it is graver, never silent, never without a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.controls import findings, line_findings
from weighbridge.controls.judging import bound_for, classes_of_goods
from weighbridge.controls.priority import priority_items
from weighbridge.matching.party import Party
from weighbridge.screening.finding import LEVELS, Finding
from weighbridge.screening.order import GoodsLine, Order, OrderParty, Route

CHIP, FRAME = "854231", "845710"


def level(goods: GoodsLine, *countries: str, kind: str = "goods") -> str:
    """The gravest level of what was found on goods sent from Germany through countries to the last of them."""
    found = findings(Order("R-1", goods=(goods,), route=Route(("de", *countries))))
    return max((one.level for one in found if one.kind == kind), key=LEVELS.index, default="")


def rule(goods: GoodsLine, destination: str, name: str) -> Finding:
    return next(one for one in line_findings(goods, destination) if one.rule == name)


@pytest.mark.parametrize("item", priority_items(), ids=lambda one: one.hs)
def test_all_fifty_codes_are_stopped_to_russia_and_belarus(item) -> None:  # type: ignore[no-untyped-def]
    for destination in ("ru", "BY"):
        found = rule(GoodsLine(hs=item.hs), destination, "chpl")
        assert found.level == "stop"
        assert f"tier {item.tier}" in found.reason
        assert item.why in found.reason


@pytest.mark.parametrize(
    ("hs", "destination", "wanted"),
    [
        (CHIP, "kg", "review"),
        (FRAME, "ae", "review"),
        (CHIP, "cl", "review"),
        (FRAME, "cl", "note"),
        (CHIP, "fr", "note"),
        (CHIP, "jp", "note"),
        (CHIP, "ir", "stop"),
        (CHIP, "kp", "stop"),
        ("640399", "kg", "note"),
        ("640399", "ru", "note"),
    ],
    ids=str,
)
def test_level_is_by_tier_and_destination(hs: str, destination: str, wanted: str) -> None:
    assert level(GoodsLine(hs=hs), destination) == wanted


def test_goods_on_no_list_to_russia_are_reviewed_for_the_country() -> None:
    assert level(GoodsLine(hs="640399"), "ru", kind="country") == "review"


def test_what_goes_through_russia_is_judged_as_if_it_went_there() -> None:
    assert level(GoodsLine(hs=CHIP), "kz") == "review"
    assert level(GoodsLine(hs=CHIP), "ru", "kz") == "stop"


def test_where_goods_start_is_no_destination() -> None:
    assert bound_for(Order("R", route=Route(("ru", "pl", "de")))) == ("de", ("pl",))
    assert bound_for(Order("R", route=Route(("RU",)))) == ("ru", ())


def test_the_end_users_country_counts_where_the_route_says_another() -> None:
    party = OrderParty("end-user", Party("e", "Company", ("Northern Lathe Works",), countries=("ru",)))
    order = Order("R-2", (party,), (GoodsLine(hs=CHIP),), Route(("de", "tr")))
    assert any(one.level == "stop" for one in findings(order))
    alone = Order("R-3", (party,), (GoodsLine(hs=CHIP),))
    assert any(one.level == "stop" for one in findings(alone))


@pytest.mark.parametrize("written", ["8542.31", "8542 31 00", "854231", "8542310000", "HS 8542.31"])
def test_formats_of_a_code_give_the_same_answer(written: str) -> None:
    found = rule(GoodsLine(hs=written), "tr", "chpl")
    plain = rule(GoodsLine(hs="854231"), "tr", "chpl")
    assert (found.level, found.reason, found.source) == (plain.level, plain.reason, plain.source)


def test_headings_and_older_codes_are_reviewed_and_asked_for() -> None:
    for hs, words in (("8542", "ask for six digits"), ("854150", "ask for the code of 2022")):
        found = rule(GoodsLine(hs=hs), "ru", "chpl")
        assert found.level == "review"
        assert words in found.reason


@pytest.mark.parametrize(
    ("eccn", "destination", "wanted"),
    [
        ("9A610.x", "cn", "stop"),
        ("9A610.x", "no", "review"),
        ("7A103.a", "sa", "review"),
        ("7A103.a", "by", "stop"),
        ("9.A.4", "pk", "review"),
        ("5A992.c", "no", "note"),
        ("5A992.c", "ru", "stop"),
        ("EAR99", "no", "note"),
        ("ML4", "jp", "review"),
        ("9A107", "ve", "stop"),
    ],
    ids=str,
)
def test_controlled_and_military_goods(eccn: str, destination: str, wanted: str) -> None:
    assert level(GoodsLine(eccn=eccn), destination) == wanted


def test_concern_of_missile_technology_is_told() -> None:
    assert "D:4" in rule(GoodsLine(eccn="7A103"), "sa", "dual-use").reason
    assert "D:4" not in rule(GoodsLine(eccn="7A103"), "jp", "dual-use").reason


def test_words_alone_never_stop_short_of_a_total_embargo() -> None:
    words = GoodsLine("ring laser gyroscopes")
    assert level(words, "ru") == "review"
    assert level(words, "ae") == "review"
    assert level(words, "jp") == "note"
    assert level(GoodsLine("toy drone"), "ae") == "note"


def test_words_that_say_another_thing_than_the_code_are_told() -> None:
    found = rule(GoodsLine("MEMS gyroscopes", "730890"), "ae", "words")
    assert found.level == "review"
    assert "730890" in found.reason
    assert found.score is not None
    assert [one for one in line_findings(GoodsLine("MEMS gyroscopes", "901420"), "ae") if one.rule == "words"] == []


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=30), st.sampled_from(["ru", "tr", "fr", "", "zz"]))
def test_no_line_is_left_without_a_finding_or_a_finding_without_its_ground(
    words: str, hs: str, eccn: str, destination: str
) -> None:
    found = line_findings(GoodsLine(words, hs, eccn), destination)
    assert found
    for one in found:
        assert one.reason
        assert one.level in LEVELS
        if one.level != "note":
            assert one.evidence
            assert one.source or one.rule == "code"


def test_a_code_that_cannot_be_read_is_reviewed() -> None:
    found = rule(GoodsLine("chips", "85423"), "no", "code")
    assert found.level == "review"
    assert "lost the zero" in found.reason


def test_the_same_order_gives_the_same_findings_once() -> None:
    goods = (GoodsLine(hs=CHIP), GoodsLine(hs=CHIP), GoodsLine(hs="640399"))
    order = Order("R-4", goods=goods, route=Route(("de", "ru")))
    assert findings(order) == findings(order)
    assert len([one for one in findings(order) if one.kind == "country"]) == 1


def test_goods_have_classes_of_the_ledger() -> None:
    assert classes_of_goods(GoodsLine(hs="880730")) == ("component",)
    assert classes_of_goods(GoodsLine("loitering munitions")) == ("uav",)
    assert classes_of_goods(GoodsLine("shoes")) == ()


def test_a_code_that_no_edition_in_force_has_is_reviewed() -> None:
    assert rule(GoodsLine(hs="854238"), "no", "code").level == "review"
    assert rule(GoodsLine(hs="852580"), "no", "chpl").level == "note"


@pytest.mark.parametrize(
    ("hs", "destination", "wanted"),
    [
        ("930190", "so", "stop"),
        ("9301", "fr", "review"),
        ("93063090", "ru", "stop"),
        ("871000", "cl", "review"),
        ("8906", "cl", "review"),
        ("890690", "cl", "note"),
        ("930400", "cl", "note"),
        ("360200", "by", "stop"),
    ],
    ids=str,
)
def test_arms_are_told_by_their_code_of_the_harmonized_system(hs: str, destination: str, wanted: str) -> None:
    assert level(GoodsLine(hs=hs), destination) == wanted


@pytest.mark.parametrize(
    ("words", "destination", "wanted"),
    [
        ("assault rifles and ammunition", "so", "review"),
        ("mortar bombs", "cl", "review"),
        ("toy pistols for children", "cl", "note"),
        ("garden chairs", "so", "note"),
    ],
)
def test_weapons_in_plain_words_are_never_a_mere_note(words: str, destination: str, wanted: str) -> None:
    assert level(GoodsLine(words), destination) == wanted
