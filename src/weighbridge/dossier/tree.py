"""What a dossier is made of: headings, paragraphs, tables, pictures and numbered notes. Plain text throughout.

Every text in it is inert and on one line; renderers still escape it for what they write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 for parts, 2 for what is below them."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with the numbers of the notes that it rests on."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; each row has as many cells as there are columns."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: as Vega-Lite for paper, for a dark and for a small screen, and in words."""

    name: str
    """For the name of its file, as in "timeline"."""
    spec: dict[str, Any]
    dark: dict[str, Any]
    small: dict[str, Any]
    small_dark: dict[str, Any]
    caption: str
    told: str
    """What it shows, for who can't see it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A piece of evidence: who takes which position, the sentence, and where it stands."""

    number: int
    position: str
    """As in "United States government: asserts delivered, ballistic missiles"."""
    quote: str
    outlet: str
    day: str
    title: str
    address: str
    """As it came in; a link only if ``links_to`` says so."""
    statement: str
    """The statement's id in the ledger."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The numbered evidence."""

    items: tuple[Note, ...]


Block = Heading | Paragraph | Table | Figure | Notes


@dataclass(frozen=True, slots=True)
class Dossier:
    """A report that can be sent as it is."""

    title: str
    below: str
    """As of when."""
    blocks: tuple[Block, ...]
    imprint: str
    """Version and content hash."""


def links_to(address: str) -> str | None:
    """An address that may be a link: http and https only, nothing in it that could end an attribute or a line."""
    fine = address.startswith(("https://", "http://")) and address.isprintable()
    return address if fine and not set(address) & set(" <>\"'`\\^{|}") and len(address) <= 2000 else None
