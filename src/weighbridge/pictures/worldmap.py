"""The map: arcs between states over the outlines of land; who has no place on it is listed below."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from weighbridge.lexicon.places import Point, places
from weighbridge.pictures.flows import Flow, name_of
from weighbridge.pictures.network import KINDS, MOST_WIDE, line_width
from weighbridge.pictures.places import bow, outlines, projected
from weighbridge.pictures.style import PLAIN, Style, finished
from weighbridge.pictures.told import Told
from weighbridge.pictures.wording import CHARACTER, columns, counted, cut, fitting
from weighbridge.weighing.likelihood import percent, word_for

MOST_ARCS, MOST_ARCS_NARROW = 80, 24
"""Arcs in one picture, and in a narrow one; more hide each other."""
MOST_LISTED, MOST_LISTED_NARROW = 8, 4
"""Lines below the map."""
MARGIN = 36
"""Pixels around the outermost places, for arcs and labels."""
INHABITED = (83.5, -57.0)
"""Degrees of latitude between which there is land, Antarctica apart."""
FLATTEST = 0.42
"""Height of a map at least, in parts of its width."""
LEAST_SPAN = 0.6
"""Of the earth's radius: what a map shows at least, about 35 degrees."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Which part of the earth is drawn how large."""

    turn: float
    """The meridian in the middle, in degrees."""
    scale: float
    across: float
    down: float
    """Where longitude ``turn`` at the equator comes to lie, in pixels."""
    width: float
    height: float

    def pixel(self, point: Point) -> Point:
        """Where a place comes to lie."""
        x, y = projected(point, self.turn)
        return x * self.scale + self.across, y * self.scale + self.down


def frame_of(points: list[Point], width: float, height: float) -> Frame:
    """The frame in which all points have room, the whole width of the earth and ``height`` at most."""
    turn = _middle([one[0] for one in points]) if points else 10.0
    flat = [projected(one, turn) for one in points] or [(0.0, 0.0)]
    xs, ys = [one[0] for one in flat], [one[1] for one in flat]
    cx, cy = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    span_x, span_y = max(LEAST_SPAN, max(xs) - min(xs)), max(LEAST_SPAN * height / width, max(ys) - min(ys))
    scale = min((width - 2 * MARGIN) / span_x, (height - 2 * MARGIN) / span_y)
    world = width / (2 * math.pi * 0.8707)
    if scale < world:
        scale, cx = world, 0.0
    height = round(min(height, max(FLATTEST * width, scale * (max(ys) - min(ys)) + 2 * MARGIN)))
    down = height / 2 - scale * cy
    north, south = (projected((turn, latitude), turn)[1] * scale + down for latitude in INHABITED)
    if south - north > height:  # no empty sea beyond the ends of the land
        down -= max(0.0, north)
        down += max(0.0, height - south)
    return Frame(turn, scale, width / 2 - scale * cx, down, width, height)


def _middle(longitudes: list[float]) -> float:
    """The meridian opposite to the middle of the widest gap."""
    around = sorted(one % 360 for one in longitudes)
    gaps = [((after - one) % 360 or 360, one) for one, after in zip(around, [*around[1:], around[0]], strict=True)]
    gap, start = max(gaps)
    return (start + gap / 2 + 180) % 360


def labels_of(codes: list[str], frame: Frame, style: Style) -> list[tuple[str, str, float, float, str]]:
    """Code, text, x, y and alignment of each label that has room beside its place; the weightiest come first."""
    taken: list[tuple[float, float, float, float]] = []
    dots = [frame.pixel(places()[code]) for code in codes]
    found = []
    for code, (x, y) in zip(codes, dots, strict=True):
        text = cut(name_of(code), 16 if style.narrow else 26)
        wide = columns(text) * PLAIN * CHARACTER * 1.05
        tries = [("left", x + 6, y), ("right", x - 6, y), ("center", x, y - 11), ("center", x, y + 12)]
        for align, at, line in tries:
            left = at - {"left": 0.0, "right": wide, "center": wide / 2}[align]
            box = (left, line - 7, left + wide, line + 7)
            inside = box[0] >= 0 and box[2] <= frame.width and box[1] >= 0 and box[3] <= frame.height
            apart = all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)
            clear = all(not (box[0] < d[0] < box[2] and box[1] < d[1] < box[3]) for d in dots)
            if inside and apart and clear:
                taken.append(box)
                found.append((code, text, at, line, align))
                break
    return found


def split(flows: list[Flow], narrow: bool = False) -> tuple[list[Flow], list[Flow]]:
    """Flows that can be drawn as arcs, and those that can't: those without a place, then what is too much."""
    known = places()
    placed = [one for one in flows if one.supplier in known and one.recipient in known]
    most = MOST_ARCS_NARROW if narrow else MOST_ARCS
    kept = set(map(id, placed))
    return placed[:most], [one for one in flows if id(one) not in kept] + placed[most:]


def map_spec(flows: list[Flow], told: Told, style: Style) -> dict[str, Any]:
    """The Vega-Lite specification of a map of flows that come weightiest first."""
    import altair as alt

    from weighbridge.pictures.empty import empty_spec

    if not flows:
        return empty_spec(told, style)
    drawn, beside = split(flows, style.narrow)
    colours = style.palette
    width = style.width - 16
    codes = list(dict.fromkeys(code for one in drawn for code in (one.supplier, one.recipient)))
    points = [places()[code] for code in codes]
    arcs = [(one, bow(places()[one.supplier], places()[one.recipient])) for one in drawn]
    every = points + [point for _, line in arcs for point in line[6:-6:4]]
    frame = frame_of(every, width, width * (0.85 if style.narrow else 0.56))
    height = frame.height
    land = (
        alt.Chart(alt.InlineData(values=outlines(), format=alt.TopoDataFormat(type="topojson", feature="land")))
        .mark_geoshape(fill=colours.land, stroke=colours.grid, strokeWidth=0.6, clip=True)
        .project(
            type="naturalEarth1",
            rotate=[-frame.turn, 0, 0],
            scale=frame.scale,
            translate=[frame.across, frame.down],
        )
    )
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    most = max((one.origins for one in drawn), default=1)
    rows = [row for one, line in reversed(arcs) for row in _arc(one, line, frame, most, style)]
    listed = _listed(beside, style)
    kind = alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=list(KINDS), range=[colours.accent, colours.faint]),
        legend=alt.Legend(
            orient="bottom" if style.narrow else "top",
            symbolType="stroke",
            symbolSize=400 if style.narrow else 700,
            symbolStrokeWidth=2.5,
            offset=14 + 16 * len(listed) if style.narrow else 10,
        ),
    )
    dash = alt.StrokeDash("kind:N", title=None, scale=alt.Scale(domain=list(KINDS), range=[[1, 0], [5, 3]]))
    wide = alt.StrokeWidth("width:Q", legend=None, scale=alt.Scale(domain=[0, MOST_WIDE], range=[0, MOST_WIDE]))
    strong = alt.Opacity("opacity:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[0, 1]))
    tips = [
        alt.Tooltip("flow:N", title="from, to"),
        alt.Tooltip("likelihood:N", title="that something was delivered"),
        alt.Tooltip("origins:Q", title="independent origins"),
    ]
    lines = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(clip=True, strokeCap="butt")
        .encode(
            x=x, y=y, detail=["flow:N", "part:N"], order="order:Q", strokeWidth=wide, opacity=strong, color=kind,
            strokeDash=dash, tooltip=tips,
        )
    )  # fmt: skip
    heads = (
        alt.Chart(alt.InlineData(values=[_head(one, line, frame) for one, line in arcs]))
        .mark_point(shape="triangle-right", filled=True, size=28 if style.narrow else 70, opacity=1, clip=True)
        .encode(x=x, y=y, angle=alt.Angle("angle:Q", scale=None), color=kind)
    )
    dots = (
        alt.Chart(alt.InlineData(values=[dict(zip("xy", frame.pixel(one), strict=True)) for one in points]))
        .mark_point(filled=True, size=30, color=colours.ink, stroke=colours.ground, opacity=1)
        .encode(x=x, y=y)
    )
    named = [
        {"t": text, "x": at, "y": line, "align": align} for _, text, at, line, align in labels_of(codes, frame, style)
    ]
    halos: tuple[dict[str, Any], ...] = ({"stroke": colours.ground, "strokeWidth": 3, "opacity": 0.85}, {})
    sides: tuple[Literal["left", "right", "center"], ...] = ("left", "right", "center")
    texts = [
        alt.Chart(alt.InlineData(values=[row for row in named if row["align"] == align]))
        .mark_text(align=align, fontSize=PLAIN, **halo)
        .encode(x=x, y=y, text="t:N")
        for align in sides
        for halo in halos
    ]
    below = [
        alt.Chart(alt.InlineData(values=[{"t": text}]))
        .mark_text(align="left", baseline="top", color=colours.faint, limit=width)
        .encode(x=alt.value(0), y=alt.value(height + 10 + 16 * at), text="t:N")
        for at, text in enumerate(listed)
    ]
    chart = alt.layer(land, lines, heads, dots, *texts, *below).properties(height=height)
    note = f"{told.below}. Wider: more independent origins. Stronger: likelier that something was delivered."
    hidden = len(codes) - len(named)
    if hidden:
        note += f" Without room for a name: {counted(hidden, 'place')}."
    return finished(chart, told.title, note, style, told.description)


def map_notes(flows: list[Flow], narrow: bool = False) -> tuple[str, ...]:
    """What of the flows is not drawn as an arc."""
    _, beside = split(flows, narrow)
    return (f"Not on the map, and listed below it or in the table: {counted(len(beside), 'pair')}.",) if beside else ()


def _arc(flow: Flow, line: list[Point], frame: Frame, most: int, style: Style) -> list[dict[str, Any]]:
    known = flow.likelihood
    about = {
        "flow": f"{name_of(flow.supplier)} to {name_of(flow.recipient)}",
        "kind": KINDS[0] if flow.arrived else KINDS[1],
        "width": line_width(flow.origins, most, min(6.0, style.width / 100)),
        "opacity": round(0.3 + 0.7 * (known or 0.0), 3),
        "likelihood": "no judgement" if known is None else f"{word_for(known)} ({percent(known)})",
        "origins": flow.origins,
    }
    rows = []
    part, before = 0, None
    for at, (x, y) in enumerate(frame.pixel(point) for point in line):
        if before is not None and abs(x - before) > frame.width / 2:
            part += 1  # it leaves the map on one side and comes in on the other
        before = x
        rows.append({**about, "part": part, "order": at, "x": round(x, 1), "y": round(y, 1)})
    return rows


def _head(flow: Flow, line: list[Point], frame: Frame) -> dict[str, Any]:
    at = len(line) * 3 // 5
    (x, y), (after_x, after_y) = frame.pixel(line[at]), frame.pixel(line[at + 1])
    angle = math.degrees(math.atan2(after_y - y, after_x - x))
    return {
        "x": round(x, 1),
        "y": round(y, 1),
        "angle": round(angle, 1),
        "kind": KINDS[0] if flow.arrived else KINDS[1],
    }


def _listed(beside: list[Flow], style: Style) -> list[str]:
    """Lines below the map for what is not drawn on it; what is too much is counted."""
    if not beside:
        return []
    limit = fitting(style.width - 16, PLAIN)
    most = MOST_LISTED_NARROW if style.narrow else MOST_LISTED
    shown = beside if len(beside) <= most else beside[: most - 1]
    rows = [cut(f"{name_of(one.supplier)} to {name_of(one.recipient)}: {_likely(one)}", limit) for one in shown]
    if len(beside) > len(shown):
        rows.append(f"and {counted(len(beside) - len(shown), 'further pair')}, in the table")
    return ["Not on the map, with the likelihood of a delivery:", *rows]


def _likely(flow: Flow) -> str:
    return "no judgement" if flow.likelihood is None else f"{word_for(flow.likelihood)} ({percent(flow.likelihood)})"
