"""The reader ``llm`` at the door: a language model behind an endpoint, each answer held to its document."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from weighbridge import __version__
from weighbridge.environment import SettingsError
from weighbridge.model import Document
from weighbridge.reading.llm.settings import PREFIX, Settings, settings_from
from weighbridge.reading.result import Note, Reading

if TYPE_CHECKING:
    from anyio.from_thread import BlockingPortal

    from weighbridge.readers.door import Asked
    from weighbridge.reading.llm.asking import Asker, Heard
    from weighbridge.reading.llm.spending import Spending

NAME = "llm"
CAREFUL = 0.8
"""The least confidence with ``--careful``: nothing mended, nothing lowered, at most one slot from elsewhere."""
AHEAD = 2
"""Documents on their way for each request at once: memory stays bounded."""
NEEDED = ("anyio", "httpx", "json_repair", "tenacity")
"""Packages of the extra ``llm``."""


@dataclass(frozen=True)
class LanguageModel:
    """Reads documents by asking; opening it sends nothing."""

    settings: Settings
    careful: bool = False
    tell: Callable[[str], None] | None = field(default=None, repr=False)
    name: str = NAME

    @property
    def model(self) -> str:
        """As the server calls it."""
        return self.settings.model

    @cached_property
    def prompt(self) -> str:
        """The version of the prompt."""
        from weighbridge.reading.llm.prompt import prompt

        return prompt(self.settings.examples).version

    @cached_property
    def version(self) -> str:
        """Of all that decides what is read: this program and its rules, prompt, model, parameters."""
        from weighbridge.reading.llm.asking import parameters_of
        from weighbridge.running import reader_version

        parts = repr((reader_version(), self.prompt, parameters_of(self.settings)))
        return f"{__version__}+{sha256(parts.encode()).hexdigest()[:12]}{'.careful' if self.careful else ''}"

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """A Reading for each document, in their order; several are on their way at once.

        Raises ReaderError where no request can succeed: wrong key, address or model.
        """
        from anyio.from_thread import start_blocking_portal

        from weighbridge.reading.llm.spending import Spending

        spending = Spending(self.settings)
        count: Counter[str] = Counter()
        try:
            with start_blocking_portal() as portal, portal.wrap_async_context_manager(_Opened(self, spending)) as asker:
                for reading in self._in_order(portal, asker, documents):
                    count.update(note.kind for note in reading.notes)
                    count["documents"] += 1
                    count["unread"] += reading.problem is not None
                    yield reading
        finally:
            self._sum_up(count)

    def _in_order(self, portal: BlockingPortal, asker: Asker, documents: Iterable[Document]) -> Iterator[Reading]:
        waiting: deque[tuple[Document, Future[Heard] | None]] = deque()
        for document in documents:
            may = not self.settings.gate or _may_bear(document)
            waiting.append((document, portal.start_task_soon(asker.ask, document) if may else None))
            if len(waiting) >= AHEAD * self.settings.parallel:
                yield self._reading(asker, *waiting.popleft())
        while waiting:
            yield self._reading(asker, *waiting.popleft())

    def _reading(self, asker: Asker, document: Document, future: Future[Heard] | None) -> Reading:
        from weighbridge.reading.llm.grounding.grounding import ground

        if future is None:
            return Reading(document, notes=(Note("not asked", f"nothing in it can bear a statement ({PREFIX}GATE)"),))
        heard = self._heard(asker, future)
        found = ground(document, heard.told)
        statements = tuple(one for one in found.statements if not self.careful or one.confidence >= CAREFUL)
        return Reading(
            document,
            statements,
            found.measures,
            problem=heard.problem,
            notes=(*heard.notes, *found.notes),
            cost=heard.cost(asker.spending),
        )

    def _heard(self, asker: Asker, future: Future[Heard]) -> Heard:
        """What was heard. Raises ReaderError."""
        from weighbridge.readers.door import ReaderError

        try:
            return future.result()
        except BaseExceptionGroup:
            # of the windows of a document; each raises the same
            if asker.wrong is None:
                raise
            raise ReaderError(f"the reader {NAME}: {asker.wrong}") from None

    def _sum_up(self, count: Counter[str]) -> None:
        """One line on what of the answers the documents did not bear out, and on what was not read."""
        if self.tell is None:
            return
        checks = [f"{count[kind]:,} {kind}" for kind in ("dropped", "repaired", "lowered") if count[kind]]
        parts = [f"held to the text: {', '.join(checks)} (--explain says what)"] if checks else []
        if count["unread"]:
            parts.append(f"not read, or not wholly: {count['unread']:,} of {count['documents']:,} documents")
        if parts:
            self.tell(f"{self.model}: {'; '.join(parts)}")


class _Opened:
    """The asker of a run, with its connections, as an asynchronous context."""

    def __init__(self, reader: LanguageModel, spending: Spending) -> None:
        self.reader = reader
        self.spending = spending
        self.stack = AsyncExitStack()

    async def __aenter__(self) -> Asker:
        import anyio

        from weighbridge.reading.llm.asking import Asker
        from weighbridge.reading.llm.service import service_of

        settings = self.reader.settings
        service = None
        if not settings.offline:
            service = await self.stack.enter_async_context(service_of(settings, self.spending))
        tell = self.reader.tell or (lambda message: None)
        return Asker(settings, self.spending, service, anyio.Semaphore(settings.parallel), tell)

    async def __aexit__(self, *error: object) -> None:
        await self.stack.aclose()


def _may_bear(document: Document) -> bool:
    from weighbridge.reading.gate import may_bear
    from weighbridge.reading.mentions import finder

    return may_bear(document.text, finder())


def open_reader(asked: Asked) -> LanguageModel:
    """The reader by the environment. Raises ReaderError: what is missing, and the remedy."""
    from importlib.util import find_spec

    from weighbridge.readers.door import ReaderError

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ReaderError(
            f"the reader {NAME} needs {', '.join(missing)}; install it with: pip install 'weighbridge[llm]'"
        )
    try:
        settings = settings_from(asked.settings, model=asked.model)
        if settings.examples:
            from weighbridge.reading.llm.prompt import own_examples

            own_examples(settings.examples)
    except SettingsError as error:
        raise ReaderError(f"the reader {NAME}: {error}") from None
    if asked.jobs > 1:
        settings = replace(settings, parallel=min(asked.jobs, 64))
    if not asked.gate:
        settings = replace(settings, gate=False)
    return LanguageModel(settings, asked.careful, asked.tell)
