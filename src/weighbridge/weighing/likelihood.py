"""Log-odds, likelihoods and the words for them."""

from __future__ import annotations

import math

WORDS: tuple[tuple[float, str], ...] = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)
"""The expressions of likelihood of ICD 203 (2015), D.6.e.2: each up to, not including, its figure."""


def likelihood_of(log_odds: float) -> float:
    """A probability from its log-odds, without overflow at the ends."""
    if log_odds >= 0:
        return 1 / (1 + math.exp(-log_odds))
    odds = math.exp(log_odds)
    return odds / (1 + odds)


def word_for(likelihood: float) -> str:
    """The ICD 203 word for a likelihood between 0 and 1.

    >>> word_for(0.6)
    'likely'
    """
    return next(word for limit, word in WORDS if likelihood < limit)


def percent(likelihood: float) -> str:
    """A likelihood in whole percent, rounded within the band of its word: 94.9% is not yet 95%.

    The one place where a likelihood becomes a percentage, so that it never says another word than ``word_for``.

    >>> percent(0.949), percent(0.9499), percent(0.95)
    ('94%', '94%', '95%')
    """
    whole = round(likelihood * 100)
    over = whole / 100 > likelihood and word_for(whole / 100) != word_for(likelihood)
    return f"{whole - over}%"


def read_right(weight: float, confidence: float) -> float:
    """The weight of a statement that was read right with probability ``confidence``; otherwise it says nothing.

    The likelihood ratio is averaged: ``confidence`` times its own, the rest times 1.
    """
    if confidence <= 0:
        return 0.0
    if weight <= 0:
        return math.log(confidence * math.exp(weight) + (1 - confidence))
    return weight + math.log(confidence + (1 - confidence) * math.exp(-weight))  # no overflow, however great
