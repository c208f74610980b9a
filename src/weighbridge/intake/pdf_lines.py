"""From the lines of PDF pages to paragraphs: running heads out, words put together, lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

EDGE = 3
"""Lines at the top and the bottom of a page among which running heads and page numbers are looked for."""

_DIGITS = re.compile(r"\d+|\b[ivxl]{1,6}\b")
_PAGE_NUMBER = re.compile(r"(?i)[\W_]*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[\W_]*")
_BROKEN = re.compile(r"(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)[-\u00ad\u2010]$")
_FOLLOWS = re.compile(r"[^\W\d_]+")
_BULLET = re.compile(r"\s*(?:[-*\u2022\u25aa\u25cf\u2013\u2014\uf0b7]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_ENDS = re.compile(r"[.!?\u2026:;][\"'\u201d\u2019\u00bb)\]]*$")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\xa0": " "}
)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\ufffe]")

# "long-" + "range", "air-" + "defence": compounds keep their hyphen where a line ends in it
_BEFORE = frozenset(
    """long short medium anti air surface ground sea self multi non ex high low third second first co counter cross
    double dual far mid well shoulder ship land laser precision battle combat nuclear arms post pre all so half
    two three four six semi quasi vice wide fixed rotary light heavy wheel truck man mine war north south east
    west pro de state""".split()
)
_AFTER = frozenset(
    """made based led backed built old related range fired launched guided propelled of owned held run tank wing
    armed supplied produced designed controlled sponsored piercing seeking strong term scale off""".split()
)


def _key(line: str) -> str:
    """A line as it would look on another page: numbers aside."""
    return _DIGITS.sub("#", " ".join(line.split()).lower())


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each page without those at its edges that come back on other pages, page numbers included.

    A line counts as a running head where it stands at the same edge of at least half of the pages, three at least;
    of two pages, both. Left and right pages may differ, so a third of the pages will do for heads of many.
    """
    number = len(pages)
    if number < 2:
        return [list(page) for page in pages]
    enough = 2 if number == 2 else max(3, number // 3)
    heads: Counter[tuple[str, str]] = Counter()
    for page in pages:
        heads.update({("top", _key(line)) for line in page[:EDGE]} | {("end", _key(line)) for line in page[-EDGE:]})
    kept = []
    for page in pages:
        last = len(page) - EDGE
        rest = [
            line
            for place, line in enumerate(page)
            if not (place < EDGE and heads[("top", _key(line))] >= enough)
            and not (place >= last and heads[("end", _key(line))] >= enough)
        ]
        for edge in (0, -1):
            if rest and _PAGE_NUMBER.fullmatch(rest[edge]):
                del rest[edge]
        kept.append(rest)
    return kept


def _hyphen(first: str, second: str, words: frozenset[str]) -> str | None:
    """What the hyphen at the end of a line becomes, "-" or ""; None where none parts a word there."""
    broken = _BROKEN.search(first[-80:])
    follows = _FOLLOWS.match(second)
    if broken is None or follows is None:
        return None
    before, after = broken["word"].lower(), follows[0]
    if not after[0].islower() or "-" in before:
        return "-"
    if before + after in words:
        return ""
    if f"{before}-{after}" in words or before in _BEFORE or after in _AFTER:
        return "-"
    return ""


def _new_paragraph(line: str, following: str, width: int) -> bool:
    """Whether ``following`` begins a paragraph after ``line``; ``width`` is that of a full line."""
    if _BULLET.match(following):
        return True
    if _ENDS.search(line):
        return len(line) < 0.85 * width
    # a heading: short, without a stop, and what follows begins anew
    return len(line) < 0.6 * width and not following[:1].islower()


def paragraphs(lines: Sequence[str], words: frozenset[str]) -> list[str]:
    """Lines joined to paragraphs; an empty line parts two. ``words``: of the whole document, in lower case."""
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.8)] if lengths else 0
    found: list[str] = []
    parts: list[str] = []
    last = ""
    for line in lines:
        if not line or (parts and _new_paragraph(last, line, width)):
            if parts:
                found.append("".join(parts))
            parts = []
        if line:
            if parts:
                hyphen = _hyphen(parts[-1], line, words)
                if hyphen is None:
                    parts.append(" ")
                else:
                    parts[-1] = parts[-1][:-1] + hyphen
                parts.append(line)
            else:
                parts = [line]
            last = line
    if parts:
        found.append("".join(parts))
    return found


def text_of_pages(pages: Sequence[str]) -> str:
    """The text of a PDF: a paragraph a line block, parted by empty lines. "" where there is none."""
    lines = [
        [" ".join(line.translate(_LIGATURES).split()) for line in _UNSEEN.sub("", page).splitlines()] for page in pages
    ]
    trimmed = []
    for page in lines:
        first, last = 0, len(page)
        while first < last and not page[first]:
            first += 1
        while last > first and not page[last - 1]:
            last -= 1
        trimmed.append(page[first:last])
    kept = without_running_heads(trimmed)
    flat = [line for page in kept for line in page]
    words = frozenset(word.strip(".,;:()\"'\u201c\u201d").lower() for line in flat for word in line.split())
    return "\n\n".join(paragraphs(flat, words)).strip()
