"""The readings of a document that a ledger keeps, beside one another: who read it, which counts, where they differ."""

from __future__ import annotations

from typing import Any

from weighbridge.evaluation.statements import brief
from weighbridge.ledger import Ledger, document
from weighbridge.ledger.browsing import readings_of
from weighbridge.ledger.readings import latest_readings
from weighbridge.model import as_json
from weighbridge.readers.aligning import aligned
from weighbridge.readers.comparing import difference_of

Record = dict[str, Any]
MOST = 300
"""Statements of a reading beyond which it is not compared: every one would be held against every other."""


def kept_readings(ledger: Ledger, key: str) -> Record:
    """``readings`` of a document (its id), as ``browsing.readings_of`` has them, and ``differing``.

    That is, for each reader whose reading does not count, where its latest differs from the one that does (``first``):
    as the texts were read, before any review; ``words`` tells each in a line. ``differences`` is None where there are
    too many statements to compare.
    """
    rows = readings_of(ledger, key)
    differing: list[Record] = []
    if len({row["reader"] for row in rows}) > 1:
        found = latest_readings(ledger, key)
        text = whole.text if (whole := document(ledger, key)) else ""
        counts = next((one for one in found if one.counts), found[-1])
        mine = [{"id": one.id, **as_json(one.statement)} for one in counts.entries]
        for other in found:
            if other is counts:
                continue
            names = counts.reader, other.reader
            theirs = [{"id": one.id, **as_json(one.statement)} for one in other.entries]
            differing.append({"readers": list(names), "differences": _differences(key, text, names, mine, theirs)})
    return {"readings": rows, "differing": differing}


def _differences(
    key: str, text: str, names: tuple[str, str], mine: list[Record], theirs: list[Record]
) -> list[Record] | None:
    if max(len(mine), len(theirs)) > MOST:
        return None
    told = (
        difference_of(
            key,
            names,
            mine[pair.first] if pair.first is not None else None,
            theirs[pair.second] if pair.second is not None else None,
        )
        for pair in aligned(text, mine, theirs)
    )
    return [{**one, "words": [brief(one["first"]), brief(one["second"])]} for one in told if one is not None]
