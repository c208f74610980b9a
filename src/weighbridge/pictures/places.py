"""How the round earth is drawn flat: outlines of the land, projection, arcs. Pure functions over one file."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any

from weighbridge.lexicon.places import Point

HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def outlines() -> dict[str, Any]:
    """The land of the earth as TopoJSON, object ``land``: Natural Earth, 1:110 million, public domain.

    Land only, without borders: where borders run is disputed by the very parties that ledgers are about.
    """
    found: dict[str, Any] = json.loads((HERE / "land.json").read_text(encoding="utf-8"))
    return found


def projected(point: Point, turn: float) -> Point:
    """A point in Natural Earth projection with the meridian ``turn`` in the middle, in radians, y downwards.

    The polynomial is that of Bojan Šavrič and others (2011), as d3's geoNaturalEarth1 has it.
    """
    along = math.radians((point[0] - turn + 180) % 360 - 180)
    up = math.radians(point[1])
    two = up * up
    four = two * two
    x = along * (0.8707 - 0.131979 * two + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four)))
    y = up * (1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four)))
    return x, -y


def bow(start: Point, end: Point, bend: float = 0.16, steps: int = 24) -> list[Point]:
    """Points of an arc from place to place, bent to the left of its direction so that there and back lie apart.

    Longitudes may run past 180 degrees, on the shorter way round.
    """
    over = (end[0] - start[0] + 180) % 360 - 180
    up = end[1] - start[1]
    found = []
    for step in range(steps + 1):
        part = step / steps
        off = bend * 4 * part * (1 - part)
        # to the left of (over, up) lies (-up, over)
        latitude = max(-85.0, min(85.0, start[1] + up * part + over * off * 0.6))
        found.append((round(start[0] + over * part - up * off, 3), round(latitude, 3)))
    return found
