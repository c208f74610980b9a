"""Small drawings inside pages, as plain coordinates; the templates make SVG of them and tables tell the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

WIDTH, HEIGHT = 640.0, 180.0
"""Of a drawing, in its own units."""


@dataclass(frozen=True, slots=True)
class Point:
    """A day on the line."""

    x: float
    y: float
    day: str
    word: str
    likelihood: float


@dataclass(frozen=True, slots=True)
class Steps:
    """A line that holds its height until the next day."""

    path: str
    points: list[Point]
    first: str
    last: str
    about: str


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def steps(rows: Sequence[Mapping[str, Any]]) -> Steps | None:
    """The likelihood of the stage that the transfer is about now, over the days; None where there is none to draw."""
    judged = [{"day": row["day"], **row["same"]} for row in rows if row["day"] and row["same"]]
    if not judged:
        return None
    first, last = _number(judged[0]["day"]), _number(judged[-1]["day"])
    span = max(1, last - first)
    points = [
        Point(
            round((_number(row["day"]) - first) / span * WIDTH, 1),
            round((1 - row["likelihood"]) * HEIGHT, 1),
            row["day"],
            row["word"],
            row["likelihood"],
        )
        for row in judged
    ]
    path = f"M{points[0].x} {points[0].y}"
    for point in points[1:]:
        path += f"H{point.x}V{point.y}"
    path += f"H{WIDTH}" if len(points) == 1 else ""
    return Steps(path, points, judged[0]["day"], judged[-1]["day"], judged[-1]["stage"])


def bars(years: Sequence[Mapping[str, Any]], side: str) -> list[dict[str, Any]]:
    """For each year: how many transfers arrived and how many are short of that, with heights up to 100."""
    rows = []
    for year in years:
        counts = year[side]
        arrived = counts.get("delivered", 0) + counts.get("used", 0)
        rows.append({"year": year["year"] or "undated", "arrived": arrived, "others": sum(counts.values()) - arrived})
    most = max((row["arrived"] + row["others"] for row in rows), default=0)
    for row in rows:
        row["arrived_height"] = round(row["arrived"] / most * 100, 1) if most else 0
        row["others_height"] = round(row["others"] / most * 100, 1) if most else 0
    return rows if most else []
