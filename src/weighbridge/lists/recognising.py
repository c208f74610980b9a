"""What a file is, told by its content: which format, and of which list."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from weighbridge.lists.bounded import head_of
from weighbridge.lists.entry import Entry
from weighbridge.lists.formats import csl, dpl, eu, ftm, ofac_advanced, ofac_csv, ofac_xml, own, uk, un
from weighbridge.lists.problem import ListError
from weighbridge.lists.source import Source
from weighbridge.lists.told import Told
from weighbridge.lists.trees import local
from weighbridge.lists.words import Words, words

READERS: dict[str, Callable[[Source], Iterator[Entry]]] = {
    "csl-json": csl.read_json,
    "csl-csv": csl.read_csv,
    "csl-lines": csl.read_lines,
    "ofac-csv": ofac_csv.read,
    "ofac-xml": ofac_xml.read,
    "ofac-advanced": ofac_advanced.read,
    "dpl": dpl.read,
    "un-xml": un.read,
    "eu-xml": eu.read,
    "uk-csv": uk.read_csv,
    "uk-xml": uk.read_xml,
    "ftm": ftm.read,
    "own-csv": own.read,
}
_ROOTS = {
    "CONSOLIDATED_LIST": "un-xml",
    "sdnList": "ofac-xml",
    "Sanctions": "ofac-advanced",
    "export": "eu-xml",
    "Designations": "uk-xml",
}
LISTS = {"dpl": "us-dpl", "un-xml": "un-sc", "eu-xml": "eu-fsf", "uk-csv": "uk-sl", "uk-xml": "uk-sl"}
LISTS |= dict.fromkeys(("csl-json", "csl-csv", "csl-lines"), "us-csl")
_BESIDE = {"addresses": "add", "aliases": "alt", "comments": "comments"}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
REMEDY = "formats that are read stand in docs/lists.md; a list of your own is a CSV with a column 'name'"


def recognised(path: Path, name: str | None = None, limit: int | None = None, known: Words | None = None) -> Source:
    """The file with its format and the short name of its list.

    name: a short name that goes before what the content says; needed for FollowTheMoney and CSV of one's own where the
    file's name gives none. limit: bytes that a file may have, instead of the list's own. Raises ListError.
    """
    known = known or words()
    largest = limit or max([known.own_megabytes, *(one.megabytes for one in known.lists.values())]) * 1_000_000
    head = head_of(path, largest)
    found = _format(head, path)
    short = _named(
        name or LISTS.get(found) or _ofac(found, path) or re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    )
    listed = known.lists.get(short)
    if listed and found not in listed.formats:
        what = f"it reads as {found}, and {short} comes as {', '.join(listed.formats)}"
        raise ListError(str(path), what, "name the list with --as, or check the file")
    most = limit or (listed.megabytes if listed else known.own_megabytes) * 1_000_000
    head_of(path, most)
    return Source(path, found, short, most, _beside(path, most) if found == "ofac-csv" else {}, Told())


def _named(short: str) -> str:
    if not _NAME.fullmatch(short):
        raise ListError(
            repr(short[:60]), "it is no short name of a list", "take small letters, digits and '-': --as NAME"
        )
    return short


def _format(head: bytes, path: Path) -> str:
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if plain.startswith((b"PK\x03\x04", b"\x1f\x8b", b"%PDF", b"\xd0\xcf\x11\xe0", b"(\xb5/\xfd", b"BZh")):
        raise ListError(
            str(path), "it is an archive, a workbook or a PDF", "unpack it, or take the XML, CSV or JSON form"
        )
    if plain.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")):
        return _xml(head, path)
    if plain.startswith((b"{", b"[")):
        return _json(plain, path)
    return _table(plain, path)


def _xml(head: bytes, path: Path) -> str:
    small = head.replace(b"\x00", b"").lower()
    if b"<!doctype html" in small or b"<html" in small:
        raise ListError(str(path), "it is a web page, no list", "follow the link on the page and fetch the file itself")
    if b"<!doctype" in small or b"<!entity" in small:
        what = "it declares a document type or entities, as no official list does"
        raise ListError(str(path), what, "fetch it again")
    parser = etree.XMLPullParser(events=("start",), resolve_entities=False, load_dtd=False, no_network=True)
    try:
        parser.feed(head)
    except etree.XMLSyntaxError as error:
        raise ListError(
            f"{path}:{error.lineno or 1}", f"it is no XML ({(error.msg or '').lower()})", "fetch it again"
        ) from None
    root = next((local(element) for _, element in parser.read_events()), "")
    if root == "ArrayOfFinancialSanctionsTarget":
        what = "it is the consolidated list of OFSI, which ended on 28 January 2026"
        raise ListError(str(path), what, "take the UK Sanctions List")
    if root not in _ROOTS:
        raise ListError(str(path), f"XML whose outermost element is {root[:40]!r} is no list that is known", REMEDY)
    return _ROOTS[root]


def _json(plain: bytes, path: Path) -> str:
    first = plain.split(b"\n", 1)[0].strip()
    try:
        row: Any = json.loads(first)
    except (ValueError, RecursionError):
        row = None
    if isinstance(row, dict) and "results" not in row:
        if "schema" in row and "properties" in row:
            return "ftm"
        if "name" in row and ("list" in row or "source" in row):
            return "csl-lines"
    if re.search(rb'"results"\s*:\s*\[', plain):
        return "csl-json"
    if re.match(rb'\{"[^\n]*"schema"\s*:', first) and b'"properties"' in first:
        return "ftm"
    raise ListError(str(path), "it is JSON, but no list that is known", REMEDY)


def _table(plain: bytes, path: Path) -> str:
    text = plain.decode("utf-8", "replace")
    lines = text.splitlines()[:12]
    first = lines[0]
    if first.startswith('"Name"\t"Street_Address"') or {"Name", "Effective_Date"} <= {
        one.strip(' "') for one in first.split("\t")
    }:
        return "dpl"
    cells = _cells(first)
    small = {one.strip().lower() for one in cells}
    if len(cells) == 12 and cells[0].strip().isdigit():
        return "ofac-csv"
    if len(cells) in (5, 6) and cells[0].strip().isdigit() and cells[1].strip().isdigit():
        raise ListError(
            str(path), "it holds only the addresses or aliases of OFAC's list", "give sdn.csv or cons_prim.csv"
        )
    if {"source", "name", "alt_names"} <= small:
        return "csl-csv"
    if any("unique id" in line.lower() and "name 6" in line.lower() for line in lines[:2]):
        return "uk-csv"
    if any("group id" in line.lower() and "name 6" in line.lower() for line in lines[:2]):
        what = "it is the consolidated list of OFSI, which ended on 28 January 2026"
        raise ListError(str(path), what, "take the UK Sanctions List")
    header = _cells(first, own.delimiter_of(first))
    if any(own.column_of(one) == "name" for one in header):
        return "own-csv"
    raise ListError(str(path), "neither its content nor a header tells what it is", REMEDY)


def _cells(line: str, by: str = ",") -> list[str]:
    try:
        return next(csv.reader([line], delimiter=by), [])
    except csv.Error:
        return []


def _ofac(found: str, path: Path) -> str | None:
    """Which of OFAC's two lists: only the name that OFAC gives the file tells, for both have the same form.

    Raises ListError where it does not tell.
    """
    if not found.startswith("ofac"):
        return None
    small = path.name.lower()
    if small.startswith("sdn"):
        return "us-sdn"
    if small.startswith("cons"):
        return "us-consolidated"
    what = "it is a list of OFAC's, and its name does not tell which"
    raise ListError(str(path), what, "say --as us-sdn or --as us-consolidated")


def _beside(path: Path, most: int) -> dict[str, Path]:
    """Addresses and aliases in the same folder, which make up one list with this file. Raises ListError."""
    stem = path.stem.lower()
    begin = "cons_" if stem.startswith("cons") else ""
    there = {one.name.lower(): one for one in path.parent.iterdir()}
    found: dict[str, Path] = {}
    for part, ending in _BESIDE.items():
        names = (
            f"{begin}{ending}.csv",
            f"{stem}_{ending}.csv",
            *(("sdn_comments.csv",) if ending == "comments" and not begin else ()),
        )
        beside = next((there[name] for name in names if name in there), None)
        if beside is not None:
            head_of(beside, most)
            found[part] = beside
        elif part != "comments":
            what = f"its {part} are missing ({names[0]}), and without them parties are not found"
            raise ListError(str(path), what, "put OFAC's three files into one folder, or take the XML form")
    return found
