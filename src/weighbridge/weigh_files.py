"""Weighing statements that come as files, without reading and without a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from weighbridge.identity import provenance_of, statement_id
from weighbridge.intake.refusal import Refusal
from weighbridge.model import Document, Entry, Provenance
from weighbridge.rows import RowError, statement_from
from weighbridge.weighing.records import memberships_of
from weighbridge.weighing.resemblance import alike, resembling
from weighbridge.weighing.weighing import weigh

Line = dict[str, Any]


def lines_of(path: Path) -> Iterator[tuple[int, Line | Refusal]]:
    """The objects of a JSONL file with their line numbers; a Refusal for a line that is none.

    Raises:
        OSError: the file can't be read.
    """
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                yield number, Refusal(f"{path}:{number}", "the line is not JSON", "every line has to be one object")
                continue
            if isinstance(row, dict):
                yield number, row
            else:
                yield (
                    number,
                    Refusal(f"{path}:{number}", "the line is JSON but no object", "every line has to be one object"),
                )


def documents_of(path: Path) -> Iterator[Document | Refusal]:
    """Documents from JSONL: ``id`` and ``text``, and ``url``, ``publisher``, ``published``, ``title`` if known."""
    for number, row in lines_of(path):
        if isinstance(row, Refusal):
            yield row
        elif not isinstance(row.get("id"), str) or not isinstance(row.get("text"), str):
            yield Refusal(f"{path}:{number}", "the document has no id or no text", "give both, as strings")
        else:
            parts: dict[str, Any] = {key: row.get(key) for key in ("url", "publisher", "published", "title")}
            wrong = [key for key, value in parts.items() if value is not None and not isinstance(value, str)]
            if wrong:
                yield Refusal(f"{path}:{number}", f"{wrong[0]} is no text", "give a string or null")
            else:
                yield Document(row["id"], row["text"], **parts)


def weighed_lines(statements: Path, documents: Path) -> Iterator[Line | Refusal]:
    """The lines of ``statements`` in their order, each with ``transfer`` and ``origin``; Refusals for bad ones.

    Each line is a statement in the fields of the coding guidelines with ``doc``, the id of its document
    in ``documents``. What else a line holds is given back as it was. Both are null where the document is dated later
    than today: it weighs from its day on.
    """
    texts: dict[str, tuple[Provenance, str]] = {}
    for one in documents_of(documents):
        if isinstance(one, Refusal):
            yield one
        elif texts.setdefault(one.id, (provenance_of(one), one.text))[0] != provenance_of(one):
            yield Refusal(
                f"{documents}, {one.id}", "another document of this id came before", "give each an id of its own"
            )
    rows: list[tuple[Line, str]] = []
    entries: dict[str, Entry] = {}
    for number, row in lines_of(statements):
        if isinstance(row, Refusal):
            yield row
            continue
        where = f"{statements}:{number}"
        known = texts.get(row["doc"]) if isinstance(row.get("doc"), str) else None
        if known is None:
            yield Refusal(
                where,
                f"there is no document {row.get('doc')!r} in {documents}",
                "add it there, or leave the statement out",
            )
            continue
        provenance, text = known
        try:
            statement = statement_from(row, text)
        except RowError as error:
            yield Refusal(where, str(error), "mend the line or leave it out")
            continue
        name = statement_id(provenance.id, statement)
        entries[name] = Entry(name, provenance.id, statement)
        rows.append((row, name))
    today = datetime.now(UTC).date().isoformat()
    provenances = {provenance.id: provenance for provenance, _ in texts.values()}
    near_copies = alike(resembling((provenance.id, text) for provenance, text in texts.values()))
    homes = {
        name: (transfer, origin)
        for weighed in weigh(entries.values(), provenances, alike=near_copies, today=today)
        for name, transfer, origin in memberships_of(weighed)
    }
    for row, name in rows:
        transfer, origin = homes.get(name, (None, None))
        yield {**row, "transfer": transfer, "origin": origin}
