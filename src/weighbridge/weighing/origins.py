"""Who first put each utterance into the world.

Within a transfer, statements are traced to origins in three steps: in each document, what one
speaker says is one voice; then, in the order of publication, each voice is either an earlier
origin's, repeated, or an origin of its own. Every link says why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from weighbridge.weighing.days import Stretch, gap
from weighbridge.weighing.positions import STAGES, speaks_against, speaks_for
from weighbridge.weighing.resemblance import ALIKE, Alike, share, shingles
from weighbridge.weighing.speakers import Speaker, same_voice
from weighbridge.weighing.testimony import UNDATED, Testimony
from weighbridge.weighing.words import words

SAME_NEWS = 4
"""Days after an utterance in which what a speaker is quoted with, without a day, is that utterance."""
SAME_PEOPLE = 30
"""Days in which the unnamed people of one outlet are taken for the same."""
SAME_MONTH = 10
"""Days between two days named in one document from which on a speaker is taken to have spoken twice."""
LONG_AGO = 60
"""Days before publication from which on a dated utterance is not what the speaker says now."""
NEGATIVE = frozenset(("denies", "declines"))
_TOKEN = re.compile(r"[^\W_]{3,}")
_ROUNDED = 0.01
"""What the rounding of two shares to two places can come to."""
_COPY = 0.5
"""Share of words in threes that two sentences have to have in common for one to be a copy of the other."""


@dataclass(eq=False)
class Voice:
    """What one speaker says in one document on one transfer."""

    members: list[Testimony]
    speakers: list[Speaker]
    spoken: Stretch | None
    negative: bool
    cited: frozenset[str] = frozenset()
    """The outlet that is cited for it; empty where none is."""

    @property
    def outlet(self) -> frozenset[str]:
        """The words that tell the outlet to which it was said: the one that is cited, else the publisher."""
        return self.cited or _publisher(self.members[0])

    @property
    def published(self) -> int:
        return self.members[0].published

    @property
    def document(self) -> str:
        return self.members[0].entry.document


@dataclass(eq=False)
class Origin:
    """Voices that are one utterance: the first of them, and who repeats it for which reason."""

    voices: list[Voice] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    claimed: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    """The stages that its voices say were reached, and those that they deny."""
    speakers: dict[Speaker, None] = field(default_factory=dict)
    """All who are taken for its speaker, each once, in order."""
    documents: set[str] = field(default_factory=set)
    like: dict[str, float] = field(default_factory=dict)
    """The documents that one of its own is a near-copy of, with the greatest share."""

    def take(self, voice: Voice, reason: str, alike: Alike) -> Origin:
        """Make a voice part of it; ``alike`` as in ``origins_of``."""
        claimed, denied = _sides(voice)
        self.voices.append(voice)
        self.reasons.append(reason)
        self.claimed |= claimed
        self.denied |= denied
        self.speakers.update(dict.fromkeys(voice.speakers))
        self.documents.add(voice.document)
        for other, part in alike.get(voice.document, {}).items():
            self.like[other] = max(part, self.like.get(other, 0.0))
        return self

    @property
    def day(self) -> Stretch:
        """When it was uttered: as a document says, otherwise when it was first published."""
        said = next((one.spoken for one in self.voices if one.spoken), None)
        first = self.voices[0].published
        return said or Stretch(first, first)

    def members(self) -> list[Testimony]:
        """All statements that rest on it."""
        return [one for voice in self.voices for one in voice.members]


def _name(text: str) -> frozenset[str]:
    """The words that tell an outlet from others."""
    tokens = {word.lower() for word in _TOKEN.findall(text)}
    return frozenset(tokens - words("names", "outlets") or tokens)


def _cited(one: Testimony) -> frozenset[str]:
    """The outlet through which an utterance came, if one is cited."""
    return _name(next((via.text for via in one.statement.via if via.class_ == "media" and via.text), ""))


def _publisher(one: Testimony) -> frozenset[str]:
    return _name(one.provenance.publisher or one.provenance.name)


def _apart(one: Stretch | None, other: Stretch | None, published: int) -> bool:
    """Within a document: two utterances of different times. What has no day is said these days."""
    if one is None and other is None:
        return False
    today = Stretch(published, published)
    return gap(one or today, other or today) > (SAME_MONTH if one and other else LONG_AGO)


def _fits(one: Testimony, voice: Voice) -> str | None:
    """Why a statement can be a voice's of the same document."""
    reasons = [same_voice(one.speaker, speaker) for speaker in voice.speakers]
    if not all(reasons):
        return None
    if one.statement.source.class_ == "anonymous" and _cited(one) and voice.cited and not _cited(one) & voice.cited:
        return None
    negative = one.statement.stance in NEGATIVE
    if one.speaker.bare and not one.speaker.states and negative != voice.negative:
        return None
    return None if _apart(one.spoken, voice.spoken, one.published) else reasons[0]


def voices_of(members: Sequence[Testimony]) -> list[Voice]:
    """The voices in each document, in the order of their first statements. Narrators come last."""
    voices: list[Voice] = []
    told = [one for one in members if one.statement.source.class_ != "narrator"]
    for one in told:
        own = [voice for voice in voices if voice.document == one.entry.document and _fits(one, voice)]
        named = [voice for voice in own if any(one.speaker.names & speaker.names for speaker in voice.speakers)]
        if own:
            home = (named or own)[-1]
            home.members.append(one)
            home.speakers.append(one.speaker)
            home.spoken = home.spoken or one.spoken
            home.cited = home.cited or _cited(one)
        else:
            negative = one.statement.stance in NEGATIVE
            voices.append(Voice([one], [one.speaker], one.spoken, negative, _cited(one)))
    return voices


def origins_of(members: Sequence[Testimony], alike: Alike | None = None) -> list[Origin]:
    """The origins of a transfer's statements, in the order in which they came into the world.

    ``alike``: which documents are near-copies of each other.
    """
    alike = alike or {}
    origins: list[Origin] = []
    voices = voices_of(members)
    for voice in sorted(voices, key=lambda one: (one.published, not one.spoken)):
        found = [
            (match[0], -number, match[1])
            for number, origin in enumerate(origins)
            if (match := _match(voice, origin, alike))
        ]
        if found:
            _, number, reason = max(found)
            origins[-number].take(voice, reason, alike)
        else:
            origins.append(Origin().take(voice, "the first to say so", alike))
    for one in members:
        if one.statement.source.class_ == "narrator":
            _narrated(one, origins, alike)
    return origins


def _match(voice: Voice, origin: Origin, alike: Alike) -> tuple[int, str] | None:
    """How well, and why, a voice repeats an origin; None if it is another."""
    speakers = list(origin.speakers)
    reasons = [same_voice(one, other) for one in voice.speakers for other in speakers]
    if not all(reasons):
        return None
    first = origin.voices[0]
    anonymous = voice.speakers[0].class_ == "anonymous"
    late = voice.published - origin.day.first
    near = alike.get(voice.document, {}) if anonymous else {}
    copied = _copied_share(near, origin)
    if anonymous and copied and not voice.cited:
        return 6, f"the document is a near-copy ({copied:.2f} of the words in threes)"
    if anonymous:
        dated = voice.published < UNDATED
        named = _names_outlet(voice, first)
        if not (named or voice.outlet & first.outlet) or (dated and late > SAME_PEOPLE):
            return None
        if named and not voice.outlet & first.outlet:
            return 5, "unnamed people, and the outlet that first quoted them is named"
        return 5, "unnamed people of the same outlet" + ("" if dated else ", in a text without a date")
    if voice.document == first.document or _opposed(voice, origin):
        return None
    if voice.spoken:
        if gap(voice.spoken, origin.day) <= (1 if any(one.spoken for one in origin.voices) else SAME_NEWS):
            return 9, f"{reasons[0]}, the same day"
        return None
    same_side = voice.negative == first.negative
    if 0 <= late <= SAME_NEWS and same_side:
        return 8, f"{reasons[0]}, {'in the same days' if voice.published < UNDATED else 'both without a date'}"
    if _numbers(voice) & _numbers_of(origin):
        return 7, f"{reasons[0]}, the same number"
    if not same_side:
        return None
    named = any(one.names & other.names or one.organs & other.organs for one in voice.speakers for other in speakers)
    if named:
        return 6, f"{reasons[0]}, repeated later"
    bare = all(one.bare for one in voice.speakers)
    if bare and all(one.bare for one in speakers):
        return 5, f"{reasons[0]}, as background"
    if bare:
        return 3, f"{reasons[0]}, as background"
    return None


def _copied_share(near: Mapping[str, float], origin: Origin) -> float:
    """How much of a document stands in one of an origin's, too; ``near``: those that it is a near-copy of.

    Of very many copies each was compared with some only (``resemblance.COMPARED``). Of two that both resemble a third,
    the least that they have in common is known: Jaccard distances keep the triangle inequality.
    """
    direct = max((part for one, part in near.items() if one in origin.documents), default=0.0)
    if direct:
        return direct
    through = max((part + origin.like[one] - 1 for one, part in near.items() if one in origin.like), default=0.0)
    return round(through, 2) if through >= ALIKE + _ROUNDED else 0.0


def _names_outlet(voice: Voice, first: Voice) -> bool:
    """Its words name the outlet of another, though nobody is cited: "officials told the agency Harbour Wire"."""
    publisher = first.members[0].provenance.publisher
    if voice.cited or not publisher:
        return False
    return any(_whole(publisher).search(one.statement.evidence) for one in voice.members)


@lru_cache(maxsize=10_000)
def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _opposed(voice: Voice, origin: Origin) -> bool:
    """One denies what the other says: two utterances, also of one speaker on one day."""
    claimed, denied = _sides(voice)
    return bool(claimed & origin.denied or denied & origin.claimed)


def _sides(voice: Voice) -> tuple[frozenset[str], frozenset[str]]:
    """The stages that a voice says were reached, and those that it denies."""
    return (
        frozenset(stage for stage in STAGES if any(speaks_for(one, stage) for one in voice.members)),
        frozenset(stage for stage in STAGES if any(speaks_against(one, stage) for one in voice.members)),
    )


def _numbers(voice: Voice) -> set[tuple[int | None, int | None]]:
    return {(q.low, q.high) for one in voice.members if (q := one.statement.quantity) and (q.low or q.high or 0) > 1}


def _numbers_of(origin: Origin) -> set[tuple[int | None, int | None]]:
    return {number for voice in origin.voices for number in _numbers(voice)}


def _narrated(one: Testimony, origins: list[Origin], alike: Alike) -> None:
    """A narrator repeats what his document lays to somebody, copies an earlier text, or says it himself."""
    told = one.statement
    same = [
        (sum(1 for other in voice.members), -number)
        for number, origin in enumerate(origins)
        for voice in origin.voices
        if voice.document == one.entry.document
        and voice.speakers[0].class_ != "narrator"
        and any(
            other.statement.stage == told.stage and (other.statement.stance in NEGATIVE) == (told.stance in NEGATIVE)
            for other in voice.members
        )
    ]
    home: Origin | None = None
    reason = ""
    if same:
        home, reason = origins[-max(same)[1]], "what the document lays to this source"
    else:
        home, reason = _copied(one, origins, alike)
    voice = Voice([one], [one.speaker], None, told.stance in NEGATIVE)
    if home is None:
        origins.append(Origin().take(voice, "the document's own words", alike))
    else:
        home.take(voice, reason, alike)


_threes = lru_cache(maxsize=20_000)(shingles)


def _copied(one: Testimony, origins: Sequence[Origin], alike: Alike) -> tuple[Origin | None, str]:
    """The narrator's own earlier words, or those of a narrator whom this one copies."""
    mine = _threes(one.statement.evidence)
    for origin in origins:
        for other in origin.members():
            if other.statement.source.class_ != "narrator":
                continue
            if other.entry.document == one.entry.document:
                return origin, "the same narrator"
            copied = alike.get(one.entry.document, {}).get(other.entry.document, 0.0)
            part = share(mine, _threes(other.statement.evidence))
            if copied and other.statement.stage == one.statement.stage:
                return origin, f"the document is a near-copy ({copied:.2f} of the words in threes)"
            if part >= _COPY:
                return origin, f"a copy of the sentence ({part:.2f} of the words in threes)"
    return None, ""
