"""Documents for the desk: text with marks, versions of the page, the raw original."""

from __future__ import annotations

from typing import Any

from fastapi.responses import Response

from weighbridge.desk.asking import missing
from weighbridge.desk.marking import Span, pieces
from weighbridge.desk.state import Desk
from weighbridge.ledger import LedgerError, document, entries, memberships, provenances
from weighbridge.ledger.browsing import measures_in
from weighbridge.ledger.following import versions
from weighbridge.model import Document, as_json
from weighbridge.originals.places import folder_for
from weighbridge.originals.store import Store
from weighbridge.readers.kept import kept_readings

PART = 60_000
"""Characters of a text that one page shows."""
Record = dict[str, Any]


def _document(desk: Desk, key: str) -> Document:
    found = document(desk.ledger, key)
    if found is None or not any(True for _ in provenances(desk.ledger, [key])):
        raise missing(f"no document has the id {key}; look for it by the search")
    if not _out(desk, dict(versions(desk.ledger, key)).get(key)):
        raise missing(f"document {key} was not out by the end of {desk.as_of}, on which this desk stands")
    return found


def _out(desk: Desk, day: str | None) -> bool:
    """Whether what stands from a day on was out on the day of the desk; what is undated is out on no past day."""
    return desk.as_of is None or (day is not None and day <= desk.as_of)


def check_out(desk: Desk, key: str) -> None:
    """Raise what says so where a document is not there, or was not yet on the day of the desk."""
    _document(desk, key)


def record(desk: Desk, key: str) -> Record:
    """A document with its provenance, statements, measures and versions; the text as it came in."""
    found = _document(desk, key)
    rows = _statements(desk, key)
    return {
        "id": key,
        "name": found.id,
        "url": found.url,
        "publisher": found.publisher,
        "published": found.published,
        "title": found.title,
        "details": as_json(found.details),
        "text": found.text,
        "statements": rows,
        "measures": measures_in(desk.ledger, key),
        "versions": _versions(desk, key),
        **kept_readings(desk.ledger, key),
    }


def _statements(desk: Desk, key: str) -> list[Record]:
    """In the order of the text. Also those of a version that no longer stands."""
    found = list(entries(desk.ledger, documents=[key], every_version=True))
    homes = {one.statement: one for one in memberships(desk.shelf, statements=[one.id for one in found])}
    rows = []
    for one in sorted(found, key=lambda entry: (entry.statement.start, entry.statement.end, entry.id)):
        home = homes.get(one.id)
        rows.append(
            {
                "id": one.id,
                **as_json(one.statement),
                "transfer": home.transfer if home else None,
                "origin": home.origin if home else None,
            }
        )
    return rows


def _versions(desk: Desk, key: str) -> list[Record]:
    """The versions of its page that are out, the first first; empty where it is the only one."""
    found = [(one, day) for one, day in versions(desk.ledger, key) if _out(desk, day)]
    if len(found) < 2:
        return []
    titles = {one.id: one.title or one.name for one in provenances(desk.ledger, [one for one, _ in found])}
    return [{"id": one, "day": day, "title": titles.get(one)} for one, day in found]


def marked(desk: Desk, key: str, offset: int) -> Record:
    """What the page of a document shows: a part of the text in pieces, and the statements that touch it."""
    found = record(desk, key)
    text: str = found["text"]
    offset = min(offset, max(0, len(text) - 1))
    high = min(len(text), offset + PART)
    if high < len(text):
        cut = text.rfind("\n", offset + PART // 2, high)
        high = cut + 1 if cut > 0 else high
    numbers = {row["id"]: number for number, row in enumerate(found["statements"], 1)}
    spans = [Span(row["start"], row["end"], row["id"]) for row in found["statements"]]
    here = [row for row in found["statements"] if row["start"] < high and row["end"] > offset]
    return {
        "document": found,
        "pieces": pieces(text, spans, offset, high),
        "numbers": numbers,
        "here": here,
        "stances": {row["id"]: row["stance"] for row in found["statements"]},
        "offset": offset,
        "high": high,
        "length": len(text),
        "part": PART,
        "has_original": bool(found["details"].get("original")),
    }


def place_of(desk: Desk, key: str) -> str:
    """The address at which a statement stands in its document."""
    found = next(iter(entries(desk.ledger, ids=[key], every_version=True)), None)
    if found is None:
        raise missing(f"no statement has the id {key}; it may have been rejected, or be of an older reading")
    check_out(desk, found.document)
    start = found.statement.start
    query = f"?offset={start // PART * PART}" if start >= PART else ""
    return f"/documents/{found.document}{query}#s-{key}"


def original(desk: Desk, key: str) -> Response:
    """The raw original of a document as a download."""
    found = _document(desk, key)
    digest = found.details.original
    if digest is None:
        raise missing("no raw original was kept of this document; it was added without, or was plain text")
    data = _bytes(desk, digest)
    return Response(
        data,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{key}.bin"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )


def _bytes(desk: Desk, digest: str) -> bytes:
    folder = folder_for(desk.ledger)
    if folder is None:
        raise missing("originals are turned off here; set WEIGHBRIDGE_ORIGINALS to the folder that has them")
    try:
        return Store(folder).read(digest)
    except LedgerError as error:
        raise missing(str(error)) from None
