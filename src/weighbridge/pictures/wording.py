"""Words of pictures and dossiers: names of parties and goods, text of others made harmless and short."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from weighbridge import lexicon
from weighbridge.cli_common import counted as counted
from weighbridge.cli_common import harmless
from weighbridge.lexicon.tables import entries

ELLIPSIS = "…"
CHARACTER = 0.56
"""Mean width of a character of a plain sans-serif face, in parts of the size of type."""
STAGE_WORDS = {
    "sought": "asked for",
    "negotiating": "negotiated",
    "agreed": "agreed",
    "shipped": "shipped",
    "delivered": "delivered",
    "used": "in use",
    "halted": "halted",
}
STANCE_WORDS = {
    "asserts": "asserts",
    "confirms": "confirms",
    "denies": "denies",
    "declines": "will not say",
    "warns": "warns",
}
NO_DATE = "undated"
_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")


def inert(text: str) -> str:
    """Text of others on one line, without what could steer a screen, turn its direction, or is no text in XML."""
    return _NO_TEXT.sub("\ufffd", harmless(text))


def cut(text: str, limit: int) -> str:
    """Text of others on one line, inert, of at most ``limit`` columns; what is cut ends with an ellipsis."""
    plain = inert(text[: limit * 20 + 200])
    if columns(plain) <= limit and len(text) <= limit * 20 + 200:
        return plain
    kept, used = [], 1
    for character in plain:
        used += _columns(character)
        if used > limit:
            break
        kept.append(character)
    return "".join(kept).rstrip() + ELLIPSIS


def columns(text: str) -> int:
    """The width of a text in columns; characters of East Asian scripts take two."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fitting(pixels: float, size: float) -> int:
    """How many columns of type of a size go into a number of pixels, at least four."""
    return max(4, int(pixels / (size * CHARACTER)))


def lines(text: str, limit: int, most: int = 4) -> list[str]:
    """A text broken into lines of at most ``limit`` columns; what is left after ``most`` lines is cut."""
    broken: list[str] = []
    line = ""
    for word in inert(text).split():
        longer = f"{line} {word}".strip()
        if columns(longer) <= limit:
            line = longer
            continue
        if line:
            broken.append(line)
        line = cut(word, limit)
    broken.append(line)
    if len(broken) > most:
        rest = " ".join(broken[most - 1 :])
        broken = [*broken[: most - 1], cut(rest, limit)]
    return broken


@lru_cache(maxsize=1)
def _party_names() -> dict[str, str]:
    folder = Path(lexicon.__file__).parent / "parties"
    found = {}
    for file, table in (("states.toml", "state"), ("groups.toml", "group")):
        found.update({entry["code"]: entry["name"] for entry, _ in entries(folder / file, table)})
    return found


@lru_cache(maxsize=1)
def _goods_names() -> dict[str, str]:
    folder = Path(lexicon.__file__).parent / "goods"
    return {entry["id"]: entry["label"] for entry, _ in entries(folder / "classes.toml", "class")}


def party_name(code: str | None, limit: int = 60) -> str:
    """A party for people: the lexicon's name of a code, the code itself where it has none."""
    if not code:
        return "an unknown party"
    return cut(_party_names().get(code, code), limit)


def goods_name(class_: str) -> str:
    """An item class for people, as in "ballistic missiles"."""
    label = _goods_names().get(class_, class_.replace(".", " "))
    first = label.split(" ", 1)[0]
    return harmless(label if first.isupper() and len(first) > 1 else label[:1].lower() + label[1:])


def listed(words: list[str]) -> str:
    """Words in a row: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
