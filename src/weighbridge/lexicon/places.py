"""Where states lie (``lexicon/places.toml``): a point well inside each, for pictures and for the length of a route."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "places.toml"
Point = tuple[float, float]
"""Longitude and latitude in degrees, or x and y in pixels."""


@lru_cache(maxsize=1)
def places() -> dict[str, Point]:
    """ISO 3166-1 alpha-2 code: longitude and latitude in degrees."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {code: (float(row[1]), float(row[0])) for code, row in rows.items()}
