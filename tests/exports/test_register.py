"""The register holds what is likely, and says what is an estimate."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from tests.exports.conftest import nothing
from tests.weighing.reports import GB, IR, TWO_PEOPLE, US, Told, counted, during, report

from weighbridge.exports.exporting import Choice, export_to
from weighbridge.exports.register import designation
from weighbridge.keeping import keep
from weighbridge.ledger import open_ledger
from weighbridge.model import Quantity
from weighbridge.views import Asked, Look, brought_up

Row = dict[str, str | None]
Register = Callable[..., tuple[list[Row], list[str]]]


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """The rows of a register of reports, and what was told beside."""

    def make(*told: Told, **asked: object) -> tuple[list[Row], list[str]]:
        ledger = open_ledger(tmp_path / "ledger.sqlite")
        for document, statement in told:
            keep(ledger, document, [statement], [], "test", "1")
        brought_up(ledger)
        out, messages = BytesIO(), list[str]()
        asking = Asked(**asked)  # type: ignore[arg-type]
        export_to(out, Choice("register", "jsonl"), Look(ledger), asking, nothing, messages.append)
        ledger.close()
        return [json.loads(line) for line in out.getvalue().splitlines()], messages

    return make


def confirmed(words: str = "200", quantity: Quantity | None = None, **more: object) -> list[Told]:
    """A delivery that several governments vouch for."""
    number = quantity or counted(200, words)
    return [
        report(f"It has {words}.", by, outlet=f"Paper {place}", on=f"2024-05-0{place + 1}", quantity=number, **more)  # type: ignore[arg-type]
        for place, by in enumerate((US, GB, TWO_PEOPLE))
    ]


def test_a_certain_delivery_has_plain_numbers_and_years(register: Register) -> None:
    [row], messages = register(*confirmed(goods="Fateh-110 missiles", time=during("2024-03", "2024-04")))
    assert messages == []
    assert row["supplier"] == "Iran"
    assert row["recipient"] == "Russia"
    assert row["weapon_designation"] == "Fateh-110"
    assert row["weapon_description"] == "Ballistic missiles"
    assert (row["number_delivered"], row["years_of_delivery"]) == ("200", "2024")
    assert row["status"] is None
    assert str(row["comments"]).startswith("delivered: ")
    assert "independent" in str(row["comments"])
    likelihood, _, rest = str(row["comments"]).partition("%). ")
    assert "onfidence" not in likelihood, "likelihood and confidence never stand in one sentence"
    assert rest.startswith("Confidence ")


@pytest.mark.parametrize(
    ("words", "quantity", "shown"),
    [
        ("about 200", None, "(200)"),
        ("200 to 300", Quantity(200, 300, "200 to 300"), "(200-300)"),
        ("more than 200", Quantity(200, None, "more than 200"), "(200)"),
    ],
)
def test_an_estimated_number_stands_in_brackets(
    register: Register, words: str, quantity: Quantity | None, shown: str
) -> None:
    [row], _ = register(*confirmed(words, quantity))
    assert row["number_delivered"] == shown


def test_years_that_nobody_names_stand_in_brackets(register: Register) -> None:
    [row], _ = register(*confirmed())
    assert row["years_of_delivery"] == "(2024)"
    assert row["year_of_order"] is None


def test_what_is_ordered_has_a_year_of_order_and_no_delivery(register: Register) -> None:
    told = confirmed(stage="agreed", time=during("2025"))
    [row], _ = register(*told)
    assert (row["number_ordered"], row["number_delivered"], row["years_of_delivery"]) == ("200", None, None)


def test_what_is_not_likely_or_no_order_is_left_out_and_counted(register: Register) -> None:
    doubtful = [
        report("They have them, a blog said.", supplier="KP"),
        report("That is untrue.", IR, supplier="KP", stance="denies", outlet="Coast Courier"),
        report("They ask for tanks, Washington said.", US, item="vehicle.tank", stage="sought"),
        report("Any drones would be answered.", US, item="uav", stance="warns"),
    ]
    rows, messages = register(*doubtful, *confirmed())
    assert [row["supplier"] for row in rows] == ["Iran"]
    assert messages == ["3 transfers left out: no order or delivery that is at least 55% likely; see --likely"]


def test_denials_are_told(register: Register) -> None:
    [row], _ = register(*confirmed(), report("That is untrue.", IR, stance="denies", outlet="Coast Courier"))
    assert "denied in 1 statement;" in str(row["comments"])
    assert "denies it" in str(row["comments"])


def test_designations_are_found_in_words() -> None:
    assert designation("Fateh-360 ballistic missiles") == "Fateh-360"
    assert designation("a dozen Shahed 136s") == "Shahed-136"
    assert designation("=cmd|' /C calc'!A0") is None
    assert designation("") is None
