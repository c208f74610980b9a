"""What the encoder learns from: sentences in plain words with questions about their tokens, and the answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from training.gold import GoldDocument, code
from training.learner import fold_of
from training.positions import told_in
from training.sources import examples_of
from training.triples import label
from weighbridge.model import CERTAINTIES, STAGES, STANCES
from weighbridge.reading.encoder.plain import Plain, numbers_of, plain_words
from weighbridge.reading.encoder.senses import SOURCES
from weighbridge.reading.ranking.page import Page, page_of, trigger_of
from weighbridge.reading.sources.senses import asked_of
from weighbridge.reading.sources.sourcing import cast_and_attributions

NOBODY = -1
"""Token of a word that is not there."""


@dataclass(slots=True)
class Lesson:
    """A sentence with its questions; all places are tokens."""

    words: list[Plain]
    fold: int
    house: float
    items: list[tuple[int, int, tuple[bool, bool, bool]]] = field(default_factory=list)
    """Goods, word of transfer; whether they are transferred, whether nobody gives, whether nobody gets."""
    parties: list[tuple[int, int, int, tuple[bool, bool]]] = field(default_factory=list)
    """Goods, word of transfer, party; whether it gives, whether it gets."""
    positions: list[tuple[int, int, int, int, tuple[int, int, int]]] = field(default_factory=list)
    """Goods, word of transfer, supplier, recipient; stage, stance, certainty."""
    sources: list[tuple[int, list[tuple[int, int, int, list[bool], bool]]]] = field(default_factory=list)
    """Word; for each candidate where it speaks, class, kind of country, grounds, and whether it is the source."""


def _place(token: int | None) -> int:
    return NOBODY if token is None else token


def lessons_of(golds: Sequence[GoldDocument]) -> list[Lesson]:
    """One lesson for every sentence of the documents with an item candidate."""
    pages = [page_of(gold.scenes) for gold in golds]
    label(golds, pages)
    table: dict[tuple[int, int], Lesson] = {}
    for number, (gold, page) in enumerate(zip(golds, pages, strict=True)):
        names = numbers_of(page.scenes)
        for at in sorted({item.scene for item in page.items}):
            words = plain_words(page.scenes[at], names)
            table[number, at] = Lesson(words, fold_of(gold.document.id), page.house)
        _ask_of_items(page, number, table)
    _ask_of_positions(golds, pages, table)
    for number, gold in enumerate(golds):
        _ask_of_sources(gold, number, table)
    return list(table.values())


def _ask_of_items(page: Page, number: int, table: dict[tuple[int, int], Lesson]) -> None:
    for item in page.items:
        lesson, goods, word = table[number, item.scene], item.mention.token, _place(trigger_of(page, item))
        unsaid = [any(key[side] is None for key in item.gold) for side in (0, 1)]
        lesson.items.append((goods, word, (bool(item.gold), *unsaid)))
        for party in item.named if item.gold else ():
            gives, gets = (any(key[side] == party.code for key in item.gold) for side in (0, 1))
            lesson.parties.append((goods, word, party.token, (gives, gets)))


def _ask_of_positions(
    golds: Sequence[GoldDocument], pages: Sequence[Page], table: dict[tuple[int, int], Lesson]
) -> None:
    for told in told_in(golds, pages):
        scene = told.asked.look.scene
        for statement, seen_from in zip(told.gold, told.seen_from, strict=True):
            view = told.asked.views[seen_from]
            word = scene.hits[view.number].trigger if view.number >= 0 else NOBODY
            codes = [code(statement[side]) for side in ("supplier", "recipient")]
            sides = [next((p.token for p in scene.parties if one and p.code == one), NOBODY) for one in codes]
            answer = (
                STAGES.index(statement["stage"]),
                STANCES.index(statement["stance"]),
                CERTAINTIES.index(statement["certainty"]),
            )
            table[told.document, told.scene].positions.append((told.asked.item.token, word, *sides, answer))


def _ask_of_sources(gold: GoldDocument, number: int, table: dict[tuple[int, int], Lesson]) -> None:
    for one in examples_of(gold, cast_and_attributions(gold.scenes, gold.document)):
        if (number, one.scene) not in table:
            continue
        codes = [code(one.statement["supplier"]), code(one.statement["recipient"])]
        scene = gold.scenes[one.scene]
        asked = [(c, asked_of(scene, one.scene, c.grounds, codes)) for c in one.candidates]
        rows = [
            (_place(token), SOURCES.index(class_), kind, grounds, (c.source.class_, c.source.country) == one.key)
            for c, (token, class_, kind, grounds) in asked
        ]
        table[number, one.scene].sources.append((one.word, rows))


def spread(lessons: Sequence[Lesson]) -> Iterator[str]:
    """A line on how much there is to learn."""
    for name in ("items", "parties", "positions", "sources"):
        yield f"{name} {sum(len(getattr(one, name)) for one in lessons)}"
