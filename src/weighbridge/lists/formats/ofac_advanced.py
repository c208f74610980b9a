"""OFAC's advanced XML (sdn_advanced.xml, cons_advanced.xml): sections that point to one another by number.

The measures of a party stand behind all parties, so the file is gone through twice: first for what is pointed to
(values, places, papers, measures), then for the parties. Source: OFAC, Advanced Sanctions Data Model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weighbridge.lists.dates import iso_date, years_between
from weighbridge.lists.draft import Draft, finished, joined
from weighbridge.lists.entry import Entry
from weighbridge.lists.formats.ofac_csv import SCHEMATA
from weighbridge.lists.problem import ListError
from weighbridge.lists.source import Source
from weighbridge.lists.trees import children, inner, local, records, text

POINTED = 3_000_000
"""Values, places, papers and measures together that are held."""
_PLACE = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "REGION", "POSTAL CODE")
_NAME = ("last name", "maiden name", "first name", "middle name", "patronymic", "matronymic", "nickname")
_SETS = (
    "AliasType Country DetailReference DocNameStatus FeatureType IDRegDocType IDRegDocDateType List LocPartType"
    " NamePartType PartySubType PartyType RelationType SanctionsType Validity EntryEventType LegalBasis"
).split()
_RECORDS = (
    "DateOfIssue",
    *_SETS,
    "Location",
    "IDRegDocument",
    "SanctionsEntry",
    "ProfileRelationship",
    "DistinctParty",
)


@dataclass(slots=True)
class Pointed:
    """What parties point to, by its number."""

    values: dict[tuple[str, str], str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """PartySubType to PartyType."""
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Place to its address in one line and its country."""
    papers: dict[str, list[tuple[str, str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Identity to kind, number, country and what else is said of a paper."""
    measures: dict[str, list[tuple[str, str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Profile to list, day, kind and words of a measure."""
    links: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Profile to kind and other profile of a relation."""

    def value(self, of: str, number: str | None) -> str:
        return self.values.get((of, number or ""), "")


def read(source: Source) -> Iterator[Entry]:
    """The entries. Raises ListError where more is pointed to than is held."""
    pointed = _pointed(source)
    for element in records(source.path, source.most, _RECORDS):
        if local(element) != "DistinctParty":
            continue
        made = finished(_draft(source.list, element, pointed))
        if made is None:
            source.told.notes["entries without a name"] += 1
        else:
            yield made


def _pointed(source: Source) -> Pointed:
    found, number = Pointed(), 0
    for element in records(source.path, source.most, _RECORDS):
        name, key = local(element), element.get("ID", "")
        number += name != "DistinctParty"
        if number > POINTED:
            raise ListError(str(source.path), f"more than {POINTED:,} values, places and papers", "it is no such list")
        if name == "DateOfIssue":
            source.told.published = _day(element)
        elif name == "Location":
            found.places[key] = _place(found, element)
        elif name == "IDRegDocument":
            found.papers[element.get("IdentityID", "")].append(_paper(found, element))
        elif name == "SanctionsEntry":
            found.measures[element.get("ProfileID", "")].extend(_measures(found, element))
        elif name == "ProfileRelationship":
            kind = found.value("RelationType", element.get("RelationTypeID"))
            found.links[element.get("From-ProfileID", "")].append((kind, element.get("To-ProfileID", "")))
        elif name in _SETS and key:
            found.values[name, key] = (element.text or "").strip()
            if name == "PartySubType":
                found.kinds[key] = element.get("PartyTypeID", "")
    return found


def _place(pointed: Pointed, element: Any) -> tuple[str, str]:
    parts: dict[str, str] = {}
    for part in children(element, "LocationPart"):
        kind = pointed.value("LocPartType", part.get("LocPartTypeID")).upper()
        parts[kind or "CITY"] = next((words for one in inner(part, "Value") if (words := (one.text or "").strip())), "")
    country = next((pointed.value("Country", one.get("CountryID")) for one in children(element, "LocationCountry")), "")
    known = [parts.pop(kind, "") for kind in _PLACE]
    return joined(*known, *parts.values(), country), country


def _paper(pointed: Pointed, element: Any) -> tuple[str, str, str, str]:
    dates: list[str] = []
    for one in children(element, "DocumentDate"):
        kind = pointed.value("IDRegDocDateType", one.get("IDRegDocDateTypeID"))
        dates.extend(joined(kind, *_period(part), by=" ") for part in children(one, "DatePeriod"))
    validity = pointed.value("Validity", element.get("ValidityID"))
    rest = joined(
        text(element, "IssuingAuthority"), text(element, "Comment"), *dates, validity if validity != "Valid" else ""
    )
    kind = pointed.value("IDRegDocType", element.get("IDRegDocTypeID"))
    return kind, text(element, "IDRegistrationNo"), pointed.value("Country", element.get("IssuedBy-CountryID")), rest


def _measures(pointed: Pointed, element: Any) -> Iterator[tuple[str, str, str, str]]:
    days = [_day(date) for event in children(element, "EntryEvent") for date in children(event, "Date")]
    day = min(filter(None, days), default="")
    source = pointed.value("List", element.get("ListID"))
    for one in children(element, "SanctionsMeasure"):
        yield source, day, pointed.value("SanctionsType", one.get("SanctionsTypeID")), text(one, "Comment")


def _draft(name: str, element: Any, pointed: Pointed) -> Draft:
    number = element.get("FixedRef", "")
    draft = Draft(name, number)
    draft.detail("OFAC number", number)
    draft.remarks.append(text(element, "Comment"))
    for profile in children(element, "Profile"):
        kind = pointed.value("PartySubType", profile.get("PartySubTypeID")).lower()
        wider = pointed.value("PartyType", pointed.kinds.get(profile.get("PartySubTypeID", ""), "")).lower()
        draft.schema = SCHEMATA.get(kind if kind in ("vessel", "aircraft") else wider or kind, "LegalEntity")
        for identity in children(profile, "Identity"):
            _identity(draft, identity, pointed)
        for feature in children(profile, "Feature"):
            _feature(draft, feature, pointed)
        _measured(draft, profile.get("ID", ""), pointed)
    return draft


def _identity(draft: Draft, identity: Any, pointed: Pointed) -> None:
    groups = {
        one.get("ID", ""): pointed.value("NamePartType", one.get("NamePartTypeID")).lower()
        for one in inner(identity, "NamePartGroup")
    }
    aliases = sorted(children(identity, "Alias"), key=lambda one: one.get("Primary") != "true")
    for alias in aliases:
        weak = alias.get("LowQuality") == "true"
        for documented in children(alias, "DocumentedName"):
            draft.name(_name(documented, groups), weak)
    for kind, value, country, rest in pointed.papers.get(identity.get("ID", ""), ()):
        draft.number(kind, value, country)
        if rest:
            draft.detail(f"about {kind} {value}".strip(), rest)


def _name(documented: Any, groups: dict[str, str]) -> str:
    """ "PETROV, Ivan Ivanovich": last names before a comma, as in OFAC's other files."""
    parts: list[tuple[str, str]] = []
    for one in inner(documented, "NamePartValue"):
        parts.append((groups.get(one.get("NamePartGroupID", ""), ""), (one.text or "").strip()))
    last = joined(*(words for kind, words in parts if kind in ("last name", "maiden name")), by=" ")
    rest = sorted(
        (part for part in parts if part[0] not in ("last name", "maiden name")), key=lambda part: _order(part[0])
    )
    return joined(last, joined(*(words for _, words in rest), by=" "))


def _order(kind: str) -> int:
    return _NAME.index(kind) if kind in _NAME else len(_NAME)


def _feature(draft: Draft, feature: Any, pointed: Pointed) -> None:
    """A feature: a birth, a place, a country, a number, a word."""
    label = pointed.value("FeatureType", feature.get("FeatureTypeID"))
    for version in children(feature, "FeatureVersion"):
        for period in children(version, "DatePeriod"):
            dates = _period(period)
            if label == "Birthdate":
                span = years_between(dates[0], dates[-1]) if len(dates) > 1 else dates
                draft.date("date of birth", " to ".join(dates), span)
            elif "stablished" in label or "anufacture" in label or "uild" in label:
                draft.founded.extend(dates)
            else:
                draft.detail(label, " to ".join(dates))
        for one in children(version, "VersionLocation"):
            _located(draft, label, *pointed.places.get(one.get("LocationID", ""), ("", "")))
        for one in children(version, "VersionDetail"):
            _worded(
                draft, label, (one.text or "").strip() or pointed.value("DetailReference", one.get("DetailReferenceID"))
            )
        draft.detail(f"note on {label}", text(version, "Comment"))


def _located(draft: Draft, label: str, place: str, country: str) -> None:
    if label == "Place of Birth":
        draft.birth_places.append(place)
        return
    draft.country(country)
    if label == "Location":
        draft.addresses.append(place)
    elif place != country:
        draft.detail(label, place)


def _worded(draft: Draft, label: str, words: str) -> None:
    if label == "Place of Birth":
        draft.birth_places.append(words)
    elif label == "Title":
        draft.titles.append(words)
    elif label in ("Vessel Flag", "Aircraft Flag"):
        draft.country(words)
        draft.detail("flag", words)
    elif (
        label.upper().startswith(
            ("MMSI", "VESSEL CALL", "AIRCRAFT TAIL", "DIGITAL CURRENCY", "SWIFT", "BIK", "D-U-N-S")
        )
        or "Serial" in label
    ):
        draft.number(label, words)
    else:
        draft.detail(label, words)


def _measured(draft: Draft, profile: str, pointed: Pointed) -> None:
    for source, day, kind, words in pointed.measures.get(profile, ()):
        draft.source = draft.source or source
        draft.listed = min(filter(None, (draft.listed, day)), default="")
        if kind == "Program":
            draft.programmes.append(words)
        else:
            draft.detail("measure", joined(kind, words))
    for kind, other in pointed.links.get(profile, ()):
        draft.detail(kind or "related to", f"OFAC number {other}")


def _day(element: Any) -> str:
    """Year, month and day as elements of their own."""
    return iso_date("-".join(one for part in ("Year", "Month", "Day") if (one := text(element, part))))


def _period(period: Any) -> tuple[str, ...]:
    """Beginning and end of a period; one date where they are the same day, or the first and last day of one year."""
    first = next((_day(one) for start in children(period, "Start") for one in children(start, "From")), "")
    last = next((_day(one) for end in children(period, "End") for one in children(end, "To")), "") or first
    if (
        first[:4] == last[:4]
        and first[5:] in ("01-01", "01", "")
        and last[5:] in ("12-31", "12", "01-01", "")
        and first != last
    ):
        return (first[:4],)
    if first == last or not last:
        return (first,) if first else ()
    return first, last
