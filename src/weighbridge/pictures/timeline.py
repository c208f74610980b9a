"""The timeline of a transfer or a pair: who took which position on which stage, by day of publication."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from weighbridge.model import STANCES
from weighbridge.pictures.days import date_format, day_of, domain, first_day, moment, written
from weighbridge.pictures.style import GROUP_ORDER, GROUPS, Style, finished
from weighbridge.pictures.told import Told
from weighbridge.pictures.wording import STAGE_WORDS, STANCE_WORDS, counted, cut, listed

Record = dict[str, Any]
ROWS = ("used", "delivered", "shipped", "agreed", "negotiating", "sought", "halted")
"""Stages from the top: the ladder, and apart from it what was halted."""
SHAPES = {
    "asserts": "circle",
    "confirms": "diamond",
    "denies": "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z",
    "declines": "M-1.1,-.4L1.1,-.4L1.1,.4L-1.1,.4Z",
    "warns": "triangle-up",
}
"""Stance: the shape of its mark. A denial is a cross, so that it never looks like a delivery, in grey neither."""
MOVED = ("shipped", "delivered", "used")
LANE = 14
"""Pixels between marks that stand above each other."""
BAR = 5
"""Height of a bar, in pixels."""
SPACING = 15
"""Pixels that a mark takes on the axis."""
MOST_ROWS = 2000
"""Rows of the table in the text equivalent; a picture sums up what a table lists."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: statements of one stage, stance and class of source that stand close together."""

    day: date
    stage: str
    stance: str
    group: str
    count: int
    last: date
    says: str
    """The first of them, quoted and cut."""
    lane: int = 0
    """How far off the middle of the row, in lanes."""


@dataclass(frozen=True, slots=True)
class Span:
    """When sources say that goods moved."""

    stage: str
    start: date
    end: date
    count: int
    open_: bool
    """One end is not known, and drawn to the edge of what is reported."""


def marks_of(records: Iterable[Record], style: Style, low: date, high: date) -> list[Mark]:
    """The marks of a picture of that width, in a fixed order, spread over lanes where they would overlap."""
    step = max(1, round((high - low).days * SPACING / max(120, style.width - 130)))
    heaps: dict[tuple[int, str, str, str], list[tuple[date, str]]] = {}
    for one in records:
        day = day_of(one["published"])
        if day is None:
            continue
        key = ((day - low).days // step, one["stage"], one["stance"], GROUPS.get(one["source"]["class"], "others"))
        heaps.setdefault(key, []).append((day, one["evidence"]))
    free: dict[tuple[str, int], date] = {}
    found = []
    order = {stance: at for at, stance in enumerate(STANCES)}
    for key in sorted(heaps, key=lambda one: (one[0], one[1], order.get(one[2], 9), GROUP_ORDER.index(one[3]))):
        _, stage, stance, group = key
        heap = sorted(heaps[key])
        day, says = heap[0]
        lanes = ((number + 1) // 2 * (-1 if number % 2 else 1) for number in count())  # 0, -1, 1, -2 ...
        lane = next(one for one in lanes if abs((day - free.get((stage, one), date.min)).days) >= step)
        free[stage, lane] = day
        found.append(Mark(day, stage, stance, group, len(heap), heap[-1][0], cut(says, 160), lane))
    return found


def spans_of(records: Iterable[Record], first: date, last: date) -> list[Span]:
    """When goods moved, after those who say that they did; an open end is drawn to ``first`` or ``last``."""
    found: Counter[tuple[str, date, date, bool]] = Counter()
    for one in records:
        told = one["time"]
        if not told or one["stage"] not in MOVED or one["stance"] not in ("asserts", "confirms"):
            continue
        start, end = first_day(told["start"]), day_of(told["end"])
        if start is None and end is None:
            continue
        key = start or min(first, end or first), end or max(last, start or last), start is None or end is None
        if key[0] <= key[1]:
            found[one["stage"], *key] += 1
    return [Span(stage, start, end, count, open_) for (stage, start, end, open_), count in sorted(found.items())]


def timeline_told(records: list[Record], subject: str, below: str) -> Told:
    """The text equivalent of a timeline. ``subject``: what it is of; ``below``: as of when."""
    dated = [one for one in records if day_of(one["published"])]
    counts = Counter(one["stance"] for one in records)
    parts = [f"{counted(counts[stance], 'statement')} {_says(stance)}" for stance in STANCES if counts[stance]]
    paragraph = f"Timeline of {subject}: nothing has been said." if not records else ""
    if records:
        outlets = len({one["publisher"] or one["doc"] for one in records})
        days = sorted(day for one in dated if (day := day_of(one["published"])))
        when = f" published from {days[0]} to {days[-1]}" if days else ""
        paragraph = f"Timeline of {subject}: {listed(parts)}, in {counted(outlets, 'outlet')}{when}."
    notes = []
    if len(dated) < len(records):
        notes.append(f"Without a date, and so not in the picture: {counted(len(records) - len(dated), 'statement')}.")
    if len(records) > MOST_ROWS:
        notes.append(f"The table has the first {MOST_ROWS:,} of {len(records):,} statements.")
    rows = tuple(
        (
            one["published"] or "undated",
            STAGE_WORDS.get(one["stage"], one["stage"]),
            STANCE_WORDS.get(one["stance"], one["stance"]),
            cut(one["source"]["text"] or one["source"]["class"], 60),
            cut(one["publisher"] or one["doc"], 60),
            _moved(one),
            cut(one["evidence"], 300),
        )
        for one in sorted(records, key=lambda one: (one["published"] or "~", one["id"]))[:MOST_ROWS]
    )
    columns = ("published", "stage", "position", "source", "outlet", "time it is about", "sentence")
    return Told(f"Timeline: {subject}", below, paragraph, columns, rows, tuple(notes))


def _says(stance: str) -> str:
    return {
        "asserts": "asserting a stage",
        "confirms": "confirming one",
        "denies": "denying a stage",
        "declines": "declining to say",
        "warns": "only warning",
    }[stance]


def _moved(one: Record) -> str:
    told = one["time"]
    return "" if not told else f"{told['start'] or '?'} to {told['end'] or '?'}"


def timeline_spec(records: list[Record], told: Told, style: Style) -> dict[str, Any]:
    """The Vega-Lite specification of a timeline. Statements without a date are told, not drawn."""
    import altair as alt

    from weighbridge.pictures.empty import empty_spec

    days = [day for one in records if (day := day_of(one["published"]))]
    if not days:
        return empty_spec(told, style)
    spans = spans_of(records, min(days), max(days))
    low, high = domain(days, [day for one in spans for day in (one.start, one.end)])
    marks = marks_of(records, style, low, high)
    rows = rows_of(marks, bool(spans))
    colours = style.palette
    x = alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(domain=[written(low), written(high)], type="utc"),
        axis=alt.Axis(tickCount=4 if style.narrow else 8, grid=True, format=date_format(low, high), labelFlush=False),
    )
    total = rows[-1].bottom
    centres = [one.centre for one in rows]
    words = json.dumps([STAGE_WORDS[one.stage] for one in rows])
    y = alt.Y(
        "y:Q",
        title=None,
        scale=alt.Scale(domain=[total, 0], nice=False, zero=False),
        axis=alt.Axis(
            values=centres, labelExpr=f"{words}[indexof({centres}, datum.value)]", ticks=False, domain=False, grid=False
        ),
    )
    borders = [{"y": one.bottom} for one in rows[:-1]]
    rules = alt.Chart(alt.InlineData(values=borders)).mark_rule(color=colours.grid).encode(y=y)
    by_stage = {one.stage: one for one in rows}
    bars = (
        alt.Chart(
            alt.InlineData(
                values=[
                    _span_row(one, by_stage[one.stage], low, high)
                    for one in spans
                    if one.start <= high and one.end >= low
                ]
            )
        )
        .mark_bar(color=colours.accent, opacity=0.45, cornerRadius=2)
        .encode(
            x=alt.X("day:T", title=None, scale=alt.Scale(type="utc")),  # a domain in two layers is taken for two
            x2="end:T",
            y=y,
            y2="y2:Q",
            tooltip=[alt.Tooltip("about:N", title="moved"), alt.Tooltip("count:Q", title="statements")],
        )
    )
    points = (
        alt.Chart(alt.InlineData(values=[_mark_row(one, by_stage[one.stage]) for one in marks]))
        .mark_point(filled=True, stroke=colours.ink, strokeWidth=0.8, opacity=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "stance:N",
                title="position",
                scale=alt.Scale(domain=[STANCE_WORDS[one] for one in STANCES], range=[SHAPES[one] for one in STANCES]),
            ),
            color=alt.Color(
                "group:N", title="source", scale=alt.Scale(domain=list(GROUP_ORDER), range=list(colours.groups))
            ),
            size=alt.Size(
                "count:Q", legend=None, scale=alt.Scale(type="sqrt", domain=[1, 20], range=[60, 170], clamp=True)
            ),
            tooltip=[
                alt.Tooltip("when:N", title="published"),
                alt.Tooltip("stage:N", title="stage"),
                alt.Tooltip("stance:N", title="position"),
                alt.Tooltip("group:N", title="source"),
                alt.Tooltip("count:Q", title="statements"),
                alt.Tooltip("says:N", title="first"),
            ],
        )
    )
    chart = alt.layer(rules, bars, points).properties(height=total)
    below = f"{told.below}. Larger marks stand for several statements."
    if spans:
        below += " Bars: when goods moved, after those who say so."
    cut_off = sum(one.start < low or one.end > high for one in spans)
    if cut_off:
        below += f" {counted(cut_off, 'bar')} {'lies' if cut_off == 1 else 'lie'} wholly or partly beyond the edge."
    return finished(chart, told.title, below, style, told.description)


@dataclass(frozen=True, slots=True)
class Row:
    """The row of a stage, in pixels from the top."""

    stage: str
    top: int
    centre: int
    bottom: int


def rows_of(marks: list[Mark], with_bars: bool) -> list[Row]:
    """The rows of all stages, each as high as its marks need."""
    found = []
    top = 0
    for stage in ROWS:
        lanes = [one.lane for one in marks if one.stage == stage]
        up, down = -min(lanes, default=0), max(lanes, default=0)
        centre = top + round(up * LANE + 15)
        bar = BAR + 4 if with_bars and stage in MOVED else 0
        bottom = round(centre + down * LANE + 15 + bar)
        found.append(Row(stage, top, centre, bottom))
        top = bottom
    return found


def _span_row(one: Span, row: Row, low: date, high: date) -> dict[str, Any]:
    about = f"{one.start} to {one.end}{', one end open' if one.open_ else ''}"
    start, end = max(one.start, low), min(one.end, high)
    least = (high - low) / 200  # a day is still to be seen
    return {
        "y": row.bottom - 2 - BAR,
        "y2": row.bottom - 2,
        "day": moment(start),
        "end": moment(min(max(end, start + least), high)),
        "about": about,
        "count": one.count,
    }


def _mark_row(one: Mark, row: Row) -> dict[str, Any]:
    return {
        "day": moment(one.day),
        "when": str(one.day) if one.day == one.last else f"{one.day} to {one.last}",
        "stage": STAGE_WORDS[one.stage],
        "stance": STANCE_WORDS[one.stance],
        "group": one.group,
        "count": one.count,
        "says": one.says,
        "y": row.centre + one.lane * LANE,
    }
