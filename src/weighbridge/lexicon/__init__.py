"""The lexicon: parties and goods as an analyst edits them, checked and ready to be found.

``load()`` turns the TOML files into Entries, each with the words by which a text
may name it. Knows nothing of how texts are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from weighbridge.lexicon.tables import FOLDER, LexiconError, entries
from weighbridge.model import ITEM_CLASSES, SOURCE_CLASSES

__all__ = ["Entry", "Lexicon", "LexiconError", "load"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that words can stand for.

    kind: ``state``, ``adjective``, ``people``, ``capital``, ``place``, ``organ``, ``office``,
    ``person``, ``group``, ``company``, ``outlet``, ``institute`` for parties; ``word``,
    ``weak``, ``modifier``, ``designation`` for goods; ``head`` and ``made`` for words that
    change what stands beside them; ``blocked`` for names that hold a state's name but are no party
    ("Sea of Japan").
    """

    kind: str
    name: str
    code: str | None = None
    """Parties: ISO 3166-1 alpha-2 or slug; designations: the maker's state."""
    class_: str | None = None
    """Parties: source class; goods: item class."""
    rule: str | None = None
    noun: str | None = None
    also: Entry | None = None
    """A second meaning: "troops" are an office that may act, and goods that may be sent."""
    others: tuple[str, ...] = ()
    """Goods: further classes that the bare word may mean ("fighters" are aircraft, or men).
    Epithets ("the kingdom"): the codes, or source classes, of the parties that may be meant."""


PARTY_KINDS = frozenset(
    "state adjective people capital place organ office person group company outlet institute".split()
)
GOODS_KINDS = frozenset("word weak designation".split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by the words that name them, as written; lower-case words match in any case."""

    words: dict[str, Entry]
    labels: dict[str, str] = field(default_factory=dict)
    """Item class: its label for people."""
    un_register: dict[str, str] = field(default_factory=dict)
    mtcr: dict[str, str] = field(default_factory=dict)


def plurals(phrase: str) -> Iterator[str]:
    """The phrase and its regular plural ("battery", "batteries")."""
    yield phrase
    if phrase.endswith(("s", "aft", "pair")):
        return
    if re.search(r"[^aeiou]y$", phrase):
        yield phrase[:-1] + "ies"
    elif phrase.endswith(("pedo", "cargo")):
        yield phrase + "s"
        yield phrase + "es"
    elif phrase.endswith("man"):
        yield phrase[:-3] + "men"
    elif re.search(r"(?:ch|sh|x|z)$", phrase):
        yield phrase + "es"
    else:
        yield phrase + "s"


def _check_class(path: Path, line: int, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise LexiconError(path, line, f"class {value!r} is none of: {', '.join(allowed)}")
    return value


_CODE = re.compile(r"[A-Z]{2}|[a-z0-9][a-z0-9-]*")


def _check_code(path: Path, line: int, value: str) -> str | None:
    if value and not _CODE.fullmatch(value):
        raise LexiconError(path, line, f"{value!r} is neither an alpha-2 code nor a slug in lower case")
    return value or None


def _party_words(folder: Path) -> Iterator[tuple[str, Entry]]:
    states = folder / "states.toml"
    for row, line in entries(states, "state"):
        code = _check_code(states, line, row["code"])
        for kind, key in (
            ("state", "names"),
            ("adjective", "adjectives"),
            ("people", "people"),
            ("capital", "capitals"),
            ("place", "places"),
        ):
            names = [row["name"], *row.get("names", [])] if key == "names" else row.get(key, [])
            for name in names:
                yield name, Entry(kind, row["name"], code, "government")
            if kind == "adjective":
                for name in names:
                    if name.endswith(("an", "i")):
                        yield name + "s", Entry("people", row["name"], code, "government")
    epithets = folder / "epithets.toml"
    for row, line in entries(epithets, "epithet"):
        class_ = _check_class(epithets, line, row["class"], SOURCE_CLASSES)
        for word in row["words"]:
            yield word, Entry("office", word, None, class_, others=(*row["codes"], *row.get("classes", [])))
    for file, table, code_key, default in (
        ("organs", "organ", "state", None),
        ("offices", "office", "state", None),
        ("people", "person", "state", None),
        ("groups", "group", "code", None),
        ("companies", "company", "state", "company"),
        ("outlets", "outlet", "state", "media"),
        ("institutes", "institute", "state", "ngo"),
    ):
        path = folder / f"{file}.toml"
        for row, line in entries(path, table):
            class_ = _check_class(path, line, row.get("class", default), SOURCE_CLASSES)
            code = _check_code(path, line, row.get(code_key) or row.get("group", "") or "")
            entry = Entry(table, row["name"], code, class_)
            for name in [row["name"], *row.get("names", [])]:
                for form in plurals(name) if table == "office" else (name,):
                    yield form, entry
            for name in row.get("adjectives", []):
                yield name, Entry("adjective", row["name"], code, class_)

    for row, _ in entries(folder / "blocked.toml", "blocked"):
        for name in [row["name"], *row.get("names", [])]:
            yield name, Entry("blocked", row["name"])


def _goods_words(folder: Path) -> Iterator[tuple[str, Entry]]:
    path = folder / "designations.toml"
    for row, line in entries(path, "designation"):
        class_ = _check_class(path, line, row["class"], ITEM_CLASSES)
        state = _check_code(path, line, row["state"])
        entry = Entry("designation", row["name"], state, class_, noun=row.get("noun"))
        for name in [row["name"], *row.get("names", [])]:
            yield from ((form, entry) for form in _designation_forms(name))
    path = folder / "classes.toml"
    for row, line in entries(path, "class"):
        class_ = _check_class(path, line, row["id"], ITEM_CLASSES)
        for kind, key in (("word", "words"), ("weak", "weak")):
            for word in row.get(key, []):
                for form in plurals(word):
                    yield form, Entry(kind, word, None, class_)
    for row, _ in entries(path, "class"):
        for word in row.get("modifiers", []):
            yield word, Entry("modifier", word, None, row["id"])
    path = folder / "heads.toml"
    for row, line in entries(path, "head"):
        head_class = _check_class(path, line, row["class"], ITEM_CLASSES) if row.get("class") else None
        for form in plurals(row["word"]):
            yield form, Entry("head", row["word"], None, head_class, rule=row["rule"])
    for row, _ in entries(folder / "origins.toml", "made"):
        yield row["suffix"], Entry("made", row["suffix"], rule="supplies" if row["transfer"] else "designs")


def _senses(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Words of several meanings, with the classes that they may have beside their own."""
    for row, line in entries(path, "sense"):
        classes = tuple(_check_class(path, line, one, ITEM_CLASSES) for one in row["classes"])
        for word in row["words"]:
            for form in plurals(word):
                yield form, classes


def _designation_forms(name: str) -> Iterator[str]:
    """ "Fateh-360" also as "Fateh360", and in the plural ("Mi-17s", "Javelins")."""
    forms = [name]
    if name.startswith("MiG"):
        forms.append("Mig" + name[3:])
    if re.search(r"[ -]\d", name):
        forms.append(re.sub(r"[ -](?=\d)", "", name))
    for form in forms:
        yield form
        if not form.endswith("s"):
            yield form + "s"


def load(folder: Path = FOLDER) -> Lexicon:
    """Read and check the lexicon in ``folder`` (subfolders ``parties`` and ``goods``), once.

    A word that stands twice keeps its first meaning: parties before goods, designations
    before generic words.

    Raises:
        LexiconError: a mistake in a file, with file, line and what is wrong.
    """
    return _read(folder)  # a cache of this function would read again what is asked for by name


@lru_cache(maxsize=4)
def _read(folder: Path) -> Lexicon:
    words: dict[str, Entry] = {}
    for word, entry in (*_party_words(folder / "parties"), *_goods_words(folder / "goods")):
        first = words.setdefault(word, entry)
        if first.kind == "office" and entry.kind in GOODS_KINDS:
            words[word] = replace(first, also=entry)
        elif first.kind in ("word", "weak") and entry.kind == "head" and entry.rule in ("is", "is-after"):
            words[word] = replace(first, rule="is")  # "F-35 parts" are parts
        elif first.also is not None and entry.kind == "head" and entry.rule == "is-after":
            words[word] = replace(first, also=replace(first.also, rule="is"))  # "F-16 pilots" are men
    for word, classes in _senses(folder / "goods" / "senses.toml"):
        known = words.get(word)
        if known is not None and known.kind in GOODS_KINDS:
            words[word] = replace(known, others=classes)
        elif known is not None and known.also is not None:
            words[word] = replace(known, also=replace(known.also, others=classes))
    lexicon = Lexicon(words)
    for row, _ in entries(folder / "goods" / "classes.toml", "class"):
        lexicon.labels[row["id"]] = row["label"]
        lexicon.un_register[row["id"]] = row["un_register"]
        lexicon.mtcr[row["id"]] = row["mtcr"]
    return lexicon
