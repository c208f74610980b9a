"""Who holds the position of a statement: candidates for its source, and through whom it came.

Candidates come from the attributions that cover the statement, from whoever the sentence has
speak or act, from the statement's own parties (coding guidelines, 8.1), from the speech that went
before, from the body that issues the document (8.2), and the narrator always stands among them.
A trained model ranks them (``sourcing_rows``); ``via`` follows by rule from the attributions
outside the chosen one (6).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from weighbridge.model import NARRATOR, Document, Source
from weighbridge.reading.attribution import Attribution, attributions
from weighbridge.reading.cast import WE, Cast, class_of, home_of
from weighbridge.reading.cast_lexicon import speakers
from weighbridge.reading.cast_phrases import party_on
from weighbridge.reading.frames import FrameHit
from weighbridge.reading.mentions import finder
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sourcing_surface import hidden_speech
from weighbridge.reading.trees import Floats

Answer = Callable[[str, Floats], Floats]
"""Model name (``source``) and rows to probabilities."""
Key = tuple[str, str | None]

_DATELINE = re.compile(r"[^\W\d_a-z][^\W\d_a-z'\u2019 ./-]{2,30}[^.]{0,40}?(?:\u2014|\u2013|--| - )")
CARRIED = 3
"""So many sources of earlier sentences stand as candidates."""


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution with the source that its words stand for; ``pronoun``: they are one."""

    attribution: Attribution
    source: Source | None
    scene: int
    at: int
    """First character of the cue."""
    size: int
    pronoun: bool
    first_person: bool
    guessed: bool
    members: tuple[Source, ...] = ()


@dataclass(slots=True)
class Speech:
    """All that is known of who speaks in a document."""

    document: Document
    scenes: Sequence[Scene]
    cast: Cast
    voices: list[Voice] = field(default_factory=list)
    made_in: list[list[Voice]] = field(default_factory=list)
    """For each scene the voices whose cue stands in it."""
    reaching: list[list[Voice]] = field(default_factory=list)
    """For each scene the voices whose content reaches into it."""
    speaking: list[dict[int, Source]] = field(default_factory=list)
    """For each scene the subjects of its verbs, by token, where they may speak."""
    floor: list[tuple[int, Voice | None]] = field(default_factory=list)
    """For each scene the last speaker whom a mark announced ("NAME: words"), and how long ago."""
    issuer: Source | None = None
    issued: bool = False
    """The issuer is the publisher itself."""
    dateline: bool = False
    first_person: int = 0
    official: float = 0.0
    """How much the document looks like one that a body issues itself."""
    publisher: frozenset[str] = frozenset()
    """Words of the publisher's name."""
    shares: Counter[Key] = field(default_factory=Counter)
    quoted: list[bool] = field(default_factory=list)


def _chars(scene: Scene, token: int) -> int:
    return scene.start + scene.starts[token]


def _covers(attribution: Attribution, at: int) -> bool:
    return any(start <= at < end for start, end in attribution.content)


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
    speech = Speech(document, scenes, Cast(home=home_of(scenes, document.publisher or "")))
    speech.publisher = frozenset(re.findall(r"\w+", (document.publisher or "").lower()))
    place_of = {scene.index: place for place, scene in enumerate(scenes)}
    starts = [scene.start for scene in scenes]
    speech.reaching = [[] for _ in scenes]
    for place, scene in enumerate(scenes):
        speech.cast.meet(scene)
        here: list[Voice] = []
        own = by_scene.get(scene.index, [])
        own = [one for one in own if not _is_dateline(scene, one)]
        own += [*hidden_speech(scene, own)]
        for one in sorted(own, key=lambda a: (min(a.source or a.cue), a.cue)):
            here.append(_voice(speech, place, one, place_of, here))
        speech.made_in.append(here)
        speech.voices += here
        subjects = _speaking(speech.cast, scene)
        speech.speaking.append({verb: source for verb, (_, source) in subjects.items()})
        speech.cast.leave(scene, subjects)
        for voice in here:
            if voice.source is not None:
                speech.shares[voice.source.class_, voice.source.country] += 1
    for voice in speech.voices:
        for start, end in voice.attribution.content:
            first = max(0, bisect_right(starts, start) - 1)
            for place in range(first, len(scenes)):
                if scenes[place].start >= end:
                    break
                if scenes[place].end > start and voice not in speech.reaching[place]:
                    speech.reaching[place].append(voice)
    last: Voice | None = None
    for place, here in enumerate(speech.made_in):
        last = next((v for v in reversed(here) if v.attribution.kind == "headline" and place > 0), last)
        speech.floor.append((place - last.scene if last is not None else 0, last))
    _issuer(speech)
    return speech


def _is_dateline(scene: Scene, one: Attribution) -> bool:
    """Whether what looks like a speaker with a colon is where the report was written ("New Delhi: Two boats ...")."""
    if one.kind != "headline" or not 0 < scene.index < 5 or not one.source or one.source[0][0] != scene.start:
        return False
    name = scene.text[: one.source[0][1] - scene.start]
    return any(m.entry.kind in ("capital", "place", "state") for m in finder().find(name.title() if name.isupper() else name))


def _voice(speech: Speech, place: int, one: Attribution, place_of: dict[int, int], here: Sequence[Voice]) -> Voice:
    """Resolve an attribution's source; a first person is whoever is speaking around it."""
    scene, cast = speech.scenes[place], speech.cast
    at = min(one.cue)[0] if one.cue else min(one.content)[0]
    size = sum(end - start for start, end in one.content)
    source: Source | None = None
    pronoun = first_person = False
    if one.source:
        start, end = one.source[0][0], one.source[-1][1]
        word = scene.text[start - scene.start : end - scene.start].lower()
        first_person = word in WE or word.split()[0] in ("we", "i")
        pronoun = len(word) < 5 and word in ("he", "she", "it", "they", "who", "we", "i", "that", "one")
        if first_person:
            around = [v for v in speech.voices[-12:] + list(here) if _covers(v.attribution, at) and v.source]
            source = around[-1].source if around else None
        elif one.antecedent:
            start, end = one.antecedent[0][0], one.antecedent[-1][1]
            owner = place_of.get(one.sentence, place)
            source = cast.resolve(speech.scenes[owner], start, end)
        else:
            source = cast.resolve(scene, start, end)
    told = bool(one.source) and not first_person
    return Voice(
        one, source, place, at, size, pronoun, first_person, told and cast.guessed, cast.members if told else ()
    )


def _speaking(cast: Cast, scene: Scene) -> dict[int, tuple[int, Source]]:
    """Who stands as subject of a verb in the scene: verb to head of the subject and source."""
    found: dict[int, tuple[int, Source]] = {}
    for token, dep in enumerate(scene.dep):
        verb = scene.head[token]
        if dep == "acl" and scene.tag[token] == "VBD":
            token, verb = verb, token
        elif dep not in ("nsubj", "nsubjpass", "agent"):
            continue
        if dep == "agent":
            token = next((c for c in scene.children[token] if scene.dep[c] == "pobj"), token)
        if scene.tag[token] in ("WDT", "WP", "EX") or (scene.tag[token] == "PRP" and scene.lower[token] in WE):
            continue
        if scene.tag[token][:1] not in "NP" or (dep == "nsubjpass" and verb in found):
            continue
        source = cast.resolve(scene, *_span(scene, token), remember=False)
        if source is not None and (source.class_ not in ("anonymous", "person") or _may_speak(cast, scene, token)):
            found[verb] = token, source
    return found


def _may_speak(cast: Cast, scene: Scene, token: int) -> bool:
    """Whether a subject is somebody who can speak, as far as the words tell."""
    lower = scene.lower[token]
    return scene.tag[token] == "PRP" or lower in speakers().nouns or lower in cast.people or party_on(scene, token) is not None


def _span(scene: Scene, token: int) -> tuple[int, int]:
    """Characters of the phrase that ``token`` heads, without what is hung on after it."""
    low, high = token, token
    for child in scene.children[token]:
        if child < token and scene.dep[child] not in ("relcl", "punct", "cc"):
            low = min(low, child, *_below(scene, child))
        elif child > token and scene.dep[child] in ("prep", "appos", "conj", "compound", "nummod"):
            high = max(high, child, *_below(scene, child))
    return _chars(scene, low), _chars(scene, high) + len(scene.lower[high])


def _below(scene: Scene, token: int) -> list[int]:
    found, queue = [token], [token]
    while queue and len(found) < 25:
        for child in scene.children[queue.pop()]:
            found.append(child)
            queue.append(child)
    return found


def _issuer(speech: Speech) -> None:
    """The body that issues the document, and how much speaks for there being one."""
    words, document = speakers(), speech.document
    opening = "\n".join((document.title or "", document.text[:600]))
    speech.official = 1.0 * bool(words.publishers.search(document.publisher or "")) + bool(words.openings.search(opening))
    found: list[Source] = []
    for mention in finder().find(document.publisher or ""):
        entry = mention.entry
        if entry.kind in ("organ", "institute", "group", "company") and entry.class_:
            found.append(Source(entry.class_, entry.code, entry.name, True))
    names = [words.names[w] for w in re.findall(r"\w+", (document.publisher or "").lower()) if w in words.names]
    if not found and names and names[-1] in ("ngo", "company", "intergovernmental"):
        found.append(Source(names[-1], None, document.publisher, True))
    elif not found and re.search(r"\bpolic(?:y|ies)\b", document.publisher or "", re.IGNORECASE):
        found.append(Source("ngo", None, document.publisher, True))
    weights: Counter[Key] = Counter()
    kept: dict[Key, Source] = {}
    for place, scene in enumerate(speech.scenes[:12]):
        for party in scene.parties:
            if party.kind in ("organ", "institute", "company", "group", "office", "person") and party.class_ and party.code:
                source = Source(party.class_, party.code, scene.text[party.start - scene.start : party.end - scene.start], True)
                key = source.class_, source.country
                kept.setdefault(key, source)
                weights[key] += 2 if place < 3 else 1
    speech.issued = bool(found)
    found += [kept[key] for key, _ in weights.most_common(1)]
    speech.dateline = any(_DATELINE.match(scene.text) is not None for scene in speech.scenes[:5])
    speech.first_person = sum(
        word in WE for place, scene in enumerate(speech.scenes) if not speech.reaching[place] for word in scene.lower
    )
    if not found and speech.official and speech.cast.home:
        found.append(Source("government", speech.cast.home, document.publisher, True))
    speech.issuer = found[0] if found else None


@dataclass(slots=True)
class Grounds:
    """What speaks for one (class, country): the reasons, each with the voice or the token behind it."""

    source: Source
    covering: list[tuple[int, Voice]] = field(default_factory=list)
    """(how many covering voices stand further in, voice)."""
    instead: list[tuple[int, Voice]] = field(default_factory=list)
    """The same for voices whose country is only guessed, and could be this one."""
    beside: list[Voice] = field(default_factory=list)
    before: list[tuple[int, Voice]] = field(default_factory=list)
    """(sentences back, voice)."""
    acting: list[tuple[int, int]] = field(default_factory=list)
    """(steps up from the trigger, token of the verb)."""
    supplier: bool = False
    recipient: bool = False
    issuer: bool = False
    publisher: bool = False
    floor: int = 0
    """Sentences since it took the floor (a transcript, an interview); 0 where it didn't."""
    lead: bool = False
    """The lead-in sentence of the list speaks for it."""
    subject: bool = False
    home: bool = False


@dataclass(slots=True)
class Candidate:
    """A source that a statement may have; ``row`` is what the model sees."""

    source: Source
    via: tuple[Source, ...]
    reason: str
    row: list[float]
    grounds: Grounds


def source_candidates(
    speech: Speech,
    scene_index: int,
    item_token: int,
    hit: FrameHit | None,
    supplier: PartyMention | str | None,
    recipient: PartyMention | str | None,
) -> list[Candidate]:
    """The candidates for the source of a statement, each (class, country) once.

    Args:
        speech: what ``cast_and_attributions`` found.
        scene_index: place of the statement's scene in ``speech.scenes``.
        item_token: token that heads the item.
        hit: the frame of transfer, if there is one.
        supplier, recipient: the parties, as mentions or as codes.
    """
    from weighbridge.reading.sourcing_rows import row_of, surroundings_of

    scene = speech.scenes[scene_index]
    trigger = hit.trigger if hit is not None else item_token
    points = (_chars(scene, trigger), _chars(scene, item_token))
    covering = covering_of(speech, scene_index, points)
    table: dict[Key, Grounds] = {}

    def ground(source: Source) -> Grounds:
        return table.setdefault((source.class_, source.country), Grounds(source))

    for depth, voice in enumerate(covering):
        if voice.source is not None:
            ground(voice.source).covering.append((depth, voice))
        for other in _instead(speech, scene, voice, (supplier, recipient)):
            ground(other).instead.append((depth, voice))
    for voice in speech.made_in[scene_index]:
        if voice.source is not None and voice not in covering:
            ground(voice.source).beside.append(voice)
    speaking = speech.speaking[scene_index]
    climb = scene.climb(trigger)
    chain = (trigger, *hit.chain) if hit is not None else tuple(climb)
    for verb, source in speaking.items():
        if verb in chain:
            ground(source).acting.append((chain.index(verb), verb))
        elif verb in climb:
            ground(source).acting.append((climb.index(verb) + 3, verb))
        else:
            ground(source).subject = True
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
        for other in _instead(speech, scene, holder, (supplier, recipient)):
            ground(other).instead.append((8, holder))
    for mention, role in ((supplier, "supplier"), (recipient, "recipient")):
        source = _speaker_of(mention)
        if source is not None:
            setattr(ground(source), role, True)
    if scene.sentence.bullet:
        lead = next((at for at in range(scene_index - 1, -1, -1) if not speech.scenes[at].sentence.bullet), None)
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
    if speech.official and speech.cast.home:
        ground(Source("government", speech.cast.home, None, True)).home = True
    for (class_, country), _ in speech.shares.most_common(2):
        ground(Source(class_, country, None, True))
    ground(NARRATOR)
    around = surroundings_of(speech, scene_index, item_token, trigger, hit, covering)
    out = []
    for key in sorted(table, key=lambda one: (one[0] == "narrator", one[0], one[1] or "")):
        grounds = table[key]
        source = _best_text(grounds)
        via = via_of(speech, scene_index, grounds, covering)
        out.append(Candidate(source, via, _reason(speech, grounds), row_of(speech, scene_index, grounds, around, table, points), grounds))
    return out


def _instead(
    speech: Speech, scene: Scene, voice: Voice, parties: Sequence[PartyMention | str | None]
) -> list[Source]:
    """Whom the words for a source may stand for as well, where they leave it open."""
    source = voice.source
    if source is None:
        return []
    found = list(voice.members)
    open_ = source.country is None and source.class_ in ("person", "anonymous")
    if voice.guessed or (open_ and (source.class_ == "person" or _BARE.fullmatch(source.text or ""))):
        codes = [p if isinstance(p, str) else p.code for p in parties if p]
        codes += [speech.cast.home, *(p.code for p in scene.parties if p.kind in ("state", "adjective", "capital"))]
        class_ = source.class_ if voice.guessed else "government"
        found += [replace(source, class_=class_, country=code) for code in codes if code]
    if source.class_ == "anonymous" and source.country is None:
        places = [p.code for p in scene.parties if p.kind in ("capital", "place") and p.code]
        found += [replace(source, country=code) for code in (speech.cast.home, *places[:1]) if code and len(code) == 2]
    if source.class_ == "anonymous" and source.country:
        found.append(replace(source, class_="government"))
        if "officer" in (source.text or ""):
            found.append(replace(source, class_="military"))
    return list(dict.fromkeys(found))


_BARE = re.compile(r"(?:both|neither|each|one|they|all|the two|the latter|the former|others?)\b.*", re.IGNORECASE)


def covering_of(speech: Speech, scene_index: int, points: Sequence[int]) -> list[Voice]:
    """The voices whose content covers one of the characters, innermost first."""
    found = [v for v in speech.reaching[scene_index] if any(_covers(v.attribution, at) for at in points)]
    return sorted(found, key=lambda v: (v.scene != scene_index, -v.attribution.level, v.size, -v.at))


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
    voices = [v for _, v in grounds.covering] + [v for _, v in grounds.instead] + grounds.beside + [v for _, v in grounds.before]
    told = next((v.source for v in voices if v.source is not None and v.source.text), None)
    if told is None:
        return replace(grounds.source, count=None)
    return replace(told, class_=grounds.source.class_, country=grounds.source.country, count=None)


def via_of(speech: Speech, scene_index: int, grounds: Grounds, covering: Sequence[Voice]) -> tuple[Source, ...]:
    """Through whom the source's words came, nearest the source first."""
    if grounds.source.class_ == "narrator":
        return ()
    own = (grounds.source.class_, grounds.source.country)
    chosen_voice = next((v for _, v in (*grounds.covering, *grounds.instead)), None)
    found: list[Source] = []
    inside = covering.index(chosen_voice) + 1 if chosen_voice in covering else 0
    outer = covering[inside:]
    for voice in outer:
        source = voice.source
        if source is not None and (source.class_, source.country) != own:
            found.append(source)
    anchor = chosen_voice or (grounds.beside[0] if grounds.beside else None)
    if anchor is not None:
        found += _told_to(speech, anchor)
    kept: list[Source] = []
    for source in found:
        if source.class_ == "narrator" or (source.class_ == "media" and _is_publisher(speech, source)):
            continue
        if all((source.class_, source.country) != (one.class_, one.country) for one in kept):
            kept.append(source)
    return tuple(kept)


def _told_to(speech: Speech, voice: Voice) -> list[Source]:
    """Outlets to which the speaker told it: "told NHK", "in an interview with El País"."""
    scene = speech.scenes[voice.scene]
    found = []
    for party in scene.parties:
        if party.kind == "outlet" and not _covers(voice.attribution, party.start):
            source = Source("media", party.code, scene.text[party.start - scene.start : party.end - scene.start], True)
            own = voice.source is not None and voice.source.class_ == "media"
            if not own:
                found.append(source)
    return found


def _is_publisher(speech: Speech, source: Source) -> bool:
    words = set(re.findall(r"\w+", (source.text or "").lower())) - {"the", "news", "agency"}
    return bool(words) and words <= speech.publisher


def _reason(speech: Speech, grounds: Grounds) -> str:
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
