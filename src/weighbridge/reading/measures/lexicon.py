"""The words of measures as an analyst edits them: ``lexicon/measures.toml``, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weighbridge.lexicon.tables import FOLDER, LexiconError, line_of, read_toml
from weighbridge.model import MEASURE_KINDS

_KEYS = {
    "verb": frozenset("lemmas kind object needs through by refused public whole target".split()),
    "noun": frozenset("lemmas kind beside only unless bare".split()),
    "phrase": frozenset("words kind imposer".split()),
    "embargo": frozenset("code from to".split()),
}
_SPECIAL = frozenset("any goods power pronoun".split())


@dataclass(frozen=True, slots=True)
class VerbRule:
    """A verb that takes a measure, with what its object must be (fields as in the file)."""

    kind: str
    object: frozenset[str]
    objects: frozenset[str]
    """Lemmas of the groups of ``object``."""
    needs: frozenset[str]
    through: frozenset[str]
    by: frozenset[str]
    refused: bool
    public: bool
    whole: bool
    target: str


@dataclass(frozen=True, slots=True)
class NounRule:
    """A noun that names a measure; ``beside`` are lemmas of which one must belong to it."""

    kind: str
    beside: frozenset[str]
    goods: bool
    unless: frozenset[str]
    bare: bool


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """Fixed words, in lower case, that name a measure, and who alone can impose it."""

    words: str
    kind: str
    imposer: str | None


@dataclass(frozen=True, slots=True)
class MeasureLexicon:
    """All rules, by the lemma that triggers them."""

    verbs: Mapping[str, tuple[VerbRule, ...]]
    nouns: Mapping[str, tuple[NounRule, ...]]
    phrases: tuple[PhraseRule, ...]
    groups: Mapping[str, frozenset[str]]
    around: Mapping[str, frozenset[str]]
    embargoes: tuple[tuple[str, int, int], ...]
    """Who was under an arms embargo of the Security Council, from which year to which."""


def _kind(path: Path, line: int | None, kind: str) -> str:
    if kind != "trade" and kind not in MEASURE_KINDS:
        raise LexiconError(path, line, f"kind {kind!r} is none of: trade, {', '.join(MEASURE_KINDS)}")
    return kind


@lru_cache(maxsize=4)
def load_measures(path: Path = FOLDER / "measures.toml") -> MeasureLexicon:
    """Read and check the file.

    Raises:
        LexiconError: unknown key, kind or group, naming file and line.
    """
    data, source = read_toml(path)
    groups = {name: frozenset(words) for name, words in data.get("groups", {}).items()}

    def lemmas_of(table: str, number: int, names: list[str]) -> frozenset[str]:
        found: set[str] = set()
        for name in names:
            if name in groups:
                found |= groups[name]
            elif name not in _SPECIAL:
                raise LexiconError(path, line_of(source, table, number), f"no group {name!r} in [groups]")
        return frozenset(found)

    for table, known in _KEYS.items():
        for number, row in enumerate(data.get(table, [])):
            line = line_of(source, table, number)
            for key in row:
                if key not in known:
                    raise LexiconError(path, line, f"unknown key {key!r}; known: {', '.join(sorted(known))}")
            if table != "embargo":
                _kind(path, line, row.get("kind", ""))

    verbs: dict[str, list[VerbRule]] = {}
    for number, row in enumerate(data.get("verb", [])):
        rule = VerbRule(
            row["kind"],
            frozenset(row["object"]),
            lemmas_of("verb", number, row["object"]),
            frozenset(row.get("needs", ())),
            lemmas_of("verb", number, row.get("through", [])),
            frozenset(row.get("by", ())),
            row.get("refused", False),
            row.get("public", False),
            row.get("whole", False),
            row.get("target", "object"),
        )
        for lemma in row["lemmas"]:
            verbs.setdefault(lemma, []).append(rule)
    nouns: dict[str, list[NounRule]] = {}
    for number, row in enumerate(data.get("noun", [])):
        beside = frozenset(row["only"]) if "only" in row else lemmas_of("noun", number, row.get("beside", []))
        noun = NounRule(
            row["kind"],
            beside,
            "goods" in row.get("beside", []),
            frozenset(row.get("unless", ())),
            row.get("bare", False),
        )
        for lemma in row["lemmas"]:
            nouns.setdefault(lemma, []).append(noun)
    return MeasureLexicon(
        {lemma: tuple(rules) for lemma, rules in verbs.items()},
        {lemma: tuple(rules) for lemma, rules in nouns.items()},
        tuple(
            PhraseRule(words.lower(), row["kind"], row.get("imposer"))
            for row in data.get("phrase", [])
            for words in row["words"]
        ),
        groups,
        {name: frozenset(words) for name, words in data.get("around", {}).items()},
        tuple(_embargo(row) for row in data.get("embargo", [])),
    )


def _embargo(row: Mapping[str, Any]) -> tuple[str, int, int]:
    return str(row["code"]), int(row["from"]), int(row.get("to", 9999))
