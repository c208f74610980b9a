"""Lessons as tensors: passages in rows of pieces, and the questions about them as places in those rows."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import torch
from torch import Tensor

from training.encoder.lessons import Lesson
from weighbridge.reading.encoder.encoder import laid_out
from weighbridge.reading.encoder.passages import CORE, Passage, passages
from weighbridge.reading.encoder.pieces import pieces_of
from weighbridge.reading.encoder.plain import STAND_INS, spoken

SMALL = 70
"""Pieces of the smallest passages of training, which are cut otherwise each time."""


class Page(NamedTuple):
    """A passage of a lesson."""

    lesson: Lesson
    passage: Passage
    size: int


@dataclass(slots=True)
class Rows:
    """A batch. Each table: places in the flat vectors, ends of sentences or classes, numbers beside, answers."""

    numbers: Tensor
    mask: Tensor
    tables: dict[str, tuple[Tensor, Tensor, Tensor, Tensor]]


class Cutter:
    """Cuts words by the vocabulary of the pre-trained model."""

    def __init__(self, vocabulary: Sequence[str], device: str) -> None:
        self.known = {piece: at for at, piece in enumerate(vocabulary)}
        self.device = device

        @cache
        def cut(word: str) -> tuple[int, ...]:
            return tuple(one for part in word.split() for one in pieces_of(part, self.known))

        self.cut: Callable[[str], tuple[int, ...]] = cut

    def pages(self, lessons: Sequence[Lesson], chance: random.Random | None) -> list[Page]:
        """All passages with questions; with ``chance`` cut otherwise each time."""
        out = []
        for lesson in lessons:
            sizes = [sum(len(self.cut(word)) for word in spoken(one)) for one in lesson.sentences]
            asked = {one[0] for one in (*lesson.items, *lesson.sources)} if lesson.items else set()
            core = chance.randint(SMALL, CORE) if chance else CORE
            for one in passages(sizes, (at for at in asked if sizes[at]), core):
                out.append(Page(lesson, one, sum(sizes[one.first : one.stop])))
        return out

    def rows(self, pages: Sequence[Page], chance: random.Random | None) -> Rows:
        """A batch; with ``chance`` the parties are called otherwise each time."""
        laid = []
        for lesson, passage, _ in pages:
            order = chance.sample(range(len(STAND_INS)), len(STAND_INS)) if chance else range(len(STAND_INS))
            some = lesson.sentences[passage.first : passage.stop]
            words = [[self.cut(word) for word in spoken(one, order)] for one in some]
            laid.append(laid_out(words, passage.start - passage.first, self.known))
        length = -(-max(len(numbers) for numbers, _ in laid) // 16) * 16
        table = torch.zeros(len(laid), length, dtype=torch.long)
        mask = torch.zeros(len(laid), length, dtype=torch.bool)
        for row, (numbers, _) in enumerate(laid):
            table[row, : len(numbers)] = torch.tensor(numbers)
            mask[row, : len(numbers)] = True
        asked = _Asked(length, len(laid) * length)
        for row, (page, (_, places)) in enumerate(zip(pages, laid, strict=True)):
            asked.add(row, page, places)
        return Rows(table.to(self.device), mask.to(self.device), asked.tables(self.device))


class _Asked:
    """Questions of a batch, gathered passage by passage."""

    def __init__(self, length: int, none: int) -> None:
        self.length, self.none = length, none
        self.found: dict[str, list[tuple[list[int], list[int], list[float], list[float]]]] = {}
        self.groups = 0

    def add(self, row: int, page: Page, places: Sequence[Sequence[int]]) -> None:
        """The questions of one passage; ``places`` as ``laid_out`` gives them."""
        lesson, (first, start, stop), _ = page
        base = row * self.length

        def at(sentence: int, token: int) -> int:
            if token < 0 or not first <= sentence < stop:
                return self.none
            place = places[sentence - first]
            return base + place[token + 1] if token < len(place) - 2 and place[token + 1] >= 0 else self.none

        def ends(sentence: int) -> list[int]:
            place = places[sentence - first]
            return [base + place[0], base + place[-1]]

        def ask(name: str, where: list[int], beside: list[int], more: list[float], answers: Sequence[float]) -> None:
            self.found.setdefault(name, []).append((where, beside, more, [float(one) for one in answers]))

        house = [lesson.house]
        for s, goods, word, said in lesson.items:
            if start <= s < stop:
                ask("item", [at(s, goods), at(s, word)], ends(s), house, said)
        for s, goods, word, place, gives in lesson.parties:
            if start <= s < stop and (party := at(*place)) != self.none:
                ask("party", [at(s, goods), at(s, word), party], [], house, gives)
        for s, goods, word, supplier, recipient, answer in lesson.positions:
            if start <= s < stop:
                four = [at(s, one) for one in (goods, word, supplier, recipient)]
                ask("position", four, ends(s), house, answer)
        for s, word, candidates in lesson.sources:
            if start <= s < stop and candidates:
                for where, class_, kind, grounds, right in candidates:
                    beside = [at(*where), at(s, word), self.groups]
                    ask("source", beside, [class_, kind], [*map(float, grounds), *house], [right])
                self.groups += 1

    def tables(self, device: str) -> dict[str, tuple[Tensor, Tensor, Tensor, Tensor]]:
        """All of them as tensors."""
        kinds = (torch.long, torch.long, torch.float32, torch.float32)
        return {
            name: tuple(  # type: ignore[misc]
                torch.tensor([one[part] for one in some], dtype=kind).to(device, non_blocking=True)
                for part, kind in enumerate(kinds)
            )
            for name, some in self.found.items()
        }
