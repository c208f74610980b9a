"""What is known of a document, as one record: where it is from, its original, its versions, and what was read in it."""

from __future__ import annotations

from typing import Any

from weighbridge.ledger import Ledger, document, versions
from weighbridge.ledger.filed import Filed, measures_in
from weighbridge.model import Details, as_json
from weighbridge.originals.store import Damaged, Missing, Store
from weighbridge.readers.kept import kept_readings
from weighbridge.views import Look, statement_records

SOUND, DAMAGED, MISSING = "sound", "damaged", "missing"
_APART = frozenset({"original", "media"})


def about(ledger: Ledger, store: Store | None, one: Filed, text: bool = False) -> dict[str, Any]:
    """All that is known of a document; its original is read and checked. ``text``: with its text.

    ``followed_by`` is the next version of its page: then what was read in this one does not count any more.
    """
    details = {name: getattr(one.details, name) for name in Details.__slots__ if name not in _APART}
    pages = versions(ledger, one.id)
    later = [key for key, _ in pages][[key for key, _ in pages].index(one.id) + 1 :]
    found: dict[str, Any] = {
        "id": one.id,
        "name": one.name,
        "title": one.title,
        "publisher": one.publisher,
        "published": one.published,
        "url": one.url,
        "added": one.added,
        **details,
        "original": original_record(store, one.details),
        "versions": [{"document": key, "day": day} for key, day in pages],
        "followed_by": later[0] if later else None,
    }
    found["statements"] = list(statement_records(Look(ledger), documents=[one.id], every_version=True))
    found["measures"] = [{"id": kept.id, **as_json(kept.measure)} for kept in measures_in(ledger, one.id)]
    found |= kept_readings(ledger, one.id)
    if text:
        whole = document(ledger, one.id)
        found["text"] = whole.text if whole else None
    return found


def original_record(store: Store | None, details: Details) -> dict[str, Any] | None:
    """The original of a document and in what state it is; None where the document has none.

    ``state``: ``sound`` (its bytes have the digest that was noted), ``damaged`` or ``missing``. ``bytes`` is its size,
    ``stored`` that of the compressed file.
    """
    if details.original is None:
        return None
    found: dict[str, Any] = {"sha256": details.original, "media": details.media, "bytes": None, "stored": None}
    found |= {"state": MISSING, "problem": None}
    if store is None:
        return found
    try:
        found["bytes"], found["stored"] = store.sizes(details.original)
        for _ in store.chunks(details.original):
            break
        found["state"] = SOUND
    except Missing as error:
        found["problem"] = str(error)
    except Damaged as error:
        found |= {"state": DAMAGED, "problem": str(error)}
    return found
