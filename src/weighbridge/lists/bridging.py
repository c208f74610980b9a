"""Entries as FollowTheMoney entities, cleaned and validated by the library: the party, and the sanction on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weighbridge.lists.entry import Entry
from weighbridge.lists.problem import ListError
from weighbridge.lists.words import words
from weighbridge.ownership.holding import DIRECTORSHIP, Holding

_NUMBERS = {
    "passport": ("passportNumber", "idNumber", "registrationNumber"),
    "national-id": ("idNumber", "registrationNumber"),
    "tax": ("taxNumber", "registrationNumber"),
    "registration": ("registrationNumber",),
    "imo": ("imoNumber", "registrationNumber"),
    "mmsi": ("mmsi", "idNumber"),
    "lei": ("leiCode",),
    "bic": ("swiftBic",),
    "duns": ("dunsCode",),
    "serial": ("serialNumber", "registrationNumber"),
    "tail": ("registrationNumber",),
    "call-sign": ("callSign",),
}
"""Kinds of identifiers to properties, the best first; those that a schema lacks are passed over."""
_DETAILS = {"email": ("email",), "phone": ("phone",), "website": ("website",), "gender": ("gender",)}


def entities_of(entry: Entry) -> Iterator[dict[str, Any]]:
    """The party, its Sanction, then who owns and directs it.

    What the library does not take for a value of its property is kept as a note.

    Raises ListError where the library is not installed or an entry is none of its schemata.
    """
    model = _model()
    party = entry.party
    proxy = _proxy(model, party.schema, party.id)
    _add(proxy, ("name",), party.names[:1])
    _add(proxy, ("alias",), party.names[1:])
    _add(proxy, ("weakAlias",), party.weak_aliases)
    _add(proxy, ("nationality",) if party.schema == "Person" else ("flag", "country"), party.countries, "country")
    _add(proxy, ("birthDate",), party.birth_dates, "birth date")
    _add(proxy, ("incorporationDate", "buildDate"), party.foundation_dates, "founded")
    _add(proxy, ("address",), party.addresses)
    _add(proxy, ("birthPlace",), entry.birth_places, "birth place")
    _add(proxy, ("position", "title"), entry.titles, "title")
    _add(proxy, ("sourceUrl",), entry.links, "link")
    _add(proxy, ("notes",), (party.remarks,) if party.remarks else ())
    for one in party.identifiers:
        _add(proxy, _NUMBERS.get(one.kind, ("idNumber", "registrationNumber")), (one.value,), one.kind)
    for label, said in entry.details:
        _add(proxy, _DETAILS.get(label, ()), (said,), label)
    _add(proxy, ("topics",), (topic_of(entry),))
    yield dict(proxy.to_dict())
    yield _sanction(model, entry)
    for number, held in enumerate(entry.holdings, 1):
        yield _holding(model, held, f"{party.id}-holding-{number}")


def topic_of(entry: Entry) -> str:
    """``export.control`` for lists about exports alone, ``sanction`` else."""
    said = f"{entry.party.list} {entry.source}"
    return next((topic for topic, parts in words().topics.items() if any(part in said for part in parts)), "sanction")


def _sanction(model: Any, entry: Entry) -> dict[str, Any]:
    party, listed = entry.party, words().lists.get(entry.party.list)
    proxy = _proxy(model, "Sanction", f"{party.id}-sanction")
    proxy.add("entity", party.id)
    _add(proxy, ("authority",), (entry.source or (listed.publisher if listed else party.list),), "authority")
    _add(proxy, ("programId", "program"), party.programmes, "programme")
    _add(proxy, ("program",), [words().programmes[one] for one in party.programmes if one in words().programmes])
    for name, day in (("listingDate", entry.listed), ("endDate", entry.until), ("modifiedAt", entry.changed)):
        _add(proxy, (name,), (day,) if day else (), name)
    _add(proxy, ("sourceUrl",), entry.links, "link")
    return dict(proxy.to_dict())


def _holding(model: Any, held: Holding, key: str) -> dict[str, Any]:
    directs = held.kind == DIRECTORSHIP
    proxy = _proxy(model, "Directorship" if directs else "Ownership", key)
    proxy.add("director" if directs else "owner", held.owner)
    proxy.add("organization" if directs else "asset", held.asset)
    rows = (("role", held.role), ("startDate", held.start), ("endDate", held.end), ("publisher", held.source))
    for name, value in (*rows, ("percentage", held.share)):
        _add(proxy, (name,), (value,) if value else (), name)
    return dict(proxy.to_dict())


def _add(proxy: Any, properties: tuple[str, ...], values: Any, label: str = "") -> None:
    """Add values to the first property that the schema has and that takes them; else to its notes, with their label."""
    for value in values:
        known = (proxy.schema.properties[name] for name in properties if name in proxy.schema.properties)
        taker = next((one for one in known if one.type.clean(value, format=one.format, proxy=proxy)), None)
        if taker is not None:
            proxy.add(taker.name, value)
            continue
        notes = "notes" if "notes" in proxy.schema.properties else "summary"
        proxy.add(notes, f"{label}: {value}" if label else value)


def _proxy(model: Any, schema: str, key: str) -> Any:
    try:
        proxy = model.make_entity(schema)
    except Exception as error:
        raise ListError(key, f"{schema[:40]!r} is no schema of FollowTheMoney ({error})", "check the list") from None
    proxy.id = key
    return proxy


def _model() -> Any:
    try:
        from followthemoney import model
    except ImportError:
        what = "entities need the library followthemoney"
        raise ListError("FollowTheMoney", what, "install it with: pip install 'weighbridge[exports]'") from None
    return model
