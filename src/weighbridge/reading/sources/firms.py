"""A firm of which no file knows, where a document is its own: by its name, and by what it sells and builds there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighbridge.model import Source
from weighbridge.reading.mentions import finder
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.memory import WE
from weighbridge.reading.sources.parties import STATES, state_code, state_of_dateline
from weighbridge.reading.sources.words import speakers

if TYPE_CHECKING:
    from weighbridge.reading.sources.voices import Speech

_TOLD = frozenset(("agreed", "shipped", "delivered"))
"""Stages of which a firm tells as the one who sells."""
_BODIES = frozenset(("organ", "office", "institute", "group", "company"))
_TOWNS = frozenset(("capital", "place"))
_OPENING = 60
"""So many characters at the beginning may be a dateline: "Bergen, Norway." """
_OF_ITSELF = 500
"""In so many characters at the beginning a firm's newsroom names the firm."""
_BEHIND = frozenset(",.:(-\u2013\u2014\n")
_SEATED = re.compile(
    r"[,(]? ?(?:which is )?(?:headquartered|based|registered|seated) (?:in|at) (?P<place>[A-Z][^.;()]{2,40})"
)
"""Behind a firm's name: "headquartered in (Turin)"."""


def firm_putting_out(speech: Speech) -> Source | None:
    """The firm that puts a document out under its own name, where the document tells of what it sells; else None.

    Its newsroom does where it speaks of the firm. Else it has to be the one who sends or sells goods there, by its name
    or as "we": by its name in the words of a business, unless it is called like a firm. Its state is that of the
    dateline, or the one that the text gives it.
    """
    publisher = (speech.document.publisher or "").strip()
    kinds = {speakers().names.get(word) for word in re.findall(r"\w+", publisher.lower())} - {None}
    known = any(mention.entry.kind in _BODIES for mention in finder().find(publisher))
    if not publisher or known or speech.turns or speech.parliament or not kinds <= {"company", "ngo"}:
        return None
    named = own_words(publisher)
    desk = speakers().newsrooms.search(publisher)
    firm = publisher[: desk.start()].strip(" ,-") if desk is not None else ""
    if " " in firm and firm in speech.document.text[:_OF_ITSELF]:
        return Source("company", _state(speech, publisher), publisher, True)
    selling = {by for place in range(len(speech.scenes)) if (by := _sells(speech, place, named)) is not None}
    text = speech.document.text
    business = speakers().business.search(text) or ("name" in selling and speakers().officers.search(text))
    if not selling or (kinds != {"company"} and not business):
        return None
    return Source("company", _state(speech, publisher), publisher, True)


def own_words(publisher: str) -> frozenset[str]:
    """The words of a name that are nobody else's: of "Voss Marine AS", "voss"."""
    words = re.findall(r"[^\W\d_]{4,}", publisher.lower())
    return frozenset(word for word in words if word not in speakers().names and not finder().find(word.title()))


def _sells(speech: Speech, place: int, named: frozenset[str]) -> str | None:
    """By which word a sentence has the publisher as who gives known goods: its "name", or "we" of nobody else."""
    scene = speech.scenes[place]
    goods = {item.token for item in scene.items}
    for hit in scene.hits:
        given = {one for token in hit.roles.get("item", ()) for one in tree_of(scene.doc).subtree(token)}
        if hit.frame.stage not in _TOLD or goods.isdisjoint(given):
            continue
        for token in hit.roles.get("supplier", ()):
            at = scene.start + scene.starts[token]
            saying = [
                voice.source
                for voice in speech.reaching[place]
                if any(start <= at < end for start, end in voice.attribution.content)
            ]
            if is_own(scene, token, named) and all(_names(source, named) for source in saying):
                return "name" if is_named(scene, token, named) else "we"
    return None


def _names(source: Source | None, named: frozenset[str]) -> bool:
    """Whether somebody who speaks is called like the publisher."""
    return source is not None and not named.isdisjoint(re.findall(r"\w+", (source.text or "").lower()))


def is_own(scene: Scene, token: int, named: frozenset[str]) -> bool:
    """Whether a word is a publisher's for itself: "we", "our yard", its name."""
    if scene.lower[token] in WE:
        return True
    owned = any(scene.dep[kid] == "poss" and scene.lower[kid] == "our" for kid in scene.children[token])
    return (owned and scene.lemma[token] in speakers().bodies) or is_named(scene, token, named)


def is_named(scene: Scene, token: int, named: frozenset[str]) -> bool:
    """Whether a word heads a name that bears one of these words: "Voss Marine"."""
    name = {scene.lower[one] for one in (token, *scene.children[token]) if scene.tag[one].startswith("NNP")}
    return scene.tag[token].startswith("NNP") and scene.dep[token] != "compound" and not named.isdisjoint(name)


def _state(speech: Speech, publisher: str) -> str | None:
    """Where a firm sits: by a dateline, by its introduction ("the Danish firm Tessera"), by "headquartered in"."""
    dated = state_of_dateline(speech.scenes)
    if dated is not None:
        return dated
    name = "|".join(sorted(own_words(publisher))) or re.escape(publisher.lower())
    text = speech.document.text.lstrip()
    opening = next((one for one in finder().find(text[:_OPENING]) if one.start == 0), None)
    if opening is not None and opening.entry.kind in _TOWNS and text[opening.end : opening.end + 1] in _BEHIND:
        return state_code(opening.entry.code)
    seated = re.search(rf"\b(?i:{name})\b[^.;,()]{{0,30}}{_SEATED.pattern}", text)
    told = [seated["place"]] if seated is not None else []
    bodies = "|".join(map(re.escape, sorted(speakers().bodies)))
    told += [one[1] for one in re.finditer(rf"([A-Z]\w+)(?: [a-z-]+){{0,2}} (?:{bodies}),? (?i:{name})\b", text)]
    for words in told:
        found = next((one.entry for one in finder().find(words) if one.start == 0), None)
        if found is not None and found.kind in (*STATES, "place", "adjective") and state_code(found.code):
            return found.code
    return None
