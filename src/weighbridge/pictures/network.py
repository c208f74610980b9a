"""The network: who supplies whom, suppliers on the left, recipients on the right."""

from __future__ import annotations

import math
from typing import Any, Literal

from weighbridge.pictures.flows import UNKNOWN, Flow, name_of
from weighbridge.pictures.layout import OTHERS, Layout
from weighbridge.pictures.style import PLAIN, Style, finished
from weighbridge.pictures.told import Told
from weighbridge.pictures.wording import counted, cut, fitting, goods_name
from weighbridge.weighing.likelihood import percent, word_for

ROW = 24
"""Pixels from node to node."""
POINTS = 16
"""Of a curve."""
KINDS = ("delivered, at least likely", "not delivered, or not known")
MOST_WIDE, LEAST_WIDE = 9.0, 1.2


def network_spec(layout: Layout, told: Told, style: Style) -> dict[str, Any]:
    """The Vega-Lite specification of a laid-out network."""
    import altair as alt

    from weighbridge.pictures.empty import empty_spec

    if not layout.flows:
        return empty_spec(told, style)
    colours = style.palette
    rows = max(len(layout.suppliers), len(layout.recipients))
    height = max(120, ROW * rows)
    label = min(220.0, style.width * 0.31)
    left = {code: _place(at, len(layout.suppliers), height) for at, code in enumerate(layout.suppliers)}
    right = {code: _place(at, len(layout.recipients), height) for at, code in enumerate(layout.recipients)}
    inner = style.width - 16
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, inner], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    begin, end = label + 8, inner - label - 8
    most = max(one.origins for one in layout.flows)
    widest = min(MOST_WIDE, style.width / 70)
    curves = [
        row
        for one in reversed(layout.flows)  # the weightiest on top
        for row in _curve(
            one, line_width(one.origins, most, widest), begin, end, left[one.supplier], right[one.recipient]
        )
    ]
    lines = (
        alt.Chart(alt.InlineData(values=curves))
        .mark_line(strokeCap="butt")
        .encode(
            x=x,
            y=y,
            detail="flow:N",
            order="order:Q",
            strokeWidth=alt.StrokeWidth(
                "width:Q", legend=None, scale=alt.Scale(domain=[0, MOST_WIDE], range=[0, MOST_WIDE])
            ),
            opacity=alt.Opacity("opacity:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[0, 1])),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(KINDS), range=[colours.accent, colours.faint]),
                legend=alt.Legend(symbolType="stroke", symbolSize=700, symbolStrokeWidth=2.5),
            ),
            strokeDash=alt.StrokeDash(
                "kind:N", title=None, scale=alt.Scale(domain=list(KINDS), range=[[1, 0], [5, 3]])
            ),
            tooltip=[
                alt.Tooltip("flow:N", title="from, to"),
                alt.Tooltip("goods:N", title="goods"),
                alt.Tooltip("likelihood:N", title="that something was delivered"),
                alt.Tooltip("origins:Q", title="independent origins"),
                alt.Tooltip("denials:Q", title="denials"),
            ],
        )
    )
    chars = fitting(label, PLAIN)
    nodes = [
        {"x": at, "y": place, "name": _named(code, chars, layout, side), "side": side}
        for side, at, places in (("left", begin, left), ("right", end, right))
        for code, place in places.items()
    ]
    base = alt.Chart(alt.InlineData(values=nodes)).encode(x=x, y=y)
    dots = base.mark_point(filled=True, size=36, color=colours.ink, opacity=1)
    sides: tuple[tuple[str, Literal["left", "right"], int], ...] = (("left", "right", -7), ("right", "left", 7))
    texts = [
        base.mark_text(align=align, dx=dx, limit=label)
        .encode(text="name:N")
        .transform_filter(f"datum.side === '{side}'")
        for side, align, dx in sides
    ]
    heads = alt.Chart(
        alt.InlineData(values=[{"x": begin, "y": -14, "t": "suppliers"}, {"x": end, "y": -14, "t": "recipients"}])
    ).mark_text(color=colours.faint).encode(x=x, y=y, text="t:N")  # fmt: skip
    chart = alt.layer(lines, dots, *texts, heads).properties(height=height)
    below = f"{told.below}. Wider: more independent origins. Stronger: likelier that something was delivered."
    if layout.summed:
        below += f" Summed up as others: {counted(layout.summed, 'pair')} of less weight."
    return finished(chart, told.title, below, style, told.description)


def _place(at: int, number: int, height: float) -> float:
    return height * (at + 0.5) / number


def _named(code: str, limit: int, layout: Layout, side: str) -> str:
    if code == OTHERS:
        number = layout.suppliers_summed if side == "left" else layout.recipients_summed
        return f"{number} others" if number else "others"
    if code == UNKNOWN:
        return "not known"
    return cut(name_of(code), limit)


def _curve(flow: Flow, width: float, begin: float, end: float, start: float, stop: float) -> list[dict[str, Any]]:
    """A line that leaves and arrives level, as points."""
    known = flow.likelihood
    names = [("others" if code == OTHERS else name_of(code, 40)) for code in (flow.supplier, flow.recipient)]
    about = {
        "flow": " to ".join(names),
        "width": width,
        "opacity": round(0.25 + 0.75 * (known or 0.0), 3),
        "kind": KINDS[0] if flow.arrived else KINDS[1],
        "goods": cut(", ".join(goods_name(goods) for goods in flow.goods), 120),
        "likelihood": "no judgement" if known is None else f"{word_for(known)} ({percent(known)})",
        "origins": flow.origins,
        "denials": flow.denials,
    }
    steps = [at / (POINTS - 1) for at in range(POINTS)]
    return [
        {
            **about,
            "order": at,
            "x": round(begin + (end - begin) * step, 1),
            "y": round(start + (stop - start) * step * step * (3 - 2 * step), 1),
        }
        for at, step in enumerate(steps)
    ]


def line_width(origins: int, most: int, widest: float = MOST_WIDE) -> float:
    """Pixels of a line for a number of independent origins, of which the picture has at most ``most``: by the root."""
    share = math.sqrt(origins / max(most, 4))
    return round(LEAST_WIDE + (widest - LEAST_WIDE) * share, 2)
