"""Sentences and paragraphs of a text, found before any parsing.

The gate decides sentence by sentence what is worth parsing, so sentences must be
known beforehand and cheaply. A sentence never crosses a line end; what has no full
stop for very long is cut at white space, so that no input can make one sentence of
half a million characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_SENTENCE = 2000
"""Characters; what is longer is cut at the last white space before (parser cost grows with length)."""

# Words that end in a full stop without ending a sentence. Lower-cased, without the stop.
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sen rep reps gen lt col maj capt cmdr adm brig sgt gov pres sec amb hon rev st
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    no nos vs etc approx dept fig inc ltd co corp bros jr sr vol art para min ca cf al esp mt ft
    u.s u.k u.n e.u d.c a.m p.m e.g i.e n s e w n.korea s.korea ret cent rs nr bn mn km kg""".split()
)
_NEVER_LAST = frozenset(
    """mr mrs ms dr prof sen rep reps gen lt col maj capt cmdr adm brig sgt gov pres amb hon rev st no nos vs
    approx e.g i.e ca cf n s fig rs""".split()
)

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# "to Iran.[39]", "to Iran.\u00b9\u00b2", "to Iran.12", not "cal.50"
_NOTE = r"""(?:[ ]?\[\d{1,3}\] | [\u00b9\u00b2\u00b3\u2070-\u2079]{1,3}
              | (?:(?<=[A-Za-z][a-z]{3}[.]) | (?<=[a-z]{2}[.]["\u201d]))\d{1,3})"""
_STOP = re.compile(
    rf"""(?<![.!?\u2026])(?P<stop>[.!?\u2026]++)  # the stop itself
        (?P<close>["'\u201d\u2019\u00bb)\]]*+)  # closing quotes and brackets
        {_NOTE}*+                          # marks of notes, which belong to no sentence
        (?P<gap>[ \t\u00a0\u2009]++)
        (?=["'\u201c\u2018\u00ab(\[]*        # opening quotes
           (?P<next>[^\W_]|[-\u2022\u2013\u2014$\u20ac\u00a3]))""",
    re.VERBOSE,
)
_LAST_NOTE = re.compile(rf"""(?P<end>[.!?\u2026]["'\u201d\u2019\u00bb)\]]*+){_NOTE}++\s*$""", re.VERBOSE)
_WORD_BEFORE = re.compile(r"[^\s\"'\u201c\u2018(\[]+$")


# "MINSK, 20 December." or "\u2022 15 July." or "(2) Arrears." before the sentence it belongs to
_DATELINE = re.compile(r"\s*(?:[A-Z]{3,}[\w ,/]{0,24}|(?:[-*\u2022]|\(?\d{1,2}[.)])\s+[\w ,]{1,24})\.")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a range of characters of the document's text, white space trimmed."""

    index: int
    start: int
    end: int
    paragraph: int
    bullet: bool = False
    """It stands in a list: a lead-in sentence before it may own its slots."""


_BULLET = re.compile(r"\s*(?:[-*\u2022\u25aa\u25cf\u2013\u2014]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")


def _is_end(line: str, match: re.Match[str]) -> bool:
    """Whether the stop at ``match`` ends a sentence of ``line``."""
    if match["stop"] != ".":
        follower = match["next"]
        return not follower.islower() or bool(match["close"]) is False and match["stop"] not in ("...", "\u2026")
    before = _WORD_BEFORE.search(line, max(0, match.start() - 40), match.start())
    word = before.group().lower().strip(".") if before else ""
    follower = match["next"]
    if follower.islower():
        return False
    if word in _NEVER_LAST:
        return False
    if word in _ABBREVIATIONS:
        # "in the U.S. The ..." ends; "U.S. Treasury" and "Dec. 22" do not
        rest = line[match.end() :]
        first = re.match(r"[\"'\u201c\u2018(\[]*(\w+)", rest)
        starters = {
            "The",
            "A",
            "An",
            "In",
            "On",
            "It",
            "He",
            "She",
            "They",
            "But",
            "And",
            "This",
            "That",
            "At",
            "As",
        }
        return bool(first and first.group(1) in starters)
    # a single capital is an initial: "John F. Kennedy"
    return not (len(word) == 1 and word.isalpha() and before is not None and before.group()[0].isupper())


def _pieces(line: str, offset: int) -> list[tuple[int, int]]:
    """Sentence ranges of one line, in characters of the text."""
    cuts, start = [], 0
    for match in _STOP.finditer(line):
        if _is_end(line, match):
            cuts.append((start, match.end("close")))
            start = match.end("gap")
    note = _LAST_NOTE.search(line, start)
    cuts.append((start, note.end("end") if note else len(line)))
    if len(cuts) > 1 and _DATELINE.fullmatch(line, *cuts[0]):
        cuts[:2] = [(cuts[0][0], cuts[1][1])]
    ranges = []
    for first, last in cuts:
        while last - first > LONGEST_SENTENCE:
            space = line.rfind(" ", first + 1, first + LONGEST_SENTENCE)
            cut = space if space > first else first + LONGEST_SENTENCE
            ranges.append((offset + first, offset + cut))
            first = cut
        ranges.append((offset + first, offset + last))
    return ranges


def sentences_of(text: str) -> list[Sentence]:
    """Split ``text`` into sentences in the order of the text; they never overlap.

    A line is a paragraph (news texts have one paragraph a line). Runs in time linear
    in the length of the text.
    """
    found: list[Sentence] = []
    for paragraph, line in enumerate(_LINE.finditer(text)):
        bullet = _BULLET.match(line.group()) is not None
        for start, end in _pieces(line.group(), line.start()):
            piece = text[start:end]
            lead = len(piece) - len(piece.lstrip())
            start, end = start + lead, start + len(piece.rstrip())
            if start < end:
                found.append(Sentence(len(found), start, end, paragraph, bullet))
    return found
