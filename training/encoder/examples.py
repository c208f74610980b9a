"""First half of ``make encoder``: the questions to the encoder, from the corpus as the reader sees it."""

from __future__ import annotations

from collections.abc import Sequence

from training.encoder.lessons import NOBODY, Lesson, spread, write_lessons
from training.gold import GoldDocument, code, load
from training.learner import fold_of
from training.positions import told_in
from training.sources import examples_of
from training.triples import label
from weighbridge.model import CERTAINTIES, STAGES, STANCES
from weighbridge.reading.encoder.plain import numbers_of, plain_words
from weighbridge.reading.encoder.senses import SOURCES
from weighbridge.reading.ranking.page import Page, named_before, page_of, trigger_of
from weighbridge.reading.sources.senses import asked_of
from weighbridge.reading.sources.sourcing import cast_and_attributions

BACK = 6
"""Sentences before the goods whose parties are asked about; a passage seldom reaches further."""


def _place(token: int | None) -> int:
    return NOBODY if token is None else token


def lessons_of(golds: Sequence[GoldDocument]) -> list[Lesson]:
    """One lesson for every document."""
    pages = [page_of(gold.scenes, gold.document) for gold in golds]
    label(golds, pages)
    lessons = []
    for gold, page in zip(golds, pages, strict=True):
        numbers = numbers_of(page.scenes)
        words = [plain_words(scene, numbers) for scene in page.scenes]
        lesson = Lesson(words, fold_of(gold.document.id), page.house)
        _ask_of_items(page, lesson)
        _ask_of_sources(gold, lesson)
        lessons.append(lesson)
    _ask_of_positions(golds, pages, lessons)
    return lessons


def _ask_of_items(page: Page, lesson: Lesson) -> None:
    for item in page.items:
        goods, word = item.mention.token, _place(trigger_of(page, item))
        unsaid = [any(key[side] is None for key in item.gold) for side in (0, 1)]
        lesson.items.append((item.scene, goods, word, (bool(item.gold), *unsaid)))
        if not item.gold:
            continue
        named = [(party.code, (item.scene, party.token)) for party in item.named]
        for one, place in [*named, *named_before(page.scenes, item.scene, max(0, item.scene - BACK))]:
            gives, gets = (any(key[side] == one for key in item.gold) for side in (0, 1))
            lesson.parties.append((item.scene, goods, word, place, (gives, gets)))


def _ask_of_positions(golds: Sequence[GoldDocument], pages: Sequence[Page], lessons: Sequence[Lesson]) -> None:
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
            supplier, recipient = sides
            lessons[told.document].positions.append(
                (told.scene, told.asked.item.token, word, supplier, recipient, answer)
            )


def _ask_of_sources(gold: GoldDocument, lesson: Lesson) -> None:
    for one in examples_of(gold, cast_and_attributions(gold.scenes, gold.document)):
        codes = [code(one.statement["supplier"]), code(one.statement["recipient"])]
        asked = [(c, asked_of(gold.scenes, one.scene, c.grounds, codes)) for c in one.candidates]
        rows = [
            (
                place or (one.scene, NOBODY),
                SOURCES.index(class_),
                kind,
                grounds,
                (c.source.class_, c.source.country) == one.key,
            )
            for c, (place, class_, kind, grounds) in asked
        ]
        lesson.sources.append((one.scene, one.word, rows))


def main() -> None:
    """Write the lessons of the corpus."""
    lessons = lessons_of(load())
    write_lessons(lessons)
    print(f"{len(lessons)} documents: {', '.join(spread(lessons))}")


if __name__ == "__main__":
    main()
