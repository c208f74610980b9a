"""Shared addresses: found in another order and spelling, not by the town alone, and without comparing with all."""

from __future__ import annotations

import time

from weighbridge.flags.addresses import ListedAddresses
from weighbridge.matching.party import Party


def firm(name: str, *addresses: str) -> Party:
    return Party(name, "Company", (name,), addresses=addresses, list="own")


def test_the_same_rooms_written_otherwise_are_found() -> None:
    listed = ListedAddresses.of([firm("A", "Suite 5, 88 Linden Road, Tallinn"), firm("B", "9 Mill Street, Riga")])
    found = listed.shared(firm("C", "88 Linden Rd., Suite 5, TALLINN"), 0.9)
    assert [one.listed.id for one in found] == ["A"]


def test_another_number_or_a_town_alone_is_no_shared_address() -> None:
    listed = ListedAddresses.of([firm("A", "88 Linden Road, Tallinn"), firm("B", "Tallinn"), firm("D", "")])
    assert listed.shared(firm("C", "86 Linden Road, Tallinn"), 0.9) == []
    assert listed.shared(firm("C", "Tallinn"), 0.5) == []
    assert listed.shared(firm("C"), 0.1) == []


def test_a_party_does_not_share_its_address_with_itself() -> None:
    one = firm("A", "88 Linden Road, Tallinn")
    assert ListedAddresses.of([one]).shared(one, 0.5) == []


def test_the_right_one_is_found_among_thousands_in_the_same_street() -> None:
    listed = ListedAddresses()
    for number in range(20_000):
        listed.add(firm(f"F{number}", f"Office {number}, 88 Linden Road, Tallinn"))
    started = time.perf_counter()
    found = listed.shared(firm("C", "Office 19999, 88 Linden Road, Tallinn"), 0.95)
    assert found[0].listed.id == "F19999"
    assert time.perf_counter() - started < 5
