"""The United Nations Security Council's consolidated list: XML as at scsanctions.un.org (sc-sanctions.xsd)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weighbridge.lists.dates import iso_date, iso_dates, years_between
from weighbridge.lists.draft import Draft, finished, joined
from weighbridge.lists.entry import Entry
from weighbridge.lists.source import Source
from weighbridge.lists.trees import children, records, text, texts

_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def read(source: Source) -> Iterator[Entry]:
    """The entries, individuals first as in the file. The reference number is the key; it never changes."""

    def root(element: Any) -> None:
        source.told.published = iso_date(element.get("dateGenerated", ""))

    for element in records(source.path, source.most, ("INDIVIDUAL", "ENTITY"), root):
        made = finished(_draft(source.list, element))
        if made is None:
            source.told.notes["entries without a name"] += 1
        else:
            yield made


def _draft(name: str, element: Any) -> Draft:
    person = element.tag.endswith("INDIVIDUAL")
    kind = "INDIVIDUAL" if person else "ENTITY"
    reference = text(element, "REFERENCE_NUMBER")
    draft = Draft(name, reference or text(element, "DATAID"), "Person" if person else "Organization")
    draft.name(joined(*(text(element, part) for part in _NAMES), by=" "))
    draft.name(text(element, "NAME_ORIGINAL_SCRIPT"))
    draft.programmes.append(text(element, "UN_LIST_TYPE"))
    draft.listed = iso_date(text(element, "LISTED_ON"))
    draft.changed = max(
        (iso_date(one) for part in children(element, "LAST_DAY_UPDATED") for one in texts(part, "VALUE")), default=""
    )
    draft.remarks.append(text(element, "COMMENTS1"))
    draft.detail("reference number", reference)
    draft.detail("gender", text(element, "GENDER"))
    for part in children(element, "LIST_TYPE"):
        draft.source = joined(*texts(part, "VALUE"))
    for title in ("TITLE", "DESIGNATION"):
        for part in children(element, title):
            draft.titles.extend(texts(part, "VALUE"))
    for part in children(element, "NATIONALITY"):
        for country in texts(part, "VALUE"):
            draft.country(country)
    for alias in children(element, f"{kind}_ALIAS"):
        _alias(draft, alias)
    for address in children(element, f"{kind}_ADDRESS"):
        draft.addresses.append(joined(*(text(address, part) for part in _PLACE)))
        draft.country(text(address, "COUNTRY"))
        draft.detail("note on an address", text(address, "NOTE"))
    for birth in children(element, "INDIVIDUAL_DATE_OF_BIRTH"):
        _born(draft, birth)
    for place in children(element, "INDIVIDUAL_PLACE_OF_BIRTH"):
        draft.birth_places.append(joined(*(text(place, part) for part in _PLACE)))
        draft.detail("note on a place of birth", text(place, "NOTE"))
    for paper in children(element, "INDIVIDUAL_DOCUMENT"):
        _document(draft, paper)
    return draft


def _alias(draft: Draft, alias: Any) -> None:
    quality = text(alias, "QUALITY").lower()
    for one in text(alias, "ALIAS_NAME").split(";"):
        draft.name(one, weak=quality == "low")
    draft.born.extend(iso_dates(text(alias, "DATE_OF_BIRTH")))
    draft.detail("note on an alias", text(alias, "NOTE"))
    draft.birth_places.append(joined(text(alias, "CITY_OF_BIRTH"), text(alias, "COUNTRY_OF_BIRTH")))


def _born(draft: Draft, birth: Any) -> None:
    kind, note = text(birth, "TYPE_OF_DATE"), text(birth, "NOTE")
    span = years_between(text(birth, "FROM_YEAR"), text(birth, "TO_YEAR"))
    exact = iso_date(text(birth, "DATE")) or iso_date(text(birth, "YEAR"))
    draft.born.extend(span or ((exact,) if exact else ()))
    if kind not in ("", "EXACT") or note:
        said = joined(text(birth, "DATE"), text(birth, "YEAR"), text(birth, "FROM_YEAR"), text(birth, "TO_YEAR"))
        draft.detail("date of birth", joined(kind.lower(), said, note))


def _document(draft: Draft, paper: Any) -> None:
    kind = " ".join(joined(text(paper, "TYPE_OF_DOCUMENT"), text(paper, "TYPE_OF_DOCUMENT2"), by=" ").split())
    number = text(paper, "NUMBER")
    draft.number(kind, number, text(paper, "ISSUING_COUNTRY") or text(paper, "COUNTRY_OF_ISSUE"))
    rest = joined(
        text(paper, "ISSUING_COUNTRY"),
        text(paper, "COUNTRY_OF_ISSUE"),
        text(paper, "CITY_OF_ISSUE"),
        text(paper, "DATE_OF_ISSUE"),
        text(paper, "NOTE"),
    )
    if rest:
        draft.detail(f"about {kind or 'a document'} {number}".strip(), rest)
