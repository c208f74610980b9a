"""What a picture needs of a ledger: the records, as of a day, with a bound on how much is weighed for it."""

from __future__ import annotations

from collections.abc import Set

from weighbridge.ledger import entries, provenances
from weighbridge.model import as_json
from weighbridge.pictures.likelihood import days_to_weigh
from weighbridge.views import Asked, Look, Record, transfer_record, transfer_records
from weighbridge.weighing.changes import statements_in

MOST_DAYS = 24
"""Days as of which likelihoods are weighed for one picture."""
MOST_WEIGHED = 120_000
"""Statements weighed for one picture, all days together; of a pair with many, fewer days are shown."""


def transfer_and_statements(look: Look, name: str) -> tuple[Record, list[Record]] | None:
    """A transfer by its id with its statements; None where there is none."""
    record = transfer_record(look, name)
    if record is None:
        return None
    return record, statements_of(look, statements_in(record))


def pair_and_statements(look: Look, supplier: str | None, recipient: str | None) -> tuple[list[Record], list[Record]]:
    """A pair's transfers with their statements; None is an unknown party."""
    records = pair_records(look, supplier, recipient)
    return records, statements_of(look, {key for one in records for key in statements_in(one)})


def pair_records(look: Look, supplier: str | None, recipient: str | None) -> list[Record]:
    """A pair's transfers; None is an unknown party, not any."""
    asked = Asked(supplier=supplier, recipient=recipient)
    return [
        one for one in transfer_records(look, asked) if (one["supplier"], one["recipient"]) == (supplier, recipient)
    ]


def statements_of(look: Look, ids: Set[str]) -> list[Record]:
    """Statements with their document's name, outlet, day, title and address; in a fixed order."""
    if not ids:
        return []
    found = list(entries(look.ledger, as_of=look.as_of, ids=ids))
    sources = {one.id: one for one in provenances(look.ledger, {one.document for one in found})}
    rows = [
        {
            "id": one.id,
            "doc": sources[one.document].name,
            "document": one.document,
            "publisher": sources[one.document].publisher,
            "published": sources[one.document].published,
            "title": sources[one.document].title,
            "url": sources[one.document].url,
            **as_json(one.statement),
        }
        for one in found
    ]
    return sorted(rows, key=lambda one: (one["published"] or "~", one["document"], one["start"], one["id"]))


def history_of(
    look: Look, pair: tuple[str | None, str | None], statements: list[Record], most: int = MOST_DAYS
) -> tuple[dict[str, list[Record]], int]:
    """The pair's transfers as of each day on which something became known, and how many days are left out.

    Every day is weighed anew, so their number is bounded, by ``most`` and by MOST_WEIGHED.
    """
    bound = max(3, min(most, MOST_WEIGHED // max(1, len(statements))))
    published = [one["published"] for one in statements]
    every = days_to_weigh(published, len(statements) + 2)
    days = days_to_weigh(published, bound)
    found = {day: pair_records(Look(look.ledger, day, look.own_figures), *pair) for day in days}
    return found, len(every) - len(days)
