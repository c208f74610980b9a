"""What a document names and hears how often, counted once for all its statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How often parties are named in a document and sources heard."""

    parties: int
    """Mentions of parties, at least 1."""
    voices: int
    """Voices with a source, at least 1."""
    above: Mapping[str, int]
    """For each party how many others are named oftener."""
    heard: Mapping[str | None, int]
    """For each country how many voices are of it."""
    often: tuple[str, ...]
    """The parties most named."""
    speaking: tuple[str, ...]
    """The countries most heard."""
    loudest: tuple[tuple[str, str | None], ...]
    """Class and country of those who speak most."""


def counts_of(named: Counter[str], shares: Counter[tuple[str, str | None]]) -> Counts:
    """The counts of a document.

    Args:
        named: how often each party is named.
        shares: how often each class and country speaks.
    """
    ranks = {number: sum(more > number for more in named.values()) for number in set(named.values())}
    heard: Counter[str | None] = Counter()
    for (_, country), number in shares.items():
        heard[country] += number
    return Counts(
        sum(named.values()) or 1,
        sum(shares.values()) or 1,
        {code: ranks[number] for code, number in named.items()},
        heard,
        tuple(code for code, _ in named.most_common(3)),
        tuple(country for (_, country), _ in shares.most_common(6) if country)[:3],
        tuple(key for key, _ in shares.most_common(2)),
    )
