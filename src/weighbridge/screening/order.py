"""An order as it is screened: who takes part, what goes, which way, and what else was told. Imports ``Party`` only.

Everything but the reference is optional: an empty text or tuple, or ``None``, says that nothing was told, which is
not the same as "no". Countries are ISO 3166-1 alpha-2 in small letters, days are ISO dates.
"""

from __future__ import annotations

from dataclasses import dataclass

from weighbridge.matching.party import Party

ROLES: tuple[str, ...] = (
    "buyer",
    "consignee",
    "end-user",
    "intermediary",
    "forwarder",
    "payer",
    "bank",
    "vessel",
    "supplier",
    "manufacturer",
    "other",
)
"""What a party of an order may be to it. A broker or an agent is an ``intermediary``, who sends the goods a
``supplier``."""


@dataclass(frozen=True, slots=True)
class OrderParty:
    """A party in its role, one of ROLES. The same party in two roles stands there twice."""

    role: str
    party: Party


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One line of goods.

    words: as written. hs: digits of the Harmonized System code, without points, 4 to 10 of them as told.
    eccn: in capitals, as in ``5A992.C``, or ``EAR99``. quantity, value: as written. origin: country of origin.
    """

    words: str = ""
    hs: str = ""
    eccn: str = ""
    quantity: str = ""
    value: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """The way of the goods.

    countries: from despatch to destination. ports: as written. despatch: the day of despatch.
    before: the countries of the route before it was changed. changed: the day of the change.
    """

    countries: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    despatch: str = ""
    before: tuple[str, ...] = ()
    changed: str = ""

    @property
    def destination(self) -> str:
        """The last country; an empty text where none is told."""
        return self.countries[-1] if self.countries else ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was asked about an order beside its papers. ``None``: nobody told.

    end_use: in the customer's words. end_use_refused: they were asked, and would not say.
    business: what the buyer lives by, in their words. other_customers: the buyer is known to have some.
    payment: the terms, as written ("cash", "letter of credit"). third_party_payment: somebody else pays.
    route_changed_late: at the last minute, without a reason. service_declined: installation, training or maintenance
    that is usual was not wanted. ordered: the day of the order. The day the buyer was founded stands in its Party.
    """

    end_use: str = ""
    end_use_refused: bool | None = None
    business: str = ""
    other_customers: bool | None = None
    payment: str = ""
    third_party_payment: bool | None = None
    route_changed_late: bool | None = None
    service_declined: bool | None = None
    ordered: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What is screened at once.

    reference: the exporter's own number. told: further columns that were told, by their name; kept and shown, used by
    nothing unless a rule asks for that name.
    """

    reference: str
    parties: tuple[OrderParty, ...] = ()
    goods: tuple[GoodsLine, ...] = ()
    route: Route = Route()
    facts: Facts = Facts()
    told: tuple[tuple[str, str], ...] = ()

    def of_role(self, *roles: str) -> tuple[Party, ...]:
        """The parties of these roles, in the order of the order."""
        return tuple(one.party for one in self.parties if one.role in roles)
