"""A statement as weighing sees it: with its document's provenance, its speaker and its days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from weighbridge.model import Entry, Provenance, Statement
from weighbridge.moments import moment_of
from weighbridge.reading.dating.periods import times_in
from weighbridge.weighing.days import Stretch, stretch_of, stretch_of_time
from weighbridge.weighing.speakers import Speaker, speaker_of
from weighbridge.weighing.words import tells_of_seizure, words

UNDATED = 10_000_000
"""The day of what has no date: after everything else."""
_DATED = re.compile(
    r"\d|day\b|days\b|yesterday|tomorrow|tonight|week|month|year|spring|summer|autumn|winter|fall"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    re.IGNORECASE,
)
_SHORT = 45
"""Days up to which a stretch of time can tell when somebody spoke; "in 2022" can't."""
_SINCE = re.compile(r"\bsince\b[^.;,]{0,40}$")
MOVING = frozenset(("sought", "shipped", "delivered", "used"))
"""Stages whose time is when it happened; what is agreed or negotiated has a time that is foreseen."""


@dataclass(frozen=True, slots=True, eq=False)
class Testimony:
    """One statement with what weighing asks about it."""

    entry: Entry
    provenance: Provenance
    speaker: Speaker
    published: int
    """Day of publication, ordinal; UNDATED where it is not known."""
    spoken: Stretch | None
    """When the position was voiced, where the evidence says so."""
    happened: Stretch | None
    """When goods moved, were used or asked for; for other stages None."""
    seized: bool
    """Goods were stopped on their way by somebody else than those who sent them."""
    era: Stretch | None
    """The time spoken of, where ``happened`` is not known but an earlier one is named ("accused it in 2022")."""

    @property
    def statement(self) -> Statement:
        return self.entry.statement


@lru_cache(maxsize=50_000)
def _times(text: str, published: str | None) -> tuple[tuple[str, Stretch], ...]:
    """The times that a sentence names, each with its words."""
    if not _DATED.search(text):
        return ()
    found = []
    for one in times_in(text, published):
        stretch = stretch_of_time(one.what)
        since = not one.what.end or _SINCE.search(text[: one.start])
        if stretch and not since:  # "the first since the attacks began in November" tells when nothing happened
            found.append((one.what.text, stretch))
    return tuple(found)


def general(statement: Statement) -> bool:
    """It speaks of arms in general."""
    return statement.item is None or statement.item.class_ in words("goods", "general")


def testimony_of(entry: Entry, provenance: Provenance) -> Testimony:
    """Take a statement apart."""
    statement = entry.statement
    day = stretch_of(provenance.published)
    published = day.last if day else UNDATED
    own = statement.time.text if statement.time else None
    others = [
        stretch
        for words, stretch in _times(statement.evidence, provenance.published)
        if not own or (words not in own and own not in words)
    ]
    spoken = next((one for one in others if one.length <= _SHORT and one.first <= published), None)
    happened = None
    if statement.stage in MOVING:
        happened = stretch_of_time(statement.time, published if day else None)
    seized = statement.stage == "halted" and tells_of_seizure(statement.evidence)
    if statement.stage == "halted":
        happened = next((one for one in others if one.first <= published), None)
    era = None
    if happened is None and day and not general(statement):
        past = [one for one in others if one.last < published - 2 * _SHORT]
        era = past[0] if len(past) == 1 else None
    return Testimony(entry, provenance, speaker_of(statement.source), published, spoken, happened, seized, era)


def testimonies(entries: Iterable[Entry], provenances: Mapping[str, Provenance]) -> list[Testimony]:
    """All of them in the one order that weighing knows: day, time of day, document, place, id.

    Undated last; of one day, those whose time is not told last.
    """
    found = [testimony_of(entry, provenances[entry.document]) for entry in entries]
    return sorted(
        found,
        key=lambda one: (
            one.published,
            moment_of(one.provenance.time) or "~",
            one.entry.document,
            one.statement.start,
            one.entry.id,
        ),
    )


def told_apart(members: Sequence[Testimony]) -> list[Testimony]:
    """The testimonies on one pair, each with what only the others of its document tell about its speaker."""
    documents = groupby(members, key=lambda one: one.entry.document)
    return [one for _, some in documents for one in _told_apart(list(some))]


def _told_apart(document: list[Testimony]) -> Iterator[Testimony]:
    """Where several speak in one sentence, its date is nobody's. "Washington" is the White House, where
    that is the only American office or person in the document.
    """
    speakers: dict[int, set[Speaker]] = defaultdict(set)
    named: dict[tuple[str, frozenset[str]], set[Speaker]] = defaultdict(set)
    for one in document:
        speakers[one.statement.start].add(one.speaker)
        if not one.speaker.bare:
            named[one.speaker.class_, one.speaker.states].add(one.speaker)
    for one in document:
        speaker, spoken = one.speaker, one.spoken
        others = named.get((speaker.class_, speaker.states), set())
        if speaker.bare and speaker.states and len(others) == 1:
            (speaker,) = others
        if len(speakers[one.statement.start]) > 1:
            spoken = None
        if speaker is not one.speaker or spoken is not one.spoken:
            one = replace(one, speaker=speaker, spoken=spoken)
        yield one
