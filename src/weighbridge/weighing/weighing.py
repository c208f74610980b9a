"""Weighing: from statements to transfers, as one pure function.

What comes out depends on what goes in, not on its order: statements are put into the one order of
weighing first, and every pair of supplier and recipient is weighed by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from weighbridge.model import Entry, Provenance
from weighbridge.weighing.days import stretch_of
from weighbridge.weighing.pairs import by_pair
from weighbridge.weighing.resemblance import Alike
from weighbridge.weighing.testimony import testimonies
from weighbridge.weighing.transfers import Transfer, transfers_of


class DateError(ValueError):
    """A day that is none."""


def known_by(provenance: Provenance, day: str | None) -> bool:
    """A document could be read on that day (an ISO date; its last day if it is cut). All can, where no day is given.

    What has no date can't be shown to have been published by then.
    """
    if day is None:
        return True
    published, limit = stretch_of(provenance.published), stretch_of(day)
    if limit is None:
        raise DateError(f"{day!r} is no date; it has to be like 2024-09-04, 2024-09 or 2024")
    return published is not None and published.last <= limit.last


def due(provenance: Provenance, today: str | None) -> bool:
    """A document's date begins by that day (an ISO date); what has none is not waited for."""
    published, limit = stretch_of(provenance.published), stretch_of(today)
    return published is None or limit is None or published.first <= limit.last


def weigh(
    entries: Iterable[Entry],
    provenances: Mapping[str, Provenance],
    as_of: str | None = None,
    alike: Alike | None = None,
    today: str | None = None,
) -> list[Transfer]:
    """The transfers of all statements, ordered by pair and time.

    Args:
        entries: statements with their ids; each one's document has to be in ``provenances``.
        provenances: by document id.
        alike: which documents are near-copies of each other (``resemblance``).
        as_of: only what had been published by the end of that day is looked at.
        today: what is dated later than that day is not looked at, what has no date is.

    Raises:
        KeyError: a statement's document is not in ``provenances``.
    """
    known = {name: one for name, one in provenances.items() if known_by(one, as_of) and due(one, today)}
    told = testimonies([one for one in entries if one.document in known or one.document not in provenances], known)
    return [transfer for pair, members in by_pair(told).items() for transfer in transfers_of(pair, members, alike)]
