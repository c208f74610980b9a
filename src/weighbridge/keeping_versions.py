"""Whether two documents of one address are versions of one page, or the address just shows something new each day."""

from __future__ import annotations

from weighbridge.ledger.pages import is_front, page_key
from weighbridge.model import Document
from weighbridge.weighing.resemblance import ALIKE, share, shingles

COMPARED = 100_000
"""Characters of a text that are compared: more would take seconds, and an article is shorter."""
MOST = 0.5
"""Part of the shorter text that makes it a shortened or lengthened version, however long the longer one is."""
SOME = 0.1
"""Part of the shorter text that is enough under the same title."""


def is_version(earlier: Document, later: Document) -> bool:
    """Whether ``later``, from the address of ``earlier``, is a version of it.

    Their texts resemble each other, or most of the shorter is in the longer. Or the title is the same, and
    either some of the text, or both were fetched whole, at different times, and of the same day: then one
    article was written anew. A front page has one title for ever, and some of its text: there these tell nothing.
    """
    one, other = (shingles(text.text[:COMPARED]) for text in (earlier, later))
    common, shorter = len(one & other), min(len(one), len(other))
    if share(one, other) >= ALIKE or common > MOST * shorter:
        return True
    titles = [" ".join((text.title or "").casefold().split()) for text in (earlier, later)]
    if not titles[0] or titles[0] != titles[1] or _at_the_front(later):
        return False
    return bool(common) and common >= SOME * shorter or _rewritten(earlier, later)


def _rewritten(earlier: Document, later: Document) -> bool:
    """Whether one article can have been written anew: not rows of a table that share an address, nor what tells no
    day, as a page of today's statements does.
    """
    times = [(text.details.updated, text.details.seen) for text in (earlier, later)]
    return (
        earlier.published is not None
        and earlier.published == later.published
        and times[0] != times[1]
        and all(any(one) for one in times)
    )


def _at_the_front(one: Document) -> bool:
    """Whether a document is the front page of a site."""
    page = page_key(one.url)
    return page is not None and (one.url or "").strip().lower().startswith("http") and is_front(page)
