"""Likelihood over time: of a transfer's stages, or a pair's transfers, as of each day on which something was said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from weighbridge.pictures.days import date_format, day_of, domain, moment
from weighbridge.pictures.style import Style, finished
from weighbridge.pictures.told import Told
from weighbridge.pictures.wording import NO_DATE, STAGE_WORDS, counted, cut, goods_name
from weighbridge.weighing.changes import statements_in
from weighbridge.weighing.likelihood import WORDS, percent, word_for

Record = dict[str, Any]
MOST_LINES = 6
"""Lines in one picture; more are not told apart."""
DASHES: tuple[list[int], ...] = ([1, 0], [7, 3], [2, 2], [8, 3, 2, 3], [12, 4], [3, 5])


@dataclass(frozen=True, slots=True)
class Step:
    """The likelihood of one line as of the end of a day; None where nobody takes a position."""

    line: str
    day: str
    likelihood: float | None
    stage: str


def days_to_weigh(published: Iterable[str | None], most: int) -> list[str]:
    """The days on which something became known, at most ``most`` (2 or more), evenly chosen, with both ends."""
    days = sorted({day.isoformat() for one in published if (day := day_of(one))})
    if len(days) <= most:
        return days
    picked = {round(at * (len(days) - 1) / (most - 1)) for at in range(most)}
    return [days[at] for at in sorted(picked)]


def then(now: Record, past: Iterable[Record]) -> Record | None:
    """Of a past day's transfers, the one that shares most statements with today's; ids may have changed since."""
    mine = statements_in(now)
    shared = [(len(mine & statements_in(one)), one["id"] == now["id"], one["id"], one) for one in past]
    best = max(shared, default=None, key=lambda row: row[:3])
    return best[3] if best and best[0] else None


def steps_of_transfer(now: Record, history: Mapping[str, list[Record]]) -> list[Step]:
    """Lines for the stage that a transfer is about, and for whether it was agreed, delivered, halted.

    ``history``: the pair's records as of each day.
    """
    stages = [one["stage"] for one in now["stages"]]
    about = dict.fromkeys((now["about"], "delivered", "agreed", "halted"))
    kept = [stage for stage in about if stage in stages]
    found = []
    for day, records in sorted(history.items()):
        past = then(now, records)
        said = {one["stage"]: one["likelihood"] for one in past["stages"]} if past else {}
        found += [Step(STAGE_WORDS[stage], day, said.get(stage), stage) for stage in kept]
    return found


def steps_of_pair(now: list[Record], history: Mapping[str, list[Record]]) -> list[Step]:
    """A line for each transfer of a pair: how likely it is that it was delivered, or of the stage that it is about."""
    found = []
    named: set[str] = set()
    for record in chosen(now):
        stage = "delivered" if any(one["stage"] == "delivered" for one in record["stages"]) else record["about"]
        name = f"{cut(goods_name(record['goods']), 32)} ({(record['first'] or NO_DATE)[:7]}), {STAGE_WORDS[stage]}"
        name = f"{name}: {cut(record['id'], 40)}" if name in named else name
        named.add(name)
        for day, records in sorted(history.items()):
            past = then(record, records)
            said = {one["stage"]: one["likelihood"] for one in past["stages"]} if past else {}
            found.append(Step(name, day, said.get(stage), stage))
    return found


def chosen(records: list[Record]) -> list[Record]:
    """The transfers that get a line: those with a judgement, most statements first."""
    judged = [one for one in records if one["likelihood"] is not None]
    return sorted(judged, key=lambda one: (-one["statements_count"], one["id"]))[:MOST_LINES]


def likelihood_told(steps: list[Step], subject: str, below: str, left_out: int = 0, days_left_out: int = 0) -> Told:
    """The text equivalent. ``left_out``: transfers without a line; ``days_left_out``: days that were not weighed."""
    parts = []
    for name in dict.fromkeys(one.line for one in steps):
        mine = [one for one in steps if one.line == name and one.likelihood is not None]
        if mine:
            first, last = mine[0], mine[-1]
            # the number of a moving line needs its own words at both ends
            words = f"{_judged(first)} as of {first.day}"
            parts.append(f"{name}: {words}{f', {_judged(last)} as of {last.day}' if last.day != first.day else ''}")
    told = "; ".join(parts) or "nobody takes a position on which a judgement could rest"
    notes = []
    if left_out:
        notes.append(f"Without a line: {counted(left_out, 'further transfer')}.")
    if days_left_out:
        notes.append(f"Not weighed, between those that are shown: {counted(days_left_out, 'day')}.")
    rows = tuple(
        (
            one.day,
            one.line,
            "no judgement" if one.likelihood is None else word_for(one.likelihood),
            "" if one.likelihood is None else percent(one.likelihood),
        )
        for one in steps
    )
    return Told(
        f"Likelihood over time: {subject}",
        below,
        f"Likelihood of {subject}, from what had been published by each day. {told[:1].upper()}{told[1:]}.",
        ("as of", "what", "likelihood", "percent"),
        rows,
        tuple(notes),
    )


def _judged(step: Step) -> str:
    return f"{word_for(step.likelihood or 0.0)} ({percent(step.likelihood or 0.0)})"


def likelihood_spec(steps: list[Step], told: Told, style: Style) -> dict[str, Any]:
    """The Vega-Lite specification: step lines over the ICD 203 bands."""
    import altair as alt

    from weighbridge.pictures.empty import empty_spec

    drawn = [one for one in steps if one.likelihood is not None]
    if not drawn:
        return empty_spec(told, style)
    colours = style.palette
    days = [date.fromisoformat(one.day) for one in steps]
    low, high = domain(days, [], 0.04)
    names = list(dict.fromkeys(one.line for one in drawn))
    height = 260 if style.narrow else 320
    x = alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(domain=[moment(low), moment(high)], type="utc"),
        axis=alt.Axis(tickCount=4 if style.narrow else 8, grid=False, labelFlush=False, format=date_format(low, high)),
    )
    free = alt.X("day:T", title=None, scale=alt.Scale(type="utc"))  # a domain in two layers is taken for two
    y = alt.Y(
        "likelihood:Q",
        title="likelihood",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(values=[0, 0.2, 0.45, 0.55, 0.8, 1], format=".0%", grid=False),
    )
    bands = _bands(low, high, colours.bands)
    middles = [row["middle"] for row in bands]
    named = f"{json.dumps([row['word'] for row in bands])}[indexof({json.dumps(middles)}, datum.value)]"
    words = alt.Y(
        "likelihood:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(
            orient="right",
            title=None,
            values=middles,
            labelExpr=named,
            ticks=False,
            domain=False,
            grid=False,
            labelColor=colours.faint,
            labelOverlap=False,
        ),
    )
    ground = (
        alt.Chart(alt.InlineData(values=bands))
        .mark_bar(opacity=1, stroke=colours.grid, strokeWidth=0.5)
        .encode(x=free, x2="end:T", y=words, y2="top:Q", color=alt.Color("fill:N", scale=None))
    )
    colour = alt.Color(
        "line:N",
        title=None,
        scale=alt.Scale(domain=names, range=list(colours.lines[: len(names)])),
        legend=alt.Legend(
            columns=max(1, round(style.width / (7 * max(map(len, names)) + 80))),
            symbolType="stroke",
            symbolStrokeWidth=2.5,
            symbolSize=700,
            labelLimit=style.width - 90,
        ),
    )
    data = alt.InlineData(values=_rows(steps, high))
    line = (
        alt.Chart(data)
        .mark_line(interpolate="step-after", strokeWidth=2.5, invalid="break-paths-show-domains")
        .encode(
            x=x,
            y=y,
            color=colour,
            strokeDash=alt.StrokeDash(
                "line:N", title=None, scale=alt.Scale(domain=names, range=[DASHES[at] for at in range(len(names))])
            ),
        )
    )
    points = (
        alt.Chart(data)
        .mark_point(filled=True, size=34, opacity=1)
        .encode(
            x=free,
            y=alt.Y("likelihood:Q", axis=None, scale=alt.Scale(domain=[0, 1])),
            color=colour,
            tooltip=[
                alt.Tooltip("as_of:N", title="as of"),
                alt.Tooltip("line:N", title="what"),
                alt.Tooltip("word:N", title="likelihood"),
                alt.Tooltip("percent:N", title="percent"),
            ],
        )
        .transform_filter("datum.as_of !== null && datum.likelihood !== null")
    )
    chart = alt.layer(ground, line, points).resolve_axis(y="independent").properties(height=height)
    below = f"{told.below}. Each point is a day on which something became known."
    return finished(chart, told.title, below, style, told.description)


def _bands(low: date, high: date, fills: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = []
    bottom = 0.0
    for (limit, word), fill in zip(WORDS, fills, strict=True):
        top = min(limit, 1.0)
        rows.append(
            {
                "day": moment(low),
                "end": moment(high),
                "likelihood": bottom,
                "top": top,
                "middle": (bottom + top) / 2,
                "word": word,
                "fill": fill,
            }
        )
        bottom = top
    return rows


def _rows(steps: list[Step], high: date) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for one in steps:
        known = one.likelihood
        rows.append(
            {
                "line": cut(one.line, 90),
                "day": moment(date.fromisoformat(one.day)),
                "as_of": one.day,
                "likelihood": known,
                "word": "no judgement" if known is None else word_for(known),
                "percent": "" if known is None else percent(known),
            }
        )
    last: dict[str, Step] = {one.line: one for one in steps}
    # what was last known holds to the edge
    rows += [
        {"line": cut(one.line, 90), "day": moment(high), "as_of": None, "likelihood": one.likelihood}
        for one in last.values()
    ]
    return rows
