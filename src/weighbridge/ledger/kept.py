"""Nouns from the rows that the ledger itself wrote: statements as ``rows.statement_from``, without its checks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from weighbridge.identity import canonical
from weighbridge.model import Details, Document, Item, Party, Provenance, Quantity, Source, Statement, Time, Value


def kept_statement(row: Mapping[str, Any]) -> Statement:
    """The Statement of ``model.as_json``'s row; a row with other fields raises KeyError or TypeError."""
    supplier, recipient, item = row["supplier"], row["recipient"], row["item"]
    quantity, value, time, source = row["quantity"], row["value"], row["time"], row["source"]
    return Statement(
        row["evidence"],
        row["start"],
        row["end"],
        Party(supplier["code"], supplier["text"]) if supplier else None,
        Party(recipient["code"], recipient["text"]) if recipient else None,
        Item(item["class"], item["text"]) if item else None,
        Quantity(quantity["low"], quantity["high"], quantity["text"]) if quantity else None,
        Value(value["amount"], value["currency"], value["text"]) if value else None,
        Time(time["start"], time["end"], time["text"]) if time else None,
        row["stage"],
        row["stance"],
        row["certainty"],
        Source(source["class"], source["country"], source["text"], source["named"]),
        tuple(_via(one) for one in row["via"]),
        row["explicit"],
        row["trigger"],
        row["confidence"],
    )


def _via(row: Mapping[str, Any]) -> Source:
    return Source(row["class"], row["country"], row["text"], row["named"], row["count"])


def row_of_details(details: Details) -> str | None:
    """What is told of a document as JSON text, without what is not known; None where nothing is."""
    told = {name: value for name in details.__slots__ if (value := getattr(details, name)) is not None}
    return canonical(told) if told else None


def kept_details(row: str | None) -> Details:
    """The other way round. What it does not name is not known; other names raise TypeError."""
    return Details(**json.loads(row)) if row else Details()


def kept_document(row: Any) -> Document:
    """The Document of a row of its columns, ``details`` among them."""
    details = kept_details(row.details)
    return Document(row.name, row.text, row.url, row.publisher, row.published, row.title, details)


def kept_provenance(row: Any) -> Provenance:
    """The Provenance of a row likewise."""
    time = kept_details(row.details).time if row.details else None
    return Provenance(row.id, row.name, row.url, row.publisher, row.published, row.title, time)
