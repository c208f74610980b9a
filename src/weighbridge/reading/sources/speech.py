"""Who speaks in a document: its attributions with their sources, the floor, the issuer. Once a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from weighbridge.model import Document, Source
from weighbridge.reading.attribution.attributions import Attribution, attributions
from weighbridge.reading.attribution.words import cue_class
from weighbridge.reading.mentions import finder
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.acting import acting_in
from weighbridge.reading.sources.answerers import answering, interviewed
from weighbridge.reading.sources.cast import Cast
from weighbridge.reading.sources.counts import counts_of
from weighbridge.reading.sources.hosts import as_talk, host_of
from weighbridge.reading.sources.interviews import ANSWERED, ANSWERS, ASKED
from weighbridge.reading.sources.issuer import find_issuer, putting_out
from weighbridge.reading.sources.memory import WE
from weighbridge.reading.sources.parties import class_of, home_of, of_group, parliament_in, sections_of, setting_of
from weighbridge.reading.sources.presented import presented, seated
from weighbridge.reading.sources.pronouns import KINDS, before_relative, speaker_meant, subject_of_own
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.surface import aside_speech, cited_speech, hidden_speech, title_speech
from weighbridge.reading.sources.turns import turns_in
from weighbridge.reading.sources.voices import Speech, Voice, covers
from weighbridge.reading.sources.words import speakers

_CLAIM_IT = re.compile(r"(?:an?|the|something) (?:\w+ )?(it|they|he|she)$", re.IGNORECASE)
"""What the grammar takes for who speaks in "a charge it denies"."""
TOGETHER = re.compile(r"\b(?:joint|common) (?:statement|declaration|communiqu|letter)", re.IGNORECASE)
"""What several who speak together put out."""


def cast_and_attributions(
    scenes: Sequence[Scene], document: Document, found: Sequence[Attribution] | None = None
) -> Speech:
    """Who speaks where in the document, each resolved; once a document.

    ``found``: the document's attributions, where they are known already.
    """
    found = attributions(scenes) if found is None else found
    by_scene: dict[int, list[Attribution]] = {}
    for one in found:
        by_scene.setdefault(one.sentence, []).append(one)
    opening = "\n".join((document.publisher or "", document.title or "", document.text[:600]))
    home = home_of(scenes, document.publisher or "", document.url, opening)
    speech = Speech(document, scenes, Cast(document.text, home=home))
    speech.cast.together = bool(TOGETHER.search(opening))
    speech.parliament = parliament_in(opening)[0]
    speech.official_look = bool(speakers().publishers.search(document.publisher or ""))
    speech.publisher = _words(document.publisher or "")
    speech.codes = [frozenset(p.code for p in scene.parties if p.code) for scene in scenes]
    speech.named = Counter(p.code for scene in scenes for p in scene.parties if p.code)
    place_of = {scene.index: place for place, scene in enumerate(scenes)}
    starts = [scene.start for scene in scenes]
    speech.reaching = [[] for _ in scenes]
    host = None if speech.parliament else host_of(document, home)
    turns = turns_in(scenes, speech.parliament, host is not None and host.class_ == "company")
    talk = as_talk(scenes, turns, host) if host is not None and turns else None
    if talk is not None:
        speech.host, turns = host, talk
    elif speech.parliament and home is not None:
        speech.host = Source(class_of(home, "government"), home, None, True)
    speech.turns = turns
    issued = speech.parliament or putting_out(document.publisher or "") is not None  # there "the ministry" is one
    for name, source in presented("\n".join((document.title or "", document.text)), home):
        speech.cast.present(name, source)
    speech.sections = {} if issued else sections_of(scenes, document.title or "")
    for place, scene in enumerate(scenes):
        if place in speech.sections:
            speech.cast.move_to(speech.sections[place])
        if place == 0 or scenes[place - 1].paragraph != scene.paragraph:
            speech.cast.paragraph = None if issued else setting_of(scene)
        speech.cast.meet(scene)
        here: list[Voice] = []
        own = by_scene.get(scene.index, [])
        own = [one for one in own if not _is_dateline(document.text, scene, one)]
        own = _with_asides(scene, own)
        own += [*hidden_speech(scene, own)]
        own += [*title_speech(scene, own)]
        own += [*cited_speech(scene, own)]
        if place in turns:
            own = [turns[place], *(one for one in own if one.kind != "headline")]
        for one in sorted(own, key=lambda a: (min(a.source or a.cue), a.cue)):
            here.append(_voice(speech, place, one, place_of, here))
        speech.made_in.append(here)
        speech.voices += here
        subjects = acting_in(speech.cast, scene)
        speech.speaking.append({verb: source for verb, (_, source) in subjects.items()})
        speech.led.append(speech.cast.leave(scene, subjects))
        for voice in here:
            if voice.source is not None:
                speech.shares[voice.source.class_, voice.source.country] += 1
    for voice in speech.voices:
        for start, end in voice.attribution.content:
            first = max(0, bisect_right(starts, start) - 1)
            for place in range(first, len(scenes)):
                if scenes[place].start >= end:
                    break
                reaching = speech.reaching[place]
                if scenes[place].end > start and not (reaching and reaching[-1] is voice) and voice not in reaching:
                    reaching.append(voice)
    speech.counts = counts_of(speech.named, speech.shares)
    last: Voice | None = None
    for place, here in enumerate(speech.made_in):
        last = next((v for v in reversed(here) if v.attribution.kind == "headline" and place > 0), last)
        speech.floor.append((place - last.scene if last is not None else 0, last))
    find_issuer(speech)
    _give_we(speech)
    return speech


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower()))


def _names(told: str | None) -> frozenset[str]:
    """The words of a speaker's name, without what is told of him behind a comma."""
    return _words((told or "?").partition(",")[0]) or frozenset("?")


def _give_we(speech: Speech) -> None:
    """Whose "we" and "I" outside anybody's speech are: who has the floor, else the body that issues the document.

    Who is called like the firm that puts it out is that firm.
    """
    given: dict[int, Voice] = {}
    firm = speech.issuer if speech.put_out and speech.issuer is not None and speech.issuer.class_ == "company" else None
    for voice in speech.voices:
        if firm is not None and voice.source is not None and _names(voice.source.text) <= speech.publisher:
            given[id(voice)] = replace(voice, source=replace(firm, text=voice.source.text))
        if voice.first_person and voice.source is None:
            holder = speech.floor[voice.scene][1]
            source = (
                holder.source if holder is not None else speech.issuer if speech.official or speech.issued else None
            )
            if source is not None:
                given[id(voice)] = replace(voice, source=source)
    if given:
        speech.voices = [given.get(id(one), one) for one in speech.voices]
        speech.made_in = [[given.get(id(one), one) for one in some] for some in speech.made_in]
        speech.reaching = [[given.get(id(one), one) for one in some] for some in speech.reaching]


def _is_dateline(text: str, scene: Scene, one: Attribution) -> bool:
    """Whether what looks like a speaker is where the report was written ("New Delhi: Two boats ...")."""
    if one.kind != "headline" or not 0 < scene.index < 5 or not one.source or one.source[0][0] != scene.start:
        return False
    name = text[scene.start : one.source[0][1]]
    return any(
        m.entry.kind in ("capital", "place", "state") for m in finder().find(name.title() if name.isupper() else name)
    )


def _with_asides(scene: Scene, own: list[Attribution]) -> list[Attribution]:
    """The attributions with the clauses of speech that commas set off.

    Where both have a verb, the grammar's source stands, if it stands beside the verb, and the wider content.
    """
    for aside in aside_speech(scene):
        same = [one for one in own if set(one.cue) & set(aside.cue)]
        if any(one.in_speech for one in same):
            continue
        start, end = aside.source[0]
        kept = next((one for one in same if one.source and one.source[-1][1] > start), None)
        if kept is not None:
            aside = replace(kept, content=kept.content if kept.negated else _joined(kept.content, aside.content))
        own = [one for one in own if one not in same] + [aside]
    return own


def _joined(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Both contents as one, in the order of the text."""
    spans = sorted((*first, *second))
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _voice(speech: Speech, place: int, one: Attribution, place_of: dict[int, int], here: list[Voice]) -> Voice:
    """Resolve an attribution's source; a first person is whoever is speaking around it."""
    scene, cast = speech.scenes[place], speech.cast
    at = min(one.cue)[0] if one.cue else min(one.content)[0]
    size = sum(end - start for start, end in one.content)
    source: Source | None = None
    pronoun = first_person = False
    kind = ""
    if one.source:
        start, end = one.source[0][0], one.source[-1][1]
        if place in speech.turns and one is not speech.turns[place]:
            start = _behind_label(speech.turns[place], start, end, speech.document.text)
        spelt = speech.document.text[start:end]
        if (claim := _CLAIM_IT.match(spelt)) is not None:
            start, spelt = start + claim.start(1), claim[1]
        word = "US" if spelt == "US" else spelt.lower()
        first_person = word in WE or word.startswith(("we ", "i "))
        pronoun = len(word) < 5 and word in ("he", "she", "it", "they", "who", "we", "i", "that", "one")
        if one.cue_lemma == ASKED and one.kind == "headline":
            source = Source("media", None, None, False)
        elif one.cue_lemma == ANSWERED and one.kind == "headline":
            source = interviewed(speech) if speech.host is None else answering(speech, scene, one, speech.host)
        elif one.kind == "headline" and word in signs().questioners | ANSWERS:
            asks = Source("media", None, speech.document.text[start:end], False)
            source = interviewed(speech) if word in ANSWERS else asks
        elif first_person:
            around = [v for v in speech.voices[-12:] + list(here) if covers(v.attribution, at) and v.source]
            source = around[-1].source if around else None
        elif one.antecedent:
            start, end = one.antecedent[0][0], one.antecedent[-1][1]
            owner = place_of.get(one.sentence, place)
            source = cast.resolve(speech.scenes[owner], start, end)
        elif (span := before_relative(scene, start, word) or subject_of_own(scene, one, word)) is not None:
            source = cast.resolve(scene, *span)
        else:
            source = cast.resolve(scene, start, end)
        kind = cast.sort
        if word in KINDS and one.kind != "headline":
            meant = speaker_meant(speech, place, one, word, here)
            if meant is None and (source is None or cue_class(one.cue_lemma) == "saying on"):
                meant = _going_on(speech, place, word, here)
            source, kind = meant or source, KINDS[word]
        if one is speech.turns.get(place):
            source = _from_seat(speech, one, source)
        if one.kind == "headline" and source is not None and source.country is None:
            source = _briefing(speech, source)
        source = of_group(source) if source is not None else None
        if speech.parliament and source is not None and _is_member(source, one):
            source = replace(source, class_="government", country=source.country or cast.home)
    told = bool(one.source) and not first_person
    if told and source is not None and not one.level and source.class_ not in ("anonymous", "media", "document"):
        cast.last_voice = source
        cast.last_named = source if kind == "person" else cast.last_named
    return Voice(
        one,
        source,
        place,
        at,
        size,
        pronoun,
        first_person,
        told and cast.guessed,
        cast.members if told else (),
        kind if told else "",
    )


def _from_seat(speech: Speech, turn: Attribution, source: Source | None) -> Source | None:
    """Who opens a turn, by what his label says behind his name; known so from then on."""
    if not turn.source or not turn.cue or turn.cue_lemma == ASKED:
        return source
    text = speech.document.text
    label, seat = text[turn.source[0][0] : turn.source[0][1]], text[turn.source[0][1] : turn.cue[0][0]]
    found = seated(seat, source, label) if seat.strip() else source
    if found is not None and found is not source:
        speech.cast.present(label, found)
    return found


def _is_member(source: Source, one: Attribution) -> bool:
    """Whether somebody is a member of the parliament that a document records, an admiral among them."""
    if source.class_ == "military":
        return one.kind == "headline"
    return source.class_ == "person" and source.country is None


def _behind_label(turn: Attribution, start: int, end: int, text: str) -> int:
    """Where the words for a speaker begin whom a turn of a transcript names: not with its label, nor with "Sir, "."""
    begins = turn.content[0][0]
    spoken_to = signs().addressed.match(text, begins, end)
    begins = spoken_to.end() if spoken_to is not None else begins
    return begins if start < begins < end else start


def _briefing(speech: Speech, source: Source) -> Source:
    """Who is announced in capitals or with a title is a person; in a body's own briefing one of its government."""
    known = speakers()
    parts = re.findall(r"[\w'\u2019-]+", source.text or "")
    titled = len(parts) > 1 and parts[0].lower() in known.titles
    named = (titled or (source.text or "").isupper()) and not any(part.lower() in known.nouns for part in parts)
    if source.class_ == "anonymous" and parts and named:
        source = replace(source, class_="person", named=True)
    if source.class_ == "person" and titled and speech.official_look and not speech.parliament:
        return replace(source, class_="government", country=speech.cast.home)
    return source


def _going_on(speech: Speech, place: int, word: str, here: Sequence[Voice]) -> Source | None:
    """Who "went on" or "added": whoever spoke last, here or in the two sentences before, a body for "it"."""
    for voice in reversed([*speech.voices[-8:], *here]):
        if voice.source is None or voice.scene < place - 2 or voice.attribution.level or voice.attribution.in_speech:
            continue
        if word == "it" and voice.source.class_ in ("person", "anonymous"):
            continue
        return voice.source
    return None
