"""Whose each position on a transfer is: all are asked of the model at once, then two on one transfer told apart.

Where a sentence gives both words ("Iran sent drones, Washington says; Tehran denies it", "Santiago denied reports in
the Lima press that ..."), nobody denies in the same breath what he reports (coding guidelines, 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from weighbridge.reading.learnt.models import Models
from weighbridge.reading.parsing.tree import VERBS, tree_of
from weighbridge.reading.positions.accused import Accused, accused, doubted
from weighbridge.reading.positions.answered import Answer, answer_in
from weighbridge.reading.positions.asked import AFFIRMED, UNTOLD
from weighbridge.reading.positions.left_open import silent_clause
from weighbridge.reading.positions.modality import Position
from weighbridge.reading.positions.own_modality import REAL
from weighbridge.reading.ranking.page import Page, Triple
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.pronouns import accused_in
from weighbridge.reading.sources.sourcing import Candidate, best_sources, source_candidates
from weighbridge.reading.sources.voices import Grounds, Speech, Voice, char_of

Told = tuple[Triple, Position]
"""A transfer with one position on it."""


def whose(speech: Speech, page: Page, told: Sequence[Told], models: Models) -> list[Candidate | None]:
    """The likeliest source of each position.

    Args:
        speech: who speaks in the document.
        page: the document's sentences.
        told: transfers with their positions; those on one transfer one after the other.
        models: asked for the source.
    """
    options = [_options(speech, page, told, at) for at in range(len(told))]
    picked: list[Candidate | None] = list(best_sources(options, models.answer, models.weigh))
    for at, (triple, position) in enumerate(told):
        if position.stance == "asserts" and _is_the_accused(page.scenes[triple.scene], triple, picked[at]):
            others = [some for some in options[at] if some.source.country != triple.supplier]
            picked[at] = best_sources([others], models.answer, models.weigh)[0] if others else None
    for at, (one, other) in enumerate(pairwise(told)):
        if one[0] is not other[0] or one[1].stance in UNTOLD:
            continue
        scene = page.scenes[one[0].scene]
        if _is_outcome(one, other):
            picked[at + 1] = _elsewhere(scene, one[0].candidate.mention.token, picked[at + 1])
        if other[1].stance not in UNTOLD:
            continue
        words = (one[0].candidate.mention.token, one[1].word)
        find = accused if other[1].stance == "denies" else doubted
        others_word = find(tree_of(scene.doc), [word for word in words if word is not None])
        if others_word is not None:
            picked[at] = _accuser(speech, scene, others_word) or picked[at]
            denier = _denier(scene, others_word, options[at + 1]) or picked[at + 1]
            picked[at + 1] = _own_word(scene, others_word, denier)
            continue
        clause = _own_clause(scene, other[1].stance)
        wrong = _mistaken(scene, clause, picked[at], picked[at + 1])
        if wrong is not None:
            rest = [some for some in options[at + wrong] if not _same(some, picked[at])]
            picked[at + wrong] = best_sources([rest], models.answer, models.weigh)[0] if rest else None
        if clause is not None:
            if other[1].stance == "declines" and _speaks_only_in(scene, clause, picked[at]):
                others = [some for some in options[at] if not _speaks_only_in(scene, clause, some)]
                picked[at] = best_sources([others], models.answer, models.weigh)[0] if others else None
            speaking = [some for some in options[at + 1] if _speaks_in(scene, clause, some)]
            if speaking and picked[at + 1] not in speaking:
                picked[at + 1] = best_sources([speaking], models.answer, models.weigh)[0]
            picked[at] = _heard(scene, clause, picked[at], inside=False)
            picked[at + 1] = _heard(scene, clause, picked[at + 1], inside=True)
    if speech.researched or speech.put_out:
        return picked  # there the page's own words are its publisher's
    return [
        None if _is_background(page.scenes[triple.scene], position, some) else some
        for some, (triple, position) in zip(picked, told, strict=True)
    ]


def _is_the_accused(scene: Scene, triple: Triple, picked: Candidate | None) -> bool:
    """Whether somebody is taken for the source of what he is accused of: "Rwanda has been accused of arming M23"."""
    if picked is None or picked.source.country != triple.supplier:
        return False
    named = {party.token: party.code for party in scene.parties}
    verbs = {scene.head[at] for at in accused_in(scene) if named.get(at) == triple.supplier}
    return not verbs.isdisjoint(scene.climb(triple.candidate.mention.token))


def _is_background(scene: Scene, position: Position, picked: Candidate | None) -> bool:
    """Whether a position stands in a clause on the subject of what somebody says, in front of who says it: nobody's but
    the page's own (coding guidelines, 8.21).

    "Czechoslovakia, which had sold Lagos eight trainers, has halted further deliveries, Prague radio said."
    """
    if picked is None or position.word is None or position.stance not in AFFIRMED:
        return False
    frames = [hit.frame.stage for hit in scene.hits if hit.trigger == position.word]
    if position.stage not in frames:
        return False  # the clause tells something else than the position
    tree = tree_of(scene.doc)
    clause = next((at for at in (position.word, *tree.climb(position.word)) if tree.dep[at] == "relcl"), None)
    if clause is None or tree.dep[tree.head[clause]] not in ("nsubj", "nsubjpass"):
        return False
    first = tree.subtree(clause)[0]
    commas = first > 0 and tree.lower[first - 1] == "," and tree.head[clause] < first
    here = [voice for _, voice in picked.grounds.covering if scene.start <= voice.at < scene.end]
    return commas and bool(here) and all(voice.at > char_of(scene, clause) for voice in here)


def _options(speech: Speech, page: Page, told: Sequence[Told], at: int) -> list[Candidate]:
    """The candidates for the source of one position."""
    triple, position = told[at]
    hits = triple.candidate.hits
    hit = page.scenes[triple.scene].hits[hits[0][1]] if hits else None
    word = triple.candidate.mention.token
    if at and _is_outcome(told[at - 1], told[at]):
        hit, word = None, position.word or word
    supplier = triple.supplier_mention or triple.supplier
    recipient = triple.recipient_mention or triple.recipient
    return source_candidates(speech, triple.scene, word, hit, supplier, recipient, position)


def _is_outcome(one: Told, other: Told) -> bool:
    """Whether the second says what came of the first: "Berlin promised ten, and none has come", "and six have come"."""
    told = other[1].stance == "denies" or other[1].stage in REAL
    return one[0] is other[0] and told and one[1].stage not in REAL


def _elsewhere(scene: Scene, goods: int, picked: Candidate | None) -> Candidate | None:
    """Who says what came of a promise; nobody but the page where it would be who speaks by promising."""
    tree = tree_of(scene.doc)
    promise = next((at for at in tree.climb(goods) if tree.pos[at] in VERBS), None)
    if picked is None or promise is None:
        return picked
    grounds = picked.grounds
    saying = any(voice.at != char_of(scene, promise) for _, voice in grounds.covering)
    return None if grounds.acting and not saying and not grounds.before else picked


def _accuser(speech: Speech, scene: Scene, found: Accused) -> Candidate | None:
    """Whose word it is that somebody denies: "Amnesty" in "rejects Amnesty's charge that ..."."""
    first, behind = found.holder
    start, end = char_of(scene, first), char_of(scene, behind - 1) + len(scene.lower[behind - 1])
    holder = speech.cast.resolve(scene, start, end, remember=False)
    if holder is None:
        return None
    return Candidate(speech, row=[], fit=[], grounds=Grounds(holder), covering=[], words=[])


def _denier(scene: Scene, found: Accused, options: Sequence[Candidate]) -> Candidate | None:
    """Who is the subject of the verb that denies it."""
    at = char_of(scene, found.denying)
    return next((some for some in options if any(voice.at == at for _, voice in some.grounds.covering)), None)


def _own_word(scene: Scene, found: Accused, picked: Candidate | None) -> Candidate | None:
    """Who denies, without the one whose word he denies among those through whom it came."""
    if picked is None:
        return None
    first, behind = found.holder
    start, end = char_of(scene, first), char_of(scene, behind - 1) + 1
    others = {id(voice) for voice in picked.covering for a, _ in voice.attribution.source if start <= a < end}
    return replace(picked, covering=[voice for voice in picked.covering if id(voice) not in others])


def _same(one: Candidate | None, other: Candidate | None) -> bool:
    sources = [(some.source.class_, some.source.country) if some is not None else None for some in (one, other)]
    return sources[0] == sources[1]


def _own_clause(scene: Scene, stance: str) -> Answer | None:
    """The clause in which a denial, or a refusal to say, stands by itself."""
    tree = tree_of(scene.doc)
    return answer_in(tree) if stance == "denies" else silent_clause(tree)


def _heard(scene: Scene, clause: Answer, picked: Candidate | None, *, inside: bool) -> Candidate | None:
    """A source through whom only those pass on its words who speak in its own clause, or only those who don't."""
    if picked is None:
        return None
    return replace(picked, covering=[one for one in picked.covering if _stands_in(scene, clause, one) == inside])


def _speaks_in(scene: Scene, clause: Answer, candidate: Candidate) -> bool:
    """Whether a candidate is who speaks in a clause, by its name or by what it is."""
    if candidate.source.class_ == "anonymous":
        return False
    voices = [*(voice for _, voice in candidate.grounds.covering), *candidate.grounds.beside]
    return any(_stands_in(scene, clause, voice) and not voice.pronoun and not voice.guessed for voice in voices)


def _speaks_only_in(scene: Scene, clause: Answer, candidate: Candidate | None) -> bool:
    """Whether a candidate speaks in a clause, and nowhere else in the sentence."""
    if candidate is None or not _speaks_in(scene, clause, candidate):
        return False
    voices = [*(voice for _, voice in candidate.grounds.covering), *candidate.grounds.beside]
    return all(_stands_in(scene, clause, voice) for voice in voices)


def _stands_in(scene: Scene, clause: Answer, voice: Voice) -> bool:
    """Whether the words by which somebody speaks stand in a clause."""
    end = char_of(scene, clause.end) if clause.end < len(scene.starts) else scene.end
    return char_of(scene, clause.first) <= voice.at < end


def _mistaken(scene: Scene, clause: Answer | None, saying: Candidate | None, denying: Candidate | None) -> int | None:
    """Nobody denies in the same breath what he reports: 0 where the one who says so is mistaken for the one who denies
    it, or leaves it open, 1 where it is the other way about; None where they are two, or where no clause of its own
    does."""
    if clause is None or saying is None or not _same(saying, denying):
        return None
    code = saying.source.country
    answering = [party.code for party in scene.parties if clause.first <= party.token < clause.end]
    return 0 if code in answering else 1
