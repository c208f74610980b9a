"""Words that stand for several parties at once: "armed both sides", "supplies neither country", "sold to all three".

Each of those meant gives or gets by himself (coding guidelines, 1): a transfer for each. Who is meant was named before
beside each other ("the war between Ethiopia and Eritrea"), or is who the models think likeliest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.page import Page, Triple
from weighbridge.reading.ranking.words import words
from weighbridge.reading.scene import PartyMention

NOT_TOLD = 0.2
"""What the transfer of somebody who is not meant has at most; set by hand."""
THOUGHT_OF = 0.005
"""Of whom the models hold less probable than this they don't think."""
LIKELY = 0.1
"""Of whom they hold so much probable he may be meant, though the sentence names him elsewhere."""
REACH, FAR = 6, 12
"""Sentences before in which those who are meant are looked for; further where the models think of all, or too few."""
_NUMBERS = {"two": 2, "three": 3, "four": 4}
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "dative", "iobj")
_ROLES = ("supplier", "recipient")


def tell_each(page: Page, triples: list[Triple]) -> None:
    """Sets the probability of the transfers of those whom a word for several means, and of those of others.

    To the models such a word names nobody, and what they hold for probable is divided among those who are meant and
    nobody; so each of these has what they have together. Who had none by the models gets a transfer of his own.
    """
    for scene in sorted({one.scene for one in triples}):
        look = page.looks[scene]
        for token, number in _collective(look):
            for role in _ROLES:
                hits = [hit for hit in look.scene.hits if _has(look, hit, role, token) and not _is_joint(hit)]
                mine = [one for one in triples if one.scene == scene and any(_moves(look, hit, one) for hit in hits)]
                if mine:
                    triples += _tell(page, mine, token, number, role)


def _is_joint(hit: FrameHit) -> bool:
    """Whether both sides of one transfer do it: "both sides signed a contract", "was agreed by the two governments"."""
    return not words().joint.isdisjoint(hit.frame.lemma.split())


def _has(look: Lookup, hit: FrameHit, role: str, token: int) -> bool:
    """Whether a word of transfer has that word in a role, also as its object: "sends neither side any arms"."""
    object_ = look.scene.head[token] == hit.trigger and look.scene.dep[token] in _OBJECTS
    return token in hit.roles.get(role, ()) or (role == "recipient" and hit.frame.pos == "verb" and object_)


def _moves(look: Lookup, hit: FrameHit, one: Triple) -> bool:
    """Whether the goods are those of a word of transfer, or that word itself ("arms both sides")."""
    goods, scene = one.candidate.mention.token, look.scene
    object_ = scene.head[goods] == hit.trigger and scene.dep[goods] in _OBJECTS
    return goods == hit.trigger or goods in hit.roles.get("item", ()) or object_


def _tell(page: Page, mine: Sequence[Triple], token: int, number: int, role: str) -> list[Triple]:
    best = max(mine, key=lambda one: one.probability)
    other, named = (
        (best.recipient, best.recipient_mention) if role == "supplier" else (best.supplier, best.supplier_mention)
    )
    if page.scenes[best.scene].dep[token] in _SUBJECTS and named is None:
        return []  # "both sides want the tanks": one of them may sell
    alike = {
        (one.supplier if role == "supplier" else one.recipient): one
        for one in mine
        if one.candidate is best.candidate and other == (one.recipient if role == "supplier" else one.supplier)
    }
    scores = {side: one.probability for side, one in alike.items() if side and one.probability >= THOUGHT_OF}
    meant = _meant(page, best.scene, token, number, scores, other)
    if not meant:
        return []
    together = min(sum(alike[side].probability for side in {*meant, None} & alike.keys()), best.candidate.likely)
    for side, one in alike.items():
        if side in meant:
            one.probability = max(one.probability, together)
        elif (one.supplier_mention if role == "supplier" else one.recipient_mention) is None:
            one.probability = min(one.probability, NOT_TOLD)  # who is named here may have a part of his own
    return [
        replace(best, supplier=side, supplier_mention=None, probability=together)
        if role == "supplier"
        else replace(best, recipient=side, recipient_mention=None, probability=together)
        for side in sorted(meant - alike.keys())
    ]


def _collective(look: Lookup) -> Iterator[tuple[int, int]]:
    """The words for several, each with how many it means."""
    scene, tree = look.scene, tree_of(look.scene.doc)
    for token, word in enumerate(scene.lower):
        before = {scene.lower[kid] for kid in scene.children[token] if kid < token}
        number = next((_NUMBERS[one] for one in before if one in _NUMBERS), 2)
        if tree.lemma[token] in words().collective:
            counted = not before.isdisjoint(_NUMBERS) and not before.isdisjoint(words().pointing)
            narrowed = any(scene.lower[kid] == "of" for kid in scene.children[token])  # "both groups of rebels"
            if not narrowed and (counted or not before.isdisjoint(words().every_one)):
                yield token, number
        elif word in words().every_one and scene.tag[token] in ("DT", "CC", "PDT"):
            of = [kid for kid in scene.children[token] if scene.lower[kid] == "of"]
            them = [kid for one in of for kid in scene.children[one]]
            if not scene.children[token] and scene.dep[token] in ("pobj", *_OBJECTS, *_SUBJECTS):
                yield token, 2
            for one in them:
                inner = {scene.lower[kid] for kid in scene.children[one]} | {scene.lower[one]}
                named = tree.lemma[one] in words().collective or scene.lower[one] in ("them", *_NUMBERS)
                if named:
                    yield token, next((_NUMBERS[word] for word in inner if word in _NUMBERS), 2)


def _meant(page: Page, scene: int, token: int, number: int, scores: Mapping[str, float], other: str | None) -> set[str]:
    """Who is meant; empty where that is not sure.

    Those named beside each other last, of whom the models think, or of one of whom they do; else those whom the models
    hold for likeliest, where the sentence gives none of them another part.
    """
    groups = [
        (place, group)
        for place in range(scene, max(-1, scene - 1 - FAR), -1)
        for group in _together(
            page.looks[place],
            [one for one in page.scenes[place].parties if place < scene or one.token < token],
        )
        if len(group) == number and other not in group
    ]
    reach = REACH if len(scores) >= number else FAR
    near = [group for _, group in groups if group <= scores.keys()] or [
        group
        for place, group in groups
        if scene - place <= reach and any(scores.get(code, 0.0) >= LIKELY for code in group)
    ]
    if near:
        return near[0]
    saying = {at for voice in page.looks[scene].voices for at in voice.source}
    elsewhere = {one.code for one in page.scenes[scene].parties if one.token not in saying}
    known = {one.code for place in range(scene + 1) for one in page.scenes[place].parties}
    free = {
        code: score for code, score in scores.items() if code in known and (score >= LIKELY or code not in elsewhere)
    }
    likeliest = sorted(free, key=lambda code: (-free[code], code))
    return set(likeliest[:number]) if len(likeliest) >= number and free[likeliest[0]] >= LIKELY else set()


def _together(look: Lookup, named: Sequence[PartyMention]) -> list[set[str]]:
    """Those that stand beside each other, the last first: "Ethiopia and Eritrea"."""
    scene = look.scene
    groups: dict[int, set[str]] = {}
    for one in named:
        if one.code is None or one.kind == "outlet":
            continue
        first = one.token
        while scene.dep[first] == "conj" and scene.head[first] != first:
            first = scene.head[first]
        groups.setdefault(first, set()).add(str(one.code))
    return [groups[first] for first in sorted(groups, reverse=True)]
