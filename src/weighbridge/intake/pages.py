"""Web pages: the article's text, title, publisher and date, found by trafilatura; nothing is fetched."""

from __future__ import annotations

import re

from weighbridge.intake.json_documents import date_of
from weighbridge.intake.refusal import Refusal
from weighbridge.model import Document

_PAGE = re.compile(
    r"""\s*(?:<\?xml[^>]{0,200}>\s*)?(?:(?><!--.*?-->)\s*)*+
        <(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title|script)\b""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_COMMENT = re.compile(r"<!--(?:.*?-->|.*\Z)", re.DOTALL)

MOST_TAGS = 100_000
"""Tags above which a page is refused: finding the article takes more than proportionally long."""


def looks_like_a_page(text: str) -> bool:
    """Whether ``text`` begins as HTML does."""
    return _PAGE.match(text[:8000]) is not None


_JOIN = re.compile(r"\s+[-|:\u00b7\u2013\u2014]\s+")


def headline(title: str, site: str) -> str:
    """The title of a page without the name of the site before or behind it."""
    title = " ".join(title.split())
    parts = _JOIN.split(title)
    if len(parts) > 1 and site:
        name = site.casefold()
        if parts[-1].casefold() == name:
            return title[: [match.start() for match in _JOIN.finditer(title)][-1]]
        if parts[0].casefold() == name:
            return title[next(_JOIN.finditer(title)).end() :]
    return title


def page(source: str, stem: str, where: str) -> Document | Refusal:
    """The Document of an HTML page. The title is put before the text where the text lacks it."""
    source = _COMMENT.sub("", source)
    if source.count("<") > MOST_TAGS:
        return Refusal(where, f"the page has more than {MOST_TAGS:,} tags", "save its text instead")
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            source, with_metadata=True, include_comments=False, include_tables=True, deduplicate=False
        )
    except Exception as error:  # the libraries below it raise many kinds on hostile pages
        return Refusal(where, f"the page can't be read ({type(error).__name__})", "save its text instead")
    if isinstance(found, dict) or found is None or not (text := (found.text or "").strip()):
        return Refusal(where, "the page has no article that could be found", "save its text instead")
    title = headline(found.title or "", found.sitename or "") or None
    if title and " ".join(text[: len(title) + 200].split()).find(title) < 0:
        text = f"{title}\n\n{text}"
    return Document(
        id=stem,
        text=text,
        url=found.url or None,
        publisher=found.sitename or None,
        published=date_of(found.date),
        title=title,
    )
