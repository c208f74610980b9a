"""Candidates: which goods in a sentence may be transferred, and who may give and get them.

Half of all statements need a slot from outside their sentence, so parties of the
rest of the document stand as candidates too, and nobody (None) always does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from weighbridge.reading.scene import ItemMention, PartyMention, Scene

NEARBY = 2
"""Sentences before the present one whose parties are candidates."""
OUTSIDE = 6
"""At most so many parties from outside the sentence."""

_GENERIC = frozenset(("arms", "aircraft", "missile", "vehicle", "munition", "ship", "uav"))
"""A weak word of these classes may stand for finer goods named before ("the aircraft" for drones)."""
_TRAINING = frozenset("train instruct teach drill school coach mentor".split())
_PRONOUNS = frozenset(("it", "they", "them", "these", "those", "this", "that", "which", "ones", "some", "none", "more", "all"))


@dataclass(slots=True)
class Outline:
    """What the whole document names, before anything is weighed."""

    codes: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    headline: set[str] = field(default_factory=set)
    classes: Counter[str] = field(default_factory=Counter)
    scenes: int = 0
    hits: int = 0


def outline_of(scenes: Sequence[Scene]) -> Outline:
    """Counts of parties and goods over the document's scenes."""
    outline = Outline(scenes=len(scenes))
    for scene in scenes:
        outline.hits += len(scene.hits)
        for party in scene.parties:
            if party.code:
                outline.codes[party.code] += 1
                outline.first.setdefault(party.code, scene.index)
                if scene.index == 0:
                    outline.headline.add(party.code)
        for item in scene.items:
            if item.kind in ("designation", "word"):
                outline.classes[item.class_] += 1
    return outline


def items_of(scenes: Sequence[Scene], at: int, outline: Outline) -> list[ItemMention]:
    """The item candidates of scene ``at``: named goods, and what stands for goods named before.

    A weak word ("the aircraft", "the shipment"), a pronoun in an item role and a
    transfer noun without goods of its own may stand for the class of goods last named.
    """
    scene = scenes[at]
    found = list(scene.items)
    covered = {token for item in found for token in range(item.first, item.token + 1)}
    for hit in scene.hits:
        roles = hit.roles.get("item", ())
        own = [token for token in roles if any(step in covered for step in _under(scene, token))]
        for token in roles:
            if token not in covered and scene.lower[token] in _PRONOUNS:
                found.append(_stand_in(scene, token, "pronoun"))
                covered.add(token)
        if not own and _stands_for_goods(scene, hit) and not any(t in covered for t in (hit.trigger, *roles)):
            found.append(_stand_in(scene, hit.trigger, "transfer"))
            covered.add(hit.trigger)
    widened: list[ItemMention] = []
    seen: set[tuple[int, str]] = set()
    for item in found:
        for class_ in _classes(item, scenes, at, outline):
            if (item.token, class_) not in seen:
                seen.add((item.token, class_))
                widened.append(item if class_ == item.class_ else replace(item, class_=class_, kind=item.kind + "+"))
    return widened


def _stands_for_goods(scene: Scene, hit: Any) -> bool:
    """Whether a trigger may stand for goods that it does not name ("the deal", "agreed to supply Kyiv")."""
    if hit.frame.weak or hit.frame.kind != "transfer":
        return False
    if hit.frame.pos == "noun":
        return True
    return bool(hit.roles.get("supplier") or hit.roles.get("recipient")) and not hit.roles.get("item")


def _under(scene: Scene, token: int) -> list[int]:
    """The token and what hangs under it, nearest first, at most some twelve."""
    out, queue = [], [token]
    while queue and len(out) < 12:
        one = queue.pop(0)
        out.append(one)
        queue.extend(scene.children[one])
    return out


def _stand_in(scene: Scene, token: int, kind: str) -> ItemMention:
    piece = scene.doc[token]
    start = scene.start + piece.idx
    class_ = "training" if scene.lemma[token] in _TRAINING else "arms"
    return ItemMention(class_, kind, start, start + len(piece.text), token, token)


def _classes(item: ItemMention, scenes: Sequence[Scene], at: int, outline: Outline) -> list[str]:
    """The item's own class, then those of goods last named before it and most named in all."""
    if item.kind in ("designation", "word"):
        return [item.class_]
    classes = [item.class_]
    if item.kind == "weak" and item.class_ not in _GENERIC:
        return classes
    for before in range(at, max(-1, at - 4), -1):
        named = [
            one.class_
            for one in scenes[before].items
            if one.kind in ("designation", "word") and one.class_ != "arms" and (before < at or one.start < item.start)
        ]
        if named:
            classes.append(named[-1])
            if item.kind in ("pronoun", "transfer") and len(set(named)) > 1:
                classes.append(named[0])
            break
    if item.kind == "pronoun":
        for near in (at, at - 1):
            weak = [one.class_ for one in scenes[near].items if one.kind == "weak" and one.class_ != "arms"] if near >= 0 else []
            classes.extend(weak[-1:])
    classes += [name for name, _ in outline.classes.most_common(2) if name != "arms"][:1]
    return list(dict.fromkeys(classes))


@dataclass(frozen=True, slots=True)
class Outsider:
    """A party that the sentence does not name, or nobody (code None)."""

    code: str | None


def outsiders_of(scenes: Sequence[Scene], at: int, outline: Outline, liked: Sequence[str]) -> list[Outsider]:
    """Parties from outside scene ``at``: those named just before, those ``liked``, and nobody."""
    inside = {party.code for party in scenes[at].parties}
    order: list[str] = []
    for code in liked:
        order.append(code)
    for before in range(at - 1, max(-1, at - 1 - NEARBY), -1):
        order.extend(party.code for party in reversed(scenes[before].parties) if party.code)
    codes = [code for code in dict.fromkeys(order) if code not in inside][:OUTSIDE]
    return [*map(Outsider, codes), Outsider(None)]


def named_parties(scene: Scene) -> list[PartyMention]:
    """The scene's party mentions that can give or get: those with a code, outlets and institutes apart."""
    return [party for party in scene.parties if party.code and party.kind not in ("outlet", "institute")]
