"""Whether a sentence has words by which a measure could be told: cheap, and asked before anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from weighbridge.reading.measures.lexicon import load_measures

_IRREGULAR: dict[str, tuple[str, ...]] = {
    "freeze": ("freez", "froz"),
    "forbid": ("forbid", "forbad"),
    "take": ("tak", "took"),
    "withhold": ("withh",),
    "put": ("put",),
    "deny": ("deny", "deni"),
}
"""Stems of verbs that change within."""
_WHOLE: dict[str, tuple[str, ...]] = {
    "let": ("let", "lets", "letting"),
    "end": ("end", "ends", "ended", "ending"),
}
"""Forms of verbs whose stems begin too many other words."""
_NOT = ("not", "n't", "n\u2019t", "no", "never", "none", "refus")
_WORD = re.compile(r"\w+")
_ALONE = 0
"""The list of words that are enough by themselves."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """Lists of words, by number, and which two of them tell of a measure together."""

    stems: dict[str, dict[str, set[int]]] = field(default_factory=dict)
    """First two letters: beginnings of words, each with its lists."""
    whole: dict[str, set[int]] = field(default_factory=dict)
    phrases: dict[str, set[int]] = field(default_factory=dict)
    """What is no single word, or only the beginning of the last of several."""
    pairs: list[tuple[int, int]] = field(default_factory=list)

    def add(self, number: int, words: Iterable[str]) -> None:
        """Put words, which may be inflected, on a list."""
        for word in words:
            for form in _WHOLE.get(word, ()):
                self.whole.setdefault(form, set()).add(number)
            stems = () if word in _WHOLE else _IRREGULAR.get(word) or (re.sub(r"[ey]$", "", word),)
            for stem in stems:
                table = self.stems.setdefault(stem[:2], {}) if _WORD.fullmatch(stem) else self.phrases
                table.setdefault(stem, set()).add(number)

    def lists_in(self, lower: str) -> set[int]:
        """The lists of which a text in lower case has words."""
        found = set[int]().union(*map(_lists_of, _WORD.findall(lower)))
        for phrase, lists in self.phrases.items():
            if phrase in lower and re.search(rf"\b{re.escape(phrase)}", lower):
                found |= lists
        return found


@lru_cache(maxsize=32_768)
def _lists_of(word: str) -> frozenset[int]:
    """The lists on which a word stands, inflected or not."""
    signs = _signs()
    begun = [lists for stem, lists in signs.stems.get(word[:2], {}).items() if word.startswith(stem)]
    return frozenset(signs.whole.get(word, ())).union(*begun)


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    lexicon = load_measures()
    alone = {"resolution", *lexicon.nouns, *(rule.words for rule in lexicon.phrases)}
    together: dict[frozenset[str], set[str]] = {}
    for lemma, rules in lexicon.verbs.items():
        for rule in rules:
            needed = rule.through or rule.objects
            if rule.refused:
                needed = frozenset(_NOT)
            elif not rule.through and rule.object & {"any", "goods", "power"}:
                needed = frozenset() if "treasury" in rule.needs else rule.needs
            if needed:
                together.setdefault(needed, set()).add(lemma)
            else:
                alone.add(lemma)
    signs = _Signs()
    signs.add(_ALONE, alone)
    for number, (words, verbs) in enumerate(together.items()):
        pair = 2 * number + 1, 2 * number + 2
        signs.add(pair[0], verbs)
        signs.add(pair[1], words)
        signs.pairs.append(pair)
    return signs


def may_hold_measure(text: str) -> bool:
    """Whether ``text`` has words that a measure could be told by (cheap, before parsing)."""
    signs = _signs()
    found = signs.lists_in(text.lower())
    return _ALONE in found or any(verbs in found and words in found for verbs, words in signs.pairs)
