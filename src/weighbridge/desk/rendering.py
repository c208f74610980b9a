"""Templates: everything is escaped, and every text of others stands apart in its own reading direction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from weighbridge import __version__
from weighbridge.desk import names
from weighbridge.desk.bundle import vega_address
from weighbridge.desk.paging import address, turned
from weighbridge.ledger.dates import date_words
from weighbridge.weighing.likelihood import percent as likelihood_in_percent

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that steer a reader or turn the reading order, and those that no page can hold."""
_LONGEST, _MOST = 400, 20
"""Of what was asked, what goes on into the links of a page: characters, and fields."""


def told(text: object) -> Markup:
    """Text of others: escaped, without what turns the reading order, in an element of its own direction."""
    return Markup(f"<bdi>{escape(plain(text))}</bdi>")


def plain(text: object) -> str:
    """Text of others; a sign stands for each character that steers."""
    return _STEERING.sub("\ufffd", str(text))


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
    return "" if likelihood is None else likelihood_in_percent(likelihood).replace("%", " %")


def days(first: str | None, last: str | None) -> str:
    """A span of days as one text."""
    if not first and not last:
        return "undated"
    return str(first or last) if first == last or not first or not last else f"{first} to {last}"


def dated(published: str | None) -> Markup:
    """A document's date, with a word where it is yet to come."""
    return told(date_words(published))


def months(first: str | None, last: str | None) -> Markup:
    """A span of days as months, short enough for a table; the days stand in its title."""
    if not first and not last:
        return Markup("undated")
    start, end = ((one or "")[:7] for one in (first or last, last or first))
    if start[:4] == end[:4] and start.endswith("-01") and end.endswith("-12"):
        start = end = start[:4]
    shown = Markup("<span>{}</span>" if start == end else "<span>{} …</span> <span>{}</span>").format(start, end)
    return Markup('<span title="{}">{}</span>').format(days(first, last), shown)


def number(value: int) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"


def counted(value: int, thing: str, things: str | None = None) -> str:
    """A number with what it counts."""
    return f"{number(value)} {thing if value == 1 else things or thing + 's'}"


@lru_cache(maxsize=4096)
def party_link(code: str | None) -> Markup:
    """A party with its name as a link to its page, and its code."""
    if not code:
        return Markup('<span class="open">not named</span>')
    name = names.party(code)
    link = Markup('<a href="/parties/{}">{}</a>').format(segment(code), told(name))
    return link if name == code else link + Markup('&nbsp;<span class="code">{}</span>').format(told(code))


@lru_cache(maxsize=4096)
def party_name(code: str | None) -> Markup:
    """A party's name as a link to its page; for tables, where ``pair_codes`` stands below."""
    if not code:
        return Markup('<span class="open">not named</span>')
    return Markup('<a href="/parties/{}">{}</a>').format(segment(code), told(names.party(code)))


@lru_cache(maxsize=4096)
def pair_codes(supplier: str | None, recipient: str | None) -> Markup:
    """The codes of a pair on a line of their own; nothing where the names are the codes."""
    if all(not code or names.party(code) == code for code in (supplier, recipient)):
        return Markup("")
    codes = (told(code or "–") for code in (supplier, recipient))
    return Markup(' <span class="code under" aria-hidden="true">{} → {}</span>').format(*codes)


@cache
def stance_mark(stance: str) -> Markup:
    """A stance as a word with a shape."""
    shape = names.SHAPES.get(stance, "·")
    mark = Markup('<span class="stance {}"><span aria-hidden="true">{}</span> {}</span>')
    return mark.format(stance, shape, names.stance(stance))


def bar(likelihood: float) -> Markup:
    """A likelihood as a small bar; the word stands beside it."""
    return Markup(
        '<svg class="bar" width="50" height="8" viewBox="0 0 50 8" aria-hidden="true" focusable="false">'
        '<rect class="rail" width="50" height="8"/>'
        f'<rect class="fill" width="{50 * float(likelihood):.1f}" height="8"/></svg>'
    )


@lru_cache(maxsize=4096)
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
        dated=dated,
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
        vega_address=vega_address,
        days=days,
        months=months,
        shapes=names.SHAPES,
        version=__version__,
        longest_outlet=names.LONGEST_OUTLET,
        address=address,
        party_link=party_link,
        party_name=party_name,
        pair_codes=pair_codes,
        stance_mark=stance_mark,
        bar=bar,
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
