"""Whose "us" is in the answers of an interview: "Germany gave us 19 vehicles" is said by a minister of Moldova.

Elsewhere "we" stands in the words of many, and the models weigh it.
"""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.reading.ranking.antecedents import FIRST
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.page import ItemCandidate, Page
from weighbridge.reading.ranking.words import words

SURE, RULED_OUT = 0.9, 0.05
"""What a party has at least that whoever answers calls "us", and what all others have at most; set by hand."""


def give_us(page: Page) -> None:
    """Sets the scores of suppliers and recipients that an answer calls "we", "us" or "our army"."""
    for item in page.items:
        look = page.looks[item.scene]
        if look.answering is None or look.answering not in item.codes:
            continue
        roles = look.scene.hits[item.hits[0][1]].roles if item.hits else {}
        own = {role for role in ("supplier", "recipient") if any(_is_own(look, at) for at in roles.get(role, ()))}
        for role, scores in (("supplier", item.supplier), ("recipient", item.recipient)):
            if role in own:
                _give(look.answering, item.codes, scores)
        speaks = any(_is_we(look, at) for at, dep in enumerate(look.scene.dep) if dep != "poss")
        if not own and speaks:
            _lift(look.answering, item)


def _give(code: str, codes: Sequence[str | None], scores: list[float]) -> None:
    for at, other in enumerate(codes):
        scores[at] = max(scores[at], SURE) if other == code else min(scores[at], RULED_OUT)


def _lift(code: str, item: ItemCandidate) -> None:
    """Of the recipients that the sentence doesn't name, whoever answers is as likely as the likeliest."""
    outside = [at for at, mention in enumerate(item.mentions) if mention is None and item.codes[at] is not None]
    best = max((item.recipient[at] for at in outside), default=0.0)
    for at in outside:
        item.recipient[at] = max(item.recipient[at], best) if item.codes[at] == code else item.recipient[at] / 2


def _is_own(look: Lookup, token: int) -> bool:
    """Whether a word is the answering speaker's "us" or "our army"; "our neighbours" are others."""
    if _is_we(look, token):
        return True
    kids = look.scene.children[token] if look.scene.lower[token] in words().own else []
    return any(look.scene.dep[kid] == "poss" and _is_we(look, kid) for kid in kids)


def _is_we(look: Lookup, token: int) -> bool:
    """Whether a word is the speaker's own "we", and nobody else's whom he quotes."""
    if look.scene.lower[token] not in FIRST or look.quote_depth[token]:
        return False
    return not any(token in voice.content and voice.codes and voice.codes != {look.answering} for voice in look.voices)
