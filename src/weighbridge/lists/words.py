"""``lexicon/lists.toml``: where official lists stand, how old they may be, kinds of numbers, words of programmes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from weighbridge.lexicon.tables import FOLDER, LexiconError, line_of, read_toml

FILE = FOLDER / "lists.toml"


@dataclass(frozen=True, slots=True)
class Listed:
    """An official list. ``days``: after how many it is stale. ``megabytes``: how large a file may be.

    ``addresses``: of its files; several make up one list (OFAC's CSV). ``formats``: what they may be read as.
    """

    name: str
    title: str
    publisher: str
    formats: tuple[str, ...]
    addresses: tuple[str, ...]
    days: int
    megabytes: int


@dataclass(frozen=True, slots=True)
class Words:
    """All that ``lists.toml`` says. ``numbers``: the beginning of a label to the kind of identifier."""

    lists: Mapping[str, Listed]
    programmes: Mapping[str, str]
    numbers: tuple[tuple[str, str], ...]
    empty: frozenset[str]
    topics: Mapping[str, tuple[str, ...]]
    own_days: int
    own_megabytes: int


@lru_cache(maxsize=8)
def words(path: Path = FILE) -> Words:
    """The checked file. Raises LexiconError, which names file, line and remedy."""
    data, source = read_toml(path)
    lists: dict[str, Listed] = {}
    for number, row in enumerate(data.get("list", [])):
        line = line_of(source, "list", number)
        try:
            one = Listed(
                row["name"],
                row["title"],
                row["publisher"],
                tuple(row["formats"]),
                tuple(row["addresses"]),
                int(row["days"]),
                int(row["megabytes"]),
            )
        except KeyError as error:
            raise LexiconError(path, line, f"[[list]] lacks {error.args[0]!r}") from None
        except (TypeError, ValueError) as error:
            raise LexiconError(path, line, f"[[list]] has a value of the wrong kind: {error}") from None
        if one.name in lists:
            raise LexiconError(path, line, f"there are two lists {one.name!r}; rename one")
        if one.days < 1 or one.megabytes < 1:
            raise LexiconError(path, line, "days and megabytes have to be 1 or more")
        lists[one.name] = one
    numbers = [(label.lower(), kind) for kind, labels in data.get("identifiers", {}).items() for label in labels]
    own = data.get("own", {})
    return Words(
        MappingProxyType(lists),
        MappingProxyType(dict(data.get("programmes", {}))),
        tuple(sorted(numbers, key=lambda pair: (-len(pair[0]), pair[0]))),
        frozenset(one.lower() for one in data.get("empty", {}).get("words", [])),
        MappingProxyType({topic: tuple(parts) for topic, parts in data.get("topics", {}).items()}),
        int(own.get("days", 30)),
        int(own.get("megabytes", 500)),
    )


@lru_cache(maxsize=4096)
def kind_of(label: str) -> str:
    """The kind of an identifier that a list calls ``label``: the longest known beginning decides; ``other`` else."""
    return number_label(label)[1]


def number_label(text: str) -> tuple[str, str]:
    """The longest known label that ``text`` begins with, as written there, and its kind; ("", "other") where none."""
    small = text.lower()
    for label, kind in words().numbers:
        if small.startswith(label) and not small[len(label) : len(label) + 1].isalpha():
            return text[: len(label)], kind
    return "", "other"
