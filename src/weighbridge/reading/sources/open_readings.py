"""Whom the words for a source may stand for as well, where they leave class or country open."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from weighbridge.model import Source
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.employers import is_none_of
from weighbridge.reading.sources.phrases import INDEFINITE, hosts_of, opened_in, speaks_in
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.voices import Speech, Voice
from weighbridge.reading.sources.words import speakers


def instead_of(
    speech: Speech, scene: Scene, voice: Voice, parties: Sequence[PartyMention | str | None]
) -> list[Source]:
    """Whom the words for a source may stand for as well, where they leave it open."""
    source = voice.source
    if source is None:
        return []
    text = (source.text or "").lower()
    if (source.class_ in ("company", "ngo") and _only_watches(text)) or _is_presented(speech, source):
        return []
    told = {p.code for p in speech.scenes[voice.scene].parties if p.code and _within(voice, p)}
    joint = source.country is None and len({code for code in told if code.isupper()}) > 1
    unsaid = source.country not in told and not joint and not _said_by_place(speech, voice)
    found = list(voice.members)
    sides = [p if isinstance(p, str) else p.code for p in parties if p]
    near = [p.code for p in scene.parties if p.kind in ("state", "adjective", "capital", "place")]
    codes = [speech.cast.home, *sides, *near]
    often, speaking = speech.counts.often, speech.counts.speaking
    open_ = source.country is None and source.class_ in ("person", "anonymous")
    if voice.guessed or (open_ and (source.class_ == "person" or _BARE.fullmatch(text))):
        class_ = source.class_ if voice.guessed else "government"
        found += [replace(source, class_=class_, country=code) for code in (*codes, *speaking) if code]
    elif unsaid and source.class_ in ("government", "military", "intelligence", "nonstate") and not _some_state(source):
        found += [replace(source, country=code) for code in (*codes[:3], *speaking) if code]
    if unsaid and source.class_ == "anonymous" and source.country is not None:
        found += [replace(source, country=code) for code in (None, *codes[:3], *speaking)]
    if unsaid and source.class_ in _BODIES and not told:
        found += _named_before(speech, source, text)
    if source.class_ != "person" and signs().retired.search(text):
        found += [replace(source, class_="person"), *(replace(source, class_="person", country=c) for c in told)]
    if source.class_ == "document":
        found += [replace(source, country=code) for code in (*codes[:3], *often) if code]
    if source.country is None and source.class_ in ("anonymous", "company", "media", "person", "ngo"):
        only = [code for code in (*codes[:4], *often) if code and code.isupper()]
        found += [replace(source, country=code) for code in only]
        found += [replace(source, country=code) for code in told if source.class_ == "anonymous" and not joint]
    if source.class_ in ("government", "military", "anonymous") and _plural(text) and unsaid:
        found.append(replace(source, country=None))
    if source.class_ == "military" and not source.named and INDEFINITE.match(text):
        found.append(replace(source, class_="anonymous"))  # "an Ecuadorean general"
    if source.class_ == "anonymous" and not signs().officials.search(text):
        found.append(replace(source, class_="person"))
    if source.class_ == "intergovernmental" and source.country is not None:
        found.append(replace(source, country=None))
    if source.country is None and source.class_ in ("ngo", "company", "media", "document"):
        kinds = ("ngo", "intergovernmental") if source.class_ == "document" else (source.class_,)
        later = [speech.cast.classes[kind] for kind in kinds if kind in speech.cast.classes]
        found += [replace(source, class_=one.class_, country=one.country) for one in later]
    if source.class_ == "document":
        found += [replace(source, class_="media"), *(replace(source, country=c) for c in told)]
    if source.class_ == "anonymous" and source.country and not INDEFINITE.match(text):
        found.append(replace(source, class_="government"))
    if source.class_ in ("anonymous", "government") and signs().soldiers.search(text):
        found.append(replace(source, class_="military"))
        found += [replace(source, class_="military", country=code) for code in (*told, *codes[:1]) if code]
    if source.class_ in ("anonymous", "government") and signs().spies.search(text):
        found += [replace(source, class_="intelligence", country=code) for code in (source.country, *told)]
    hosts = _hosts(speech, voice)
    return [
        one
        for one in dict.fromkeys(found)
        if one != source and one.country not in hosts and not (unsaid and is_none_of(one.country, text))
    ]


def _hosts(speech: Speech, voice: Voice) -> frozenset[str | None]:
    """The state where the embassy or the envoy is who speaks, and whose it can't be."""
    scene, hosts = speech.scenes[voice.scene], frozenset[str | None]()
    for start, end in voice.attribution.source:
        first, last = (bisect_left(scene.starts, at - scene.start) for at in (start, end))
        hosts = hosts.union(*(hosts_of(scene, token) for token in range(first, last)))
    return hosts


def _named_before(speech: Speech, source: Source, text: str) -> list[Source]:
    """Other bodies that the document names, for words such as "the company" or "the group", the last named first."""
    kinds = _BODIES if signs().bodies.search(text) else (source.class_,)
    same = [one for one in reversed(speech.cast.bodies.values()) if one.class_ in kinds]
    return [replace(source, class_=one.class_, country=one.country) for one in same[:MOST]]


def _is_presented(speech: Speech, source: Source) -> bool:
    """Whether the heading, or his label, tells of a speaker what he is: then he is nothing else."""
    name = (source.text or "").lower().split()[-1:]
    return bool(name) and name[0] in speech.cast.presented and source.country is not None


def _only_watches(text: str) -> bool:
    """Whether somebody is called by a noun for firms that take no part in the trade."""
    words = re.findall(r"[\w'\u2019]+", text)
    called = (speakers().nouns.get(phrase) for phrase in (*words, *map(" ".join, pairwise(words))))
    return any(noun is not None and noun.also for noun in called)


def _said_by_place(speech: Speech, voice: Voice) -> bool:
    """Whether the place where somebody speaks, or to which the clause is set, tells the country."""
    source, spans = voice.source, voice.attribution.source
    if source is None or source.country is None or not spans or voice.guessed:
        return False
    scene = speech.scenes[voice.scene]
    at = bisect_left(scene.starts, spans[0][0] - scene.start)
    return at < len(scene.starts) and source.country in (opened_in(scene, at), speaks_in(scene, at))


def _within(voice: Voice, party: PartyMention) -> bool:
    """Whether a party is named in the words for the voice's source."""
    spans = voice.attribution.source
    return any(start <= party.start < end for start, end in spans)


def _some_state(source: Source) -> bool:
    """Whether it is a state that the text means to leave unnamed: "a member state", "another country"."""
    words = (source.text or "").lower().split()
    noun = speakers().nouns.get(" ".join(words[1:])) if len(words) > 1 else None
    return source.country is None and noun is not None and not noun.home and words[0] in _SOME


def _plural(text: str) -> bool:
    first = text.split(",")[0].split(" of ")[0].split(" in ")[0]
    return first.endswith("s") or first.startswith(("both", "they", "neither", "the two"))


_SOME = frozenset("a an another one two three some several".split())
MOST = 4
"""So many bodies are offered for bare words."""
_BODIES = ("ngo", "company", "media", "nonstate", "intergovernmental")


_BARE = re.compile(r"(?:both|neither|each|one|they|all|the two|the latter|the former|others?)\b.*", re.IGNORECASE)
