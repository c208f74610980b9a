"""Lists of addresses to leads: plain text, tables with addresses in them, and what GDELT gives out."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from weighbridge.fetching.leads import Lead, day_of, in_a_line, plausible, sound
from weighbridge.fetching.sitemaps import unzipped
from weighbridge.intake.refusal import Refusal, Warn

SIZE = 20_000_000
"""Bytes of a list, unpacked."""
PAGES = 50_000
"""Addresses of one list that are taken."""
KINDS = (
    "text/plain text/csv text/tab-separated-values application/json text/json application/zip application/gzip"
    " application/x-gzip application/x-zip-compressed application/octet-stream binary/octet-stream text/html"
).split()
TABLES = 12
"""Tables that a list of tables, as GDELT's ``lastupdate.txt``, may name."""
_TABLE = re.compile(r"\.(?:csv|tsv|txt)\.(?:zip|gz)$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'<>|,;\\]{1,3900}", re.IGNORECASE)
GDELT = {61: (60, None), 58: (57, None), 27: (4, 1), 16: (5, 2)}
"""Columns of GDELT's tables (events of both versions, knowledge graph, mentions) to those of address and time."""


def leads_of_list(data: bytes, where: str, warn: Warn) -> list[Lead] | Refusal:
    """The addresses of a list, each once, in its order.

    Taken are: an address a line (what follows a # is left alone), a table with an address in each line,
    GDELT's tables (events, mentions, knowledge graph; zipped too) and its article lists (JSON).
    """
    plain = _unpacked(data)
    if plain is None:
        return Refusal(where, f"the list can't be unpacked, or is more than {SIZE:,} bytes", "check it")
    text = plain.decode("utf-8-sig", "replace")
    rows = _articles(text) if text.lstrip().startswith(("{", "[")) else _rows(text)
    if isinstance(rows, str):
        return Refusal(where, f"the list is broken: {rows}", "check it")
    leads: dict[str, Lead] = {}
    for lead in rows:
        if len(leads) >= PAGES:
            warn(f"{where}: only the first {PAGES:,} addresses are taken")
            break
        leads.setdefault(lead.key, lead)
    if not leads:
        return Refusal(where, "there is no address in the list", "give an address that begins with https:// a line")
    return list(leads.values())


def tables_in(leads: list[Lead]) -> tuple[list[str], list[Lead]]:
    """The addresses of packed tables among the leads, which are lists in turn; and the leads to pages."""
    tables = [lead.url for lead in leads if lead.url and _TABLE.search(lead.url)]
    return tables, [lead for lead in leads if lead.url not in tables]


def _unpacked(data: bytes) -> bytes | None:
    """The list itself: the first file of a ZIP, what is in a gzip, or the data. None if broken or too large."""
    if not data.startswith(b"PK\x03\x04"):
        return unzipped(data, SIZE)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(archive.infolist()[0]) as stream:
            found = stream.read(SIZE + 1)
    except (zipfile.BadZipFile, IndexError, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return None
    except Exception as error:  # zlib.error and its like from the packing itself
        if type(error).__name__ != "error":
            raise
        return None
    return found if len(found) <= SIZE else None


def _rows(text: str) -> Iterator[Lead]:
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            continue
        cells = line.split("\t")
        address, at = GDELT.get(len(cells), (None, None))
        if address is not None and (found := _ADDRESS.fullmatch(cells[address].strip())):
            day = plausible(day_of(cells[at])) if at is not None else None
            yield Lead(found[0], found[0], published=day)
        elif found := _ADDRESS.search(line):
            yield Lead(found[0], found[0])


def _articles(text: str) -> Iterator[Lead] | str:
    """The articles of a JSON list: objects with ``url`` and, if known, ``title``, ``seendate``; or plain addresses."""
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        return str(error)[:100]
    rows = value.get("articles", value.get("urls", [])) if isinstance(value, dict) else value
    return _leads(rows) if isinstance(rows, list) else "it is no list of articles"


def _leads(rows: list[object]) -> Iterator[Lead]:
    for row in rows:
        told = row if isinstance(row, dict) else {"url": row}
        url = told.get("url")
        if isinstance(url, str) and _ADDRESS.match(url := sound(url).strip()):
            title, seen = (
                value if isinstance(value, str) else None for value in (told.get("title"), told.get("seendate"))
            )
            yield Lead(url, url, title=in_a_line(title), published=plausible(day_of(seen)))
