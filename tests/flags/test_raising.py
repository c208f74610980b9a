"""Red flags from outside: what is told raises them, what is not told is asked for, what is in order stays silent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.flags import ListedAddresses, findings
from weighbridge.flags.rules import rules
from weighbridge.matching.party import Party
from weighbridge.screening.finding import LEVELS, Finding
from weighbridge.screening.onward import Onward
from weighbridge.screening.order import Facts, GoodsLine, Order, OrderParty, Route

ADDRESS = "14 Quarry Lane, 2750 Ballerup, Denmark"


def party(role: str, name: str, **more: object) -> OrderParty:
    return OrderParty(role, Party(name, "Company", (name,), **more))  # type: ignore[arg-type]


GOOD = Order(
    "R-100",
    (
        party("buyer", "Holm Maskinfabrik", foundation_dates=("1987-03-01",), addresses=(ADDRESS,), countries=("dk",)),
        party("end-user", "Holm Maskinfabrik", addresses=(ADDRESS,), countries=("dk",)),
        party("forwarder", "Sundby Transport"),
        party("payer", "Holm Maskinfabrik"),
    ),
    (GoodsLine("angular contact ball bearings", "848210"),),
    Route(("de", "dk"), despatch="2026-05-20"),
    Facts(
        end_use="spindles of grinding machines",
        end_use_refused=False,
        business="machine building",
        other_customers=True,
        payment="30 days net",
        third_party_payment=False,
        route_changed_late=False,
        service_declined=False,
    ),
    (("capabilities fit", "yes"),),
)
"""An order about which everything is known and nothing is odd."""


def raised(order: Order, **beside: object) -> dict[str, Finding]:
    """Flags above a note, or notes with evidence, by rule."""
    return {one.rule: one for one in findings(order, **beside) if one.evidence}  # type: ignore[arg-type]


def asked(order: Order) -> set[str]:
    """Rules whose fact is not known."""
    return {one.rule for one in findings(order) if one.reason.startswith("not known")}


def with_facts(**facts: object) -> Order:
    return replace(GOOD, facts=replace(GOOD.facts, **facts))  # type: ignore[arg-type]


def with_party(*parties: OrderParty) -> Order:
    """The good order with these parties for those of their roles."""
    roles = {one.role for one in parties}
    return replace(GOOD, parties=(*(one for one in GOOD.parties if one.role not in roles), *parties))


def test_an_order_in_order_raises_nothing_and_leaves_nothing_to_ask() -> None:
    assert findings(GOOD) == []


ODD = {
    "transshipment-route": replace(GOOD, route=Route(("de", "ae", "in", "dk"))),
    "transshipment-destination": replace(GOOD, route=Route(("de", "kg"))),
    "detour": replace(GOOD, route=Route(("de", "my", "dk"))),
    "route-changed-late": with_facts(route_changed_late=True),
    "new-buyer": replace(
        with_party(party("buyer", "Nordlys Trading", foundation_dates=("2022-04-19",))),
        facts=replace(GOOD.facts, other_customers=False, third_party_payment=False),
    ),
    "forwarder-end-user": with_party(party("end-user", "Blue Crane Freight Forwarding", addresses=(ADDRESS,))),
    "bank-consignee": with_party(
        party("bank", "Harbour Savings Bank"), party("consignee", "HARBOUR SAVINGS BANK", addresses=(ADDRESS,))
    ),
    "end-use-refused": with_facts(end_use_refused=True),
    "military-end-use": with_facts(end_use="guidance of missiles"),
    "business-mismatch": with_facts(business="Bakery and confectionery"),
    "capabilities": replace(GOOD, told=(("Capabilities_Fit", "No"),)),
    "mailbox": with_party(party("end-user", "Holm Maskinfabrik", addresses=("P.O. Box 311, Tórshavn",))),
    "residential": with_party(party("end-user", "Holm Maskinfabrik", addresses=("Apt. 9, 3 Birch Street, Narva",))),
    "payment": with_facts(payment="Cash on delivery"),
    "third-party-payment": with_party(party("payer", "Gull Island Holdings")),
    "service-declined": with_facts(service_declined=True),
    "little-background": replace(GOOD, told=(*GOOD.told, ("knows the goods", "no"))),
    "no-web-presence": replace(GOOD, told=(*GOOD.told, ("web presence", "no"))),
    "overpaid": replace(GOOD, told=(*GOOD.told, ("overpaid", "yes"))),
    "packaging": replace(GOOD, told=(*GOOD.told, ("packaging fits", "NO"))),
    "vague-delivery": replace(GOOD, told=(*GOOD.told, ("delivery is vague", "yes"))),
}


@pytest.mark.parametrize("name", sorted(ODD))
def test_what_is_odd_raises_its_flag_with_level_source_and_evidence(name: str) -> None:
    found = raised(ODD[name])
    assert name in found
    flag = next(one for one in rules().flags if one.id == name)
    assert found[name].level == flag.level
    assert found[name].source == flag.source
    assert found[name].list_version.startswith("flags.toml@")


def test_every_flag_is_tried() -> None:
    assert {one.id for one in rules().flags} == set(ODD) | {"shared-address", "onward-supplier"}


def test_an_address_of_a_listed_party_raises_a_flag() -> None:
    listed = Party("ofac-1", "Company", ("Nine Pines Trading",), addresses=("Quarry Lane 14, Ballerup 2750, Denmark",))
    elsewhere = Party("ofac-2", "Company", ("Ten Oaks",), addresses=("15 Quarry Lane, 2750 Ballerup, Denmark",))
    found = raised(GOOD, listed=ListedAddresses.of([listed, elsewhere]))["shared-address"]
    assert "Nine Pines Trading" in found.reason
    assert found.subject.startswith("parties/")
    assert found.score is not None
    assert found.score >= 0.9
    assert "shared-address" not in raised(GOOD, listed=ListedAddresses.of([elsewhere]))
    assert "shared-address" not in raised(GOOD)


def test_a_country_that_passes_such_goods_on_raises_a_flag() -> None:
    def passed(goods: str) -> dict[str, tuple[Onward, ...]]:
        one = Onward("t1", "ir", "ru", goods, "delivered", 0.9, "very likely", "2024-01", "2024-06", 3)
        return {"ir": (one,)}

    order = replace(GOOD, goods=(GoodsLine("drones"),))
    found = raised(order, onward=passed("uav"))["onward-supplier"]
    assert "IR passes uav on to RU" in found.reason
    assert found.evidence[0].what == "ledger"
    assert "onward-supplier" not in raised(order, onward=passed("ship"))


def test_what_nobody_told_is_asked_for() -> None:
    assert asked(Order("R-101")) == {one.id for one in rules().flags if one.ask} - {"mailbox"}
    bare = Order("R-102", (party("consignee", "Kelp & Daughters"),))
    assert "mailbox" in asked(bare)
    assert all(one.level == "note" for one in findings(Order("R-101")))
    assert all("Ask:" in one.reason for one in findings(Order("R-101")))


@pytest.mark.parametrize(
    ("founded", "customers", "wanted"),
    [
        ("2022-02-25", False, "raised"),
        ("2022-03", False, "raised"),
        ("2023", False, "raised"),
        ("2023", None, "asked"),
        ("2023", True, ""),
        ("2022", False, "asked"),
        ("2022-02", False, "asked"),
        ("2022-02-24", False, ""),
        ("2021-12-31", False, ""),
        ("", False, "asked"),
    ],
    ids=lambda one: str(one) or "none",
)
def test_a_new_buyer_is_one_founded_after_the_day(founded: str, customers: bool | None, wanted: str) -> None:
    buyer = party("buyer", "Nordlys Trading", foundation_dates=(founded,) if founded else ())
    order = replace(
        with_party(buyer, party("payer", "Nordlys Trading")), facts=replace(GOOD.facts, other_customers=customers)
    )
    found = "raised" if "new-buyer" in raised(order) else "asked" if "new-buyer" in asked(order) else ""
    assert found == wanted


@pytest.mark.parametrize(
    ("changed", "despatch", "wanted"),
    [("2026-05-18", "2026-05-20", "raised"), ("2026-03-01", "2026-05-20", ""), ("", "2026-05-20", "asked")],
    ids=["two-days", "weeks", "unknown"],
)
def test_a_late_change_is_told_by_the_days(changed: str, despatch: str, wanted: str) -> None:
    route = Route(("de", "pl", "dk"), before=("de", "dk"), changed=changed, despatch=despatch)
    order = replace(GOOD, route=route, facts=replace(GOOD.facts, route_changed_late=None))
    name = "route-changed-late"
    assert ("raised" if name in raised(order) else "asked" if name in asked(order) else "") == wanted


@pytest.mark.parametrize(
    "way",
    [("de", "nl", "us"), ("us", "de", "ua"), ("cn", "hk", "de"), ("dk", "de"), ("de",), ("jp", "sg", "au")],
    ids="-".join,
)
def test_usual_ways_are_no_detour(way: tuple[str, ...]) -> None:
    assert "detour" not in raised(replace(GOOD, route=Route(way)))


def test_a_country_that_is_not_known_is_asked_for() -> None:
    assert "detour" in asked(replace(GOOD, route=Route(("de", "zz", "dk"))))


@pytest.mark.parametrize(
    ("business", "wanted"),
    [("Machine building", ""), ("toys", "raised"), ("kite festivals", "asked"), ("bakery machine building", "")],
    ids=str,
)
def test_business_is_compared_with_the_goods(business: str, wanted: str) -> None:
    order, name = with_facts(business=business), "business-mismatch"
    assert ("raised" if name in raised(order) else "asked" if name in asked(order) else "") == wanted
    assert name not in raised(replace(order, goods=(GoodsLine("flour sieves"),)))


def test_words_count_as_whole_words_only() -> None:
    assert "payment" not in raised(with_facts(payment="cashew invoice, bank transfer"))
    assert "military-end-use" not in raised(with_facts(end_use="pharmacy"))
    assert "forwarder-end-user" not in raised(with_party(party("end-user", "Cargolux Toys", addresses=(ADDRESS,))))


TEXT = st.text(max_size=40)
MAYBE = st.sampled_from([None, True, False])


@given(
    TEXT, TEXT, TEXT, MAYBE, MAYBE, st.lists(st.text(max_size=3), max_size=4), st.lists(TEXT, min_size=1, max_size=3)
)
def test_whatever_is_told_gives_findings_that_hold(
    end_use: str, business: str, payment: str, one: bool | None, other: bool | None, ways: list[str], names: list[str]
) -> None:
    parties = tuple(
        party(role, name, addresses=(name,)) for role, name in zip(("buyer", "consignee", "payer"), names, strict=False)
    )
    facts = Facts(end_use, one, business, other, payment, other, one, other)
    order = Order(
        "R",
        parties,
        (GoodsLine(end_use, business),),
        Route(tuple(ways), before=tuple(ways[1:])),
        facts,
        ((end_use, business),),
    )
    listed = ListedAddresses.of([Party("x", "Company", ("X",), addresses=tuple(names))])
    found = findings(order, listed)
    assert found == findings(order, listed)
    for each in found:
        assert each.level in LEVELS
        assert each.source is not None
        assert each.evidence or each.level == "note"
