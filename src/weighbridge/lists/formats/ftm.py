"""FollowTheMoney entities, one JSON object a line: the exports of OpenSanctions and of others who use the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from weighbridge.lists.bounded import lines_of
from weighbridge.lists.dates import iso_date
from weighbridge.lists.draft import MOST, Draft, finished
from weighbridge.lists.entry import Entry
from weighbridge.lists.formats import ftm_holdings
from weighbridge.lists.formats.csl import object_in
from weighbridge.lists.problem import ListError
from weighbridge.lists.source import Source
from weighbridge.ownership.holding import Holding

PARTIES = frozenset("Person Organization Company PublicBody LegalEntity Vessel Airplane".split())
"""Schemata that are parties; Ownership and Directorship go with them, others (Address) are counted in the notes."""
NUMBERS = {
    "passportNumber": "passport",
    "idNumber": "national-id",
    "socialSecurityNumber": "national-id",
    "taxNumber": "tax",
    "innCode": "tax",
    "vatCode": "tax",
    "registrationNumber": "registration",
    "ogrnCode": "registration",
    "uscCode": "registration",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "leiCode": "lei",
    "swiftBic": "bic",
    "dunsCode": "duns",
    "serialNumber": "serial",
    "callSign": "call-sign",
}
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "flag", "mainCountry")
_TAKEN = frozenset(
    (*NUMBERS, *_COUNTRIES)
    + (
        "name",
        "alias",
        "previousName",
        "weakAlias",
        "abbreviation",
        "birthDate",
        "incorporationDate",
        "buildDate",
        "address",
    )
    + (
        "program",
        "programId",
        "position",
        "title",
        "birthPlace",
        "sourceUrl",
        "notes",
        "createdAt",
        "modifiedAt",
        "sanctions",
    )
    + tuple(ftm_holdings.NESTED)
)


def read(source: Source) -> Iterator[Entry]:
    """The parties among the entities, with who owns and directs them; the file is read twice for that.

    A holding whose asset is no entry of the file is kept with its owner where it is nested there, and else counted.
    """
    held = ftm_holdings.holdings_by_asset(source)
    for number, line in lines_of(source.path, source.most):
        if not line.strip():
            continue
        where = f"{source.path}:{number}"
        row = object_in(line, where)
        schema, key, properties = row.get("schema"), row.get("id"), row.get("properties")
        if not (isinstance(schema, str) and isinstance(key, str) and isinstance(properties, dict)):
            raise ListError(where, "it has no id, schema and properties", "give entities of FollowTheMoney, one a line")
        if schema in ftm_holdings.ENDS:
            continue
        if schema not in PARTIES:
            source.told.notes[f"entities of the schema {schema[:40]}, which are no parties"] += 1
            continue
        made = finished(_draft(source.list, key, schema, row, properties))
        if made is None:
            source.told.notes["entries without a name"] += 1
        else:
            rows = [*held.pop(made.party.id, ()), *ftm_holdings.nested_in(source.list, row)]
            yield replace(made, holdings=_few(rows, where)) if rows else made
    if left := sum(map(len, held.values())):
        source.told.notes["holdings of what is no entry of the file"] += left


def _few(rows: list[Holding], where: str) -> tuple[Holding, ...]:
    once = tuple(sorted(set(rows), key=lambda one: (one.kind, one.owner, one.asset, one.share, one.start, one.end)))
    if len(once) > MOST:
        raise ListError(where, f"an entity with {len(once):,} holdings", f"at most {MOST:,} may stand in one")
    return once


def _draft(name: str, key: str, schema: str, row: Mapping[str, Any], properties: Mapping[str, Any]) -> Draft:
    def texts(*fields: str) -> list[str]:
        there = (field for field in fields if field in properties)
        return [one for field in there for one in _listed(properties[field]) if isinstance(one, str)]

    draft = Draft(name, key, schema)
    caption = row.get("caption")
    names = texts("name")
    draft.names.extend(sorted(names, key=lambda one: one != caption))
    draft.names.extend(texts("alias", "previousName", "abbreviation"))
    draft.weak.extend(texts("weakAlias"))
    for country in texts(*_COUNTRIES):
        draft.country(country)
    draft.born.extend(filter(None, map(iso_date, texts("birthDate"))))
    draft.founded.extend(filter(None, map(iso_date, texts("incorporationDate", "buildDate"))))
    draft.addresses.extend(texts("address"))
    draft.programmes.extend(texts("programId", "program"))
    draft.titles.extend(texts("position", "title"))
    draft.birth_places.extend(texts("birthPlace"))
    draft.links.extend(texts("sourceUrl"))
    draft.remarks.extend(texts("notes"))
    draft.listed, draft.changed = (max(map(iso_date, texts(one)), default="") for one in ("createdAt", "modifiedAt"))
    for field in properties:
        if field in NUMBERS:
            for value in texts(field):
                draft.number(field, value, kind=NUMBERS[field])
    for sanction in _listed(properties.get("sanctions")):
        if isinstance(sanction, dict):
            _sanction(draft, sanction.get("properties"))
    for field in properties:
        if field not in _TAKEN:
            for words in texts(field):
                draft.detail(field, words)
    if row.get("target") is False:
        draft.detail("target", "no: it stands in the file only because a target is connected with it")
    draft.source = ", ".join(one for one in _listed(row.get("datasets")) if isinstance(one, str))
    return draft


def _sanction(draft: Draft, properties: Any) -> None:
    """A sanction that lies within its entity, as in nested exports."""
    if not isinstance(properties, dict):
        return
    for field in ("programId", "program"):
        draft.programmes.extend(one for one in _listed(properties.get(field)) if isinstance(one, str))
    days = [
        iso_date(one)
        for field in ("listingDate", "startDate")
        for one in _listed(properties.get(field))
        if isinstance(one, str)
    ]
    draft.listed = min(filter(None, days), default=draft.listed)
    for field in ("authority", "reason", "provisions"):
        for words in _listed(properties.get(field)):
            if isinstance(words, str):
                draft.detail(f"sanction: {field}", words)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
