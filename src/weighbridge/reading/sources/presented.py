"""Whom a document presents before he speaks: in its heading ("the Minister of Foreign Affairs of Bulgaria, Mr Petar
Kostadinov"), and in the label of his turn ("Ms. Inés Larrañaga (Secretariat of State for Trade, Madrid)")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from weighbridge.model import Source
from weighbridge.reading.mentions import finder
from weighbridge.reading.sources.parties import state_code
from weighbridge.reading.sources.words import speakers

_CAPITAL = r"[^\W\d_a-z][\w'\u2019-]+"
_PRESENTED = re.compile(
    rf"(?P<office>{_CAPITAL}(?: (?:{_CAPITAL}|of|for|and|the))*),"
    rf" (?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|H\.E)\.? )*(?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,2}})"
    r"(?=,? (?:and|with|the|at|in) |,? [^\W\d_a-z]|,? \d|[,;.]?$)"
)
_TOLD = re.compile(
    r"[a-z][.!?][\u201d\"]?\s*$|[.!?] [A-Z]|\b(?:said|says|told|visited|spoke|has|have|had|was|were|is|are)\b"
)
"""So a line ends, or goes on, that tells something."""
_HEADING = 400
"""So many characters at the beginning may present somebody."""
_BODIES = ("organ", "institute", "outlet", "company", "group", "office")
"""The first of these tells most: "(Director General, Global Affairs Canada)"."""
_PLACES = frozenset(("state", "adjective", "capital", "place"))


def presented(opening: str, home: str | None) -> Iterator[tuple[str, Source]]:
    """The people whom a heading presents with their offices, by name; of the state at home where it names no other."""
    for line in opening[:_HEADING].splitlines()[:3]:
        if _TOLD.search(line):
            continue  # a sentence, and no heading
        for match in _PRESENTED.finditer(line):
            mentions = finder().find(match["office"])
            office = next((one.entry for one in mentions if one.entry.kind == "office"), None)
            if office is None or office.class_ is None or finder().find(match["name"]):
                continue
            states = [one.entry.code for one in mentions if one.entry.kind in _PLACES and state_code(one.entry.code)]
            country = states[0] if states else office.code or home
            yield match["name"], Source(office.class_, country, match["name"], True)


def seated(seat: str, source: Source | None, label: str) -> Source | None:
    """Who speaks, as the words behind his name in a label say: his body, else the state of the place he is from.

    Args:
        seat: those words, "(Secretariat of State for Trade, Madrid)"; of a constituency they tell nothing.
        source: who it is without them.
        label: the name before them.
    """
    mentions = finder().find(seat)
    bodies = [one.entry for one in mentions if one.entry.kind in _BODIES and one.entry.class_]
    body = min(bodies, key=lambda entry: _BODIES.index(entry.kind), default=None)
    place = next((one.entry.code for one in mentions if one.entry.kind in _PLACES and state_code(one.entry.code)), None)
    kinds = [speakers().names[word] for word in re.findall(r"\w+", seat.lower()) if word in speakers().names]
    class_ = body.class_ if body is not None else kinds[-1] if kinds else None
    country = (body.code if body is not None else None) or place
    if class_ is None or country is None or class_ == "media":
        return source
    known = source or Source(class_, country, label, True)
    return replace(known, class_=class_, country=country)
