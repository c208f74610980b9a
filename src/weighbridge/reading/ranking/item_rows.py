"""What the models see of an item: is it, in this sentence, transferred at all?"""

from __future__ import annotations

from weighbridge.model import STAGES
from weighbridge.reading.ranking.candidates import Outline
from weighbridge.reading.ranking.lookup import (
    DEPENDENCIES,
    FAMILIES,
    FAR,
    ITEM_KINDS,
    PREPOSITIONS,
    Lookup,
    item_hits,
    one_hot_of,
    preposition,
)
from weighbridge.reading.ranking.surroundings import FILLING_NAMES, fillings
from weighbridge.reading.scene import ItemMention, Scene

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

_FAMILY, _KIND, _STAGE = one_hot_of(FAMILIES), one_hot_of(ITEM_KINDS), one_hot_of(STAGES)
_DEPENDENCY, _PREPOSITION = one_hot_of(DEPENDENCIES), one_hot_of(PREPOSITIONS)


def item_row(look: Lookup, item: ItemMention, outline: Outline, before: Scene | None) -> list[float]:
    """Numbers for the question: is this item, in this sentence, transferred at all?"""
    scene = look.scene
    family = item.class_.split(".")[0]
    token = item.token
    hits = item_hits(look, item)
    hit = scene.hits[hits[0][1]] if hits else None
    stage = hit.frame.stage if hit else ""
    prep, _ = preposition(scene, token)
    distance = min((abs(trigger - token) for trigger in look.near_hits), default=FAR)
    parties = [(p, scene.parties[i]) for i, p in enumerate(look.party_tokens) if scene.parties[i].code]
    nearest = min((abs(p - token) for p, _ in parties), default=FAR)
    after = [party for p, party in parties if p > token]
    preps_after = {preposition(scene, party.token)[0] for party in after}
    determiners = {scene.lower[child] for child in scene.children[token] if scene.dep[child] in ("det", "poss")}
    subject_party = 0.0
    if hit is not None:
        table = hit.roles
        subject_party = float(bool(table.get("supplier")) or bool(table.get("recipient")))
    total = sum(outline.classes.values()) or 1
    return [
        *_FAMILY(family),
        *_KIND(item.kind),
        *_DEPENDENCY(scene.dep[token]),
        *_PREPOSITION(prep),
        *_STAGE(stage),
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
