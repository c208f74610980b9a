"""Where direct speech stands in a text. Knows characters and paragraphs, no grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARK = re.compile(r"``|''|[“”„«»‟\"‘’']")
_YEAR = re.compile(r"\d\ds?\b")
"""What follows an apostrophe in place of a century ("'08", "'90s")."""
_OPENERS = "([{—–-/"
_SPEECH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, the marks included.

    ``closed`` is false where the closing mark is missing (speech that runs on over a
    paragraph, or a slip); ``speech`` is true for a clause or more, false for a word or a name.
    """

    start: int
    end: int
    paragraph: int
    closed: bool
    speech: bool


def _opens(text: str, at: int, after: int) -> bool:
    """Whether a mark that looks the same on both sides stands where a quotation begins."""
    before = text[at - 1] if at else " "
    follows = text[after] if after < len(text) else " "
    return (before.isspace() or before in _OPENERS) and not follows.isspace()


def _closes_single(text: str, at: int) -> bool:
    """Whether an apostrophe closes a quotation: not inside a word, not a plural's possessive."""
    before = text[at - 1] if at else " "
    follows = text[at + 1] if at + 1 < len(text) else " "
    if follows.isalnum() or before.isspace():
        return False
    return before in ",.?!…" or before != "s" or follows in ",.;:?!)\n"


def _kind(mark: str) -> str:
    """The family of a mark: double, straight, twin (two apostrophes), single."""
    if mark in "“”„‟«»":
        return "double"
    if mark == '"':
        return "straight"
    return "twin" if len(mark) == 2 else "single"


def _ends(text: str, at: int, after: int, end: int, opened: int, family: str) -> bool:
    """Whether a mark closes the quotation opened with a mark of this family; ``end``: the paragraph's."""
    mark = text[at:after]
    kind = _kind(mark)
    if kind != family and {kind, family} != {"double", "straight"}:
        return False
    if mark in "”»" or (mark == "“" and text[opened] == "„"):
        return True
    if kind == "straight" and text[opened] == "“":
        closing, opening = text.find("”", after, end), text.find("“", after, end)
        if closing >= 0 and not 0 <= opening < closing:
            return False
    if kind in ("straight", "twin"):
        return not (_opens(text, at, after) and text[at - 1].isspace())
    return kind == "single" and mark != "‘" and _closes_single(text, at)


def _in_paragraph(text: str, start: int, end: int, paragraph: int) -> list[Quote]:
    """The quotations of one paragraph; only the outermost count."""
    found: list[Quote] = []
    opened: int | None = None
    family = ""

    def close(at: int, closed: bool) -> None:
        nonlocal opened
        if opened is not None:
            inner = text[opened:at]
            count = len(inner.split())
            speech = count >= _SPEECH_WORDS or (count >= 2 and inner.rstrip("”\"'’»")[-1:] in (",", ".", "?", "!"))
            found.append(Quote(opened, at, paragraph, closed, speech))
        opened = None

    for match in _MARK.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        kind = _kind(mark)
        if opened is None:
            left = mark in "“„‟«``‘" or (mark in "\"'''" and _opens(text, at, after))
            if kind == "single" and (not _opens(text, at, after) or _YEAR.match(text, after)):
                left = False
            if left:
                opened, family = at, kind
            elif mark in '”"' and after < end and not found and kind == "double":
                opened, family = start, kind
                close(after, True)
        elif _ends(text, at, after, end, opened, family):
            close(after, True)
    close(end, False)
    return found


def quotes_in(text: str, paragraphs: Sequence[tuple[int, int, int]]) -> list[Quote]:
    """All quotations of a text, in order.

    ``paragraphs``: (start, end, number) of each. Speech left open runs on to the paragraph's
    end where the next paragraph opens with a mark again, else to the end of its line's first sentence.
    """
    found: list[Quote] = []
    for place, (start, end, number) in enumerate(paragraphs):
        here = _in_paragraph(text, start, end, number)
        if here and not here[-1].closed:
            last = here.pop()
            after = paragraphs[place + 1][0] if place + 1 < len(paragraphs) else -1
            single = text[last.start] in "‘'" and not text.startswith("''", last.start)
            if after >= 0 and text[after : after + 1] in ("“", '"', "«", "‘") and not single:
                here.append(last)
            elif not single:
                stop = re.compile(r"[.?!](?=\s|$)").search(text, last.start, end)
                cut = stop.end() if stop else end
                here.append(Quote(last.start, cut, number, False, False))
        found.extend(here)
    return found
