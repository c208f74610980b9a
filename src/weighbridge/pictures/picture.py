"""One picture of a ledger, by its kind and by what it is of: the specification and the text equivalent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weighbridge.pictures import gathering
from weighbridge.pictures.drawing import PictureError
from weighbridge.pictures.flows import flows_of, flows_told
from weighbridge.pictures.layout import laid_out
from weighbridge.pictures.likelihood import (
    chosen,
    likelihood_spec,
    likelihood_told,
    steps_of_pair,
    steps_of_transfer,
)
from weighbridge.pictures.network import network_spec
from weighbridge.pictures.style import LEAST_WIDTH, MOST_WIDTH, Style
from weighbridge.pictures.timeline import timeline_spec, timeline_told
from weighbridge.pictures.told import Told
from weighbridge.pictures.tree import tree_spec, tree_told
from weighbridge.pictures.wording import cut, goods_name, party_name
from weighbridge.pictures.worldmap import map_notes, map_spec
from weighbridge.views import Asked, Look, Record, transfer_records

KINDS = ("timeline", "likelihood", "network", "map", "origins")
UNNAMED = "?"
"""Stands for an unknown supplier or recipient where a pair is named."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be drawn, and what it shows in words."""

    spec: dict[str, Any]
    """Vega-Lite."""
    told: Told


def picture(
    look: Look,
    kind: str,
    of: tuple[str, ...] = (),
    style: Style | None = None,
    most_days: int = gathering.MOST_DAYS,
) -> Picture:
    """The picture of a kind. ``of``: a transfer's id; or supplier and recipient ("?" for unknown); or one party's code
    (``network`` and ``map``); or nothing (the same two: the whole ledger). ``most_days``: as of how many days
    likelihoods are weighed at most; each takes as long as weighing the pair.

    Raises:
        PictureError: there is no such kind or transfer, or the kind can't show what is named; no sensible width.
    """
    style = style or Style()
    if not LEAST_WIDTH <= style.width <= MOST_WIDTH:
        raise PictureError(f"a picture is {LEAST_WIDTH} to {MOST_WIDTH} pixels wide, not {style.width}")
    if kind not in KINDS:
        raise PictureError(f"there is no picture {cut(kind, 40)!r}; choose one of {', '.join(KINDS)}")
    if len(of) > 2:
        raise PictureError("name one transfer, or supplier and recipient")
    if kind in ("network", "map"):
        return _of_flows(look, kind, of, style)
    if not of:
        raise PictureError(f"say what {kind} is of: a transfer's id{'' if kind == 'origins' else ', or a pair: IR RU'}")
    if len(of) == 2:
        if kind == "origins":
            raise PictureError("origins are drawn for one transfer; `weighbridge transfers` lists them with their ids")
        return _of_pair(look, kind, *of, style, most_days)
    return _of_transfer(look, kind, of[0], style, most_days)


def as_of_words(look: Look) -> str:
    """As of when a picture is, for the line under its title."""
    words = f"As of {look.as_of}" if look.as_of else "As of all that the ledger holds"
    return f"{words}, with figures of one's own" if look.own_figures else words


def transfer_name(record: Record) -> str:
    """A transfer for people."""
    return f"{goods_name(record['goods'])}, {party_name(record['supplier'])} to {party_name(record['recipient'])}"


def _of_transfer(look: Look, kind: str, name: str, style: Style, most_days: int) -> Picture:
    found = gathering.transfer_and_statements(look, name)
    if found is None:
        day = f" as of {look.as_of}" if look.as_of else ""
        raise PictureError(
            f"there is no transfer {cut(name, 80)!r}{day}; `weighbridge transfers` lists those that there are"
        )
    record, statements = found
    subject, below = f"{transfer_name(record)} ({cut(record['id'], 80)})", as_of_words(look)
    if kind == "timeline":
        told = timeline_told(statements, subject, below)
        return Picture(timeline_spec(statements, told, style), told)
    if kind == "origins":
        by_id = {one["id"]: one for one in statements}
        told = tree_told(record, by_id, subject, below)
        return Picture(tree_spec(record, by_id, told, style), told)
    history, left_out = gathering.history_of(look, (record["supplier"], record["recipient"]), statements, most_days)
    steps = steps_of_transfer(record, history)
    told = likelihood_told(steps, subject, below, 0, left_out)
    return Picture(likelihood_spec(steps, told, style), told)


def _of_pair(look: Look, kind: str, supplier: str, recipient: str, style: Style, most_days: int) -> Picture:
    pair = (None if supplier == UNNAMED else supplier, None if recipient == UNNAMED else recipient)
    records, statements = gathering.pair_and_statements(look, *pair)
    subject, below = f"{party_name(pair[0])} to {party_name(pair[1])}", as_of_words(look)
    if kind == "timeline":
        told = timeline_told(statements, subject, below)
        return Picture(timeline_spec(statements, told, style), told)
    history, left_out = gathering.history_of(look, pair, statements, most_days)
    steps = steps_of_pair(records, history)
    told = likelihood_told(steps, subject, below, len(records) - len(chosen(records)), left_out)
    return Picture(likelihood_spec(steps, told, style), told)


def _of_flows(look: Look, kind: str, of: tuple[str, ...], style: Style) -> Picture:
    if len(of) == 2:
        supplier, recipient = (None if one == UNNAMED else one for one in of)
        records = gathering.pair_records(look, supplier, recipient)
        subject = f"{party_name(supplier)} to {party_name(recipient)}"
    elif of:
        records = list(transfer_records(look, Asked(supplier=of[0])))
        known = {one["id"] for one in records}
        records += [one for one in transfer_records(look, Asked(recipient=of[0])) if one["id"] not in known]
        subject = f"what {party_name(of[0])} supplied and received"
    else:
        records, subject = list(transfer_records(look, Asked())), "who supplies whom"
    flows = flows_of(records)
    below = as_of_words(look)
    if kind == "map":
        told = flows_told(flows, "Map", subject, below, map_notes(flows, style.narrow))
        return Picture(map_spec(flows, told, style), told)
    told = flows_told(flows, "Network", subject, below)
    return Picture(network_spec(laid_out(flows), told, style), told)
