"""Who supplies whom: a pair of parties as one flow, for the network and the map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from weighbridge.pictures.told import Told
from weighbridge.pictures.wording import counted, goods_name, party_name
from weighbridge.weighing.likelihood import percent, word_for

Record = dict[str, Any]
ARRIVED = ("delivered", "used")
UNKNOWN = "?"
MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Flow:
    """All transfers from one party to another."""

    supplier: str
    recipient: str
    transfers: int
    arrived: int
    """Of them, those of which it is at least likely that they were delivered."""
    likelihood: float | None
    """The greatest likelihood that one of them was delivered; None where nobody takes a position on it."""
    origins: int
    """Independent origins behind its transfers, added up."""
    denials: int
    statements: int
    goods: tuple[str, ...]

    @property
    def strength(self) -> tuple[float, ...]:
        """For choosing those that a picture has room for: the greater, the sooner."""
        return (self.arrived > 0, self.likelihood or 0.0, self.origins, self.statements)


def flows_of(records: Iterable[Record]) -> list[Flow]:
    """The flows behind transfers' records, the weightiest first; an unknown party is "?"."""
    pairs: dict[tuple[str, str], list[Record]] = {}
    for one in records:
        pairs.setdefault((one["supplier"] or UNKNOWN, one["recipient"] or UNKNOWN), []).append(one)
    flows = [_flow(pair, some) for pair, some in pairs.items()]
    return sorted(flows, key=lambda one: (*(-part for part in one.strength), one.supplier, one.recipient))


def _flow(pair: tuple[str, str], records: list[Record]) -> Flow:
    said = [
        stage["likelihood"] for one in records for stage in one["stages"] if stage["stage"] in ("delivered", "used")
    ]
    return Flow(
        *pair,
        len(records),
        sum(one["stage"] in ARRIVED for one in records),
        max(said, default=None),
        sum(one["independent"] for one in records),
        sum(one["denials"] for one in records),
        sum(one["statements_count"] for one in records),
        tuple(sorted({one["goods"] for one in records})),
    )


def name_of(code: str, limit: int = 60) -> str:
    """A party of a flow for people."""
    return "unknown" if code == UNKNOWN else party_name(code, limit)


def flows_told(flows: list[Flow], what: str, subject: str, below: str, notes: tuple[str, ...] = ()) -> Told:
    """The text equivalent of a network or a map. ``what``: "Network" or "Map"."""
    arrived = [one for one in flows if one.arrived]
    paragraph = f"{what} of {subject}: no transfers." if not flows else ""
    if flows:
        suppliers, recipients = len({one.supplier for one in flows}), len({one.recipient for one in flows})
        paragraph = (
            f"{what} of {subject}: {counted(suppliers, 'supplier')}, {counted(recipients, 'recipient')}, "
            f"{counted(len(flows), 'pair')}. Between {counted(len(arrived), 'pair')} it is at least likely that "
            "something was delivered"
        )
        first = [f"{name_of(one.supplier)} to {name_of(one.recipient)}" for one in arrived[:5]]
        paragraph += f", above all {', '.join(first)}." if first else "."
    rows = tuple(
        (
            name_of(one.supplier),
            name_of(one.recipient),
            ", ".join(goods_name(goods) for goods in one.goods),
            one.transfers,
            one.arrived,
            "no judgement" if one.likelihood is None else f"{word_for(one.likelihood)} ({percent(one.likelihood)})",
            one.origins,
            one.denials,
        )
        for one in flows[:MOST_ROWS]
    )
    if len(flows) > MOST_ROWS:
        notes = (*notes, f"The table has the first {MOST_ROWS:,} of {len(flows):,} pairs.")
    columns = (
        "supplier", "recipient", "goods", "transfers", "delivered, at least likely", "likelihood of a delivery",
        "independent origins", "denials",
    )  # fmt: skip
    return Told(f"{what}: {subject}", below, paragraph, columns, rows, notes)
