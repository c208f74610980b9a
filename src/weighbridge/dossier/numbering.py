"""Which statements become numbered notes: those that carry a judgement first, so many at most."""

from __future__ import annotations

from typing import Any

from weighbridge.dossier.sentences import source_name
from weighbridge.dossier.tree import Note
from weighbridge.ledger.dates import date_words
from weighbridge.pictures.wording import STAGE_WORDS, STANCE_WORDS, cut, inert
from weighbridge.weighing.changes import statements_in

Record = dict[str, Any]
MOST_NOTES = 400
"""Notes of one dossier; a reader who needs all has the ledger."""
MOST_QUOTED = 600
"""Columns of a quotation."""


def numbered(records: tuple[Record, ...], statements: dict[str, Record]) -> dict[str, int]:
    """The number of each statement that becomes a note, in the order of ``statements``."""
    carrying = dict.fromkeys(
        line["statement"]
        for record in records
        for stage in record["stages"]
        for line in stage["lines"]
        if line["statement"] in statements
    )
    denying = dict.fromkeys(key for key, one in statements.items() if one["stance"] == "denies")
    rest = dict.fromkeys(key for record in records for key in sorted(statements_in(record)) if key in statements)
    kept = set(list({**carrying, **denying, **rest})[:MOST_NOTES])
    return {key: number for number, key in enumerate((key for key in statements if key in kept), 1)}


def note_of(number: int, one: Record) -> Note:
    """A statement as a note."""
    goods = f", {cut(one['item']['text'], 80)}" if one["item"] else ""
    certainty = "" if one["certainty"] == "certain" else f" ({one['certainty']})"
    said = f"{STANCE_WORDS[one['stance']]} {STAGE_WORDS[one['stage']]}"
    return Note(
        number,
        f"{source_name(one['source'])}: {said}{certainty}{goods}",
        cut(one["evidence"], MOST_QUOTED),
        cut(one["publisher"] or one["doc"], 120),
        cut(date_words(one["published"]), 60),
        cut(one["title"] or "", 200),
        inert(one["url"] or "")[:2000],
        one["id"],
    )


def carrying(record: Record, numbers: dict[str, int], most: int = 12) -> tuple[int, ...]:
    """The notes on which a transfer's judgement rests, ``most`` at most: those that weigh most."""
    stage = next((one for one in record["stages"] if one["stage"] == record["about"]), None)
    lines = [line for line in (stage["lines"] if stage else []) if line["statement"] in numbers]
    heaviest = sorted(lines, key=lambda line: -abs(line["weight"]))[:most]
    return tuple(sorted({numbers[line["statement"]] for line in heaviest}))
