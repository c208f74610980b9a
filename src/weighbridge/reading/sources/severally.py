"""Several who deny the same, or decline to speak of it, each for himself: a statement for each of them.

Officials of two states who report something together are one source (coding guidelines, 8.11). Who denies, or will
not comment, answers for himself: "Tehran and Khartoum both denied it", "by Belgrade and by Kyiv", "neither Baykar
nor the royal armed forces would comment", "the CIA declined to comment, as did the Saudi embassy", "Cairo called it a
fable, and Khartoum has rejected the charge" are two answers each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from weighbridge.model import Source
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.answered import denies_what_was_said, denying_clauses
from weighbridge.reading.positions.asked import UNTOLD
from weighbridge.reading.positions.cues import load_cues
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.parties import class_of
from weighbridge.reading.sources.phrases import appositions_of, core_of, head_of, members_of
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.sourcing import Candidate
from weighbridge.reading.sources.speech import TOGETHER
from weighbridge.reading.sources.voices import Speech, Voice, char_of

_NOBODY = frozenset(("anonymous", "person", "narrator"))
"""Classes of who answers for no one but himself and isn't named by what he is: "diplomats and experts"."""

Sides = tuple[str | None, str | None]
"""Supplier and recipient."""
_STOPS = frozenset((".", ",", ":", "WRB", "WDT", "WP", "CC", "VBD", "VBG", "''", "-RRB-"))
"""Tags of what ends the words for somebody."""


def answering(speech: Speech, place: int, stance: str, picked: Candidate | None) -> list[Source]:
    """Those who deny or decline in a sentence, each for himself; empty where there is only one, or none is sure.

    Args:
        speech: who speaks in the document.
        place: of the sentence's scene.
        stance: of the statement.
        picked: whose statement it is by the model, one of them or all together.
    """
    if picked is None or stance not in UNTOLD:
        return []
    voice, scene = _voice_of(speech, place, picked), speech.scenes[place]
    if voice is None or not voice.attribution.source or TOGETHER.search(scene.text):
        return []
    if not signs().together.isdisjoint(scene.lower):
        return []
    inside = [t for span in voice.attribution.source for t in _tokens(scene, *span)]
    found = [*_joined(speech, scene, inside)]
    if not found and stance == "denies":
        found = [*_each_in_its_clause(speech, scene)]
    if not found:
        found = [picked.source]
    found += [*_echoed(speech, scene, voice)]
    named = [source for source in found if source.class_ not in _NOBODY or source.named]
    told = {source.text: source for source in named}
    return list(told.values()) if len(told) > 1 and len(named) == len(found) else []


def both(scene: Scene, before: Scene, sides: Sides, told: Collection[Sides]) -> list[Source]:
    """Who denies by "Both deny it": both sides of what was told, or both its suppliers, or both who got it.

    Only where the sentence before names nobody else who could be meant, but one who says it.

    Args:
        scene: the sentence that denies, and opens with "both".
        before: the sentence right before.
        sides: supplier and recipient of the transfer that it answers.
        told: those of all transfers that the sentence before states.
    """
    tree = tree_of(scene.doc)
    if len(tree) < 2:
        return []
    subject = 0 if tree.tag[1].startswith("V") else 1
    opens = tree.lower[subject] in signs().both and denies_what_was_said(tree)
    if not opens or subject not in tree.subjects(tree.root) or sides not in told:
        return []
    several = [side for side in (0, 1) if len({one[side] for one in told}) > 1]
    answering: Sequence[str | None] = [sides[several[0]]] if several else sides
    meant = {one[several[0]] for one in told} if several else set(sides)
    if (
        len(several) > 1
        or len(meant) != 2
        or None in meant
        or _names_others(before, {one for some in told for one in some})
    ):
        return []
    text = " ".join(scene.doc[t].text for t in range(subject + 1))
    return [Source(class_of(code, "government"), code, text, True) for code in answering]


def _names_others(scene: Scene, sides: Collection[str | None]) -> bool:
    """Whether a sentence names two who are none of the sides, or one who doesn't say it."""
    tree = tree_of(scene.doc)
    saying = {
        token
        for verb in range(len(tree))
        if tree.lemma[verb] in load_cues().answers["telling"] or tree.lemma[verb] in load_cues().answers["accusing"]
        for subject in tree.subjects(verb)
        for token in tree.subtree(subject)
    }
    others = any(one.code not in sides and one.token not in saying for one in scene.parties if one.kind != "office")
    counted = any(tree.lower[t] in ("two", "both", "pair") and t not in saying for t in range(len(tree)))
    return others or counted


def _voice_of(speech: Speech, place: int, picked: Candidate) -> Voice | None:
    """The voice of the sentence on which the choice rests."""
    grounds = picked.grounds
    voices = [voice for _, voice in (*grounds.covering, *grounds.instead)] + grounds.beside
    return next((voice for voice in voices if voice.scene == place and not voice.pronoun), None)


def _tokens(scene: Scene, start: int, end: int) -> list[int]:
    """The tokens of characters of the document, without commas and the like."""
    places = range(len(scene.starts))
    return [t for t in places if start <= char_of(scene, t) < end and scene.dep[t] != "punct"]


def _joined(speech: Speech, scene: Scene, inside: Sequence[int]) -> Iterator[Source]:
    """The members of a phrase that "and", "or" or "nor" joins: "Tehran and Khartoum", "by Belgrade and by Kyiv"."""
    if not inside:
        return
    head = head_of(scene, inside)
    heads = [head, *members_of(scene, head)]
    for maker in appositions_of(scene, head):  # "Neither Baykar, the maker, nor the army"
        if any(scene.dep[t] == "cc" and scene.lower[t - 1] == "," for t in scene.children[maker]):
            heads += members_of(scene, maker)
    above = scene.head[head]
    if scene.dep[head] == "pobj":
        agents = [t for t in members_of(scene, above) if scene.lower[t] == scene.lower[above]]
        heads += [t for agent in agents for t in scene.children[agent] if scene.dep[t] == "pobj"]
    heads = [t for t in heads if scene.tag[t].startswith("N")]  # parsers join "both" to them
    if len(heads) < 2 or not _are_several(scene, heads):
        return
    for one in heads:
        source = _resolved(speech, scene, core_of(scene, one))
        if source is not None:
            yield source


def _each_in_its_clause(speech: Speech, scene: Scene) -> Iterator[Source]:
    """Who denies in joined clauses: "Cairo called it a fable, and Khartoum has rejected the charge"."""
    tree = tree_of(scene.doc)
    subjects = [next(iter(tree.subjects(verb)), None) for verb in denying_clauses(tree)]
    heads = [one for one in subjects if one is not None and scene.tag[one].startswith("N")]
    found = [_resolved(speech, scene, core_of(scene, one)) for one in heads if scene.lemma[one] not in signs().judging]
    answers = [one for one in found if one is not None and one.class_ not in ("media", "document", "ngo")]
    yield from answers if len(answers) > 1 else ()


def _are_several(scene: Scene, heads: Sequence[int]) -> bool:
    """Whether joined words name several, not one of a long name, nor one or the other.

    "Bosnia and Herzegovina" and "the Ministry of Defence and Armed Forces Logistics" are one; so is whoever speaks
    "for the ministry and the army".
    """
    first, last = min(heads), max(heads)
    between = set(scene.lower[first:last])
    if "either" in scene.lower[max(0, first - 3) : first] or "not" in between:
        return False
    if any(len({one for one in heads if party.first <= one <= party.token}) > 1 for party in scene.parties):
        return False
    parts = [t for t in scene.children[heads[0]] if scene.dep[t] == "prep" and heads[0] < t < last]
    if any(scene.lower[t] in signs().behalf for t in parts):
        return False
    return all(_stands_alone(scene, one) for one in heads[1:])


def _stands_alone(scene: Scene, head: int) -> bool:
    """Whether a joined word has an article or a name of its own: "and the army", "and Khartoum"."""
    own = [head, *scene.children[head]]
    named = any(party.token in own or party.first in own for party in scene.parties)
    return named or any(scene.dep[t] in ("det", "poss", "pobj") for t in own)


def _echoed(speech: Speech, scene: Scene, voice: Voice) -> Iterator[Source]:
    """Who answers as the one before did: "as did the Saudi embassy", "so has Khartoum", "nor would the company"."""
    tree, cues = tree_of(scene.doc), load_cues()
    behind = max(end for _, end in (*voice.attribution.source, *voice.attribution.cue))
    for at in range(1, len(tree) - 2):
        if char_of(scene, at) < behind or tree.lower[at] not in signs().echoing:
            continue
        if tree.lower[at + 1] in cues.answers["auxiliaries"]:
            rest = range(at + 2, len(tree))
            end = next((t for t in rest if tree.tag[t] in _STOPS), len(tree))
            words = range(at + 2, end)
            source = _resolved(speech, scene, core_of(scene, head_of(scene, words), words) if words else ())
            if source is not None and source.named and source.class_ not in _NOBODY:
                yield source


def _resolved(speech: Speech, scene: Scene, tokens: Sequence[int]) -> Source | None:
    """Whom the words stand for, where they name somebody."""
    if not tokens or not any(scene.tag[t].startswith("N") for t in tokens):
        return None
    start = char_of(scene, tokens[0])
    end = char_of(scene, tokens[-1]) + len(scene.lower[tokens[-1]])
    return speech.cast.resolve(scene, start, end, remember=False)
