"""Goods whose own clause names who gives and who gets them: nobody does so whom only another clause names.

"Slovakia gave its jets to Ukraine and will get helicopters from the United States": no helicopters go to Ukraine.
"""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.page import ItemCandidate, Page

LIKELY, RULED_OUT = 0.3, 0.05
"""What the models give both parties of the own clause at least, and what one of another clause has then at most; set by
hand."""
_NAMED = ("designation", "word", "weak")
_ROLES = ("supplier", "recipient")


def keep_apart(page: Page) -> None:
    """Lowers the scores of parties that stand in another clause than goods that have both of their own."""
    for item in page.items:
        look = page.looks[item.scene]
        own = _own_hit(look, item)
        if own is None:
            continue
        told = {role: _codes(look, own, role) for role in _ROLES}
        if not all(told.values()):
            continue
        others = _of_other_clauses(look, item, own)
        sides = tuple(zip(_ROLES, (item.supplier, item.recipient), strict=True))
        if not others or not all(_likely(told[role], item.codes, scores) for role, scores in sides):
            continue
        every = others | told["supplier"] | told["recipient"]
        for role, scores in sides:
            _rule_out(every - told[role], item.codes, scores)


def _own_hit(look: Lookup, item: ItemCandidate) -> FrameHit | None:
    """The only verb of transfer that has the goods."""
    token = item.mention.token
    having = [hit for hit in look.scene.hits if token in hit.roles.get("item", ())]
    named = item.mention.kind in _NAMED and len(having) == 1 and having[0].frame.pos == "verb"
    return having[0] if named else None


def _of_other_clauses(look: Lookup, item: ItemCandidate, own: FrameHit) -> set[str]:
    """The parties that give or get other goods by another verb; empty where the sentence has no such verb."""
    found: set[str] = set()
    goods = {one.token for one in look.scene.items if one.kind in _NAMED and one.token != item.mention.token}
    for hit in look.scene.hits:
        other = goods.intersection(hit.roles.get("item", ()))
        if hit is own or hit.frame.pos != "verb" or not other or hit.trigger in own.chain or own.trigger in hit.chain:
            continue
        for role in _ROLES:
            found |= _codes(look, hit, role)
    return found


def _codes(look: Lookup, hit: FrameHit, role: str) -> set[str]:
    """The parties that fill a role of a verb, all by their names; none where a pronoun or anything else does."""
    found = look.named_in(hit, role)
    return {code for code in found if code is not None} if None not in found else set()


def _likely(told: set[str], codes: Sequence[str | None], scores: Sequence[float]) -> bool:
    """Whether the models too find it likely of a party that the grammar has in a role."""
    return any(score >= LIKELY for code, score in zip(codes, scores, strict=True) if code in told)


def _rule_out(others: set[str], codes: Sequence[str | None], scores: list[float]) -> None:
    for at, code in enumerate(codes):
        if code in others:
            scores[at] = min(scores[at], RULED_OUT)
