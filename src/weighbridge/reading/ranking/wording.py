"""What a sentence says around its goods, as words: input of the linear models.

Names do not count, only how things are said: parties, goods, numbers and other names
are replaced by what they are, so that what is learnt on one conflict holds for another.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from weighbridge.reading.learnt.linear import Words
from weighbridge.reading.ranking.lookup import Lookup, item_hits, preposition, role_distance
from weighbridge.reading.scene import ItemMention, PartyMention, Scene

_NAMES = frozenset(("NNP", "NNPS"))
NEAR = 6
"""Tokens either side of the goods that count as near."""


def masked(scene: Scene) -> list[str]:
    """The sentence's lemmas, with parties, goods, names and numbers by what they are."""
    words = [
        "<name>" if tag in _NAMES else "<number>" if tag == "CD" else lemma
        for tag, lemma in zip(scene.tag, scene.lemma, strict=True)
    ]
    for party in scene.parties:
        mask = "<office>" if party.kind in ("office", "organ", "person") else "<party>"
        for token in range(party.first, party.token + 1):
            words[token] = mask
    for item in scene.items:
        words[item.token] = "<" + item.class_.split(".")[0] + ">"
    return words


class Forms(NamedTuple):
    """A sentence's words as features, made once for all goods and parties in it: token by token."""

    near: list[str]
    far: list[str]
    any: list[str]
    pair: list[str]
    """Each token with the next."""


class Between(NamedTuple):
    """The same for what stands between parties and goods, or between two parties."""

    words: list[str]
    pairs: list[str]


@lru_cache(maxsize=50_000)
def _forms_of(word: str) -> tuple[str, str, str, str, str]:
    """The features that a word gives; the same strings each time, which dictionaries find faster."""
    return intern(f"near {word}"), intern(f"far {word}"), intern(f"any {word}"), f"<between {word}", f">between {word}"


def _forms(look: Lookup, masks: Sequence[str]) -> Forms:
    found: Forms | None = look.cache.get("forms")
    if found is None:
        forms = [_forms_of(word) for word in masks]
        found = look.cache["forms"] = Forms(
            [some[0] for some in forms],
            [some[1] for some in forms],
            [some[2] for some in forms],
            [f"pair {one} {two}" for one, two in itertools.pairwise(masks)],
        )
    return found


def _between_forms(look: Lookup, masks: Sequence[str], side: str) -> Between:
    """``side``: "<" where the party stands before the goods, else ">"."""
    key = "forms", side
    found: Between | None = look.cache.get(key)
    if found is None:
        place = 3 if side == "<" else 4
        found = look.cache[key] = Between(
            [_forms_of(word)[place] for word in masks],
            [f"{side}pair {one} {two}" for one, two in itertools.pairwise(masks)],
        )
    return found


def words_of(look: Lookup, item: ItemMention, masks: Sequence[str], before: Scene | None) -> Words:
    """The features of one item in its sentence, as strings; the same string may come twice."""
    scene = look.scene
    token = item.token
    family = item.class_.split(".")[0]
    out = [f"kind={item.kind}", f"family={family}", f"kind={item.kind}/{family}", f"own={scene.lower[token]}"]
    last = len(masks) - 1
    forms = _forms(look, masks)
    low, high = max(0, token - NEAR), token + NEAR + 1
    out += forms.near[low:token]
    out += forms.near[token + 1 : high]
    out += forms.far[:low]
    out += forms.far[high:]
    out += forms.any[:token]
    out += forms.any[token + 1 :]
    out += forms.pair[low:token]
    out += forms.pair[token + 1 : high]
    if token:
        out.append(f"left {masks[token - 1]}")
    if token < last:
        out.append(f"right {masks[token + 1]}")
        if token + 1 < last:
            out.append(f"right2 {masks[token + 1]} {masks[token + 2]}")
    path = look.climb(token)
    for step, one in enumerate(path[:5]):
        if step:
            out.append(f"up{min(step, 3)} {masks[one]}")
            out.append(f"above {masks[one]}")
        out.append(f"dep{min(step, 3)} {scene.dep[one]}")
        for child in scene.children[one]:
            if step and child not in path:
                out.append(f"beside {scene.dep[child]} {masks[child]}")
    hits = item_hits(look, item)
    for _, number in hits[:2]:
        hit = scene.hits[number]
        out.append(f"trigger {hit.frame.lemma} {hit.frame.pos}")
        out.append(f"trigger stage {hit.frame.stage} {scene.tag[hit.trigger]}")
        out.extend(f"chain {scene.lemma[one]}" for one in hit.chain)
        out.append(f"roles {' '.join(sorted(role for role, tokens in hit.roles.items() if tokens))}")
        out.extend(f"under {scene.dep[child]} {masks[child]}" for child in scene.children[hit.trigger])
    if not hits:
        out.append("no trigger")
    if scene.index == 0:
        out.append("headline")
    if scene.text.endswith("?"):
        out.append("question")
    if before is not None:
        out.extend(f"before {hit.frame.lemma}" for hit in before.hits)
    return Words(out)


def party_words(look: Lookup, item: ItemMention, party: PartyMention, masks: Sequence[str]) -> Words:
    """The features of a party beside an item, as strings: the words between, around and above them."""
    scene = look.scene
    token, goods = party.token, item.token
    low, high = min(token, goods), max(token, goods)
    side = "<" if token < goods else ">"
    head = scene.head[token]
    out = [
        f"{side}{party.kind}",
        f"dep {scene.dep[token]} {masks[head]}",
        f"{side}{scene.dep[token]}",
        f"{side}left {masks[party.first - 1] if party.first else '^'}",
        f"{side}right {masks[token + 1] if token + 1 < len(masks) else '$'}",
    ]
    if party.first > 1:
        out.append(f"left2 {masks[party.first - 2]} {masks[party.first - 1]}")
    if token + 2 < len(masks):
        out.append(f"right2 {masks[token + 1]} {masks[token + 2]}")
    if scene.dep[head] == "prep" or scene.dep[token] == "pobj":
        out.append(f"by way of {masks[head]} {masks[scene.head[head]]}")
    if high - low <= 14:
        between = masks[low + 1 : high]
        forms = _between_forms(look, masks, side)
        out += forms.words[low + 1 : high]
        out += forms.pairs[low + 1 : max(low + 1, high - 1)]
        if len(between) <= 4:
            out.append(f"{side}all {' '.join(between)}")
    goods_way, party_way = look.climb(goods), look.climb(token)
    place = look.places(goods)
    up = next((steps for steps, one in enumerate(party_way) if one in place), len(party_way) - 1)
    meet = party_way[up]
    down = goods_way[: place.get(meet, 0)]
    way = ">".join(scene.dep[one] for one in party_way[:up][:5])
    back = "<".join(scene.dep[one] for one in down[:5])
    out.append(f"way {way}|{back}")
    out.append(f"way {way}|{masks[meet]}|{back}")
    if up:
        out.append(f"hangs {scene.dep[party_way[up - 1]]} {masks[meet]}")
    if down:
        out.append(f"goods hang {scene.dep[down[-1]]} {masks[meet]} {scene.dep[party_way[up - 1]] if up else ''}")
    for hit in scene.hits:
        if abs(hit.trigger - goods) <= 12:
            out.append(
                f"{'<' if token < hit.trigger else '>'}trigger {hit.frame.lemma}{' passive' if hit.passive else ''}"
            )
    return Words(out)


def pair_words(
    look: Lookup,
    item: ItemMention,
    hits: Sequence[tuple[int, int]],
    giver: PartyMention | str,
    getter: PartyMention | str,
    masks: Sequence[str],
) -> list[str]:
    """The features of two parties together, as strings: who has which role beside whom, the words between them.

    A party that the sentence does not name is ``"outside"`` or ``"nobody"``. The same parties beside the same
    goods give the same list.
    """
    gives = giver if isinstance(giver, str) else giver.token
    gets = getter if isinstance(getter, str) else getter.token
    key = ("pair", item.token, gives, gets)
    words: list[str] | None = look.cache.get(key)
    if words is None:
        words = look.cache[key] = _pair_words(look, item, hits, giver, getter, masks)
    return words


def _pair_words(
    look: Lookup,
    item: ItemMention,
    hits: Sequence[tuple[int, int]],
    giver: PartyMention | str,
    getter: PartyMention | str,
    masks: Sequence[str],
) -> list[str]:
    scene = look.scene
    gives = giver if isinstance(giver, str) else "inside"
    gets = getter if isinstance(getter, str) else "inside"
    out = [f"{gives}/{gets}"]
    for _, number in hits[:2]:
        hit = scene.hits[number]
        one = giver if isinstance(giver, str) else role_distance(look, giver.token, number)[0] or "-"
        other = getter if isinstance(getter, str) else role_distance(look, getter.token, number)[0] or "-"
        out.append(f"roles {one} {other}")
        out.append(f"trigger {hit.frame.lemma} {one} {other}")
        out.append(f"stage {hit.frame.stage} {hit.frame.pos} {hit.passive} {one} {other}")
    if not isinstance(giver, str) and not isinstance(getter, str):
        places = sorted([(giver.token, "S"), (getter.token, "R"), (item.token, "I")])
        order = "".join(name for _, name in places)
        out.append(f"order {order}")
        out.append(f"kinds {order} {giver.kind} {getter.kind}")
        key = ("between", giver.token, getter.token)
        if key not in look.cache:
            look.cache[key] = _between(look, giver, getter, masks)
        out += look.cache[key]
    elif not isinstance(giver, str):
        token = giver.token
        out.append(f"giver {scene.dep[token]} {preposition(scene, token)[0]} {giver.kind} {gets}")
        out.append(f"giver {scene.dep[token]} {masks[scene.head[token]]} {gets}")
    elif not isinstance(getter, str):
        token = getter.token
        out.append(f"getter {scene.dep[token]} {preposition(scene, token)[0]} {getter.kind} {gives}")
        out.append(f"getter {scene.dep[token]} {masks[scene.head[token]]} {gives}")
    return out


def _between(look: Lookup, giver: PartyMention, getter: PartyMention, masks: Sequence[str]) -> list[str]:
    """The way in the parse and the words between two parties of a sentence."""
    scene = look.scene
    one, other = giver.token, getter.token
    up, down, meet = _way(look, one, other)
    out = [f"way {up}|{down}", f"way {up}|{masks[meet]}|{down}"]
    side = "<" if one < other else ">"
    low, high = min(one, other) + 1, max(one, other)
    between = masks[low:high]
    if len(between) <= 10:
        forms = _between_forms(look, masks, side)
        out += forms.words[low:high]
        out += forms.pairs[low : max(low, high - 1)]
    if len(between) <= 4:
        out.append(f"{side}all {' '.join(between)}")
    out.append(f"prepositions {preposition(scene, one)[0]} {preposition(scene, other)[0]}")
    out.append(f"giver hangs {scene.dep[one]} {masks[scene.head[one]]} {scene.dep[other]}")
    out.append(f"getter hangs {scene.dep[one]} {scene.dep[other]} {masks[scene.head[other]]}")
    return out


def _way(look: Lookup, one: int, other: int) -> tuple[str, str, int]:
    """Dependencies up from the one token and down to the other, and where the ways meet."""
    dep = look.scene.dep
    first, second = look.climb(one), look.climb(other)
    place = look.places(other)
    up = next((steps for steps, token in enumerate(first) if token in place), len(first) - 1)
    meet = first[up]
    down = second[: place.get(meet, 0)]
    return ">".join(dep[token] for token in first[:up][:4]), "<".join(dep[token] for token in down[:4]), meet
