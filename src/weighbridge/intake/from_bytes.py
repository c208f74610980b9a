"""Documents of bytes that did not come from a file: what was fetched, or stood in a feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from urllib.parse import urlsplit

from weighbridge.intake.documents import LIMIT, documents_from
from weighbridge.intake.refusal import Refusal, Warn, ignore
from weighbridge.model import Document

_STEM, _WHERE = "stdin", "standard input"


def documents_of_bytes(
    data: bytes,
    name: str,
    where: str,
    url: str | None,
    published: str | None,
    limit: int = LIMIT,
    date_from: str | None = None,
    warn: Warn = ignore,
) -> Iterator[Document | Refusal]:
    """The documents in ``data``, told apart by content as those of a file are; each that gives none, a Refusal.

    ``name`` becomes their id, ``where`` stands in refusals. ``url``: where the data came from. A document keeps an
    address that it gives itself only on the same host; another is kept in ``details.canonical``, for a page can
    claim to be any other. ``published`` (found in ``date_from``) is for those that tell no date. ``limit``: bytes.
    """

    def tell(message: str) -> None:
        warn(message.replace(_WHERE, where, 1))

    for one in documents_from(["-"], BytesIO(data), limit=limit, warn=tell):
        if isinstance(one, Refusal):
            yield replace(one, where=one.where.replace(_WHERE, where, 1))
            continue
        dated = one.published is None and published is not None
        own = one.url if one.url and (url is None or _host(one.url) == _host(url)) else url
        details = replace(
            one.details,
            canonical=one.details.canonical or one.url,
            date_from=date_from if dated else one.details.date_from,
        )
        yield replace(
            one,
            id=name + one.id[len(_STEM) :] if one.id.startswith(_STEM) else one.id,
            url=own,
            published=published if dated else one.published,
            details=details,
        )


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
