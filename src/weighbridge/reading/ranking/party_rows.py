"""What the models see of a party that the sentence names beside an item.

What depends on the party or on the places of both alone is worked out once: a sentence has the same goods under
several classes, and the same party beside several goods.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from weighbridge.model import STAGES
from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.ranking.antecedents import PRONOUN_NAMES, pronoun_row
from weighbridge.reading.ranking.candidates import Outline
from weighbridge.reading.ranking.lookup import (
    DEPENDENCIES,
    FAR,
    ITEM_KINDS,
    PARTY_KINDS,
    PREPOSITIONS,
    ROLES,
    Lookup,
    one_hot_of,
    preposition,
    role_distance,
)
from weighbridge.reading.ranking.surroundings import (
    FILLING_NAMES,
    PATH_NAMES,
    VOICE_NAMES,
    fillings,
    path_between,
    voice_row,
)
from weighbridge.reading.ranking.words import words
from weighbridge.reading.scene import ItemMention, PartyMention, Scene

PARTY_NAMES: list[str] = [
    *(f"kind_{one}" for one in PARTY_KINDS),
    *(f"dep_{one}" for one in DEPENDENCIES),
    *(f"prep_{one}" for one in PREPOSITIONS),
    *(f"role_{one}" for one in ROLES),
    *(f"other_{one}" for one in ROLES),
    *(f"item_kind_{one}" for one in ITEM_KINDS),
    *"""inside outside nobody nonstate intergovernmental role_steps other_steps distance signed before between_parties
    between_items adjacent_before within_phrase made_between origin_is_code prep_on_item prep_on_trigger prep_after_item
    possessive subject_of_saying subject_of_trigger same_code_before mentions_here codes_here doc_share doc_count
    doc_rank headline nearest_code only_code first_code last_code item_first hit_stage hit_pos_noun hits index
    trigger_between trigger_distance trigger_left quoted_same passive since_named adjective_of_party next_possessive
    family_arms family_uav family_personnel family_training item_origin_known origin_in_scene
    adjective_of_first""".split(),
    *PATH_NAMES,
    *FILLING_NAMES,
    *VOICE_NAMES,
    *PRONOUN_NAMES,
]


def _nearest_role(look: Lookup, token: int) -> tuple[str, int]:
    """The role that any hit gives the token or a head of it, the nearest, and how many steps up."""
    key = "nearest role", token
    found: tuple[str, int] | None = look.cache.get(key)
    if found is None:
        found = "", 9
        for number in range(len(look.near_hits)):
            got, far = role_distance(look, token, number)
            if got in ROLES and far < found[1]:
                found = got, far
        look.cache[key] = found
    return found


def standing(look: Lookup, outline: Outline, count: int) -> tuple[float, float, float]:
    """Of a party that the document names ``count`` times: its share, the count, how many are named more often."""
    key = "standing", count
    found: tuple[float, float, float] | None = look.cache.get(key)
    if found is None:
        total = sum(outline.codes.values()) or 1
        rank = sum(other > count for other in outline.codes.values())
        found = look.cache[key] = count / total, float(count), float(rank)
    return found


def nearest_party(look: Lookup, token: int) -> tuple[int, str] | None:
    """How far the nearest party with a code is from a token, and its code."""
    key = "nearest", token
    if key not in look.cache:
        look.cache[key] = min(
            ((abs(p - token), c) for p, c in zip(look.party_tokens, look.party_codes, strict=True) if c),
            default=None,
        )
    found: tuple[int, str] | None = look.cache[key]
    return found


_KIND, _DEPENDENCY, _PREPOSITION = one_hot_of(PARTY_KINDS), one_hot_of(DEPENDENCIES), one_hot_of(PREPOSITIONS)
_ROLE, _ITEM_KIND = one_hot_of(ROLES), one_hot_of(ITEM_KINDS)
_AT = {name: at for at, name in enumerate(PARTY_NAMES)}
OWN_KIND = slice(_AT["item_kind_" + ITEM_KINDS[0]], _AT["inside"])
OWN_ORIGIN = _AT["origin_is_code"]
OWN_FAMILY = slice(_AT["family_arms"], _AT["adjective_of_first"])
"""Columns that tell goods of one place in a sentence apart: their kind, whose make they are, their class."""


def with_own(shared: list[float], look: Lookup, item: ItemMention, code: str | None) -> list[float]:
    """A copy of a row with the columns that are the item's own, beside a party (or nobody)."""
    row = shared.copy()
    family = item.class_.split(".")[0]
    row[OWN_KIND] = _ITEM_KIND(item.kind)
    row[OWN_ORIGIN] = float(item.origin == code and code is not None)
    row[OWN_FAMILY] = [
        float(family == "arms"),
        float(family == "uav"),
        float(family == "personnel"),
        float(family == "training"),
        float(item.origin is not None),
        float(item.origin in look.codes if item.origin else False),
    ]
    return row


class _Of(NamedTuple):
    """What is true of a party beside whatever goods, as it is asked for in a row."""

    looks: list[float]
    """Kind, relation, preposition."""
    other: tuple[float, ...]
    other_steps: float
    classes: list[float]
    preposition_at: int
    governor: int
    subject: bool
    possessive: list[float]
    """Also whether it is the subject of a verb of saying."""
    named: list[float]
    """Where and how often it is named."""
    only: list[float]
    """Whether it is the only party here, the first, the last."""
    adjective: list[float]


def _of_party(look: Lookup, party: PartyMention, outline: Outline) -> _Of:
    key = "party", id(party)  # the sentence keeps its parties, so that no other can come by that id
    found: _Of | None = look.cache.get(key)
    if found is None:
        found = look.cache[key] = _about(look, party, outline)
    return found


def _about(look: Lookup, party: PartyMention, outline: Outline) -> _Of:
    scene, token, codes = look.scene, party.token, look.codes
    dep = scene.dep[token]
    prep, prep_at = preposition(scene, token)
    other, other_steps = _nearest_role(look, token)
    subject = dep in ("nsubj", "nsubjpass")
    same = [p for p, code in zip(look.party_tokens, look.party_codes, strict=True) if code == party.code]
    code = party.code or ""
    named = len(set(codes))
    after = scene.lower[token + 1] if token + 1 < len(scene.lower) else ""
    return _Of(
        [*_KIND(party.kind), *_DEPENDENCY(dep), *_PREPOSITION(prep)],
        _ROLE(other),
        float(other_steps),
        [float(party.class_ == "nonstate"), float(party.class_ == "intergovernmental")],
        prep_at,
        scene.head[prep_at] if prep_at >= 0 else -1,
        subject,
        [
            float(dep == "poss" or after in ("'s", "\u2019s", "'", "\u2019")),
            float(subject and scene.lemma[scene.head[token]] in words().saying),
        ],
        [
            float(sum(p < token for p in same)),
            float(len(same)),
            float(named),
            *standing(look, outline, outline.codes[code]),
            float(code in outline.headline),
        ],
        [
            float(named == 1),
            float(bool(codes) and codes[0] == party.code),
            float(bool(codes) and codes[-1] == party.code),
        ],
        [
            float(party.kind == "adjective" and dep in _BEFORE_GOODS),
            float(after in ("'s", "\u2019s")),
        ],
    )


def hit_columns(hit: FrameHit | None) -> list[float]:
    """The stage of the frame that holds the item, and whether a noun speaks of it."""
    if hit is None:
        return [-1.0, 0.0]
    stage = hit.frame.stage
    return [float(STAGES.index(stage)) if stage in STAGES else -1.0, float(hit.frame.pos == "noun")]


def party_row(
    look: Lookup, item: ItemMention, hits: list[tuple[int, int]], party: PartyMention, outline: Outline
) -> list[float]:
    """Numbers for a party that the sentence names, as supplier or recipient of the item."""
    key = "beside", id(party), item.token, item.first
    shared: list[float] | None = look.cache.get(key)
    if shared is None:
        shared = look.cache[key] = _beside(look, item, hits, party, outline)
    return with_own(shared, look, item, party.code)


def _beside(
    look: Lookup, item: ItemMention, hits: list[tuple[int, int]], party: PartyMention, outline: Outline
) -> list[float]:
    """The row but for the item's own columns."""
    scene = look.scene
    token, goods = party.token, item.token
    of = _of_party(look, party, outline)
    role, steps = "", 9
    hit: FrameHit | None = None
    for up, number in hits[:2]:
        got, far = role_distance(look, token, number)
        if got in ROLES and far + up < steps:
            role, steps, hit = got, far + up, scene.hits[number]
    if hit is None and hits:
        hit = scene.hits[hits[0][1]]
    low, high = (token, goods) if token < goods else (goods, token)
    trigger = hit.trigger if hit is not None else nearest_trigger(look, goods)
    nearest = nearest_party(look, goods)
    head = scene.head[token]
    return [
        *of.looks,
        *_ROLE(role),
        *of.other,
        *_NO_KIND,
        1.0,
        0.0,
        0.0,
        *of.classes,
        float(steps),
        of.other_steps,
        float(high - low),
        float(token - goods),
        float(token < goods),
        float(_between(look.party_order, low, high)),
        float(_between(look.item_order, low, high)),
        float(0 < item.first - token <= 1 or (token < goods and head == goods)),
        float(item.first <= token <= goods),
        float(bool(scene.made) and any(low <= at <= high or at == token + 1 for at in scene.made)),
        0.0,
        float(of.governor >= 0 and of.governor in look.climb(goods)[:2]),
        float(of.governor == trigger and of.governor >= 0),
        float(of.preposition_at > goods),
        *of.possessive,
        float(of.subject and head == trigger),
        *of.named,
        float(nearest is not None and nearest[1] == party.code),
        *of.only,
        float(bool(look.codes) and look.party_order[0] > goods),
        *hit_columns(hit),
        float(len(scene.hits)),
        float(min(scene.index, 40)),
        float(low < trigger < high),
        float(trigger - token) if trigger >= 0 else FAR,
        float(0 <= trigger < goods),
        float(look.quote_depth[token] == look.quote_depth[goods]),
        float(hit is not None and hit.passive),
        0.0,
        *of.adjective,
        *_NO_FAMILY,
        float(_adjective_of_first(scene, token, goods)),
        *path_between(look, token, goods),
        *fillings(look, hits, party.code),
        *voice_row(look, item, token, party.code),
        *pronoun_row(look, item, hits, party.code),
    ]


_NO_KIND = [0.0] * len(ITEM_KINDS)
_NO_FAMILY = [0.0] * (OWN_FAMILY.stop - OWN_FAMILY.start)


def _between(order: list[int], low: int, high: int) -> int:
    """How many of some tokens, in order, stand between two."""
    return max(0, bisect_left(order, high) - bisect_right(order, low))


def nearest_trigger(look: Lookup, token: int) -> int:
    """The word of transfer that stands nearest to a token, -1 where there is none."""
    return min(look.near_hits, key=lambda trigger: abs(trigger - token), default=-1)


def _adjective_of_first(scene: Scene, token: int, goods: int) -> bool:
    """Whether the party stands before the first of joined goods: "Russian fighters, missiles and tanks"."""
    first = goods
    for _ in range(8):
        if scene.dep[first] not in ("conj", "appos"):
            break
        first = scene.head[first]
    return first != goods and scene.head[token] == first and token < first and scene.dep[token] in _BEFORE_GOODS


_BEFORE_GOODS = frozenset("amod compound nmod poss".split())
