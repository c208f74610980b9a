"""How pictures look: sizes, colours for light and dark, and what all charts share.

Colours differ in lightness as well as in hue, in one order, so that they tell classes apart for the colour-blind and
in grey print; every mark has a line around it that stands out from the ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weighbridge.pictures.wording import fitting, lines

LEAST_WIDTH, MOST_WIDTH = 240, 4000
"""Pixels."""
NARROW = 560
"""Pixels below which labels are shorter and legends have fewer columns."""
FONT = "Liberation Sans, Arimo, Helvetica, Arial, DejaVu Sans, sans-serif"
PLAIN = 11
"""Size of labels, in pixels."""
GROUPS: dict[str, str] = {
    "government": "state",
    "military": "state",
    "intelligence": "state",
    "anonymous": "unnamed people",
    "media": "press",
    "narrator": "press",
    "document": "press",
    "intergovernmental": "bodies, institutes",
    "ngo": "bodies, institutes",
    "company": "others",
    "nonstate": "others",
    "person": "others",
}
"""Source class: the class that a picture shows. More than five colours are not told apart."""
GROUP_ORDER = ("state", "unnamed people", "press", "bodies, institutes", "others")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one ground."""

    ground: str
    ink: str
    faint: str
    """For text that matters less; still 4.5 to 1 on the ground."""
    grid: str
    land: str
    accent: str
    groups: tuple[str, ...]
    """For GROUP_ORDER."""
    lines: tuple[str, ...]
    """For several lines in one picture; they also differ in their dashes."""
    bands: tuple[str, ...]
    """For the seven ICD 203 bands, from the lowest."""


LIGHT = Palette(
    "#ffffff",
    "#1b1f24",
    "#5a626c",
    "#d9dde2",
    "#e4e7ea",
    "#0b4f8a",
    ("#14315f", "#a8323e", "#cf8a1d", "#6cb8a6", "#d9cfe6"),
    ("#0b4f8a", "#a8323e", "#8a6100", "#1d7a68", "#5c4a99", "#5a626c"),
    ("#f1f3f5", "#ffffff", "#f1f3f5", "#ffffff", "#f1f3f5", "#ffffff", "#f1f3f5"),
)
DARK = Palette(
    "#14171b",
    "#e7eaee",
    "#a3abb5",
    "#333a42",
    "#2a3037",
    "#7db8f0",
    ("#dcebff", "#ff9b8c", "#d39a35", "#3b9a89", "#6b6fae"),
    ("#7db8f0", "#ff9b8c", "#e0b04a", "#5cc4ae", "#b5a6ea", "#a3abb5"),
    ("#1d2126", "#14171b", "#1d2126", "#14171b", "#1d2126", "#14171b", "#1d2126"),
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a picture is wanted: its whole width in pixels, and on which ground."""

    width: int = 720
    dark: bool = False

    @property
    def palette(self) -> Palette:
        """The colours."""
        return DARK if self.dark else LIGHT

    @property
    def narrow(self) -> bool:
        """Whether it is for a small screen."""
        return self.width < NARROW


def config(style: Style) -> dict[str, Any]:
    """The Vega-Lite configuration that all pictures share."""
    colours = style.palette
    text = {"labelColor": colours.ink, "titleColor": colours.faint, "labelFontSize": PLAIN, "titleFontSize": PLAIN}
    return {
        "background": colours.ground,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            **text,
            "titleFontWeight": "normal",
            "domainColor": colours.grid,
            "gridColor": colours.grid,
            "tickColor": colours.grid,
            "labelOverlap": "greedy",
        },
        "legend": {
            **text,
            "titleFontWeight": "normal",
            "orient": "bottom",
            "direction": "horizontal",
            "columns": 2 if style.narrow else 5,
            "symbolStrokeColor": colours.ink,
            "symbolFillColor": colours.faint,
            "symbolStrokeWidth": 1,
            "rowPadding": 4,
            "columnPadding": 14,
            "titlePadding": 4,
            "offset": 10,
            "labelLimit": 220,
            "layout": {"bottom": {"anchor": "start", "direction": "vertical", "margin": 6}},
        },
        "title": {
            "color": colours.ink,
            "subtitleColor": colours.faint,
            "fontSize": 15,
            "subtitleFontSize": PLAIN,
            "subtitlePadding": 4,
            "anchor": "start",
            "frame": "bounds",
            "fontWeight": "bold",
            "offset": 12,
            "limit": style.width,
        },
        "text": {"color": colours.ink, "fontSize": PLAIN},
    }


def heading(title: str, below: str, style: Style) -> dict[str, Any]:
    """The title and the line below it, broken to the width."""
    inner = style.width - 16
    return {"text": lines(title, fitting(inner, 16), 3), "subtitle": lines(below, fitting(inner, PLAIN), 4)}


def finished(chart: Any, title: str, below: str, style: Style, told: str) -> dict[str, Any]:
    """The Vega-Lite specification of a chart, as wide as wanted, with title, looks and a text equivalent."""
    spec: dict[str, Any] = chart.to_dict()
    spec["config"] = config(style)
    spec["title"] = heading(title, below, style)
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["padding"] = 8
    spec["width"] = style.width
    spec["description"] = told
    return spec
