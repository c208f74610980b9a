"""The body of a request that writes: read whole before anything else, within limits of size and time."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from starlette.types import Message, Receive

MOST_FIELDS = 150
"""Of a form."""
LET_COME = 64_000_000
"""So many bytes of a body that is too large are let come, and thrown away. Most programs read no answer before they
have sent all: they would only see the connection cut, and never learn why."""


class BodyError(ValueError):
    """A body that is not taken: the status to answer with, and why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


async def body_of(receive: Receive, most: int, seconds: float) -> bytes:
    """The body, of ``most`` bytes and within ``seconds``. Raises BodyError."""
    parts: list[bytes] = []
    length = 0
    too_large = BodyError(413, f"the request is larger than {most} bytes; send less")
    try:
        async with asyncio.timeout(seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise BodyError(400, "the request ended before its body did")
                part: bytes = message.get("body", b"")
                length += len(part)
                if length <= most:
                    parts.append(part)
                else:
                    parts.clear()
                    if length > LET_COME or not message.get("more_body"):
                        raise too_large
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        if length > most:
            raise too_large from None
        raise BodyError(408, f"the request took longer than {seconds:g} seconds to arrive; send it again") from None


def again(body: bytes, receive: Receive) -> Receive:
    """What gives a body that was read already once more, and then what comes after it."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def fields_of(body: bytes, content_type: str) -> dict[str, str]:
    """The fields of a form, of each the last; empty where it is no form. Raises BodyError."""
    if content_type.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        return {}
    try:
        text = body.decode("ascii")
        return dict(
            parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=MOST_FIELDS)
        )
    except ValueError:
        raise BodyError(
            400, f"the form can't be read: more than {MOST_FIELDS} fields, or no UTF-8; send it again"
        ) from None
