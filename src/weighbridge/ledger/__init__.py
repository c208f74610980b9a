"""The ledger: documents, what readers found in them, and what people said of that, kept for good.

It stores and gives back. How texts are read and how statements are weighed it does not know.
"""

from weighbridge.ledger.adding import Added, Addition, add_many, add_reading, has_reading, pair_of
from weighbridge.ledger.dates import YET_TO_COME, date_words, flag_of, flags_of, last_day
from weighbridge.ledger.derived import (
    Membership,
    StalePair,
    StoredTransfer,
    drop_derived,
    mark_all_stale,
    mark_stale,
    memberships,
    stale_pairs,
    store_pair,
    store_pairs,
    transfers,
    weighed_by,
)
from weighbridge.ledger.entries import (
    KeptMeasure,
    document,
    entries,
    measures,
    pairs,
    provenances,
    resemblances,
    undated,
)
from weighbridge.ledger.errors import DocumentError, LedgerError
from weighbridge.ledger.following import successions, versions
from weighbridge.ledger.hashing import content_hash
from weighbridge.ledger.linking import link_versions
from weighbridge.ledger.marking import Pair
from weighbridge.ledger.opening import Ledger, default_ledger, open_ledger
from weighbridge.ledger.reviewing import Review, add_review, reviews
from weighbridge.ledger.searching import Hit, search
from weighbridge.ledger.sightings import see_again
from weighbridge.ledger.versions import IsVersion, Succession

__all__ = [
    "YET_TO_COME",
    "date_words",
    "Added",
    "Addition",
    "DocumentError",
    "Hit",
    "IsVersion",
    "KeptMeasure",
    "Ledger",
    "LedgerError",
    "Membership",
    "Pair",
    "Review",
    "StalePair",
    "StoredTransfer",
    "Succession",
    "add_many",
    "add_reading",
    "add_review",
    "content_hash",
    "default_ledger",
    "document",
    "drop_derived",
    "entries",
    "flag_of",
    "flags_of",
    "has_reading",
    "last_day",
    "link_versions",
    "mark_all_stale",
    "mark_stale",
    "measures",
    "memberships",
    "open_ledger",
    "pair_of",
    "pairs",
    "provenances",
    "resemblances",
    "reviews",
    "search",
    "see_again",
    "stale_pairs",
    "store_pair",
    "store_pairs",
    "successions",
    "transfers",
    "undated",
    "versions",
    "weighed_by",
]
