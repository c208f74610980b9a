"""How party and goods stand to each other: the way between them in the parse, who fills a frame, who speaks."""

from __future__ import annotations

from weighbridge.reading.ranking.lookup import PERSONAL, Lookup, one_hot_of
from weighbridge.reading.scene import ItemMention, Scene

FILLINGS = ("same", "other", "pronoun", "noun")


FILLING_NAMES = [f"{role}_{one}" for role in ("supplier", "recipient") for one in FILLINGS]


VOICE_NAMES = "speaks speaks_of_item spoken item_spoken same_voice code_speaks first_person voices".split()


PATH_DEPENDENCIES = tuple(
    "nsubj nsubjpass dobj dative agent prep poss amod compound nmod appos conj relcl acl advcl ccomp xcomp attr".split()
)


_GOODS_DEPENDENCIES = ("nsubj", "nsubjpass", "dobj", "prep", "self", "compound", "conj", "appos")
_HUNG = ("to", "from", "for", "by", "with", "in", "of", "against")
_GOODS_HUNG = ("of", "with", "for", "from", "to", "by", "in")
PATH_NAMES = [
    *(f"path_{one}" for one in PATH_DEPENDENCIES),
    *(f"goods_path_{one}" for one in _GOODS_DEPENDENCIES),
    *(f"hung_{one}" for one in _HUNG),
    *(f"goods_hung_{one}" for one in _GOODS_HUNG),
    *"party_steps goods_steps meet_verb meet_gives meet_gets meet_trigger meet_gets_stage".split(),
]
_DEPENDENCY, _GOODS_DEPENDENCY = one_hot_of(PATH_DEPENDENCIES), one_hot_of(_GOODS_DEPENDENCIES)
_HANGS, _GOODS_HANG = one_hot_of(_HUNG), one_hot_of(_GOODS_HUNG)


def path_between(look: Lookup, party: int, goods: int) -> list[float]:
    """Where the ways up from party and goods meet, and by what each hangs there."""
    scene = look.scene
    goods_way, party_way = look.climb(goods), look.climb(party)
    place = look.places(goods)
    party_steps = next((steps for steps, token in enumerate(party_way) if token in place), len(party_way) - 1)
    meet = party_way[party_steps]
    goods_steps = place.get(meet, len(goods_way))
    party_dep = goods_dep = "self"
    hung = goods_hung = ""
    if party_steps:
        below = party_way[party_steps - 1]
        party_dep = scene.dep[below]
        hung = scene.lower[below] if party_dep == "prep" else ""
    if 0 < goods_steps < len(goods_way):
        below = goods_way[goods_steps - 1]
        goods_dep = scene.dep[below]
        goods_hung = scene.lower[below] if goods_dep == "prep" else ""
    return [
        *_DEPENDENCY(party_dep),
        *_GOODS_DEPENDENCY(goods_dep),
        *_HANGS(hung),
        *_GOODS_HANG(goods_hung),
        float(party_steps),
        float(goods_steps),
        *_meeting(look, meet),
    ]


def _meeting(look: Lookup, meet: int) -> list[float]:
    """Of the word where the ways meet: whether it is a verb, and what its frame says of its subject."""
    key = "meeting", meet
    found: list[float] | None = look.cache.get(key)
    if found is None:
        role = stage = ""
        for number, trigger in enumerate(look.near_hits):
            if trigger == meet:
                frame = look.scene.hits[number].frame
                first = frame.patterns[0] if frame.patterns else {}
                role, stage = first.get("subject", first.get("possessive", "")), frame.stage
        found = look.cache[key] = [
            float(look.scene.tag[meet].startswith("V")),
            float(role == "supplier"),
            float(role == "recipient"),
            float(bool(stage)),
            float(stage in ("sought", "used")),
        ]
    return found


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
            elif scene.lower[token] in PERSONAL:
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
    return [
        speaks,
        of_item,
        spoken,
        item_spoken,
        float(mine == theirs),
        code_speaks,
        first_person,
        float(len(look.voices)),
    ]


def _first_person(scene: Scene) -> bool:
    """Whether "we" or the like gives or gets in the scene."""
    return any(
        scene.lower[token] in ("we", "our", "us", "my", "i")
        for hit in scene.hits
        for role in ("supplier", "recipient")
        for token in hit.roles.get(role, ())
    )
