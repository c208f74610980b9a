"""Who speaks: what of a source's words tells him from others.

"National Security Council spokesman John Kirby" and "the White House" may be one voice, John Kirby
and Adrienne Watson may not, "Washington" may be any of them. So a source is taken apart into the
states, organs and personal names that its words hold, and two sources are compared part by part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from weighbridge.lexicon import PARTY_KINDS
from weighbridge.model import Source
from weighbridge.reading.mentions import finder
from weighbridge.weighing.words import words

STATE = frozenset(("government", "military", "intelligence"))
"""Classes that speak for a state: they can be the same voice when only the state is named."""
_WORD = re.compile(r"[^\W\d_][\w'’.-]*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source, taken apart."""

    class_: str
    states: frozenset[str]
    """Whom he speaks for: codes and slugs; several for a joint source, none where it is not known."""
    organs: frozenset[str]
    """Organs, institutes, companies and groups by their names in the lexicon."""
    names: frozenset[str]
    """Personal and other proper names, lower case, last names among them."""
    surname: str | None
    """The last of the names."""

    @property
    def bare(self) -> bool:
        """Only a state is named, if that: "Washington", "the American claim"."""
        return not self.organs and not self.names


@lru_cache(maxsize=200_000)
def _parts(text: str) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Codes, organs and left-over proper names of a source's words."""
    codes, people, organs, covered = set(), set(), set(), []
    text = text.encode("utf-8", "replace").decode("utf-8")  # half of a surrogate pair, which no name has
    for mention in finder().find(text):
        entry = mention.entry
        if entry.kind == "person" and entry.code:
            people.add(entry.code)
        if entry.kind not in PARTY_KINDS or entry.kind == "person":
            continue
        covered.append((mention.start, mention.end))
        if entry.code:
            codes.add(entry.code)
        if entry.kind in ("organ", "institute", "company", "group", "outlet"):
            organs.add(entry.name)
    parts = [(hit.start(), hit[0]) for hit in _WORD.finditer(text)]
    names = []
    for at, (start, word) in enumerate(parts):
        plain = re.sub(r"['’]s$", "", word).strip(".'’")
        if not plain[:1].isupper() or plain.lower() in words("names", "titles") | words("names", "small"):
            continue
        if any(first <= start < last for first, last in covered):
            continue
        follows = parts[at + 1][1] if at + 1 < len(parts) else ""
        opens = at == 0 and len(parts) > 1 and follows[:1].islower() and text[start + len(word)] == " "
        if not opens:  # "Think tank" begins with a capital because it begins
            names.append(plain.lower())
    return frozenset(codes or people), frozenset(organs), tuple(names)


@lru_cache(maxsize=200_000)
def speaker_of(source: Source) -> Speaker:
    """Take a source apart. Of a person, the lexicon's state is not taken: the statement's country stands."""
    codes, organs, names = _parts(source.text or "")
    if source.country:
        states = frozenset((source.country,))
    elif source.class_ in STATE and len(codes) > 1:
        states = codes
    else:
        states = frozenset()
    return Speaker(source.class_, states, organs, frozenset(names), names[-1] if names else None)


@lru_cache(maxsize=200_000)
def same_voice(one: Speaker, other: Speaker) -> str | None:
    """The reason why two speakers can be one voice, or None where they can't.

    Different states, different surnames and different classes tell speakers apart; so do
    different organs, unless a person stands between them. A bare state is compatible with all
    who speak for it.
    """
    if one.states != other.states:
        return None
    if one.class_ != other.class_ and not (
        one.class_ in STATE and other.class_ in STATE and (one.bare or other.bare) and one.states
    ):
        return None
    if one.names and other.names:
        return "the same name" if one.surname in other.names or other.surname in one.names else None
    if one.organs and other.organs:
        if one.organs & other.organs:
            return "the same office"
        return "an office and its spokesman" if one.names or other.names else None
    if one.bare and other.bare:
        return "the same state" if one.states else "the same words"
    if not one.states:
        return None
    return "an office or a person, and the state spoken for"
