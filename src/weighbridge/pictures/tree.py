"""The origin tree: who said it first, who echoes whom, and why that is thought so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from weighbridge.pictures.style import PLAIN, Style, finished
from weighbridge.pictures.told import Told
from weighbridge.pictures.wording import NO_DATE, STAGE_WORDS, STANCE_WORDS, counted, cut, fitting

Record = dict[str, Any]
MOST_LINES = 90
"""Lines of text in one picture; further echoes and origins are counted."""
MOST_ECHOES = 12
"""Echoes drawn under one origin."""
LINE = 19
"""Pixels from line to line."""
INDENT = 26
SIDES = ("for", "against", "neither")
FOR = ("asserts", "confirms")
MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the tree."""

    depth: int
    """0 for an origin, 1 for who carries it, 2 for what is counted only."""
    text: str
    reason: str
    side: str
    """Of an origin: whether it speaks for the transfer, against it, or neither."""
    established: bool


def tree_lines(record: Record, statements: Mapping[str, Record]) -> list[Line]:
    """The lines of a transfer's tree, in the order of its origins; what there is no room for is counted."""
    found: list[Line] = []
    origins = record["origins"]
    for number, origin in enumerate(origins):
        if len(found) >= MOST_LINES - 4:
            rest = len(origins) - number
            found.append(Line(0, f"and {counted(rest, 'further origin')}, in the table", "", "neither", False))
            break
        side = side_of(origin, statements)
        known = origin["independence"] == "independent"
        grade = f"{origin['reliability']}{origin['credibility']}"
        found.append(
            Line(
                0, f"{origin['id']} [{grade}]", f"{said_by(origin, statements)}; {origin['independence']}", side, known
            )
        )
        for voice in origin["voices"][:MOST_ECHOES]:
            outlet = cut(voice["publisher"] or voice["name"], 80)
            found.append(
                Line(
                    1, f"{outlet}, {voice['published'] or NO_DATE}", f"{voice['link']}: {voice['reason']}", side, known
                )
            )
        if len(origin["voices"]) > MOST_ECHOES:
            rest = len(origin["voices"]) - MOST_ECHOES
            found.append(
                Line(1, f"and {counted(rest, 'further echo', 'further echoes')}, in the table", "", side, known)
            )
    return found


def side_of(origin: Record, statements: Mapping[str, Record]) -> str:
    """Whether an origin speaks for a transfer, against it, or neither; who does both speaks against his own claim.

    That goods were halted speaks neither for nor against.
    """
    stances = {
        statements[key]["stance"]
        for voice in origin["voices"]
        for key in voice["statements"]
        if key in statements and statements[key]["stage"] != "halted"
    }
    if "denies" in stances:
        return "against"
    return "for" if stances & set(FOR) else "neither"


def said_by(origin: Record, statements: Mapping[str, Record]) -> str:
    """What an origin says: stances and stages in words."""
    told = dict.fromkeys(
        f"{STANCE_WORDS[one['stance']]} {STAGE_WORDS[one['stage']]}"
        for voice in origin["voices"]
        for key in voice["statements"]
        if (one := statements.get(key))
    )
    return ", ".join(told) or "says nothing of a stage"


def tree_told(record: Record, statements: Mapping[str, Record], subject: str, below: str) -> Told:
    """The text equivalent of an origin tree."""
    origins = record["origins"]
    echoes = sum(len(origin["voices"]) - 1 for origin in origins)
    sides = [side_of(origin, statements) for origin in origins]
    paragraph = (
        f"Origins of what is said on {subject}: {counted(len(origins), 'origin')}, repeated "
        f"{counted(echoes, 'time')}; {sides.count('for')} for it, {sides.count('against')} against, "
        f"{sides.count('neither')} neither. Known to be independent and saying that "
        f"it was {STAGE_WORDS[record['about']]}: {counted(record['independent'], 'origin')}."
    )  # fmt: skip
    rows = [
        (
            origin["id"],
            f"{origin['reliability']}{origin['credibility']}",
            said_by(origin, statements),
            voice["link"],
            cut(voice["publisher"] or voice["name"], 80),
            voice["published"] or NO_DATE,
            cut(voice["reason"], 160),
        )
        for origin in origins
        for voice in origin["voices"]
    ]
    notes: tuple[str, ...] = ()
    if len(rows) > MOST_ROWS:
        notes = (f"The table has the first {MOST_ROWS:,} of {len(rows):,} rows.",)
    names = ("origin", "grading", "says", "link", "outlet", "published", "why")
    return Told(f"Origins: {subject}", below, paragraph, names, tuple(rows[:MOST_ROWS]), notes)


def tree_spec(record: Record, statements: Mapping[str, Record], told: Told, style: Style) -> dict[str, Any]:
    """The Vega-Lite specification of an origin tree: a list with connectors, reasons beside it or, if narrow, below."""
    import altair as alt

    from weighbridge.pictures.empty import empty_spec

    lines = tree_lines(record, statements)
    if not lines:
        return empty_spec(told, style)
    colours = style.palette
    inner = style.width - 16
    beside = 0.0 if style.narrow else min(560.0, max(300.0, inner * 0.42))
    rows, links = _placed(lines, inner, beside)
    height = round(max(row["y"] for row in rows) + LINE)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, inner], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    joints = (
        alt.Chart(alt.InlineData(values=links))
        .mark_line(color=colours.grid, strokeWidth=1.5)
        .encode(x=x, y=y, detail="link:N", order="order:Q")
    )
    dots = (
        alt.Chart(alt.InlineData(values=[row for row in rows if row["dot"]]))
        .mark_point(filled=True, stroke=colours.ink, strokeWidth=0.8, opacity=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "side:N",
                title="speaks",
                scale=alt.Scale(domain=list(SIDES), range=["circle", _CROSS, "triangle-up"]),
            ),
            color=alt.Color(
                "side:N",
                title="speaks",
                scale=alt.Scale(domain=list(SIDES), range=[colours.groups[0], colours.groups[1], colours.groups[4]]),
            ),
            size=alt.Size("size:Q", scale=None),
        )
    )
    looks: dict[str, dict[str, Any]] = {
        "origin": {"fontWeight": "bold"},
        "voice": {},
        "why": {"color": colours.faint},
    }
    texts = [
        alt.Chart(alt.InlineData(values=[row for row in rows if row["kind"] == kind]))
        .mark_text(align="left", **look)
        .encode(x=alt.X("tx:Q", axis=None), y=y, text="t:N")
        for kind, look in looks.items()
    ]
    chart = alt.layer(joints, dots, *texts).properties(height=height)
    below = f"{told.below}. Bold: origins with their Admiralty grading; below each, who carries it, and why."
    return finished(chart, told.title, below, style, told.description)


_CROSS = "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z"


def _placed(lines: list[Line], inner: float, beside: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of text and dots, and the points of the connectors, in pixels."""
    rows: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    y, parent = 4.0, 4.0
    for number, line in enumerate(lines):
        if line.depth == 0 and number:
            y += 8
        x = 6.0 + INDENT * line.depth
        if line.depth == 0:
            parent = y
        else:
            corner = 6.0
            for order, (at, down) in enumerate(((corner, parent + 7), (corner, y), (x - 7, y))):
                links.append({"link": number, "order": order, "x": at, "y": down})
        room = (beside or inner) - x - 14
        kind = "origin" if line.depth == 0 else "voice"
        rows.append(
            {
                "x": x,
                "tx": x + 10,
                "y": y,
                "t": cut(line.text, fitting(room, PLAIN * (1.06 if line.depth == 0 else 1))),
                "kind": kind,
                "side": line.side,
                "dot": bool(line.reason),
                "size": 70 if line.depth == 0 else 18,
            }
        )
        if line.reason:
            at = beside or x + 10
            if not beside:
                y += LINE - 4
            text = cut(line.reason, fitting(inner - at, PLAIN))
            rows.append({"x": at, "tx": at, "y": y, "t": text, "kind": "why", "dot": False, "side": line.side})
        y += LINE
    return rows, links
