"""Text of others, so that it stays text in whatever opens a file: no commands, formulas, links or reading orders.

What is taken out is replaced character by character, so that offsets into the text stay right.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

MARK = "\ufffd"
"""Stands for each character that could do something."""
CUT = "\u2026 [cut: {} characters]"
"""Ends a text that did not fit."""

_ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
_FORMULA = re.compile(f"\\s*[{_SIGNS}]|[\t\r\n]|\\s*\\(\\s*[\\d.,]+\\s*\\)\\s*$")
_INNER = re.compile(f'([;|\t\n])(?=[\\s"]*[{_SIGNS}])')
_NO_ADDRESS = re.compile("[\\s\"'<>\\\\^`{|}]|[^\x21-\x7e]")


def inert(text: str) -> str:
    """Without control characters, escape sequences, lone surrogates and marks that turn the reading order.

    Line ends become newlines; tabs and the joiners that Persian is written with stay.
    """
    if text.isascii() and text.isprintable():
        return text  # most are, and this is far faster
    return _ACTIVE.sub(MARK, text.replace("\r\n", " \n").replace("\r", "\n"))


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula, or for the negative number that "(200)" is to it."""
    return _FORMULA.match(text) is not None


def cell(text: str) -> str:
    """A text for a CSV cell: with an apostrophe in front of what a spreadsheet would compute.

    Also after a semicolon, bar, tab or newline inside: programs that part cells there, as many do outside the
    English-speaking world, would see a cell begin. Source: OWASP, CSV Injection.
    """
    text = _INNER.sub(r"\1'", inert(text))
    return "'" + text if starts_formula(text) else text


def shortened(text: str, most: int) -> str:
    """The text, or as much of it as fits into ``most`` characters (at least 60) with a word of how long it was."""
    if len(text) <= most:
        return text
    end = CUT.format(len(text))
    return text[: most - len(end)] + end


def web_address(text: str | None) -> str | None:
    """The text where it is the address of a page (http, https; ASCII, at most 2,000 characters); else None."""
    if not text or len(text) > 2000 or _NO_ADDRESS.search(text):
        return None
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and host and not parts.username else None
