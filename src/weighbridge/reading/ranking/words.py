"""The words of ``lexicon/ranking.toml``: what stands for goods and parties unnamed, and what sentences are about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weighbridge.lexicon.tables import FOLDER, word_lists

_GOODS = ("teaching", "arming", "everyday", "rests", "whole", "dealing", "answering", "uncounted")
_PARTIES = (
    "own",
    "bare",
    "bodies",
    "bystanders",
    "foes",
    "forces",
    "owned",
    "excepting",
    "everyone",
    "of_a_state",
    "acquiring",
    "armed",
    "either",
    "collective",
    "every_one",
    "pointing",
    "joint",
)
_EVENTS = ("saying", "telling", "fighting")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists by their names; what each means stands beside it in the file."""

    teaching: frozenset[str]
    arming: frozenset[str]
    everyday: frozenset[str]
    rests: frozenset[str]
    whole: frozenset[str]
    dealing: frozenset[str]
    answering: frozenset[str]
    uncounted: frozenset[str]
    own: frozenset[str]
    bare: frozenset[str]
    bodies: frozenset[str]
    bystanders: frozenset[str]
    foes: frozenset[str]
    forces: frozenset[str]
    owned: frozenset[str]
    excepting: frozenset[str]
    everyone: frozenset[str]
    of_a_state: frozenset[str]
    acquiring: frozenset[str]
    armed: frozenset[str]
    either: frozenset[str]
    collective: frozenset[str]
    every_one: frozenset[str]
    pointing: frozenset[str]
    joint: frozenset[str]
    saying: frozenset[str]
    telling: frozenset[str]
    fighting: frozenset[str]


@lru_cache(maxsize=2)
def words(path: Path = FOLDER / "ranking.toml") -> Words:
    """Read the file.

    Raises:
        LexiconError: a table or a list that is missing, unknown or none.
    """
    tables = {"goods": _GOODS, "parties": _PARTIES, "events": _EVENTS}
    found = {name: row for table, names in tables.items() for name, row in word_lists(path, table, names).items()}
    return Words(**{name: frozenset(row) for name, row in found.items()})
