"""Phrases by which nothing has moved: "instead of sending tanks", "neither Iran nor China delivered drones".

They stand in ``lexicon/grounding.toml`` and say more than the rules of modality, which look at verbs. A phrase speaks
of the goods in its own clause, and of no others. Each was kept only if it lowers hardly any annotated delivery.
"""

from __future__ import annotations

import re
from functools import lru_cache

from weighbridge.reading.llm.grounding.naming import words_of_grounding
from weighbridge.reading.llm.grounding.plain import plain_words
from weighbridge.reading.positions.modality import Position

_FRAMED = "framed"
"""The group of phrases that speak of all that follows: "in the war game, ...", "imagine that ..."."""
_POSITIONS = {
    _FRAMED: ("delivered", "warns", "possible"),
    "hypothetical": ("delivered", "warns", "possible"),
    "untrue": ("delivered", "denies", "certain"),
    "pending": ("agreed", "asserts", "certain"),
    "wanted": ("sought", "asserts", "certain"),
}
"""What a sentence says of goods beside a phrase of each group, where the model takes them to have moved."""
_ENDS = re.compile(
    r"[,;:.?!]|\b(?:but|which|who|whom|whose|where|when|while|because|although|though|after|before|since|until)\b"
)
"""Where the clause of a phrase ends."""
_ENDS_AFTER = re.compile(rf"{_ENDS.pattern}|\band\b")
"""Where it ends after the goods: "75 missiles were delivered and 100 more will follow"."""


def held_back(before: str, goods: str, beyond: str) -> Position | None:
    """The position that a phrase gives to ``goods``, which stand between two pieces of one sentence.

    None where no phrase speaks of them.
    """
    plain, after = plain_words(before).lower(), plain_words(beyond).lower()
    ends = [hit.end() for hit in _ENDS.finditer(plain)]
    end = _ENDS_AFTER.search(after)
    clause, rest = plain[ends[-1] if ends else 0 :], after[: end.start() if end else None]
    for table, piece in (("unmoved", clause), ("unmoved_after", rest)):
        for group, pattern in _patterns(table).items():
            hit = pattern.search(plain if group == _FRAMED else piece)
            if hit:
                words = f"{hit[0]} … {goods}" if table == "unmoved" else f"{goods} … {hit[0]}"
                stage, stance, certainty = _POSITIONS[group]
                return Position(stage, stance, certainty, (f"{group}: {words[:100]}",))
    return None


def denied_by(sentence: str, source: str | None) -> bool:
    """Whether a sentence has its source deny and admit nothing: "Iran sent them, says Kyiv, which Tehran denies"."""
    if not source:
        return False
    plain, words = plain_words(sentence).lower(), re.escape(plain_words(source).lower())
    told = words_of_grounding()["denials"]
    verbs, admits = ("|".join(map(re.escape, told[name])) for name in ("verbs", "admissions"))
    denial = rf"(?<!\w){words}(?: \w+)?,? (?:{verbs})(?!\w)|\b(?:{verbs}) by (?:the )?{words}(?!\w)"
    return re.search(denial, plain) is not None and re.search(rf"\b(?:{admits})", plain) is None


@lru_cache(maxsize=2)
def _patterns(table: str) -> dict[str, re.Pattern[str]]:
    groups: dict[str, list[str]] = words_of_grounding()[table]
    return {group: _any_of(groups[group]) for group in _POSITIONS if group in groups}


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
