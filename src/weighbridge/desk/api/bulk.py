"""The whole ledger as JSON lines, streamed: memory stays the same however much there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from weighbridge.cli_common import json_line
from weighbridge.desk import asking
from weighbridge.desk.api.shapes import FAULTS
from weighbridge.desk.state import desk_of
from weighbridge.views import Asked, measure_records, statement_records, transfer_records

router = APIRouter(prefix="/api", tags=["bulk"], responses=FAULTS)
CHUNK = 64_000
"""Characters that are sent at a time, about."""
LINES = "application/jsonl"


def _chunks(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    some: list[str] = []
    size = 0
    for row in rows:
        line = json_line(row) + "\n"
        some.append(line)
        size += len(line)
        if size >= CHUNK:
            yield "".join(some).encode("utf-8", "backslashreplace")
            some, size = [], 0
    yield "".join(some).encode("utf-8", "backslashreplace")


@router.get(
    "/bulk/{what}",
    response_class=StreamingResponse,
    responses={200: {"content": {LINES: {"schema": {"type": "string"}}}, "description": "A JSON object a line"}},
)
def bulk(
    request: Request, what: Literal["statements", "transfers", "measures"], as_of: asking.DayText = None
) -> StreamingResponse:
    """All statements (with transfer and origin), transfers or measures, one JSON object a line."""
    look = desk_of(request).look(asking.day(as_of, "as_of"))
    rows: Iterable[dict[str, Any]]
    if what == "statements":
        rows = statement_records(look)
    elif what == "transfers":
        rows = transfer_records(look, Asked())
    else:
        rows = measure_records(look)
    return StreamingResponse(_chunks(rows), media_type=LINES)
