"""Marks in a text: where statements stand in a document, and the words of their slots in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text with a name."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which the same marks hold throughout."""

    text: str
    names: tuple[str, ...] = ()
    """Of the marks that cover it, the one that began first first."""
    begins: tuple[str, ...] = ()
    """Of the marks that begin here."""


def pieces(text: str, spans: Iterable[Span], low: int = 0, high: int | None = None) -> list[Piece]:
    """The text from ``low`` to ``high`` cut wherever a mark begins or ends; together the pieces are that text.

    Marks may overlap and nest. What is empty, or lies outside, marks nothing.
    """
    high = min(len(text), high if high is not None else len(text))
    low = min(max(low, 0), high)
    clipped = [
        Span(max(one.start, low), min(one.end, high), one.name)
        for one in spans
        if one.start < one.end and one.start < high and one.end > low
    ]
    clipped.sort(key=lambda one: (one.start, -one.end, one.name))
    cuts = sorted({low, high, *(one.start for one in clipped), *(one.end for one in clipped)})
    found: list[Piece] = []
    open_: list[Span] = []
    coming = 0
    for start, end in zip(cuts, cuts[1:], strict=False):
        open_ = [one for one in open_ if one.end > start]
        begins: list[str] = []
        while coming < len(clipped) and clipped[coming].start == start:
            open_.append(clipped[coming])
            begins.append(clipped[coming].name)
            coming += 1
        found.append(Piece(text[start:end], tuple(one.name for one in open_), tuple(begins)))
    return found


def slots(statement: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The words of a statement's slots, each with the name of the slot, as they stand in the text."""
    found = []
    for name in ("supplier", "recipient", "item", "quantity", "value", "time", "source"):
        words = (statement.get(name) or {}).get("text")
        if words:
            found.append((name, str(words)))
    if statement.get("trigger"):
        found.append(("trigger", str(statement["trigger"])))
    return found


def highlighted(sentence: str, words: Sequence[tuple[str, str]]) -> list[Piece]:
    """A sentence with the words of its slots marked, each at the first place that no other has taken."""
    taken: list[Span] = []
    for name, text in sorted(words, key=lambda row: -len(row[1])):
        at = sentence.find(text)
        while at >= 0 and any(at < one.end and at + len(text) > one.start for one in taken):
            at = sentence.find(text, at + 1)
        if at >= 0:
            taken.append(Span(at, at + len(text), name))
    return pieces(sentence, taken)
