"""The frames of transfer as a linguist edits them: ``lexicon/frames/*.toml``, checked.

``patterns.toml`` maps grammatical functions to roles, ``control.toml`` lists words that share
arguments with a transfer word or can fill no role, the other files list the lexical units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from weighbridge.lexicon.tables import FOLDER, LexiconError, line_of, read_toml
from weighbridge.model import STAGES

ROLES = frozenset("supplier recipient item via value counterparty ignore".split())
_POS = frozenset(("verb", "noun", "adj", "suffix", "bare"))
_KEYS = frozenset("lemmas pos stage plural patterns kind weak fallback whole".split())


@dataclass(frozen=True, slots=True)
class Frame:
    """A lexical unit: its words, part of speech, the stage of a plain mention, its role patterns."""

    lemma: str
    words: tuple[str, ...]
    pos: str
    stage: str
    kind: str
    """``transfer``; ``origin`` ("made in"); ``supplied`` ("-supplied"); ``load`` ("aid", "cargo")."""
    patterns: tuple[Mapping[str, str], ...]
    weak: bool = False
    """Says little of a transfer by itself: needs goods or a party beside it."""
    fallback: bool = False
    whole: bool = False
    """Several words: the nouns among them are no units of their own there ("received an order")."""
    plural: str | None = None
    """Nouns: the stage of a plain mention in the plural, where it differs ("sales")."""


@dataclass(frozen=True, slots=True)
class FrameLexicon:
    """All frames, by part of speech and first word."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    suffixes: Mapping[str, tuple[Frame, ...]]
    bare: Frame | None = None
    """The frame of goods without a word of transfer."""
    control: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        tables = (self.verbs, self.nouns, self.adjectives, self.suffixes)
        return len({(at, frame.lemma) for at, table in enumerate(tables) for row in table.values() for frame in row})


@lru_cache(maxsize=4)
def load_frames(folder: Path = FOLDER / "frames") -> FrameLexicon:
    """Read and check the frames in ``folder``.

    Raises:
        LexiconError: unknown key, role, stage or pattern, naming file and line.
    """
    patterns_file = folder / "patterns.toml"
    patterns: dict[str, dict[str, str]] = read_toml(patterns_file)[0].get("pattern", {})
    for name, pattern in patterns.items():
        for function, role in pattern.items():
            if role not in ROLES:
                raise LexiconError(patterns_file, None, f"pattern {name}, {function}: no role {role!r}")
    tables: dict[str, dict[str, list[Frame]]] = {pos: {} for pos in _POS}
    control = read_toml(folder / "control.toml")[0].get("control", {})
    for path in sorted(folder.glob("*.toml")):
        if path.name in ("patterns.toml", "control.toml"):
            continue
        data, source = read_toml(path)
        for number, row in enumerate(data.get("frame", [])):
            _check(path, source, number, row, patterns)
            for lemma in dict.fromkeys(row["lemmas"]):
                words = tuple(lemma.split())
                frame = Frame(
                    lemma,
                    words,
                    row["pos"],
                    row["stage"],
                    row.get("kind", "transfer"),
                    tuple(patterns[name] for name in row["patterns"]),
                    row.get("weak", False),
                    row.get("fallback", False),
                    row.get("whole", False),
                    row.get("plural"),
                )
                tables[row["pos"]].setdefault(words[0], []).append(frame)
    ready = {
        pos: {word: tuple(sorted(row, key=lambda one: -len(one.words))) for word, row in table.items()}
        for pos, table in tables.items()
    }
    return FrameLexicon(
        ready["verb"],
        ready["noun"],
        ready["adj"],
        ready["suffix"],
        next((frame for row in ready["bare"].values() for frame in row), None),
        {name: frozenset(row) for name, row in control.items()},
    )


def _check(path: Path, source: str, number: int, row: Mapping[str, Any], patterns: Mapping[str, Any]) -> None:
    """Raises LexiconError where the ``number``-th frame of ``path`` is not well formed."""

    def wrong(key: str, what: str) -> LexiconError:
        return LexiconError(path, line_of(source, "frame", number, key), what)

    for key in row:
        if key not in _KEYS:
            raise wrong(key, f"unknown key {key!r}; known: {', '.join(sorted(_KEYS))}")
    for key in ("lemmas", "pos", "stage", "patterns"):
        if not row.get(key):
            raise wrong("lemmas", f"[[frame]] lacks {key!r}")
    if row["pos"] not in _POS:
        raise wrong("pos", f"pos {row['pos']!r} is none of {', '.join(sorted(_POS))}")
    for key in ("stage", "plural"):
        if row.get(key, "agreed") not in STAGES:
            raise wrong(key, f"{key} {row[key]!r} is none of {', '.join(STAGES)}")
    for name in row["patterns"]:
        if name not in patterns:
            raise wrong("patterns", f"no pattern {name!r} in patterns.toml")
