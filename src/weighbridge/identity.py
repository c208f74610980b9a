"""Ids that come from content: the same thing has the same id in every ledger.

An id is the beginning of the SHA-256 of the content's canonical JSON: 80 bits, so that even in a
ledger of a hundred million statements a collision is improbable (about 1 in 200 million).
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from weighbridge.model import Document, Provenance, Statement, as_json

LENGTH = 20
"""Hexadecimal digits of an id."""


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, no escapes beyond what JSON asks for."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_id(value: Any) -> str:
    """The id of any JSON value. Lone surrogates, which UTF-8 does not have, are taken as they are."""
    return sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def document_id(document: Document) -> str:
    """From text and provenance, not from the name under which it came in: a copy of a file is no new document."""
    return content_id([document.text, document.url, document.publisher, document.published, document.title])


def statement_id(document: str, statement: Statement) -> str:
    """From the document's id, the place of the evidence and the slots.

    ``confidence`` and ``trigger`` are the reader's and not part of it: a newer reader that finds
    the same statement gives it the same id, and reviews stay with it.
    """
    row = as_json(statement)
    return content_id([document, {key: row[key] for key in row if key not in ("confidence", "trigger")}])


def provenance_of(document: Document) -> Provenance:
    """The document without its text."""
    return Provenance(
        document_id(document),
        document.id,
        document.url,
        document.publisher,
        document.published,
        document.title,
        document.details.time,
    )
