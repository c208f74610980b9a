"""What ``evaluate --calibration`` promises, and floors."""

from __future__ import annotations

import tomllib
from typing import Any

from weighbridge.evaluation import calibration, floors, statements


def statement(supplier: str, confidence: float | None = None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "evidence": "Oslo sent Kyiv tanks.",
        "supplier": {"code": supplier, "text": ""},
        "recipient": {"code": "UA", "text": ""},
        "item": {"class": "vehicle.tank", "text": "tanks"},
        "stage": "delivered",
        "stance": "asserts",
        "source": {"class": "narrator", "country": None},
    }
    return row if confidence is None else {**row, "confidence": confidence}


GOLD = [{"id": "a", "text": "Oslo sent Kyiv tanks.", "statements": [statement("NO")]}]


def test_each_statement_counts_in_the_tenth_of_its_confidence() -> None:
    found = {"a": [statement("NO", 0.7), statement("SE", 0.69), statement("PL", 1.0)]}
    rows = calibration.table(GOLD, found)
    assert [(row["from"], row["statements"], row["right"]) for row in rows if row["statements"]] == [
        (0.6, 1, 0),
        (0.7, 1, 1),
        (0.9, 1, 0),
    ]
    assert sum(row["statements"] for row in rows) == 3
    assert rows[0]["share"] is None


def test_no_statement_gives_an_empty_table() -> None:
    rows = calibration.table(GOLD, {})
    assert not any(row["statements"] for row in rows)
    assert calibration.distance(rows) == 0
    assert "confidence" in calibration.report(rows)


def test_a_figure_on_the_wrong_side_of_its_floor_is_told() -> None:
    good, _ = statements.score(GOLD, {"a": [statement("NO", 0.9)]})
    bad, _ = statements.score(GOLD, {"a": [statement("SE", 0.9)]})
    limits = tomllib.loads(floors.as_toml({"all": floors.floors_of(good)}))["all"]
    assert not list(floors.broken(good, limits))
    assert any(line.startswith("core f1") for line in floors.broken(bad, limits))
