"""Places under sanctions that are only named beside another country: never silent; no alarm where they are denied."""

from __future__ import annotations

from typing import Any

import pytest

from weighbridge.controls import findings
from weighbridge.matching.party import Party
from weighbridge.screening.finding import Finding
from weighbridge.screening.order import Facts, GoodsLine, Order, OrderParty, Route

CHAIRS = GoodsLine("garden chairs", hs="940179")


def named(**order: Any) -> list[Finding]:
    made = {"goods": (CHAIRS,), "route": Route(("de", "gb")), **order}
    return [one for one in findings(Order("R-1", **made)) if one.rule == "named-place"]


def at(address: str, country: str = "gb") -> list[Finding]:
    party = Party("", "LegalEntity", ("Harbour Tools",), countries=(country,), addresses=(address,))
    return named(parties=(OrderParty("end-user", party),))


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("12 Nakhimov Street, Sevastopol", "ua"),
        ("Ялта, ул. Кирова 3", "ua"),
        ("Leninsky 5, MOSCOW 119049", "gb"),
        ("Valiasr 40, Teh\u200bran", "ae"),
    ],
)
def test_an_address_under_sanctions_is_reviewed_whatever_country_is_told(address: str, country: str) -> None:
    (found,) = at(address, country)
    assert found.level == "review"
    assert found.subject == "parties/1"
    assert found.evidence
    assert found.source


@pytest.mark.parametrize(
    ("address", "country"), [("Harbour Road 3, Leeds", "gb"), ("Tverskaya 1, Moscow", "ru"), ("Kerching Lane 2", "gb")]
)
def test_other_addresses_are_not(address: str, country: str) -> None:
    assert not at(address, country)


@pytest.mark.parametrize("port", ["Bandar Abbas", "IRBND", "ir bnd"])
def test_ports_are_looked_at_by_name_and_code(port: str) -> None:
    (found,) = named(route=Route(("de", "gb"), (port,)))
    assert (found.level, found.subject) == ("review", "route")
    assert not named(route=Route(("de", "ir"), (port,)))


def test_a_customer_who_says_not_to_russia_names_nothing() -> None:
    assert not named(facts=Facts(end_use="Gardens in Leeds. Will not be sent on to Russia or Belarus"))
    assert named(facts=Facts(end_use="Will not be sold. A garden in Crimea"))
    assert named(told=(("notes", "forward to Sevastopol"),))
