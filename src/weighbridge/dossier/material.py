"""What a dossier is made from: the records of a pair or a transfer, as of a day."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from weighbridge.pictures import gathering
from weighbridge.pictures.likelihood import Step, chosen, steps_of_pair, steps_of_transfer
from weighbridge.pictures.wording import cut
from weighbridge.views import Look, measure_records
from weighbridge.weighing.changes import statements_in

Record = dict[str, Any]
MOST_MEASURES = 100


class DossierError(ValueError):
    """A dossier that can't be made as wanted; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that a dossier says, as plain records."""

    supplier: str | None
    recipient: str | None
    transfer: str | None
    """The id, where it is on one transfer only."""
    as_of: str | None
    own_figures: bool
    records: tuple[Record, ...]
    """Transfers, those with most statements first."""
    statements: dict[str, Record]
    """By id, in the order of publication."""
    measures: tuple[Record, ...]
    measures_left_out: int
    steps: tuple[Step, ...]
    lines_left_out: int
    days_left_out: int

    @property
    def digest(self) -> str:
        """SHA-256 over all of it: equal records make an equal dossier."""
        parts = [self.as_of, self.own_figures, self.records, self.statements, self.measures]
        steps = [(one.line, one.day, one.likelihood) for one in self.steps]
        text = json.dumps([*parts, steps], sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def material(look: Look, of: tuple[str, ...]) -> Material:
    """The material on a transfer (its id) or a pair (supplier and recipient, "?" for unknown).

    Raises:
        DossierError: nothing is named, too much is, or there is nothing on it.
    """
    if len(of) == 1:
        found = gathering.transfer_and_statements(look, of[0])
        if found is None:
            day = f" as of {look.as_of}" if look.as_of else ""
            raise DossierError(f"there is no transfer {cut(of[0], 80)!r}{day}; `weighbridge transfers` lists them")
        record, statements = found
        pair = record["supplier"], record["recipient"]
        history, days = gathering.history_of(look, pair, statements)
        return _material(look, pair, record["id"], [record], statements, steps_of_transfer(record, history), 0, days)
    if len(of) != 2:
        raise DossierError("say what the dossier is on: a pair, as in IR RU, or a transfer's id")
    pair = (None if of[0] == "?" else of[0], None if of[1] == "?" else of[1])
    records, statements = gathering.pair_and_statements(look, *pair)
    if not records:
        raise DossierError(
            f"there are no transfers from {cut(of[0], 40)} to {cut(of[1], 40)}; `weighbridge pairs` lists pairs"
        )
    history, days = gathering.history_of(look, pair, statements)
    records.sort(key=lambda one: (one["likelihood"] is None, -one["statements_count"], one["id"]))
    left_out = len(records) - len(chosen(records))
    return _material(look, pair, None, records, statements, steps_of_pair(records, history), left_out, days)


def _material(
    look: Look,
    pair: tuple[str | None, str | None],
    transfer: str | None,
    records: list[Record],
    statements: list[Record],
    steps: list[Step],
    lines_left_out: int,
    days_left_out: int,
) -> Material:
    documents = {one["document"] for one in statements}
    wanted = {key for one in records for key in statements_in(one)}
    by_id = {one["id"]: one for one in statements if one["id"] in wanted}
    measures = [
        one for one in measure_records(look) if one["document"] in documents and one["target_country"] in (None, *pair)
    ]
    measures.sort(key=lambda one: (one["published"] or "~", one["document"], one["start"], one["id"]))
    return Material(
        *pair,
        transfer,
        look.as_of,
        look.own_figures is not None,
        tuple(records),
        by_id,
        tuple(measures[:MOST_MEASURES]),
        max(0, len(measures) - MOST_MEASURES),
        tuple(steps),
        lines_left_out,
        days_left_out,
    )
