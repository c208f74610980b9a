"""The reader: documents in, statements and measures out.

One way, step by step: find words (``mentions``), let through what can matter (``gate``),
parse (``parsing``), bind words and frames to the parse (``scene``, ``frames``), rank who
sends what to whom (``ranking``), say how far and how surely (``positions``), on whose word
(``sourcing``), how many, for how much, when; and measures beside them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

from threadpoolctl import ThreadpoolController

from weighbridge.garbage import without_looking_for_garbage
from weighbridge.model import Document
from weighbridge.reading.assembly import silent_sentences, statements_of
from weighbridge.reading.encoder.encoder import Encoder, load_encoder
from weighbridge.reading.frames.frames import frames_in
from weighbridge.reading.gate import may_bear
from weighbridge.reading.homonyms import told_apart
from weighbridge.reading.learnt.models import Models, load_models
from weighbridge.reading.measures.measures import measures_of
from weighbridge.reading.mentions import Finder, Mention, finder
from weighbridge.reading.namesakes import without_namesakes
from weighbridge.reading.parsing.casing import in_title_case, sentence_case, small_words
from weighbridge.reading.parsing.parsing import DEFAULT_MODEL, parse
from weighbridge.reading.positions.bare_answers import take_up
from weighbridge.reading.positions.positions import place
from weighbridge.reading.ranking.alone import weigh_wording
from weighbridge.reading.ranking.page import add_senses, page_of
from weighbridge.reading.ranking.ranking import chosen, rank
from weighbridge.reading.result import Reading as Reading
from weighbridge.reading.scene import Scene, scene_of
from weighbridge.reading.sentences import Sentence, sentences_of

CHUNK = 60_000
"""Characters of text that are read in one go: large enough to keep the models busy, small enough to stay in memory."""
MOST_SENTENCES = 400
"""A document with more sentences is read in parts, each with its own context: what a sentence leans on stands
near it, and the cost of looking at the whole document for every sentence stays bounded."""


def _within(mentions: Sequence[Mention], starts: Sequence[int], sentence: Sentence) -> Sequence[Mention]:
    return mentions[bisect_left(starts, sentence.start) : bisect_right(starts, sentence.end - 1)]


def scenes_of(documents: Iterable[Document], model: str = DEFAULT_MODEL) -> Iterator[list[Scene]]:
    """The parsed scenes of each document, whatever it is about."""
    find = finder()
    for document in documents:
        sentences = sentences_of(document.text)
        yield from _scenes([(document, _mentions(document.text, find), sentences)], model)


def _mentions(text: str, find: Finder) -> Sequence[Mention]:
    """What a text names, homonyms told apart and without names that it gives to others."""
    return without_namesakes(text, told_apart(find.find(text), text))


def _scenes(
    prepared: Sequence[tuple[Document, Sequence[Mention], Sequence[Sentence]]], model: str
) -> Iterator[list[Scene]]:
    """Parse all sentences of several documents in one go."""
    texts = (one for document, mentions, sentences in prepared for one in _as_parsed(document, mentions, sentences))
    docs = parse(texts, model)
    for _, mentions, sentences in prepared:
        starts = [mention.start for mention in mentions]
        scenes = []
        for sentence in sentences:
            scene = scene_of(sentence, next(docs), _within(mentions, starts, sentence))
            kinds = {party.token: "party" for party in scene.parties} | {item.token: "item" for item in scene.items}
            firms = frozenset(party.token for party in scene.parties if party.kind == "company")
            scene.hits = frames_in(scene.doc, kinds, firms=firms)
            scenes.append(scene)
        yield scenes


def _as_parsed(document: Document, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> Iterator[str]:
    """The sentences as the parser sees them: headlines in title case are put in small letters."""
    starts = [mention.start for mention in mentions]
    small: Collection[str] | None = None
    for one in sentences:
        text = document.text[one.start : one.end]
        if in_title_case(text):
            small = small_words(document.text) if small is None else small
            text = sentence_case(text, one.start, _within(mentions, starts, one), small.__contains__)
        yield text


@lru_cache(maxsize=1)
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def _one_thread() -> AbstractContextManager[Any]:
    """Matrices are multiplied in this thread alone: ours are small, and several threads would wait for one another.

    Who has more cores reads in several processes.
    """
    return _libraries().limit(limits=1, user_api="blas")  # type: ignore[no-any-return]


def _portions(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Ranges of parts that together have some 2,000 sentences, so that parses don't pile up in memory."""
    first = total = 0
    for at, size in enumerate(sizes):
        total += size
        if total >= 2_000:
            yield first, at + 1
            first, total = at + 1, 0
    if first < len(sizes):
        yield first, len(sizes)


class Reader:
    """Reads documents with one parser model and one set of trained models.

    Args:
        careful: keep only statements that are right in supplier, recipient and item about nine times in ten.
        model: name of an installed spaCy pipeline with a tagger and a parser.
        gate: False parses every document, also those that cannot bear a statement.
    """

    def __init__(self, *, careful: bool = False, model: str = DEFAULT_MODEL, gate: bool = True) -> None:
        self.careful = careful
        self.model = model
        self.gate = gate
        self.models: Models = load_models()
        self.encoder: Encoder = load_encoder()
        self.find: Finder = finder()

    def read(self, document: Document) -> Reading:
        """Read one document."""
        return next(self.stream([document]))

    def stream(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Read documents in order; several at once where they are short."""
        batch: list[Document] = []
        size = 0
        for document in documents:
            batch.append(document)
            size += len(document.text)
            if size >= CHUNK:
                yield from self._read(batch)
                batch, size = [], 0
        yield from self._read(batch)

    def _read(self, documents: Sequence[Document]) -> list[Reading]:
        with without_looking_for_garbage(), _one_thread():
            return list(self._readings(documents))

    def _readings(self, documents: Sequence[Document]) -> Iterator[Reading]:
        prepared = []
        owner: list[int] = []
        for number, document in enumerate(documents):
            if self.gate and not may_bear(document.text, self.find):
                continue
            mentions = _mentions(document.text, self.find)
            sentences = sentences_of(document.text)
            for start in range(0, len(sentences), MOST_SENTENCES):
                prepared.append((document, mentions, sentences[start : start + MOST_SENTENCES]))
                owner.append(number)
        found: dict[int, list[Reading]] = {}
        for first, last in _portions([len(sentences) for _, _, sentences in prepared]):
            parts = list(zip(owner[first:last], _scenes(prepared[first:last], self.model), strict=True))
            for (number, _), reading in zip(parts, self._weigh(documents, parts), strict=True):
                found.setdefault(number, []).append(reading)
        for number, document in enumerate(documents):
            some = found.get(number, [])
            yield Reading(
                document,
                tuple(one for part in some for one in part.statements),
                tuple(one for part in some for one in part.measures),
                tuple(one for part in some for one in part.silent),
            )

    def _weigh(self, documents: Sequence[Document], parts: Sequence[tuple[int, list[Scene]]]) -> Iterator[Reading]:
        models = self.models
        pages = [page_of(scenes, documents[number]) for number, scenes in parts]
        weigh_wording(pages, models.weigh)
        for page in pages:
            add_senses(page, self.encoder)
        ranked = rank(pages, models.weigh, models.answer, "joint" in models.forests)
        for page, triples in zip(pages, ranked, strict=True):
            take_up(page, triples, models.threshold)
        picked = [chosen(triples, models.threshold) for triples in ranked]
        days = [documents[number].published for number, _ in parts]
        positions = place(pages, picked, models.weigh, models.answer, days)
        for (number, scenes), page, triples, mine, where in zip(parts, pages, ranked, picked, positions, strict=True):
            document = documents[number]
            # careful leaves out; it never changes what is said of the rest
            least = models.careful if self.careful else models.threshold
            statements = statements_of(document, page, mine, where, models, least)
            yield Reading(
                document,
                statements,
                measures_of(scenes, document),
                silent_sentences(document, page, triples, statements),
            )
