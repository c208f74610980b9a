"""Web pages: what a page may be before a parser sees it, and where it is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from weighbridge.intake.confined import Exceeded, confined
from weighbridge.intake.piece import Piece, filled
from weighbridge.intake.refusal import Refusal
from weighbridge.model import Details, Document

DEEPEST = 2_000
"""Levels of tags in one another above which a page is refused."""

SECONDS = 10.0
"""Seconds of the processor that a page may take."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})(?=[\s/>])")
_GAP = re.compile(r"\s{100,}")
_NEST = frozenset(
    """div span section article main table tbody tr td ul ol dl blockquote font b i em strong a center form fieldset
    nav aside header footer figure details object svg g u small big sub sup label button select""".split()
)


def depth_of(text: str) -> int:
    """How many tags stand in one another, counted without a parser: tags that end by themselves are left out."""
    depth = deepest = 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() in _NEST:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def documents_of_pages(text: str, piece: Piece) -> Iterator[Document | Refusal]:
    """The documents of an HTML page, parsed in a confined process; a Refusal where that takes too long or too much."""
    # what looks for the end of white space may take more than proportionally long for it
    text = _GAP.sub("\n", text)
    if text.count("<") > DEEPEST and (depth := depth_of(text)) > DEEPEST:
        what = f"the page has {depth:,} tags in one another"
        yield Refusal(piece.where, what, "save its text instead")
        return
    options = {"stem": piece.stem, "where": piece.where, "url": piece.url, "published": piece.published}
    try:
        rows = confined("page", text.encode("utf-8", "surrogatepass"), options, processor=SECONDS)
    except Exceeded as error:
        yield Refusal(piece.where, f"the page can't be read: {error}", "save its text instead")
        return
    for row in rows:
        yield filled(_dated(_from_row(row), piece), piece, "html")


def _dated(one: Document | Refusal, piece: Piece) -> Document | Refusal:
    """A date that only came from the surroundings is told to be from there."""
    if isinstance(one, Refusal) or one.published is None or not piece.date_from:
        return one
    if one.details.date_from not in (None, "given"):
        return one
    return replace(one, details=replace(one.details, date_from=piece.date_from))


def rows_of_page(data: bytes, options: dict[str, Any]) -> list[dict[str, Any]]:
    """The documents and refusals of a page as plain JSON values. Runs confined."""
    from weighbridge.intake.pages import documents_of_page

    text = data.decode("utf-8", "surrogatepass")
    found = documents_of_page(
        text, options["stem"], options["where"], url=options["url"], published=options["published"]
    )
    return [asdict(one) for one in found]


def _from_row(row: dict[str, Any]) -> Document | Refusal:
    if "what" in row:
        return Refusal(**row)
    return Document(**{**row, "details": Details(**row["details"])})
