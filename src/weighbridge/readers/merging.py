"""Two readings of one document as one, with what each found told at each statement.

The rules, in their order:

1. What both found (``aligned``) is one statement, with the evidence and the slots of the first reader. What the first
   leaves open (a party, goods, how many, for how much, when) is filled from the second.
2. Where one takes goods to have moved (shipped, delivered or used; asserted or confirmed) and the other does not, the
   other's stage, stance and certainty hold: a false delivery is the worst error.
3. Where supplier, recipient and goods agree, the confidence is 1 - (1 - a)(1 - b), at most 0.99: that both are wrong,
   if their errors had nothing to do with one another. Where they do not, it is the lesser of the two.
4. What only one found stays as that reader gave it, and is marked.
"""

from __future__ import annotations

from dataclasses import replace

from weighbridge.evaluation.statements import is_done
from weighbridge.model import Measure, Statement, as_json
from weighbridge.readers.aligning import Row, aligned, differing_slots, same_core
from weighbridge.readers.costs import joined
from weighbridge.reading.result import Mark, Reading

VERSION = "1"
"""Of the rules: another one makes another reader of what merges."""
SUREST = 0.99
_FILLED = ("supplier", "recipient", "item", "quantity", "value", "time")


def merged(first: Reading, second: Reading, names: tuple[str, str], alone: bool = True) -> Reading:
    """One reading of the two, which are of the same document. ``alone``: also what only one found."""
    text = first.document.text
    rows: tuple[list[Row], list[Row]] = as_json(first.statements), as_json(second.statements)
    statements: list[Statement] = []
    marks: list[Mark] = []
    for pair in aligned(text, *rows):
        if pair.first is not None and pair.second is not None:
            mine, theirs = rows[0][pair.first], rows[1][pair.second]
            statements.append(_both(first.statements[pair.first], second.statements[pair.second], mine, theirs))
            told = [
                f"{one.name}: {names[0]} {one.first}, {names[1]} {one.second}" for one in differing_slots(mine, theirs)
            ]
            marks.append(Mark(names, tuple(told)))
        elif alone:
            found = first.statements[pair.first] if pair.first is not None else second.statements[pair.second or 0]
            statements.append(found)
            marks.append(Mark((names[0] if pair.first is not None else names[1],)))
    problems = [f"{name}: {one.problem}" for name, one in zip(names, (first, second), strict=True) if one.problem]
    return Reading(
        first.document,
        tuple(statements),
        _measures(first.measures, second.measures),
        tuple(one for one in first.silent if not any(one[0] < it.end and it.start < one[1] for it in statements)),
        "; ".join(problems) or None,
        (*first.notes, *second.notes),
        joined(first.cost, second.cost) if first.cost or second.cost else None,
        tuple(marks),
    )


def _both(first: Statement, second: Statement, mine: Row, theirs: Row) -> Statement:
    one = first
    for slot in _FILLED:
        if getattr(one, slot) is None and getattr(second, slot) is not None:
            one = replace(one, **{slot: getattr(second, slot)})
    if is_done(mine) and not is_done(theirs):
        one = replace(one, stage=second.stage, stance=second.stance, certainty=second.certainty)
    a, b = first.confidence, second.confidence
    confidence = min(SUREST, 1 - (1 - a) * (1 - b)) if same_core(mine, theirs) else min(a, b)
    return replace(
        one, confidence=round(confidence, 4), because=(*first.because, *(f"also: {why}" for why in second.because))
    )


def _measures(first: tuple[Measure, ...], second: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Those of the first, then what only the second found: of the same kind, imposer and country there is none near."""
    new = [
        one
        for one in second
        if not any(
            (one.kind, one.imposer, one.target_country) == (it.kind, it.imposer, it.target_country)
            and one.start < it.end
            and it.start < one.end
            for it in first
        )
    ]
    return tuple(sorted((*first, *new), key=lambda one: (one.start, one.end)))
