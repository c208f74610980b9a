"""Everything that a model says of a document, held to that document.

Pure: the same answers to the same document give the same statements, whichever model they are from. Every text in
what comes out is a piece of the document; nothing else of an answer is taken over but what stands in closed lists.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from weighbridge.model import CERTAINTIES, STAGES, STANCES, Document, Measure, Party, Statement
from weighbridge.reading.llm.grounding.amounts import HeldAmount, quantity_in, time_in, value_in
from weighbridge.reading.llm.grounding.confidence import confidence_of
from weighbridge.reading.llm.grounding.evidence import Quoted, evidence_in
from weighbridge.reading.llm.grounding.goods import HeldItem, item_in
from weighbridge.reading.llm.grounding.measures import measure_in
from weighbridge.reading.llm.grounding.moved import Check, Claim, checked_claims, is_moved
from weighbridge.reading.llm.grounding.naming import named_in
from weighbridge.reading.llm.grounding.page import Page, Ungrounded, page_of, sentences_in
from weighbridge.reading.llm.grounding.parties import HeldParty, party_in
from weighbridge.reading.llm.grounding.plain import Span
from weighbridge.reading.llm.grounding.sources import source_in, via_in
from weighbridge.reading.llm.grounding.wording import denied_by
from weighbridge.reading.positions.asked import AFFIRMED
from weighbridge.reading.positions.modality import Position
from weighbridge.reading.result import Note

PER_THOUSAND = 25
"""Statements for 1,000 characters. The densest annotated document has 19."""
AT_LEAST = 10
"""So many are taken of the shortest text."""
TRIED = 4
"""So many times as many are looked at, so that an endless answer costs no endless time."""


class Told(NamedTuple):
    """What a model told of a portion of a document: plain JSON values, not to be trusted."""

    statements: Sequence[Any]
    measures: Sequence[Any]
    portion: Span


@dataclass(frozen=True, slots=True)
class Grounded:
    """What is left, in the order of the text, with a note on everything that was mended or dropped."""

    statements: tuple[Statement, ...]
    measures: tuple[Measure, ...]
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _Draft:
    """A statement with what its confidence depends on."""

    statement: Statement
    goods: Span | None
    evidence_repaired: bool
    repaired: int
    elsewhere: int
    beside: bool
    own: object
    repairs: list[str] = field(default_factory=list)


def most_statements(portion: Span) -> int:
    """How many statements, or measures, are taken of a portion of a document."""
    return AT_LEAST + math.ceil((portion[1] - portion[0]) / 1000 * PER_THOUSAND)


def ground(document: Document, told: Iterable[Told]) -> Grounded:
    """The statements and measures that a document bears out."""
    page = page_of(document)
    notes: list[Note] = []
    drafts: dict[tuple[Any, ...], _Draft] = {}
    measures: dict[tuple[Any, ...], Measure] = {}
    for one in told:
        _take_statements(page, one, drafts, notes)
        _take_measures(page, one, measures, notes)
    statements = list(_weighed(page, list(drafts.values()), notes))
    unique = {_key(one): one for one in reversed(statements)}
    return Grounded(
        tuple(sorted(unique.values(), key=_order)),
        tuple(sorted(measures.values(), key=lambda one: (one.start, one.end, one.kind, str(one.imposer)))),
        tuple(notes),
    )


def _take_statements(page: Page, told: Told, drafts: dict[tuple[Any, ...], _Draft], notes: list[Note]) -> None:
    most = most_statements(told.portion)
    kept = 0
    for number, raw in enumerate(told.statements, 1):
        if kept >= most or number > TRIED * most:
            left = len(told.statements) - number + 1
            notes.append(Note("dropped", f"{left} statements beyond the {most} that such a text can bear"))
            return
        try:
            draft = _draft(page, raw, told.portion, notes, number)
        except Ungrounded as error:
            notes.append(Note("dropped", f"statement {number}: {error}"))
            continue
        kept += 1
        known = drafts.setdefault(_key(draft.statement), draft)
        if known is not draft:
            notes.append(Note("merged", f"statement {number}: told before"))
        elif draft.repairs:
            notes.append(Note("repaired", f"statement {number}: {'; '.join(draft.repairs)}"))


def _take_measures(page: Page, told: Told, measures: dict[tuple[Any, ...], Measure], notes: list[Note]) -> None:
    most = most_statements(told.portion)
    for number, raw in enumerate(told.measures, 1):
        if number > most:
            notes.append(Note("dropped", f"{len(told.measures) - most} measures beyond the {most} of such a text"))
            return
        try:
            measure, repaired = measure_in(page, raw, told.portion)
        except Ungrounded as error:
            notes.append(Note("dropped", f"measure {number}: {error}"))
            continue
        if repaired:
            notes.append(Note("repaired", f"measure {number}: {repaired}"))
        key = (measure.start, measure.end, measure.imposer, measure.target_country, measure.kind, measure.stance)
        measures.setdefault(key, measure)


def _slot(name: str, found: Any) -> Any:
    """What a slot's reader gives, its error with the name of the slot."""
    take, *arguments = found
    try:
        return take(*arguments)
    except Ungrounded as error:
        raise Ungrounded(f"{name}: {error}") from None


def _optional(name: str, found: Any, number: int, notes: list[Note], repairs: list[str]) -> Any:
    """A quantity, value or time; what isn't borne out is left out and told."""
    try:
        held: HeldAmount | None = _slot(name, found)
    except Ungrounded as error:
        notes.append(Note("dropped", f"statement {number}, of it only {error}"))
        return None
    if held is None:
        return None
    if held.repaired:
        repairs.append(held.repaired)
    return held.what


def _closed(raw: dict[str, Any], name: str, known: Sequence[str]) -> str:
    got = raw.get(name)
    if got not in known:
        raise Ungrounded(f"{name} {str(got)[:30]!r} is none of: {', '.join(known)}")
    return str(got)


def _draft(page: Page, raw: Any, portion: Span, notes: list[Note], number: int) -> _Draft:
    """One statement, slot by slot. Raises Ungrounded."""
    if not isinstance(raw, dict):
        raise Ungrounded("it is no object")
    stage, stance = _closed(raw, "stage", STAGES), _closed(raw, "stance", STANCES)
    certainty = _closed(raw, "certainty", CERTAINTIES)
    quoted: Quoted = evidence_in(page, raw.get("evidence"), portion)
    evidence = (quoted.start, quoted.end)
    supplier: HeldParty | None = _slot("supplier", (party_in, page, raw.get("supplier"), evidence))
    recipient: HeldParty | None = _slot("recipient", (party_in, page, raw.get("recipient"), evidence))
    item: HeldItem | None = _slot("item", (item_in, page, raw.get("item"), evidence))
    core = [one for one in (supplier, recipient, item) if one is not None]
    if item is not None:
        _refuse_joined(page, evidence, item.place, [one.party for one in (supplier, recipient) if one])
    if len(core) < 2:
        raise Ungrounded("fewer than two of supplier, recipient and item are told")
    if supplier and recipient and supplier.party.code and supplier.party.code == recipient.party.code:
        raise Ungrounded(f"supplier and recipient are both {supplier.party.code}")
    held = _slot("source", (source_in, page, raw.get("source"), evidence))
    via, faults = via_in(page, raw.get("via"), evidence)
    notes += [Note("dropped", f"statement {number}, of it only {one}") for one in faults]
    repairs = [one for one in (quoted.repaired, *(part.repaired for part in core), held.repaired) if one]
    stated = Statement(
        evidence=page.text[quoted.start : quoted.end],
        start=quoted.start,
        end=quoted.end,
        supplier=supplier.party if supplier else None,
        recipient=recipient.party if recipient else None,
        item=item.item if item else None,
        quantity=_optional("quantity", (quantity_in, page, raw.get("quantity"), evidence), number, notes, repairs),
        value=_optional("value", (value_in, page, raw.get("value"), evidence), number, notes, repairs),
        time=_optional("time", (time_in, page, raw.get("time"), evidence), number, notes, repairs),
        stage=stage,
        stance=stance,
        certainty="possible" if stance in ("warns", "declines") else certainty,
        source=held.source,
        via=via,
        explicit=raw.get("explicit") is not False and all(one.inside for one in core),
        trigger=None,
        confidence=0.0,
    )
    return _Draft(
        stated,
        item.place if item else None,
        quoted.repaired is not None,
        sum(one.repaired is not None for one in core),
        sum(not one.inside for one in core),
        _others_beside(stated),
        raw.get("confidence"),
        repairs,
    )


def _refuse_joined(page: Page, evidence: Span, goods: Span, parties: Sequence[Party]) -> None:
    """Raises Ungrounded where evidence of several sentences has goods from one that is about other parties."""
    some = sentences_in(page, evidence)
    own = next((one for one in some if one.start <= goods[0] < one.end), None)
    if len(some) < 2 or own is None or not any(one.code for one in parties):
        return
    sentence = page.text[own.start : own.end]
    named = named_in(sentence)
    told = {one.code for one in parties if one.code}
    if named.firm and not told & named.codes and not any(one.text and one.text in sentence for one in parties):
        raise Ungrounded(f"the sentence that names the goods is about {', '.join(sorted(named.firm))}")


def _others_beside(one: Statement) -> bool:
    """Whether supplier or recipient is from elsewhere though the sentence names a party that is told nowhere.

    Raises Ungrounded where the sentence names neither, but others: it is about those. Fewer than one in a hundred
    annotated statements are so, and a model that does what a document orders makes such.
    """
    parties = [part for part in (one.supplier, one.recipient) if part and part.code]
    named = named_in(one.evidence)
    told = {part.code for part in parties} | {speaker.country for speaker in (one.source, *one.via)}
    others = named.firm - told
    away = [part for part in parties if part.code not in named.codes and part.text not in one.evidence]
    if away and len(away) == len(parties) and len(others) >= (1 if is_moved(one.stage, one.stance) else 2):
        raise Ungrounded(f"the sentence names {', '.join(sorted(others))}, and neither supplier nor recipient")
    return bool(away and others)


def _weighed(page: Page, drafts: Sequence[_Draft], notes: list[Note]) -> Iterator[Statement]:
    """The statements with their confidence; what only seems to have moved is lowered."""
    moved = [one for one in drafts if is_moved(one.statement.stage, one.statement.stance)]
    claims = [_claim(one) for one in moved]
    checks = dict(zip(map(id, moved), checked_claims(page, claims), strict=True)) if claims else {}
    told = {(one.statement.start, one.statement.stance): one.statement.source for one in drafts}
    for draft in drafts:
        statement = draft.statement
        check = checks.get(id(draft), Check(None))
        rule = check.position
        if rule is not None and rule.stance not in AFFIRMED:
            # "Moscow accuses Ankara of sending men; Ankara denies it": the denial is another's, and is told as such
            other = told.get((statement.start, rule.stance))
            rule = None if other is not None and other != statement.source else rule
        if rule is None and id(draft) in checks and denied_by(statement.evidence, statement.source.text):
            rule = Position("delivered", "denies", "certain", ("its source denies it",))
        because = [*draft.repairs]
        if rule is not None:
            why = f"the sentence does not say that goods have moved ({'; '.join(rule.reasons) or rule.stage})"
            because.append(f"{statement.stage}, {statement.stance}: lowered to {rule.stage}, {rule.stance}: {why}")
            notes.append(Note("lowered", f"{because[-1]}: {statement.evidence[:100]!r}"))
            statement = replace(statement, stage=rule.stage, stance=rule.stance, certainty=rule.certainty)
        figure = confidence_of(
            repaired_evidence=draft.evidence_repaired,
            repaired=draft.repaired,
            elsewhere=draft.elsewhere,
            beside=draft.beside,
            still_open=sum(one is None for one in (statement.supplier, statement.recipient, statement.item)),
            lowered=rule is not None,
            unheard=not check.heard,
            turned=check.turned,
            own=draft.own,
        )
        yield replace(statement, confidence=figure, because=tuple(because))


def _claim(draft: _Draft) -> Claim:
    one = draft.statement
    supplier = one.supplier.code if one.supplier else None
    return Claim((one.start, one.end), draft.goods, supplier, one.recipient.code if one.recipient else None)


def _key(one: Statement) -> tuple[Any, ...]:
    """What makes two statements one (coding guidelines, section 1)."""
    return (
        one.start,
        one.end,
        (one.supplier.code or one.supplier.text) if one.supplier else None,
        (one.recipient.code or one.recipient.text) if one.recipient else None,
        one.item.class_ if one.item else None,
        one.stage,
        one.stance,
        (one.source.class_, one.source.country, one.source.text),
    )


def _order(one: Statement) -> tuple[Any, ...]:
    return (one.start, one.end, *(str(part) for part in _key(one)[2:]))
