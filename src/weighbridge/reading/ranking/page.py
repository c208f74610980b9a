"""A document on its way through the ranking: its items, their party candidates and the triples made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from weighbridge.model import Document, Quantity
from weighbridge.reading.attribution.attributions import Attribution, attributions
from weighbridge.reading.encoder.encoder import Encoder
from weighbridge.reading.encoder.senses import SENSE_ITEM, Place, Sense, answer_items, answer_parties, senses_of
from weighbridge.reading.learnt.trees import Floats
from weighbridge.reading.ranking.antecedents import resolve
from weighbridge.reading.ranking.candidates import Outline, items_of, named_parties, outline_of
from weighbridge.reading.ranking.item_rows import item_row
from weighbridge.reading.ranking.lookup import Lookup, item_hits, lookup_of, voices_of
from weighbridge.reading.ranking.offices import bind_offices
from weighbridge.reading.ranking.wording import masked, words_of
from weighbridge.reading.scene import ItemMention, PartyMention, Scene
from weighbridge.reading.sources.first_person import name_issuer, speakers_of_we
from weighbridge.reading.sources.speech import cast_and_attributions
from weighbridge.reading.sources.turns import states_answering, turns_in
from weighbridge.reading.sources.voices import Speech

Weigh = Callable[[str, list[list[str]]], Floats]
"""Linear model name and word features of each row to log-odds: ``transferred``."""


Answer = Callable[[str, Floats], Floats]
"""Model name and rows to probabilities: ``item1 supplier1 recipient1 item2 supplier2 recipient2 triple again
joint``."""


FAINT = 0.06
"""Items below this after step 1 are not looked at again."""
HOPELESS = -1.0
"""Log-odds of the wording alone (``transferred``); where all items of a passage are below, the encoder is not asked."""


@dataclass(slots=True)
class ItemCandidate:
    """An item in a scene, with its party candidates and the scores they got."""

    scene: int
    mention: ItemMention
    hits: list[tuple[int, int]]
    row: list[float]
    words: list[str]
    named: list[PartyMention] = field(default_factory=list)
    named_rows: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    """A row for each named party: PARTY_NAMES, then what the words and the encoder say."""
    named_words: list[list[str]] = field(default_factory=list)
    named_senses: list[list[float]] = field(default_factory=list)
    """What the encoder says of each named party: SENSE_PARTY."""
    senses_before: dict[str | None, list[float]] = field(default_factory=dict)
    """The same of parties that the sentence doesn't name, but those read before it do."""
    sense: list[float] = field(default_factory=lambda: [0.0] * len(SENSE_ITEM))
    """What the encoder says of the item: SENSE_ITEM."""
    wording: float | None = None
    """Log-odds that it is transferred by the wording of its sentence; None before it was weighed."""
    alone: float = 0.0
    likely: float = 0.0
    supplier_alone: list[float] = field(default_factory=list)
    recipient_alone: list[float] = field(default_factory=list)
    codes: list[str | None] = field(default_factory=list)
    mentions: list[PartyMention | None] = field(default_factory=list)
    supplier: list[float] = field(default_factory=list)
    recipient: list[float] = field(default_factory=list)
    gold: set[tuple[str | None, str | None, str | None]] = field(default_factory=set)
    """Training only."""


@dataclass(slots=True)
class Triple:
    """A proposition with its probability; None stands for nobody known."""

    candidate: ItemCandidate
    supplier: str | None
    recipient: str | None
    supplier_mention: PartyMention | None
    recipient_mention: PartyMention | None
    row: Floats = field(default_factory=lambda: np.zeros(0))
    words: list[str] = field(default_factory=list)
    """How the sentence says it of the pair: input of the linear model ``pair``."""
    probability: float = 0.0
    answers: bool = False
    """Whether its sentence only denies what was said, or will not say whether it is so (``positions.bare_answers``)."""
    count: Quantity | None = None
    """Its own number of pieces, where several share one verb (``gapped``)."""
    scene: int = field(init=False)
    family: str = field(init=False)

    def __post_init__(self) -> None:
        self.scene = self.candidate.scene
        self.family = self.candidate.mention.class_.split(".")[0]


@dataclass(slots=True)
class Page:
    """A document on its way through the steps."""

    scenes: Sequence[Scene]
    looks: list[Lookup]
    outline: Outline
    items: list[ItemCandidate]
    attributions: Sequence[Attribution] = ()
    masks: list[list[str]] = field(default_factory=list)
    house: float = 1.0
    """1 where the document is annotated, or to be read, as the corpus is in ``open`` and ``aside``; training sets 0 for
    ``more``, whose annotators leave fewer slots empty and book other shares of what is named."""
    speech: Speech | None = None
    """Who speaks in the document."""


def page_of(scenes: Sequence[Scene], document: Document | None = None) -> Page:
    """Candidates and first rows of a document's scenes (in text order); with the ``document`` also who speaks in it."""
    bind_offices(scenes, document.publisher if document is not None else None)
    outline = outline_of(scenes)
    found = attributions(scenes)
    speech = cast_and_attributions(scenes, document, found) if document is not None else None
    if speech is not None:
        name_issuer(speech)
    looks = [lookup_of(scene, voices) for scene, voices in zip(scenes, voices_of(scenes, found), strict=True)]
    turns = speech.turns if speech is not None and not speech.parliament else turns_in(scenes, False)
    states = {} if speech is not None and speech.host is not None else states_answering(scenes, turns)
    resolve(looks, states, speakers_of_we(speech) if speech is not None else {})
    items = []
    all_masks = []
    for at, (scene, look) in enumerate(zip(scenes, looks, strict=True)):
        before = scenes[at - 1] if at else None
        masks = masked(scene)
        all_masks.append(masks)
        for mention in items_of(scenes, at, outline):
            hits = item_hits(look, mention)
            words = words_of(look, mention, masks, before)
            candidate = ItemCandidate(at, mention, hits, item_row(look, mention, outline, before), words)
            candidate.named = named_parties(scene)
            items.append(candidate)
    return Page(scenes, looks, outline, items, found, all_masks, speech=speech)


def likeliest(codes: Sequence[str | None], scores: Sequence[float]) -> tuple[str | None, float]:
    """The party, or nobody, with the highest score in a role, and that score; nobody and 0 where there is none."""
    return max(zip(codes, scores, strict=True), key=lambda pair: pair[1], default=(None, 0.0))


def is_hopeless(item: ItemCandidate) -> bool:
    """Whether the wording of the item's sentence, already weighed, rules out that it is transferred."""
    return item.wording is not None and item.wording < HOPELESS


def add_senses(page: Page, encoder: Encoder) -> None:
    """Asks the encoder about the sentences of the page with an item candidate.

    Where the wording was weighed before, passages in which it rules out all items are left out.
    """
    wanted = {item.scene for item in page.items}
    hopeful = {item.scene for item in page.items if not is_hopeless(item)}
    for at, sense in senses_of(page.scenes, wanted, encoder, page.house, hopeful).items():
        page.looks[at].sense = sense
    asked = [(item, page.looks[item.scene].sense, item.mention.token, trigger_of(page, item)) for item in page.items]
    answer_items((sense, token, trigger) for _, sense, token, trigger in asked if sense is not None)
    for item, one, token, trigger in asked:
        if one is not None:
            item.sense = one.item(token, trigger)


def named_before(scenes: Sequence[Scene], at: int, first: int) -> list[tuple[str, tuple[int, int]]]:
    """Parties that scene ``at`` doesn't name, with the places where scenes from ``first`` on name them: once a scene,
    the nearest scene first."""
    inside = {party.code for party in named_parties(scenes[at])}
    out = []
    for scene in range(at - 1, first - 1, -1):
        last = {party.code: party.token for party in named_parties(scenes[scene]) if party.code not in inside}
        out += [(code, (scene, token)) for code, token in last.items() if code]
    return out


def ask_of_named(page: Page) -> None:
    """Asks the encoder about all parties that stand beside an item in its sentence, at once."""
    asked = []
    for item in page.items:
        sense = page.looks[item.scene].sense
        if sense is not None and item.named:
            places = [(item.scene, party.token) for party in item.named]
            asked.append((sense, item.mention.token, trigger_of(page, item), places))
    answer_parties(asked)


def _asked_before(page: Page, item: ItemCandidate) -> tuple[Sense, list[tuple[str, Place]]] | None:
    """The parties named before the item's sentence of which the encoder is still to be asked."""
    sense = page.looks[item.scene].sense
    if sense is None or item.senses_before:
        return None
    return sense, named_before(page.scenes, item.scene, min(sense.table))


def ask_of_named_before(page: Page, items: Iterable[ItemCandidate]) -> None:
    """Asks the encoder about all parties named before these items' sentences, at once."""
    asked = []
    for item in items:
        found = _asked_before(page, item)
        if found is not None:
            places = [place for _, place in found[1]]
            asked.append((found[0], item.mention.token, trigger_of(page, item), places))
    answer_parties(asked)


def add_senses_before(page: Page, item: ItemCandidate) -> None:
    """Asks the encoder about the parties named before the item's sentence: of several places the strongest answer."""
    asked = _asked_before(page, item)
    if asked is None:
        return
    sense, found = asked
    answers = sense.parties(item.mention.token, trigger_of(page, item), [place for _, place in found])
    for (code, _), answer in zip(found, answers, strict=True):
        known = item.senses_before.get(code, answer)
        item.senses_before[code] = [max(pair) for pair in zip(known, answer, strict=True)]


def trigger_of(page: Page, item: ItemCandidate) -> int | None:
    """The word of transfer that holds the item best."""
    return page.scenes[item.scene].hits[item.hits[0][1]].trigger if item.hits else None
