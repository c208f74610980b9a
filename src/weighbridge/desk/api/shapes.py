"""The shapes of the JSON, for its description. Records themselves are described in docs/ledger.md."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

Record = dict[str, Any]


class Fault(BaseModel):
    """What went wrong, and what can be done."""

    error: str
    detail: str


class Rows(BaseModel):
    """A part of a list."""

    total: int
    offset: int
    limit: int
    complete: bool
    rows: list[Record]


class PairChanges(BaseModel):
    """What moved on one pair."""

    supplier: str | None
    recipient: str | None
    changes: list[Record]


class Changes(BaseModel):
    """What moved since a day."""

    since: str
    until: str
    pairs_total: int
    statements: int
    undated: int
    complete: bool
    offset: int
    limit: int
    pairs: list[PairChanges]
    measures: list[Record]
    measures_total: int
    altered: list[Record]
    altered_total: int


class History(BaseModel):
    """How a transfer stood on some days."""

    transfer: str
    left_out: int
    days: list[Record]


FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"model": Fault, "description": what}
    for code, what in (
        (401, "Sign in, or give a token"),
        (404, "There is no such thing"),
        (422, "Something asked for is not valid"),
        (429, "Too many requests"),
        (503, "The ledger can't be read just now"),
    )
}
