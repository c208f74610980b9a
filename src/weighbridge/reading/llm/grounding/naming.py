"""Whom and what words name, by the lexicon: the codes and classes that a slot's text allows."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from weighbridge.lexicon import GOODS_KINDS, PARTY_KINDS, Entry, load
from weighbridge.lexicon.tables import FOLDER, LexiconError, read_toml
from weighbridge.model import ITEM_CLASSES, SOURCE_CLASSES
from weighbridge.reading.mentions import finder

_FIRM = frozenset(("state", "adjective", "people", "capital"))
"""Words that stand for one state and for nothing else."""


class Named(NamedTuple):
    """``codes``: all that words may stand for; ``firm``: states and armed groups that they name outright."""

    codes: frozenset[str]
    firm: frozenset[str]


class Goods(NamedTuple):
    """``classes``: all that words may mean; ``firm``: whether they tell the class ("S-400", not "the consignment")."""

    classes: frozenset[str]
    firm: bool


@lru_cache(maxsize=4)
def words_of_grounding(path: Path = FOLDER / "grounding.toml") -> dict[str, Any]:
    """``lexicon/grounding.toml``, checked. Raises LexiconError."""
    raw, source = read_toml(path)

    def fault(word: str, what: str) -> LexiconError:
        line = next((number for number, text in enumerate(source.splitlines(), 1) if word in text), None)
        return LexiconError(path, line, what)

    for class_ in (*raw["generic_classes"], *raw["verbs"]):
        if class_ not in ITEM_CLASSES:
            raise fault(class_, f"class {class_!r} is none of: {', '.join(ITEM_CLASSES)}")
    for table in ("verbs", "several", "bands", "orders", "unmoved", "unmoved_after", "denials", "joints"):
        for words in raw[table].values():
            for word in words:
                if not word or word != word.lower().strip():
                    raise fault(f'"{word}"', f"{word!r} in [{table}] has to be in lower case, without spaces around it")
    return raw


def codes_of(entry: Entry) -> frozenset[str]:
    """The codes that an entry of the lexicon may stand for."""
    if entry.kind not in PARTY_KINDS:
        return frozenset()
    return frozenset(one for one in (entry.code, *entry.others) if one and one not in SOURCE_CLASSES)


def goods_of(entry: Entry) -> frozenset[str]:
    """The item classes that an entry may stand for."""
    found: set[str] = set()
    for one in (entry, entry.also):
        if one is not None and one.class_ and (one.kind in GOODS_KINDS or one.kind in ("head", "modifier")):
            found.update((one.class_, *one.others))
    return frozenset(found)


@lru_cache(maxsize=4096)
def named_in(text: str) -> Named:
    """Whom a text names."""
    text = _without_surrogates(text)
    mentions = finder().find(text)
    codes = frozenset().union(*(codes_of(one.entry) for one in mentions))
    return Named(codes, frozenset(code for one in mentions if (code := _firm(text[one.start : one.end], one.entry))))


def names_outlets_alone(text: str) -> bool:
    """Whether all that words name are outlets: "two officials told Reuters" says of no state who speaks."""
    coded = [one.entry for one in finder().find(_without_surrogates(text)) if codes_of(one.entry)]
    return bool(coded) and all(entry.kind == "outlet" for entry in coded)


def _without_surrogates(text: str) -> str:
    """Half a surrogate pair, which a model may write and the finder can't take, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _firm(words: str, entry: Entry) -> str | None:
    """The armed group that words name outright, or the state: by its own name, or in an organ's ("French navy")."""
    if entry.kind == "group" and entry.class_ == "nonstate" and not entry.others:
        return entry.code
    if entry.code is None or not is_state(entry.code):
        return None
    own = entry.kind in _FIRM or (
        entry.kind == "organ"
        and any(
            known.kind in _FIRM and known.code == entry.code
            for word in words.split()
            if (known := load().words.get(word)) is not None
        )
    )
    return entry.code if own else None


@lru_cache(maxsize=4096)
def goods_in(text: str) -> Goods:
    """What a text names."""
    generic = frozenset(words_of_grounding()["generic_classes"])
    classes = frozenset().union(*(goods_of(one.entry) for one in finder().find(_without_surrogates(text))))
    return Goods(classes, bool(classes - generic))


def is_state(code: str) -> bool:
    """Whether a code is one of ISO 3166-1 alpha-2, by its form."""
    return len(code) == 2 and code.isalpha() and code.isupper()


@lru_cache(maxsize=1)
def known_codes() -> frozenset[str]:
    """All codes of the lexicon."""
    return frozenset().union(*(codes_of(one) for one in load().words.values()))


def top(class_: str) -> str:
    """The class up to its first dot."""
    return class_.split(".")[0]
