"""Roles that the form of a sentence leaves no doubt about.

Orders and requests that come in: who receives or wins one supplies, whoever it comes from gets ("Sweden has received a
request from Kyiv for jets"). Goods behind a passive: its subject gets them ("Ukraine was handed Poland's last jets").
Who receives anything else is who gets it, which is what the models know better.
"""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.page import ItemCandidate, Page

SURE, RULED_OUT = 0.9, 0.05
"""What the party that the grammar names has at least, and what all others have at most; set by hand."""


def give_ordered(page: Page) -> None:
    """Sets the scores of suppliers and recipients of goods that are ordered, or handed to the subject of a passive."""
    for item in page.items:
        look = page.looks[item.scene]
        hit = _comes_in(look, item) or _handed(look, item)
        if hit is None:
            continue
        for role, scores in (("supplier", item.supplier), ("recipient", item.recipient)):
            codes = {code for at in hit.roles.get(role, ()) if (code := _code(look, at)) is not None}
            if len(codes) == 1 and not codes.isdisjoint(item.codes):
                give(codes.pop(), item.codes, scores)


def _comes_in(look: Lookup, item: ItemCandidate) -> FrameHit | None:
    """The order or request that is for the goods, and no other word of transfer between the two."""
    for at in look.climb(item.mention.token)[1:]:
        hit = next((one for one in look.scene.hits if one.trigger == at), None)
        if hit is not None:
            firms = {party.token for party in look.scene.parties if party.kind == "company"}
            sent = firms.intersection(hit.roles.get("recipient", ()))  # "an order of 56 vehicles from Patria" came
            return hit if hit.frame.whole and not sent else None
    return None


def _handed(look: Lookup, item: ItemCandidate) -> FrameHit | None:
    """The passive verb of transfer that has the goods as its object, and so who gets them as its subject."""
    scene, goods = look.scene, item.mention.token
    verb = scene.head[goods]
    owned = any(scene.dep[kid] == "poss" for kid in scene.children[goods])
    if scene.dep[goods] != "dobj" or not owned:
        return None
    subjects = {at for at in scene.children[verb] if scene.dep[at] == "nsubjpass"}
    held: list[FrameHit] = [hit for hit in scene.hits if hit.trigger == verb and hit.frame.pos == "verb"]
    return next((hit for hit in held if not subjects.isdisjoint(hit.roles.get("recipient", ()))), None)


def _code(look: Lookup, token: int) -> str | None:
    """The party that stands at a token, or that a pronoun there means."""
    named = next((party.code for party in look.scene.parties if party.token == token), None)
    return named or look.resolved.get(token)


def give(code: str | None, codes: Sequence[str | None], scores: list[float]) -> None:
    """Make a party the one that is meant, whatever the models held."""
    for at, other in enumerate(codes):
        scores[at] = max(scores[at], SURE) if other == code else min(scores[at], RULED_OUT)
