"""What the models see of a party from outside the sentence beside an item, or of nobody."""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.reading.ranking.antecedents import pronoun_row
from weighbridge.reading.ranking.candidates import Outline
from weighbridge.reading.ranking.lookup import FAR, PERSONAL, Lookup, role_distance
from weighbridge.reading.ranking.party_rows import (
    OWN_FAMILY,
    OWN_KIND,
    PARTY_NAMES,
    hit_columns,
    nearest_party,
    standing,
    with_own,
)
from weighbridge.reading.ranking.surroundings import PATH_NAMES, fillings, voice_row
from weighbridge.reading.scene import ItemMention

_ZEROS = [0.0] * OWN_KIND.stop
"""Columns of what only a named party has."""
_NO_FAMILY = [0.0] * (OWN_FAMILY.stop - OWN_FAMILY.start)
_NO_PATH = [0.0] * (PARTY_NAMES.index(PATH_NAMES[0]) - OWN_FAMILY.stop + len(PATH_NAMES))
_UNIONS = ("nato", "eu", "un")
_NO_REBELS = frozenset((*_UNIONS, "west", "allies", "europe"))
"""Codes in small letters that are no armed groups."""


def outsider_row(
    look: Lookup,
    item: ItemMention,
    hits: list[tuple[int, int]],
    code: str | None,
    since: int,
    outline: Outline,
) -> list[float]:
    """The same numbers as ``party_row`` for a party from outside the sentence (``since`` sentences ago) or nobody."""
    key = "outside", code, item.token, item.first, since
    shared: list[float] | None = look.cache.get(key)
    if shared is None:
        shared = look.cache[key] = _beside(look, item, hits, code, since, outline)
    return with_own(shared, look, item, code)


def _beside(
    look: Lookup,
    item: ItemMention,
    hits: list[tuple[int, int]],
    code: str | None,
    since: int,
    outline: Outline,
) -> list[float]:
    """The row but for the item's own columns."""
    scene = look.scene
    hit = scene.hits[hits[0][1]] if hits else None
    codes = look.codes
    named = len(set(codes))
    nearest = nearest_party(look, item.token) or (FAR, None)
    trigger = hit.trigger if hit is not None else -1
    return [
        *_ZEROS,
        0.0,
        float(code is not None),
        float(code is None),
        float(bool(code) and code is not None and code.islower() and code not in _NO_REBELS),
        float(code in _UNIONS),
        9.0,
        9.0,
        FAR,
        0.0,
        0.0,
        float(nearest[0]),
        *[0.0] * 13,
        float(named),
        *standing(look, outline, outline.codes[code] if code else 0),
        float(code in outline.headline if code else False),
        0.0,
        float(named == 1),
        0.0,
        0.0,
        float(bool(codes) and look.party_order[0] > item.token),
        *hit_columns(hit),
        float(len(scene.hits)),
        float(min(scene.index, 40)),
        float(hit is not None and bool(hit.roles.get("supplier"))),
        float(hit is not None and bool(hit.roles.get("recipient"))),
        float(0 <= trigger < item.token),
        float(look.quote_depth[item.token]),
        float(hit is not None and hit.passive),
        float(min(since, 40)),
        0.0,
        0.0,
        *_NO_FAMILY,
        *_NO_PATH,
        *fillings(look, hits, code),
        *voice_row(look, item, None, code),
        *pronoun_row(look, item, hits, code),
    ]


BEFORE_NAMES = """was_subject was_first was_last was_voice gave_before got_before is_voice_here
subject_pronoun_here""".split()


NOT_BEFORE = [0.0] * len(BEFORE_NAMES)


_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def before_row(looks: Sequence[Lookup], at: int, code: str | None) -> list[float]:
    """How the sentence before scene ``at`` used a party that this sentence does not name; the same list each time."""
    key = "before", code
    found: list[float] | None = looks[at].cache.get(key)
    if found is None:
        found = looks[at].cache[key] = _before(looks, at, code)
    return found


def _before(looks: Sequence[Lookup], at: int, code: str | None) -> list[float]:
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
