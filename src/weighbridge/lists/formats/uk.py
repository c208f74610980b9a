"""The UK Sanctions List, as CSV and as XML (``Designations``): one designation in several rows, or in one element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from weighbridge.lists.dates import iso_date, iso_dates
from weighbridge.lists.draft import Draft, finished, joined
from weighbridge.lists.entry import Entry
from weighbridge.lists.problem import ListError
from weighbridge.lists.source import Source
from weighbridge.lists.tables import named_rows, rows_of
from weighbridge.lists.trees import inner, local, records, text, texts

SCHEMATA = {"individual": "Person", "entity": "Organization", "ship": "Vessel"}
_NUMBERED = re.compile(r"\s*\(\d{1,2}\)\s*")
_NAME = ("name 1", "name 2", "name 3", "name 4", "name 5", "name 6")
_ADDRESS = (*(f"address line {at}" for at in range(1, 7)), "address postal code", "address country")
_NEEDED = ("unique id", *_NAME, "name type", "alias strength", "regime name", "designation type", "address country")
_NUMBERS = {
    "passport number": "passport",
    "national identifier number": "national-id",
    "business registration number (s)": "registration",
    "imo number": "imo",
    "hull identification number (hin)": "other",
}
_PLACED = frozenset(
    (*_NAME, *_ADDRESS, *_NUMBERS, "name type", "alias strength", "title", "name non-latin script", "regime name")
    + (
        "unique id",
        "last updated",
        "date designated",
        "d.o.b",
        "nationality(/ies)",
        "position",
        "website",
        "other information",
    )
    + ("uk statement of reasons", "town of birth", "country of birth", "year built", "current believed flag of ship")
    + ("designation type", "designation source")
)
_TAGS = {
    "uniqueid": "unique id",
    "regimename": "regime name",
    "individualentityship": "designation type",
    "designationsource": "designation source",
    "otherinformation": "other information",
    "ukstatementofreasons": "uk statement of reasons",
    "lastupdated": "last updated",
    "datedesignated": "date designated",
    "passportnumber": "passport number",
    "nationalidentifiernumber": "national identifier number",
    "businessregistrationnumber": "business registration number (s)",
    "imonumber": "imo number",
    "dob": "d.o.b",
    "nationality": "nationality(/ies)",
    "position": "position",
    "title": "title",
    "website": "website",
    "yearbuilt": "year built",
    "currentbelievedflagofship": "current believed flag of ship",
    "hullidentificationnumber": "hull identification number (hin)",
}


def read_csv(source: Source) -> Iterator[Entry]:
    """The entries. A line with the day of the report stands before the header; the rows of one entry follow each other.

    Raises ListError where rows of one entry stand apart, since then an entry would be read twice.
    """
    rows = rows_of(source.path, source.most)
    _, first = next(rows)
    if found := re.search(r"report date:?\s*,?\s*(.+)", ",".join(first), re.IGNORECASE):
        source.told.published = iso_date(found[1].strip(" ,").replace("-", " ")) or iso_date(found[1].strip(" ,"))
        _, first = next(rows)
    done: set[str] = set()
    for key, group in groupby(
        named_rows(rows, first, source.path, _NEEDED), key=lambda row: row[1]["unique id"].strip()
    ):
        rows_of_one = list(group)
        if not key or key in done:
            what = f"the rows of {key!r} stand apart" if key else "a row without a unique id"
            raise ListError(f"{source.path}:{rows_of_one[0][0]}", what, "it is damaged; fetch it again")
        done.add(key)
        draft = Draft(source.list, key)
        for _, row in rows_of_one:
            _row(draft, row)
        made = finished(draft)
        if made is None:
            source.told.notes["entries without a name"] += 1
        else:
            yield made


def read_xml(source: Source) -> Iterator[Entry]:
    """The entries of the XML form."""
    for element in records(source.path, source.most, ("DateGenerated", "Designation")):
        if local(element) == "DateGenerated":
            source.told.published = iso_date((element.text or "").strip())
            continue
        made = finished(_element(source.list, element))
        if made is None:
            source.told.notes["entries without a name"] += 1
        else:
            yield made


def _element(name: str, element: Any) -> Draft:
    """An element, read by giving its parts to the reader of rows under the names that the CSV has for them."""
    draft = Draft(name, text(element, "UniqueID"))
    kind = next(iter(texts(element, "IndividualEntityShip")), "") or text(element, "DesignationType")
    grouped: set[Any] = set()
    for one in inner(element, "Name"):
        grouped.update(one.iter())
        if len(one):
            row = {f"name {at}": text(one, f"Name{at}") for at in range(1, 7)}
            row |= {"name type": text(one, "NameType"), "alias strength": text(one, "AliasStrength")}
            _row(draft, row)
    for one in inner(element, "NonLatinName"):
        grouped.update(one.iter())
        _row(draft, {"name non-latin script": text(one, "NameNonLatinScript")})
    for one in inner(element, "Address"):
        grouped.update(one.iter())
        row = {f"address line {at}": text(one, f"AddressLine{at}") for at in range(1, 7)}
        row |= {"address postal code": text(one, "AddressPostalCode"), "address country": text(one, "AddressCountry")}
        _row(draft, row)
    for one in inner(element, "Location"):
        grouped.update(one.iter())
        _row(draft, {"town of birth": text(one, "TownOfBirth"), "country of birth": text(one, "CountryOfBirth")})
    _row(draft, {"designation type": kind})
    for one in element.iter():
        words = (one.text or "").strip()
        if words and one not in grouped and not len(one) and local(one) != "IndividualEntityShip":
            label = local(one)
            _row(draft, {_TAGS.get(label.lower(), _spaced(label)): words})
    return draft


def _row(draft: Draft, row: Mapping[str, str]) -> None:
    """Add what a row says; what stands in several rows of an entry is taken once."""
    get = row.get
    if kind := get("designation type", "").strip().lower():
        draft.schema = SCHEMATA.get(kind, "LegalEntity")
    name = joined(*(get(part) for part in _NAME), by=" ")
    if (
        get("name type", "").lower().startswith("primary name")
        and name
        and "variation" not in get("name type", "").lower()
    ):
        draft.names.insert(0, name)
    else:
        draft.name(name, weak="low" in get("alias strength", "").lower())
    draft.name(get("name non-latin script"))
    draft.programmes.append(get("regime name", ""))
    draft.source = draft.source or get("designation source", "")
    draft.listed = draft.listed or iso_date(get("date designated", ""))
    draft.changed = max(draft.changed, iso_date(get("last updated", "")))
    draft.addresses.append(joined(*(get(part) for part in _ADDRESS)))
    draft.country(get("address country"))
    for country in _several(get("nationality(/ies)", "")):
        draft.country(country)
    draft.country(get("current believed flag of ship"))
    draft.detail("flag", get("current believed flag of ship"))
    for birth in _several(get("d.o.b", "")):
        draft.date("date of birth", birth, iso_dates(birth))
    draft.birth_places.append(joined(get("town of birth"), get("country of birth")))
    draft.titles.extend((get("title", ""), *_several(get("position", ""))))
    draft.remarks.extend((get("other information", ""), get("uk statement of reasons", "")))
    draft.links.append(get("website", ""))
    draft.founded.extend(iso_dates(get("year built", "")))
    for label, kind in _NUMBERS.items():
        for value in _several(get(label, "")):
            draft.number(label, value, kind=kind)
    for label, words in row.items():
        if label not in _PLACED:
            draft.detail(label, words)
    if kind_id := get("unique id"):
        draft.detail("unique id", kind_id)


def _several(words: str) -> list[str]:
    """ "(1) Russia (2) Cyprus" is two."""
    return [one.strip(" ,;") for one in _NUMBERED.split(words) if one.strip(" ,;")]


def _spaced(tag: str) -> str:
    """ "OFSIGroupID" to "ofsi group id"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", tag).lower()
