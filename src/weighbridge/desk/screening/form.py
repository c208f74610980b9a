"""The form of an order: its fields, and the order that they tell. Fields are named as columns of a file of orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from weighbridge.flags.rules import rules
from weighbridge.screening.cells import NUMBERS, Row, goods_of, order_of, party_of, row_of
from weighbridge.screening.columns import PARTY
from weighbridge.screening.json_orders import row_from
from weighbridge.screening.order import Order
from weighbridge.screening.refused import OrderError

HERE = "the form"
UNNAMED = "without a reference"
PARTIES: tuple[tuple[str, str], ...] = (
    ("buyer", "Buyer"),
    ("consignee", "Consignee"),
    ("end-user", "End user"),
    ("forwarder", "Forwarder"),
)
"""The parties that every order may have, and one more whose role is chosen."""
FURTHER = ("payer", "bank", "intermediary", "vessel", "supplier", "manufacturer", "other")
LINES = 5
"""Lines of goods on the form; a file takes more."""
KINDS = ("company", "person", "organization", "public body", "vessel", "aircraft")
NUMBER_KINDS = NUMBERS
FLAGS: tuple[tuple[str, str], ...] = (
    ("other_customers", "Does the buyer have other customers?"),
    ("end_use_refused", "Was the end use asked for and not told?"),
    ("service_declined", "Was installation, training or maintenance declined that is usual?"),
    ("third_party_payment", "Does somebody else pay?"),
    ("route_changed_late", "Was the route changed at the last minute?"),
)
LONGEST = 200
"""Characters of a reference."""
TEXTS = ("end_use", "business", "payment", "ordered", "route", "destination", "ports", "despatch", "before", "changed")
_OF_PARTY = ("name", "aliases", "type", "country", "address", "number", "dated")
_OF_GOODS = ("goods", "hs", "eccn", "quantity", "value", "origin")


def further_questions() -> tuple[tuple[str, str], ...]:
    """What red flags ask beside: the column that tells it, and what would be odd; a new row asks here."""
    return tuple((flag.column, flag.title) for flag in rules().flags if flag.fact == "told")


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it was filled in: every field by its name; what is not told is an empty text."""

    fields: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    def more(self, *names: str) -> bool:
        """Whether any of these fields is filled in, so that what holds them stands open."""
        return any(self[name].strip() for name in names)


def order_from_form(filled: Filled) -> Order:
    """The order that a form tells. Raises OrderError, whose text names the field and what may stand there."""
    names = (*TEXTS, *(name for name, _ in FLAGS), *(column for column, _ in further_questions()))
    row = row_of(HERE, ((name, filled[name]) for name in names))
    for role, _ in PARTIES:
        _add_party(row, filled, role, role)
    further = filled["further role"].strip() or "other"
    _add_party(row, filled, "further", further)
    for number in range(1, LINES + 1):
        cells = {name: text for name in _OF_GOODS if (text := filled[f"{name} {number}"].strip())}
        if cells:
            row.goods.append(goods_of(f"{HERE}, goods {number}", cells))
    return order_of(filled["reference"].strip()[:LONGEST] or UNNAMED, [row])


def _add_party(row: Row, filled: Filled, prefix: str, role: str) -> None:
    """A party of the form, where any of its fields is filled in."""
    told = {name: text for name in _OF_PARTY if (text := filled[f"{prefix} {name}"].strip())}
    if not told.keys() - {"type"}:
        return
    number, dated = told.pop("number", ""), told.pop("dated", "")
    if number:
        kind = filled[f"{prefix} number kind"]
        if kind not in NUMBER_KINDS:
            raise OrderError(HERE, f"the number of the {role} has no kind", f"choose one of {', '.join(NUMBER_KINDS)}")
        told[kind] = number
    if dated:
        told["born" if told.get("type") == "person" else "founded"] = dated
    where = f"{HERE}, {role}"
    row.parties.append(party_of(where, PARTY, {**told, "role": role}))


def order_from_json(value: Any) -> Order:
    """The order that a JSON object tells, in the forms of docs/screening.md. Raises OrderError."""
    row = row_from("the order", value)
    return order_of(row.reference or UNNAMED, [row])
