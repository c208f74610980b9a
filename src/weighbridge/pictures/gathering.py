"""What a picture needs of a ledger: the records, as of a day, with a bound on how much is weighed for it."""

from __future__ import annotations

from weighbridge.pictures.likelihood import days_to_weigh
from weighbridge.views import Asked, Look, Record, statement_records, transfer_record, transfer_records
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
    return record, list(statement_records(look, statements_in(record)))


def pair_and_statements(look: Look, supplier: str | None, recipient: str | None) -> tuple[list[Record], list[Record]]:
    """A pair's transfers with their statements."""
    records = list(transfer_records(look, Asked(supplier=supplier, recipient=recipient)))
    ids = {key for one in records for key in statements_in(one)}
    return records, list(statement_records(look, ids)) if ids else []


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
    asked = Asked(supplier=pair[0], recipient=pair[1])
    found = {}
    for day in days:
        past = Look(look.ledger, day, look.own_figures)
        found[day] = [one for one in transfer_records(past, asked) if (one["supplier"], one["recipient"]) == pair]
    return found, len(every) - len(days)
