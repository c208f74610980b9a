"""Floors under the figures: what a change to the reader may not fall below (``tests/figures.toml``).

A floor is set a little below what was measured, so that noise passes and a loss does not. For the
shares of false and invented deliveries, which are errors, it is a ceiling a little above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

MARGIN = 0.01
ERRORS = frozenset({"false deliveries", "invented deliveries"})
"""Figures that shall be low."""
SLOTS = ("stage", "stance", "certainty", "item class", "source class", "source country", "via")


def flat(figures: Mapping[str, Any]) -> dict[str, float]:
    """The figures of ``statements.score`` that have floors, by a name each."""
    named = {f"{level} f1": figures[level]["f1"] for level in ("found", "core", "full")}
    named["core precision"] = figures["core"]["precision"]
    named |= {f"slot {name}": figures["slots"][name] for name in SLOTS}
    named |= {name: figures[name] for name in sorted(ERRORS)}
    return {name: float(value) for name, value in named.items()}


def floors_of(figures: Mapping[str, Any], margin: float = MARGIN) -> dict[str, float]:
    """A floor (or ceiling) for each figure, ``margin`` to the worse side."""
    return {
        name: round(value + margin if name in ERRORS else max(0.0, value - margin), 3)
        for name, value in flat(figures).items()
    }


def broken(figures: Mapping[str, Any], floors: Mapping[str, float]) -> Iterator[str]:
    """A line for each figure on the wrong side of its floor."""
    now = flat(figures)
    for name, floor in floors.items():
        value = now[name]
        if value > floor if name in ERRORS else value < floor:
            yield f"{name} is {value:.3f}, {'above' if name in ERRORS else 'below'} {floor:.3f}"


def as_toml(floors: Mapping[str, Mapping[str, float]]) -> str:
    """The floors of each part of the corpus as a TOML file."""
    lines = [
        "# What the reader may not fall below on each part of the corpus; ceilings for the shares of deliveries.",
        "# Written by `make floors`; do that only after looking at why a figure moved.",
    ]
    for part, row in floors.items():
        lines += ["", f"[{part}]", *(f'"{name}" = {value}' for name, value in row.items())]
    return "\n".join(lines) + "\n"
