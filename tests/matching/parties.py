"""Parties for the tests, and where the real lists stand."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from weighbridge.matching.party import Party

FOLDER = "WEIGHBRIDGE_TEST_DATA"
"""Environment variable that names the folder of real data, which is no part of the project."""


def data(name: str) -> Path:
    """A file of the real data; skips the test where it isn't there."""
    beside = Path(__file__).parents[2].parent / "shared" / "data"
    path = Path(os.environ.get(FOLDER, beside)) / name
    if not path.exists():
        pytest.skip(f"no {name} here; {FOLDER} can name the folder")
    return path


def person(*names: str, **more: object) -> Party:
    """A person."""
    return Party("p", "Person", names, **more)  # type: ignore[arg-type]


def firm(*names: str, **more: object) -> Party:
    """An organisation."""
    return Party("f", "Organization", names, **more)  # type: ignore[arg-type]


def ship(*names: str, **more: object) -> Party:
    """A vessel."""
    return Party("v", "Vessel", names, **more)  # type: ignore[arg-type]


def listed(lines: int) -> list[Party]:
    """The first entries of the real consolidated list."""
    found = []
    with data("lists/us_csl_2026-07-31.jsonl").open(encoding="utf-8") as rows:
        for _, line in zip(range(lines), rows, strict=False):
            row = json.loads(line)
            schema = {"Individual": "Person", "Entity": "Organization"}.get(row["type"] or "", "LegalEntity")
            found.append(Party(str(row["row"]), schema, (row["name"], *(row["alt_names"] or ()))))
    return found
