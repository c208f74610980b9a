"""A Vega-Lite specification as SVG, PNG or a page that works offline. Drawn by vl-convert: no browser, no network."""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from html import escape
from typing import Any

from weighbridge.pictures.style import Style
from weighbridge.pictures.told import Told

_ID = re.compile(r'((?: id="|="url\(#))((?:clip|gradient)[\w-]*)(\)?")')
MOST_PIXELS = 40_000_000
"""Of a PNG; more would take gigabytes of memory."""


class PictureError(ValueError):
    """A picture that can't be drawn as wanted; the text says what to do."""


def _vl() -> Any:
    import vl_convert

    return vl_convert


def picture_svg(spec: dict[str, Any]) -> str:
    """The picture as static SVG: no script, no outside reference; text stays text.

    It can stand in any page as it is, under the strictest content security policy: it has no style elements and
    no style attributes. Ids in it are those of its content, so that several can stand in one page.
    """
    svg: str = _vl().vegalite_to_svg(spec, allowed_base_urls=[])
    return _with_own_ids(svg)


def _with_own_ids(svg: str) -> str:
    """The drawing with ids that do not depend on what was drawn before: Vega numbers them on through a process."""
    numbers: dict[str, int] = {}
    for old in _ID.findall(svg):
        numbers.setdefault(old[1], len(numbers))
    same = _ID.sub(lambda found: f"{found[1]}{numbers[found[2]]}{found[3]}", svg)
    own = hashlib.sha256(same.encode()).hexdigest()[:8]
    return _ID.sub(lambda found: f"{found[1]}p{own}-{numbers[found[2]]}{found[3]}", svg)


def picture_png(spec: dict[str, Any], scale: float = 2.0) -> bytes:
    """The picture as PNG; ``scale`` pixels for each of the picture's own.

    Raises:
        PictureError: it would have more than MOST_PIXELS.
    """
    width, height = _size(picture_svg(spec))
    if width * height * scale * scale > MOST_PIXELS:
        limit = (MOST_PIXELS / (width * height)) ** 0.5
        raise PictureError(f"the picture would be too large; choose a scale of at most {limit:.1f}, or svg")
    png: bytes = _vl().vegalite_to_png(spec, scale=scale, allowed_base_urls=[])
    return png


def _size(svg: str) -> tuple[float, float]:
    """Width and height in the picture's own pixels, from the root element."""
    found = re.search(r'<svg[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"', svg)
    return (float(found[1]), float(found[2])) if found else (1.0, 1.0)


@lru_cache(maxsize=1)
def picture_script() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script without outside references, for a page of one's own.

    How to embed under a strict content security policy (no 'unsafe-eval', no inline script): serve this as a file;
    serve a small script beside it that calls

        vegaEmbed(element, spec, {ast: true, actions: false, renderer: "svg", defaultStyle: false})

    with ``picture_spec``'s result, fetched as JSON. ``ast: true`` makes Vega interpret its expressions instead of
    compiling them by ``Function``; ``defaultStyle: false`` keeps Vega-Embed from putting a style element into the page.
    For tooltips, ``{tooltip: false}`` leaves them to the browser's plain titles.
    """
    script: str = _vl().javascript_bundle()
    return script


def json_in_page(value: Any) -> str:
    """JSON that can stand in a ``script`` element: nothing in it can end the element or open a comment."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def picture_html(spec: dict[str, Any], told: Told, style: Style) -> str:
    """A page that works offline: the picture with its tooltips, and the table of the same data below it.

    Everything is in the one file (about 1 MB). Without scripts the static picture stays.
    """
    colours = style.palette
    head = "".join(f"<th scope='col'>{escape(one)}</th>" for one in told.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape('' if cell is None else str(cell))}</td>" for cell in row) + "</tr>"
        for row in told.rows
    )
    table = f"<table><caption>{escape(told.title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    look = (
        f"body{{margin:1rem;background:{colours.ground};color:{colours.ink};font:14px/1.45 sans-serif}}"
        f"table{{border-collapse:collapse;font-size:13px}}caption{{text-align:left;font-weight:bold;padding:.5em 0}}"
        f"th,td{{text-align:left;vertical-align:top;padding:.25em .6em;border-bottom:1px solid {colours.grid};"
        "overflow-wrap:anywhere}main>div{overflow-x:auto}"
    )
    script = picture_script().replace("</script", "<\\/script")
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="en"><head><meta charset="utf-8"><title>{escape(told.title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{look}</style></head><body><main>"
        f'<div id="picture">{picture_svg(spec)}</div><p>{escape(told.description)}</p>'
        f"<details><summary>The data as a table</summary><div>{table}</div></details></main>"
        f'<script type="application/json" id="spec">{json_in_page(spec)}</script>'
        f"<script>{script}</script>"
        "<script>vegaEmbed(document.getElementById('picture'),JSON.parse(document.getElementById('spec').textContent),"
        "{ast:true,actions:false,renderer:'svg',defaultStyle:false})</script></body></html>\n"
    )
