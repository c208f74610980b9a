"""Nouns from their JSON: the other way round than ``model.as_json``, with an error that names the field."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any

from weighbridge.model import (
    CERTAINTIES,
    ITEM_CLASSES,
    MEASURE_KINDS,
    NARRATOR,
    SOURCE_CLASSES,
    STAGES,
    STANCES,
    Item,
    Measure,
    Party,
    Quantity,
    Source,
    Statement,
    Time,
    Value,
)

Row = Mapping[str, Any]

LONGEST_CODE = 200
"""Characters of a party's code."""
MOST_BITS = 1000
"""Of the ends of a quantity."""


class RowError(ValueError):
    """A row that is no statement or measure; the text names the field and what may stand there."""


def _known(row: Row, name: str, values: tuple[str, ...], label: str | None = None) -> str:
    got = row.get(name)
    if got not in values:
        raise RowError(f"{label or name} is {got!r}; it has to be one of {', '.join(values)}")
    return str(got)


def _part(row: Row, name: str) -> Row | None:
    got = row.get(name)
    if got is not None and not isinstance(got, Mapping):
        raise RowError(f"{name} is {got!r}; it has to be an object or null")
    return got


def _text(row: Row, name: str, label: str) -> str | None:
    got = row.get(name)
    if got is not None and not isinstance(got, str):
        raise RowError(f"{label} is {got!r}; it has to be a string or null")
    return got


def _number(row: Row, name: str, label: str) -> int | None:
    got = row.get(name)
    if got is not None and (isinstance(got, bool) or not isinstance(got, int)):
        raise RowError(f"{label} is {got!r}; it has to be a whole number or null")
    return got


def _amount(row: Row, name: str, label: str) -> float:
    got = row.get(name)
    if isinstance(got, bool) or not isinstance(got, int | float) or not -inf < got < inf:
        raise RowError(f"{label} is {got!r}; it has to be a number")
    return got


def _party(row: Row, name: str) -> Party | None:
    part = _part(row, name)
    if part is None:
        return None
    return Party(_text(part, "code", f"{name}.code"), _text(part, "text", f"{name}.text") or "")


def _item(row: Row) -> Item | None:
    part = _part(row, "item")
    if part is None:
        return None
    return Item(_known(part, "class", ITEM_CLASSES, "item.class"), _text(part, "text", "item.text") or "")


def _quantity(row: Row) -> Quantity | None:
    part = _part(row, "quantity")
    if part is None:
        return None
    low, high = (_number(part, end, f"quantity.{end}") for end in ("low", "high"))
    return Quantity(low, high, _text(part, "text", "quantity.text") or "")


def _value(row: Row) -> Value | None:
    part = _part(row, "value")
    if part is None:
        return None
    amount, currency = _amount(part, "amount", "value.amount"), _text(part, "currency", "value.currency")
    return Value(amount, currency, _text(part, "text", "value.text") or "")


def _time(row: Row) -> Time | None:
    part = _part(row, "time")
    if part is None:
        return None
    start, end = (_text(part, name, f"time.{name}") for name in ("start", "end"))
    return Time(start, end, _text(part, "text", "time.text") or "")


def _source(row: Row, label: str) -> Source:
    return Source(
        _known(row, "class", SOURCE_CLASSES, f"{label}.class"),
        _text(row, "country", f"{label}.country"),
        _text(row, "text", f"{label}.text"),
        bool(row.get("named")),
        _number(row, "count", f"{label}.count"),
    )


def _place(row: Row, text: str | None) -> tuple[str, int, int]:
    """Evidence, start and end; what is missing of them is found in the document's text."""
    evidence, start, end = row.get("evidence"), row.get("start"), row.get("end")
    if text is not None and evidence is None and isinstance(start, int) and isinstance(end, int):
        evidence = text[start:end]
    if not isinstance(evidence, str) or not evidence:
        raise RowError("evidence is missing; it has to be the sentence that the statement rests on")
    if text is not None and not isinstance(start, int):
        start = text.find(evidence)
        end = start + len(evidence)
    if not isinstance(start, int) or not isinstance(end, int):
        raise RowError("start and end are missing; they have to be the places of the evidence in the document's text")
    if text is not None and (start < 0 or text[start:end] != evidence):
        raise RowError(f"the evidence is not in the document's text at {start}:{end}: {evidence[:60]!r}")
    return evidence, start, end


def statement_from(row: Row, text: str | None = None) -> Statement:
    """A Statement from its JSON row.

    ``text`` is its document's text, when at hand: the evidence has to stand in it, and a row without
    ``start`` and ``end`` is given them. Raises RowError.
    """
    if not isinstance(row, Mapping):
        raise RowError(f"a statement has to be an object, not {row!r}")
    evidence, start, end = _place(row, text)
    source = _part(row, "source")
    via = row.get("via") or []
    if not isinstance(via, list) or not all(isinstance(one, Mapping) for one in via):
        raise RowError(f"via is {via!r}; it has to be a list of objects")
    confidence = 1.0 if row.get("confidence") is None else _amount(row, "confidence", "confidence")
    if not 0 <= confidence <= 1:
        raise RowError(f"confidence is {confidence!r}; it has to be between 0 and 1")
    return Statement(
        evidence=evidence,
        start=start,
        end=end,
        supplier=_party(row, "supplier"),
        recipient=_party(row, "recipient"),
        item=_item(row),
        quantity=_quantity(row),
        value=_value(row),
        time=_time(row),
        stage=_known(row, "stage", STAGES),
        stance=_known(row, "stance", STANCES),
        certainty=_known(row, "certainty", CERTAINTIES),
        source=_source(source, "source") if source else NARRATOR,
        via=tuple(_source(one, "via") for one in via),
        explicit=bool(row.get("explicit", True)),
        trigger=_text(row, "trigger", "trigger"),
        confidence=confidence,
    )


def measure_from(row: Row, text: str | None = None) -> Measure:
    """A Measure from its JSON row, likewise."""
    evidence, start, end = _place(row, text)
    return Measure(
        evidence,
        start,
        end,
        _text(row, "imposer", "imposer"),
        _text(row, "target", "target"),
        _text(row, "target_country", "target_country"),
        _known(row, "kind", MEASURE_KINDS),
        _known(row, "stance", ("asserts", "warns")),
    )


def fault_of(statement: Statement) -> str | None:
    """What of a statement's slots no weighing could take, and the remedy; None where all is well."""
    codes = [one.code or "" for one in (statement.supplier, statement.recipient) if one]
    if any(len(code) > LONGEST_CODE for code in codes):
        return f"a party's code is longer than {LONGEST_CODE} characters; give an ISO 3166-1 code or a short name"
    for label, value, known in (
        ("stage", statement.stage, STAGES),
        ("stance", statement.stance, STANCES),
        ("certainty", statement.certainty, CERTAINTIES),
        ("source.class", statement.source.class_, SOURCE_CLASSES),
        ("item.class", statement.item.class_ if statement.item else ITEM_CLASSES[0], ITEM_CLASSES),
    ):
        if value not in known:
            return f"{label} is {value!r}; it has to be one of {', '.join(known)}"
    if not 0 <= statement.confidence <= 1:
        return f"confidence is {statement.confidence!r}; it has to be between 0 and 1"
    ends = (statement.quantity.low, statement.quantity.high) if statement.quantity else ()
    if any(end is not None and end.bit_length() > MOST_BITS for end in ends):
        return "a quantity is a number of hundreds of digits; leave it out"
    return None
