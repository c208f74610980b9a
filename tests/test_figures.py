"""The reader reads no worse than it did: figures against the floors of figures.toml (``make floors``)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.conftest import Read
from tests.test_promises import keeps_its_promises

from weighbridge.evaluation import floors, statements
from weighbridge.model import as_json

FLOORS = tomllib.loads(Path(__file__).with_name("figures.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", FLOORS)
def test_no_figure_is_below_its_floor_and_no_promise_is_broken(part: str, corpus: Read) -> None:
    documents, readings = corpus(part)
    assert [reading.document.id for reading in readings] == [row["id"] for row in documents]
    for reading in readings:
        keeps_its_promises(reading)
    found = {one.document.id: as_json(one.statements) for one in readings}
    figures, _ = statements.score(documents, found)
    assert not list(floors.broken(figures, FLOORS[part]))


def test_aside_is_not_learnt_from() -> None:
    """What is set aside for measuring is in no other part of the corpus."""
    corpus = Path(__file__).parents[1] / "corpus"
    parts = ("aside", "open", "more", "plain")
    names = {part: {file.name for file in (corpus / part).glob("*.json")} for part in parts}
    assert not any(names["aside"] & names[part] for part in parts[1:])
