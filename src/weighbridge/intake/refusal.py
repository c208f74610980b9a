"""What could not be taken in, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Warn = Callable[[str], None]
"""Takes one line about something that was taken in, though not quite as it came."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that gave no Document."""

    where: str
    """The file, and within it the line or the number of the document."""
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"


def ignore(_: str) -> None:
    """A Warn that says nothing."""
