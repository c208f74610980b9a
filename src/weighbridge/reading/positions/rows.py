"""What the models of stage, stance and certainty look at: numbers and words of a chosen transfer.

A transfer is seen from one word of transfer in its sentence (a ``View``): the one whose
roles hold its supplier, recipient and goods best. The rule's answer and cues there
(``modality.features``) are the first numbers; then the next best words, the parties' roles,
the sentence as a whole, the sentence before; then the clauses (``clauses``), the times (``moments``), the words of
transfer stage by stage (``by_stage``), and what the encoder says from elsewhere (``senses``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from weighbridge.model import CERTAINTIES, STAGES, STANCES
from weighbridge.reading.encoder.senses import SENSE_POSITION
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.by_stage import BY_STAGE_NAMES, MOST_WORDS, by_stage
from weighbridge.reading.positions.clauses import CLAUSE_NAMES, clause_numbers, clause_words
from weighbridge.reading.positions.clues import CLUES, clue_numbers, clues_in
from weighbridge.reading.positions.cues import CLASSES, load_cues
from weighbridge.reading.positions.modality import Position, features, position
from weighbridge.reading.positions.moments import MOMENT_NAMES, moment_numbers
from weighbridge.reading.positions.senses import OTHER_SENSES, other_senses, sense_numbers
from weighbridge.reading.positions.views import View, speaking
from weighbridge.reading.positions.words import masks_of, position_words
from weighbridge.reading.ranking.candidates import Outline
from weighbridge.reading.ranking.lookup import FAMILIES, ITEM_KINDS, Lookup, role_distance
from weighbridge.reading.scene import ItemMention, PartyMention, Scene

_CHOICES: dict[str, tuple[str, ...]] = {
    "rule_stage": STAGES,
    "rule_stance": STANCES,
    "rule_certainty": CERTAINTIES,
    "frame_stage": (*STAGES, "none"),
    "frame_pos": ("verb", "noun", "adj", "suffix", "bare"),
    "frame_kind": ("transfer", "origin", "supplied", "load"),
    "modal": ("future", "conditional", "possible", "due", "must", "to", "is_to"),
    "mark": ("conditional", "open", "refraining"),
    "tag": ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG", "NN", "NNS", "NNP", "JJ"),
    "relation": tuple("ROOT ccomp xcomp advcl relcl acl dobj nsubj nsubjpass pobj conj compound pcomp".split()),
    "chain_modal": ("future", "conditional", "possible", "due", "must"),
    "chain_mark": ("conditional", "open", "refraining"),
    "sentence_modal": ("future", "conditional", "possible", "due", "must"),
}
_FLAGS = (
    *"""frame_weak frame_gets passive presupposed negated perfect progressive past any question chain_length
    verbless words chain_past sentence_negation sentence_if""".split(),
    *(f"{place}_{name}" for place in ("chain", "own", "sentence") for name in CLASSES),
    *(f"chain_{name}_negated" for name in CLASSES),
    *(f"phrase_{name}" for name in sorted(load_cues().phrases)),
)
_FLAGS_OF = itemgetter(*_FLAGS)
CUE_NAMES = [*_FLAGS, *(f"{key}={value}" for key, values in _CHOICES.items() for value in values)]
_RULES = ("rule_stage", "rule_stance", "rule_certainty")
RULE_NAMES = [f"{key}={value}" for key in _RULES for value in _CHOICES[key]]
_RULE_COLUMNS = slice(len(_FLAGS), len(_FLAGS) + len(RULE_NAMES))
"""Where they stand among CUE_NAMES."""
_GOODS_CUES = (
    *(f"chain_{name}" for name in CLASSES),
    *(f"own_{name}" for name in CLASSES),
    *"chain_past negated chain_length any".split(),
)
_GOODS_CUES_OF = itemgetter(*_GOODS_CUES)
_SCOPES: dict[str, frozenset[str]] = {
    "none": frozenset("no none neither nor nobody nothing without".split()),
    "any": frozenset("any anyone anybody anything such".split()),
    "more": frozenset("more further another additional new".split()),
    "own": frozenset("the its their his her these those".split()),
}
"""Words at a noun phrase that tell whether it stands for something that is there."""
_PARTY_ROLES = ("supplier", "recipient", "counterparty", "trigger")
_NOTHING = [*([0.0] * len(RULE_NAMES)), -1.0, 0.0]
"""Where there is no second or third word."""
POSITION_NAMES: list[str] = [
    *CUE_NAMES,
    *SENSE_POSITION,
    *(f"{name}:{one}" for name in ("second", "third") for one in (*RULE_NAMES, "fit", "apart")),
    *(f"goods:{one}" for one in (*RULE_NAMES, *_GOODS_CUES)),
    *(f"family={one}" for one in FAMILIES),
    *(f"kind={one}" for one in ITEM_KINDS),
    *(
        f"{side}:{one}"
        for side in ("supplier", "recipient")
        for one in (*_PARTY_ROLES, "inside", "before_trigger", "speaks")
    ),
    *(f"hits:{one}" for one in STAGES),
    *(f"before:{one}" for one in (*STAGES, *STANCES)),
    *(
        f"{where}:{one}"
        for where in ("clue", "clue_near", "clue_by", "clue_over", "clue_before", "clue_all")
        for one in CLUES
    ),
    *(f"{what}:{one}" for what in ("goods", "trigger", "parties") for one in _SCOPES),
    *"""fit distance rank hits negation modals saying fighting quoted quote_at_goods headline bullet index
    last length place exclamation semicolon scenes doc_hits parties items number none_at_all house""".split(),
    *CLAUSE_NAMES,
    *MOMENT_NAMES,
    *BY_STAGE_NAMES,
    *OTHER_SENSES,
]

Near = tuple[Lookup | None, Lookup | None, Lookup | None]
"""The sentences before and after one, and the first of the document where that is another."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Of a document: what it names, and how many words of each class a sentence holds on average."""

    outline: Outline
    clues: list[float]
    house: float = 1.0
    """As in ``Page``: 0 for those parts of the corpus that are annotated otherwise."""
    published: str | None = None


@lru_cache(maxsize=1024)
def _marked(value: str, values: tuple[str, ...]) -> tuple[float, ...]:
    """1 in the column of the value."""
    return tuple([float(value == one) for one in values])


def _place(look: Lookup, item: ItemMention, view: View) -> Any:
    return look.scene.hits[view.number] if view.number >= 0 else item.token


def cues_at(look: Lookup, item: ItemMention, view: View) -> tuple[dict[str, Any], list[float]]:
    """The named cues of ``modality.features`` at a view, and as numbers; worked out once a sentence."""
    key = "cues", view.number, item.token if view.number < 0 else -1
    known: tuple[dict[str, Any], list[float]] | None = look.cache.get(key)
    if known is None:
        named = features(look.scene.doc, _place(look, item, view))
        numbers = list(map(float, _FLAGS_OF(named)))
        for name, values in _CHOICES.items():
            numbers += _marked(named[name], values)
        known = look.cache[key] = (named, numbers)
    return known


def rule_at(look: Lookup, item: ItemMention, view: View) -> Position:
    """What the rules alone say at a view."""
    key = "rule", view.number, item.token if view.number < 0 else -1
    known: Position | None = look.cache.get(key)
    if known is None:
        rule = position(look.scene.doc, _place(look, item, view))
        known = look.cache[key] = Position(rule.stage, rule.stance, rule.certainty)
    return known


def _stages_by_rule(look: Lookup, item: ItemMention) -> list[int]:
    """The stage by rule, as a place in STAGES, of the sentence's first words of transfer; worked out once."""
    known: list[int] | None = look.cache.get("stages by rule")
    if known is None:
        hits = range(min(MOST_WORDS, len(look.scene.hits)))
        known = [STAGES.index(rule_at(look, item, View(number, 0.0)).stage) for number in hits]
        look.cache["stages by rule"] = known
    return known


def _next_best(look: Lookup, item: ItemMention, views: Sequence[View], rank: int, trigger: int) -> list[float]:
    """What the rules say at the two best of the other views, how well these fit, and how far they stand."""
    row: list[float] = []
    for view in [one for at, one in enumerate(views) if at != rank][:2]:
        rule = rule_at(look, item, view)
        row += _marked(rule.stage, STAGES)
        row += _marked(rule.stance, STANCES)
        row += _marked(rule.certainty, CERTAINTIES)
        row += (view.fit, float(look.scene.hits[view.number].trigger - trigger))
    while len(row) < 2 * len(_NOTHING):
        row += _NOTHING
    return row


def _goods(look: Lookup, item: ItemMention) -> list[float]:
    """What the rules say at the goods themselves, and of which kind these are."""
    named, cues = cues_at(look, item, View(-1, 0.0))
    row = cues[_RULE_COLUMNS]
    row += map(float, _GOODS_CUES_OF(named))
    row += _marked(item.class_.split(".")[0], FAMILIES)
    row += _marked(item.kind, ITEM_KINDS)
    return row


def position_features(
    look: Lookup,
    item: ItemMention,
    supplier: PartyMention | None,
    recipient: PartyMention | None,
    near: Near,
    setting: Setting,
    views: Sequence[View],
    rank: int = 0,
) -> tuple[list[float], list[str]]:
    """Numbers (in the order of POSITION_NAMES) and words of a statement seen from ``views[rank]``.

    Args:
        look: its sentence.
        item, supplier, recipient: the goods, and the parties where the sentence names them.
        near: the sentences before and after, and the document's first.
        setting: of its document.
        views: of ``speaking``.
        rank: which view; the others stand beside it as second and third.
    """
    scene, view = look.scene, views[rank]
    before, after, _ = near
    named, cues = cues_at(look, item, view)
    word = scene.hits[view.number].trigger if view.number >= 0 else None
    trigger = item.token if word is None else word
    row = list(cues)
    row += sense_numbers(look, item, word, supplier, recipient)
    row += _next_best(look, item, views, rank, trigger)
    row += _goods(look, item)
    roles = []
    for party in (supplier, recipient):
        if party is None:
            roles.append("outside")
            row += [0.0] * (len(_PARTY_ROLES) + 3)
        else:
            role = role_distance(look, party.token, view.number)[0] if word is not None else ""
            roles.append(role)
            row += _marked(role, _PARTY_ROLES)
            row += (1.0, float(party.token < trigger), float(_speaks(look, party)))
    stages = [hit.frame.stage for hit in scene.hits]
    row += [float(stages.count(one)) for one in STAGES]
    row += _rules_of(before)
    row += clue_numbers(look, item, trigger, before)
    row += setting.clues
    outline = setting.outline
    row += _scopes(look, item.token)
    row += _scopes(look, trigger)
    parties = [_scopes(look, party.token) for party in (supplier, recipient) if party is not None]
    row += map(max, *parties) if len(parties) == 2 else parties[0] if parties else [0.0] * len(_SCOPES)
    row += [
        view.fit,
        float(abs(trigger - item.token)),
        float(rank),
        float(len(stages)),
        float(look.negation),
        float(look.modal),
        float(len(look.saying)),
        float(look.fighting),
        float(look.quote_depth[trigger]),
        float(look.quote_depth[item.token]),
        float(scene.index == 0),
        float(scene.sentence.bullet),
        float(min(scene.index, 40)),
        float(scene.index >= outline.scenes - 2),
        float(len(scene.lemma)),
        float(trigger / max(1, len(scene.lemma))),
        float(scene.text.endswith("!")),
        float(";" in scene.lower),
        float(outline.scenes),
        outline.hits / max(1, outline.scenes),
        float(len(scene.parties)),
        float(len(scene.items)),
        float(any(scene.dep[kid] == "nummod" for kid in scene.children[item.token])),
        float(view.number < 0),
        setting.house,
    ]
    row += clause_numbers(look, item, trigger, before, after)
    row += moment_numbers(scene, trigger, setting.published)
    fits = [(one.number, one.fit) for one in speaking(look, item, supplier, recipient)]
    row += by_stage(look, item, (supplier, recipient), fits, _stages_by_rule(look, item))
    row += other_senses(look, item, supplier, recipient, near)
    words = position_words(look, item, view.number, named, roles, before)
    return row, words + clause_words(look, item, trigger, masks_of(scene))


def setting_of(scenes: Sequence[Scene], outline: Outline, house: float = 1.0, published: str | None = None) -> Setting:
    """What holds for every statement of a document."""
    found = [clues_in(scene) for scene in scenes]
    clues = [sum(len(one[name]) for one in found) / max(1, len(scenes)) for name in CLUES]
    return Setting(outline, clues, house, published)


def _scopes(look: Lookup, token: int) -> list[float]:
    """Which of _SCOPES stand before a word, at it or one step over it ("to neither of them"); worked out once."""
    key = "scopes", token
    known: list[float] | None = look.cache.get(key)
    if known is None:
        scene = look.scene
        near = {scene.lower[kid] for kid in scene.children[token] if kid < token}
        near.update(scene.lower[max(0, token - 2) : token + 1])
        if scene.dep[token] == "pobj":
            near.add(scene.lower[scene.head[scene.head[token]]])
        known = look.cache[key] = [float(not near.isdisjoint(words)) for words in _SCOPES.values()]
    return known


def _speaks(look: Lookup, party: PartyMention) -> bool:
    """Whether the party (or an office of it) is the subject of a verb of saying."""
    scene = look.scene
    path = look.climb(party.token)[:4]
    return any(scene.dep[one] in ("nsubj", "nsubjpass") and scene.head[one] in look.saying for one in path)


def _rules_of(before: Lookup | None) -> list[float]:
    """How many words of transfer of the sentence before have each stage and stance by rule."""
    if before is None or not before.scene.hits:
        return [0.0] * (len(STAGES) + len(STANCES))
    cache = tree_of(before.scene.doc).cache
    known: list[float] | None = cache.get("rules")
    if known is None:
        places = [position(before.scene.doc, hit) for hit in before.scene.hits[:4]]
        stages = [one.stage for one in places]
        stances = [one.stance for one in places]
        known = [
            *(float(stages.count(one)) for one in STAGES),
            *(float(stances.count(one)) for one in STANCES),
        ]
        cache["rules"] = known
    return known
