"""Which lists and entries a request of the yente API is about, and what it is told of the lists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request
from fastapi.exceptions import HTTPException

from weighbridge.desk.screening.catalogue import Wanted
from weighbridge.desk.screening.shelf import WAIT, NoList, NotReady, Ready, Shelf
from weighbridge.lists.problem import ListError
from weighbridge.lists.standing import standings
from weighbridge.lists.words import words

ALL = "default"
"""The dataset of all lists in force."""
MOMENT = r"^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?$"
Dataset = Annotated[
    str, Path(min_length=1, max_length=200, description="A list's short name, or default for all.", examples=[ALL])
]
IdPath = Annotated[str, Path(min_length=1, max_length=500, description="The id of a listed party.")]
_Names = Annotated[list[str], Query(max_length=100)]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the parameters of a request narrow it to."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]
    exclude_schemata: tuple[str, ...]
    topics: tuple[str, ...]
    since: str


def _narrowing(
    include_dataset: _Names = [],  # noqa: B006 - FastAPI copies it
    exclude_dataset: _Names = [],  # noqa: B006
    exclude_schema: _Names = [],  # noqa: B006
    topics: _Names = [],  # noqa: B006
    changed_since: Annotated[str | None, Query(pattern=MOMENT, description="A day or a moment.")] = None,
) -> Narrowing:
    return Narrowing(
        tuple(include_dataset), tuple(exclude_dataset), tuple(exclude_schema), tuple(topics), changed_since or ""
    )


Narrowed = Annotated[Narrowing, Depends(_narrowing)]


def _everything(
    simple: Annotated[bool, Query(description="Makes no difference: no word is an operator here.")] = False,
    target: Annotated[
        bool | None, Query(description="All entries are targets.", json_schema_extra={"not": {"const": False}})
    ] = None,
    filter_op: Annotated[str, Query(pattern="^(OR|AND)$")] = "OR",
    facets: Annotated[list[str], Query(max_length=20, description="All are given.")] = [],  # noqa: B006
    sort: Annotated[list[str], Query(max_length=0, description="None: the closest come first.")] = [],  # noqa: B006
    filter: Annotated[list[str], Query(max_length=0, description="None yet.")] = [],  # noqa: B006
) -> None:
    """Parameters of a search that clients send: those that would change an answer are refused."""
    del simple, facets, sort, filter, filter_op
    if target is False:
        raise HTTPException(422, "target: all entries of these lists are targets; leave it out")


Everything = Annotated[None, Depends(_everything)]


@dataclass(frozen=True, slots=True)
class Scope:
    """Among which entries is looked. narrow: not among all."""

    wanted: Wanted
    narrow: bool


def shelf_of(request: Request) -> Shelf:
    """The desk's lists."""
    shelf: Shelf = request.app.state.shelf
    return shelf


def ready_lists(request: Request, wait: float = WAIT) -> Ready:
    """The lists in force, ready. Raises the error 503 for the request where there are none."""
    try:
        return shelf_of(request).ready(wait)
    except NotReady as error:
        raise HTTPException(503, str(error), {"retry-after": "30"}) from None
    except (NoList, ListError) as error:
        raise HTTPException(503, str(error)) from None


def scope_of(
    lists: Ready,
    dataset: str,
    narrowing: Narrowing,
    among: tuple[str, ...] = (),
    countries: tuple[str, ...] = (),
    schemata: tuple[str, ...] = (),
) -> Scope:
    """The scope of a request.

    ``default`` with lists to include is those lists. A list with others to include is all of them together: clients
    that are asked for several lists send the first as the path and the others so. Raises the error 404 for a list that
    is not in force.
    """
    for name in (dataset, *narrowing.include, *among):
        if name != ALL and name not in lists.names:
            known = ", ".join((ALL, *lists.names))
            raise HTTPException(404, f"no list {name[:200]!r} is in force; known: {known}")
    named = narrowing.include if dataset == ALL else (dataset, *narrowing.include)
    wanted_lists = () if ALL in named else named
    if among and ALL not in among:
        wanted_lists = tuple(one for one in among if not wanted_lists or one in wanted_lists) or ("",)
    without = tuple(one for one in narrowing.exclude if one in lists.names)
    wanted = Wanted(
        lists=wanted_lists,
        without=without,
        schemata=schemata,
        without_schemata=narrowing.exclude_schemata,
        topics=narrowing.topics,
        countries=tuple(one.lower() for one in countries),
        since=narrowing.since,
    )
    return Scope(wanted, wanted != replace(Wanted(), lists=()))


def schemata_below(schema: str) -> tuple[str, ...]:
    """A schema of FollowTheMoney with all below it; nothing for ``Thing``, which is above all. Raises the error 422."""
    from followthemoney import model

    known = model.get(schema)
    if known is None:
        raise HTTPException(422, f"schema: {schema[:100]!r} is no schema of FollowTheMoney; Thing is all")
    return () if schema == "Thing" else tuple(sorted({schema, *(one.name for one in known.descendants)}))


def facets_of(lists: Ready, counts: dict[str, dict[str, int]]) -> dict[str, Any]:
    """Counts as facets, each value with its name for people."""
    from rigour.territories import get_territory

    def label(kind: str, value: str) -> str:
        if kind == "countries":
            territory = get_territory(value)
            return territory.name if territory else value
        listed = words().lists.get(value) if kind == "datasets" else None
        return listed.title if listed else value

    titles = {"datasets": "Data sources", "topics": "Topics", "schema": "Types", "countries": "Countries"}
    return {
        kind: {
            "label": title,
            "values": [
                {"name": value, "label": label(kind, value), "count": count}
                for value, count in counts.get(kind, {}).items()
            ],
        }
        for kind, title in titles.items()
    }


def catalog_of(request: Request) -> dict[str, Any]:
    """The lists in force as datasets. Raises the error 503 where the lists can't be read."""
    shelf = shelf_of(request)
    try:
        versions = shelf.in_force()
    except ListError as error:
        raise HTTPException(503, str(error)) from None
    today = datetime.now(UTC).date()
    standing = {one.list: one for one in standings(versions, today) if one.version is not None}
    ready = {one.list: one.id for one in shelf.held}
    rows: list[dict[str, Any]] = []
    for one in versions:
        listed = words().lists.get(one.list)
        rows.append(
            {
                "name": one.list,
                "title": standing[one.list].title,
                "summary": standing[one.list].warning or (listed.publisher if listed else None),
                "url": one.fetched[0] if one.fetched else None,
                "load": True,
                "version": one.id,
                "updated_at": one.taken[:19],
                "entity_count": one.number,
                "index_version": ready.get(one.list),
                "index_current": ready.get(one.list) == one.id,
                "children": [],
            }
        )
    whole = {
        "name": ALL,
        "title": "All lists in force",
        "load": True,
        "version": shelf.key,
        "updated_at": max((one.taken[:19] for one in versions), default=None),
        "entity_count": sum(one.number for one in versions),
        "index_version": shelf.held_key,
        "index_current": bool(versions) and shelf.held_key == shelf.key,
        "children": [one.list for one in versions],
    }
    stale = [name for name, one in standing.items() if one.warning]
    current = [one.list for one in versions if one.list not in stale]
    return {"datasets": [whole, *rows], "current": current, "outdated": stale, "index_stale": bool(stale)}
