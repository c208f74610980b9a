"""What is done against transfers: sanctions, export controls, embargoes, guidance, seizures, expulsions.

Only sentences with a word of ``lexicon/measures.toml`` are looked at. A rule finds the word, checks
what stands beside it, and asks the parse who imposes the measure on whom (measure_roles).
Source of the rules: coding guidelines, section 7 and hard case 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from weighbridge.model import Document, Measure
from weighbridge.reading.measure_lexicon import MeasureLexicon, NounRule, VerbRule, load_measures
from weighbridge.reading.measure_roles import (
    clause_objects,
    codes_in,
    complement,
    conjuncts,
    is_noun,
    is_public,
    is_verb,
    kids,
    objects,
    parties_at,
    phrase_text,
    phrase_tokens,
    power,
    subjects,
)
from weighbridge.reading.mentions import finder
from weighbridge.reading.scene import Scene

_NO = frozenset(("not", "n't", "no", "never", "none", "without", "nor"))


@dataclass(frozen=True, slots=True)
class _Find:
    """A measure found in a sentence: its word, who imposes it, what it is aimed at."""

    kind: str
    trigger: int
    imposers: tuple[str, ...]
    targets: tuple[int, ...]


@dataclass(slots=True)
class _Context:
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


@lru_cache(maxsize=1)
def _gate() -> re.Pattern[str]:
    lexicon = load_measures()
    stems = {word.rstrip("ey") for word in (*lexicon.verbs, *lexicon.nouns)}
    irregular = ("froze", "forbade", "took", "withh", "stopp", "barr", "slapp", "putt")
    words = [rule.words for rule in lexicon.phrases]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted({*stems, *irregular, *words, "resolution"}))) + ")")


def may_hold_measure(text: str) -> bool:
    """Whether ``text`` has any word that a measure could be told by (cheap, before parsing)."""
    return _gate().search(text.lower()) is not None


def measures_of(scenes: Sequence[Scene], document: Document) -> tuple[Measure, ...]:
    """The measures told of in ``scenes``, the parsed sentences of ``document``, in its order."""
    lexicon = load_measures()
    context = _context(document)
    found: dict[tuple[int, str, str | None, str | None], Measure] = {}
    for scene in scenes:
        for find in _finds(scene, lexicon, context):
            for measure in _measures(find, scene, document, lexicon, context):
                key = (measure.start, measure.kind, measure.imposer, measure.target)
                found.setdefault(key, measure)
        context.actor = _actor(scene) or context.actor
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.kind)))


def _context(document: Document) -> _Context:
    issuer = None
    if document.publisher:
        for mention in finder().find(document.publisher):
            if mention.entry.kind in ("organ", "group") and mention.entry.class_ != "nonstate":
                issuer = mention.entry.code
    year = re.match(r"\d{4}", document.published or "")
    council = re.search(r"(?i:security council|united nations)|\bU\.?N\.?\b", document.text) is not None
    designating = re.search(r"OFAC|[Ss]anction|Treasury", document.text) is not None
    return _Context(issuer, int(year.group()) if year else None, {}, None, council, designating, "OFAC" in document.text)


def _actor(scene: Scene) -> str | None:
    """The state or body that is the subject of the sentence."""
    for at, dep in enumerate(scene.dep):
        if dep == "nsubj" and is_public(scene, at):
            return power(scene, at)
    return None


def _finds(scene: Scene, lexicon: MeasureLexicon, context: _Context) -> Iterator[_Find]:
    if not may_hold_measure(scene.text) or scene.text.endswith("?"):
        return
    lower = scene.text.lower()
    kinds: set[str] = set()
    for at, lemma in enumerate(scene.lemma):
        if is_verb(scene, at) or scene.tag[at] == "JJ":
            for rule in lexicon.verbs.get(lemma, ()):
                find = _by_verb(scene, at, rule, lexicon, context)
                if find is not None:
                    kinds.add(find.kind)
                    yield find
                    break
    for at, lemma in enumerate(scene.lemma):
        if scene.tag[at].startswith("NN") and (lemma in lexicon.nouns or scene.lower[at] in lexicon.nouns):
            for noun in lexicon.nouns.get(lemma) or lexicon.nouns[scene.lower[at]]:
                find = _by_noun(scene, at, noun, lexicon, context)
                if find is not None and (find.kind not in kinds or find.imposers):
                    if find.kind in kinds and not _fresh(scene, at):
                        continue
                    kinds.add(find.kind)
                    yield find
    for phrase in lexicon.phrases:
        where = lower.find(phrase.words)
        if where >= 0 and phrase.kind not in kinds:
            at = next((i for i, token in enumerate(scene.parse) if token.idx >= where), len(scene.lemma) - 1)
            kinds.add(phrase.kind)
            imposers = (phrase.imposer,) if phrase.imposer else _governing_power(scene, at, lexicon, context)
            yield _Find(phrase.kind, at, imposers, _phrase_target(scene, at))
    if "embargo" not in kinds:
        find = _by_resolution(scene, lexicon)
        if find is not None:
            yield find


def _fresh(scene: Scene, at: int) -> bool:
    """Whether the noun is no part of a verb's phrase that has been read already ("under sanctions")."""
    return not (scene.dep[at] == "pobj" or scene.dep[at] == "dobj")


# --- verbs -----------------------------------------------------------------------------------------


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


def _denied(scene: Scene, verb: int) -> bool:
    if any(scene.lower[kid] in _NO for kid in kids(scene, verb, "neg", "det", "advmod")):
        return True
    if scene.dep[verb] == "acl" and any(scene.lower[kid] == "no" for kid in scene.children[scene.head[verb]]):
        return True
    for at in kids(scene, verb, "nsubj", "nsubjpass", "dobj"):
        if scene.lower[at] in ("none", "nobody", "neither") or any(scene.lower[kid] == "no" for kid in scene.children[at]):
            return True
    head = scene.head[verb]
    return scene.dep[verb] in ("xcomp", "ccomp") and scene.lemma[head] == "refuse"


def _untrue(scene: Scene, verb: int, lexicon: MeasureLexicon) -> bool:
    """Whether somebody says of the whole clause that it is not so."""
    for below, one in zip(scene.climb(verb), scene.climb(verb)[1:4], strict=False):
        if scene.dep[below] not in ("ccomp", "xcomp", "csubj", "pcomp", "prep", "advcl"):
            return False
        about = {scene.lemma[one], *(scene.lemma[kid] for kid in kids(scene, one, "acomp", "attr"))}
        if about & lexicon.around["untrue"]:
            return True
    return False


def _by_verb(scene: Scene, at: int, rule: VerbRule, lexicon: MeasureLexicon, context: _Context) -> _Find | None:
    if scene.dep[at] in ("amod", "compound", "aux", "auxpass"):
        return None
    if rule.needs and not rule.needs & set(scene.lower):
        if not ("treasury" in rule.needs and context.designating):
            return None
    if rule.refused != _denied(scene, at) or _untrue(scene, at, lexicon):
        return None
    actors = subjects(scene, at)
    whats = [one for one in objects(scene, at) if _fits(scene, one, rule)]
    if rule.kind == "seizure" and "any" not in rule.object and whats and set(whats) <= set(actors):
        # a headline: "Machine tool seized at the port"
        actors = [] if not any(power(scene, one, True) for one in whats) else actors
    whats = [one for one in whats if one not in actors]
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
        if "list" in rule.through:
            if about & lexicon.around["control_lists"]:
                kind = "export_control"
            elif not (about & lexicon.groups["sanction"] or any(power(scene, one) for one in (*through, *actors))):
                return None
    if rule.public and not any(_acts(scene, one, at, lexicon, context) for one in actors):
        return None
    if rule.kind == "seizure" and any(power_class(scene, one) == "nonstate" for one in actors):
        return None
    imposers = _codes(scene, actors, at, context)
    if not imposers and through:
        imposers = tuple(code for one in through if (code := power(scene, one)))
    kind = _kind(scene, kind, whats, clause, imposers, lexicon)
    if rule.whole and clause is None and not _whole(scene, whats, kind):
        return None
    targets = whats
    if rule.target == "inner":
        inner = [complement(scene, one, "of", "for", "from", "on", "to") for one in whats]
        targets = [one for one in inner if one is not None] or whats
    return _Find(kind, at, imposers, tuple(targets[:6]))


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


def power_class(scene: Scene, at: int) -> str | None:
    """The source class of the party that the noun ``at`` names."""
    found = parties_at(scene, at)
    return found[0].class_ if found else None


_PRONOUNS = frozenset(("it", "he", "she", "we", "they"))


def _acts(scene: Scene, at: int, verb: int, lexicon: MeasureLexicon, context: _Context) -> bool:
    """Whether the noun ``at`` is a state, an organ or a court, by itself or as a pronoun for one."""
    if is_public(scene, at):
        return True
    if scene.lower[at] in _PRONOUNS:
        own = _antecedents(scene, at)
        return any(is_public(scene, one) for one in own) if own else context.actor is not None
    return scene.lemma[at] in lexicon.around["bodies"]


def _antecedents(scene: Scene, at: int) -> list[int]:
    """Nouns of the same sentence that the pronoun ``at`` can stand for: the last subject before it."""
    before = [one for one in range(at) if scene.dep[one] in ("nsubj", "nsubjpass") and scene.lower[one] not in _PRONOUNS]
    before = [one for one in before if is_noun(scene, one) and scene.tag[one] not in ("WDT", "WP", "DT")]
    return conjuncts(scene, before[-1]) if before else []


def _codes(scene: Scene, nouns: Sequence[int], verb: int, context: _Context) -> tuple[str, ...]:
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


def _kind(
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
        if any(item.class_ == "arms" and item.kind in ("word", "weak") and scene.lemma[item.token] not in trade for item in items):
            return "embargo"
    return "export_control"


# --- nouns -----------------------------------------------------------------------------------------


def _by_noun(scene: Scene, at: int, rule: NounRule, lexicon: MeasureLexicon, context: _Context) -> _Find | None:
    dep, head = scene.dep[at], scene.head[at]
    if dep in ("compound", "nmod", "amod") and scene.lemma[head] in lexicon.around["names"]:
        return None
    if at + 1 < len(scene.lemma) and scene.lemma[at + 1] in lexicon.around["names"]:
        return None
    if any(scene.lower[kid] in _NO for kid in kids(scene, at, "det", "neg")):
        return None
    if rule.unless & set(scene.lemma[max(0, at - 2) : at + 3]):
        return None
    if any(scene.lemma[one] in lexicon.around["lifting"] for one in scene.climb(at)[1:3]):
        return None
    if any(scene.lemma[one] in lexicon.around["watching"] for one in scene.climb(at)[1:4]):
        return None
    core = [*kids(scene, at, "compound", "amod", "nmod"), *_after(scene, at)]
    if dep == "nsubj":
        core.extend(objects(scene, head))
    if rule.beside and not any(scene.lemma[one] in rule.beside for one in core):
        if not (rule.goods and any(item.token in core or item.first in core for item in scene.items)):
            return None
    imposers = _governing_power(scene, at, lexicon, context)
    targets = [one for one in (complement(scene, at, "on", "against", "of", "for", "to"),) if one is not None]
    targets = [one for one in targets if power(scene, one) not in imposers or not imposers]
    above = head if dep != "pobj" else scene.head[head]
    coming = scene.lemma[head] in lexicon.around["coming"] or any(
        scene.lemma[verb] in lexicon.around["imposing"] for verb in kids(scene, at, "relcl", "acl")
    )
    if scene.lemma[above] in lexicon.around["imposing"] and is_verb(scene, above):
        coming = coming or any(_acts(scene, one, above, lexicon, context) for one in subjects(scene, above))
    coming = coming or (dep == "pobj" and scene.lemma[above] in lexicon.around["threat"])
    if not rule.bare and not imposers and not targets and not coming:
        return None
    if not targets and is_verb(scene, head) and dep == "dobj":
        aimed = complement(scene, head, "on", "against")
        targets = [aimed] if aimed is not None else []
    targets = conjuncts(scene, targets[0]) if targets else []
    return _Find(_kind(scene, rule.kind, [at, *targets, *_after(scene, at)], None, imposers, lexicon), at, imposers, tuple(targets[:6]))


def _after(scene: Scene, at: int) -> list[int]:
    """Nouns and gerunds after the noun ``at`` that say what it is about."""
    found = []
    preps = kids(scene, at, "prep")
    if scene.dep[at] == "dobj" and scene.lemma[scene.head[at]] in ("put", "impose", "place", "order"):
        preps += kids(scene, scene.head[at], "prep")
    for prep in preps:
        for noun in kids(scene, prep, "pobj", "pcomp"):
            found.extend((noun, *kids(scene, noun, "compound", "amod")))
    return found


_SHORT = frozenset(("US", "un", "eu", "GB"))


def _governing_power(scene: Scene, at: int, lexicon: MeasureLexicon, context: _Context) -> tuple[str, ...]:
    """Who imposes the measure that the noun ``at`` names: its owner, or the subject of "impose"."""
    found: list[str] = []
    for kid in kids(scene, at, "poss", "amod", "compound", "nmod"):
        for one in conjuncts(scene, kid):
            for party in parties_at(scene, one)[:1]:
                # "North Korea sanctions" are on it, "American", "Japan's" and "U.S. sanctions" are its own
                aimed = party.kind == "state" and scene.dep[kid] != "poss" and party.code not in _SHORT
                if party.code and not aimed:
                    found.append(party.code)
    for prep in kids(scene, at, "prep"):
        if not found and scene.lower[prep] in ("of", "by", "from", "in"):
            found.extend(code for noun in kids(scene, prep, "pobj") if (code := power(scene, noun, True)))
    for verb in kids(scene, at, "acl", "relcl"):
        if not found:
            found.extend(_codes(scene, [noun for noun in subjects(scene, verb) if noun != at], verb, context))
    if not found:
        verb = scene.head[at] if scene.dep[at] not in ("pobj", "conj") else scene.head[scene.head[at]]
        if is_verb(scene, verb) and scene.lemma[verb] in lexicon.around["imposing"]:
            found.extend(_codes(scene, [noun for noun in subjects(scene, verb) if noun != at], verb, context))
    return tuple(dict.fromkeys(found))


def _phrase_target(scene: Scene, at: int) -> tuple[int, ...]:
    for step in scene.climb(at):
        if is_verb(scene, step):
            return tuple(one for one in objects(scene, step) if one != at)[:3]
    return ()


def _by_resolution(scene: Scene, lexicon: MeasureLexicon) -> _Find | None:
    """"In breach of Security Council resolutions": an embargo of the United Nations."""
    for at, lemma in enumerate(scene.lemma):
        if lemma != "resolution" or "un" not in codes_in(scene, list(range(len(scene.lemma)))):
            continue
        if any(scene.lower[kid] in _NO for kid in kids(scene, at, "det", "neg")):
            continue
        words = scene.climb(at)
        near = {scene.lemma[one] for one in words} | {
            scene.lemma[kid] for one in words for kid in kids(scene, one, "relcl", "acl", "prep", "amod")
        }
        if near & lexicon.around["breach"] and not any(_denied(scene, one) for one in words if is_verb(scene, one)):
            aimed = complement(scene, at, "on", "against")
            return _Find("embargo", at, ("un",), (aimed,) if aimed is not None else ())
    return None


# --- what comes out --------------------------------------------------------------------------------


_SAYING = frozenset("say tell report add announce note recall state write".split())


def _stance(scene: Scene, find: _Find, lexicon: MeasureLexicon) -> str:
    """``warns`` where the measure is only threatened, considered, called for or conditional.

    A noun of a measure in force ("would breach the embargo") stays asserted: only the verb that
    imposes it, or a word of threat that governs it, makes it a threat.
    """
    at = find.trigger
    path = scene.climb(at)
    threat, modal = lexicon.around["threat"], lexicon.around["modal"]
    noun = not is_verb(scene, at) and scene.tag[at] != "JJ"
    if not noun and scene.lemma[at] in threat and find.kind != "guidance":
        return "warns"
    for depth, one in enumerate(path[:5]):
        if depth and scene.lemma[one] in threat:
            return "warns"
        verb = is_verb(scene, one)
        if noun and verb and scene.lemma[one] not in lexicon.around["imposing"] | lexicon.around["coming"]:
            break
        for kid in scene.children[one]:
            word, dep = scene.lower[kid], scene.dep[kid]
            if dep in ("aux", "mark", "advmod") and (word in modal or (depth <= 1 and word in ("will", "'ll"))):
                return "warns"
            if depth == 0 and dep in ("amod", "acl") and scene.lemma[kid] in ("possible", "threaten", "potential"):
                return "warns"
        if verb and scene.dep[one] in ("relcl", "advcl", "ROOT", "conj"):
            break
        if scene.dep[one] == "ccomp" and scene.lemma[scene.head[one]] in _SAYING:
            break
    return "asserts"


def _measures(
    find: _Find, scene: Scene, document: Document, lexicon: MeasureLexicon, context: _Context
) -> Iterator[Measure]:
    evidence = document.text[scene.start : scene.end]
    stance = _stance(scene, find, lexicon)
    imposers: tuple[str | None, ...] = find.imposers
    if not imposers:
        imposers = (_fallback(find, stance, scene, context),)
    for imposer in imposers:
        if imposer:
            context.last[find.kind] = imposer
    aims: list[tuple[str | None, str | None]] = []
    for at in find.targets:
        codes = [one for one in codes_in(scene, phrase_tokens(scene, at)) if one not in imposers]
        aims.append((phrase_text(scene, at), codes[-1] if codes else _aimed_at(find, scene, lexicon, context, imposers)))
    for imposer in imposers:
        for target, country in aims or [(None, _aimed_at(find, scene, lexicon, context, imposers))]:
            yield Measure(evidence, scene.start, scene.end, imposer, target, country, find.kind, stance)


def _aimed_at(
    find: _Find, scene: Scene, lexicon: MeasureLexicon, context: _Context, imposers: Sequence[str | None]
) -> str | None:
    """The state or group aimed at, where the target itself does not name it."""
    codes = [
        one.code
        for one in scene.parties
        if one.code and one.code not in imposers and one.code not in ("un", "eu", "nato") and one.kind != "person"
    ]
    if "un" in imposers and find.kind in ("embargo", "sanctions"):
        under = [one for one in codes if _embargoed(one, lexicon, context)]
        return under[0] if under else None
    return codes[-1] if len(set(codes)) == 1 else (codes[-1] if codes and find.kind != "guidance" else None)


def _embargoed(code: str, lexicon: MeasureLexicon, context: _Context) -> bool:
    year = context.year
    return any(code == one and (year is None or first <= year <= last + 1) for one, first, last in lexicon.embargoes)


def _fallback(find: _Find, stance: str, scene: Scene, context: _Context) -> str | None:
    """Who imposes, where the measure's own clause does not tell."""
    aimed = {code for at in find.targets for code in codes_in(scene, phrase_tokens(scene, at))}
    organs = [
        one.code
        for one in scene.parties
        if one.kind == "organ" and one.code and one.class_ in ("government", "military") and one.code not in aimed
    ]
    last = context.last.get(find.kind)
    if find.kind == "embargo":
        if stance == "warns":
            return None
        if is_verb(scene, find.trigger):
            return context.actor
        return last or ("un" if context.council or any(one.code == "un" for one in scene.parties) else None)
    if find.kind == "export_control" and stance == "warns":
        return None
    if find.kind == "sanctions":
        return context.issuer or last or ("US" if context.treasury else organs[0] if organs else None)
    return organs[0] if organs else context.issuer or last


__all__ = ["may_hold_measure", "measures_of"]
