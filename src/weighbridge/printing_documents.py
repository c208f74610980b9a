"""A document for people: what is known of it, its original, its versions and its statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.text import Text

from weighbridge.cli_common import counted, harmless
from weighbridge.ledger.dates import date_words
from weighbridge.printing_readers import differing_lines, reading_words
from weighbridge.printing_transfers import measure_lines, statement_table

if TYPE_CHECKING:
    from rich.console import RenderableType

_LINES = (
    ("outlet", "publisher"),
    ("address", "url"),
    ("published", "published"),
    ("  at", "time"),
    ("  date from", "date_from"),
    ("changed", "updated"),
    ("seen", "seen"),
    ("added", "added"),
    ("byline", "byline"),
    ("dateline", "dateline"),
    ("language", "language"),
    ("own address", "canonical"),
    ("came as", "kind"),
    ("within", "within"),
    ("name", "name"),
)
_STYLES = {"sound": "green", "missing": "red", "damaged": "red"}


def document_page(record: dict[str, Any]) -> Iterator[RenderableType]:
    """The record of ``originals.about`` as lines; evidence under each statement."""
    yield Text(f"{record['id']}  {harmless(record['title'] or record['name'])}", style="bold")
    for label, key in _LINES:
        if record[key]:
            told = date_words(record[key]) if key == "published" else record[key]
            yield _line(label, Text(harmless(told)))
    yield _line("original", _original(record["original"]))
    if record["original"]:
        yield _line("  sha256", Text(harmless(record["original"]["sha256"])))
    for one in record["versions"] if len(record["versions"]) > 1 else ():
        this = "  (this one)" if one["document"] == record["id"] else ""
        yield _line("version", Text(f"{one['document']}  from {harmless(one['day'] or '?')}{this}"))
    if record["followed_by"]:
        yield Text("  a later version of the page stands; what was read in this one does not count now", style="yellow")
    found = counted(len(record["statements"]), "statement"), counted(len(record["measures"]), "measure")
    yield Text(", ".join(found), style="dim")
    yield from statement_table(record["statements"])
    place = {"doc": record["name"], "publisher": record["publisher"], "published": record["published"]}
    yield from measure_lines({**one, **place} for one in record["measures"])
    if len(record["readings"]) > 1:
        yield from (_line("reading", Text(reading_words(one))) for one in record["readings"])
    for pair in record["differing"]:
        yield from differing_lines(pair)
    if record.get("text"):
        yield Text("")
        for line in record["text"].split("\n"):
            yield Text(harmless(line))


def _line(label: str, value: Text) -> Text:
    return Text.assemble((f"  {label:<12}", "dim"), value)


def _original(original: dict[str, Any] | None) -> Text:
    if original is None:
        return Text("none was kept", style="dim")
    sizes = "" if original["bytes"] is None else f"{original['bytes']:,} bytes ({original['stored']:,} on disk), "
    told = f"{harmless(original['media'] or '?')}, {sizes}"
    return Text.assemble(told, (original["state"], _STYLES[original["state"]]))
