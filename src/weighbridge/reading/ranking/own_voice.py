"""Whose "us" is in the answers of an interview: "Germany gave us 19 vehicles" is said by a minister of Moldova.

Elsewhere it is the party of whoever says it, where the cast knows him and the models are not sure of another.
"""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.reading.ranking.antecedents import FIRST
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.ordered import give
from weighbridge.reading.ranking.page import ItemCandidate, Page
from weighbridge.reading.ranking.words import words
from weighbridge.reading.sources.firms import is_own, own_words

OPEN, RIVAL = 0.15, 0.6
"""Outside interviews the models are believed where the speaker's party has less than the first by them, and another
more than the second."""


def give_us(page: Page) -> None:
    """Sets the scores of suppliers and recipients that whoever speaks calls "we", "us" or "our army"."""
    stateless = _stateless_firm(page)
    for item in page.items:
        look = page.looks[item.scene]
        roles = look.scene.hits[item.hits[0][1]].roles if item.hits else {}
        if stateless is not None and any(is_own(look.scene, at, stateless) for at in roles.get("supplier", ())):
            give(None, item.codes, item.supplier)
            continue
        own: set[str] = set()
        for role, scores in (("supplier", item.supplier), ("recipient", item.recipient)):
            codes = {code for at in roles.get(role, ()) if (code := _whose(look, at)) is not None}
            if len(codes) == 1 and not codes.isdisjoint(item.codes):
                own.add(role)
                code = codes.pop()
                if look.answering == code or _may_be(code, item.codes, scores):
                    give(code, item.codes, scores)
        answers = look.answering is not None and look.answering in item.codes
        if answers and not own and any(_is_we(look, at) for at, dep in enumerate(look.scene.dep) if dep != "poss"):
            _lift(look.answering or "", item)


def _stateless_firm(page: Page) -> frozenset[str] | None:
    """What the firm that puts the page out is called, where nothing tells whose it is: what it sells is no customer's.

    None where no such firm puts it out.
    """
    issuer = page.speech.issuer if page.speech is not None and page.speech.put_out else None
    if page.speech is None or issuer is None or issuer.class_ != "company" or issuer.country is not None:
        return None
    return own_words(page.speech.document.publisher or "")


def _may_be(code: str, codes: Sequence[str | None], scores: Sequence[float]) -> bool:
    """Whether the models leave it open that a party is meant, and are not sure of another."""
    own = max(score for score, other in zip(scores, codes, strict=True) if other == code)
    rival = max((score for score, other in zip(scores, codes, strict=True) if other != code), default=0.0)
    return own >= OPEN or rival < RIVAL


def _whose(look: Lookup, token: int) -> str | None:
    """Whose party a word is: "us" of who says so, "our army"; "our neighbours" are others."""
    if look.scene.lower[token] in FIRST:
        own = token
    else:
        kids = look.scene.children[token] if look.scene.lower[token] in words().own else []
        own = next((kid for kid in kids if look.scene.dep[kid] == "poss" and look.scene.lower[kid] in FIRST), -1)
    if own < 0:
        return None
    return look.said.get(own) or (look.answering if _is_we(look, own) else None)


def _lift(code: str, item: ItemCandidate) -> None:
    """Of the recipients that the sentence doesn't name, whoever answers is as likely as the likeliest."""
    outside = [at for at, mention in enumerate(item.mentions) if mention is None and item.codes[at] is not None]
    best = max((item.recipient[at] for at in outside), default=0.0)
    for at in outside:
        item.recipient[at] = max(item.recipient[at], best) if item.codes[at] == code else item.recipient[at] / 2


def _is_we(look: Lookup, token: int) -> bool:
    """Whether a word is the speaker's own "we", and nobody else's whom he quotes."""
    if look.scene.lower[token] not in FIRST or look.quote_depth[token]:
        return False
    return not any(token in voice.content and voice.codes and voice.codes != {look.answering} for voice in look.voices)
