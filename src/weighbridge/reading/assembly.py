"""Assembly: from a chosen triple and its position to a Statement with all its slots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from weighbridge.model import NARRATOR, STAGES, Document, Item, Party, Source, Statement
from weighbridge.reading.amounts.further import further_ones
from weighbridge.reading.amounts.pieces import pieces
from weighbridge.reading.amounts.values import value_for
from weighbridge.reading.attribution.orders import ORDERED, in_order
from weighbridge.reading.corrections import UNANSWERED, silence, unanswered
from weighbridge.reading.dating.times import time_for
from weighbridge.reading.learnt.models import Models
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.asked import AFFIRMED
from weighbridge.reading.positions.modality import Position
from weighbridge.reading.positions.on_paper import ON_PAPER, is_on_paper
from weighbridge.reading.positions.own_modality import REAL
from weighbridge.reading.ranking.page import FAINT, Page, Triple, trigger_of
from weighbridge.reading.ranking.unsupplied import no_supply
from weighbridge.reading.scene import ItemMention, PartyMention, Scene
from weighbridge.reading.sources.severally import answering, both
from weighbridge.reading.sources.sourcing import Candidate, cast_and_attributions
from weighbridge.reading.sources.voices import Speech
from weighbridge.reading.whose import whose

_NAMED_KINDS = frozenset(("state", "adjective", "people", "capital", "place", "organ", "person", "group", "company"))


def statements_of(
    document: Document,
    page: Page,
    triples: Sequence[Triple],
    positions: Sequence[Sequence[Position]],
    models: Models,
    least: float,
) -> tuple[Statement, ...]:
    """The statements of a document, in text order; triples below ``least`` are left out."""
    if not triples:
        return ()
    speech = page.speech or cast_and_attributions(page.scenes, document, page.attributions)
    speech.senses = [look.sense for look in page.looks]
    told = [
        (triple, position)
        for triple, some in zip(triples, positions, strict=True)
        if some
        and triple.probability >= least
        and not silence(_sentence(document, page.scenes[triple.scene]))
        and not in_order(page.scenes[triple.scene].doc[triple.candidate.mention.token])
        and not _unsupplied(page, triple)
        for position in some
        if triple.probability >= models.moved or not _has_moved(position)
        if not _mere_silence(document, page, triple, position)
    ]
    choices = whose(speech, page, told, models)
    made: dict[tuple[object, ...], Statement] = {}
    for (triple, position), picked in zip(told, choices, strict=True):
        statement = _statement(document, page, triple, position, picked, models)
        severally = _each_answering(speech, triple, position.stance, picked, told)
        for source in severally or [statement.source]:
            parties = statement.supplier, statement.recipient, statement.item, position.stage, position.stance
            via = tuple(one for one in statement.via if not (severally and _is_among(source, one)))
            made.setdefault((statement.start, parties, source), replace(statement, source=source, via=via))
    return tuple(made.values())


def _each_answering(
    speech: Speech,
    triple: Triple,
    stance: str,
    picked: Candidate | None,
    told: Sequence[tuple[Triple, Position]],
) -> list[Source]:
    """Those who deny a transfer, or decline to speak of it, each for himself."""
    found = answering(speech, triple.scene, stance, picked)
    scene, before = speech.scenes[triple.scene], triple.scene - 1
    if not found and (before < 0 or stance != "denies" or scene.lower[:1] != ["both"]):
        return []
    if not found:
        near = {(one.supplier, one.recipient) for one, _ in told if one.scene == before}
        return both(scene, speech.scenes[before], (triple.supplier, triple.recipient), near)
    same = {one.supplier for one, other in told if (one.scene, other.stance) == (triple.scene, stance)}
    if {source.country for source in found} <= same:
        # each of several suppliers answers for itself
        return [source for source in found if source.country in (triple.supplier, triple.recipient)]
    return found


def _is_among(source: Source, voice: Source) -> bool:
    """Whether words name a source, by itself or among others: "South Korea and Japan both"."""
    return source.text is not None and voice.text is not None and source.text in voice.text


def _unsupplied(page: Page, triple: Triple) -> str | None:
    """Why nobody gets the goods by the sentence; None where somebody may."""
    goods, trigger = triple.candidate.mention.token, trigger_of(page, triple.candidate)
    return no_supply(page.looks[triple.scene], goods, trigger, triple.supplier, triple.recipient_mention)


def _sentence(document: Document, scene: Scene) -> str:
    return document.text[scene.start : scene.end]


def _mere_silence(document: Document, page: Page, triple: Triple, position: Position) -> bool:
    """Whether all that a sentence tells of goods that it doesn't name is that somebody gave no answer."""
    named = triple.candidate.mention.kind.startswith(("designation", "word"))
    return position.stance == "declines" and not named and unanswered(_sentence(document, page.scenes[triple.scene]))


def _has_moved(position: Position) -> bool:
    """Whether the goods have moved by what is said."""
    return position.stage in REAL and position.stance in AFFIRMED


def _party(page: Page, code: str | None, mention: PartyMention | None, at: int, text: str) -> Party | None:
    """The party as the sentence, or else the nearest sentence before (or after), names it."""
    if code is None:
        return None
    if mention is None:
        order = [*range(at - 1, -1, -1), *range(at + 1, len(page.scenes))]
        mention = next((p for j in order for p in page.scenes[j].parties if p.code == code), None)
    return Party(code, text[mention.start : mention.end] if mention else code)


def _item_text(scene: Scene, item: ItemMention, document: Document) -> tuple[int, int]:
    """Characters of the noun phrase: from the first goods word to the head that ends it."""
    head = scene.doc[item.token]
    end = max(item.end, scene.start + head.idx + len(head.text)) if item.token >= item.first else item.end
    return item.start, min(end, scene.end)


_PRONOUNS = frozenset(("PRP", "DT", "CD", "WDT"))


def _goods(document: Document, page: Page, triple: Triple) -> str | None:
    """The words for goods that "it" or a verb stands for ("denied arming the rebels"): the last named of the class."""
    item = triple.candidate.mention
    scene = page.scenes[triple.scene]
    tag = scene.tag[item.token]
    verbal = item.kind.startswith("transfer") and tag.startswith(("V", "MD"))
    pronoun = item.kind.startswith("pronoun") and (tag in _PRONOUNS or scene.lower[item.token] == "none")
    answers = triple.answers and item.kind not in ("designation", "word")
    taught = item.class_ == "training"
    if (taught and not answers) or not (verbal or pronoun or answers):
        return None
    named = [
        (page.scenes[before], one)
        for before in range(triple.scene, -1, -1)
        for one in reversed(page.scenes[before].items)
        if one.kind in ("designation", "word") and one.start < item.start
    ]
    if taught:  # whose word is a verb, and no goods of its own
        lessons = (one for one in page.items if one.mention.class_ == item.class_ and one.mention.start < item.start)
        named = [(page.scenes[one.scene], one.mention) for one in sorted(lessons, key=lambda one: -one.mention.start)]
    # an answer is about what was told, of whatever class its own words seem to be
    told = next((one for one in named if one[1].class_ == item.class_), named[0] if answers and named else None)
    if told is None:
        return None
    start, end = _item_text(*told, document)
    return document.text[start:end]


def _statement(
    document: Document,
    page: Page,
    triple: Triple,
    position: Position,
    source: Candidate | None,
    models: Models,
) -> Statement:
    scene = page.scenes[triple.scene]
    item = triple.candidate.mention
    start, end = _item_text(scene, item, document)
    low, high = start - scene.start, end - scene.start
    hits = triple.candidate.hits
    hit = scene.hits[hits[0][1]] if hits else None
    seen = position.word if position.word is not None else hit.trigger if hit else None
    further = further_ones(scene, item, position.stage)
    seen = further[0] if further is not None else seen
    trigger = None
    if seen is not None:
        word = scene.doc[seen]
        trigger = (word.idx, word.idx + len(word.text))
    stands_in = item.kind.startswith(("pronoun", "transfer"))
    named = [m for m in (triple.supplier_mention, triple.recipient_mention) if m is not None]
    inside = (triple.supplier is None or triple.supplier_mention is not None) and (
        triple.recipient is None or triple.recipient_mention is not None
    )
    explicit = inside and all(m.kind in _NAMED_KINDS for m in named) and "+" not in item.kind and not stands_in
    supplier = _party(page, triple.supplier, triple.supplier_mention, triple.scene, document.text)
    recipient = _party(page, triple.recipient, triple.recipient_mention, triple.scene, document.text)
    because = [
        f"item: {document.text[start:end]!r}, {item.class_} ({item.kind}), likely {triple.candidate.likely:.2f}",
        f"supplier: {_why(supplier, triple.supplier_mention)}",
        f"recipient: {_why(recipient, triple.recipient_mention)}",
        f"trigger: {hit.frame.lemma} ({hit.frame.pos}, {hit.frame.stage})" if hit else "trigger: none",
        *(f"position: {reason}" for reason in position.reasons),
        *_sensed(page, triple),
        f"source: {source.reason if source else 'nobody is named'}",
    ]
    return Statement(
        evidence=document.text[scene.start : scene.end],
        start=scene.start,
        end=scene.end,
        supplier=supplier,
        recipient=recipient,
        item=Item(item.class_, _goods(document, page, triple) or document.text[start:end]),
        quantity=triple.count or (further[1] if further else pieces(scene, item, start, end, seen, position.stage)),
        value=value_for(scene.doc, low, high),
        time=time_for(scene.doc, low, high, trigger, position.stage, document.published, document.text[: scene.start]),
        stage=position.stage,
        stance=position.stance,
        certainty=position.certainty,
        source=source.source if source else NARRATOR,
        via=source.via if source else (),
        explicit=explicit,
        trigger=hit.frame.lemma if hit else None,
        confidence=round(models.confidence(triple.probability), 3),
        because=tuple(because),
    )


def _why(party: Party | None, mention: PartyMention | None) -> str:
    if party is None:
        return "not said"
    if mention is None:
        return f"{party.code}, from the rest of the document ({party.text!r})"
    return f"{party.code}, {mention.kind} {party.text!r}"


def _sensed(page: Page, triple: Triple) -> list[str]:
    """What the encoder says of the proposition, in words and shares."""
    sense = page.looks[triple.scene].sense
    if sense is None:
        return []
    item, trigger = triple.candidate, trigger_of(page, triple.candidate)
    parties = triple.supplier_mention, triple.recipient_mention
    shares = {"transferred": item.sense[0]}
    for at, (party, name) in enumerate(zip(parties, ("supplier gives", "recipient gets"), strict=True)):
        if party is not None:
            shares[name] = sense.parties(item.mention.token, trigger, [(triple.scene, party.token)])[0][at]
    tokens = [party.token if party is not None else None for party in parties]
    stages = np.array(sense.position(item.mention.token, trigger, *tokens)[: len(STAGES)])
    told = [f"{name} {1 / (1 + np.exp(-odds)):.2f}" for name, odds in shares.items()]
    best = int(stages.argmax())
    told.append(f"{STAGES[best]} {1 / np.exp(stages - stages[best]).sum():.2f}")
    return [f"encoder: {', '.join(told)}"]


def silent_sentences(
    document: Document, page: Page, triples: Sequence[Triple], statements: Sequence[Statement]
) -> tuple[tuple[int, int, str], ...]:
    """Sentences that name goods and gave no statement, each with the reason."""
    speaking = {statement.start for statement in statements}
    best: dict[int, Triple] = {}
    for triple in triples:
        if triple.scene not in best or triple.probability > best[triple.scene].probability:
            best[triple.scene] = triple
    likely: dict[int, float] = {}
    for item in page.items:
        likely[item.scene] = max(likely.get(item.scene, 0.0), item.likely)
    out = []
    for at, chance in likely.items():
        scene = page.scenes[at]
        if scene.start in speaking:
            continue
        if why := silence(_sentence(document, scene)):
            reason = why
        elif any(in_order(scene.doc[item.token]) for item in scene.items):
            reason = ORDERED
        elif unanswered(_sentence(document, scene)):
            reason = UNANSWERED
        elif at in best and (why := _unsupplied(page, best[at])):
            reason = why
        elif at in best and is_on_paper(tree_of(scene.doc), best[at].candidate.mention.token):
            reason = ON_PAPER
        elif at in best:
            triple = best[at]
            reason = (
                f"{triple.supplier or 'nobody'} > {triple.recipient or 'nobody'}, {triple.candidate.mention.class_}: "
                f"probability {triple.probability:.2f} is too low"
            )
        elif chance < FAINT:
            reason = "goods are named, nothing says that they go anywhere"
        else:
            reason = f"goods likely to go somewhere ({chance:.2f}), but no two parties fit"
        out.append((scene.start, scene.end, reason))
    return tuple(out)
