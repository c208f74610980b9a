"""A list of one's own: CSV with a header, columns told by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from weighbridge.lists.bounded import lines_of
from weighbridge.lists.dates import iso_date, iso_dates
from weighbridge.lists.draft import Draft, digest, finished
from weighbridge.lists.entry import Entry
from weighbridge.lists.problem import ListError
from weighbridge.lists.source import Source
from weighbridge.lists.tables import named_rows, rows_of

COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "key", "reference", "number"),
    "name": ("name", "full name", "company", "party", "names"),
    "aliases": ("aliases", "alias", "aka", "a.k.a.", "also known as", "other names", "alt_names"),
    "weak aliases": ("weak aliases", "weak alias", "weakalias"),
    "type": ("type", "schema", "kind"),
    "country": ("country", "countries", "nationality", "nationalities", "citizenship", "flag"),
    "birth date": ("birth date", "birth_date", "date of birth", "dob", "birth_dates"),
    "founded": ("founded", "incorporation date", "built", "foundation date"),
    "address": ("address", "addresses"),
    "programme": ("programme", "programmes", "program", "programs", "regime"),
    "passport": ("passport", "passports", "passport number"),
    "tax": ("tax", "tax number", "tax id", "vat", "inn"),
    "registration": ("registration", "registration number", "company number"),
    "national-id": ("national id", "national-id", "id number"),
    "imo": ("imo", "imo number"),
    "mmsi": ("mmsi",),
    "lei": ("lei",),
    "bic": ("bic", "swift"),
    "listed": ("listed", "listed on", "since", "start_date"),
    "until": ("until", "end_date", "expires"),
    "title": ("title", "position"),
    "remarks": ("remarks", "remark", "notes", "note", "reason", "comment"),
    "link": ("link", "url", "source"),
}
"""What can be told, and the names that a column for it may have, in any case."""
_NUMBERS = ("passport", "tax", "registration", "national-id", "imo", "mmsi", "lei", "bic")
_SCHEMATA = {
    **{one.lower(): one for one in "Person Organization Company PublicBody LegalEntity Vessel Airplane".split()},
    "individual": "Person",
    "entity": "Organization",
    "ship": "Vessel",
    "aircraft": "Airplane",
    "company": "Company",
}
_SEVERAL = re.compile(r"\s*[;|\n]\s*")


def column_of(header: str) -> str:
    """What a column tells, or an empty text."""
    wanted = " ".join(header.strip().strip("\ufeff").lower().split())
    return next((name for name, known in COLUMNS.items() if wanted in known), "")


def delimiter_of(line: str) -> str:
    """What parts the cells of a header: of comma, semicolon and tab the one that is there most often."""
    return max(",;\t", key=line.count)


def read(source: Source) -> Iterator[Entry]:
    """The entries; several values of a cell are parted by ``;`` or ``|``. Columns that are not known become details.

    Raises ListError where no column is the name, or two tell the same.
    """
    _, line = next(lines_of(source.path, source.most))
    rows = rows_of(source.path, source.most, delimiter_of(line))
    _, header = next(rows)
    told: dict[str, str] = {}
    for one in header:
        name = column_of(one)
        if name and name in told.values():
            raise ListError(f"{source.path}:1", f"two columns tell the {name}", f"rename {one.strip()[:40]!r}")
        told[one.strip().strip("\ufeff").lower()] = name
        if not name and one.strip():
            source.told.notes[f"column {one.strip()[:40]!r}, kept among the details"] += 1
    if "name" not in told.values():
        raise ListError(f"{source.path}:1", "no column is the name", f"columns may be: {', '.join(COLUMNS)}")
    for _, row in named_rows(rows, header, source.path):
        made = finished(_draft(source.list, {told[label] or f"={label}": cell for label, cell in row.items()}))
        if made is None:
            source.told.notes["rows without a name"] += 1
        else:
            yield made


def _draft(name: str, row: Mapping[str, str]) -> Draft:
    def several(column: str) -> list[str]:
        return [one for one in _SEVERAL.split(row.get(column, "")) if one]

    key = row.get("id", "").strip() or digest(row.get("name", "").strip(), row.get("country", "").strip())
    draft = Draft(name, key, _SCHEMATA.get(row.get("type", "").strip().lower(), "LegalEntity"))
    draft.name(row.get("name"))
    draft.names.extend(several("aliases"))
    draft.weak.extend(several("weak aliases"))
    for country in several("country"):
        draft.country(country)
    for birth in several("birth date"):
        draft.date("date of birth", birth, iso_dates(birth))
    draft.founded.extend(date for one in several("founded") for date in iso_dates(one))
    draft.addresses.extend(several("address"))
    draft.programmes.extend(several("programme"))
    draft.titles.extend(several("title"))
    draft.links.extend(several("link"))
    draft.remarks.append(row.get("remarks", ""))
    draft.listed, draft.until = iso_date(row.get("listed", "")), iso_date(row.get("until", ""))
    for kind in _NUMBERS:
        for one in several(kind):
            draft.number(kind, one, kind=kind)
    for label, cell in row.items():
        if label.startswith("="):
            draft.detail(label[1:] or "unnamed column", cell)
    return draft
