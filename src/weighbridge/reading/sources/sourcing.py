"""Who holds the position of a statement: candidates for its source, and through whom it came.

Candidates come from the attributions that cover the statement, from whoever the sentence has
speak or act, from the statement's own parties (coding guidelines, 8.1), from the speech that went
before, from the body that issues the document (8.2), and the narrator always stands among them.
A trained model ranks them (``rows``); through whom its words came is told by ``channels``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from weighbridge.model import NARRATOR, Source
from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.learnt.trees import Floats, table_of
from weighbridge.reading.positions.modality import Position, position
from weighbridge.reading.scene import PartyMention
from weighbridge.reading.sources.channels import via_of
from weighbridge.reading.sources.fitting import fits_of
from weighbridge.reading.sources.interviews import answers, asks
from weighbridge.reading.sources.open_readings import instead_of
from weighbridge.reading.sources.parties import class_of
from weighbridge.reading.sources.rows import rows_of
from weighbridge.reading.sources.senses import senses_at
from weighbridge.reading.sources.speech import cast_and_attributions
from weighbridge.reading.sources.surroundings import surroundings_of
from weighbridge.reading.sources.voices import Grounds, Key, Speech, Voice, char_of, covers, holding
from weighbridge.reading.sources.wording import words_of

__all__ = ["Candidate", "Speech", "best_sources", "cast_and_attributions", "chosen", "source_candidates"]

Answer = Callable[[str, Floats], Floats]
"""Model name (``source``) and rows to probabilities."""
Weigh = Callable[[str, list[list[str]]], Floats]
"""Model name (``narrated``) and rows of words to log-odds, a column."""

BESIDE = 6
"""As how far out a voice counts that covers nothing of the statement."""
CARRIED = 3
"""So many sources of earlier sentences stand as candidates."""


@dataclass(slots=True)
class Candidate:
    """A source that a statement may have; ``row`` is what the model sees.

    What is asked of the chosen one alone is worked out when it is asked for.
    """

    speech: Speech
    row: list[float]
    fit: list[float]
    """The end of the row."""
    grounds: Grounds
    covering: list[Voice]
    """The voices that cover the statement, innermost first; the same for all its candidates."""
    words: list[str]
    """Wording of the statement, likewise."""

    @property
    def source(self) -> Source:
        """The source with the words of its nearest voice."""
        return _best_text(self.grounds)

    @property
    def via(self) -> tuple[Source, ...]:
        """Through whom its words came, nearest the source first."""
        return via_of(self.speech, self.grounds, self.covering)

    @property
    def reason(self) -> str:
        """What speaks for it, in words."""
        return _reason(self.grounds)


def source_candidates(
    speech: Speech,
    scene_index: int,
    item_token: int,
    hit: FrameHit | None,
    supplier: PartyMention | str | None,
    recipient: PartyMention | str | None,
    told: Position | None = None,
) -> list[Candidate]:
    """The candidates for the source of a statement, each (class, country) once.

    Args:
        speech: what ``cast_and_attributions`` found.
        scene_index: place of the statement's scene in ``speech.scenes``.
        item_token: token that heads the item.
        hit: the frame of transfer, if there is one.
        supplier, recipient: the parties, as mentions or as codes.
        told: the position whose holder is asked for ("Kyiv says so, Moscow denies it" has two); by default
            what the rules make of the sentence.
    """
    scene = speech.scenes[scene_index]
    trigger = hit.trigger if hit is not None else item_token
    points = (char_of(scene, trigger), char_of(scene, item_token))
    covering = covering_of(speech, scene_index, points)
    table: dict[Key, Grounds] = {}

    def ground(source: Source) -> Grounds:
        key = class_of(source.country, source.class_), source.country  # the United Nations have no government
        found = table.get(key)
        if found is None:
            found = table[key] = Grounds(source if source.class_ == key[0] else replace(source, class_=key[0]))
        return found

    for depth, voice in enumerate(covering):
        if voice.source is not None:
            ground(voice.source).covering.append((depth, voice))
        elif voice.attribution.kind == "noun" and voice.attribution.cue_lemma == "report":
            ground(Source("media", None, None, False)).instead.append((depth, voice))
        for other in instead_of(speech, scene, voice, (supplier, recipient)):
            ground(other).instead.append((depth, voice))
    for voice in speech.made_in[scene_index]:
        if voice.source is not None and voice not in covering:
            ground(voice.source).beside.append(voice)
            for other in instead_of(speech, scene, voice, (supplier, recipient)) if voice.guessed else ():
                ground(other).instead.append((BESIDE, voice))
    speaking = speech.speaking[scene_index]
    climb = scene.climb(trigger)
    chain = (trigger, *hit.chain) if hit is not None else tuple(climb)
    for verb, source in speaking.items():
        if verb in chain:
            ground(source).acting.append((chain.index(verb), verb))
        elif verb in climb:
            ground(source).acting.append((climb.index(verb) + 3, verb))
        else:
            ground(source).subject.append(verb)
    for back in range(1, 7):
        if back > scene_index:
            break
        voices = [v for v in speech.made_in[scene_index - back] if v.source is not None and not v.attribution.in_speech]
        for voice in voices:
            if voice.source is not None and (back <= CARRIED or not any(g.before for g in table.values())):
                ground(voice.source).before.append((back, voice))
    back, holder = speech.floor[scene_index]
    if holder is not None and holder.source is not None:
        ground(holder.source).floor = back + 1
        for other in instead_of(speech, scene, holder, (supplier, recipient)):
            ground(other).instead.append((8, holder))
    for mention, role in ((supplier, "supplier"), (recipient, "recipient")):
        speaker = _speaker_of(mention)
        if speaker is not None:
            setattr(ground(speaker), role, True)
    if scene.sentence.bullet:
        lead = _lead_of(speech, scene_index)
        if lead is not None:
            for voice in (*speech.made_in[lead], *speech.reaching[lead]):
                if voice.source is not None:
                    ground(voice.source).lead = True
            for source in speech.speaking[lead].values():
                ground(source).lead = True
        first = next((p for p in scene.parties if p.code and p.token < 4), None)
        if first is not None and (opened := _speaker_of(first)) is not None:
            ground(opened).lead = True
    if speech.issuer is not None:
        ground(speech.issuer).issuer = True
    for joint in speech.joint:
        ground(joint).issuer = True
    if speech.official and speech.cast.home:
        ground(Source(class_of(speech.cast.home, "government"), speech.cast.home, None, True)).home = True
    for class_, country in speech.counts.loudest:
        ground(Source(class_, country, None, True))
    if not any(answers(voice.attribution) and voice.source is not None for voice in covering):
        ground(NARRATOR)
    told = told or position(scene.doc, hit if hit is not None else item_token)
    around = surroundings_of(speech, scene_index, trigger, hit, covering, told)
    words = words_of(
        scene,
        trigger,
        hit,
        told,
        [pair for grounds in table.values() for pair in grounds.acting],
        [verb for grounds in table.values() for verb in grounds.subject],
        [(v.attribution.cue_lemma, v.attribution.kind) for v in covering],
        speech.official,
    )
    if speech.host is not None and any(asks(voice.attribution) for voice in covering):
        own = speech.host.class_, speech.host.country
        grounds = table.get(own)
        if grounds is not None and not (grounds.covering or grounds.acting or grounds.subject or grounds.beside):
            del table[own]  # what is put to the host is not its word
    order = sorted(table, key=lambda one: (one[0] == "narrator", one[0], one[1] or ""))
    rows = rows_of(speech, scene_index, table, around, points)
    fits = fits_of(speech, scene_index, told, table)
    senses = senses_at(speech, scene_index, trigger, (supplier, recipient), [table[key] for key in order])
    for key, sense in zip(order, senses, strict=True):
        rows[key] += sense
    return [Candidate(speech, rows[key], fits[key], table[key], covering, words) for key in order]


def covering_of(speech: Speech, scene_index: int, points: Sequence[int]) -> list[Voice]:
    """The voices whose content covers one of the characters, innermost first.

    Whom an outlet cites for it stands further in than the outlet; an item of a list without a voice
    of its own has that of the sentence that leads in.
    """
    found = holding(speech, scene_index, points)
    outlet = next((n for n, v in enumerate(found) if v.source is not None and v.source.class_ == "media"), None)
    if outlet is not None:
        near = found[outlet].scene
        cited = [v for v in speech.made_in[near] if v.attribution.kind == "citing" and v not in found]
        found[outlet:outlet] = [v for v in cited if v.source is not None]
    if not found and speech.scenes[scene_index].sentence.bullet:
        lead = _lead_of(speech, scene_index)
        if lead is not None:
            last = speech.scenes[lead].end - 3
            found = [v for v in speech.made_in[lead] if v.source is not None and covers(v.attribution, last)]
            found = found or [v for v in speech.made_in[lead][-1:] if v.source is not None]
    return found


def _lead_of(speech: Speech, scene_index: int) -> int | None:
    """The sentence that leads in the list in which the scene stands."""
    before = range(scene_index - 1, -1, -1)
    return next((at for at in before if not speech.scenes[at].sentence.bullet), None)


def _speaker_of(party: PartyMention | str | None) -> Source | None:
    """A party of the statement as one who speaks for itself."""
    if party is None:
        return None
    if isinstance(party, str):
        return Source(class_of(party, None), party, None, True)
    if party.code is None:
        return None
    return Source(class_of(party.code, party.class_), party.code, party.entry.name, True)


def _best_text(grounds: Grounds) -> Source:
    """The source with the words of its nearest voice."""
    if grounds.source.class_ == "narrator":
        return NARRATOR
    voices = (
        [v for _, v in grounds.covering]
        + [v for _, v in grounds.instead]
        + grounds.beside
        + [v for _, v in grounds.before]
    )
    told = next((v.source for v in voices if v.source is not None and v.source.text), None)
    words = told or grounds.source
    return Source(grounds.source.class_, grounds.source.country, words.text, words.named)


def _reason(grounds: Grounds) -> str:
    """In words, for ``--explain``."""
    if grounds.source.class_ == "narrator":
        return "nobody is named"
    if grounds.covering:
        voice = grounds.covering[0][1]
        return f"{voice.attribution.cue_lemma} ({voice.attribution.kind}) covers it"
    if grounds.acting:
        return "subject of the governing verb"
    if grounds.lead:
        return "the list's lead-in"
    if grounds.before:
        return f"speaks {grounds.before[0][0]} sentence(s) before"
    if grounds.issuer or grounds.home:
        return "issues the document"
    if grounds.supplier or grounds.recipient:
        return "party to the transfer"
    return "speaks elsewhere in the text"


def chosen(candidates: Sequence[Candidate], scores: Sequence[float]) -> Candidate:
    """The candidate with the best score; of equals the first."""
    best = max(range(len(candidates)), key=lambda at: (scores[at], -at))
    return candidates[best]


def _joint_of(candidates: Sequence[Candidate], picked: Candidate) -> Candidate:
    """Those who speak together, where one of them was picked for their common words (coding guidelines, 8.11)."""
    grounds = picked.grounds
    if grounds.covering or not grounds.instead or grounds.supplier or grounds.recipient:
        return picked  # whoever pledges or denies what is its own does so for itself
    _, voice = min(grounds.instead, key=lambda pair: pair[0])
    countries = {member.country for member in voice.members if member.country}
    if len(countries) < 2 or voice.source is None or voice.source.country is not None:
        return picked
    own = (one for one in candidates if any(one_voice is voice for _, one_voice in one.grounds.covering))
    return next(own, picked)


def _of_the_issuer(candidates: Sequence[Candidate], scores: Sequence[float], picked: Candidate) -> Candidate:
    """In what a body puts out itself that body, where the narrator was picked (coding guidelines, 8.2)."""
    speech = picked.speech
    if picked.grounds.source.class_ != "narrator" or not (speech.researched or speech.put_out):
        return picked
    issuer = speech.issuer or Source("ngo", None, None, True)
    own = [at for at, one in enumerate(candidates) if one.grounds.issuer and one.grounds.source.class_ == issuer.class_]
    if issuer.country is not None:
        own = [at for at in own if candidates[at].grounds.source.country == issuer.country] or own
    return candidates[max(own, key=lambda at: scores[at])] if own else picked


def weighed(candidates: Sequence[Candidate], scores: Sequence[float]) -> list[float]:
    """How much of the likelihood each candidate's class and its country have together.

    A country that several candidates share, or a class, is likelier than each of them alone.
    """
    odds = [min(max(score, 1e-6), 1 - 1e-6) for score in scores]
    odds = [score / (1 - score) for score in odds]
    total = sum(odds)
    classes: defaultdict[str, float] = defaultdict(float)
    countries: defaultdict[str | None, float] = defaultdict(float)
    sources = [one.grounds.source for one in candidates]
    for source, share in zip(sources, odds, strict=True):
        classes[source.class_] += share / total
        countries[source.country] += share / total
    return [classes[source.class_] + countries[source.country] for source in sources]


def full_rows(candidates: Sequence[Sequence[Candidate]], odds: Sequence[float]) -> Floats:
    """The rows of all candidates, each with the log-odds that its statement is the narrator's."""
    return table_of(
        [
            [*one.row, chance, chance if one.grounds.source.class_ == "narrator" else -chance, *one.fit]
            for some, chance in zip(candidates, odds, strict=True)
            for one in some
        ]
    )


def best_sources(candidates: Sequence[Sequence[Candidate]], answer: Answer, weigh: Weigh) -> list[Candidate]:
    """For each statement the best of its candidates; all statements are asked at once.

    Args:
        candidates: what ``source_candidates`` gave for each statement.
        answer: asks the forest ``source``.
        weigh: asks the linear model ``narrated``.
    """
    if not candidates:
        return []
    odds = weigh("narrated", [some[0].words for some in candidates])[:, 0]
    scores = answer("source", full_rows(candidates, odds.tolist()))
    out, at = [], 0
    for some in candidates:
        worth = weighed(some, scores[at : at + len(some)].tolist())
        out.append(_of_the_issuer(some, worth, _joint_of(some, chosen(some, worth))))
        at += len(some)
    return out
