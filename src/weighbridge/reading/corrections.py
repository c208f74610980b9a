"""Sentences that state nothing: what an outlet had wrong, what is imagined, and questions whether something is so.

"An earlier version of this article said that 600 were sent" is no word for 600. What phrases tell it stands
in ``lexicon/corrections.toml``. "Can you confirm that 600 were sent?" is none either (coding guidelines, 20).
"""

from __future__ import annotations

import re
from functools import lru_cache

from weighbridge.lexicon.tables import FOLDER, read_toml

WITHDRAWN = "it tells what an earlier version of the report said"


ASKED = "it asks whether it is so"
IMAGINED = "it tells of what is imagined"
UNANSWERED = "somebody gives no answer, or no name, which is no position"
_NOT = re.compile(r"(?:n['’]t\b|(?:\s+[\w'’-]+){0,3}\s+not\b)")
"""Near the beginning of a question it expects a yes: "Is it not a fact that ...?"."""


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def _raw() -> dict[str, list[str]]:
    return read_toml(FOLDER / "corrections.toml")[0]


@lru_cache(maxsize=1)
def _asking() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(_raw()['asking'])})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """The beginning of a question, after the name of who asks."""
    who = r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,3}:\s*"
    return re.compile(rf"(?:{who})?[\"'“‘]?(?:{_any(_raw()['openings'])})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _presupposing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(_raw()['presupposing'])})\b", re.IGNORECASE)


def _asks(sentence: str) -> bool:
    """Whether a question leaves open whether what it names is so."""
    if not sentence.rstrip(" \"'”’)]").endswith("?"):
        return False
    opening = _opening().match(sentence.strip())
    if opening is not None and not _presupposing().search(sentence):
        return not _NOT.match(sentence.strip(), opening.end())
    return _asking().search(sentence) is not None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    raw = _raw()
    versions = rf"\b(?:{_any(raw['versions'])})\s+"
    this = rf"\b(?:this|our)\s+(?:[\w'’-]+\s+){{0,4}}?(?:{_any(raw['reports'])})\b"
    article = rf"the\s+(?:{_any(raw['articles'])})\b"
    wrong = rf"\s+(?:had\s+)?(?:(?:{_any(raw['adverbs'])})\s+(?:{_any(raw['verbs'])})|{_any(raw['mistakes'])})\b"
    return re.compile(rf"{versions}(?:{this}|{article})|{this}{wrong}", re.IGNORECASE)


def withdrawn(sentence: str) -> bool:
    """Whether a sentence tells what an earlier version of its report said."""
    return _pattern().search(sentence) is not None


@lru_cache(maxsize=1)
def _silences() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(_raw()['silences'])})\b", re.IGNORECASE)


def unanswered(sentence: str) -> bool:
    """Whether somebody was asked and did not answer, or would not be named: no position (coding guidelines, 4)."""
    return _silences().search(sentence) is not None


@lru_cache(maxsize=1)
def _opens_unreal() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How a sentence of what is imagined begins, how one of what might have been does, and what follows its comma."""
    raw = _raw()
    opens = (rf"[\"'“‘]?(?:{_any(raw[name])})\b" for name in ("imagined", "inverted"))
    imagined, inverted = (re.compile(one, re.IGNORECASE) for one in opens)
    return imagined, inverted, re.compile(rf"\b(?:{_any(raw['unreal'])})\b", re.IGNORECASE)


def _is_imagined(sentence: str) -> bool:
    """Whether it is a game, a story, or what might have been ("Had Washington sent jets, the attack might ...")."""
    imagined, inverted, unreal = _opens_unreal()
    if imagined.match(sentence):
        return True
    comma = sentence.find(",")
    return comma > 0 and inverted.match(sentence) is not None and unreal.search(sentence, comma) is not None


def silence(sentence: str) -> str | None:
    """Why a sentence states nothing, whatever it names; None where it may state something."""
    if withdrawn(sentence):
        return WITHDRAWN
    if _is_imagined(sentence.strip()):
        return IMAGINED
    return ASKED if _asks(sentence) else None
