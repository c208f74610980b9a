"""How it is said, as strings for the linear model: the word that speaks, what governs it, its neighbours.

What hangs on the sentence, on the word or on the goods alone is put into strings once, however many transfers of a
sentence are seen from there.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.wording import masked
from weighbridge.reading.scene import ItemMention, Scene

_SMALL = frozenset("aux auxpass neg advmod mark prt amod det prep npadvmod cc".split())


def masks_of(scene: Scene) -> list[str]:
    """The sentence's words by what they are, as ``ranking.wording`` has them."""
    cache = tree_of(scene.doc).cache
    known: list[str] | None = cache.get("masks")
    if known is None:
        known = cache["masks"] = masked(scene)
    return known


def position_words(
    look: Lookup,
    item: ItemMention,
    number: int,
    named: Mapping[str, Any],
    roles: Sequence[str],
    before: Lookup | None,
) -> list[str]:
    """Strings of a transfer seen from the word of transfer ``number``, or from the goods (-1).

    Args:
        look: the sentence.
        item: the goods.
        number: of the word that speaks for them.
        named: the cues there, as ``modality.features`` gives them.
        roles: those of supplier and recipient there.
        before: the sentence before.
    """
    scene = look.scene
    trigger = scene.hits[number].trigger if number >= 0 else item.token
    rule, tag = f"{named['rule_stage']}/{named['rule_stance']}", scene.tag[trigger]
    out = [
        f"rule {rule}",
        f"certainty {named['rule_certainty']}",
        f"frame {named['frame_stage']} {tag}",
        f"frame {named['frame_stage']} {named['modal']} {named['perfect']} {named['progressive']}",
        f"roles {roles[0]} {roles[1]}",
        f"kind {item.kind}",
        *_of_word(look, number, trigger, named),
        *_of_goods(look, item.token),
        *_about(look, trigger),
    ]
    if scene.index == 0:
        out += ["headline", f"headline {tag}", f"headline {rule}"]
    if scene.sentence.bullet:
        out += ["bullet", f"bullet {rule}"]
    if number < 0:
        out.append("no trigger")
    if before is not None:
        out.extend(f"before {one.frame.stage}" for one in before.scene.hits)
    return out


def _of_word(look: Lookup, number: int, trigger: int, named: Mapping[str, Any]) -> list[str]:
    """The word itself, what governs it and what hangs on it."""
    key = "words of", number, trigger
    known: list[str] | None = look.cache.get(key)
    if known is not None:
        return known
    scene, masks = look.scene, masks_of(look.scene)
    lemma, tag = scene.lemma[trigger], scene.tag[trigger]
    out = [
        f"trigger {lemma}",
        f"trigger {lemma} {tag}",
        f"trigger {lemma} {named['relation']}",
        f"modal {named['modal']}",
        f"negated {named['negated']}",
    ]
    chain = scene.hits[number].chain if number >= 0 else ()
    for step, one in enumerate(chain[:5]):
        out.append(f"chain {scene.lemma[one]}")
        out.append(f"chain{min(step, 2)} {scene.lemma[one]}")
        out.extend(f"over {masks[kid]}" for kid in scene.children[one] if scene.dep[kid] in _SMALL)
    if chain:
        out.append(f"chain0 {lemma} {scene.lemma[chain[0]]}")
        out.append("chain " + " ".join(scene.lemma[one] for one in chain[:3]))
    for below, one in itertools.pairwise(look.climb(trigger)[:6]):
        out.append(f"up {scene.lemma[one]} {scene.dep[below]}")
    out.extend(f"under {scene.dep[kid]} {masks[kid]}" for kid in scene.children[trigger])
    out.extend(f"small {scene.lower[kid]} {tag}" for kid in scene.children[trigger] if scene.dep[kid] in _SMALL)
    look.cache[key] = out
    return out


def _of_goods(look: Lookup, token: int) -> list[str]:
    """What hangs on the goods."""
    key = "words at goods", token
    known: list[str] | None = look.cache.get(key)
    if known is None:
        scene, masks = look.scene, masks_of(look.scene)
        known = [f"goods {scene.dep[kid]} {masks[kid]}" for kid in scene.children[token]]
        look.cache[key] = known
    return known


def _about(look: Lookup, trigger: int) -> list[str]:
    """The word's neighbours, the whole sentence, its root and its words of transfer."""
    key = "words about", trigger
    known: list[str] | None = look.cache.get(key)
    if known is not None:
        return known
    scene, masks = look.scene, masks_of(look.scene)
    root = look.climb(trigger)[:6][-1]
    out = [f"near left {word}" for word in masks[max(0, trigger - 5) : trigger]]
    out += [f"near right {word}" for word in masks[trigger + 1 : trigger + 6]]
    out += _anywhere(look)
    out.append(f"root {scene.lemma[root]} {scene.tag[root]}")
    out.extend(f"root {scene.dep[kid]} {scene.lower[kid]}" for kid in scene.children[root] if scene.dep[kid] in _SMALL)
    out.extend(f"hit {one.frame.stage} {scene.tag[one.trigger]}" for one in scene.hits)
    look.cache[key] = out
    return out


def _anywhere(look: Lookup) -> list[str]:
    """Each word, and each with the next."""
    known: list[str] | None = look.cache.get("words anywhere")
    if known is None:
        masks = masks_of(look.scene)
        known = []
        for one, two in itertools.pairwise(masks):
            known += ("any " + one, f"pair {one} {two}")
        known.append("any " + masks[-1])
        look.cache["words anywhere"] = known
    return known
