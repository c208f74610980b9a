"""How far two coders agree beyond chance: Cohen's kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """(p_o - p_e) / (1 - p_e), to four places: p_o is the share of pairs that agree, p_e the share that would if each
    coder gave its own values in its own proportions at random. None where nothing is paired, or where both give one
    and the same value throughout, so that agreement tells nothing.

    J. Cohen, A Coefficient of Agreement for Nominal Scales, Educational and Psychological Measurement 20 (1960).
    """
    number = len(pairs)
    if not number:
        return None
    observed = sum(one == other for one, other in pairs) / number
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(first[value] * second[value] for value in first) / number**2
    return None if expected == 1 else round((observed - expected) / (1 - expected), 4)
