"""The figures of the weighing, from ``figures.toml`` and from a file of one's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

Value = float | str
Figures = Mapping[str, Mapping[str, Value]]
FILE = Path(__file__).with_name("figures.toml")
LARGEST = 100.0
"""No figure is further from 0: a weight of 100 is already beyond all doubt."""
_WEAKENING = ("self_serving_denial",)
"""Figures that may only lower a likelihood, beside those of [denial]."""


class FiguresError(ValueError):
    """A file of figures with a mistake; the text names the file, the figure and the remedy."""


def _table(path: Path) -> dict[str, dict[str, Value]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FiguresError(f"{path}: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FiguresError(f"{path}: {error}") from None


@cache
def figures(path: Path | None = None) -> Figures:
    """All figures; those that ``path`` names are taken from there.

    Raises:
        FiguresError: the file is not readable, or names what there is not, or a wrong kind of value.
    """
    known = _table(FILE)
    if path is not None:
        for name, row in _table(path).items():
            if name not in known:
                raise FiguresError(f"{path}: there is no table [{name}]; there are {', '.join(known)}")
            if not isinstance(row, dict):
                raise FiguresError(f"{path}: [{name}] has to be a table, as in {FILE.name}")
            for key, value in row.items():
                if key not in known[name]:
                    raise FiguresError(f"{path}: [{name}] has no {key}; it has {', '.join(known[name])}")
                wanted = str if isinstance(known[name][key], str) else int | float
                if isinstance(value, bool) or not isinstance(value, wanted):
                    kind = "a letter from A to F" if isinstance(known[name][key], str) else "a number"
                    raise FiguresError(f"{path}: [{name}] {key} is {value!r}; it has to be {kind}")
                _check(f"{path}: [{name}] {key} is {value!r}", name, key, value)
                known[name][key] = value
        if float(known["bounds"]["lowest"]) > float(known["bounds"]["highest"]):
            raise FiguresError(f"{path}: [bounds] lowest is greater than highest")
    return MappingProxyType({name: MappingProxyType(row) for name, row in known.items()})


def _check(what: str, name: str, key: str, value: Value) -> None:
    """A letter of the Admiralty scale, or a number that can be what it is for: no denial raises a likelihood."""
    if isinstance(value, str):
        if value not in tuple("ABCDEF"):
            raise FiguresError(f"{what}; it has to be a letter from A to F")
        return
    low, high = 0.0, LARGEST
    if name == "prior":
        low = -LARGEST
    elif name == "denial" or key in _WEAKENING:
        low, high = -LARGEST, 0.0
    elif name == "bounds" or key == "reading":
        high = 1.0
    if not low <= value <= high:
        raise FiguresError(f"{what}; it has to be a number from {low:g} to {high:g}")


def number(table: Figures, name: str, key: str) -> float:
    """A figure that is a number."""
    return float(table[name][key])
