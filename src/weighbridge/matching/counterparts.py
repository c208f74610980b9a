"""How alike each word of two names can be taken to be at most, told from the letters of both names.

``reach`` tells from each word alone that most names can't come out high enough; this looks at the few that are left.
Words are laid beside each other by ``aligning``: by gazetteers, by their letters, or some of them written as one. So a
word counts only if it is like another, or if it makes one word together with its neighbours.

The limits were measured on 24,000 pairs of words with slips, split and joined: of what rigour's ``compare_parts`` takes
for alike (0.6 and more), 0.1 per cent lay outside, all of them parts of words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import permutations

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from weighbridge.matching.aligning import words_alike
from weighbridge.matching.figures import figure
from weighbridge.matching.sounding import other_gender

WORD = 0.65
"""Two words that are less alike (as Indel counts) are never edited one into the other."""
PIECE = 0.58
"""Nor are words that are less alike than this, where other words may have the rest of their letters."""
RUN = 0.64
"""Nor are words that are written as one."""
BETTER = 0.12
"""Joined words are at most this much less alike than the best two of them alone; else the rest stays alone."""
CHEAPEST = 0.7
"""What the cheapest exchange of a letter costs in rigour, on each side."""
MEASURED = 0.03
MOST = 4
"""Words without their like on one side; with more of them nothing is told."""


Alike = tuple[list[float], list[float]]
"""For each asked and each listed word how alike it can be to any of the other name."""


def at_most(
    asked: tuple[str, ...],
    listed: list[str],
    loose: Sequence[Sequence[float]],
    enough: Callable[[Alike], bool] = lambda alike: False,
) -> Alike | None:
    """How alike words can be at most; None where nothing is told.

    loose: for each listed word how alike it may be to each asked one, 1.0 where it is the same or gazetteers know so.
    enough: whether what each word gives by itself is enough already; then words written as one are not looked for,
        which takes longer and could only give more.
    """
    ours, theirs = [0.0] * len(asked), [0.0] * len(listed)
    # words that both names have equally often are laid beside each other and are in no one's way
    free = [at for at, word in enumerate(asked) if asked.count(word) != listed.count(word)]
    open_to = [at for at, word in enumerate(listed) if listed.count(word) != asked.count(word)]
    if len(free) > MOST or len(open_to) > MOST:
        return None
    crowded = len(free) > 1 or len(open_to) > 1
    for j, row in enumerate(loose):
        for i, known in enumerate(row):
            if known and known > min(ours[i], theirs[j]):
                alike = 1.0 if known == 1.0 else pair_at_most(asked[i], listed[j], crowded)
                ours[i], theirs[j] = max(ours[i], alike), max(theirs[j], alike)
    if crowded and free and open_to and not enough((ours, theirs)):
        for some, others in _runs([asked[i] for i in free], [listed[j] for j in open_to]):
            for at in some:
                ours[free[at]] = 1.0
            for at in others:
                theirs[open_to[at]] = 1.0
    return ours, theirs


@lru_cache(maxsize=50_000)
def pair_at_most(one: str, other: str, crowded: bool) -> float:
    """How alike two words can be at most. Among others (``crowded``) a part of a word may count as the whole."""
    close = Indel.normalized_similarity(one, other)
    alike = words_alike(one, other)[0]
    if crowded:
        return 1.0 if close >= PIECE or one in other or other in one else alike
    if close < WORD:
        return alike
    edited = (1.0 - CHEAPEST * (1.0 - close)) ** 2 + MEASURED
    return min(1.0, max(alike, edited, figure("alike", "gender" if other_gender(one, other) else "sound")))


def _runs(asked: Sequence[str], listed: Sequence[str]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Which asked words may be, written as one, which listed ones."""
    left, right = _joined(tuple(asked)), _joined(tuple(listed))
    close = process.cdist(
        [text for _, text in left],
        [text for _, text in right],
        scorer=Indel.normalized_similarity,
        dtype=np.float64,
        score_cutoff=RUN,
        workers=1,
    )
    for i, j in zip(*(places.tolist() for places in np.nonzero(close)), strict=True):
        some, others = left[i][0], right[j][0]
        # words by themselves come first; those that are less alike than RUN are of no account here
        if len(some) + len(others) > 2 and close[i, j] > max([close[a, b] for a in some for b in others]) - BETTER:
            yield some, others


@lru_cache(maxsize=2_000)
def _joined(words: tuple[str, ...]) -> list[tuple[tuple[int, ...], str]]:
    """Each word, each two of them in both orders, and all of them as they stand, as one."""
    numbers = range(len(words))
    chosen: list[tuple[int, ...]] = [(at,) for at in numbers]
    chosen += permutations(numbers, 2)
    if len(words) > 2:
        chosen.append(tuple(numbers))
    return [(some, "".join([words[at] for at in some])) for some in chosen]
