"""What of a document is asked about at once: all of it, or overlapping windows that end where sentences end."""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.reading.llm.grounding.plain import Span
from weighbridge.reading.sentences import Sentence

CHARACTERS = 4
"""Of English news text for a token; an estimate that errs on the high side."""


def tokens_of(text: str) -> int:
    """An estimate of the tokens of a text. Text that is not English has more tokens for its letters, so bytes count."""
    return -(-max(len(text), len(text.encode("utf-8", "surrogatepass")) - len(text) // 50) // CHARACTERS)


def windows_of(text: str, sentences: Sequence[Sentence], size: int, overlap: int) -> list[Span]:
    """Windows of at most ``size`` tokens, each beginning at most ``overlap`` tokens before the last one ended.

    Together they hold every sentence; none is cut, so a sentence that is longer is a window by itself.
    """
    if tokens_of(text) <= size or not sentences:
        return [(0, len(text))]
    costs = [tokens_of(text[one.start : one.end]) + 1 for one in sentences]
    found: list[Span] = []
    first = 0
    while first < len(sentences):
        last, total = first, costs[first]
        while last + 1 < len(sentences) and total + costs[last + 1] <= size:
            last += 1
            total += costs[last]
        found.append((sentences[first].start, sentences[last].end))
        if last + 1 >= len(sentences):
            break
        # the next window has room for what is new in it
        again, shared = last + 1, 0
        room = min(overlap, size - costs[last + 1])
        while again - 1 > first and shared + costs[again - 1] <= room:
            again -= 1
            shared += costs[again]
        first = again
    return found


def halves_of(sentences: Sequence[Sentence], window: Span) -> list[Span]:
    """A window in two, parted between sentences; as it is where it has but one."""
    inside = [one for one in sentences if window[0] <= one.start and one.end <= window[1]]
    if len(inside) < 2:
        return [window]
    middle = (window[0] + window[1]) // 2
    cut = min(range(1, len(inside)), key=lambda at: abs(inside[at].start - middle))
    return [(window[0], inside[cut - 1].end), (inside[cut].start, window[1])]
