"""What a reader is given: the file, and where to say what it tells of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from weighbridge.lists.told import Told


@dataclass(frozen=True, slots=True)
class Source:
    """A recognised file. ``beside``: further files of the same list by their part (``addresses``, ``aliases``).

    list: the short name that its entries get. most: bytes that a file may have.
    """

    path: Path
    format: str
    list: str
    most: int
    beside: dict[str, Path] = field(default_factory=dict)
    told: Told = field(default_factory=Told)
