"""What goes in and out where programs match parties: the shapes of the yente API, as its clients read them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

MOST_QUERIES = 100
"""Of one request; as yente has it."""
MOST_PROPERTIES, MOST_VALUES, LONGEST_VALUE = 100, 50, 2_000
"""Properties of a query, values of a property, characters of a value."""
MATCHABLE: list[JsonValue] = [
    *("Person", "Company", "Organization", "PublicBody", "LegalEntity", "Vessel", "Airplane", "Vehicle", "Security"),
    *("Address", "BankAccount", "CryptoWallet", "Position", "Territory", "UserAccount"),
]
"""Schemata of FollowTheMoney that can be matched; the library itself is only loaded when somebody asks."""
SEARCHED: list[JsonValue] = ["Thing", "Asset", *MATCHABLE]
"""Schemata that a search may be narrowed to, as far as the description of the API tells them."""
EMPTY: dict[str, JsonValue] = {"maxProperties": 0}
_Value = Annotated[str, Field(max_length=LONGEST_VALUE)] | int | float | bool | None
_Values = Annotated[str, Field(max_length=LONGEST_VALUE)] | Annotated[list[_Value], Field(max_length=MOST_VALUES)]


class Fault(BaseModel):
    """What is wrong, and what to do."""

    error: str
    detail: str


class Example(BaseModel):
    """A party that is asked about, as an entity of FollowTheMoney."""

    model_config = ConfigDict(populate_by_name=True)

    id: str | None = Field(default=None, max_length=LONGEST_VALUE)
    schema_: str = Field(alias="schema", max_length=100, examples=["Company"], json_schema_extra={"enum": MATCHABLE})
    properties: dict[Annotated[str, Field(max_length=100)], _Values] = Field(
        max_length=MOST_PROPERTIES, examples=[{"name": ["Harbour Gyro Trading"], "country": ["tr"]}]
    )


class Asked(BaseModel):
    """Parties that are asked about, each under a key of the asker's own."""

    queries: dict[Annotated[str, Field(max_length=200)], Example] = Field(
        max_length=MOST_QUERIES, json_schema_extra={"minProperties": 1}
    )
    weights: dict[str, float] = Field(default={}, description="Empty: the scores are our own.", json_schema_extra=EMPTY)
    config: dict[str, Any] = Field(default={}, description="Empty.", json_schema_extra=EMPTY)


class Entity(BaseModel):
    """An entity of FollowTheMoney. A property may hold entities beside texts."""

    id: str
    caption: str
    schema_: str = Field(alias="schema")
    properties: dict[str, list[str | Entity]]
    datasets: list[str] = []
    referents: list[str] = []
    target: bool = False
    first_seen: str | None = None
    last_seen: str | None = None
    last_change: str | None = None


class Explanation(BaseModel):
    """One thing that was compared: what it did to the score, and the same in words."""

    score: float
    detail: str | None = None
    query: str | None = None
    candidate: str | None = None


class Scored(Entity):
    """A listed party with its score, and why it has that score."""

    score: float
    features: dict[str, float]
    explanations: dict[str, Explanation]
    match: bool


class Total(BaseModel):
    """How many there are; ``gte``: at least so many."""

    value: int
    relation: Literal["eq", "gte"]


class Matches(BaseModel):
    """The answer to one query; ``query`` says what was understood of it."""

    status: int
    results: list[Scored]
    total: Total
    query: dict[str, Any]


class FeatureDoc(BaseModel):
    """What a feature of a score means."""

    description: str | None
    coefficient: float
    url: str


class Matched(BaseModel):
    """The answers, by the keys of the queries."""

    responses: dict[str, Matches]
    matcher: dict[str, FeatureDoc]
    limit: int


class FacetItem(BaseModel):
    """A value, and how many have it."""

    name: str
    label: str
    count: int


class Facet(BaseModel):
    """Counts of one property."""

    label: str
    values: list[FacetItem]


class SearchFound(BaseModel):
    """A part of what a search found."""

    limit: int
    offset: int
    total: Total
    results: list[Entity]
    facets: dict[str, Facet]


class Neighbours(BaseModel):
    """What stands at the other end of one property."""

    limit: int
    offset: int
    total: Total
    results: list[str | Entity]


class Neighbourhood(BaseModel):
    """An entity, and what stands around it, by property."""

    entity: Entity
    adjacent: dict[str, Neighbours]


class Dataset(BaseModel):
    """A list in force, or all of them together (``children``)."""

    name: str
    title: str
    summary: str | None = None
    url: str | None = None
    load: bool
    entities_url: str | None = None
    version: str
    updated_at: str | None = None
    entity_count: int
    index_version: str | None
    index_current: bool
    children: list[str]


class Catalog(BaseModel):
    """The lists in force. ``outdated``: older than a list of its kind may be."""

    datasets: list[Dataset]
    current: list[str]
    outdated: list[str]
    index_stale: bool


class AlgorithmDocs(BaseModel):
    """What an algorithm looks at."""

    name: str
    description: str | None
    config: dict[str, Any]
    features: dict[str, FeatureDoc]


class Algorithm(BaseModel):
    """A way of scoring."""

    name: str
    description: str | None
    features: dict[str, FeatureDoc]
    docs: AlgorithmDocs


class Algorithms(BaseModel):
    """The ways of scoring there are."""

    algorithms: list[Algorithm]
    default: str
    best: str


class Status(BaseModel):
    """That it answers."""

    status: str
