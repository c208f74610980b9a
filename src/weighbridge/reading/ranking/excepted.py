"""Parties and goods that a sentence names only to except them: "every ally except Spain", "not from Spain".

The models take them for those who give or get, since they stand where these stand.
"""

from __future__ import annotations

from weighbridge.reading.ranking.page import Page
from weighbridge.reading.ranking.words import words
from weighbridge.reading.scene import Scene

RULED_OUT = 0.02
"""What who is excepted has at most; set by hand."""
_BEFORE = 5
"""So many words before a name may except it."""
_ARTICLES = ("the", "its", "their")
_JOINING = ("and", "or", ",")


def leave_out_excepted(page: Page) -> None:
    """Lowers the scores of excepted parties, and of everybody as giver or getter of excepted goods."""
    known: dict[int, set[int]] = {}
    for item in page.items:
        scene = page.scenes[item.scene]
        if item.scene not in known:
            known[item.scene] = _excepted(scene)
        places = known[item.scene]
        if not places:
            continue
        named = [party for party in scene.parties if party.code]
        others = {party.code for party in named if party.first not in places}
        out = {party.code for party in named} - others
        whole = item.mention.first in places
        for scores in (item.supplier, item.recipient):
            for at, code in enumerate(item.codes):
                if whole or code in out:
                    scores[at] = min(scores[at], RULED_OUT)


def _excepted(scene: Scene) -> set[int]:
    """The first tokens of excepted parties and goods, with those that are joined to them."""
    found: set[int] = set()
    goods = {one.first for one in scene.items}
    mentions = sorted(
        {(one.first, one.token) for one in scene.parties} | {(one.first, one.token) for one in scene.items}
    )
    ends: dict[int, int] = {}
    for first, last in mentions:
        before = first - 1
        while before >= 0 and scene.lower[before] in _ARTICLES:
            before -= 1
        joined = scene.dep[last] == "conj" and before > 0 and scene.lower[before] in _JOINING
        joined = joined and ends.get(before - 1) in found
        denied = first in goods and "not" in scene.lower[max(0, before - 1) : before + 1]  # "prayers and not missiles"
        words_before = scene.lower[max(0, before - _BEFORE + 1) : before + 1]
        clause = words_before[-1:] == ["but"] and scene.dep[last] in ("nsubj", "nsubjpass")  # "..., but Serbia sold"
        only = scene.lower[last + 1 : last + 2] in (["alone"], ["only"])  # "not to Ukraine alone"
        if not denied and not clause and not only and (joined or _is_excepting(words_before)):
            found.add(first)
        ends[last] = first
    return found


def _is_excepting(before: list[str]) -> bool:
    """Whether words except what follows them: "except for", "everyone but"."""
    if before[-1:] == ["but"]:
        return not words().everyone.isdisjoint(before)
    said = f" {' '.join(before)}"
    return not said.endswith(" whether or not") and any(said.endswith(f" {phrase}") for phrase in words().excepting)
