"""From what a model writes to plain JSON values: strict where it kept to the form, tolerant where it did not.

Whole objects are kept of an answer that breaks off. Nothing here knows the document; nothing of the result is trusted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LONGEST = 1_000_000
"""Characters of an answer that are looked at."""
LONGEST_MENDED = 200_000
"""Characters that are given to the mender of broken JSON, which takes more than linear time."""
_FENCE = re.compile(r"```[a-zA-Z]*\s*(.*?)(?:```|\Z)", re.DOTALL)
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """Statements and measures as a model told them. ``whole`` is False where something may be missing."""

    statements: tuple[Any, ...] = ()
    measures: tuple[Any, ...] = ()
    whole: bool = True


class NoJson(ValueError):
    """An answer without any JSON that could be used."""


def answer_from(written: str) -> Answer:
    """What stands in an answer. Raises NoJson."""
    text = written[:LONGEST].strip()
    for candidate in _candidates(text):
        value = _loaded(candidate)
        if value is not None and (found := _shaped(value)) is not None:
            return found
    pieces = Answer(tuple(_objects(text, "statements")), tuple(_objects(text, "measures")), whole=False)
    mended = _mended(text)
    best = max((pieces, mended), key=lambda one: len(one.statements) + len(one.measures) if one else -1)
    if best is None or (best is pieces and not pieces.statements and not pieces.measures):
        if mended is not None:
            return mended
        raise NoJson("the model's answer is no JSON")
    return best


def _candidates(text: str) -> Iterator[str]:
    """The places in which a JSON value may stand: all of it, a fenced block, from the first brace on."""
    yield text
    bare = _THOUGHT.sub("", text).strip()
    for hit in _FENCE.finditer(bare):
        yield hit[1].strip()
    at = min((place for place in (bare.find("{"), bare.find("[")) if place >= 0), default=-1)
    if at >= 0:
        yield bare[at:]


def _loaded(text: str) -> Any:
    """The JSON value that a text begins with; None where there is none. Twice the same key: the last one counts."""
    if not text or text[0] not in "{[":
        return None
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _shaped(value: Any) -> Answer | None:
    """Statements and measures of a value: an object with them, or a list of statements."""
    if isinstance(value, list):
        return Answer(tuple(value)) if all(isinstance(one, dict) for one in value) else None
    if not isinstance(value, dict):
        return None
    if "evidence" in value:
        return Answer((value,))
    statements, measures = value.get("statements"), value.get("measures")
    if statements is None and measures is None:
        return Answer() if not value else None
    for some in (statements, measures):
        if some is not None and not isinstance(some, list):
            return None
    return Answer(tuple(statements or ()), tuple(measures or ()))


def _objects(text: str, name: str) -> Iterator[Any]:
    """The whole objects of the list of that name, up to where the text breaks off."""
    begin = re.search(rf'"{name}"\s*:\s*\[', text)
    at = begin.end() if begin else -1
    decoder = json.JSONDecoder()
    while 0 <= at < len(text):
        at = next((place for place in range(at, len(text)) if text[place] not in ", \t\r\n"), len(text))
        if text[at : at + 1] != "{":
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value


def _mended(text: str) -> Answer | None:
    """What a mender of JSON makes of an answer: trailing commas, single quotes, missing brackets."""
    from json_repair import repair_json

    bare = _THOUGHT.sub("", text).strip()
    fence = _FENCE.search(bare)
    inner = fence[1] if fence else bare
    at = min((place for place in (inner.find("{"), inner.find("[")) if place >= 0), default=-1)
    if at < 0 or len(inner) - at > LONGEST_MENDED:
        return None
    try:
        value = repair_json(inner[at:], return_objects=True, skip_json_loads=True)
    except (ValueError, RecursionError, TypeError, IndexError, KeyError):
        return None
    if isinstance(value, list) and len(value) > 1 and isinstance(value[0], dict) and "statements" in value[0]:
        value = value[0]
    found = _shaped(value)
    if found is None:
        return None
    statements, measures = found.statements, found.measures
    if _breaks_off(inner[at:]):
        # the mender closes what was never ended; the last object says less than was meant
        statements, measures = (statements, measures[:-1]) if measures else (statements[:-1], measures)
    return Answer(statements, measures, whole=False)


def _breaks_off(text: str) -> bool:
    """Whether a text ends inside a JSON value: a string or bracket is still open."""
    depth, inside, escaped = 0, False, False
    for letter in text:
        if inside:
            inside = escaped or letter != '"'
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            inside = True
        elif letter in "{[":
            depth += 1
        elif letter in "}]":
            depth -= 1
            if depth == 0:
                return False
    return depth > 0
