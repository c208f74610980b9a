"""Attributions of a text, with the words that they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from weighbridge.reading.attribution.attributions import Attribution, attributions
from weighbridge.reading.parsing.parsing import parse
from weighbridge.reading.sentences import sentences_of


@dataclass(frozen=True)
class Sentence:
    index: int
    start: int
    end: int
    text: str
    paragraph: int
    parse: Any


def parsed_sentences(text: str, parsed: bool = True) -> list[Sentence]:
    found = sentences_of(text)
    docs: list[Any] = list(parse([text[one.start : one.end] for one in found])) if parsed else [None] * len(found)
    return [
        Sentence(one.index, one.start, one.end, text[one.start : one.end], one.paragraph, doc)
        for one, doc in zip(found, docs, strict=True)
    ]


@lru_cache(maxsize=256)
def read(text: str) -> tuple[Attribution, ...]:
    return tuple(attributions(parsed_sentences(text)))


def words_of(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " | ".join(text[start:end] for start, end in spans)
