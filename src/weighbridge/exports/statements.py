"""Statements, measures, documents and changes as flat rows, in the field's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weighbridge.exports.columns import Kind, Record, Row, Table, columns, whole
from weighbridge.ledger.dates import flag_of


def source_words(source: Record) -> str:
    """A source as words: "anonymous US: two people (2)"."""
    said = [source["class"] + (f" {source['country']}" if source.get("country") else "")]
    if source.get("text"):
        said.append(source["text"])
    count = f" ({source['count']})" if source.get("count") else ""
    return ": ".join(said) + count


def _part(record: Record, name: str, *keys: str) -> tuple[Any, ...]:
    part = record[name] or {}
    return tuple(part.get(key) for key in keys)


_EVIDENCE: dict[str, Kind] = {
    "evidence": "text",
    "start": "whole",
    "end": "whole",
    "document": "text",
    "document_name": "text",
    "title": "text",
    "outlet": "text",
    "published": "text",
    "date_flag": "text",
    "address": "text",
}
"""Columns of the sentence and of the document that it stands in; ``_where`` gives the latter."""


def _where(record: Record) -> tuple[Any, ...]:
    flag = flag_of(record["published"])
    return (*(record.get(key) for key in ("document", "doc", "title", "publisher", "published")), flag, record["url"])


def _statement(record: Record) -> Iterable[Row]:
    low, high, words = _part(record, "quantity", "low", "high", "text")
    amount, currency, worth = _part(record, "value", "amount", "currency", "text")
    source = record["source"]
    yield (
        record["id"],
        *_part(record, "supplier", "code", "text"),
        *_part(record, "recipient", "code", "text"),
        *_part(record, "item", "class", "text"),
        whole(low),
        whole(high),
        words,
        None if amount is None else float(amount),
        currency,
        worth,
        *_part(record, "time", "start", "end", "text"),
        record["stage"],
        record["stance"],
        record["certainty"],
        source["class"],
        source["country"],
        source["text"],
        source["named"],
        "; ".join(source_words(one) for one in record["via"]) or None,
        record["explicit"],
        float(record["confidence"]),
        record["evidence"],
        record["start"],
        record["end"],
        *_where(record),
        record["transfer"],
        record["origin"],
    )


STATEMENTS = Table(
    "statements",
    columns(
        id="text",
        supplier="text",
        supplier_words="text",
        recipient="text",
        recipient_words="text",
        goods="text",
        goods_words="text",
        quantity_low="whole",
        quantity_high="whole",
        quantity_words="text",
        value="number",
        currency="text",
        value_words="text",
        time_start="text",
        time_end="text",
        time_words="text",
        stage="text",
        stance="text",
        certainty="text",
        source="text",
        source_country="text",
        source_words="text",
        source_named="flag",
        via="text",
        explicit="flag",
        confidence="number",
        **_EVIDENCE,
        transfer="text",
        origin="text",
    ),
    _statement,
)


def _measure(record: Record) -> Iterable[Row]:
    yield (
        *(
            record[key]
            for key in ("id", "kind", "stance", "imposer", "target", "target_country", "evidence", "start", "end")
        ),
        *_where(record),
    )


MEASURES = Table(
    "measures",
    columns(
        id="text",
        kind="text",
        stance="text",
        imposer="text",
        target="text",
        target_country="text",
        **_EVIDENCE,
    ),
    _measure,
)

DETAILS: tuple[str, ...] = tuple(
    "time updated seen original media canonical moved_from byline dateline language date_from kind within".split()
)
"""What else may be known of a document (``model.Details``)."""


_OF_DETAILS: dict[str, Kind] = dict.fromkeys(DETAILS, "text")


def _document(record: Record) -> Iterable[Row]:
    details = record["details"]
    yield (
        *(record[key] for key in ("id", "doc", "title", "publisher", "published", "url", "sha256")),
        record["statements"],
        record["measures"],
        *(details.get(key) for key in DETAILS),
    )


DOCUMENTS = Table(
    "documents",
    columns(
        id="text",
        name="text",
        title="text",
        outlet="text",
        published="text",
        address="text",
        sha256="text",
        statements="whole",
        measures="whole",
        **_OF_DETAILS,
    ),
    _document,
)


def _change(record: Record) -> Iterable[Row]:
    causes = record["causes"]
    yield (
        record["transfer"],
        record["kind"],
        record["before"],
        record["after"],
        max((one["published"] for one in causes if one["published"]), default=None),
        " | ".join(source_words(one["source"]) for one in causes) or None,
        " | ".join(one["evidence"] for one in causes) or None,
        " | ".join(one["publisher"] or one["doc"] for one in causes) or None,
        " ".join(one["id"] for one in causes) or None,
    )


CHANGES = Table(
    "changes",
    columns(
        transfer="text",
        change="text",
        before="text",
        after="text",
        published="text",
        source="text",
        evidence="text",
        outlet="text",
        statements="text",
    ),
    _change,
)
