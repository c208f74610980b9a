"""An order as programs send it: parties, goods, route and facts, as docs/screening.md tells them.

Its fields are the columns of ``lexicon/orders.toml`` by their first names; a test holds both together.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from weighbridge.screening.order import ROLES

DAY = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
Text = Annotated[str, Field(max_length=2_000)]
Texts = Annotated[list[Annotated[str, Field(min_length=1, max_length=500)]], Field(max_length=50)]
Country = Annotated[str, Field(max_length=100, description="By name in English, or ISO 3166-1 alpha-2.")]
Day = Annotated[str, Field(pattern=DAY, max_length=10, examples=["2026-02-28"])]


def _known_role(said: str) -> str:
    if said not in ROLES:
        raise ValueError(f"there is no role {said[:40]!r}; it may be {', '.join(ROLES)}")
    return said


Role = Annotated[str, AfterValidator(_known_role), Field(json_schema_extra={"enum": list(ROLES)})]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class AskedParty(_Strict):
    """A party in its role."""

    role: Role = "other"
    name: Annotated[str, Field(min_length=1, max_length=500, examples=["Tidewater Gyroscope"])]
    aliases: Texts = []
    type: Literal["company", "person", "organization", "public body", "legal entity", "vessel", "aircraft"] | None = (
        None
    )
    country: Annotated[list[Country], Field(max_length=20)] | Country = []
    address: Texts = []
    born: Annotated[list[Day], Field(max_length=20)] = []
    founded: Annotated[list[Day], Field(max_length=20)] = []
    passport: Texts = []
    tax: Texts = []
    registration: Texts = []
    national_id: Texts = Field(default=[], alias="national-id")
    imo: Texts = []
    mmsi: Texts = []
    lei: Texts = []
    bic: Texts = []


class AskedGoods(_Strict):
    """A line of goods."""

    goods: Text = Field(default="", examples=["MEMS gyroscopes"])
    hs: Annotated[str, Field(max_length=30, examples=["901420"])] = ""
    eccn: Annotated[str, Field(max_length=30, examples=["7A994"])] = ""
    quantity: Text = ""
    value: Text = ""
    origin: Country = ""


class AskedRoute(_Strict):
    """The way of the goods, from despatch to destination."""

    route: Annotated[list[Country], Field(max_length=30)] = []
    destination: Country = ""
    ports: Texts = []
    despatch: Day | None = None
    before: Annotated[list[Country], Field(max_length=30)] = []
    changed: Day | None = None


class AskedFacts(_Strict):
    """What was asked about the order; what is left out is not known."""

    end_use: Text = ""
    end_use_refused: bool | None = None
    business: Text = ""
    other_customers: bool | None = None
    payment: Text = ""
    third_party_payment: bool | None = None
    route_changed_late: bool | None = None
    service_declined: bool | None = None
    ordered: Day | None = None


class AskedOrder(_Strict):
    """An order."""

    reference: Annotated[str, Field(max_length=200, description="The exporter's own number.")] = ""
    parties: Annotated[list[AskedParty], Field(max_length=200)] = []
    goods: Annotated[list[AskedGoods], Field(max_length=500)] = []
    route: AskedRoute = AskedRoute()
    facts: AskedFacts = AskedFacts()
    told: Annotated[
        dict[Annotated[str, Field(max_length=100)], Text],
        Field(max_length=50, description="What else is known, by the name of its column, as in docs/flags.md."),
    ] = {}

    def plain(self) -> dict[str, Any]:
        """The same as the plain values that files of orders hold; what is not told is left out."""
        row = self.model_dump(by_alias=True, exclude_defaults=True, exclude_none=True)
        told = row.pop("told", {})
        if facts := row.get("facts"):
            row["facts"] = {name: _said(value) for name, value in facts.items()}
        return {**{name: value for name, value in told.items() if name not in row}, **row}


def _said(value: Any) -> Any:
    return ("yes" if value else "no") if isinstance(value, bool) else value
