"""How far ``confidence`` can be believed: the share of right statements in each tenth of it.

Right means what ``statements`` calls core: supplier, recipient and item (by its top-level class) agree
with an annotated statement on the same sentence. A well calibrated reader is right in 85 of 100
statements whose confidence is about 0.85.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from weighbridge.evaluation.figures import Row
from weighbridge.evaluation.statements import agreement, pairs_of, spans_of

TENTHS = 10


def marks(gold_documents: Sequence[Row], predicted: Mapping[str, Sequence[Row]]) -> list[tuple[float, bool]]:
    """Each predicted statement's confidence (0 where it has none), and whether it is right."""
    found = []
    for document in gold_documents:
        text, golds = document["text"], list(document["statements"])
        predictions = list(predicted.get(document["id"], ()))
        pairs = pairs_of(golds, spans_of(text, golds), predictions, spans_of(text, predictions))
        right = {j for i, j in pairs if agreement(golds[i], predictions[j])[0] == 3}
        found += [(float(one.get("confidence") or 0.0), j in right) for j, one in enumerate(predictions)]
    return found


def table(gold_documents: Sequence[Row], predicted: Mapping[str, Sequence[Row]]) -> list[dict[str, Any]]:
    """A row for each tenth of confidence: its ends, how many statements, how many of them right, the share.

    A confidence on a border belongs to the upper tenth, 1 to the last; the share of an empty tenth is null.
    """
    count, right, total = [0] * TENTHS, [0] * TENTHS, [0.0] * TENTHS
    for confidence, good in marks(gold_documents, predicted):
        at = min(TENTHS - 1, max(0, int(confidence * TENTHS + 1e-9)))
        count[at] += 1
        right[at] += good
        total[at] += confidence
    return [
        {
            "from": at / TENTHS,
            "to": (at + 1) / TENTHS,
            "statements": count[at],
            "right": right[at],
            "share": round(right[at] / count[at], 4) if count[at] else None,
            "mean confidence": round(total[at] / count[at], 4) if count[at] else None,
        }
        for at in range(TENTHS)
    ]


def distance(rows: Sequence[Mapping[str, Any]]) -> float:
    """Expected calibration error: how far share and mean confidence lie apart, weighted by the counts."""
    known = [row for row in rows if row["statements"]]
    total = sum(row["statements"] for row in known)
    apart = sum(row["statements"] * abs(row["share"] - row["mean confidence"]) for row in known)
    return round(apart / total, 4) if total else 0.0


def report(rows: Sequence[Mapping[str, Any]]) -> str:
    """The table as lines of text."""
    lines = ["confidence   statements   right   share"]
    lines += [
        f"{row['from']:.1f} to {row['to']:.1f}   {row['statements']:10}   {row['right']:5}   {row['share']:.3f}"
        for row in rows
        if row["statements"]
    ]
    return "\n".join([*lines, f"confidence and share lie {distance(rows):.3f} apart on average"])
