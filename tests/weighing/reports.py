"""Small made-up reports for the tests of weighing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weighbridge.identity import provenance_of, statement_id
from weighbridge.model import NARRATOR, Document, Entry, Item, Party, Provenance, Quantity, Source, Statement, Time
from weighbridge.weighing.figures import figures
from weighbridge.weighing.judgement import Assessment, assess
from weighbridge.weighing.transfers import Transfer
from weighbridge.weighing.weighing import weigh

Told = tuple[Document, Statement]


def source(class_: str, country: str | None = None, text: str | None = None, named: bool = True) -> Source:
    return Source(class_, country, text, named)


def report(
    sentence: str,
    by: Source = NARRATOR,
    *,
    on: str | None = "2024-03-01",
    outlet: str = "Harbour Wire",
    stage: str = "delivered",
    stance: str = "asserts",
    certainty: str = "certain",
    supplier: str | None = "IR",
    recipient: str | None = "RU",
    item: str | None = "missile.ballistic",
    goods: str = "missiles",
    **more: Any,
) -> Told:
    """A document of one sentence, and its statement."""
    document = Document(f"{outlet}-{on}-{sentence[:20]}", sentence, None, outlet, on, None)
    statement = Statement(
        evidence=sentence,
        start=0,
        end=len(sentence),
        supplier=Party(supplier, supplier) if supplier else None,
        recipient=Party(recipient, recipient) if recipient else None,
        item=Item(item, goods) if item else None,
        quantity=more.get("quantity"),
        value=None,
        time=more.get("time"),
        stage=stage,
        stance=stance,
        certainty=certainty,
        source=by,
        via=tuple(more.get("via", ())),
        explicit=True,
        trigger=None,
        confidence=more.get("confidence", 1.0),
    )
    return document, statement


def counted(number: int, words: str) -> Quantity:
    return Quantity(number, number, words)


def during(start: str, end: str | None = None) -> Time:
    return Time(start, end or start, start)


def kept(told: Iterable[Told]) -> tuple[list[Entry], dict[str, Provenance]]:
    """Reports as weighing takes them."""
    entries, sources = {}, {}
    for document, statement in told:
        provenance = provenance_of(document)
        sources[provenance.id] = provenance
        name = statement_id(provenance.id, statement)
        entries[name] = Entry(name, provenance.id, statement)
    return list(entries.values()), sources


def transfers(*told: Told, as_of: str | None = None) -> list[Transfer]:
    return weigh(*kept(told), as_of=as_of)


def only(*told: Told) -> Transfer:
    """The one transfer that reports are about."""
    [found] = transfers(*told)
    return found


def judged(*told: Told) -> Assessment:
    return assess(only(*told), figures())


def likelihood(*told: Told, stage: str = "delivered") -> float:
    return judged(*told).stages[stage].likelihood


US = source("government", "US", "the White House")
GB = source("government", "GB", "Britain's defence ministry")
IR = source("government", "IR", "Iran's foreign ministry")
TWO_PEOPLE = source("anonymous", "US", "two people familiar with the matter", False)
