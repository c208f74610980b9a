"""A fixed set of orders on a fixed list, and how they are answered: what the number of the rules stands for.

``python -m tests.screening.fixed_orders`` writes the answers anew, under the number of the rules that holds then.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from weighbridge.lists.recognising import recognised
from weighbridge.lists.store import Store
from weighbridge.screening.deciding import decided
from weighbridge.screening.decisions import Decisions
from weighbridge.screening.files import orders_in
from weighbridge.screening.finding import Evidence
from weighbridge.screening.ground import opened_ground
from weighbridge.screening.onward import Onward
from weighbridge.screening.state import RULES

HOME = Path(__file__).parent / "fixed"
ANSWERS = HOME / "answers.json"
ONWARD = Onward(
    "IR-RU-uav-2022",
    "ir",
    "ru",
    "uav",
    "delivered",
    0.97,
    "almost certain",
    "2022-08-01",
    "2022-10-01",
    3,
    (Evidence("ledger", "s1", "Iran sent Russia drones."),),
)


def answers(folder: Path) -> dict[str, dict[str, Any]]:
    """How the orders are answered now: the answer, and what was found of which part, by which rule, how grave.

    Scores and wording are left out: they may move without an order being answered otherwise.
    """
    store = Store(folder / "lists")
    store.keep(recognised(HOME / "list.csv", "fixed"), now=lambda: datetime(2026, 1, 2, tzinfo=UTC))
    with opened_ground(store, Decisions(folder / "decisions"), None, "2026-01-03") as ground:
        known = replace(ground, onward=lambda code: (ONWARD,) if code == "ir" else ())
        found = {}
        for read in orders_in(HOME / "orders.jsonl"):
            assert read.order, str(read.problem)
            record = decided(read.order, known)
            found[read.reference] = {"answer": record["answer"], "found": sorted(_found(record))}
    return found


def _found(record: dict[str, Any]) -> Iterator[str]:
    for one in record["findings"]:
        unknown = one["level"] == "note" and one["reason"].startswith("not known: ")
        if not unknown:
            where = " ".join((one["subject"], *one.get("also", [])))
            yield f"{one['level']}: {one['kind']} {one['rule']} on {where}"


def write() -> None:
    """Write the answers of now."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {"rules": RULES, "answers": answers(Path(folder))}
    ANSWERS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    write()
