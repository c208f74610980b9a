"""Templates: everything is escaped, and every text of others stands apart in its own reading direction."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from weighbridge import __version__
from weighbridge.desk import names
from weighbridge.desk.paging import address, turned

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
_STEERING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C], "\ufffd")
"""Characters that turn the reading order: shown as a sign that something was there."""
_LONGEST, _MOST = 400, 20
"""Of what was asked, what goes on into the links of a page: characters, and fields."""
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "�")


def told(text: object) -> Markup:
    """Text of others: escaped, without what turns the reading order, in an element of its own direction."""
    return Markup("<bdi>{}</bdi>").format(plain(text))


def plain(text: object) -> str:
    """Text of others without characters that steer; lone surrogates, which no page can hold, as a sign too."""
    clean = str(text).translate(_STEERING).translate(_CONTROLS)
    return clean.encode("utf-8", "replace").decode("utf-8")


def linkable(url: object) -> str | None:
    """An address that may be a link: http or https with a host; None for any other."""
    text = str(url or "")
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and host and plain(text) == text else None


def percent(likelihood: float | None) -> str:
    """A likelihood as whole percent."""
    return "" if likelihood is None else f"{likelihood:.0%}".replace("%", " %")


def days(first: str | None, last: str | None) -> str:
    """A span of days as one text."""
    if not first and not last:
        return "undated"
    return str(first or last) if first == last or not first or not last else f"{first} to {last}"


def number(value: int) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"


def counted(value: int, thing: str, things: str | None = None) -> str:
    """A number with what it counts."""
    return f"{number(value)} {thing if value == 1 else things or thing + 's'}"


def segment(text: object) -> str:
    """Text as a part of a path."""
    return quote(str(text), safe="", errors="surrogatepass")


@cache
def _stamp(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """The address of a static file; it changes with what is in the file."""
    return f"/static/{name}?{_stamp(name)}"


@cache
def party_list() -> Markup:
    """The parties of the lexicon to choose from, as the options of the list ``parties``."""
    options = (Markup('<option value="{}">{}</option>').format(*row) for row in names.known_parties())
    return Markup('<datalist id="parties">{}</datalist>').format(Markup("").join(options))


@cache
def environment() -> Environment:
    """The templates, with what they may call."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        told=told,
        plain=plain,
        linkable=linkable,
        percent=percent,
        segment=segment,
        party=names.party,
        goods=names.goods,
        stage=names.stage,
        phrase=names.phrase,
        stance=names.stance,
    )
    made.filters.update(number=number, counted=counted)
    made.globals.update(
        asset=asset,
        days=days,
        shapes=names.SHAPES,
        version=__version__,
        address=address,
        turned=turned,
        party_list=party_list,
    )
    return made


def page(request: Request, template: str, context: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """A page from its template. ``session`` of the request's state, where there is one, goes with it."""
    settings = request.app.state.settings
    html = (
        environment()
        .get_template(template)
        .render(
            path=request.url.path,
            params=[row for row in request.query_params.multi_items() if len(row[1]) <= _LONGEST][:_MOST],
            settings=settings,
            reviews=find_spec("weighbridge.desk.reviewing") is not None,
            person=getattr(request.state, "person", None),
            token=getattr(request.state, "token", None),
            **context,
        )
    )
    return HTMLResponse(html, status_code=status)
