"""Words that go with a stage or a stance, wherever they stand in a sentence: evidence for trained models.

The words stand in ``lexicon/positions.toml``. By themselves they decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from weighbridge.lexicon.tables import FOLDER, LexiconError, read_toml
from weighbridge.model import STAGES
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.scene import ItemMention, Scene

CLUES = (*STAGES, "denying", "declining", "confirming", "warning", "possible", "probable")
"""Classes of ``lexicon/positions.toml``."""
_FAR = 15.0
"""Distance in words where a class does not stand in the sentence."""


Table = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""Words and phrases by their first lemma, each with its class."""
SIGNS = tuple(read_toml(FOLDER / "positions.toml")[0].get("signs", {}))
"""Kinds of events in the section ``signs`` of ``lexicon/positions.toml``."""


@lru_cache(maxsize=4)
def load_clues(path: Path = FOLDER / "positions.toml") -> Table:
    """The section ``words``.

    Raises:
        LexiconError: a class that is not known.
    """
    sections = read_toml(path)[0].get("words", {})
    for name in sections:
        if name not in CLUES:
            raise LexiconError(path, None, f"unknown class {name!r}; known: {', '.join(CLUES)}")
    return _table(sections)


@lru_cache(maxsize=4)
def load_signs(path: Path = FOLDER / "positions.toml") -> Table:
    """The section ``signs``."""
    return _table(read_toml(path)[0].get("signs", {}))


def _table(sections: Mapping[str, Iterable[str]]) -> Table:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in sections.items():
        for phrase in dict.fromkeys(phrases):
            words = tuple(phrase.split())
            table.setdefault(words[0], []).append((words, name))
    return {word: tuple(rows) for word, rows in table.items()}


def clues_in(scene: Scene) -> dict[str, list[int]]:
    """Where words of each class stand in a sentence."""
    return _found(scene, "clues", CLUES, load_clues())


def signs_in(scene: Scene) -> dict[str, list[int]]:
    """Where words of each sign stand in a sentence."""
    return _found(scene, "signs", SIGNS, load_signs())


def _found(scene: Scene, key: str, names: Iterable[str], table: Table) -> dict[str, list[int]]:
    cache = tree_of(scene.doc).cache
    known: dict[str, list[int]] | None = cache.get(key)
    if known is None:
        known = cache[key] = {name: [] for name in names}
        lemmas = scene.lemma
        for at in [at for at, lemma in enumerate(lemmas) if lemma in table]:
            for words, name in table[lemmas[at]]:
                if len(words) == 1 or tuple(lemmas[at : at + len(words)]) == words:
                    known[name].append(at)
    return known


def counts(found: Mapping[str, Sequence[int]]) -> list[float]:
    """How many words of each class."""
    return [float(len(places)) for places in found.values()]


def nearest(found: Mapping[str, Sequence[int]], token: int) -> list[float]:
    """How far the nearest word of each class is from a token."""
    return [float(min([abs(at - token) for at in places])) if places else _FAR for places in found.values()]


def among(found: Mapping[str, Sequence[int]], path: frozenset[int]) -> list[float]:
    """Whether a word of each class is on a path through the tree."""
    return [float(not path.isdisjoint(places)) for places in found.values()]


def clue_numbers(look: Lookup, item: ItemMention, trigger: int, before: Lookup | None) -> list[float]:
    """For each class: how many, how near to goods and trigger, whether over them, how many just before."""
    found = clues_in(look.scene)
    return [
        *counts(found),
        *nearest(found, item.token),
        *nearest(found, trigger),
        *among(found, frozenset((*look.climb(item.token), *look.climb(trigger)))),
        *(counts(clues_in(before.scene)) if before is not None else [0.0] * len(CLUES)),
    ]
