"""Running the reader over many documents, in this process or in several.

The results and their order are the same with any number of processes.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weighbridge import __version__
from weighbridge.model import Document

if TYPE_CHECKING:
    from weighbridge.reading.reader import Reader, Reading

READER = "rules"
"""The name of the built-in reader."""

CHUNK_DOCUMENTS = 16
CHUNK_CHARACTERS = 200_000
"""Documents are handed to a process in chunks that end at either number."""

_reader: Any = None
"""The reader of a worker process."""


def _options(careful: bool, model: str | None, gate: bool) -> dict[str, Any]:
    """What to tell the reader: only what differs from its own defaults."""
    options: dict[str, Any] = {}
    if careful:
        options["careful"] = True
    if model:
        options["model"] = model
    if not gate:
        options["gate"] = False
    return options


def _new_reader(options: dict[str, Any]) -> Reader:
    from weighbridge.reading.reader import Reader

    return Reader(**options)


def reader_version(careful: bool = False, model: str | None = None) -> str:
    """The version of the reader: two readings with the same version of the same text are the same.

    That of the program, with a digest of its models, lexicon and parser, and of the options that change what is read.
    """
    from importlib.metadata import PackageNotFoundError, version

    from weighbridge.reading.parsing.parsing import DEFAULT_MODEL

    parser = model or DEFAULT_MODEL
    try:
        parts = [parser, version(parser)]
    except PackageNotFoundError:
        parts = [parser]
    digest = sha256(repr([*parts, version("spacy")]).encode())
    here = Path(__file__).parent
    learnt = (path for path in (here / "reading" / "learnt").iterdir() if path.suffix == ".npz")
    lexicon = (path for path in (here / "lexicon").rglob("*") if path.suffix in (".toml", ".json"))
    for path in sorted([*learnt, *lexicon]):
        digest.update(path.relative_to(here).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return f"{__version__}+{digest.hexdigest()[:12]}{'.careful' if careful else ''}"


def readings(
    documents: Iterable[Document],
    *,
    jobs: int = 1,
    careful: bool = False,
    model: str | None = None,
    gate: bool = True,
) -> Iterator[Reading]:
    """A Reading for each document, in their order; ``jobs`` processes share the work.

    ``model`` is the name of an installed spaCy model; ``gate=False`` parses every sentence.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    options = _options(careful, model, gate)
    if jobs == 1:
        yield from _new_reader(options).stream(documents)
    else:
        yield from _in_processes(documents, jobs, options)


def _in_processes(documents: Iterable[Document], jobs: int, options: dict[str, Any]) -> Iterator[Reading]:
    """At most two chunks a process are on their way, so memory is bounded however long the stream is."""
    pool = ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("fork"), initializer=_begin, initargs=(options,)
    )
    waiting: deque[Future[list[Reading]]] = deque()
    try:
        for chunk in chunks(documents):
            waiting.append(pool.submit(_read_chunk, chunk))
            if len(waiting) >= 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in their order, in lists of bounded size."""
    chunk: list[Document] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += len(document.text)
        if len(chunk) >= CHUNK_DOCUMENTS or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _begin(options: dict[str, Any]) -> None:
    """Start of a worker: an interrupt is the parent's to answer."""
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _reader = _new_reader(options)


def _read_chunk(chunk: list[Document]) -> list[Reading]:
    return list(_reader.stream(chunk))


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A sentence with its parse, as ``weighbridge.reading.attribution.attributions`` takes it."""

    index: int
    start: int
    end: int
    text: str
    paragraph: int
    parse: Any


def attributions_of(
    documents: Iterable[Document], model: str | None = None, nested: bool = False
) -> Iterator[list[Any]]:
    """The attributions of each document, whatever its topic: every sentence is parsed.

    ``nested``: also those that stand inside what another attribution reports.
    """
    from weighbridge.reading.attribution.attributions import attributions
    from weighbridge.reading.attribution.extent import printed
    from weighbridge.reading.parsing.parsing import DEFAULT_MODEL, parse
    from weighbridge.reading.sentences import sentences_of

    for document in documents:
        sentences = sentences_of(document.text)
        texts = [document.text[one.start : one.end] for one in sentences]
        parses = parse(texts, model or DEFAULT_MODEL)
        parsed = [
            _Parsed(one.index, one.start, one.end, text, one.paragraph, parse_of_one)
            for one, text, parse_of_one in zip(sentences, texts, parses, strict=True)
        ]
        yield printed(attributions(parsed, attitudes=True), parsed, nested)
