"""OFAC's classic XML (sdn.xml, consolidated.xml; sdnList/sdnEntry). Its Record_Count is checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weighbridge.lists.dates import iso_date, iso_dates
from weighbridge.lists.draft import Draft, finished, joined
from weighbridge.lists.entry import Entry
from weighbridge.lists.formats.ofac_csv import SCHEMATA
from weighbridge.lists.source import Source
from weighbridge.lists.trees import inner, records, text, texts

_ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")
_VESSEL = {
    "vesselType": "vessel type",
    "vesselOwner": "owner",
    "tonnage": "tonnage",
    "grossRegisteredTonnage": "gross registered tonnage",
}


def read(source: Source) -> Iterator[Entry]:
    """The entries; day of publication and count are told before the first."""
    for element in records(source.path, source.most, ("publshInformation", "publishInformation", "sdnEntry")):
        if not element.tag.endswith("sdnEntry"):
            source.told.published = iso_date(text(element, "Publish_Date"), month_first=True)
            count = text(element, "Record_Count").replace(",", "")
            source.told.declared = int(count) if count.isdigit() and len(count) < 10 else None
            continue
        made = finished(_draft(source.list, element))
        if made is None:
            source.told.notes["entries without a name"] += 1
        else:
            yield made


def _draft(name: str, element: Any) -> Draft:
    kind = text(element, "sdnType").lower()
    draft = Draft(name, text(element, "uid"), SCHEMATA.get(kind, "LegalEntity"))
    draft.name(_full(element))
    draft.detail("OFAC number", text(element, "uid"))
    draft.titles.append(text(element, "title"))
    draft.programmes.extend(texts(element, "program"))
    draft.remarks.append(text(element, "remarks"))
    for alias in inner(element, "aka"):
        draft.name(_full(alias), weak=text(alias, "category").lower() == "weak")
    for address in inner(element, "address"):
        draft.addresses.append(joined(*(text(address, part) for part in _ADDRESS)))
        draft.country(text(address, "country"))
    for part in ("nationality", "citizenship"):
        for one in inner(element, part):
            draft.country(text(one, "country"))
    for birth in texts(element, "dateOfBirth"):
        draft.date("date of birth", birth, iso_dates(birth))
    draft.birth_places.extend(texts(element, "placeOfBirth"))
    for number in inner(element, "id"):
        _number(draft, number)
    for vessel in inner(element, "vesselInfo"):
        draft.number("call sign", text(vessel, "callSign"))
        draft.country(text(vessel, "vesselFlag"))
        draft.detail("flag", text(vessel, "vesselFlag"))
        for tag, label in _VESSEL.items():
            draft.detail(label, text(vessel, tag))
    return draft


def _full(element: Any) -> str:
    """ "PETROV, Ivan": the form of the CSV, so that both files give the same names."""
    return joined(text(element, "lastName"), text(element, "firstName"))


def _number(draft: Draft, number: Any) -> None:
    """An ``id``: many of OFAC's are no numbers at all ("Gender", "Website", "Secondary sanctions risk:")."""
    label, value, country = text(number, "idType"), text(number, "idNumber"), text(number, "idCountry")
    plain = label.rstrip(": -").lower()
    if plain in ("gender", "website", "email address", "phone number") or plain.startswith(
        ("additional", "secondary", "executive order")
    ):
        draft.detail(plain.replace("email address", "email").replace("phone number", "phone"), value)
    elif plain == "organization established date":
        draft.founded.extend(iso_dates(value))
    else:
        draft.number(label, value, country)
    draft.detail(f"about {label} {value}".strip(), joined(text(number, "issueDate"), text(number, "expirationDate")))
