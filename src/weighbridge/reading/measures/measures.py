"""What is done against transfers: sanctions, export controls, embargoes, guidance, seizures, expulsions.

Only sentences with a word of ``lexicon/measures.toml`` are looked at. A rule finds the word, checks
what stands beside it, and asks the parse who imposes the measure on whom (measure_verbs,
measure_nouns, measure_roles); here it is said who imposes and who is aimed at where the clause
itself leaves it open, and whether the measure is taken or only threatened.
Source of the rules: coding guidelines, section 7 and hard case 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from weighbridge.model import Document, Measure
from weighbridge.reading.measures.lexicon import MeasureLexicon, load_measures
from weighbridge.reading.measures.nouns import (
    by_noun,
    by_resolution,
    governing_power,
    is_fresh,
    phrase_target,
)
from weighbridge.reading.measures.roles import (
    codes_in,
    is_public,
    is_verb,
    phrase_text,
    phrase_tokens,
    power,
)
from weighbridge.reading.measures.signs import may_hold_measure
from weighbridge.reading.measures.verbs import Context, Find, by_verb
from weighbridge.reading.mentions import finder
from weighbridge.reading.scene import PartyMention, Scene

__all__ = ["may_hold_measure", "measures_of"]


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


def _context(document: Document) -> Context:
    issuer = None
    if document.publisher:
        for mention in finder().find(document.publisher):
            if mention.entry.kind in ("organ", "group") and mention.entry.class_ != "nonstate":
                issuer = mention.entry.code
    year = re.match(r"\d{4}", document.published or "")
    text, lower = document.text, document.text.lower()
    named = "security council" in lower or "united nations" in lower
    council = named or (("UN" in text or "U.N" in text) and re.search(r"\bU\.?N\.?\b", text) is not None)
    office = "OFAC" in text or (
        "Treasury" in text and re.search(r"\b(?:U\.?S\.?|American) Treasury|Treasury Department", text) is not None
    )
    designating = any(word in text for word in ("OFAC", "Sanction", "sanction", "Treasury"))
    return Context(
        issuer=issuer,
        year=int(year.group()) if year else None,
        last={},
        council=council,
        designating=designating,
        treasury=office,
    )


def _actor(scene: Scene) -> str | None:
    """The state or body that is the subject of the sentence."""
    for at, dep in enumerate(scene.dep):
        if dep == "nsubj" and is_public(scene, at):
            return power(scene, at)
    return None


def _finds(scene: Scene, lexicon: MeasureLexicon, context: Context) -> Iterator[Find]:
    if not may_hold_measure(scene.text) or scene.text.endswith("?"):
        return
    lower = scene.text.lower()
    kinds: set[str] = set()
    for at, lemma in enumerate(scene.lemma):
        if is_verb(scene, at) or scene.tag[at] == "JJ":
            for rule in lexicon.verbs.get(lemma, ()):
                find = by_verb(scene, at, rule, lexicon, context)
                if find is not None:
                    kinds.add(find.kind)
                    yield find
                    break
    for at, lemma in enumerate(scene.lemma):
        if scene.tag[at][:2] in ("NN", "JJ") and (lemma in lexicon.nouns or scene.lower[at] in lexicon.nouns):
            for noun in lexicon.nouns.get(lemma) or lexicon.nouns[scene.lower[at]]:
                find = by_noun(scene, at, noun, lexicon, context)
                if find is not None and (find.kind not in kinds or find.imposers):
                    if find.kind in kinds and not is_fresh(scene, at):
                        continue
                    kinds.add(find.kind)
                    yield find
    for phrase in lexicon.phrases:
        where = lower.find(phrase.words)
        if where >= 0 and phrase.kind not in kinds:
            at = next((i for i, token in enumerate(scene.parse) if token.idx >= where), len(scene.lemma) - 1)
            kinds.add(phrase.kind)
            imposers = (phrase.imposer,) if phrase.imposer else governing_power(scene, at, lexicon, context)
            yield Find(phrase.kind, at, imposers, phrase_target(scene, at, phrase.kind, lexicon))
    if "embargo" not in kinds:
        find = by_resolution(scene, lexicon)
        if find is not None:
            yield find


_SAYING = frozenset("say tell report add announce note recall state write".split())


def _stance(scene: Scene, find: Find, lexicon: MeasureLexicon) -> str:
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
    find: Find, scene: Scene, document: Document, lexicon: MeasureLexicon, context: Context
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
        tokens = phrase_tokens(scene, at)
        codes = [one for one in codes_in(scene, tokens) if one not in imposers]
        if not codes:
            codes = [party.code for party in _aimed_at(find, scene, lexicon, context, imposers) if party.code]
        aims.append((phrase_text(scene, at), codes[0] if codes else None))
    if not aims:
        parties = _aimed_at(find, scene, lexicon, context, imposers)[:1]
        aims = [(document.text[one.start : one.end], one.code) for one in parties] or [(None, None)]
    for imposer in imposers:
        for target, country in aims:
            yield Measure(evidence, scene.start, scene.end, imposer, target, country, find.kind, stance)


_AIMING = {
    "seizure": (frozenset(("from", "by", "of")), frozenset(("to", "for"))),
    "sanctions": (frozenset(("on", "against")),),
}
_TOWARDS = (frozenset(("to", "for", "on", "against")),)


def _aimed_at(
    find: Find, scene: Scene, lexicon: MeasureLexicon, context: Context, imposers: Sequence[str | None]
) -> list[PartyMention]:
    """The parties aimed at, likeliest first, where the target itself does not name one.

    A seizure: whence the goods came, else whither they went. A measure of the Security Council: who
    was under its embargo then. Else: to, for, on or against whom.
    """
    others = [
        one
        for one in scene.parties
        if one.code and one.code not in imposers and one.code not in ("un", "eu", "nato") and one.kind != "person"
    ]
    if "un" in imposers and find.kind in ("embargo", "sanctions"):
        return [one for one in others if _embargoed(one.code or "", lexicon, context)]
    found: list[PartyMention] = []
    for preps in _AIMING.get(find.kind, _TOWARDS):
        for one in others:
            above = next((step for step in scene.climb(one.token)[1:4] if scene.dep[step] in ("prep", "agent")), None)
            if above is not None and scene.lower[above] in preps and one not in found:
                found.append(one)
    if find.kind == "guidance" or (find.kind == "sanctions" and find.targets):
        return found
    return found or others[-1:]


def _embargoed(code: str, lexicon: MeasureLexicon, context: Context) -> bool:
    year = context.year
    return any(code == one and (year is None or first <= year <= last + 1) for one, first, last in lexicon.embargoes)


def _fallback(find: Find, stance: str, scene: Scene, context: Context) -> str | None:
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
