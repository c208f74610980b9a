"""Whose "we" and "us" are: of whoever says the words, as the cast of the document knows him.

"He" who spoke before is a minister of Serbia, "the general" is Chad's: what they call "ours" is their state's, what a
company or an armed group calls so its own (coding guidelines, 2). Where nobody is said to say them, they are those of
the ministry or the company that issues the document.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from weighbridge.lexicon import Entry
from weighbridge.model import Source
from weighbridge.reading.ranking.words import words
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.firms import is_named, own_words
from weighbridge.reading.sources.memory import WE
from weighbridge.reading.sources.voices import Speech, Voice, char_of, holding
from weighbridge.reading.sources.words import speakers

_SPEAKING = frozenset(("government", "military", "intelligence", "company", "nonstate", "anonymous", "person"))
"""Classes of sources who may call a party of a transfer "us"."""


def speakers_of_we(speech: Speech) -> dict[tuple[int, int], str]:
    """For each word of the first person, by scene and token, the party of whoever says it, where that is known."""
    return {
        (place, token): source.country
        for place, scene in enumerate(speech.scenes)
        if not WE.isdisjoint(scene.lower)
        for token, word in enumerate(scene.lower)
        if word in WE and (source := _speaker(speech, place, char_of(scene, token))) is not None and source.country
    }


_ISSUING = frozenset(("government", "military", "company", "nonstate"))
"""Classes of bodies that give or get goods and put out papers about it."""
_MANY = frozenset(("we", "us", "our"))


def name_issuer(speech: Speech) -> None:
    """Adds to the scenes' parties what the body that issues the document calls itself: "we", "the company".

    Only where the name of the publisher tells that body and nobody else is said to speak, and where the people of a
    talk's host speak.
    """
    issuer = speech.issuer if speech.put_out else speech.host
    if issuer is None or issuer.country is None or issuer.class_ not in _ISSUING:
        return
    kind = "company" if issuer.class_ == "company" else "organ"
    named = own_words(speech.document.publisher or "") if kind == "company" else frozenset[str]()
    entry = Entry(kind, issuer.text or issuer.country, issuer.country, issuer.class_)
    for place, scene in enumerate(speech.scenes):
        bare = {p.token for p in scene.parties if p.kind == "office" and p.code is None}
        known = {p.token for p in scene.parties} - bare
        kept = [p for p in scene.parties if p.token not in bare]
        own = [
            token
            for token in range(len(scene.lower))
            if token not in known and (_is_own(scene, token, kind, bare) or is_named(scene, token, named))
        ]
        for token in own:
            start = char_of(scene, token)
            if _says_it(speech, holding(speech, place, [start])):
                end = start + len(scene.lower[token])
                kept.append(PartyMention(issuer.country, kind, issuer.class_, start, end, token, token, entry))
        tokens = {party.token for party in kept}
        kept += [party for party in scene.parties if party.token not in tokens]
        scene.parties = sorted(kept, key=lambda one: one.start)


def _says_it(speech: Speech, voices: Sequence[Voice]) -> bool:
    """Whether the body that issues the document, or its host, says the words that the voices hold."""
    host = speech.host
    if host is None:
        return not voices
    theirs = {(host.class_, host.country)}
    return bool(voices) and {(v.source.class_, v.source.country) for v in voices if v.source is not None} == theirs


def only_listens(scene: Scene, token: int) -> bool:
    """Whether a word stands for who is told something: "the commander told us that", "wrote to us"."""
    over = scene.head[token]
    if scene.dep[token] == "pobj" and scene.lower[over] == "to":
        over = scene.head[over]
    elif scene.dep[token] not in ("dobj", "dative"):
        return False
    return scene.lemma[over] in words().telling


def _is_own(scene: Scene, token: int, kind: str, offices: Collection[int]) -> bool:
    """Whether a word is the issuer's for itself: "we", "the company", "the Ministry"."""
    if scene.lower[token] in _MANY:
        owned = scene.head[token]
        if only_listens(scene, token):
            return False
        if scene.dep[token] == "poss" and scene.lower[owned] not in words().own | speakers().bodies:
            return False  # "our allies"
        before = scene.text[: scene.starts[token]]
        return before.count('"') % 2 == 0 and before.count("\u201c") <= before.count("\u201d")  # not what it quotes
    the = any(scene.lower[kid] == "the" for kid in scene.children[token])
    bare = the and scene.tag[token].startswith("N") and len(scene.children[token]) == 1
    return bare and (token in offices if kind == "organ" else scene.lemma[token] in speakers().bodies)


def _speaker(speech: Speech, place: int, char: int) -> Source | None:
    """Who says what stands at a character: the innermost voice of which it is known whose it is."""
    voice = next((one for one in holding(speech, place, [char]) if one.source is not None), None)
    if voice is None or voice.source is None or voice.guessed:
        return None
    return voice.source if voice.source.class_ in _SPEAKING else None
