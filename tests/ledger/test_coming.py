"""What is dated later than today: kept, told, and weighed from its day on."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.test_booking import booked
from tests.weighing.reports import GB, TWO_PEOPLE, US, Told, report

from weighbridge.booking import book
from weighbridge.keeping import keep
from weighbridge.ledger import Ledger, memberships, open_ledger, schema, transfers
from weighbridge.ledger.coming import is_to_come, mark_turned, to_come, weighing_day
from weighbridge.model import Details
from weighbridge.weighing.figures import figures

NOW = datetime.now(UTC).date()
KNOWN = report("Iran has sent Russia missiles, two people said.", TWO_PEOPLE, on="2024-03-01")
LATER = report("Iran has sent Russia missiles, the White House said.", US, on="9031-01-02", outlet="Hill Gazette")


def kept(path: Path, *told: Told) -> Ledger:
    ledger = open_ledger(path)
    for document, statement in told:
        keep(ledger, document, [statement], [], "test", "1")
    book(ledger, figures())
    return ledger


@pytest.mark.parametrize(
    ("published", "day", "said"),
    [
        ("2024-09-05", "2024-09-04", True),
        ("2024-09-04", "2024-09-04", False),
        ("2024-09-04T23:00:00Z", "2024-09-04", False),
        ("2024-09", "2024-09-04", False),
        ("2024-10", "2024-09-30", True),
        ("2024", "2024-01-01", False),
        ("2025", "2024-12-31", True),
        ("soon", "2024-12-31", False),
        (None, "2024-12-31", False),
    ],
)
def test_a_date_is_to_come_when_it_begins_after_the_day(published: str | None, day: str, said: bool) -> None:
    assert is_to_come(published, day) is said


def test_it_is_no_corroboration_and_no_later_state(tmp_path: Path) -> None:
    with closing(kept(tmp_path / "alone.sqlite", KNOWN)) as alone:
        [without] = transfers(alone)
    with closing(kept(tmp_path / "both.sqlite", KNOWN, LATER)) as both:
        assert [one.fields for one in transfers(both)] == [without.fields]
        assert [one.transfer for one in memberships(both)].count(None) == 1
        assert to_come(both, NOW.isoformat()) == to_come(both, NOW.isoformat(), ("IR", "RU")) == 1
        assert to_come(both, NOW.isoformat(), ("KP", "RU")) == 0


@pytest.mark.parametrize(
    "on", [NOW.isoformat(), NOW.isoformat()[:7], NOW.isoformat()[:4]], ids=["day", "month", "year"]
)
def test_what_is_dated_today_this_month_or_this_year_weighs(tmp_path: Path, on: str) -> None:
    document, statement = LATER
    today = report(statement.evidence, US, on=on, outlet=document.publisher or "")
    with closing(kept(tmp_path / "ledger.sqlite", KNOWN, today)) as ledger:
        assert sum(one.fields["statements_count"] for one in transfers(ledger)) == 2


def test_when_its_day_comes_it_is_weighed_without_anything_new(tmp_path: Path) -> None:
    with closing(kept(tmp_path / "ledger.sqlite", KNOWN, LATER)) as ledger:
        # as if the day had come: the ledger was last added to on it
        with ledger.engine.begin() as connection:
            connection.execute(sa.update(schema.documents).values(added="9031-01-02T08:00:00+00:00"))
        assert weighing_day(ledger) == "9031-01-02"
        assert book(ledger, figures()) == 1
        assert sum(one.fields["statements_count"] for one in transfers(ledger)) == 2
        assert book(ledger, figures()) == 0
        with ledger.engine.begin() as connection:
            connection.execute(sa.update(schema.documents).values(added="2024-03-02T08:00:00+00:00"))
        assert book(ledger, figures()) == 1
        assert sum(one.fields["statements_count"] for one in transfers(ledger)) == 1
        mark_turned(ledger, NOW.isoformat())
        assert book(ledger, figures()) == 0


def test_a_clock_that_goes_back_does_not_make_the_past_a_future(tmp_path: Path) -> None:
    with closing(kept(tmp_path / "ledger.sqlite", KNOWN)) as ledger, ledger.engine.begin() as connection:
        connection.execute(sa.update(schema.documents).values(added="2999-01-01T00:00:00+00:00"))
        connection.commit()
        assert weighing_day(ledger) == "2999-01-01"


def test_a_version_of_a_page_that_is_dated_later_takes_its_place_on_its_day(tmp_path: Path) -> None:
    told = []
    for on, seen, number in (
        ("2024-09-05", "2024-09-05T10:00:00Z", "60"),
        ("9031-09-06", "2024-09-07T10:00:00Z", "16"),
    ):
        sentence = f"Iran has sent Russia {number} ballistic missiles, the White House said on Thursday in a note."
        document, statement = report(sentence, US, on=on, outlet="Courier")
        details = Details(seen=seen)
        at = {
            "url": "https://courier.example/missiles-to-russia-2024",
            "title": "Iran sent missiles",
            "details": details,
        }
        told.append((type(document)(document.id, document.text, publisher="Courier", published=on, **at), statement))
    with (
        closing(kept(tmp_path / "first.sqlite", told[0])) as first,
        closing(kept(tmp_path / "l.sqlite", *told)) as both,
    ):
        assert booked(both)[0] == booked(first)[0]


def test_an_open_statement_that_is_to_come_is_lent_to_nobody(tmp_path: Path) -> None:
    unnamed = report("The parts had come from Iran.", US, on="9031-01-02", item="component", recipient=None)
    named = report("Parts for the movement were taken off a boat.", GB, item="component", recipient="houthis")
    with closing(kept(tmp_path / "ledger.sqlite", unnamed, named)) as ledger:
        assert [one.fields["statements_count"] for one in transfers(ledger)] == [1]
