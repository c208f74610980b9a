"""Web pages: the article's text, title, publisher and dates; of a live blog each entry. Nothing is fetched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighbridge.intake.language import language_of
from weighbridge.intake.refusal import Refusal
from weighbridge.intake.written_dates import moment_of
from weighbridge.model import Details, Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from weighbridge.intake.live import LiveEntry
    from weighbridge.intake.page_facts import Facts

_PAGE = re.compile(
    r"""\s*(?:<\?xml[^>]{0,200}>\s*)?(?:(?><!--.*?-->)\s*)*+
        <(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title|script)\b""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)

ENOUGH = 200
"""Characters of text before a live blog's entries above which they are a document of their own."""

MANY_ELEMENTS = 8_000
"""Elements above which the text is found without the second opinions, which take more than proportionally long."""


def looks_like_a_page(text: str) -> bool:
    """Whether ``text`` begins as HTML does."""
    return _PAGE.match(text[:8000]) is not None


def page(source: str, stem: str, where: str) -> Document | Refusal:
    """The first document of an HTML page; ``documents_of_page`` gives all."""
    return documents_of_page(source, stem, where)[0]


def documents_of_page(
    text: str, stem: str, where: str, url: str | None = None, published: str | None = None
) -> list[Document | Refusal]:
    """The document of an HTML page, or the documents of its entries where it is a live blog; at least one thing.

    ``stem`` is the id; entries add ``#`` and their anchor. ``url`` is the address it was got from, ``published`` a date
    for a page that gives none. The title is put before the text where the text lacks it. A page of
    more than MOST_TAGS tags, one that can't be read and one without an article give a Refusal.
    """
    from weighbridge.intake.page_tree import MOST_TAGS, without_comments

    source = without_comments(text)
    if source.count("<") > MOST_TAGS:
        return [Refusal(where, f"the page has more than {MOST_TAGS:,} tags", "save its text instead")]
    try:
        return _read(source, stem, where, url, published)
    except Exception as error:  # the libraries below it raise many kinds on hostile pages
        return [Refusal(where, f"the page can't be read ({type(error).__name__})", "save its text instead")]


def _read(source: str, stem: str, where: str, url: str | None, published: str | None) -> list[Document | Refusal]:
    import logging

    from weighbridge.intake.page_facts import facts_of
    from weighbridge.intake.page_tree import tree_of

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    tree = tree_of(source)
    if tree is None:
        return [Refusal(where, "the page has no article that could be found", "save its text instead")]
    if stub := _stub(tree, where):
        return [stub]
    facts = facts_of(tree, url)
    entries = _entries(tree, facts, url)
    article = _article(tree, facts, stem, url, published)
    if not entries:
        return [article or Refusal(where, "the page has no article that could be found", "save its text instead")]
    return [
        *([article] if article and len(article.text) > ENOUGH else []),
        *_live(entries, facts, stem, where, url, published),
    ]


def _stub(tree: HtmlElement, where: str) -> Refusal | None:
    """A Refusal for a page that only shows another: a frameset, or a frame with a PDF."""
    if frames := [frame.get("src") for frame in tree.iter("frame") if frame.get("src")]:
        return Refusal(
            where, "the page is a set of frames, without text of its own", f"give the page in it: {frames[-1][:200]}"
        )
    for element in tree.iter("embed", "object", "iframe"):
        target = element.get("src") or element.get("data") or ""
        is_pdf = element.get("type") == "application/pdf" or re.search(r"\.pdf(?:$|[?#])", target, re.IGNORECASE)
        if is_pdf and sum(len(p.text_content()) for p in tree.iter("p")) < 400:
            return Refusal(where, "the page only shows a PDF", f"give the PDF: {target[:200]}")
    return None


def _entries(tree: HtmlElement, facts: Facts, url: str | None) -> list[LiveEntry]:
    """The entries of a live blog; their blocks are taken out of ``tree``, so that what stands before them is left."""
    from weighbridge.intake.live import MOST_ENTRIES, blocks_of, entry_of, in_json_ld
    from weighbridge.intake.page_tree import remove

    entries = in_json_ld(facts.nodes)
    blocks = blocks_of(tree, facts.title, url or facts.canonical)
    if not entries:
        day = facts.published.day if facts.published else None
        entries = [entry_of(block, day) for block in blocks]
    if entries:
        anchors = {entry.anchor for entry in entries if entry.anchor}
        for element in [
            *blocks,
            *(one for one in tree.iter("article", "div", "section", "li") if one.get("id") in anchors),
        ]:
            remove(element)
    return [entry for entry in entries if entry.text][: MOST_ENTRIES + 1]


def _text(tree: HtmlElement) -> str:
    """The article's text, by trafilatura, after boxes and captions are taken out of ``tree``."""
    import trafilatura

    from weighbridge.intake.page_tree import prune, without_small_print

    prune(tree)
    many = sum(1 for _ in tree.iter()) > MANY_ELEMENTS
    found = trafilatura.bare_extraction(tree, fast=many, include_comments=False, include_tables=True, deduplicate=False)
    if isinstance(found, dict) or found is None:
        return ""
    return without_small_print(found.text or "").strip()


def _or_body(text: str, facts: Facts) -> str:
    """``text``, or the article's body in JSON-LD where the page shows less than half of that."""
    from weighbridge.intake.page_ld import article_of, paragraphs_of
    from weighbridge.intake.page_tree import without_small_print

    article = article_of(facts.nodes) or {}
    body = without_small_print(paragraphs_of(article.get("articleBody")))
    return body if len(body) > 2 * len(text) + ENOUGH else text


def _article(tree: HtmlElement, facts: Facts, stem: str, url: str | None, published: str | None) -> Document | None:
    from weighbridge.intake.page_facts import dateline_of

    text = _or_body(_text(tree), facts)
    if not text:
        return None
    title = facts.title
    dateline = dateline_of(text, title)
    if title and " ".join(text[: len(title) + 200].split()).find(title) < 0:
        text = f"{title}\n\n{text}"
    return Document(
        id=stem,
        text=text,
        url=url or facts.canonical,
        publisher=facts.publisher,
        published=facts.published.day if facts.published else published,
        title=title,
        details=Details(
            time=facts.time,
            updated=facts.updated,
            canonical=facts.canonical,
            byline=facts.byline,
            dateline=dateline,
            language=facts.language or language_of(text),
            date_from=facts.published.where if facts.published else "given" if published else None,
            kind="html",
        ),
    )


def _live(
    entries: list[LiveEntry], facts: Facts, stem: str, where: str, url: str | None, published: str | None
) -> list[Document | Refusal]:
    """A document of each entry, in the order of the page."""
    from weighbridge.intake.live import MOST_ENTRIES, anchors_of

    place = url or facts.canonical
    found: list[Document | Refusal] = []
    for entry, anchor in zip(entries, anchors_of(entries[:MOST_ENTRIES]), strict=False):
        fallback = facts.published.day if facts.published else published
        text = (
            f"{entry.title}\n\n{entry.text}" if entry.title and not entry.text.startswith(entry.title) else entry.text
        )
        found.append(
            Document(
                id=f"{stem}#{anchor}",
                text=text,
                url=f"{place.partition('#')[0]}#{anchor}" if place else None,
                publisher=facts.publisher,
                published=entry.time[:10] if entry.time else fallback,
                title=entry.title or facts.title,
                details=Details(
                    time=moment_of(entry.time),
                    updated=entry.changed or entry.time,
                    canonical=facts.canonical,
                    byline=facts.byline,
                    language=facts.language or language_of(text),
                    date_from="live entry" if entry.time else facts.published.where if facts.published else None,
                    kind="live entry",
                    within=anchor,
                ),
            )
        )
    if len(entries) > MOST_ENTRIES:
        what = f"the live blog has more than {MOST_ENTRIES:,} entries; the others are not read"
        found.append(Refusal(where, what, "give the older pages of it"))
    return found
