"""The European Union's consolidated list of financial sanctions: XML 1.1 of the Financial Sanctions Files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weighbridge.lists.dates import iso_date, years_between
from weighbridge.lists.draft import Draft, finished, joined
from weighbridge.lists.entry import Entry
from weighbridge.lists.source import Source
from weighbridge.lists.trees import children, inner, records, texts

SCHEMATA = {"person": "Person", "p": "Person", "enterprise": "Organization", "e": "Organization", "vessel": "Vessel"}


def read(source: Source) -> Iterator[Entry]:
    """The entries; the EU reference number is the key, or else the logical id."""

    def root(element: Any) -> None:
        source.told.published = iso_date(element.get("generationDate", ""))
        source.told.version = element.get("globalFileId", "")

    for element in records(source.path, source.most, ("sanctionEntity",), root):
        made = finished(_draft(source.list, element))
        if made is None:
            source.told.notes["entries without a name"] += 1
        else:
            yield made


def _draft(name: str, element: Any) -> Draft:
    get = element.get
    draft = Draft(name, get("euReferenceNumber") or get("logicalId") or "")
    for one in children(element, "subjectType"):
        code = (one.get("code") or one.get("classificationCode") or "").lower()
        draft.schema = SCHEMATA.get(code, "LegalEntity")
    draft.detail("EU reference number", get("euReferenceNumber"))
    draft.detail("UN number", get("unitedNationId"))
    draft.detail("designation details", get("designationDetails"))
    draft.remarks.extend(texts(element, "remark"))
    for alias in children(element, "nameAlias"):
        _alias(draft, alias)
    for regulation in children(element, "regulation"):
        _regulation(draft, regulation)
    for birth in children(element, "birthdate"):
        _born(draft, birth)
    for one in children(element, "citizenship"):
        _country(draft, one)
    for address in children(element, "address"):
        _address(draft, address)
    for paper in children(element, "identification"):
        _paper(draft, paper)
    return draft


def _alias(draft: Draft, alias: Any) -> None:
    whole = alias.get("wholeName") or joined(
        alias.get("firstName"), alias.get("middleName"), alias.get("lastName"), by=" "
    )
    draft.name(whole, weak=alias.get("strong") == "false")
    draft.titles.extend((alias.get("title") or "", alias.get("function") or ""))
    draft.detail("gender", alias.get("gender"))


def _regulation(draft: Draft, regulation: Any) -> None:
    draft.programmes.append(regulation.get("programme") or "")
    day = iso_date(regulation.get("publicationDate") or regulation.get("entryIntoForceDate") or "")
    draft.listed = min(filter(None, (draft.listed, day)), default="")
    draft.changed = max(draft.changed, day)
    draft.links.extend(texts(regulation, "publicationUrl"))
    draft.detail("regulation", joined(regulation.get("regulationType"), regulation.get("numberTitle"), day))


def _born(draft: Draft, birth: Any) -> None:
    get = birth.get
    exact = iso_date(get("birthdate") or "")
    if not exact and get("year"):
        exact = iso_date("-".join(part.zfill(2) for part in _known(get("year"), get("monthOfYear"), get("dayOfMonth"))))
    span = years_between(get("yearRangeFrom") or "", get("yearRangeTo") or "")
    draft.born.extend((exact,) if exact else span)
    draft.birth_places.append(joined(get("place"), get("city"), get("region"), _described(birth)))
    if get("circa") == "true":
        draft.detail("date of birth", f"circa {exact or joined(get('yearRangeFrom'), get('yearRangeTo'), by=' to ')}")


def _known(*parts: str | None) -> list[str]:
    """The parts up to the first that is missing."""
    found: list[str] = []
    for part in parts:
        if not part or not part.isdigit() or not int(part):
            break
        found.append(part)
    return found


def _address(draft: Draft, address: Any) -> None:
    get = address.get
    box = f"P.O. Box {get('poBox')}" if get("poBox") else ""
    draft.addresses.append(
        joined(get("street"), box, get("place"), get("zipCode"), get("city"), get("region"), _described(address))
    )
    _country(draft, address)
    for contact in inner(address, "contactInfo"):
        draft.detail((contact.get("key") or "contact").lower(), contact.get("value"))


def _paper(draft: Draft, paper: Any) -> None:
    get = paper.get
    label = get("identificationTypeDescription") or get("identificationTypeCode") or ""
    code = {"passport": "passport", "id": "national-id", "imo": "imo", "regnumber": "registration", "fiscalcode": "tax"}
    country = get("countryIso2Code") or ""
    kind = code.get((get("identificationTypeCode") or "").lower(), "")
    draft.number(label, get("number") or get("latinNumber"), "" if country == "00" else country, kind)
    dates = joined(get("issuedBy"), get("issuedDate"), get("validFrom"), get("validTo"))
    flags = joined(
        *(word for word in ("knownExpired", "knownFalse", "reportedLost", "revokedByIssuer") if get(word) == "true")
    )
    draft.detail(f"about {label} {get('number') or ''}".strip(), joined(dates, flags))


def _described(element: Any) -> str:
    country = element.get("countryDescription") or ""
    return "" if country.upper() == "UNKNOWN" else country


def _country(draft: Draft, element: Any) -> None:
    code = element.get("countryIso2Code") or ""
    draft.country(_described(element) if code in ("", "00") else code)
