"""What the models see of a party beside an item: named in the sentence, from outside it, or nobody."""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.model import STAGES
from weighbridge.reading.ranking.antecedents import PRONOUN_NAMES, pronoun_row
from weighbridge.reading.ranking.candidates import Outline
from weighbridge.reading.ranking.lookup import (
    DEPENDENCIES,
    FAR,
    ITEM_KINDS,
    PARTY_KINDS,
    PERSONAL,
    PREPOSITIONS,
    ROLES,
    SAYING,
    Lookup,
    one_hot,
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
    found: tuple[str, int] | None = look.cache.get(token)
    if found is None:
        found = "", 9
        for number in range(len(look.near_hits)):
            got, far = role_distance(look, token, number)
            if got in ROLES and far < found[1]:
                found = got, far
        look.cache[token] = found
    return found


def _standing(look: Lookup, outline: Outline, count: int) -> tuple[float, float, float]:
    """Of a party that the document names ``count`` times: its share, the count, how many are named more often."""
    key = "standing", count
    found: tuple[float, float, float] | None = look.cache.get(key)
    if found is None:
        total = sum(outline.codes.values()) or 1
        rank = sum(other > count for other in outline.codes.values())
        found = look.cache[key] = count / total, float(count), float(rank)
    return found


def _nearest_party(look: Lookup, token: int) -> tuple[int, str] | None:
    """How far the nearest party with a code is from a token, and its code."""
    key = "nearest", token
    if key not in look.cache:
        look.cache[key] = min(
            ((abs(p - token), c) for p, c in zip(look.party_tokens, look.party_codes, strict=True) if c),
            default=None,
        )
    found: tuple[int, str] | None = look.cache[key]
    return found


def party_row(
    look: Lookup, item: ItemMention, hits: list[tuple[int, int]], party: PartyMention, outline: Outline
) -> list[float]:
    """Numbers for a party that the sentence names, as supplier or recipient of the item."""
    scene = look.scene
    token, goods = party.token, item.token
    prep, prep_at = preposition(scene, token)
    role, steps = "", 9
    hit = None
    for up, number in hits[:2]:
        got, far = role_distance(look, token, number)
        if got in ROLES and far + up < steps:
            role, steps, hit = got, far + up, scene.hits[number]
    if hit is None and hits:
        hit = scene.hits[hits[0][1]]
    other, other_steps = _nearest_role(look, token)
    low, high = min(token, goods), max(token, goods)
    governor = scene.head[prep_at] if prep_at >= 0 else -1
    goods_up = look.climb(goods)
    trigger = hit.trigger if hit else (min(look.near_hits, key=lambda t: abs(t - goods)) if look.near_hits else -1)
    head_of = scene.head[token]
    subject = scene.dep[token] in ("nsubj", "nsubjpass")
    codes = look.codes
    same = [p for p, code in zip(look.party_tokens, look.party_codes, strict=True) if code == party.code]
    code = party.code or ""
    nearest = _nearest_party(look, goods) or (0, None)
    named = len(set(codes))
    family = item.class_.split(".")[0]
    after_party = scene.lower[token + 1] if token + 1 < len(scene.lower) else ""
    return [
        *one_hot(party.kind, PARTY_KINDS),
        *one_hot(scene.dep[token], DEPENDENCIES),
        *one_hot(prep, PREPOSITIONS),
        *one_hot(role, ROLES),
        *one_hot(other, ROLES),
        *one_hot(item.kind, ITEM_KINDS),
        1.0,
        0.0,
        0.0,
        float(party.class_ == "nonstate"),
        float(party.class_ == "intergovernmental"),
        float(steps),
        float(other_steps),
        float(high - low),
        float(token - goods),
        float(token < goods),
        float(sum(low < p < high for p in look.party_tokens)),
        float(sum(low < p < high for p in look.item_tokens)),
        float(0 < item.first - token <= 1 or (token < goods and scene.head[token] == goods)),
        float(item.first <= token <= goods),
        float(any(low <= at <= high or at == token + 1 for at in scene.made)),
        float(item.origin == party.code),
        float(governor in goods_up[:2] if governor >= 0 else False),
        float(governor == trigger and governor >= 0),
        float(prep_at > goods),
        float(scene.dep[token] == "poss" or after_party in ("'s", "\u2019s", "'", "\u2019")),
        float(subject and scene.lemma[head_of] in SAYING),
        float(subject and head_of == trigger),
        float(sum(p < token for p in same)),
        float(len(same)),
        float(named),
        *_standing(look, outline, outline.codes[code]),
        float(code in outline.headline),
        float(nearest[1] == party.code),
        float(named == 1),
        float(bool(codes) and codes[0] == party.code),
        float(bool(codes) and codes[-1] == party.code),
        float(bool(codes) and min(look.party_tokens) > goods),
        float(STAGES.index(hit.frame.stage)) if hit and hit.frame.stage in STAGES else -1.0,
        float(bool(hit and hit.frame.pos == "noun")),
        float(len(scene.hits)),
        float(min(scene.index, 40)),
        float(low < trigger < high),
        float(trigger - token) if trigger >= 0 else FAR,
        float(0 <= trigger < goods),
        float(look.quote_depth[token] == look.quote_depth[goods]),
        float(bool(hit and hit.passive)),
        0.0,
        float(party.kind == "adjective" and scene.dep[token] in ("amod", "compound", "nmod", "poss")),
        float(after_party in ("'s", "\u2019s")),
        float(family == "arms"),
        float(family == "uav"),
        float(family == "personnel"),
        float(family == "training"),
        float(item.origin is not None),
        float(item.origin in codes if item.origin else False),
        float(_adjective_of_first(scene, token, goods)),
        *path_between(look, token, goods),
        *fillings(look, hits, party.code),
        *voice_row(look, item, token, party.code),
        *pronoun_row(look, item, hits, party.code),
    ]


def _adjective_of_first(scene: Scene, token: int, goods: int) -> bool:
    """Whether the party stands before the first of joined goods: "Russian fighters, missiles and tanks"."""
    first = goods
    for _ in range(8):
        if scene.dep[first] not in ("conj", "appos"):
            break
        first = scene.head[first]
    return first != goods and scene.head[token] == first and token < first and scene.dep[token] in _BEFORE_GOODS


_BEFORE_GOODS = frozenset("amod compound nmod poss".split())


_ZERO = len(PARTY_KINDS) + len(DEPENDENCIES) + len(PREPOSITIONS) + 2 * len(ROLES)


def outsider_row(
    look: Lookup,
    item: ItemMention,
    hits: list[tuple[int, int]],
    code: str | None,
    since: int,
    outline: Outline,
) -> list[float]:
    """The same numbers for a party from outside the sentence (``since`` sentences ago) or nobody."""
    scene = look.scene
    hit = scene.hits[hits[0][1]] if hits else None
    codes = look.codes
    named = len(set(codes))
    family = item.class_.split(".")[0]
    count = outline.codes[code] if code else 0
    nearest = _nearest_party(look, item.token) or (FAR, None)
    trigger = hit.trigger if hit else -1
    row = [0.0] * _ZERO
    row += one_hot(item.kind, ITEM_KINDS)
    row += [
        0.0,
        float(code is not None),
        float(code is None),
        float(
            bool(code)
            and code is not None
            and code.islower()
            and code not in ("nato", "eu", "un", "west", "allies", "europe")
        ),
        float(code in ("nato", "eu", "un")),
        9.0,
        9.0,
        FAR,
        0.0,
        0.0,
        float(nearest[0]),
        0.0,
        0.0,
        0.0,
        0.0,
        float(item.origin == code and code is not None),
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        float(named),
        *_standing(look, outline, count),
        float(code in outline.headline if code else False),
        0.0,
        float(named == 1),
        0.0,
        0.0,
        float(bool(codes) and min(look.party_tokens) > item.token),
        float(STAGES.index(hit.frame.stage)) if hit and hit.frame.stage in STAGES else -1.0,
        float(bool(hit and hit.frame.pos == "noun")),
        float(len(scene.hits)),
        float(min(scene.index, 40)),
        float(bool(hit and hit.roles.get("supplier"))),
        float(bool(hit and hit.roles.get("recipient"))),
        float(0 <= trigger < item.token),
        float(look.quote_depth[item.token]),
        float(bool(hit and hit.passive)),
        float(min(since, 40)),
        0.0,
        0.0,
        float(family == "arms"),
        float(family == "uav"),
        float(family == "personnel"),
        float(family == "training"),
        float(item.origin is not None),
        float(item.origin in codes if item.origin else False),
        0.0,
        *([0.0] * len(PATH_NAMES)),
        *fillings(look, hits, code),
        *voice_row(look, item, None, code),
        *pronoun_row(look, item, hits, code),
    ]
    return row


BEFORE_NAMES = """was_subject was_first was_last was_voice gave_before got_before is_voice_here
subject_pronoun_here""".split()


NOT_BEFORE = [0.0] * len(BEFORE_NAMES)


_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def before_row(looks: Sequence[Lookup], at: int, code: str | None) -> list[float]:
    """How the sentence before scene ``at`` used a party that this sentence does not name."""
    here = looks[at]
    scene = here.scene
    pronoun: bool | None = here.cache.get("pronoun")
    if pronoun is None:
        pronoun = here.cache["pronoun"] = any(
            dep in _SUBJECTS and word in PERSONAL for word, dep in zip(scene.lower, scene.dep, strict=True)
        )
    if at == 0 or code is None:
        return [0.0] * (len(BEFORE_NAMES) - 1) + [float(pronoun)]
    look = looks[at - 1]
    before = look.scene
    own = [party.token for party in before.parties if party.code == code]
    codes = look.codes
    roles = [
        {role for number in range(len(before.hits)) for role in [role_distance(look, token, number)[0]]}
        for token in own
    ]
    return [
        float(any(before.dep[token] in _SUBJECTS for token in own)),
        float(bool(codes) and codes[0] == code),
        float(bool(codes) and codes[-1] == code),
        float(any(code in voice.codes for voice in look.voices)),
        float(any("supplier" in row for row in roles)),
        float(any("recipient" in row for row in roles)),
        float(any(code in voice.codes for voice in here.voices)),
        float(pronoun),
    ]
