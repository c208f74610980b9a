"""OFAC's CSV files: the list (sdn.csv, cons_prim.csv), addresses (add) and aliases (alt), joined by their number.

No header, ``-0-`` for what is empty, a 0x1A at the end, numbers and births in the remarks, programmes joined by "] [".
Source: OFAC, SDN data specification (dat_spec.txt).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from weighbridge.lists.draft import Draft, clean, finished, joined
from weighbridge.lists.entry import Entry
from weighbridge.lists.problem import ListError
from weighbridge.lists.remarks import read_remarks
from weighbridge.lists.source import Source
from weighbridge.lists.tables import rows_of

SCHEMATA = {
    "individual": "Person",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "": "Organization",
    "entity": "Organization",
}
_CELLS = {"main": 12, "addresses": 6, "aliases": 5, "comments": 2}
_VESSEL = ("call sign", "vessel type", "tonnage", "gross registered tonnage", "flag", "owner")

Rows = dict[str, list[list[str]]]


def read(source: Source) -> Iterator[Entry]:
    """The entries with their addresses and aliases, which are held in memory; the list itself is not."""
    addresses, aliases, comments = (_by_number(source, part) for part in ("addresses", "aliases", "comments"))
    seen = 0
    for number, row in _rows(source.path, "main", source.most):
        draft = _draft(source.list, number, row, comments.pop(number, []))
        for _, street, city, country, remark in (one[1:] for one in addresses.pop(number, [])):
            draft.addresses.append(joined(street, city, country))
            draft.country(country)
            draft.detail("note on an address", remark)
        for _, kind, name, remark in (one[1:] for one in aliases.pop(number, [])):
            draft.name(name)
            draft.detail("note on an alias", joined(kind, name, remark) if clean(remark) else "")
        made = finished(draft)
        if made is None:
            source.told.notes["entries without a name"] += 1
            continue
        seen += 1
        yield made
    lost = len(addresses) + len(aliases)
    if seen and lost > seen:
        what = f"{lost:,} addresses and aliases belong to entries that are not in it"
        raise ListError(str(source.path), what, "it breaks off, or the files are of different lists; fetch all again")
    if lost:
        source.told.notes["addresses or aliases of entries that are not in the list"] += lost


def _draft(name: str, number: str, row: list[str], comments: list[list[str]]) -> Draft:
    _, shown, kind, programmes, title, *vessel, remarks = row
    draft = Draft(name, number, SCHEMATA.get(clean(kind).lower(), "LegalEntity"))
    draft.name(shown)
    draft.programmes.extend(programmes.replace("] [", ";").strip("[] ").split(";"))
    draft.titles.extend(title.split("; "))
    draft.detail("OFAC number", number)
    for label, value in zip(_VESSEL, vessel, strict=True):
        if label == "call sign":
            draft.number(label, value)
        elif label == "flag":
            draft.country(value)
        draft.detail(label, value)
    rest = " ".join(clean(one[1]) for one in comments)
    if whole := joined(remarks, rest, by=" "):
        read_remarks(draft, whole)
    return draft


def _by_number(source: Source, part: str) -> Rows:
    found: Rows = defaultdict(list)
    if part in source.beside:
        for number, row in _rows(source.beside[part], part, source.most):
            found[number].append(row)
    return found


def _rows(path: Path, part: str, most: int) -> Iterator[tuple[str, list[str]]]:
    wanted = _CELLS[part]
    for line, row in rows_of(path, most):
        if len(row) != wanted or not row[0].strip().isdigit():
            what = f"a row of {len(row)} cells, or without a number; {wanted} with a number at the beginning make one"
            raise ListError(f"{path}:{line}", what, "it is damaged or breaks off; fetch it again")
        yield row[0].strip(), row
