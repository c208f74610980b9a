"""Candidates: which goods in a sentence may be transferred, and who may give and get them.

Half of all statements need a slot from outside their sentence, so parties of the
rest of the document stand as candidates too, and nobody (None) always does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from weighbridge.lexicon import load
from weighbridge.reading.dating.names import MONTHS
from weighbridge.reading.epithets import settle
from weighbridge.reading.newcomers import name_newcomers
from weighbridge.reading.ranking.words import words
from weighbridge.reading.scene import ItemMention, PartyMention, Scene

NEARBY = 2
"""Sentences before the present one whose parties are candidates."""
LEAST = 3
"""Tokens of a sentence that says anything; a heading "Tanks" names goods and tells nothing of them."""
OUTSIDE = 6
"""At most so many parties from outside the sentence."""

MOST_CLASSES = 3
"""What stands for goods named before is given at most so many classes."""

_GENERIC = frozenset(("arms", "aircraft", "missile", "vehicle", "munition", "ship", "uav"))
"""A weak word of these classes may stand for finer goods named before ("the aircraft" for drones)."""
_PRONOUNS = frozenset(
    ("it", "they", "them", "these", "those", "this", "that", "which", "ones", "some", "none", "more", "all")
)
_PLURALS = frozenset(("they", "them", "these", "those"))
_ARGUMENTS = frozenset("nsubj nsubjpass dobj pobj attr conj appos ROOT dative oprd".split())
_STANDING = frozenset("it they them this that these those one all".split())
"""Pronouns that may stand for goods in a sentence that names none."""


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
    """Counts of parties and goods over the document's scenes, whose epithets and new names are settled first."""
    settle(scenes)
    name_newcomers(scenes)
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
    if len(scene.lower) < LEAST:
        return []
    found = [item for item in scene.items if not _holds_named(scene, item)]
    covered = {token for item in found for token in range(item.first, item.token + 1)}
    named = any(item.kind in ("designation", "word") for item in found)
    for hit in scene.hits:
        roles = hit.roles.get("item", ())
        own = [token for token in roles if any(step in covered for step in _under(scene, token))]
        for token in roles:
            if token not in covered and scene.lower[token] in _PRONOUNS:
                found.append(stand_in(scene, token, "pronoun"))
                covered.add(token)
        if own or any(t in covered for t in (hit.trigger, *roles)):
            continue
        if _stands_for_goods(scene, hit, named):
            found.append(stand_in(scene, hit.trigger, "transfer"))
            covered.add(hit.trigger)
    found.extend(_people(scene, covered))
    for token, lemma in enumerate(scene.lemma):
        if token not in covered and (
            (lemma in words().teaching and scene.tag[token].startswith("V")) or scene.lower[token] == "courses"
        ):
            found.append(stand_in(scene, token, "transfer"))
            covered.add(token)
    found.extend(_left_over(scene, covered, named))
    if not found and outline.classes:
        silent = _silent(scene)
        if silent is not None:
            found.append(stand_in(scene, silent, "transfer"))
    widened: list[ItemMention] = []
    seen: set[tuple[int, str]] = set()
    for item in found:
        for class_ in _classes(item, scenes, at, outline):
            if (item.token, class_) not in seen:
                seen.add((item.token, class_))
                same = item.kind in ("designation", "word") or class_ in item.others or class_.startswith(item.class_)
                kind = item.kind if same else item.kind + "+"
                widened.append(replace(item, class_=class_, kind=kind))
    return widened


def _holds_named(scene: Scene, item: ItemMention) -> bool:
    """Whether a weak word only counts goods that it names: "four batteries of Pinaka launchers"."""
    if item.kind != "weak" or item.class_ != _FIRING:
        return False
    of = [kid for kid in scene.children[item.token] if scene.lower[kid] == "of"]
    goods = {one.token for one in scene.items if one.kind in ("designation", "word") and one.class_ != _FIRING}
    return any(not goods.isdisjoint(_under(scene, kid)) for kid in of)


def _people(scene: Scene, covered: set[int]) -> list[ItemMention]:
    """Counted nationals as men who are sent: "11,000 Cubans"."""
    out = []
    for party in scene.parties:
        counted = any(scene.dep[kid] == "nummod" for kid in scene.children[party.token])
        if party.kind == "people" and counted and party.token not in covered:
            start = scene.start + scene.doc[party.token].idx
            out.append(ItemMention("personnel", "weak", start, party.end, party.token, party.token))
            covered.add(party.token)
    return out


def _left_over(scene: Scene, covered: set[int], named: bool) -> list[ItemMention]:
    """Pronouns and bare numbers for goods: "eight more", "the rest"; "they" where none are ``named``."""
    out = []
    for token, word in enumerate(scene.lower):
        if token in covered or scene.dep[token] not in _ARGUMENTS:
            continue
        if word in words().rests or (word in _PLURALS and not named) or _is_count(scene, token):
            out.append(stand_in(scene, token, "pronoun"))
            covered.add(token)
    return out


def _is_count(scene: Scene, token: int) -> bool:
    """Whether a number stands alone for so many pieces: no year, date, sum, share or clock time."""
    if (
        scene.tag[token] != "CD"
        or any(c in scene.lower[token] for c in ":%/.")
        or scene.lower[token] in ("million", "billion")
    ):
        return False
    number = scene.lower[token].replace(",", "")
    if number.isdigit() and (len(number) == 4 and number[:2] in ("19", "20")):
        return False
    near = scene.lower[max(0, token - 2) : token] + scene.lower[token + 1 : token + 2]
    if any(word in words().uncounted or word in MONTHS for word in near) or (
        token and scene.tag[token - 1] in ("NNP", "SYM", "$")
    ):
        return False
    return not any(
        scene.tag[kid] in ("$", "NNP", "NNS", "NN") and scene.dep[kid] != "prep" for kid in scene.children[token]
    )


def _silent(scene: Scene) -> int | None:
    """The token that best stands for goods in a sentence that names none; None where no party stands."""
    known = words()
    for among in (known.whole, known.dealing, _STANDING, known.answering):
        for token, lemma in enumerate(scene.lemma):
            if (lemma in among or scene.lower[token] in among) and scene.dep[token] not in (
                "det",
                "mark",
                "expl",
                "aux",
            ):
                return token
    if any(party.code for party in scene.parties):
        return next((token for token, head in enumerate(scene.head) if head == token), None)
    return None


def _stands_for_goods(scene: Scene, hit: Any, named: bool) -> bool:
    """Whether a trigger may stand for goods that it does not name ("the deal", "agreed to supply Kyiv").

    Beside goods that the sentence names only a word of arming does ("arms the rebels with Grads").
    """
    lemma = scene.lemma[hit.trigger]
    if hit.frame.weak or hit.frame.kind != "transfer" or lemma in words().everyday:
        return False
    if hit.frame.pos == "noun":
        return True
    if named and lemma not in words().arming:
        return False
    return bool(hit.roles.get("supplier") or hit.roles.get("recipient")) and not hit.roles.get("item")


def _under(scene: Scene, token: int) -> list[int]:
    """The token and what hangs under it, nearest first, at most some twelve."""
    out: list[int] = []
    queue = [token]
    while queue and len(out) < 12:
        one = queue.pop(0)
        out.append(one)
        queue.extend(scene.children[one])
    return out


def stand_in(scene: Scene, token: int, kind: str) -> ItemMention:
    """A word that stands for goods that its sentence doesn't name."""
    piece = scene.doc[token]
    start = scene.start + piece.idx
    class_ = "training" if scene.lemma[token] in words().teaching else "arms"
    return ItemMention(class_, kind, start, start + len(piece.text), token, token)


_KIN = {
    "aircraft": ("aircraft", "uav"),
    "ship": ("ship", "uav"),
    "vehicle": ("vehicle", "artillery"),
    "munition": ("munition", "missile"),
}
"""A weak word of a family may stand for goods of these families named before ("the aircraft" for drones)."""
_REFINED = frozenset(("aircraft", "ship", "missile", "munition"))
_FIRING, _FIRED = "missile.airdefence", ("missile", "artillery")
"""Batteries and launchers are of air defence where nothing else that is fired from them was named before."""
_BARE = re.compile(r"missiles?|weapons?", re.IGNORECASE)
_POINTING = frozenset(("the", "these", "those", "such", "them", "that", "this"))


def _classes(item: ItemMention, scenes: Sequence[Scene], at: int, outline: Outline) -> list[str]:
    """The item's own class, then those of goods last named before it and most named in all."""
    own = [_finer(item, scenes, at, outline), *item.others]
    bare = _is_bare(item, scenes[at])
    if item.kind in ("designation", "word"):
        last = _named_before(scenes, at, item.start, 3) if bare and item.class_ == "arms" else []
        return list(dict.fromkeys([*own, *last[:1]]))
    if item.kind == "weak" and item.class_ not in _GENERIC:
        # a word that may mean arms in general, such as a licence, may stand for those named before
        return [*own, *_named_before(scenes, at, item.start, 4)[:1]] if "arms" in item.others else own
    kin = _KIN.get(item.class_, ()) if item.kind == "weak" else ()
    named = [one for one in _named_before(scenes, at, item.start, 4) if not kin or one.split(".")[0] in kin]
    classes = [*own, *named[:1]]
    if item.kind == "pronoun":
        for near in (at, at - 1):
            weak = (
                [one.class_ for one in scenes[near].items if one.kind == "weak" and one.class_ != "arms"]
                if near >= 0
                else []
            )
            classes.extend(weak[-1:])
    common = [
        name for name, _ in outline.classes.most_common(3) if name != "arms" and (not kin or name.split(".")[0] in kin)
    ]
    if item.kind == "transfer" and any(one.start != item.start for one in scenes[at].items):
        return own  # goods that the sentence names stand for themselves
    order = list(dict.fromkeys([*classes, *common[:1]]))
    if item.kind == "pronoun" and len(order) > 1 and scenes[at].tag[item.token] == "CD":
        order = order[1:]  # a bare number hardly ever stands for arms in general
    unsaid = item.kind == "transfer" and all(hit.trigger != item.token for hit in scenes[at].hits)
    return order[: MOST_CLASSES - unsaid]


def _named_before(scenes: Sequence[Scene], at: int, start: int, reach: int) -> list[str]:
    """Classes of goods in the nearest sentence with any, back to ``reach`` sentences; the last first."""
    for before in range(at, max(-1, at - reach), -1):
        named = [
            one.class_
            for one in reversed(scenes[before].items)
            if one.kind in ("designation", "word") and one.class_ != "arms" and (before < at or one.start < start)
        ]
        if named:
            return named
    return []


def _is_bare(item: ItemMention, scene: Scene) -> bool:
    """Whether the words are but "these weapons"; "missiles" also without a pointing word."""
    if item.kind not in ("word", "weak") or not _BARE.fullmatch(
        scene.text[item.start - scene.start : item.end - scene.start]
    ):
        return False
    return item.class_ == "missile" or any(scene.lower[kid] in _POINTING for kid in scene.children[item.token])


def _finer(item: ItemMention, scenes: Sequence[Scene], at: int, outline: Outline) -> str:
    """The class of a bare word of a family: that of the goods last named ("the missiles": the Scuds)."""
    class_ = item.class_
    if class_ == _FIRING and item.kind == "weak" and scenes[at].lemma[item.token] != "interceptor":
        fired = list(_named_with(scenes, at, item.start, _FIRED))
        return next((one for one in fired if one != "missile"), class_) if _FIRING not in fired else class_
    if class_ not in _REFINED or not (item.kind == "weak" or (item.kind == "word" and _is_bare(item, scenes[at]))):
        return class_
    for before in range(at, max(-1, at - 6), -1):
        for one in reversed(scenes[before].items):
            if (
                one.class_.startswith(class_ + ".")
                and one.kind in ("designation", "word")
                and (before < at or one.start < item.start)
            ):
                return one.class_
    if class_ != "missile":
        return class_
    return next((name for name, _ in outline.classes.most_common() if name.startswith("missile.")), class_)


def _named_with(scenes: Sequence[Scene], at: int, start: int, families: Collection[str]) -> Iterator[str]:
    """Classes of these families named before a place in scene ``at``, back to six sentences; the last first."""
    for before in range(at, max(-1, at - 6), -1):
        for one in reversed(scenes[before].items):
            if (
                one.class_.split(".")[0] in families
                and one.kind in ("designation", "word")
                and (before < at or one.start < start)
            ):
                yield one.class_


@dataclass(frozen=True, slots=True)
class Outsider:
    """A party that the sentence does not name, or nobody (code None)."""

    code: str | None


def outsiders_of(scenes: Sequence[Scene], at: int, outline: Outline, liked: Sequence[str]) -> list[Outsider]:
    """Parties from outside scene ``at``: those named just before, those ``liked``, and nobody."""
    inside = {party.code for party in named_parties(scenes[at])}  # an outlet stands there for no state
    order: list[str] = []
    for code in liked:
        order.append(code)
    for before in range(at - 1, max(-1, at - 1 - NEARBY), -1):
        order.extend(party.code for party in reversed(scenes[before].parties) if party.code)
    codes = [code for code in dict.fromkeys(order) if code not in inside][:OUTSIDE]
    return [*map(Outsider, codes), Outsider(None)]


def named_parties(scene: Scene) -> list[PartyMention]:
    """The scene's party mentions that can give or get: those with a code.

    Outlets and institutes only where their name begins or ends with a state ("Iranian state television").
    """
    return [
        party for party in scene.parties if party.code and (party.kind not in _OBSERVERS or _of_state(party, scene))
    ]


_OBSERVERS = ("outlet", "institute")


def _of_state(party: PartyMention, scene: Scene) -> bool:
    words = scene.text[party.start - scene.start : party.end - scene.start].split()
    known = load().words
    for word in (words[0], words[-1]):
        entry = known.get(word)
        if len(words) > 2 and entry is not None and entry.kind in ("state", "adjective") and entry.code == party.code:
            return True
    return False
