"""Asking the server: one request and its answer, with retries, back-off and bounds on time and size.

Nothing that a server sends is believed: not its length, its form or its counts. Redirects are never followed, because
the key would go along.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any

import anyio
import httpx
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from weighbridge.reading.llm.cache import Reply
from weighbridge.reading.llm.schema import response_format
from weighbridge.reading.llm.secrecy import without_key
from weighbridge.reading.llm.settings import FORMATS, PREFIX, Settings
from weighbridge.reading.llm.spending import Spending, Spent
from weighbridge.reading.llm.windows import tokens_of

_TOLD = 200
"""Characters of a server's own message that are passed on."""
_LOGGERS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks")
_MOST_TOKENS = 100_000_000
_TOO_LONG = re.compile(r"context|too (?:long|large|many)|maximum\b.*\b(?:length|tokens)", re.IGNORECASE)
_OTHER_LIMIT = "max_completion_tokens"
"""What newer models of hosted services call ``max_tokens``; they also take no temperature."""


Use = Callable[[int, int], None]
"""Is told tokens that were sent and received."""


class Passing(Exception):
    """A failure that may pass. ``wait``: seconds for which the server asks."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


class Refused(Exception):
    """The server won't answer this request. ``too_long``: less might be answered; ``form``: it may dislike its form."""

    def __init__(self, what: str, *, too_long: bool = False, form: bool = False) -> None:
        super().__init__(what)
        self.too_long = too_long
        self.form = form


class WrongService(Exception):
    """No request to this server will be answered: key, address or model are wrong. The text says what to do."""


@dataclass(slots=True)
class Service:
    """A server with what was learnt of it in this run."""

    settings: Settings
    spending: Spending
    client: httpx.AsyncClient
    format: str
    not_before: float = 0.0
    """No request goes out before this time, because the server asked for a pause."""
    limit: str = "max_tokens"
    warm: bool = True
    """Whether a temperature is sent."""

    async def ask(self, messages: Sequence[Mapping[str, str]], used: Use) -> Reply:
        """The answer to some messages. Raises Passing (after all tries), Refused, WrongService, Spent.

        ``used`` is told the tokens of every request that may be charged, also of those that gave no answer.
        """
        one = self.settings
        jittered = wait_exponential_jitter(initial=one.pause, max=one.longest_pause, jitter=one.pause)

        def pause(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.wait if isinstance(error, Passing) else None
            return asked if asked is not None else jittered(state)

        tries = AsyncRetrying(
            stop=stop_after_attempt(one.attempts),
            wait=pause,
            retry=retry_if_exception_type(Passing),
            sleep=anyio.sleep,
            reraise=True,
        )
        return await tries(self._by_form, messages, used)

    async def _by_form(self, messages: Sequence[Mapping[str, str]], used: Use) -> Reply:
        """By the strictest form that the server takes; once it has taken a looser one, by that."""
        forms = list(FORMATS[FORMATS.index(self.format) :])
        changes = 2
        while True:
            try:
                reply = await self._once(messages, forms[0], used)
            except Refused as refusal:
                if refusal.form and changes and self._learnt(str(refusal)):
                    changes -= 1
                elif refusal.form and len(forms) > 1:
                    forms.pop(0)
                else:
                    raise
            else:
                self.format = max(self.format, forms[0], key=FORMATS.index)
                return reply

    def _learnt(self, told: str) -> bool:
        """Whether a server's complaint says by which names of parameters it would answer."""
        if _OTHER_LIMIT in told:
            self.limit = _OTHER_LIMIT
        elif "temperature" in told:
            self.warm = False
        else:
            return False
        return True

    async def _once(self, messages: Sequence[Mapping[str, str]], kind: str, used: Use) -> Reply:
        one = self.settings
        body: dict[str, Any] = {
            "model": one.model,
            "messages": [dict(message) for message in messages],
            self.limit: one.answer,
            "stream": False,
        }
        if self.warm:
            body["temperature"] = one.temperature
        if form := response_format(kind):
            body["response_format"] = form
        wait = self.not_before - anyio.current_time()
        if wait > 0:
            await anyio.sleep(wait)
        estimate = sum(tokens_of(message["content"]) for message in messages)
        self.spending.set_aside(estimate, one.answer)
        try:
            status, headers, content = await self._sent(body, partial(self._used, used, estimate, 0))
            if status != 200:
                self._raise_for(status, headers, content)
            row = _loaded(content)
            tokens = _tokens_of(row, estimate)
            self._used(used, *tokens)
            return self._reply(row, tokens)
        finally:
            self.spending.put_back(estimate, one.answer)

    def _used(self, used: Use, tokens_in: int, tokens_out: int) -> None:
        self.spending.use(tokens_in, tokens_out)
        used(tokens_in, tokens_out)

    async def _sent(self, body: Mapping[str, Any], lost: Callable[[], None]) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and content of an answer; ``lost`` is told where it may be charged and is not there.

        Raises Passing, Refused.
        """
        one = self.settings
        begun = False
        seconds = min(one.timeout, self.spending.seconds_left())
        try:
            with anyio.fail_after(seconds):
                async with self.client.stream("POST", one.url, content=_encoded(body)) as answer:
                    begun = answer.status_code == 200
                    if answer.headers.get("content-encoding", "identity").lower() != "identity":
                        raise Refused("the server packs its answers, though it was asked not to")
                    content = bytearray()
                    async for piece in answer.aiter_raw():
                        content += piece
                        if len(content) > one.body:
                            raise Refused(f"the server's answer has more than {one.body:,} bytes ({PREFIX}BODY)")
                    return answer.status_code, answer.headers, bytes(content)
        except Refused:
            lost()
            raise
        except TimeoutError:
            lost()
            raise Passing(f"the server did not answer within {seconds:.3g} seconds ({PREFIX}TIMEOUT)") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            if begun:
                lost()
            raise Passing(
                f"the server can't be reached, or broke off: {type(error).__name__}: {self._told(str(error))}"
            ) from None

    def _raise_for(self, status: int, headers: httpx.Headers, content: bytes) -> None:
        told = self._told(_message(content))
        what = f"the server answers {status}{f': {told}' if told else ''}"
        if 300 <= status < 400:
            place = self._told(headers.get("location", ""))
            raise WrongService(
                f"{what}; it points to {place!r}, which is not followed: set {PREFIX}URL to the right address"
            )
        if status in (401, 402, 403):
            raise WrongService(f"{what}; check {PREFIX}KEY and what it may use")
        if status == 404:
            raise WrongService(f"{what}; check {PREFIX}URL and {PREFIX}MODEL")
        if status in (408, 409, 425, 429) or status >= 500 and status != 501:
            wait = _wait_of(headers.get("retry-after"))
            if wait is not None:
                if wait > self.settings.longest_pause:
                    raise Spent(f"{what}; it asks for a pause of {wait:.0f} seconds ({PREFIX}LONGEST_PAUSE)")
                self.not_before = max(self.not_before, anyio.current_time() + wait)
            raise Passing(what, wait)
        too_long = status == 413 or bool(_TOO_LONG.search(told))
        raise Refused(what, too_long=too_long, form=status in (400, 415, 422, 501))

    def _told(self, text: str) -> str:
        """A server's message, short, on one line and without the key."""
        return " ".join(without_key(text, self.settings.key).split())[:_TOLD]

    def _reply(self, row: Any, tokens: tuple[int, int]) -> Reply:
        """What a model wrote. Raises Passing where it is no chat completion, Refused where the model declines."""
        try:
            choice = row["choices"][0]
            message = choice["message"]
            written = message.get("content")
        except (LookupError, TypeError, AttributeError):
            raise Passing("the server's answer is no chat completion") from None
        if isinstance(written, list):
            written = "".join(
                part.get("text") or ""
                for part in written
                if isinstance(part, dict) and isinstance(part.get("text"), str)
            )
        if not isinstance(written, str):
            if isinstance(message.get("refusal"), str):
                raise Refused(f"the model declines: {self._told(message['refusal'])}")
            raise Passing("the server's answer has no text")
        return Reply(
            without_key(written, self.settings.key),
            "length" if choice.get("finish_reason") == "length" else "stop",
            *tokens,
        )


def _encoded(body: Mapping[str, Any]) -> bytes:
    """JSON that every server can read: lone surrogates, which UTF-8 does not have, are escaped."""
    return json.dumps(body).encode("ascii")


def _loaded(content: bytes) -> Any:
    """The JSON value of an answer; None where it is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _tokens_of(row: Any, estimate: int) -> tuple[int, int]:
    """The tokens that an answer took, sent and received, as the server counts them or as they are estimated."""
    usage = row.get("usage") if isinstance(row, dict) else None
    told = usage if isinstance(usage, dict) else {}
    try:
        written = row["choices"][0]["message"]["content"]
    except (LookupError, TypeError):
        written = None
    received = tokens_of(written) if isinstance(written, str) else 0
    return _count(told.get("prompt_tokens"), estimate), _count(told.get("completion_tokens"), received)


def _count(told: object, estimate: int) -> int:
    """A server's count of tokens, or the estimate where it gives none that can be."""
    known = isinstance(told, int) and not isinstance(told, bool) and 0 <= told <= _MOST_TOKENS
    return told if known else estimate  # type: ignore[return-value]


def _message(content: bytes) -> str:
    """The message of an error, from the usual places or as it is."""
    text = content[:20_000].decode("utf-8", "replace")
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return text
    error = row.get("error", row) if isinstance(row, dict) else row
    told = error.get("message") or error.get("detail") if isinstance(error, dict) else error
    return told if isinstance(told, str) else text


def _wait_of(header: str | None) -> float | None:
    """Seconds of a Retry-After, given as a number or as a date; None without one."""
    if header is None:
        return None
    try:
        return max(0.0, float(header)) if float(header) < 1e9 else 1e9
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


class _Quiet(logging.Filter):
    """Takes the key out of what the libraries log of a server's headers."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def filter(self, record: logging.LogRecord) -> bool:
        told = record.getMessage()
        if (clean := without_key(told, self.key)) != told:
            record.msg, record.args = clean, ()
        return True


@contextmanager
def _quiet(key: str) -> Iterator[None]:
    """While the server is asked, the loggers of the HTTP libraries tell no key."""
    quiet = _Quiet(key)
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for one in loggers:
        one.addFilter(quiet)
    try:
        yield
    finally:
        for one in loggers:
            one.removeFilter(quiet)


@asynccontextmanager
async def service_of(settings: Settings, spending: Spending) -> AsyncIterator[Service]:
    """The server of the settings, with as many connections as requests at once. Nothing is sent by opening it."""
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    with _quiet(settings.key):
        async with httpx.AsyncClient(
            headers=headers,
            follow_redirects=False,
            timeout=settings.timeout,
            trust_env=False,
            verify=httpx.create_ssl_context(trust_env=True),
            proxy=settings.proxy or None,
            limits=httpx.Limits(max_connections=settings.parallel),
        ) as client:
            yield Service(settings, spending, client, settings.format)
