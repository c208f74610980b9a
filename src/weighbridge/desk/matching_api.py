"""The yente API (OpenSanctions' self-hosted matching) on the lists in force: its clients ask the desk unchanged.

Nothing here writes. docs/screening-api.md says what is answered otherwise than by yente, and what is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Path, Query, Request
from fastapi.exceptions import HTTPException
from fastapi.responses import Response

from weighbridge.desk import matching_api_shapes as shapes
from weighbridge.desk import matching_api_told as told
from weighbridge.desk.api.leading import Links, leading
from weighbridge.desk.errors import json_answer
from weighbridge.desk.matching_api_asked import ExampleError, understood
from weighbridge.desk.matching_api_scope import (
    ALL,
    Dataset,
    Everything,
    IdPath,
    Narrowed,
    Narrowing,
    Scope,
    catalog_of,
    facets_of,
    ready_lists,
    schemata_below,
    scope_of,
)
from weighbridge.desk.screening.catalogue import Found
from weighbridge.desk.screening.shelf import Ready
from weighbridge.lists.entry import Entry
from weighbridge.matching.index import CANDIDATES
from weighbridge.matching.logics import OURS, matches_by, review_threshold
from weighbridge.matching.official_scan import TooManyNames
from weighbridge.matching.party import Party
from weighbridge.matching.reasons import Match

CUTOFF = 0.5
"""Below this score nothing is given; as yente has it."""
MOST, OFFSETS = 500, 9_499
"""Results of one answer, and how many may be passed over; as yente has it."""
NARROWED_CANDIDATES = 4 * CANDIDATES
"""Parties that are compared for a name where some lists or kinds are left out: those left out take up places too."""
MOST_NAMES = 1_000
"""Names of all queries of a request together: each takes some milliseconds, a long and odd one forty."""
MOST_SHOWN_NAMES = 100
"""The same for ``official-search``, which goes over every listed name: some ten milliseconds each, up to a second."""
MATCHING = CapacityLimiter(2)
"""Requests that match at once, in each process."""
FUZZY = 0.6
"""From which score on a search by sound and letters gives a party."""

FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"model": shapes.Fault, "description": what}
    for code, what in (
        (401, "Sign in, or give a token"),
        (404, "There is no such list or entity"),
        (422, "Something asked for is not valid"),
        (429, "Too many requests"),
        (503, "No list is in force, or they are being made ready"),
    )
}
BODY_FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"model": shapes.Fault, "description": what}
    for code, what in (
        (400, "A query that can't be understood"),
        (403, "Sent by a page of somebody else"),
        (408, "A body that took too long"),
        (413, "A body that is too large"),
        (415, "A body of another type than application/json"),
    )
}
router = APIRouter(tags=["matching"], responses=FAULTS)
Share = Annotated[float, Query(ge=0, le=1)]
Algorithm = Annotated[
    str,
    Query(
        max_length=100,
        description="official-search (also ofac, ofac-249): as OFAC's own search scores; all others: as we do.",
        json_schema_extra={"enum": [*sorted(told.ALGORITHMS)]},
    ),
]
Schema = Annotated[
    str,
    Query(
        max_length=100,
        description="A schema of FollowTheMoney; those below it count too.",
        json_schema_extra={"enum": shapes.SEARCHED},
    ),
]
LEADS: Links = {name: {"entity_id": "/results/0/id"} for name in ("listed_entity", "adjacent", "adjacent_by")}
Ids = Annotated[list[Annotated[str, Query(max_length=500)]], Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Parts:
    """How much of what matches is given, by which logic. without: ids of entries that are left out."""

    limit: int
    cutoff: float
    threshold: float | None
    without: frozenset[str]
    logic: str


@router.post("/match/{dataset}", response_model=shapes.Matched, responses=BODY_FAULTS)
async def match(
    request: Request,
    dataset: Dataset,
    asked: shapes.Asked,
    narrowed: Narrowed,
    limit: Annotated[int, Query(ge=1, le=MOST, description="Results of a query, at most.")] = 5,
    threshold: Annotated[float | None, Query(ge=0, le=1, description="From which score on ``match`` is true.")] = None,
    cutoff: Annotated[Share, Query(description="Below this score nothing is given.")] = CUTOFF,
    algorithm: Algorithm = "best",
    exclude_entity_ids: Ids = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Whom of the lists the parties asked about may be: by name, number, country, date and address."""
    if asked.weights or asked.config:
        raise HTTPException(400, "weights and config: the scores here have none from outside; leave them out")
    logic = told.ALGORITHMS.get(algorithm.lower().strip())
    if logic is None:
        known = ", ".join(sorted(told.ALGORITHMS))
        raise HTTPException(400, f"there is no algorithm {algorithm[:100]!r}; known: {known}")
    if not asked.queries:
        raise HTTPException(400, 'there are no queries; give {"queries": {KEY: {"schema", "properties"}}}')
    parts = Parts(limit, cutoff, threshold, frozenset(exclude_entity_ids), logic)
    return await to_thread.run_sync(_matched, request, dataset, asked, narrowed, parts, limiter=MATCHING)


def _matched(request: Request, dataset: str, asked: shapes.Asked, narrowed: Narrowing, parts: Parts) -> Response:
    """The answer, made in one of the few threads that match, so that the others are there for pages."""
    lists = ready_lists(request)
    scope = scope_of(lists, dataset, narrowed)
    review = review_threshold(parts.logic) if parts.threshold is None else parts.threshold
    parties: dict[str, tuple[Party, dict[str, Any]]] = {}
    for key, example in asked.queries.items():
        try:
            party, properties = understood(key, example.schema_, example.properties)
        except ExampleError as error:
            raise HTTPException(400, f"queries.{key[:100]}: {error}") from None
        parties[key] = party, {"id": example.id, "schema": party.schema, "properties": properties}
    names = sum(len(one.names) + len(one.weak_aliases) for one, _ in parties.values())
    most = MOST_NAMES if parts.logic == OURS else MOST_SHOWN_NAMES
    if names > most:
        raise HTTPException(400, f"the queries have {names:,} names, more than {most:,}; ask in parts")
    lowest = min(parts.cutoff, review)
    if parts.logic != OURS:
        # which goes over every name: whatever is asked, nobody is given below
        lowest = max(lowest, CUTOFF)
    responses = {}
    for key, (party, query) in parties.items():
        try:
            found = _found(lists, scope, party, lowest, parts.without, parts.logic)
        except TooManyNames as error:
            raise HTTPException(400, str(error)) from None
        results = [told.scored(one, entry, lists.of(entry.party.list), review) for one, entry in found[: parts.limit]]
        total = {"value": len(found), "relation": "eq" if len(found) < MOST else "gte"}
        responses[key] = {"status": 200, "results": results, "total": total, "query": query}
    headers = {"x-batch-size": str(len(responses)), "x-algorithm": parts.logic, "x-lists": lists.told}
    answer = {"responses": responses, "matcher": told.features(parts.logic), "limit": parts.limit}
    return json_answer(answer, headers=headers)


@router.get("/search/{dataset}", response_model=shapes.SearchFound, responses=leading(LEADS))
def search(
    request: Request,
    dataset: Dataset,
    narrowed: Narrowed,
    everything: Everything,
    q: Annotated[str, Query(max_length=400, description="Words of a name; without any, all entries.")] = "",
    schema: Schema = "Thing",
    countries: Annotated[list[str], Query(max_length=100)] = [],  # noqa: B006
    datasets: Annotated[list[str], Query(max_length=100)] = [],  # noqa: B006
    limit: Annotated[int, Query(ge=0, le=MOST)] = 10,
    offset: Annotated[int, Query(ge=0, le=OFFSETS)] = 0,
    fuzzy: Annotated[bool, Query(description="By sound and likeness, as names are matched.")] = False,
) -> Response:
    """Entries by words of their names. Where no name has the words, by sound and likeness, as with ``fuzzy``."""
    del everything
    lists = ready_lists(request)
    scope = scope_of(lists, dataset, narrowed, tuple(datasets), tuple(countries), schemata_below(schema))
    found = Found((), 0, True, {})
    if not fuzzy or not q.strip():
        found = lists.catalogue.search(q, scope.wanted, offset, limit)
    if q.strip() and not found.total:
        like = _found(lists, scope, Party("q", "LegalEntity", (q,)), FUZZY, frozenset())
        entries = tuple(entry for _, entry in like)
        found = Found(entries[offset : offset + limit], len(entries), True, {})
    results = [told.entity(one, lists.of(one.party.list), nested=True) for one in found.entries]
    total = {"value": found.total, "relation": "eq" if found.whole else "gte"}
    answer = {"limit": limit, "offset": offset, "total": total, "results": results}
    return json_answer({**answer, "facets": facets_of(lists, found.counts)}, headers={"x-lists": lists.told})


@router.get("/entities/{entity_id}", response_model=shapes.Entity, operation_id="listed_entity")
def entity(
    request: Request,
    entity_id: IdPath,
    nested: Annotated[bool, Query(description="With its sanctions inside.")] = True,
) -> Response:
    """A listed party with all that its list says of it."""
    lists = ready_lists(request)
    entry = _entry(lists, entity_id)
    return json_answer(told.entity(entry, lists.of(entry.party.list), nested))


@router.get("/entities/{entity_id}/adjacent", response_model=shapes.Neighbourhood, operation_id="adjacent")
def adjacent(
    request: Request,
    entity_id: IdPath,
    limit: Annotated[int, Query(ge=0, le=MOST)] = 10,
    offset: Annotated[int, Query(ge=0, le=OFFSETS)] = 0,
) -> Response:
    """A listed party, and the sanctions that stand beside it."""
    lists = ready_lists(request)
    entry = _entry(lists, entity_id)
    around = _neighbours(entry, lists, limit, offset)
    return json_answer({"entity": told.entity(entry, lists.of(entry.party.list)), "adjacent": {"sanctions": around}})


@router.get(
    "/entities/{entity_id}/adjacent/{property_name}", response_model=shapes.Neighbours, operation_id="adjacent_by"
)
def adjacent_by(
    request: Request,
    entity_id: IdPath,
    property_name: Annotated[
        str, Path(max_length=100, description="Only one there is.", json_schema_extra={"enum": ["sanctions"]})
    ],
    limit: Annotated[int, Query(ge=0, le=MOST)] = 10,
    offset: Annotated[int, Query(ge=0, le=OFFSETS)] = 0,
) -> Response:
    """What stands beside a listed party by one property."""
    lists = ready_lists(request)
    entry = _entry(lists, entity_id)
    if property_name != "sanctions":
        raise HTTPException(404, f"nothing stands here by {property_name[:100]!r}; known: sanctions")
    return json_answer(_neighbours(entry, lists, limit, offset))


@router.get("/catalog", response_model=shapes.Catalog)
def catalog(request: Request) -> Response:
    """The lists in force, each a dataset of its own, and all of them together as ``default``."""
    return json_answer(catalog_of(request))


@router.get("/manifest", response_model=shapes.Catalog, include_in_schema=False)
def manifest(request: Request) -> Response:
    """The older name of the catalog."""
    return json_answer(catalog_of(request))


@router.get("/algorithms", response_model=shapes.Algorithms)
def algorithms() -> Response:
    """The ways of scoring, and what they look at."""
    return json_answer(told.algorithms())


@router.get("/healthz", response_model=shapes.Status)
def healthz() -> Response:
    """That the desk answers."""
    return json_answer({"status": "ok"})


@router.get("/readyz", response_model=shapes.Status)
def readyz(request: Request) -> Response:
    """That lists are in force and ready; 503 else. Who asks is about to match."""
    request.app.state.grounds.begin()
    ready_lists(request, 0.0)
    return json_answer({"status": "ok"})


def _found(
    lists: Ready, scope: Scope, party: Party, cutoff: float, without: frozenset[str], logic: str = OURS
) -> list[tuple[Match, Entry]]:
    """The listed parties of a scope from a score on, best first, each with its entry; no more than MOST.

    Raises TooManyNames where the lists are too large for the logic.
    """
    if not party.names and not party.weak_aliases and not party.identifiers:
        return []
    most = NARROWED_CANDIDATES if scope.narrow or without else CANDIDATES
    found = []
    for one in matches_by(logic, lists.index, party, cutoff, most):
        if one.party.id in without or (
            scope.narrow and not lists.catalogue.fits(one.party.id, one.party.list, scope.wanted)
        ):
            continue
        entry = lists.catalogue.entry(one.party.id, one.party.list)
        if entry is not None:
            found.append((one, entry))
        if len(found) == MOST:
            break
    return found


def _entry(lists: Ready, key: str) -> Entry:
    entry = lists.catalogue.entry(key)
    if entry is None:
        raise HTTPException(404, f"no list in force has an entry {key[:200]!r}; {ALL} and the lists are at /catalog")
    return entry


def _neighbours(entry: Entry, lists: Ready, limit: int, offset: int) -> dict[str, Any]:
    around = told.entity(entry, lists.of(entry.party.list), nested=True)["properties"]["sanctions"]
    total = {"value": len(around), "relation": "eq"}
    return {"limit": limit, "offset": offset, "total": total, "results": around[offset : offset + limit]}
