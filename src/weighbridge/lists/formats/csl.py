"""The US Consolidated Screening List: JSON and CSV of trade.gov, and the flattened JSON lines that copies use."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from weighbridge.lists.bounded import lines_of
from weighbridge.lists.dates import iso_date, iso_dates
from weighbridge.lists.draft import Draft, digest, finished, joined
from weighbridge.lists.entry import Entry
from weighbridge.lists.formats.long_names import names_within
from weighbridge.lists.json_items import items
from weighbridge.lists.problem import ListError
from weighbridge.lists.source import Source
from weighbridge.lists.tables import named_rows, rows_of

SCHEMATA = {"individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}
_ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z -]{1,12}?)(?: List)?\)")
_COUNTRY_END = re.compile(r",\s*([A-Z]{2})$")
_TAKEN = frozenset(
    "_id id source list entity_number type programs name title addresses countries country start_date end_date remarks"
    " alt_names citizenships dates_of_birth nationalities places_of_birth source_list_url source_information_url url"
    " ids call_sign vessel_flag row".split()
)
Row = Mapping[str, Any]


def read_json(source: Source) -> Iterator[Entry]:
    """The JSON of the API or of the whole file: ``results``; its ``total`` is checked against what was read."""

    def total(value: Any) -> None:
        if isinstance(value, int) and not isinstance(value, bool):
            source.told.declared = value

    yield from _all(source, items(source.path, source.most, "results", {"total": total}))


def read_lines(source: Source) -> Iterator[Entry]:
    """One entry a line, as some public copies have it."""

    def rows() -> Iterator[tuple[str, Row]]:
        for number, line in lines_of(source.path, source.most):
            where = f"{source.path}:{number}"
            if line.strip():
                yield where, object_in(line, where)

    yield from _all(source, rows())


def read_csv(source: Source) -> Iterator[Entry]:
    """The CSV: a header, several values of a cell joined by "; "."""
    rows = rows_of(source.path, source.most)
    _, header = next(rows)
    named = (
        (f"{source.path}:{line}", row)
        for line, row in named_rows(rows, header, source.path, ("name", "source", "alt_names"))
    )
    yield from _all(source, named)


def object_in(line: str, where: str) -> dict[str, Any]:
    """The JSON object of a line. Raises ListError."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise ListError(where, "it is no JSON, or it breaks off", "fetch it again") from None
    if not isinstance(row, dict):
        raise ListError(where, "it is no JSON object", "fetch it again")
    return row


def _all(source: Source, rows: Iterator[tuple[str, Row]]) -> Iterator[Entry]:
    for where, row in rows:
        if not isinstance(row.get("name"), str):
            raise ListError(where, "an entry without a text as its name", "it is damaged; fetch it again")
        made = finished(_draft(source.list, row))
        if made is None:
            source.told.notes["entries without a name"] += 1
        else:
            yield made


def _draft(name: str, row: Row) -> Draft:
    said = str(row.get("source") or row.get("list") or "")
    found = _ABBREVIATION.search(said)
    short = found[1] if found else digest(said)[:6]
    number = str(row.get("entity_number") or "").strip()
    places = "; ".join(_address_words(row))
    key = f"{short} {number}" if number else f"{short} {digest(str(row['name']), places)}"
    draft = Draft(name, key, SCHEMATA.get(str(row.get("type") or "").lower(), "LegalEntity"), source=said)
    draft.name(str(row["name"]))
    draft.names.extend(_texts(row, "alt_names"))
    draft.names.extend(within for one in tuple(draft.names) for within in names_within(one))
    draft.programmes.extend(_texts(row, "programs"))
    draft.titles.extend(_texts(row, "title"))
    draft.listed, draft.until = iso_date(str(row.get("start_date") or "")), iso_date(str(row.get("end_date") or ""))
    draft.remarks.extend(_texts(row, "remarks", split=False))
    for country in (
        *_texts(row, "citizenships"),
        *_texts(row, "nationalities"),
        *_texts(row, "countries"),
        *_texts(row, "country"),
    ):
        draft.country(country)
    for birth in _texts(row, "dates_of_birth"):
        draft.date("date of birth", birth, iso_dates(birth))
    draft.birth_places.extend(_texts(row, "places_of_birth", split=False))
    draft.links.extend(str(row.get(one) or "") for one in ("source_list_url", "source_information_url", "url"))
    draft.addresses.extend(_address_words(row))
    _addressed(draft, row)
    _numbers(draft, row)
    if flag := str(row.get("vessel_flag") or ""):
        draft.country(flag)
        draft.detail("flag", flag)
    draft.number("call sign", str(row.get("call_sign") or ""))
    draft.detail("entity number", number)
    for label, value in row.items():
        if label not in _TAKEN and value not in (None, "", [], {}):
            words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            draft.detail(str(label).replace("_", " "), words)
    return draft


def _texts(row: Row, field: str, split: bool = True) -> list[str]:
    """The values of a field: those of a JSON list, or what "; " joins in a cell."""
    value = row.get(field)
    if isinstance(value, list):
        return [str(one) for one in value if one is not None]
    if not value:
        return []
    return re.split(r";\s+", str(value)) if split else [str(value)]


def _address_words(row: Row) -> list[str]:
    value = row.get("addresses")
    if isinstance(value, list):
        parts = ("address", "city", "state", "postal_code", "country")
        return [joined(*(_text(one.get(part)) for part in parts)) for one in value if isinstance(one, dict)]
    return _texts(row, "addresses")


def _addressed(draft: Draft, row: Row) -> None:
    """The countries of the addresses."""
    value = row.get("addresses")
    if isinstance(value, list):
        for one in value:
            if isinstance(one, dict):
                draft.country(_text(one.get("country")))
        return
    for one in _texts(row, "addresses"):
        if found := _COUNTRY_END.search(one):
            draft.country(found[1])
        elif re.fullmatch("[A-Z]{2}", one):
            draft.country(one)


def _numbers(draft: Draft, row: Row) -> None:
    """Identifiers: objects in JSON; in a cell "CO, 1978075, Matricula Mercantil No" or "16412, Registration ID"."""
    value = row.get("ids")
    if isinstance(value, list):
        for one in value:
            if isinstance(one, dict):
                label = _text(one.get("type"))
                _number(draft, label, _text(one.get("number")), _text(one.get("country")))
                days = joined(_text(one.get("issue_date")), _text(one.get("expiration_date")))
                draft.detail(f"about {label} {_text(one.get('number'))}".strip(), days)
        return
    for one in _texts(row, "ids"):
        parts = [part.strip() for part in one.split(", ")]
        country = parts.pop(0) if len(parts) > 2 and re.fullmatch("[A-Z]{2}", parts[0]) else ""
        label = parts.pop() if len(parts) > 1 else ""
        _number(draft, label, ", ".join(parts), country)


_NO_NUMBERS: Mapping[str, Callable[[Draft, str], None]] = {
    "gender": lambda draft, words: draft.detail("gender", words),
    "website": lambda draft, words: draft.links.append(words),
    "email address": lambda draft, words: draft.detail("email", words),
    "phone number": lambda draft, words: draft.detail("phone", words),
    "former vessel flag": lambda draft, words: draft.detail("former flag", words),
    "organization established date": lambda draft, words: draft.founded.extend(iso_dates(words)),
    "aircraft manufacture date": lambda draft, words: draft.founded.extend(iso_dates(words)),
}


def _number(draft: Draft, label: str, value: str, country: str) -> None:
    plain = label.lower().strip(" :-")
    if plain in _NO_NUMBERS:
        _NO_NUMBERS[plain](draft, value)
    elif (
        any(one.isdigit() for one in value)
        and not plain.startswith(("additional", "secondary", "executive"))
        or "swift" in plain
    ):
        draft.number(label.strip(), value, country)
    else:
        draft.detail(label.strip(" :-") or "number", joined(value, country))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
