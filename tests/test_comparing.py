"""What is told of pages that went to and fro: each step, and from beginning to end what it came to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.test_versions import page, put
from tests.weighing.reports import Told, counted

from weighbridge.booking import book
from weighbridge.comparing import ends_of
from weighbridge.keeping import seen_again
from weighbridge.ledger import Ledger, Succession, open_ledger
from weighbridge.model import Details
from weighbridge.views import Look, change_records
from weighbridge.weighing.figures import figures


def missiles(number: int, day: int) -> Told:
    details = Details(seen=f"2024-03-{day:02d}T12:00:00Z")
    return page(f"Iran sent Russia {number} missiles.", quantity=counted(number, str(number)), details=details)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A page that said 60, 16, 60 again, and then 12."""
    made = open_ledger(tmp_path / "ledger.sqlite")
    put(made, missiles(60, 1), missiles(16, 5))
    assert seen_again(made, missiles(60, 9)[0])
    put(made, missiles(12, 12))
    book(made, figures())
    yield made
    made.close()


def test_each_step_of_a_page_that_went_to_and_fro_is_told(ledger: Ledger) -> None:
    found = [one for one in change_records(Look(ledger), "2024-03-02") if one["kind"] == "altered"]
    steps = [
        (
            one["day"],
            *(one["revised"][0]["slots"]["quantity"][side]["low"] for side in ("before", "after")),
        )
        for one in found
    ]
    assert steps == [("2024-03-05", 60, 16), ("2024-03-09", 16, 60), ("2024-03-12", 60, 12)]


@pytest.mark.parametrize(("since", "until"), [("2024-03-02", None), ("2024-03-02", "2024-03-09"), ("2024-03-06", None)])
def test_a_transfer_that_stayed_is_neither_gone_nor_new(ledger: Ledger, since: str, until: str | None) -> None:
    kinds = {one["kind"] for one in change_records(Look(ledger, until), since)}
    assert not kinds & {"gone", "new"}
    assert "altered" in kinds


def steps(*some: tuple[str, str, str]) -> list[Succession]:
    return [Succession(earlier, later, f"2024-03-0{day}", again) for day, (earlier, later, again) in enumerate(some, 1)]


@pytest.mark.parametrize(
    ("some", "found"),
    [
        (steps(("a", "b", ""), ("b", "c", "")), [("a", "c")]),
        (steps(("a", "b", ""), ("b", "a", "x")), []),
        (steps(("b", "a", "x"), ("a", "c", "")), [("b", "c")]),
        (steps(("a", "b", ""), ("b", "a", "x"), ("a", "c", "")), [("a", "c")]),
        (steps(("a", "b", ""), ("b", "c", ""), ("c", "b", "x")), [("a", "b")]),
        (steps(("a", "b", ""), ("b", "a", "x"), ("a", "b", "y")), [("a", "b")]),
    ],
)
def test_what_stood_before_leads_to_what_stands_after(some: list[Succession], found: list[tuple[str, str]]) -> None:
    assert ends_of(some) == found


def test_a_page_that_came_back_to_what_it_said_has_changed_no_transfer(ledger: Ledger) -> None:
    at_the_ninth = list(change_records(Look(ledger, "2024-03-10"), "2024-03-02"))
    assert {one["kind"] for one in at_the_ninth} == {"altered"}
    told = missiles(60, 1)
    assert not seen_again(ledger, replace(told[0], title="Another page"))
