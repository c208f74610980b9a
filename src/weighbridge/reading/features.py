"""What the ranking models look at: numbers for an item, and for an item with a party.

Every function gives a list of floats in the order of its ``*_NAMES``. Nothing here
knows a document, a conflict or a country by name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from weighbridge.model import ITEM_CLASSES, STAGES
from weighbridge.reading.attribution import Attribution
from weighbridge.reading.candidates import Outline
from weighbridge.reading.scene import ItemMention, PartyMention, Scene

FAMILIES = tuple(dict.fromkeys(name.split(".")[0] for name in ITEM_CLASSES))
ITEM_KINDS = ("designation", "word", "weak", "transfer", "pronoun", "weak+", "transfer+", "pronoun+")
PARTY_KINDS = tuple(
    "state adjective people capital place organ office person group company outlet institute".split()
)
PREPOSITIONS = tuple(
    "to from for by with in of against on at between via through over into among after about under as".split()
)
DEPENDENCIES = tuple(
    "nsubj nsubjpass dobj pobj poss compound amod agent dative appos conj attr nmod npadvmod ROOT advmod relcl acl".split()
)
ROLES = ("supplier", "recipient", "counterparty", "item", "via", "value")
_FAR = 30.0
_SAYING = frozenset(
    "say tell report claim deny announce accuse believe warn note add state confirm declare think suggest allege".split()
)
_FIGHTING = frozenset(
    """fire launch strike attack shell bomb hit kill shoot destroy down intercept test parade fly war battle front
    raid fight explode damage crash attack offensive exercise drill""".split()
)


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution as far as it touches a scene: tokens that name the source, tokens that it says."""

    source: frozenset[int]
    content: frozenset[int]
    codes: frozenset[str]
    """Parties named in the words for the source, wherever these stand."""
    cue: str


def voices_of(scenes: Sequence[Scene], found: Sequence[Attribution]) -> list[list[Voice]]:
    """The attributions of a document, scene by scene; the innermost of a scene last."""
    table: list[list[Voice]] = [[] for _ in scenes]
    places = {scene.index: at for at, scene in enumerate(scenes)}
    for one in found:
        codes: set[str] = set()
        home = places.get(one.sentence)
        touched: dict[int, tuple[set[int], set[int]]] = {}
        for spans, which in ((one.source, 0), (one.content, 1)):
            for start, end in spans:
                for at in _touching(scenes, start, end):
                    tokens = _tokens(scenes[at], start, end)
                    touched.setdefault(at, (set(), set()))[which].update(tokens)
                    if which == 0:
                        codes.update(p.code for p in scenes[at].parties if p.code and p.start < end and p.end > start)
        if home is not None:
            touched.setdefault(home, (set(), set()))
        for at, (source, content) in touched.items():
            table[at].append(Voice(frozenset(source), frozenset(content), frozenset(codes), one.cue_lemma))
    for row in table:
        row.sort(key=lambda voice: -len(voice.content))
    return table


def _touching(scenes: Sequence[Scene], start: int, end: int) -> list[int]:
    first = bisect_right([scene.end for scene in scenes], start)
    out = []
    for at in range(first, len(scenes)):
        if scenes[at].start >= end:
            break
        out.append(at)
    return out


def _tokens(scene: Scene, start: int, end: int) -> range:
    starts = scene.starts
    first = bisect_right(starts, start - scene.start) - 1
    last = bisect_left(starts, end - scene.start)
    return range(max(0, first), last)


@dataclass(slots=True)
class Lookup:
    """Per scene, computed once: where roles, triggers, parties and prepositions stand."""

    scene: Scene
    role_of: list[dict[int, str]]
    near_hits: list[int]
    climbs: dict[int, list[int]]
    item_tokens: list[int]
    party_tokens: list[int]
    party_codes: list[str | None]
    quote_depth: list[bool]
    saying: list[int]
    fighting: int
    negation: int
    modal: int
    voices: list[Voice]
    codes: list[str]
    """The codes among ``party_codes``."""
    cache: dict[Any, Any] = field(default_factory=dict)
    """What several rows of the scene ask for."""

    def climb(self, token: int) -> list[int]:
        path = self.climbs.get(token)
        if path is None:
            path = self.climbs[token] = self.scene.climb(token)
        return path


def lookup_of(scene: Scene, voices: list[Voice]) -> Lookup:
    """Index one scene for the row functions below."""
    role_of: list[dict[int, str]] = []
    for hit in scene.hits:
        table: dict[int, str] = {}
        for role, tokens in hit.roles.items():
            for token in tokens:
                table[token] = role
        role_of.append(table)
    inside, open_quote = [], False
    for word in scene.lower:
        if word in ("\u201c", "\u201d", '"', "``", "''"):
            open_quote = not open_quote if word == '"' else word in ("\u201c", "``")
        inside.append(open_quote)
    lemma = scene.lemma
    return Lookup(
        scene,
        role_of,
        [hit.trigger for hit in scene.hits],
        {},
        [item.token for item in scene.items],
        [party.token for party in scene.parties],
        [party.code for party in scene.parties],
        inside,
        [i for i, word in enumerate(lemma) if word in _SAYING],
        sum(word in _FIGHTING for word in lemma),
        sum(dep == "neg" for dep in scene.dep) + sum(word in ("no", "never", "without", "neither", "nor") for word in lemma),
        sum(tag == "MD" for tag in scene.tag),
        voices,
        [party.code for party in scene.parties if party.code],
    )


@lru_cache(maxsize=4096)
def _one_hot(value: str, values: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(float(value == one) for one in values)


def role_distance(look: Lookup, token: int, number: int, reach: int = 4) -> tuple[str, int]:
    """The role that hit ``number`` gives the token or the nearest of its heads, and how many steps up."""
    key = (token, number, reach)
    found: tuple[str, int] | None = look.cache.get(key)
    if found is None:
        found = look.cache[key] = _role_distance(look, token, number, reach)
    return found


def _role_distance(look: Lookup, token: int, number: int, reach: int) -> tuple[str, int]:
    table = look.role_of[number]
    trigger = look.near_hits[number]
    for steps, one in enumerate(look.climb(token)[: reach + 1]):
        role = table.get(one)
        if role is not None:
            return role, steps
        if one == trigger:
            return "trigger", steps
    return "", 9


def item_hits(look: Lookup, item: ItemMention) -> list[tuple[int, int]]:
    """Hits in which the item has the item role or is the trigger: (steps, hit number), nearest first."""
    found = []
    for number, hit in enumerate(look.scene.hits):
        if hit.trigger == item.token or item.first <= hit.trigger <= item.token:
            found.append((0, number))
            continue
        role, steps = role_distance(look, item.token, number)
        if role == "item":
            found.append((steps, number))
        elif role == "trigger":
            found.append((steps + 3, number))
    found.sort()
    return found


def preposition(scene: Scene, token: int) -> tuple[str, int]:
    """The preposition that governs the token (also through "and", apposition), and its index or -1."""
    for _ in range(4):
        dep, above = scene.dep[token], scene.head[token]
        if dep == "pobj" or dep == "pcomp":
            return scene.lower[above], above
        if dep == "agent":
            return "by", token
        if dep in ("conj", "appos", "compound", "nmod", "poss", "amod") and above != token:
            token = above
            continue
        break
    return "", -1


FILLINGS = ("same", "other", "pronoun", "noun")
FILLING_NAMES = [f"{role}_{one}" for role in ("supplier", "recipient") for one in FILLINGS]
VOICE_NAMES = "speaks speaks_of_item spoken item_spoken same_voice code_speaks first_person voices".split()

ITEM_NAMES: list[str] = [
    *(f"class_{one}" for one in FAMILIES),
    *(f"kind_{one}" for one in ITEM_KINDS),
    *(f"dep_{one}" for one in DEPENDENCIES),
    *(f"prep_{one}" for one in PREPOSITIONS),
    *(f"stage_{one}" for one in STAGES),
    *"""origin transfer_noun hit_steps hits hit_has_supplier hit_has_recipient hit_distance hit_verb hit_noun hit_weak
    root_hit hits_in_scene parties codes parties_before parties_after adjective_inside nearest_party prep_to_party
    for_party from_party items_in_scene items_before quoted index headline bullet number fighting saying negation
    modal length tokens_from_start class_share named_in_doc doc_hits scenes parties_in_doc passive chain_length
    possessive demonstrative definite plural previous_hits previous_items head_rule fineness verb_subject_party
    made_before generic_verb spoken""".split(),
    *FILLING_NAMES,
]


def item_row(look: Lookup, item: ItemMention, outline: Outline, before: Scene | None) -> list[float]:
    """Numbers for the question: is this item, in this sentence, transferred at all?"""
    scene = look.scene
    family = item.class_.split(".")[0]
    token = item.token
    hits = item_hits(look, item)
    hit = scene.hits[hits[0][1]] if hits else None
    stage = hit.frame.stage if hit else ""
    prep, _ = preposition(scene, token)
    distance = min((abs(trigger - token) for trigger in look.near_hits), default=_FAR)
    parties = [(p, scene.parties[i]) for i, p in enumerate(look.party_tokens) if scene.parties[i].code]
    nearest = min((abs(p - token) for p, _ in parties), default=_FAR)
    after = [party for p, party in parties if p > token]
    preps_after = {preposition(scene, party.token)[0] for party in after}
    determiners = {scene.lower[child] for child in scene.children[token] if scene.dep[child] in ("det", "poss")}
    subject_party = 0.0
    if hit is not None:
        table = hit.roles
        subject_party = float(bool(table.get("supplier")) or bool(table.get("recipient")))
    total = sum(outline.classes.values()) or 1
    row = [
        *_one_hot(family, FAMILIES),
        *_one_hot(item.kind, ITEM_KINDS),
        *_one_hot(scene.dep[token], DEPENDENCIES),
        *_one_hot(prep, PREPOSITIONS),
        *_one_hot(stage, STAGES),
        float(item.origin is not None),
        float(item.head_rule == "transfer-noun"),
        float(hits[0][0]) if hits else 9.0,
        float(len(hits)),
        float(bool(hit and hit.roles.get("supplier"))),
        float(bool(hit and hit.roles.get("recipient"))),
        float(distance),
        float(bool(hit and hit.frame.pos == "verb")),
        float(bool(hit and hit.frame.pos == "noun")),
        float(bool(hit and getattr(hit.frame, "weak", False))),
        float(bool(hit and scene.head[hit.trigger] == hit.trigger)),
        float(len(scene.hits)),
        float(len(parties)),
        float(len({party.code for _, party in parties})),
        float(sum(p < token for p, _ in parties)),
        float(len(after)),
        float(any(party.kind == "adjective" and abs(p - token) <= 4 and p < token for p, party in parties)),
        float(nearest),
        float("to" in preps_after),
        float("for" in preps_after),
        float("from" in preps_after),
        float(len(look.item_tokens)),
        float(sum(one < token for one in look.item_tokens)),
        float(look.quote_depth[token]),
        float(min(scene.index, 40)),
        float(scene.index == 0),
        float(scene.sentence.bullet),
        float(any(scene.dep[child] == "nummod" for child in scene.children[token])),
        float(look.fighting),
        float(len(look.saying)),
        float(look.negation),
        float(look.modal),
        float(len(scene.lemma)),
        float(token),
        outline.classes[item.class_] / total,
        float(outline.classes[item.class_]),
        outline.hits / max(1, outline.scenes),
        float(outline.scenes),
        float(len(outline.codes)),
        float(bool(hit and hit.passive)),
        float(len(hit.chain)) if hit else 0.0,
        float(any(scene.dep[child] == "poss" for child in scene.children[token])),
        float(bool(determiners & {"these", "those", "this", "that", "such"})),
        float("the" in determiners),
        float(scene.tag[token] in ("NNS", "NNPS")),
        float(len(before.hits)) if before else 0.0,
        float(len(before.items)) if before else 0.0,
        float(item.head_rule is not None),
        float("." in item.class_),
        subject_party,
        float(any(at < token and token - at < 6 for at in scene.made)),
        float(bool(hit) and hit is not None and hit.frame.pos == "adj"),
        float(any(token in voice.content for voice in look.voices)),
        *fillings(look, hits, None),
    ]
    return row


PATH_DEPENDENCIES = tuple(
    "nsubj nsubjpass dobj dative agent prep poss amod compound nmod appos conj relcl acl advcl ccomp xcomp attr".split()
)


def path_between(look: Lookup, party: int, goods: int) -> list[float]:
    """Where the ways up from party and goods meet, and by what each hangs there."""
    scene = look.scene
    goods_way, party_way = look.climb(goods), look.climb(party)
    place = {token: steps for steps, token in enumerate(goods_way)}
    party_steps = next((steps for steps, token in enumerate(party_way) if token in place), len(party_way) - 1)
    meet = party_way[party_steps]
    goods_steps = place.get(meet, len(goods_way))
    party_dep = scene.dep[party_way[party_steps - 1]] if party_steps else "self"
    goods_dep = scene.dep[goods_way[goods_steps - 1]] if 0 < goods_steps < len(goods_way) else "self"
    hung = party_way[party_steps - 1] if party_steps else -1
    hung_word = scene.lower[hung] if hung >= 0 and scene.dep[hung] == "prep" else ""
    goods_hung = goods_way[goods_steps - 1] if 0 < goods_steps < len(goods_way) else -1
    goods_word = scene.lower[goods_hung] if goods_hung >= 0 and scene.dep[goods_hung] == "prep" else ""
    subject_role = trigger_stage = ""
    for number, trigger in enumerate(look.near_hits):
        if trigger == meet:
            frame = scene.hits[number].frame
            subject_role = frame.patterns[0].get("subject", frame.patterns[0].get("possessive", "")) if frame.patterns else ""
            trigger_stage = frame.stage
    return [
        *_one_hot(party_dep, PATH_DEPENDENCIES),
        *_one_hot(goods_dep, ("nsubj", "nsubjpass", "dobj", "prep", "self", "compound", "conj", "appos")),
        *_one_hot(hung_word, ("to", "from", "for", "by", "with", "in", "of", "against")),
        *_one_hot(goods_word, ("of", "with", "for", "from", "to", "by", "in")),
        float(party_steps),
        float(goods_steps),
        float(scene.tag[meet].startswith("V")),
        float(subject_role == "supplier"),
        float(subject_role == "recipient"),
        float(bool(trigger_stage)),
        float(trigger_stage in ("sought", "used")),
    ]


_PERSONAL = frozenset("it they we he she you i who which that them us him her our its their his this these those".split())


def fillings(look: Lookup, hits: list[tuple[int, int]], code: str | None) -> list[float]:
    """Who fills the roles of the item's nearest frame: this party, another, a pronoun, some other noun."""
    if not hits:
        return [0.0] * len(FILLING_NAMES)
    key = ("fillings", hits[0][1], code)
    row: list[float] | None = look.cache.get(key)
    if row is None:
        row = look.cache[key] = _fillings(look, hits[0][1], code)
    return row


def _fillings(look: Lookup, number: int, code: str | None) -> list[float]:
    row = [0.0] * len(FILLING_NAMES)
    scene = look.scene
    hit = scene.hits[number]
    for offset, role in ((0, "supplier"), (len(FILLINGS), "recipient")):
        for token in hit.roles.get(role, ()):
            codes = {
                c
                for p, c in zip(look.party_tokens, look.party_codes, strict=True)
                if c and (p == token or scene.head[p] == token)
            }
            if codes:
                row[offset + (0 if code in codes else 1)] = 1.0
            elif scene.lower[token] in _PERSONAL:
                row[offset + 2] = 1.0
            else:
                row[offset + 3] = 1.0
    return row


def voice_row(look: Lookup, item: ItemMention, token: int | None, code: str | None) -> list[float]:
    """Whether the party speaks, is spoken of, or shares its voice with the item."""
    speaks = of_item = spoken = item_spoken = code_speaks = 0.0
    mine = theirs = -1
    for number, voice in enumerate(look.voices):
        covers = item.token in voice.content
        if covers:
            item_spoken, theirs = 1.0, number
            code_speaks = max(code_speaks, float(code in voice.codes))
        if token is not None:
            if token in voice.source:
                speaks = 1.0
                of_item = max(of_item, float(covers))
            if token in voice.content:
                spoken, mine = 1.0, number
    first_person: float | None = look.cache.get("first person")
    if first_person is None:
        first_person = look.cache["first person"] = float(_first_person(look.scene))
    return [speaks, of_item, spoken, item_spoken, float(mine == theirs), code_speaks, first_person, float(len(look.voices))]


def _first_person(scene: Scene) -> bool:
    """Whether "we" or the like gives or gets in the scene."""
    return any(
        scene.lower[token] in ("we", "our", "us", "my", "i")
        for hit in scene.hits
        for role in ("supplier", "recipient")
        for token in hit.roles.get(role, ())
    )


PATH_NAMES = [
    *(f"path_{one}" for one in PATH_DEPENDENCIES),
    *(f"goods_path_{one}" for one in ("nsubj", "nsubjpass", "dobj", "prep", "self", "compound", "conj", "appos")),
    *(f"hung_{one}" for one in ("to", "from", "for", "by", "with", "in", "of", "against")),
    *(f"goods_hung_{one}" for one in ("of", "with", "for", "from", "to", "by", "in")),
    *"party_steps goods_steps meet_verb meet_gives meet_gets meet_trigger meet_gets_stage".split(),
]
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
    family_arms family_uav family_personnel family_training item_origin_known origin_in_scene""".split(),
    *PATH_NAMES,
    *FILLING_NAMES,
    *VOICE_NAMES,
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
    total = sum(outline.codes.values()) or 1
    code = party.code or ""
    rank = sum(count > outline.codes[code] for count in outline.codes.values())
    nearest = min(
        ((abs(p - goods), c) for p, c in zip(look.party_tokens, look.party_codes, strict=True) if c),
        default=(0, None),
    )
    family = item.class_.split(".")[0]
    after_party = scene.lower[token + 1] if token + 1 < len(scene.lower) else ""
    return [
        *_one_hot(party.kind, PARTY_KINDS),
        *_one_hot(scene.dep[token], DEPENDENCIES),
        *_one_hot(prep, PREPOSITIONS),
        *_one_hot(role, ROLES),
        *_one_hot(other, ROLES),
        *_one_hot(item.kind, ITEM_KINDS),
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
        float(subject and scene.lemma[head_of] in _SAYING),
        float(subject and head_of == trigger),
        float(sum(p < token for p in same)),
        float(len(same)),
        float(len(set(codes))),
        outline.codes[code] / total,
        float(outline.codes[code]),
        float(rank),
        float(code in outline.headline),
        float(nearest[1] == party.code),
        float(len(set(codes)) == 1),
        float(bool(codes) and codes[0] == party.code),
        float(bool(codes) and codes[-1] == party.code),
        float(bool(codes) and min(look.party_tokens) > goods),
        float(STAGES.index(hit.frame.stage)) if hit and hit.frame.stage in STAGES else -1.0,
        float(bool(hit and hit.frame.pos == "noun")),
        float(len(scene.hits)),
        float(min(scene.index, 40)),
        float(low < trigger < high),
        float(trigger - token) if trigger >= 0 else _FAR,
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
        *path_between(look, token, goods),
        *fillings(look, hits, party.code),
        *voice_row(look, item, token, party.code),
    ]


_ZERO = len(PARTY_KINDS) + len(DEPENDENCIES) + len(PREPOSITIONS) + 2 * len(ROLES)


def outsider_row(
    look: Lookup, item: ItemMention, hits: list[tuple[int, int]], code: str | None, since: int, outline: Outline
) -> list[float]:
    """The same numbers for a party from outside the sentence (``since`` sentences ago) or nobody."""
    scene = look.scene
    hit = scene.hits[hits[0][1]] if hits else None
    codes = look.codes
    total = sum(outline.codes.values()) or 1
    family = item.class_.split(".")[0]
    count = outline.codes[code] if code else 0
    nearest = min((abs(p - item.token) for p, c in zip(look.party_tokens, look.party_codes, strict=True) if c), default=_FAR)
    trigger = hit.trigger if hit else -1
    row = [0.0] * _ZERO
    row += _one_hot(item.kind, ITEM_KINDS)
    row += [
        0.0,
        float(code is not None),
        float(code is None),
        float(bool(code) and code is not None and code.islower() and code not in ("nato", "eu", "un", "west", "allies", "europe")),
        float(code in ("nato", "eu", "un")),
        9.0,
        9.0,
        _FAR,
        0.0,
        0.0,
        float(nearest),
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
        float(len(set(codes))),
        count / total,
        float(count),
        float(sum(other > count for other in outline.codes.values())),
        float(code in outline.headline if code else False),
        0.0,
        float(len(set(codes)) == 1),
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
        *([0.0] * len(PATH_NAMES)),
        *fillings(look, hits, code),
        *voice_row(look, item, None, code),
    ]
    return row


BEFORE_NAMES = "was_subject was_first was_last was_voice gave_before got_before is_voice_here subject_pronoun_here".split()
NOT_BEFORE = [0.0] * len(BEFORE_NAMES)
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def before_row(looks: Sequence[Lookup], at: int, code: str | None) -> list[float]:
    """How the sentence before scene ``at`` used a party that this sentence does not name."""
    here = looks[at]
    scene = here.scene
    pronoun: bool | None = here.cache.get("pronoun")
    if pronoun is None:
        pronoun = here.cache["pronoun"] = any(
            dep in _SUBJECTS and word in _PERSONAL for word, dep in zip(scene.lower, scene.dep, strict=True)
        )
    if at == 0 or code is None:
        return [0.0] * (len(BEFORE_NAMES) - 1) + [float(pronoun)]
    look = looks[at - 1]
    before = look.scene
    own = [party.token for party in before.parties if party.code == code]
    codes = look.codes
    roles = [{role for number in range(len(before.hits)) for role in [role_distance(look, token, number)[0]]} for token in own]
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
