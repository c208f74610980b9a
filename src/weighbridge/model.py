"""The nouns of Weighbridge. Imports nothing of ours.

Field names and values are those of the coding guidelines (docs/coding-guidelines.md);
``as_json`` gives exactly the JSON that the program prints.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ITEM_CLASSES: tuple[str, ...] = tuple(
    """missile.ballistic missile.cruise missile.antitank missile.antiship missile.airdefence missile
    uav aircraft.combat aircraft.helicopter aircraft vehicle.tank vehicle.armoured vehicle
    artillery.rocket artillery ship.submarine ship smallarms munition.artillery munition.bomb
    munition.mine munition sensor component.electronics component machinetool material technology
    training personnel space nuclear arms""".split()
)
STAGES: tuple[str, ...] = ("sought", "negotiating", "agreed", "shipped", "delivered", "used", "halted")
STANCES: tuple[str, ...] = ("asserts", "confirms", "denies", "declines", "warns")
CERTAINTIES: tuple[str, ...] = ("certain", "probable", "possible")
SOURCE_CLASSES: tuple[str, ...] = (
    "government",
    "military",
    "intelligence",
    "anonymous",
    "media",
    "intergovernmental",
    "ngo",
    "company",
    "nonstate",
    "person",
    "document",
    "narrator",
)
MEASURE_KINDS: tuple[str, ...] = (
    "sanctions",
    "export_control",
    "embargo",
    "guidance",
    "seizure",
    "expulsion",
)


@dataclass(frozen=True, slots=True)
class Details:
    """What else is known of a document; none of it is part of its identity."""

    time: str | None = None
    """The moment of publication with its distance from UTC, where that is told ("2024-09-05T14:03:00+03:00")."""
    updated: str | None = None
    """When it was last changed, as an ISO date or time."""
    seen: str | None = None
    """When it was fetched or archived, as an ISO time in UTC."""
    original: str | None = None
    """SHA-256 of the raw original that it was made of, in hexadecimal digits."""
    media: str | None = None
    """The content type of the raw original, as in "text/html"."""
    canonical: str | None = None
    """The address that the page gives itself."""
    moved_from: str | None = None
    """The address that was asked for, where the page has moved for good from there to the document's own."""
    byline: str | None = None
    dateline: str | None = None
    """Place and day in front of the first sentence, as written."""
    language: str | None = None
    """ISO 639-1."""
    date_from: str | None = None
    """Where ``published`` was found: "json-ld", "meta article:published_time", "time element", "mail header" ..."""
    kind: str | None = None
    """What it came as: "html", "pdf", "docx", "text", "mail", "feed item", "warc record", "live entry" ..."""
    within: str | None = None
    """Where in a larger input: the name in an archive, the number of a mail, the anchor of an entry."""


@dataclass(frozen=True, slots=True)
class Document:
    """Text with provenance. ``text`` is taken as it is; every offset points into it."""

    id: str
    text: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    """ISO date of publication, cut to the precision known; None if not known."""
    title: str | None = None
    details: Details = field(default=Details(), compare=False)


@dataclass(frozen=True, slots=True)
class Party:
    """A supplier or a recipient: ISO 3166-1 alpha-2 code, a slug, or None when unknown."""

    code: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """What is transferred: one of ITEM_CLASSES (``class_``) and the words that name it."""

    class_: str
    text: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of pieces as a closed range; None leaves an end open."""

    low: int | None
    high: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """Money: the amount in whole units of an ISO 4217 currency."""

    amount: float
    currency: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Time:
    """When goods move, as ISO dates cut to their precision; None leaves an end open."""

    start: str | None
    end: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who holds a position, or through whom it came (then ``count`` may be given)."""

    class_: str
    country: str | None = None
    text: str | None = None
    named: bool = False
    count: int | None = None


NARRATOR = Source("narrator")


@dataclass(frozen=True, slots=True)
class Statement:
    """The position of one source on one transfer proposition in one sentence."""

    evidence: str
    start: int
    end: int
    supplier: Party | None
    recipient: Party | None
    item: Item | None
    quantity: Quantity | None
    value: Value | None
    time: Time | None
    stage: str
    stance: str
    certainty: str
    source: Source
    via: tuple[Source, ...]
    explicit: bool
    trigger: str | None
    confidence: float
    """How likely this reading is right in supplier, recipient and item, 0 to 1."""
    because: tuple[str, ...] = field(default=(), compare=False)
    """For ``--explain``: how each slot was filled, a line each."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is done against transfers: a sanction, export control, embargo, guidance, seizure, expulsion."""

    evidence: str
    start: int
    end: int
    imposer: str | None
    target: str | None
    target_country: str | None
    kind: str
    stance: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """A document without its text: where it came from, and under which name."""

    id: str
    """Content-derived (``identity.document_id``)."""
    name: str
    """The document's id as it came in."""
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    time: str | None = None
    """The moment of publication with its distance from UTC, where that is told."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as the ledger keeps it: with its own id and that of its document."""

    id: str
    """Content-derived (``identity.statement_id``)."""
    document: str
    statement: Statement


def as_json(noun: Any) -> Any:
    """Plain JSON values of a noun, in the guidelines' field names.

    ``class_`` becomes ``class``; ``because`` is left out; a Source in ``via`` keeps
    ``count``, one in ``source`` does not have it.
    """
    if noun is None or isinstance(noun, (str, int, float, bool)):
        return noun
    if isinstance(noun, (tuple, list)):
        return [as_json(one) for one in noun]
    row: dict[str, Any] = {}
    for name in noun.__slots__:
        if name == "because":
            continue
        value = getattr(noun, name)
        if name == "source":
            row[name] = {key: got for key, got in as_json(value).items() if key != "count"}
        else:
            row[name.rstrip("_")] = as_json(value)
    return row
