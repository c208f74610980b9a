"""Asking about a document: window by window, from the cache where it can be, in halves where an answer is cut off."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import anyio

from weighbridge.model import Document
from weighbridge.reading.llm.answer import Answer, NoJson, answer_from
from weighbridge.reading.llm.cache import Damaged, Reply, default_folder, keep, kept, key_of
from weighbridge.reading.llm.grounding.grounding import Told
from weighbridge.reading.llm.grounding.plain import Span
from weighbridge.reading.llm.prompt import messages_of, prompt
from weighbridge.reading.llm.service import Passing, Refused, Service, WrongService
from weighbridge.reading.llm.settings import PREFIX, Settings
from weighbridge.reading.llm.spending import Spending, Spent
from weighbridge.reading.llm.windows import halves_of, windows_of
from weighbridge.reading.result import Cost, Note
from weighbridge.reading.sentences import Sentence, sentences_of

DEEPEST = 3
"""So often a window is halved because the answer to it was cut off."""
IN_A_ROW = 3
"""After so many documents in a row that a server did not answer in all tries, it is asked no more in this run."""
_ANSWERS = 2
"""Times that a model is asked before an answer that is no JSON is taken for its last word."""


class _TooLong(str):
    """Why there is no answer: there might be one to a smaller window."""


@dataclass(slots=True)
class Heard:
    """What was heard about a document: untrusted, and what it took."""

    told: list[Told] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    problem: str | None = None
    requests: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def use(self, tokens_in: int, tokens_out: int) -> None:
        """A request took so many."""
        self.requests += 1
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out

    def cost(self, spending: Spending) -> Cost:
        """As the Reading has it."""
        money = spending.money(self.tokens_in, self.tokens_out)
        return Cost(self.requests, self.cached, self.tokens_in, self.tokens_out, money)


@dataclass(slots=True)
class Asker:
    """Asks one model about documents. ``service`` is None offline."""

    settings: Settings
    spending: Spending
    service: Service | None
    turns: anyio.Semaphore
    tell: Callable[[str], None]
    stopped: str | None = None
    """Why nothing more is asked in this run."""
    wrong: WrongService | None = None
    failures: int = 0

    async def ask(self, document: Document) -> Heard:
        """About a whole document. Raises WrongService."""
        one = self.settings
        heard = Heard()
        sentences = sentences_of(document.text)
        windows = windows_of(document.text, sentences, one.window, min(one.overlap, one.window // 2))
        if len(windows) > one.portions:
            beyond = windows[one.portions][0]
            heard.problem = f"only the first {beyond:,} characters are read ({PREFIX}PORTIONS)"
            windows = windows[: one.portions]
        parts: list[list[Told]] = [[] for _ in windows]

        async def part(at: int) -> None:
            parts[at] = await self._portion(document, sentences, windows[at], (at + 1, len(windows)), heard, 0)

        async with anyio.create_task_group() as group:
            for at in range(len(windows)):
                group.start_soon(part, at)
        heard.told = [told for some in parts for told in some]
        return heard

    async def _portion(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        portion: Span,
        place: tuple[int, int],
        heard: Heard,
        depth: int,
    ) -> list[Told]:
        """What is told of a window; what goes wrong stands in ``heard``."""
        async with self.turns:
            got = await self._answered(document, portion, place, heard)
        if isinstance(got, str):
            halves = halves_of(sentences, portion) if isinstance(got, _TooLong) and depth < DEEPEST else []
            if len(halves) < 2:
                heard.problem = heard.problem or got
                return []
        else:
            reply, answer = got
            told = Told(answer.statements, answer.measures, portion)
            if reply.finish != "length":
                if not answer.whole:
                    heard.notes.append(Note("mended", "the model's answer was broken JSON; its whole objects are kept"))
                return [told]
            halves = halves_of(sentences, portion) if depth < DEEPEST else []
            if len(halves) < 2:
                heard.problem = heard.problem or f"the model's answer is cut off ({PREFIX}ANSWER); more may be told"
                return [told]
        some = [await self._portion(document, sentences, half, place, heard, depth + 1) for half in halves]
        return [told for half in some for told in half]

    async def _answered(
        self, document: Document, portion: Span, place: tuple[int, int], heard: Heard
    ) -> tuple[Reply, Answer] | str:
        """A reply with what stands in it, from the cache or from the server; or why there is none."""
        one = self.settings
        folder = one.cache or default_folder()
        messages = messages_of(document, portion, *place, one.examples)
        parameters = {"temperature": one.temperature, "max_tokens": one.answer}
        key = key_of(one.model, prompt(one.examples).version, messages, parameters)
        known = self._kept(folder, key)
        if known is not None:
            heard.cached += 1
            self.spending.cached += 1
            return known
        if self.service is None:
            return f"not in the cache in {folder}, and {PREFIX}OFFLINE is set"
        if self.stopped:
            return _unread(self.stopped)
        reason = "the model's answer is no JSON"
        for _ in range(_ANSWERS):
            asked = await self._asked(self.service, messages, heard)
            if isinstance(asked, str):
                return asked
            try:
                answer = answer_from(asked.text)
            except NoJson:
                continue
            self._keep(folder, key, asked)
            return asked, answer
        return reason

    async def _asked(self, service: Service, messages: Sequence[dict[str, str]], heard: Heard) -> Reply | str:
        """A reply of the server, counted; or why there is none."""
        try:
            reply = await service.ask(messages, heard.use)
        except Spent as error:
            self.stopped = self.stopped or str(error)
            return _unread(self.stopped)
        except Refused as error:
            return _TooLong(f"{error} ({PREFIX}WINDOW, {PREFIX}ANSWER)") if error.too_long else str(error)
        except Passing as error:
            self.failures += 1
            if self.failures >= IN_A_ROW:
                self.stopped = self.stopped or f"{error}, {self.failures} times in a row"
            return f"not read: {error}; run again to go on from there"
        except WrongService as error:
            self.wrong = error
            raise
        self.failures = 0
        return reply

    def _kept(self, folder: Path, key: str) -> tuple[Reply, Answer] | None:
        """An answer of the cache that can be used; a damaged one is told and asked for again."""
        try:
            reply = kept(folder, key)
            return None if reply is None else (reply, answer_from(reply.text))
        except (Damaged, NoJson) as error:
            self.tell(f"{error}; it is asked for again")
        except OSError as error:
            self.tell(f"the cache can't be read: {error}")
        return None

    def _keep(self, folder: Path, key: str, reply: Reply) -> None:
        try:
            keep(folder, key, reply, self.settings.model, prompt(self.settings.examples).version)
        except OSError as error:
            # going on would pay for answers that are lost
            self.stopped = self.stopped or f"the cache can't be written: {error} ({PREFIX}CACHE)"


def _unread(why: str) -> str:
    return f"not read: {why}; run again to go on from there"


def parameters_of(settings: Settings) -> str:
    """All parameters that decide what is read, as one text."""
    one = settings
    return json.dumps(
        [one.model, one.window, one.overlap, one.answer, one.portions, one.gate, one.temperature], ensure_ascii=True
    )
