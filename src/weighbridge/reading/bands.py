"""Armed groups named by their country: "Ivorian rebels", "the rebels in Libya", "gangs in Haiti".

The lexicon knows many by such a name; the others get a code of the same make (guidelines, 8.12), so that arms
for them do not count as arms for the state that they fight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from weighbridge.lexicon import Entry, load

if TYPE_CHECKING:
    from weighbridge.reading.scene import PartyMention, Scene

_NOUNS = "rebel|insurgent|militant|militia|separatist|guerrilla|gang|cartel"
_ANY = re.compile(_NOUNS, re.IGNORECASE)
_AFTER = re.compile(rf"(?:'s?|’s?)?\s({_NOUNS})(?:s|\s(?:groups?|forces|fighters|army))\b")
"""What follows a state or its adjective."""
_BAND = re.compile(rf"\b(?:the\s)?({_NOUNS})(?:s|\s(?:groups?|forces|fighters|army|movement))$", re.IGNORECASE)
"""What stands before "in" or "of" and a state."""
_PLACING = re.compile(r"\s(?:in|of|across)\s(?:the\s)?(?:[a-z]+(?:ern)\s)?")


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    """The first adjective of each state in the lexicon."""
    found: dict[str, str] = {}
    for word, entry in load().words.items():
        if entry.kind == "adjective" and entry.code and len(entry.code) == 2:
            found.setdefault(entry.code, word)
    return found


def banded(parties: Sequence[PartyMention], scene: Scene) -> list[PartyMention]:
    """The parties of a scene, those that are armed groups of a country by their own code."""
    if not _ANY.search(scene.text):
        return list(parties)
    out: list[PartyMention] = []
    for party in parties:
        if party.kind in ("state", "adjective") and party.code and len(party.code) == 2:
            band = _after(party, scene) or _before(party, out, scene)
            if band is not None:
                while out and out[-1].end > band.start:
                    out.pop()
                out.append(band)
                continue
        if not out or party.start >= out[-1].end:
            out.append(party)
    return out


def _group(party: PartyMention, noun: str, place: str, scene: Scene, start: int, end: int) -> PartyMention | None:
    """A mention of the group with that noun, on the tokens of start:end."""
    known = load().words.get(f"{noun}s in {place}")
    adjective = _adjectives().get(party.code or "")
    if known is None and adjective is None:
        return None
    code = known.code if known else f"{(adjective or '').lower().replace(' ', '-')}-{noun}s"
    entry = known or Entry("group", scene.text[start - scene.start : end - scene.start], code, "nonstate")
    tokens = [at for at, first in enumerate(scene.starts) if start <= first + scene.start < end]
    top = next((at for at in tokens if scene.lower[at].startswith(noun)), None)
    if top is None:
        return None
    while scene.dep[top] == "compound" and scene.head[top] in tokens:
        top = scene.head[top]
    return replace(
        party, code=code, kind="group", class_="nonstate", start=start, end=end, first=tokens[0], token=top, entry=entry
    )


def _after(party: PartyMention, scene: Scene) -> PartyMention | None:
    """ "Ivorian rebels", "Haiti's gangs"."""
    match = _AFTER.match(scene.text, party.end - scene.start)
    if match is None:
        return None
    return _group(party, match[1], party.entry.name, scene, party.start, scene.start + match.end())


def _before(party: PartyMention, before: Sequence[PartyMention], scene: Scene) -> PartyMention | None:
    """ "The rebels in Libya", "gangs in Haiti"."""
    if party.kind != "state":
        return None
    text, at = scene.text, party.start - scene.start
    placing = max(_PLACING.finditer(text, max(0, at - 24), at), key=lambda one: one.end(), default=None)
    if placing is None or placing.end() != at:
        return None
    band = _BAND.search(text[: placing.start()])
    if band is None or any(one.end - scene.start > band.start() and one.kind != "office" for one in before):
        return None
    return _group(party, band[1].lower(), party.entry.name, scene, scene.start + band.start(), party.end)
