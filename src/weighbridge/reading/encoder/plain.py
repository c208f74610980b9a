"""A sentence in plain words for the encoder: parties and designations by stand-ins.

Names do not count, only how things are said: every party of a document is called by the name of
some other country, so that what is learnt on one conflict holds for another. The stand-ins are
ordinary words, which the encoder knows; the same party has the same one throughout a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from weighbridge.reading.scene import Scene

STAND_INS = (
    *(("france", "french"), ("india", "indian"), ("brazil", "brazilian"), ("egypt", "egyptian")),
    *(("germany", "german"), ("japan", "japanese"), ("canada", "canadian"), ("italy", "italian")),
    *(("spain", "spanish"), ("turkey", "turkish"), ("poland", "polish"), ("sweden", "swedish")),
    *(("greece", "greek"), ("mexico", "mexican"), ("australia", "australian"), ("norway", "norwegian")),
)
"""Names of countries with their adjectives, each one piece; a document takes them in this order."""
_FORMS = {
    "state": "{name}",
    "capital": "{name}",
    "place": "{name}",
    "adjective": "{people}",
    "people": "{people}",
    "organ": "{people} ministry",
    "person": "{people} minister",
    "company": "{people} company",
}
_REBELS = "{people} rebels"
_GOODS = {
    "missile": "missile",
    "uav": "drone",
    "aircraft": "aircraft",
    "vehicle": "tank",
    "artillery": "howitzer",
    "ship": "ship",
    "smallarms": "rifle",
    "munition": "shell",
    "sensor": "radar",
    "space": "satellite",
    "component": "component",
    "technology": "technology",
    "material": "material",
}
"""What a designation ("Fateh-360") is called."""


class Plain(NamedTuple):
    """A form of words with the number of the party that it speaks of (-1: of none)."""

    form: str
    party: int = -1


def numbers_of(scenes: Iterable[Scene]) -> dict[str, int]:
    """The parties of a document in the order in which it names them."""
    out: dict[str, int] = {}
    for scene in scenes:
        for party in scene.parties:
            if party.code:
                out.setdefault(party.code, len(out))
    return out


def plain_words(scene: Scene, numbers: dict[str, int]) -> list[Plain]:
    """One entry a token; of a name of several tokens the last bears the words, the others are empty."""
    out = [Plain(word) for word in scene.lower]
    for item in scene.items:
        family = item.class_.split(".")[0]
        if item.kind == "designation" and family in _GOODS:
            inside = [at for at, start in enumerate(scene.starts) if item.start <= scene.start + start < item.end]
            for at in inside[:-1]:
                out[at] = Plain("")
            if inside:
                out[inside[-1]] = Plain(_GOODS[family])
    for party in scene.parties:
        form = _REBELS if party.class_ == "nonstate" else _FORMS.get(party.kind)
        if party.code and form:
            for at in range(party.first, party.token):
                out[at] = Plain("")
            out[party.token] = Plain(form, numbers[party.code])
    return out


def spoken(words: Sequence[Plain], order: Sequence[int] = range(len(STAND_INS))) -> list[str]:
    """The words themselves, with the stand-ins in this order."""
    out = []
    for form, party in words:
        name, people = STAND_INS[order[party % len(order)]] if party >= 0 else ("", "")
        out.append(form.format(name=name, people=people) if party >= 0 else form)
    return out
