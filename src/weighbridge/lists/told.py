"""What a file tells of itself while it is read, and what could not be taken from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Told:
    """Filled by a reader; complete when its last entry was given.

    published: the day that the file gives for itself, as ISO date or moment. declared: how many entries it says it has.
    notes: what was left out or taken otherwise than written, each with how often. version: the file's own number.
    """

    published: str = ""
    declared: int | None = None
    version: str = ""
    notes: Counter[str] = field(default_factory=Counter)
