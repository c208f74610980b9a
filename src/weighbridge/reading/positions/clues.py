"""Words that go with a stage or a stance, wherever they stand in a sentence: evidence for trained models.

The words stand in ``lexicon/positions.toml``. By themselves they decide nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
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


@lru_cache(maxsize=4)
def load_clues(
    path: Path = FOLDER / "positions.toml",
) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Words and phrases by their first lemma, each with its class.

    Raises:
        LexiconError: a class that is not known.
    """
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in read_toml(path)[0].get("words", {}).items():
        if name not in CLUES:
            raise LexiconError(path, None, f"unknown class {name!r}; known: {', '.join(CLUES)}")
        for phrase in dict.fromkeys(phrases):
            words = tuple(phrase.split())
            table.setdefault(words[0], []).append((words, name))
    return {word: tuple(rows) for word, rows in table.items()}


def clues_in(scene: Scene) -> dict[str, list[int]]:
    """Where words of each class stand in a sentence."""
    cache = tree_of(scene.doc).cache
    known: dict[str, list[int]] | None = cache.get("clues")
    if known is None:
        known = cache["clues"] = {name: [] for name in CLUES}
        table, lemmas = load_clues(), scene.lemma
        for at, lemma in enumerate(lemmas):
            for words, name in table.get(lemma, ()):
                if len(words) == 1 or tuple(lemmas[at : at + len(words)]) == words:
                    known[name].append(at)
    return known


def clue_numbers(look: Lookup, item: ItemMention, trigger: int, before: Lookup | None) -> list[float]:
    """For each class: how many, how near to goods and trigger, whether over them, how many just before."""
    found = clues_in(look.scene)
    earlier = clues_in(before.scene) if before is not None else None
    over = frozenset((*look.climb(item.token), *look.climb(trigger)))
    names = CLUES
    return [
        *(float(len(found[name])) for name in names),
        *(min((abs(at - item.token) for at in found[name]), default=_FAR) for name in names),
        *(min((abs(at - trigger) for at in found[name]), default=_FAR) for name in names),
        *(float(any(at in over for at in found[name])) for name in names),
        *(float(len(earlier[name])) if earlier is not None else 0.0 for name in names),
    ]
