"""Keeping the original of a document before the document itself goes into the ledger."""

from __future__ import annotations

from weighbridge.identity import document_id
from weighbridge.intake.original import WithOriginal, bare, without
from weighbridge.ledger import Ledger, document
from weighbridge.model import Document
from weighbridge.originals.store import Store


def kept(ledger: Ledger, store: Store | None, new: Document) -> Document:
    """``new`` without its bytes, which are on disk when this returns if the ledger is to point to them.

    Of a document that the ledger has already nothing is written, for the first telling of it stands: a page that
    is sent with other advertising each time leaves one original. One that is lost is put back. Raises LedgerError.
    """
    if store is None:
        return without(new) if isinstance(new, WithOriginal) else new
    if isinstance(new, WithOriginal) and not store.has(new.original.digest):
        there = document(ledger, document_id(new))
        if there is None or there.details.original == new.original.digest:
            store.write(new.original)
    return bare(new)
