"""Measures told of by a verb: "banned the export", "revoked the licence", "seized the cargo".

Source of the rules: lexicon/measures.toml; coding guidelines, section 7 and hard case 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weighbridge.reading.measures.lexicon import MeasureLexicon, VerbRule, load_measures
from weighbridge.reading.measures.roles import (
    clause_objects,
    codes_in,
    complement,
    conjuncts,
    is_noun,
    is_public,
    kids,
    objects,
    phrase_tokens,
    power,
    subjects,
)
from weighbridge.reading.scene import Scene

NEGATIVES = frozenset(("not", "n't", "no", "never", "none", "without", "nor"))


@dataclass(frozen=True, slots=True)
class Find:
    """A measure found in a sentence: its word, who imposes it, what it is aimed at."""

    kind: str
    trigger: int
    imposers: tuple[str, ...]
    targets: tuple[int, ...]


@dataclass(slots=True)
class Context:
    """What the sentences before have told."""

    issuer: str | None
    """The state or body that publishes the document itself."""
    year: int | None
    last: dict[str, str]
    """Kind of measure: who imposed the last one."""
    actor: str | None = None
    """The state or body that was last the subject of a sentence."""
    council: bool = False
    """The document speaks of the United Nations."""
    designating: bool = False
    """The document speaks of sanctions, so that "designated" can mean them."""
    treasury: bool = False
    """The document speaks of the office of the American treasury that imposes sanctions."""


def _fits(scene: Scene, at: int, rule: VerbRule) -> bool:
    """Whether the object ``at`` is of the groups that the rule asks for."""
    if "any" in rule.object:
        return True
    lemma = scene.lemma[at]
    if lemma in rule.objects or scene.lower[at] in rule.objects:
        return True
    if "goods" in rule.object and any(
        item.kind != "pronoun" and (item.token == at or item.first <= at <= item.token) for item in scene.items
    ):
        return True
    if "power" in rule.object and power(scene, at):
        return True
    if "pronoun" in rule.object and scene.lower[at] in ("they", "them", "it", "these", "which", "those"):
        return True
    inner = complement(scene, at, "of")
    if inner is not None and inner != at and scene.lemma[inner] in rule.objects:
        return True
    if inner is not None and "goods" in rule.object:
        return any(item.token == inner for item in scene.items)
    trade = load_measures().groups["trade"] if "trade" in rule.object else frozenset()
    return any(scene.lemma[kid] in trade for kid in kids(scene, at, "compound"))


def denied(scene: Scene, verb: int) -> bool:
    if any(scene.lower[kid] in NEGATIVES for kid in kids(scene, verb, "neg", "det", "advmod")):
        return True
    for at in kids(scene, verb, "nsubj", "nsubjpass", "dobj"):
        if scene.lower[at] in ("none", "nobody", "neither") or any(
            scene.lower[kid] == "no" for kid in scene.children[at]
        ):
            return True
    head = scene.head[verb]
    return scene.dep[verb] in ("xcomp", "ccomp") and scene.lemma[head] == "refuse"


def _untrue(scene: Scene, verb: int, lexicon: MeasureLexicon) -> bool:
    """Whether somebody says of the whole clause that it is not so: "denied that", "no plan to"."""
    noun = scene.head[verb]
    if scene.dep[verb] == "acl" and any(scene.lower[kid] == "no" for kid in scene.children[noun]):
        return True
    for below, one in zip(scene.climb(verb), scene.climb(verb)[1:4], strict=False):
        if scene.dep[below] not in ("ccomp", "xcomp", "csubj", "pcomp", "prep", "advcl"):
            return False
        about = {scene.lemma[one], *(scene.lemma[kid] for kid in kids(scene, one, "acomp", "attr"))}
        if about & lexicon.around["untrue"]:
            return True
    return False


def by_verb(scene: Scene, at: int, rule: VerbRule, lexicon: MeasureLexicon, context: Context) -> Find | None:
    if scene.dep[at] in ("amod", "compound", "aux", "auxpass"):
        return None
    known = "treasury" in rule.needs and context.designating
    if rule.needs and not known and not rule.needs & set(scene.lower):
        return None
    if rule.refused != denied(scene, at) or _untrue(scene, at, lexicon):
        return None
    actors = subjects(scene, at)
    whats = [one for one in objects(scene, at) if _fits(scene, one, rule)]
    if rule.kind == "seizure" and "any" not in rule.object and whats and set(whats) <= set(actors):
        # a headline: "Machine tool seized at the port"
        actors = [] if not any(power(scene, one, True) for one in whats) else actors
    whats = [one for one in whats if one not in actors]
    asked = any(scene.lower[kid] in ("which", "what") for one in whats for kid in kids(scene, one, "det"))
    if asked or any(scene.lemma[one] in lexicon.around["agreements"] for one in actors):
        return None
    clause = None
    if not whats and "trading" in rule.object:
        clause = next((verb for verb in clause_objects(scene, at) if _trades(scene, verb, rule, actors, lexicon)), None)
        if clause is not None:
            whats = objects(scene, clause) or objects(scene, at) or [clause]
    if not whats:
        return None
    kind = rule.kind
    through: list[int] = []
    if rule.through:
        through = [
            noun
            for prep in kids(scene, at, "prep")
            if scene.lower[prep] in rule.by
            for noun in kids(scene, prep, "pobj")
            if scene.lemma[noun] in rule.through or scene.lower[noun] in rule.through
        ]
        if not through:
            return None
        about = {scene.lemma[kid] for noun in through for kid in scene.children[noun]}
        if "list" in rule.through and any(item.token in whats for item in scene.items):
            return None  # goods go on shopping lists
        if "list" in rule.through:
            if about & lexicon.around["control_lists"]:
                kind = "export_control"
            elif not (about & lexicon.groups["sanction"] or any(power(scene, one) for one in (*through, *actors))):
                return None
    if rule.public and not any(acts(scene, one, at, lexicon, context) for one in actors):
        return None
    public = any(acts(scene, one, at, lexicon, context) for one in actors)
    if rule.kind == "seizure" and lexicon.around["battle"] & set(scene.lemma):
        return None
    if rule.kind == "seizure" and actors and not public:  # what armed groups take is booty
        return None
    imposers = codes_of(scene, actors, at, context)
    if not imposers and through:
        imposers = tuple(dict.fromkeys(code for one in through for code in codes_in(scene, phrase_tokens(scene, one))))
    kind = kind_of(scene, kind, whats, clause, imposers, lexicon)
    if rule.whole and clause is None and not _whole(scene, whats, kind):
        return None
    targets = whats
    if rule.target == "inner":
        inner = [complement(scene, one, "of", "for", "from", "on", "to") for one in whats]
        targets = [one for one in inner if one is not None] or whats
    return Find(kind, at, imposers, tuple(targets[:6]))


def _trades(scene: Scene, verb: int, rule: VerbRule, actors: Sequence[int], lexicon: MeasureLexicon) -> bool:
    """Whether the complement ``verb`` of a ban or stop means trade as such, not the end of one deal."""
    if rule.whole:
        generic = any(scene.lemma[one] in lexicon.around["generic"] for one in actors)
        allowed = lexicon.groups["trading"] if generic else lexicon.around["licensing"]
        return scene.lemma[verb] in allowed
    if scene.lemma[verb] in lexicon.groups["trading"]:
        return True
    return not rule.refused and scene.lemma[verb] in ("cross", "pass")


def _whole(scene: Scene, whats: Sequence[int], kind: str) -> bool:
    """Whether what is stopped is arms or exports as such."""
    return kind == "embargo" or any(scene.lemma[one] in ("export", "re-export") for one in whats)


_PRONOUNS = frozenset(("it", "he", "she", "we", "they"))


def acts(scene: Scene, at: int, verb: int, lexicon: MeasureLexicon, context: Context) -> bool:
    """Whether the noun ``at`` is a state, an organ or a court, by itself or as a pronoun for one."""
    if is_public(scene, at):
        return True
    if scene.lower[at] in _PRONOUNS:
        own = _antecedents(scene, at)
        return any(is_public(scene, one) for one in own) if own else context.actor is not None
    return scene.lemma[at] in lexicon.around["bodies"]


def _antecedents(scene: Scene, at: int) -> list[int]:
    """What the pronoun ``at`` can stand for in its sentence: the last subject before it."""
    before = [
        one for one in range(at) if scene.dep[one] in ("nsubj", "nsubjpass") and scene.lower[one] not in _PRONOUNS
    ]
    before = [one for one in before if is_noun(scene, one) and scene.tag[one] not in ("WDT", "WP", "DT")]
    own = scene.climb(at)[1:3]  # "the rifles have been seized by it"
    before = [one for one in before if scene.head[one] not in own]
    return conjuncts(scene, before[-1]) if before else []


def codes_of(scene: Scene, nouns: Sequence[int], verb: int, context: Context) -> tuple[str, ...]:
    """Codes of those who act; a pronoun stands for the last state that acted."""
    found: list[str | None] = []
    for at in nouns:
        code = power(scene, at)
        owners = [kid for kid in kids(scene, at, "poss") if scene.lower[kid] in ("its", "our", "their")]
        if code is None and (scene.lower[at] in _PRONOUNS or owners):
            own = _antecedents(scene, at)
            found.extend([power(scene, one) for one in own] if own else [context.actor])
        elif code is None and scene.lemma[at] == "resolution":
            found.append("un")
        else:
            found.append(code)
    return tuple(dict.fromkeys(code for code in found if code))


def kind_of(
    scene: Scene,
    kind: str,
    whats: Sequence[int],
    clause: int | None,
    imposers: Sequence[str],
    lexicon: MeasureLexicon,
) -> str:
    """Of a ban or stop: an embargo where it is on arms as such, else an export control."""
    if kind != "trade":
        return kind
    if "un" in imposers or (clause is not None and scene.lemma[clause] == "arm"):
        return "embargo"
    arms = lexicon.groups["arms"]
    for at in whats:
        tokens = phrase_tokens(scene, at)
        lemmas = {scene.lemma[one] for one in tokens}
        if lemmas & lexicon.groups["licence"] or scene.lemma[at] in ("shipment", "delivery", "handover"):
            return "export_control"
        items = [item for item in scene.items if item.token in tokens or item.first in tokens]
        if any(item.kind == "designation" for item in items) or any(scene.tag[one] == "CD" for one in tokens):
            continue
        if lemmas & arms or {scene.lower[one] for one in tokens} & arms:
            return "embargo"
        trade = lexicon.groups["trade"] | lexicon.groups["exporting"]
        if any(
            item.class_ == "arms" and item.kind in ("word", "weak") and scene.lemma[item.token] not in trade
            for item in items
        ):
            return "embargo"
    return "export_control"
