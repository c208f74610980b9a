"""Documents to be read at a bench, and their readings."""

from __future__ import annotations

from typing import Any

from tests.reading.llm.conftest import TEXT, Bench, told

from weighbridge.model import Document
from weighbridge.readers.door import read_by
from weighbridge.reading.result import Reading

TRUE = {"statements": [told()], "measures": []}


def documents(number: int) -> list[Document]:
    return [Document(f"doc-{at}", f"Report {at}. {TEXT}", published="2024-03-07") for at in range(number)]


def read(bench: Bench, some: list[Document], **settings: Any) -> list[Reading]:
    return list(read_by(bench.reader(**settings), some))


def one(bench: Bench, document: Document, **settings: Any) -> Reading:
    return read(bench, [document], **settings)[0]


def made_up() -> dict[str, Any]:
    russia = {"code": "RU", "text": "Russia"}
    return told(evidence="Russia has delivered 500 tanks to Serbia.", supplier=russia, quantity=None)
