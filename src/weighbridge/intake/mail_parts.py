"""A mail taken apart by the standard library: what its header says, its text, its attachments."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import Any

from weighbridge.intake.decoding import codec_of
from weighbridge.intake.written_dates import mail_time

MOST_PARTS = 500
"""Parts of a mail that are read; how many there were beyond is told."""

LONGEST_HEADER = 2_000
"""Characters of a header field that are looked at: the library takes more than proportionally long for more."""


def rows_of_mail(data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """The parts of a mail as plain JSON values: subject, sender, date, url, plain, html, attachments, beyond.

    An attachment is {"name", "type", "data"}, with ``data`` in base64. Never raises for what stands in the mail,
    other than MemoryError and RecursionError.
    """
    message = message_from_bytes(data, policy=policy.default)
    row: dict[str, Any] = {"plain": [], "html": [], "attachments": [], "beyond": 0}
    row["subject"] = _header(message, "subject")
    row["sender"] = sender_of(_header(message, "from"))
    row["date"] = date_of_mail(_raw(message, "date"))
    row["url"] = _header(message, "archived-at").strip("<> ")
    for number, part in enumerate(_leaves(message)):
        if number >= MOST_PARTS:
            row["beyond"] += 1
            continue
        kind = _kind_of(part)
        name = _name_of(part)
        if kind in ("text/plain", "text/html") and not name and _disposition(part) != "attachment":
            row["plain" if kind == "text/plain" else "html"].append(_text_of(part))
        else:
            content = _bytes_of(part)
            row["attachments"].append({"name": name, "type": kind, "data": base64.b64encode(content).decode()})
    return row


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something: a mail within the mail is one of them."""
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and _kind_of(part) != "message/rfc822":
            waiting.extend(one for one in reversed(list(part.get_payload())) if isinstance(one, Message))
        else:
            yield part


def _raw(message: Message, name: str) -> str:
    """A header field as it stands; "" where there is none. The library would write a date without a zone anew."""
    return next((str(value) for key, value in message.raw_items() if key.lower() == name), "")


def _header(message: Message, name: str) -> str:
    """A header field as text; "" where there is none. What the library can't parse is taken as it stands."""
    raw = _raw(message, name)
    if not raw:
        return ""
    try:
        parsed = str(policy.default.header_fetch_parse(name, raw[:LONGEST_HEADER]))
    except Exception:  # the header parsers raise many kinds on broken fields
        parsed = raw[:LONGEST_HEADER]
    return " ".join(parsed.encode("utf-8", "replace").decode().split())


def _kind_of(part: Message) -> str:
    try:
        return part.get_content_type()
    except Exception:  # see above
        return "application/octet-stream"


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except Exception:  # see above
        return ""


def _name_of(part: Message) -> str:
    try:
        return " ".join(str(part.get_filename() or "").encode("utf-8", "replace").decode().split())[:300]
    except Exception:  # see above
        return ""


def _bytes_of(part: Message) -> bytes:
    """The content of a part, decoded; a mail within is given whole."""
    if _kind_of(part) == "message/rfc822":
        try:
            inner = part.get_payload()
            return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], EmailMessage) else b""
        except (MemoryError, RecursionError):
            raise
        except Exception:  # a broken mail can't always be written again
            return b""
    try:
        content = part.get_payload(decode=True)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # broken base64 and the like
        return b""
    return content if isinstance(content, bytes) else b""


def _text_of(part: Message) -> str:
    """The text of a part in its charset; in another that fits where that is unknown or wrong."""
    content = _bytes_of(part)
    try:
        charset = codec_of(part.get_content_charset() or "utf-8")
    except Exception:  # see above
        charset = None
    for name in (charset or "utf-8", "utf-8", "cp1252"):
        try:
            text = content.decode(name)
        except UnicodeError:
            continue
        return unwrapped(text) if _kind_of(part) == "text/plain" else text
    return content.decode("utf-8", "replace")


def sender_of(header: str) -> str:
    """The name in a From field, else the domain of the address."""
    name, address = parseaddr(header)
    name = name.strip(" \"'")
    return name if name and "@" not in name else address.rpartition("@")[2]


def date_of_mail(header: str) -> str | None:
    """The ISO time, with the zone if it was given, of a Date field; None where it is none or impossible."""
    found = mail_time(header)
    return found if found and 1970 <= int(found[:4]) <= datetime.now().year + 1 else None


def unwrapped(text: str) -> str:
    """Plain text of a mail with the lines joined that were only broken to fit a width of some 70 characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[str] = []
    full = False
    for line in lines:
        if line == "-- ":
            break
        bare = line.strip()
        joins = full and bare and not re.match(r"[>*\u2022-]|\d{1,2}[.)] ", bare)
        if joins:
            found[-1] = f"{found[-1].rstrip()} {bare}"
        else:
            found.append(line.rstrip())
        # a line that has room left for a word was ended on purpose, unless it says that it flows on
        full = bool(bare) and (55 <= len(line) <= 100 or line.endswith(" ")) and not bare.startswith(">")
    return "\n".join(found).strip()
