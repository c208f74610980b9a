"""Jaro-Winkler likeness as OFAC's search shows it, which is the formula of the papers taken at its word.

RapidFuzz and other libraries round an odd number of exchanged letters down, and count a common beginning only above a
likeness of 0.7. The published scores of OFAC's search come out to the point without either, so it is done here.
"""

from __future__ import annotations

SCALE = 0.1
"""What each letter of a common beginning takes off the distance; Winkler's own figure."""


def jaro(one: str, other: str) -> float:
    """Jaro's likeness from 0 to 1 (M. A. Jaro, 1989); 0 where either text is empty.

    Letters agree where they are the same and not farther apart than half the longer text, less one.
    """
    if not one or not other:
        return 0.0
    reach = max(0, max(len(one), len(other)) // 2 - 1)
    taken = [False] * len(other)
    ours = []
    for at, letter in enumerate(one):
        found = other.find(letter, max(0, at - reach), at + reach + 1)
        while found >= 0 and taken[found]:
            found = other.find(letter, found + 1, at + reach + 1)
        if found >= 0:
            taken[found] = True
            ours.append(letter)
    if not ours:
        return 0.0
    theirs = (letter for letter, used in zip(other, taken, strict=True) if used)
    exchanged = sum(a != b for a, b in zip(ours, theirs, strict=True)) / 2
    agreeing = len(ours)
    return (agreeing / len(one) + agreeing / len(other) + (agreeing - exchanged) / agreeing) / 3


def beginning(one: str, other: str, most: int) -> int:
    """How many letters two texts begin with in common, counted up to ``most``."""
    for at, (a, b) in enumerate(zip(one[:most], other[:most], strict=False)):
        if a != b:
            return at
    return min(len(one), len(other), most)


def jaro_winkler(one: str, other: str, most: int) -> float:
    """Jaro's likeness, raised for a common beginning (W. E. Winkler, 1990) of at most ``most`` letters."""
    likeness = jaro(one, other)
    return likeness + SCALE * beginning(one, other, most) * (1.0 - likeness)
