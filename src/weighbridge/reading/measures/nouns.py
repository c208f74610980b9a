"""Measures told of by a noun or by fixed words: "an arms embargo", "US sanctions", "red flags".

Source of the rules: lexicon/measures.toml; coding guidelines, section 7 and hard case 7.
"""

from __future__ import annotations

import calendar

from weighbridge.reading.measures.lexicon import MeasureLexicon, NounRule
from weighbridge.reading.measures.roles import (
    codes_in,
    complement,
    conjuncts,
    is_noun,
    is_verb,
    kids,
    objects,
    parties_at,
    power,
    subjects,
)
from weighbridge.reading.measures.verbs import NEGATIVES, Context, Find, acts, codes_of, denied, kind_of
from weighbridge.reading.scene import Scene

_DAYS = frozenset(name.lower() for name in (*calendar.day_name, *calendar.month_name) if name)


def by_noun(scene: Scene, at: int, rule: NounRule, lexicon: MeasureLexicon, context: Context) -> Find | None:
    dep, head = scene.dep[at], scene.head[at]
    if dep in ("compound", "nmod", "amod") and scene.lemma[head] in lexicon.around["names"]:
        return None
    if at + 1 < len(scene.lemma) and scene.lemma[at + 1] in lexicon.around["names"]:
        return None
    if any(scene.lower[kid] in NEGATIVES for kid in kids(scene, at, "det", "neg")):
        return None
    if dep == "compound" and scene.tag[head].startswith("NNP") and scene.tag[at] == "NNP":
        return None  # part of a firm's name
    if dep == "compound" and scene.lemma[head] in lexicon.groups["list"]:
        return None
    if rule.unless & set(scene.lemma[max(0, at - 2) : at + 3]):
        return None
    if any(scene.lemma[one] in lexicon.around["lifting"] for one in scene.climb(at)[1:3]):
        return None
    watched = "sanctions" in rule.kind
    if watched and any(scene.lemma[one] in lexicon.around["watching"] for one in scene.climb(at)[1:4]):
        return None
    core = [*kids(scene, at, "compound", "amod", "nmod"), *_after(scene, at)]
    if dep == "nsubj":
        core.extend(objects(scene, head))
    fits = any(scene.lemma[one] in rule.beside for one in core)
    if rule.goods and not fits:
        fits = any(item.token in core or item.first in core for item in scene.items)
    if rule.beside and not fits:
        return None
    imposers = governing_power(scene, at, lexicon, context)
    targets = [one for one in (complement(scene, at, "on", "against", "of", "for", "to"),) if one is not None]
    targets = [one for one in targets if power(scene, one) not in imposers or not imposers]
    above = head if dep != "pobj" else scene.head[head]
    coming = scene.lemma[head] in lexicon.around["coming"] or any(
        scene.lemma[verb] in lexicon.around["imposing"] for verb in kids(scene, at, "relcl", "acl")
    )
    if scene.lemma[above] in lexicon.around["imposing"] and is_verb(scene, above):
        coming = coming or any(acts(scene, one, above, lexicon, context) for one in subjects(scene, above))
    if rule.kind == "guidance" and scene.lemma[head] in lexicon.around["imposing"]:
        coming = coming or dep in ("dobj", "nsubjpass")
    coming = coming or (dep == "pobj" and scene.lemma[above] in lexicon.around["threat"])
    if not rule.bare and not imposers and not targets and not coming:
        return None
    if not targets and is_verb(scene, head) and dep == "dobj":
        aimed = complement(scene, head, "on", "against")
        targets = [aimed] if aimed is not None and aimed > at else []
    targets = [one for one in targets if scene.lower[one] not in _DAYS]
    targets = conjuncts(scene, targets[0]) if targets else []
    return Find(
        kind_of(scene, rule.kind, [at, *targets, *_after(scene, at)], None, imposers, lexicon),
        at,
        imposers,
        tuple(targets[:6]),
    )


def _after(scene: Scene, at: int) -> list[int]:
    """Nouns and gerunds after the noun ``at`` that say what it is about."""
    found: list[int] = []
    preps = kids(scene, at, "prep")
    if scene.dep[at] == "dobj" and scene.lemma[scene.head[at]] in ("put", "impose", "place", "order"):
        preps += kids(scene, scene.head[at], "prep")
    for prep in preps:
        for noun in kids(scene, prep, "pobj", "pcomp"):
            found.extend((noun, *kids(scene, noun, "compound", "amod")))
    return found


_SHORT = frozenset(("US", "un", "eu", "GB"))


def governing_power(scene: Scene, at: int, lexicon: MeasureLexicon, context: Context) -> tuple[str, ...]:
    """Who imposes the measure that the noun ``at`` names: its owner, or the subject of "impose"."""
    found: list[str] = []
    for kid in kids(scene, at, "poss", "amod", "compound", "nmod"):
        for one in conjuncts(scene, kid):
            for party in parties_at(scene, one)[:1]:
                # "North Korea sanctions" are on it, "American", "Japan's" and "U.S. sanctions" are its own
                aimed = party.kind == "state" and scene.dep[kid] != "poss" and party.code not in _SHORT
                if party.code and not aimed:
                    found.append(party.code)
    if any(scene.lower[kid] in ("its", "their", "our") for kid in kids(scene, at, "poss")):
        found.extend(codes_of(scene, [at], at, context))
    for prep in kids(scene, at, "prep"):
        if not found and scene.lower[prep] in ("of", "by", "from", "in"):
            found.extend(code for noun in kids(scene, prep, "pobj") if (code := power(scene, noun, True)))
    for verb in kids(scene, at, "acl", "relcl"):
        if not found:
            found.extend(codes_of(scene, [noun for noun in subjects(scene, verb) if noun != at], verb, context))
    if not found:
        verb = scene.head[at] if scene.dep[at] not in ("pobj", "conj") else scene.head[scene.head[at]]
        if is_verb(scene, verb) and scene.lemma[verb] in lexicon.around["imposing"]:
            found.extend(codes_of(scene, [noun for noun in subjects(scene, verb) if noun != at], verb, context))
    return tuple(dict.fromkeys(found))


def phrase_target(scene: Scene, at: int, kind: str, lexicon: MeasureLexicon) -> tuple[int, ...]:
    if kind == "expulsion":
        envoys = [
            one for one, lemma in enumerate(scene.lemma) if lemma in lexicon.groups["envoy"] and is_noun(scene, one)
        ]
        return tuple(envoys[:1])
    for step in scene.climb(at):
        if is_verb(scene, step):
            return tuple(one for one in objects(scene, step) if one != at)[:3]
    return ()


def by_resolution(scene: Scene, lexicon: MeasureLexicon) -> Find | None:
    """ "In breach of Security Council resolutions": an embargo of the United Nations."""
    council = "un" in codes_in(scene, list(range(len(scene.lemma))))
    for at, lemma in enumerate(scene.lemma):
        numbered = at + 1 < len(scene.lemma) and scene.lower[at + 1].isdigit()
        if lemma != "resolution" or not (council or numbered):
            continue
        if any(scene.lower[kid] in NEGATIVES for kid in kids(scene, at, "det", "neg")):
            continue
        words = scene.climb(at)
        near = {scene.lemma[one] for one in words} | {
            scene.lemma[kid] for one in words for kid in kids(scene, one, "relcl", "acl", "prep", "amod")
        }
        binding = set(scene.lemma) & lexicon.around["binding"]
        if numbered and binding and scene.lower[scene.head[at]] == "under" and scene.items:
            return Find("embargo", at, ("un",), ())
        if near & lexicon.around["breach"] and not any(denied(scene, one) for one in words if is_verb(scene, one)):
            aimed = complement(scene, at, "on", "against")
            return Find("embargo", at, ("un",), (aimed,) if aimed is not None else ())
    return None


def is_fresh(scene: Scene, at: int) -> bool:
    """Whether the noun is no part of a verb's phrase that has been read already ("under sanctions")."""
    return not (scene.dep[at] == "pobj" or scene.dep[at] == "dobj")
