"""Which party a pronoun or "the country" takes up: "it", "his government", "we" of whoever speaks.

A guess for the models to weigh, no more: the party last named as a subject that fits, in the sentence before
the word, else in the sentences before; "we" is who says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.words import words
from weighbridge.reading.scene import ItemMention, PartyMention, Scene
from weighbridge.reading.sources.first_person import only_listens

REACH = 2
"""Sentences before the present one in which a party is looked for."""
FIRST = frozenset("we us our ours".split())
_PERSON = frozenset("he she him his her".split())
_THING = frozenset("it its itself".split())
_MANY = frozenset("they them their theirs".split())
_FITTING = {
    "person": frozenset("person office organ".split()),
    "thing": frozenset("state capital organ group company office".split()),
    "many": frozenset("people group state organ office company adjective".split()),
}
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def resolve(
    looks: Sequence[Lookup], answering: Mapping[int, str], saying: Mapping[tuple[int, int], str] | None = None
) -> None:
    """Fill ``resolved`` of every sentence: the code of the party that a token may take up.

    Args:
        looks: the sentences of a document.
        answering: whose "we" is where nobody else says it, by the place of the sentence (an interview).
        saying: whose "we" is, by the place of the sentence and the token, where the cast knows it.
    """
    for at, look in enumerate(looks):
        scene = look.scene
        look.answering = answering.get(at)
        for token, word in enumerate(scene.lower):
            code = None
            if only_listens(scene, token):
                continue
            if word in FIRST:
                if known := (saying or {}).get((at, token)):
                    look.said[token] = known
                code = known or _speaker(looks, at, token) or look.answering
            elif word in _PERSON or word in _THING or word in _MANY:
                kind = "person" if word in _PERSON else "thing" if word in _THING else "many"
                code = _last(looks, at, token, _FITTING[kind])
            elif word in words().bare and any(scene.lower[kid] == "the" for kid in scene.children[token]):
                code = _last(looks, at, token, _FITTING["thing"])
            if code is None:
                continue
            look.resolved[token] = code
            head = scene.head[token]
            if scene.dep[token] == "poss" and scene.lower[head] in words().own:
                look.resolved[head] = code


def _speaker(looks: Sequence[Lookup], at: int, token: int) -> str | None:
    """The party of whoever says what holds the token, the innermost first; in a quotation also who spoke last."""
    for voice in reversed(looks[at].voices):
        if token in voice.content and len(voice.codes) == 1:
            return next(iter(voice.codes))
    if looks[at].quote_depth[token]:
        for before in range(at - 1, max(-1, at - 1 - REACH), -1):
            for voice in looks[before].voices:
                if len(voice.codes) == 1:
                    return next(iter(voice.codes))
    return None


def _last(looks: Sequence[Lookup], at: int, token: int, kinds: frozenset[str]) -> str | None:
    """The party of a fitting kind last named before the token: subjects first, sentence by sentence."""
    for place in range(at, max(-1, at - 1 - REACH), -1):
        scene = looks[place].scene
        fit = [
            party
            for party in scene.parties
            if party.code and party.kind in kinds and (place < at or party.token < token)
        ]
        fit = [party for party in fit if not _together(scene, party, token)] if place == at else fit
        if fit:
            acting = [party for party in fit if scene.dep[party.token] in _SUBJECTS]
            return (acting or fit)[-1].code
    return None


def _together(scene: Scene, party: PartyMention, token: int) -> bool:
    """Whether a verb has the party and the token beside each other ("Iran gave it", not "Iran said it gave")."""
    return scene.head[party.token] == scene.head[token] and scene.dep[token] != "poss"


PRONOUN_NAMES = "taken_up_gives taken_up_gets other_gives other_gets taken_up_above other_above".split()


def pronoun_row(look: Lookup, item: ItemMention, hits: Sequence[tuple[int, int]], code: str | None) -> list[float]:
    """Whether a word that takes up this party, or another, gives or gets the item, or is a subject above it."""
    if not look.resolved:
        return _NONE
    key = ("taken up", item.token)
    found: tuple[set[str], set[str], set[str]] | None = look.cache.get(key)
    if found is None:
        found = look.cache[key] = _taken_up(look, item, hits)
    gives, gets, above = found
    if not gives and not gets and not above:
        return _NONE
    return [
        float(code in gives),
        float(code in gets),
        float(bool(gives - {code})),
        float(bool(gets - {code})),
        float(code in above),
        float(bool(above - {code})),
    ]


_NONE = [0.0] * len(PRONOUN_NAMES)


def _taken_up(look: Lookup, item: ItemMention, hits: Sequence[tuple[int, int]]) -> tuple[set[str], set[str], set[str]]:
    """The parties that are taken up as supplier and as recipient of the item, and by subjects above it."""
    scene, resolved = look.scene, look.resolved
    gives, gets = (
        {
            resolved[token]
            for _, number in hits[:2]
            for token in scene.hits[number].roles.get(role, ())
            if token in resolved
        }
        for role in ("supplier", "recipient")
    )
    ways = set(look.climb(item.token)[:5])
    above = {
        code
        for token, code in resolved.items()
        if scene.head[token] in ways and (scene.dep[token] in _SUBJECTS or scene.dep[token] == "poss")
    }
    return gives, gets, above
