"""What is known of who speaks in a document: its voices with their sources, and how each is grounded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from weighbridge.model import Document, Source
from weighbridge.reading.attribution.attributions import Attribution
from weighbridge.reading.encoder.senses import Sense
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.cast import Cast
from weighbridge.reading.sources.counts import Counts, counts_of

Key = tuple[str, str | None]
"""Class and country of a source."""


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
    kind: str = ""
    """Whether its source is a "person", a "body" or "many"; empty where that is not known."""


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
    led: list[tuple[Source | None, Source | None]] = field(default_factory=list)
    """For each scene the person and the body that are subjects of its main verb."""
    floor: list[tuple[int, Voice | None]] = field(default_factory=list)
    """For each scene the last speaker whom a mark announced ("NAME: words"), and how long ago."""
    issuer: Source | None = None
    joint: tuple[Source, ...] = ()
    """Other readings of the issuer: several governments together, a person who is asked, a research body."""
    issued: bool = False
    """The issuer is the publisher itself ..."""
    put_out: bool = False
    """Whether a ministry or a company puts the document out itself, by the name of its publisher."""
    researched: bool = False
    """... and a research body, who says there what nobody else does."""
    interviewed: Source | None = None
    """Who gives the answers, where the document is an interview and somebody does ..."""
    settled: bool = False
    """... which is found out once."""
    host: Source | None = None
    """Whose people speak: of a company in its call, of a ministry in its briefing, of a state in its parliament."""
    turns: dict[int, Attribution] = field(default_factory=dict)
    """What opens each turn of a transcript or an interview, by the place of its scene."""
    sections: dict[int, str] = field(default_factory=dict)
    """The states of a round-up's sections, by the places of their headings."""
    official_look: bool = False
    """Publisher or opening words are those of a body that issues the document."""
    dateline: bool = False
    parliament: bool = False
    """The document records what is said in a parliament."""
    first_person: int = 0
    official: float = 0.0
    """How much the document looks like one that a body issues itself."""
    publisher: frozenset[str] = frozenset()
    """Words of the publisher's name."""
    shares: Counter[Key] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    """How often each party is named."""
    counts: Counts = field(default_factory=lambda: counts_of(Counter(), Counter()))
    """What follows of both."""
    codes: list[frozenset[str]] = field(default_factory=list)
    """For each scene the parties that it names."""
    senses: Sequence[Sense | None] = ()
    """For each scene what the encoder makes of it, where it was asked."""


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
    subject: list[int] = field(default_factory=list)
    """Verbs of the sentence that don't govern the transfer, whose subject it is."""
    home: bool = False


def char_of(scene: Scene, token: int) -> int:
    return scene.start + scene.starts[token]


def covers(attribution: Attribution, at: int) -> bool:
    return any(start <= at < end for start, end in attribution.content)


def holding(speech: Speech, place: int, points: Sequence[int]) -> list[Voice]:
    """The voices whose content covers one of the characters in a scene, the innermost first."""
    found = [voice for voice in speech.reaching[place] if any(covers(voice.attribution, at) for at in points)]
    return sorted(found, key=lambda voice: (voice.scene != place, -voice.attribution.level, voice.size, -voice.at))
