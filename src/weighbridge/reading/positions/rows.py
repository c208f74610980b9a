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
from weighbridge.reading.ranking.candidates import Outline
from weighbridge.reading.ranking.lookup import FAMILIES, ITEM_KINDS, Lookup, role_distance
from weighbridge.reading.ranking.wording import masked
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
CUE_NAMES = [*_FLAGS, *(f"{key}={value}" for key, values in _CHOICES.items() for value in values)]
_RULES = ("rule_stage", "rule_stance", "rule_certainty")
RULE_NAMES = [f"{key}={value}" for key in _RULES for value in _CHOICES[key]]
_GOODS_CUES = (
    *(f"chain_{name}" for name in CLASSES),
    *(f"own_{name}" for name in CLASSES),
    *"chain_past negated chain_length any".split(),
)
_SCOPES: dict[str, frozenset[str]] = {
    "none": frozenset("no none neither nor nobody nothing without".split()),
    "any": frozenset("any anyone anybody anything such".split()),
    "more": frozenset("more further another additional new".split()),
    "own": frozenset("the its their his her these those".split()),
}
"""Words at a noun phrase that tell whether it stands for something that is there."""
_PARTY_ROLES = ("supplier", "recipient", "counterparty", "trigger")
_NONE = [0.0] * len(RULE_NAMES)
_MOST = 4
"""So many words of transfer are looked at for one statement."""
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


@dataclass(frozen=True, slots=True)
class View:
    """A word of transfer seen as the one that speaks for a statement; ``number`` -1: the goods themselves."""

    number: int
    fit: float


def speaking(
    look: Lookup,
    item: ItemMention,
    supplier: PartyMention | None,
    recipient: PartyMention | None,
) -> list[View]:
    """The sentence's words of transfer, the one that best holds goods, supplier and recipient first.

    Where none stands, the goods speak for themselves.
    """
    scene, token = look.scene, item.token
    found = []
    for number, hit in enumerate(scene.hits):
        fit = -0.02 * min(30, abs(hit.trigger - token)) - (0.4 if hit.frame.weak else 0.0)
        if hit.trigger == token or item.first <= hit.trigger <= token:
            fit += 2.6
        else:
            role, steps = role_distance(look, token, number)
            fit += {"item": 3.0, "trigger": 1.6}.get(role, 0.0) - 0.3 * min(steps, 3)
        for party, own, other in ((supplier, "supplier", "recipient"), (recipient, "recipient", "supplier")):
            if party is not None:
                role, steps = role_distance(look, party.token, number, 3)
                fit += {own: 1.5, other: -0.8, "counterparty": 0.8}.get(role, 0.0) * (1.0 - 0.15 * min(steps, 4))
        found.append(View(number, fit))
    found.sort(key=lambda view: (-view.fit, view.number))
    return found[:_MOST] or [View(-1, 0.0)]


def _place(look: Lookup, item: ItemMention, view: View) -> Any:
    return look.scene.hits[view.number] if view.number >= 0 else item.token


def cues_at(look: Lookup, item: ItemMention, view: View) -> tuple[dict[str, Any], list[float]]:
    """The named cues of ``modality.features`` at a view, and as numbers; worked out once a sentence."""
    scene = look.scene
    cache = tree_of(scene.doc).cache
    key = f"cues {view.number} {item.token if view.number < 0 else ''}"
    known: tuple[dict[str, Any], list[float]] | None = cache.get(key)
    if known is None:
        named = features(scene.doc, _place(look, item, view))
        numbers = [float(named[name]) for name in _FLAGS]
        for name, values in _CHOICES.items():
            got = named[name]
            numbers.extend(1.0 if got == value else 0.0 for value in values)
        known = cache[key] = (named, numbers)
    return known


def rule_at(look: Lookup, item: ItemMention, view: View) -> Position:
    """What the rules alone say at a view."""
    named, _ = cues_at(look, item, view)
    return Position(named["rule_stage"], named["rule_stance"], named["rule_certainty"])


def _stages_by_rule(look: Lookup, item: ItemMention) -> list[int]:
    """The stage by rule, as a place in STAGES, of the sentence's first words of transfer."""
    hits = range(min(MOST_WORDS, len(look.scene.hits)))
    return [STAGES.index(rule_at(look, item, View(number, 0.0)).stage) for number in hits]


def _rule_numbers(named: dict[str, Any]) -> list[float]:
    return [float(named[key] == value) for key in _RULES for value in _CHOICES[key]]


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
    named, row = cues_at(look, item, view)
    trigger = scene.hits[view.number].trigger if view.number >= 0 else item.token
    row = list(row)
    row += sense_numbers(look, item, trigger if view.number >= 0 else None, supplier, recipient)
    others = [one for at, one in enumerate(views) if at != rank]
    for at in (0, 1):
        if at < len(others):
            away = scene.hits[others[at].number].trigger - trigger
            row += [*_rule_numbers(cues_at(look, item, others[at])[0]), others[at].fit, float(away)]
        else:
            row += [*_NONE, -1.0, 0.0]
    goods = cues_at(look, item, View(-1, 0.0))[0]
    row += [*_rule_numbers(goods), *(float(goods[name]) for name in _GOODS_CUES)]
    family = item.class_.split(".")[0]
    row.extend(float(family == one) for one in FAMILIES)
    row.extend(float(item.kind == one) for one in ITEM_KINDS)
    roles = []
    for party in (supplier, recipient):
        role = role_distance(look, party.token, view.number)[0] if party is not None and view.number >= 0 else ""
        roles.append(role if party is not None else "outside")
        row.extend(float(role == one) for one in _PARTY_ROLES)
        row.append(float(party is not None))
        row.append(float(party is not None and party.token < trigger))
        row.append(float(party is not None and _speaks(look, party)))
    stages = [hit.frame.stage for hit in scene.hits]
    row.extend(float(stages.count(one)) for one in STAGES)
    row.extend(_rules_of(before))
    row.extend(clue_numbers(look, item, trigger, before))
    row.extend(setting.clues)
    outline = setting.outline
    parties = [party.token for party in (supplier, recipient) if party is not None]
    for tokens in ([item.token], [trigger], parties):
        row.extend(_scope_numbers(scene, tokens))
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
    words = _words(look, item, view, trigger, named, roles, before)
    return row, words + clause_words(look, item, trigger, _masks(scene))


def setting_of(scenes: Sequence[Scene], outline: Outline, house: float = 1.0, published: str | None = None) -> Setting:
    """What holds for every statement of a document."""
    found = [clues_in(scene) for scene in scenes]
    clues = [sum(len(one[name]) for one in found) / max(1, len(scenes)) for name in CLUES]
    return Setting(outline, clues, house, published)


def _scope_numbers(scene: Scene, tokens: Sequence[int]) -> list[float]:
    """Which of _SCOPES stand before the words, at them or one step over them ("to neither of them")."""
    near: set[str] = set()
    for token in tokens:
        near.update(scene.lower[kid] for kid in scene.children[token] if kid < token)
        near.update(scene.lower[max(0, token - 2) : token + 1])
        above = scene.head[token]
        if scene.dep[token] == "pobj":
            near.add(scene.lower[scene.head[above]])
    return [float(not near.isdisjoint(words)) for words in _SCOPES.values()]


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


def _masks(scene: Scene) -> list[str]:
    cache = tree_of(scene.doc).cache
    known: list[str] | None = cache.get("masks")
    if known is None:
        known = cache["masks"] = masked(scene)
    return known


def _words(
    look: Lookup,
    item: ItemMention,
    view: View,
    trigger: int,
    named: dict[str, Any],
    roles: Sequence[str],
    before: Lookup | None,
) -> list[str]:
    """How it is said, as strings for the linear models: the trigger, what governs it, its neighbours."""
    scene = look.scene
    masks = _masks(scene)
    last = len(masks) - 1
    lemma = scene.lemma[trigger]
    hit = scene.hits[view.number] if view.number >= 0 else None
    rule = f"{named['rule_stage']}/{named['rule_stance']}"
    tag = scene.tag[trigger]
    out = [
        f"rule {rule}",
        f"certainty {named['rule_certainty']}",
        f"frame {named['frame_stage']} {tag}",
        f"frame {named['frame_stage']} {named['modal']} {named['perfect']} {named['progressive']}",
        f"roles {roles[0]} {roles[1]}",
        f"kind {item.kind}",
        f"trigger {lemma}",
        f"trigger {lemma} {tag}",
        f"trigger {lemma} {named['relation']}",
        f"modal {named['modal']}",
        f"negated {named['negated']}",
    ]
    chain = hit.chain if hit is not None else ()
    path = look.climb(trigger)[1:6]
    for step, one in enumerate(chain[:5]):
        out.append(f"chain {scene.lemma[one]}")
        out.append(f"chain{min(step, 2)} {scene.lemma[one]}")
        out.extend(f"over {masks[kid]}" for kid in scene.children[one] if scene.dep[kid] in _SMALL)
    if chain:
        out.append(f"chain0 {lemma} {scene.lemma[chain[0]]}")
        out.append("chain " + " ".join(scene.lemma[one] for one in chain[:3]))
    out.extend(
        f"up {scene.lemma[one]} {scene.dep[path[at - 1]] if at else scene.dep[trigger]}" for at, one in enumerate(path)
    )
    out.extend(f"under {scene.dep[kid]} {masks[kid]}" for kid in scene.children[trigger])
    out.extend(f"small {scene.lower[kid]} {tag}" for kid in scene.children[trigger] if scene.dep[kid] in _SMALL)
    out.extend(f"goods {scene.dep[kid]} {masks[kid]}" for kid in scene.children[item.token])
    low, high = max(0, trigger - 5), min(last, trigger + 5)
    for at in range(low, high + 1):
        if at != trigger:
            out.append(f"near {'left' if at < trigger else 'right'} {masks[at]}")
    for at, word in enumerate(masks):
        out.append("any " + word)
        if at < last:
            out.append(f"pair {word} {masks[at + 1]}")
    root = path[-1] if path else trigger
    out.append(f"root {scene.lemma[root]} {scene.tag[root]}")
    out.extend(f"root {scene.dep[kid]} {scene.lower[kid]}" for kid in scene.children[root] if scene.dep[kid] in _SMALL)
    out.extend(f"hit {one.frame.stage} {scene.tag[one.trigger]}" for one in scene.hits)
    if scene.index == 0:
        out += ["headline", f"headline {tag}", f"headline {rule}"]
    if scene.sentence.bullet:
        out += ["bullet", f"bullet {rule}"]
    if view.number < 0:
        out.append("no trigger")
    if before is not None:
        out.extend(f"before {one.frame.stage}" for one in before.scene.hits)
    return out


_SMALL = frozenset("aux auxpass neg advmod mark prt amod det prep npadvmod cc".split())
