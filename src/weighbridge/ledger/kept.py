"""Statements from the rows that the ledger itself wrote: as ``rows.statement_from``, without its checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weighbridge.model import Item, Party, Quantity, Source, Statement, Time, Value


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
