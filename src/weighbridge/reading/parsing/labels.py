"""Parts of speech and lemmas by memory: the rules of spaCy's last two pipes, asked once a word.

What the attribute ruler and the English rule lemmatizer give a token depends on its spelling, its
tag and its relation alone (but for a few pairs such as "let's"). So each such combination is put to
the two pipes once and remembered; the labels are exactly theirs. A sentence in which a rule for
pairs may hold goes through the pipes themselves, and so does everything of a model whose rules
look at more than that.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.tokens import Doc

MOST = 300_000
"""Combinations kept in memory; then it begins anew."""
_ASKED = frozenset(("ORTH", "TEXT", "LOWER", "TAG", "DEP", "IS_SPACE"))
"""What the rules of a model may look at for its labels to be remembered."""
_LABELS = [TAG, DEP, POS, MORPH, LEMMA]

Key = tuple[int, int, int]
"""Spelling, tag and relation, as numbers of the vocabulary."""
Fits = Callable[[str, str, str], bool]
"""Whether a token of this lower case, tag and relation may be one half of a pair."""


def _test(wanted: Any) -> Callable[[str], bool]:
    """One condition of a rule as a test; what is not known here may always hold."""
    if isinstance(wanted, str):
        return lambda value: value == wanted
    if isinstance(wanted, dict) and set(wanted) == {"IN"}:
        among = frozenset(wanted["IN"])
        return lambda value: value in among
    if isinstance(wanted, dict) and set(wanted) == {"REGEX"}:
        pattern = re.compile(wanted["REGEX"])
        return lambda value: pattern.search(value) is not None
    return lambda value: True


def _fits(half: dict[str, Any]) -> Fits:
    tests = [_test(half.get(name, {})) for name in ("LOWER", "TAG", "DEP")]
    return lambda lower, tag, dep: tests[0](lower) and tests[1](tag) and tests[2](dep)


def _pairs(rules: Iterable[dict[str, Any]]) -> list[tuple[Fits, Fits]] | None:
    """The rules over two tokens; None if a rule looks at more than can be remembered."""
    found = []
    for rule in rules:
        for pattern in rule["patterns"]:
            if len(pattern) > 2 or any(set(half) - _ASKED for half in pattern):
                return None
            if len(pattern) == 2:
                found.append((_fits(pattern[0]), _fits(pattern[1])))
    return found


def _table(rows: Sequence[tuple[int, ...]]) -> Any:
    return np.array(rows, np.uint64)


class Labels:
    """Labels tagged and parsed sentences as the pipes ``ruler`` and ``lemmatizer`` do."""

    def __init__(self, vocab: Any, ruler: Any, lemmatizer: Any, pairs: list[tuple[Fits, Fits]]) -> None:
        self._vocab = vocab
        self._pipes = (ruler, lemmatizer)
        self._pairs = pairs
        self._known: dict[Key, tuple[int, ...]] = {}
        self._halves: dict[Key, tuple[frozenset[int], frozenset[int]]] = {}

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Set part of speech, morphology and lemma of every token."""
        if len(self._known) > MOST:
            self._known.clear()
            self._halves.clear()
        rows = [[(a, b, c) for a, b, c in doc.to_array([ORTH, TAG, DEP]).tolist()] for doc in docs]
        fresh = dict.fromkeys(key for keys in rows for key in keys if key not in self._known)
        self._learn(list(fresh))
        for doc, keys in zip(docs, rows, strict=True):
            if any(self._may_pair(one, other) for one, other in itertools.pairwise(keys)):
                self._ask(doc)
            elif keys:
                doc.from_array(_LABELS, _table([self._known[key] for key in keys]))

    def _ask(self, doc: Doc) -> None:
        for pipe in self._pipes:
            pipe(doc)

    def _may_pair(self, one: Key, other: Key) -> bool:
        firsts = self._halves[one][0]
        return bool(firsts) and not firsts.isdisjoint(self._halves[other][1])

    def _learn(self, keys: Sequence[Key]) -> None:
        """Put combinations not met before to the pipes, many at once, never two that may be a pair."""
        strings = self._vocab.strings
        for key in keys:
            orth, tag, dep = (strings[number] for number in key)
            self._halves[key] = (
                frozenset(n for n, (first, _) in enumerate(self._pairs) if first(orth.lower(), tag, dep)),
                frozenset(n for n, (_, last) in enumerate(self._pairs) if last(orth.lower(), tag, dep)),
            )
        for group in self._apart(keys):
            doc = Doc(self._vocab, words=[strings[orth] for orth, _, _ in group])
            doc.from_array([TAG, DEP], _table([key[1:] for key in group]))
            self._ask(doc)
            for key, labels in zip(group, doc.to_array(_LABELS).tolist(), strict=True):
                self._known[key] = tuple(labels)

    def _apart(self, keys: Sequence[Key]) -> Iterator[list[Key]]:
        group: list[Key] = []
        for key in keys:
            if group and self._may_pair(group[-1], key):
                yield group
                group = []
            group.append(key)
        if group:
            yield group


def labels_of(nlp: Any) -> Labels | None:
    """Remembered labels in place of the last two pipes; None where these look at more than a token."""
    names = nlp.pipe_names
    if names[-2:] != ["attribute_ruler", "lemmatizer"]:
        return None
    ruler, lemmatizer = (nlp.get_pipe(name) for name in names[-2:])
    by_rule = type(lemmatizer).__name__ == "EnglishLemmatizer" and lemmatizer.mode == "rule"
    pairs = _pairs(ruler.patterns)
    if pairs is None or not by_rule or lemmatizer.overwrite:
        return None
    return Labels(nlp.vocab, ruler, lemmatizer, pairs)
