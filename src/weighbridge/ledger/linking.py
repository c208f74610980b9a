"""Which documents are versions of one page, worked out anew for the whole ledger."""

from __future__ import annotations

from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.marking import mark_stale_within, pairs_in
from weighbridge.ledger.opening import Ledger, reading, writing
from weighbridge.ledger.relinking import page_of, relink, shared_pages
from weighbridge.ledger.versions import IsVersion


def link_versions(ledger: Ledger, is_version: IsVersion) -> None:
    """Work out the successions of all pages, and mark the pairs that they change. It can be interrupted."""
    with reading(ledger) as connection:
        pages = shared_pages(connection)
    done: set[str] = set()
    for some in in_parts(pages):
        with writing(ledger) as connection:
            for first in some:
                if first in done:
                    continue
                page = page_of(connection, [first])
                done |= page
                touched, _ = relink(connection, page, None, is_version)
                mark_stale_within(connection, pairs_in(connection, touched))
