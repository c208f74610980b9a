"""What a request asks for, checked: days, ids, classes, pages. What is wrong is told with its remedy, never a 500."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Path, Query
from fastapi.exceptions import HTTPException

from weighbridge.desk import names
from weighbridge.desk.patterns import DAY, LIKELIHOOD, WRITTEN, one_of
from weighbridge.ledger import last_day
from weighbridge.ledger.browsing import MOST, Filters, Leaf
from weighbridge.model import ITEM_CLASSES, MEASURE_KINDS, STAGES

UNNAMED = "-"
"""Stands in an address for a party that nobody names."""
Id = Annotated[str, Path(pattern="^[0-9a-f]{20}$", description="An id of 20 hexadecimal digits.")]
TransferId = Annotated[str, Path(min_length=1, max_length=300, description="As in IR-RU-uav-2022.")]
Code = Annotated[str, Path(min_length=1, max_length=200, description="As in IR; - for parties that nobody names.")]
Text = Annotated[str | None, Query(max_length=200)]
Words = Annotated[str, Query(max_length=400, description="Words that all have to occur; phrases in double quotes.")]
Outlet = Annotated[str, Query(max_length=names.LONGEST_OUTLET, description="An outlet's whole name.")]
DayText = Annotated[
    str | None,
    Query(
        max_length=40,
        description="A day, month or year, as in 2024-09-30.",
        json_schema_extra={"pattern": DAY},
    ),
]
Goods = Annotated[
    str | None,
    Query(max_length=40, description="A class of goods.", json_schema_extra={"enum": one_of(ITEM_CLASSES)}),
]
Stage = Annotated[
    str | None,
    Query(
        max_length=40,
        description="A stage, or none: nothing likely.",
        json_schema_extra={"enum": one_of((*STAGES, "none"))},
    ),
]
Likely = Annotated[
    str | None,
    Query(max_length=20, description="Least likelihood, 0 to 1.", json_schema_extra={"pattern": LIKELIHOOD}),
]
Kind = Annotated[
    str | None,
    Query(max_length=40, description="A kind of measure.", json_schema_extra={"enum": one_of(MEASURE_KINDS)}),
]
Side = Annotated[
    str,
    Query(max_length=200, description="As in IR; - for a party that nobody names.", json_schema_extra=WRITTEN),
]
"""A party that has to be named."""
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="Rows to pass over.")]
Limit = Annotated[int | None, Query(ge=1, le=MOST, description="Rows, at most.")]


def wrong(what: str) -> HTTPException:
    """The error for something that can't be asked for; ``what`` says why and what can."""
    return HTTPException(422, what)


def missing(what: str) -> HTTPException:
    """The error for what there is not."""
    return HTTPException(404, what)


def day(text: str | None, name: str = "day") -> str | None:
    """The last day of a date; None for none."""
    if not text:
        return None
    found = last_day(text)
    if found is None or not re.fullmatch(DAY, text, re.ASCII):
        raise wrong(f"{name}: {text!r} is no day; write it as 2024-09-30")
    return found


def date(text: str | None, name: str) -> str | None:
    """A date as it is written, if it is one."""
    day(text, name)
    return text or None


def code(text: str | None) -> str | None:
    """A party's code from what a person wrote: the code itself, a name, or - for one that is not named."""
    if not text or not text.strip():
        return None
    text = text.strip()
    if text == UNNAMED:
        return ""
    exact = [one for one, name in names.known_parties() if text.casefold() in (one.casefold(), name.casefold())]
    return exact[0] if exact else text


def side(text: str) -> str:
    """A code from a path."""
    return "" if text == UNNAMED else text


def filters(
    supplier: Text = None,
    recipient: Text = None,
    party: Text = None,
    goods: Goods = None,
    stage: Stage = None,
    likely: Likely = None,
    since: DayText = None,
    until: DayText = None,
) -> Filters:
    """Which transfers are wanted; an empty field asks for nothing."""
    if goods and goods not in ITEM_CLASSES:
        raise wrong(f"goods: there is no class {goods!r}; it has to be one of {', '.join(ITEM_CLASSES)}")
    if stage and stage not in (*STAGES, "none"):
        raise wrong(f"stage: there is no {stage!r}; it has to be one of {', '.join(STAGES)}, none")
    if likely and not re.fullmatch(LIKELIHOOD, likely):
        raise wrong(f"likely: {likely!r} is no number from 0 to 1")
    least = float(likely) if likely else None
    return Filters(
        code(supplier),
        code(recipient),
        code(party),
        goods or None,
        stage or None,
        least,
        date(since, "since"),
        date(until, "until"),
    )


def leaf(sort: Annotated[str, Query(max_length=40)] = "", offset: Offset = 0, limit: Limit = None) -> Leaf:
    """Which part of a list; a sort that there is not is the usual one."""
    return Leaf(sort, offset, limit or 0)


def kind_of_measure(kind: str | None) -> str | None:
    """A kind of measure, if it is one."""
    if kind and kind not in MEASURE_KINDS:
        raise wrong(f"kind: there is no {kind!r}; it has to be one of {', '.join(MEASURE_KINDS)}")
    return kind or None


Asked = Annotated[Filters, Depends(filters)]
Paged = Annotated[Leaf, Depends(leaf)]
