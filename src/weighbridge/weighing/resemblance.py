"""Near-copies among documents: by MinHash and bands first, then by the exact share of words in threes.

Broder's MinHash (1997) as ``rensa`` computes it: 126 values in 42 bands of 3. Two documents that have three
tenths of their words in threes in common share a band with a probability of two in three, those that have
half of them in common nearly always (0.996).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

from rensa import RMinHash

BANDS = 42
ROWS = 3
ALIKE = 0.3
"""Share of common words in threes from which on a document counts as a near-copy of an earlier one."""
FIRST = 50
"""Documents of a band that count, at most: those that came first."""
COMPARED = 50
"""Documents that one is compared with, at most: those that share most bands with it."""
Key = TypeVar("Key", bound=Hashable)
_WORD = re.compile(r"\w+")

Alike = Mapping[str, Mapping[str, float]]
"""Document id: the documents that it resembles, with the share."""


@lru_cache(maxsize=20_000)
def shingles(text: str) -> frozenset[str]:
    """The words of a text in threes, lower case; a shorter text is one."""
    words = _WORD.findall(text.lower())
    if len(words) < 3:
        return frozenset([" ".join(words)]) if words else frozenset()
    return frozenset(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """The Jaccard index of two sets of shingles, to two places; 0 where both are empty."""
    common = len(one & other)
    union = len(one) + len(other) - common
    return round(common / union, 2) if union else 0.0


def bands(text: str) -> list[int]:
    """The bands of a text as whole numbers under 2**63: documents that share one are worth comparing."""
    found = shingles(text)
    if not found:
        return []
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=1)
    sketch.update(sorted(found))
    values = sketch.digest()
    return [
        int.from_bytes(blake2b(repr((band, values[band * ROWS : (band + 1) * ROWS])).encode(), digest_size=8).digest())
        >> 1
        for band in range(BANDS)
    ]


def promising(shared: Iterable[Iterable[Key]]) -> list[Key]:
    """The documents that are worth a comparison, at most COMPARED: those that share most bands, then those that came
    first. ``shared``: for each band those that share it, in the order in which they came.
    """
    counts: Counter[Key] = Counter()
    for some in shared:
        counts.update(some)
    if len(counts) <= COMPARED:
        return list(counts)
    place = {one: number for number, one in enumerate(counts)}
    return sorted(counts, key=lambda one: (-counts[one], place[one]))[:COMPARED]


def resembling(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str, float]]:
    """The near-copies among documents given as (id, text): pairs of ids, the lesser first, with their share.

    Each is compared with a bounded number of those before it (FIRST, COMPARED).
    """
    known: dict[str, frozenset[str]] = {}
    buckets: dict[int, list[str]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    for name, text in texts:
        if name in known:
            continue
        known[name] = shingles(text)
        mine = [buckets[band] for band in bands(text)]
        pairs.update((min(name, other), max(name, other)) for other in promising(mine))
        for bucket in mine:
            if len(bucket) < FIRST:
                bucket.append(name)
    found = ((one, other, share(known[one], known[other])) for one, other in sorted(pairs))
    return [pair for pair in found if pair[2] >= ALIKE]


def alike(found: Sequence[tuple[str, str, float]]) -> Alike:
    """Pairs of near-copies as a table that is looked up from either side."""
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other, part in found:
        table[one][other] = table[other][one] = part
    return table
