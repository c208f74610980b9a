"""Ownership and Directorship of FollowTheMoney: lines of their own, or nested in the entities that they join."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from weighbridge.lists.bounded import lines_of
from weighbridge.lists.dates import iso_date
from weighbridge.lists.draft import clean, slug
from weighbridge.lists.formats.csl import object_in
from weighbridge.lists.problem import ListError
from weighbridge.lists.source import Source
from weighbridge.ownership.holding import DIRECTORSHIP, OWNERSHIP, Holding

MOST = 1_000_000
"""Holdings of one file, which are held in memory while it is read (about 600 bytes each)."""
MOST_VALUES = 20
"""Values of one field of a holding."""
ENDS = {"Ownership": ("owner", "asset", OWNERSHIP), "Directorship": ("director", "organization", DIRECTORSHIP)}
"""Schema to its two ends, and what it becomes."""
NESTED = {
    "ownershipOwner": ("Ownership", "owner"),
    "ownershipAsset": ("Ownership", "asset"),
    "directorshipDirector": ("Directorship", "director"),
    "directorshipOrganization": ("Directorship", "organization"),
}
"""Property of a party to the schema of what is nested there, and to which of its ends the party is."""


def holdings_by_asset(source: Source) -> dict[str, list[Holding]]:
    """All lines of these schemata, by the id that the asset's entry gets. Raises ListError."""
    found: dict[str, list[Holding]] = {}
    number = 0
    for at, line in lines_of(source.path, source.most):
        if not any(f'"{schema}"' in line for schema in ENDS):
            continue
        row = object_in(line, f"{source.path}:{at}")
        if row.get("schema") not in ENDS:
            continue
        for one in holdings_of(source.list, row):
            number += 1
            if number > MOST:
                raise ListError(f"{source.path}:{at}", f"more than {MOST:,} holdings", "split the file")
            found.setdefault(one.asset, []).append(one)
    return found


def nested_in(name: str, row: Mapping[str, Any]) -> Iterator[Holding]:
    """The holdings that lie within the party of a line."""
    properties = row["properties"]
    for field in NESTED.keys() & properties.keys():
        schema, end = NESTED[field]
        for inner in _listed(properties[field]):
            if isinstance(inner, dict) and isinstance(inner.get("properties"), dict):
                filled = {end: [{"id": row["id"], "caption": row.get("caption")}], **inner["properties"]}
                yield from holdings_of(name, {**inner, "schema": schema, "properties": filled})


def holdings_of(name: str, row: Mapping[str, Any]) -> Iterator[Holding]:
    """The holdings of one line; several owners or assets of a line are as many holdings."""
    properties = row.get("properties")
    if not isinstance(properties, dict):
        return
    one_end, other_end, kind = ENDS[row["schema"]]
    owners, assets = (_parties(properties.get(end)) for end in (one_end, other_end))
    role = ", ".join(dict.fromkeys(_texts(properties, "role", "ownershipType", "sharesType", "status")))
    starts, ends = (sorted(filter(None, map(iso_date, _texts(properties, key)))) for key in ("startDate", "endDate"))
    share = "; ".join(dict.fromkeys(_texts(properties, "percentage")))
    datasets = (clean(one) for one in _listed(row.get("datasets"))[:MOST_VALUES] if isinstance(one, str))
    said = ", ".join(dict.fromkeys([*_texts(properties, "publisher", "sourceUrl"), *datasets]))
    for owner, owner_name in owners:
        for asset, asset_name in assets:
            # of several days the first beginning and the last end: who may still hold is not taken to hold no more
            yield Holding(
                f"{name}-{slug(owner)}",
                f"{name}-{slug(asset)}",
                share,
                role,
                starts[0] if starts else "",
                ends[-1] if ends else "",
                kind,
                said,
                owner_name,
                asset_name,
            )


def _parties(values: Any) -> list[tuple[str, str]]:
    """Ids, with names where the parties themselves are nested."""
    found = []
    for one in _listed(values)[:MOST_VALUES]:
        if isinstance(one, str) and one:
            found.append((one, ""))
        elif isinstance(one, dict) and isinstance(one.get("id"), str) and one["id"]:
            inner = one.get("properties")
            names = _texts(inner, "name") if isinstance(inner, dict) else []
            caption = one.get("caption")
            found.append((one["id"], clean(caption) if isinstance(caption, str) else next(iter(names), "")))
    return found


def _texts(properties: Mapping[str, Any], *fields: str) -> list[str]:
    there = (one for field in fields for one in _listed(properties.get(field))[:MOST_VALUES])
    return [shown for one in there if isinstance(one, str) and (shown := clean(one))]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
