"""Which documents of a ledger a new one is a near-copy of, with a bounded number of comparisons.

Of thousands of copies of one story each shares bands with all others. So of each band only the first documents count
that were added, and of all these the most promising are compared: those that share most bands. Who is a near-copy of
whom can still be told of the rest, through a document that both resemble (``weighing.origins``).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from weighbridge.identity import document_id
from weighbridge.ledger import Ledger
from weighbridge.ledger.alike import ids_of, sharing, texts_of
from weighbridge.model import Document
from weighbridge.weighing.resemblance import ALIKE, FIRST, promising, shingles

Copies = list[tuple[str, str, float]]
"""Two ids, the lesser first, and the share of their words in threes that they have in common."""
Words = NDArray[np.int64]
REMEMBERED = 4_000
"""Documents whose words are kept in memory as hashes, at most: some 20 MB with texts of usual length."""
_words: dict[str, Words] = {}


def near_copies(ledger: Ledger, some: Sequence[tuple[Document, Sequence[int]]]) -> list[Copies]:
    """For each of some new documents, given with its bands, those near-copies that the ledger has or that stand before
    it among ``some``. Raises LedgerError.
    """
    before: dict[tuple[int, int], list[str]] = {}
    fresh: dict[str, Words] = {}
    found = []
    for new, bands in some:
        own = document_id(new)
        shared: list[list[int | str]] = []
        for place, (band, there) in enumerate(zip(bands, sharing(ledger, bands, FIRST) if bands else [], strict=True)):
            mine = before.setdefault((place, band), [])
            shared.append([*there, *mine[: FIRST - len(there)]])
            if len(mine) < FIRST:
                mine.append(own)
        chosen = _named(ledger, promising(shared)) - {own}
        fresh[own] = _hashed(new.text) if bands else np.empty(0, np.int64)
        words = {**_remembered(ledger, sorted(chosen - fresh.keys())), **fresh}
        shares = ((one, _share(fresh[own], words[one])) for one in sorted(chosen))
        found.append([(min(own, one), max(own, one), part) for one, part in shares if part >= ALIKE])
    return found


def _named(ledger: Ledger, some: Sequence[int | str]) -> set[str]:
    """The ids of documents: of those of the ledger, which come by their numbers, and of new ones."""
    numbers = [one for one in some if isinstance(one, int)]
    return {*(one for one in some if isinstance(one, str)), *(ids_of(ledger, numbers).values() if numbers else ())}


def _remembered(ledger: Ledger, documents: Sequence[str]) -> dict[str, Words]:
    """The words of documents of the ledger; those that are asked for again and again are not fetched again."""
    found = {one: words for one in documents if (words := _words.get(one)) is not None}
    missing = [one for one in documents if one not in found]
    if missing:
        fetched = {key: _hashed(text) for key, text in texts_of(ledger, missing).items()}
        while _words and len(_words) + len(fetched) > REMEMBERED:
            _words.pop(next(iter(_words)), None)
        _words.update(fetched)
        found.update(fetched)
    return found


def _hashed(text: str) -> Words:
    """The words of a text in threes as sorted numbers, each once. Of this process only."""
    found = shingles.__wrapped__(text)  # without its memory, which would keep the texts
    return np.unique(np.fromiter(map(hash, found), np.int64, len(found)))


def _share(one: Words, other: Words) -> float:
    """As ``resemblance.share``."""
    common = np.intersect1d(one, other, assume_unique=True).size
    union = one.size + other.size - common
    return round(common / union, 2) if union else 0.0
