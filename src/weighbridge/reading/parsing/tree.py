"""The parse of one sentence as plain lists: what the rules read, and read fast.

Taken once from a spaCy Doc (any English pipeline with ClearNLP dependency labels);
everything else in this folder that walks a parse walks a Tree.
"""

from __future__ import annotations

from typing import Any

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LOWER, ORTH, POS, TAG

SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
OBJECTS = frozenset(("dobj", "obj", "attr", "oprd"))
RELATIVES = frozenset(("which", "that", "who", "whom", "whose"))
NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
VERBS = frozenset(("VERB", "AUX"))

MOST = 300_000
"""Words kept in memory; then it begins anew."""
_ASKED = [ORTH, LOWER, LEMMA, POS, TAG, DEP, IDX, HEAD]
_HALF, _WRAP = 1 << 63, 1 << 64
"""Numbers of tokens to the left are written as numbers without a sign."""
_WORDS: dict[int, str] = {}
_LEMMAS: dict[int, str] = {}
"""Strings and lemmas in lower case by their numbers, which are the same in every vocabulary."""

_IN_NO = frozenset(
    "case circumstance account condition way instance event stage point moment occasion time manner".split()
)
"""After a preposition and "no" these deny the whole sentence: "in no case did Belgium sell"."""
_LESS = frozenset("fewer less smaller sooner later".split())


class Tree:
    """Words of a sentence with lemma, part of speech, relation and head, and each word's dependents."""

    __slots__ = ("cache", "dep", "head", "kids", "lemma", "lower", "pos", "sentence", "start", "tag", "text")

    def __init__(self, doc: Any) -> None:
        if len(_WORDS) > MOST:
            _WORDS.clear()
            _LEMMAS.clear()
        columns = doc.to_array(_ASKED).T.tolist() if len(doc) else [[] for _ in _ASKED]
        spelt, low, lemma, pos, tag, dep, start = columns[:7]
        strings = doc.vocab.strings
        for number in {*spelt, *low, *pos, *tag, *dep}.difference(_WORDS):
            _WORDS[number] = strings[number]
        for number in set(lemma).difference(_LEMMAS):
            _LEMMAS[number] = strings[number].lower()
        word = _WORDS.__getitem__
        self.text: list[str] = list(map(word, spelt))
        self.lower: list[str] = list(map(word, low))
        """In lower case; but "US" stays, which is no pronoun."""
        self.lemma: list[str] = list(map(_LEMMAS.__getitem__, lemma))
        self.pos: list[str] = list(map(word, pos))
        self.tag: list[str] = list(map(word, tag))
        for at, one in enumerate(self.text):
            if one == "US" and self.tag[at] != "PRP":
                self.lower[at] = one
        self.dep: list[str] = list(map(word, dep))
        self.head: list[int] = [at + (up - _WRAP if up > _HALF else up) for at, up in enumerate(columns[7])]
        self.start: list[int] = start
        self.sentence: str = text_of(doc)
        self.cache: dict[str, Any] = {}
        """What the rules work out once a sentence."""
        self.kids: list[list[int]] = [[] for _ in spelt]
        for at, head in enumerate(self.head):
            if head != at:
                self.kids[head].append(at)

    def __len__(self) -> int:
        return len(self.text)

    @property
    def root(self) -> int:
        """The word that has no head: mostly the main verb."""
        return next((at for at, head in enumerate(self.head) if head == at), 0)

    def under(self, at: int, *deps: str) -> list[int]:
        """Dependents of ``at`` in one of the relations ``deps``."""
        return [kid for kid in self.kids[at] if self.dep[kid] in deps]

    def subjects(self, at: int) -> list[int]:
        """Active or passive subjects of the verb ``at``."""
        return [kid for kid in self.kids[at] if self.dep[kid] in SUBJECTS or self.dep[kid] in PASSIVE_SUBJECTS]

    def is_passive(self, at: int) -> bool:
        """Whether the verb ``at`` has a passive auxiliary or a passive subject."""
        return any(self.dep[kid] in ("auxpass", "nsubjpass", "csubjpass") for kid in self.kids[at])

    def first_of_coordination(self, at: int) -> int:
        """The first member of the coordination that ``at`` belongs to."""
        seen = 0
        while self.dep[at] == "conj" and self.head[at] != at and seen < 20:
            at, seen = self.head[at], seen + 1
        return at

    def with_conjuncts(self, at: int) -> list[int]:
        """``at`` and what is coordinated with it, or stands in apposition to it, to its right."""
        found, todo = [], [at]
        while todo:
            one = todo.pop()
            found.append(one)
            todo += [kid for kid in self.kids[one] if self.dep[kid] in ("conj", "appos") and kid > one]
        return found

    def is_no(self, at: int) -> bool:
        """Whether a word is the "no" that denies; that of "no fewer than" only counts."""
        return self.lower[at] == "no" and (at + 1 == len(self) or self.lower[at + 1] not in _LESS)

    def inverted_by_no(self, verb: int) -> bool:
        """Whether "no" after a preposition denies a verb, by the order of the words: "in no case did Belgium sell"."""
        for kid in self.kids[verb]:
            if (
                self.dep[kid] == "prep"
                and kid < verb
                and self.is_no(kid + 1)
                and not _IN_NO.isdisjoint(self.lemma[kid + 2 : kid + 3])
            ):
                last = self.subtree(kid)[-1]
                subject = next(iter(self.subjects(verb)), verb)
                return any(last < aux < subject for aux in self.under(verb, "aux", "auxpass"))
        return False

    def climb(self, at: int) -> list[int]:
        """``at`` and its heads up to the root."""
        path = [at]
        while self.head[at] != at and len(path) < 60:
            at = self.head[at]
            path.append(at)
        return path

    def subtree(self, at: int) -> list[int]:
        """``at`` and all below it, in the order of the sentence."""
        found, todo = [], [at]
        while todo:
            one = todo.pop()
            found.append(one)
            todo += self.kids[one]
        return sorted(found)


_KEY = "weighbridge.tree"
_TEXT = "weighbridge.text"


def text_of(doc: Any) -> str:
    """The text of ``doc``, joined once and kept with the Doc (``doc.text`` joins it every time)."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text  # type: ignore[no-any-return]


def tree_of(doc: Any) -> Tree:
    """The Tree of ``doc``, made at the first call and kept with the Doc."""
    tree = doc.user_data.get(_KEY)
    if tree is None:
        tree = doc.user_data[_KEY] = Tree(doc)
    return tree  # type: ignore[no-any-return]
