"""Documents of bytes that did not come from a file: what was fetched, or stood in a feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from urllib.parse import urlsplit

from weighbridge.intake.by_content import documents_of
from weighbridge.intake.documents import LIMIT, english
from weighbridge.intake.piece import Piece
from weighbridge.intake.refusal import Refusal, Warn, ignore
from weighbridge.model import Document

__all__ = ["documents_of_bytes", "english"]


def documents_of_bytes(
    data: bytes,
    name: str,
    where: str,
    url: str | None,
    published: str | None,
    limit: int = LIMIT,
    date_from: str | None = None,
    warn: Warn = ignore,
    originals: bool = False,
    seen: str | None = None,
) -> Iterator[Document | Refusal]:
    """The documents in ``data``, told apart by content as those of a file are; each that gives none, a Refusal.

    ``name`` becomes their id, ``where`` stands in refusals. ``url``: where the data came from. A document keeps an
    address that it gives itself only on the same host; another is kept in ``details.canonical``, for a page can
    claim to be any other. ``published`` (found in ``date_from``) is for those that tell no date. ``limit``: bytes.
    With ``originals``, documents come with the bytes of the smallest piece that held them (``original.WithOriginal``).
    ``seen``: when it was fetched (ISO, UTC).
    """
    piece = Piece(
        name,
        where,
        url=url,
        published=published,
        date_from=date_from if published else None,
        limit=limit,
        warn=warn,
        originals=originals,
        seen=seen,
    )
    for found in documents_of(BytesIO(data), piece):
        one = english(found, where)
        if isinstance(one, Document) and url is not None and _host(one.url or url) != _host(url):
            one = replace(one, url=url, details=replace(one.details, canonical=one.details.canonical or one.url))
        if isinstance(one, Document) and date_from and one.details.date_from == "given":
            one = replace(one, details=replace(one.details, date_from=date_from))
        yield one


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
