"""The text equivalent of a picture: a short paragraph and a table of the same data."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Told:
    """What a picture shows, for who can't see it. All text in it is inert and on one line."""

    title: str
    below: str
    """The line under the title: as of when, out of how much."""
    paragraph: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    """What is left out of the picture, or out of scale; nothing is left out in silence."""

    @property
    def description(self) -> str:
        """Paragraph and notes in one, as for a picture's alternative text."""
        return " ".join((self.paragraph, *self.notes))
