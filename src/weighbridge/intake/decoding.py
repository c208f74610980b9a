"""Bytes to text: UTF-8 first, then what the bytes show to be likely; never a guess that is not told."""

from __future__ import annotations

import codecs
import re

from weighbridge.intake.language import language_of
from weighbridge.intake.refusal import Refusal, Warn

SAMPLE = 64_000
"""Bytes that the guess at an encoding is made from."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF-", "a PDF file", "extract its text first"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it or save it as plain text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text or HTML"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"(\xb5/\xfd", "a zstd archive", "unpack it first"),
    (b"\x89PNG", "a picture", "give the text of the report"),
    (b"\xff\xd8\xff", "a picture", "give the text of the report"),
    (b"GIF8", "a picture", "give the text of the report"),
    (b"\x7fELF", "a program", "give the text of the report"),
    (b"SQLite format 3\x00", "a database", "give the text of the report"),
    (b"{\\rtf", "an RTF document", "save it as plain text or HTML"),
)
_ODD = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
"""Codecs that Python has and no document is in."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")


def controls_in(text: str) -> int:
    """How many control characters ``text`` has, line ends, tabs and form feeds apart."""
    return sum(1 for _ in _CONTROL.finditer(text))


def kind_of(data: bytes) -> tuple[str, str] | None:
    """(what it is, what to do) for bytes that are known to be no text."""
    for magic, what, remedy in _KINDS:
        if data.startswith(magic):
            return what, remedy
    return None


def codec_of(name: str) -> str | None:
    """The codec that a charset's name stands for; None if there is none that takes any bytes in linear time."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    plain = found.name not in _ODD and getattr(found, "_is_text_encoding", True)
    return found.name if plain else None


def _declared(data: bytes) -> str | None:
    """The encoding that an HTML page says it has, if Python knows it."""
    head = data[:4096]
    match = _DECLARED.search(head) or _DECLARED_XML.search(head)
    if not match:
        return None
    return codec_of(match[1].decode("ascii"))


def _guessed(data: bytes) -> tuple[str, str] | None:
    """(text, encoding) of bytes that are no UTF-8, or None if nothing fits."""
    western = data.decode("cp1252", errors="replace")
    if western.count("\ufffd") == 0 and language_of(western) == "en":
        return western, "windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        return None
    try:
        return data.decode(best.encoding), best.encoding
    except (UnicodeDecodeError, LookupError):
        return None


def decode(data: bytes, where: str, warn: Warn) -> str | Refusal:
    """The text of ``data``; a Refusal if it is empty, binary or in no encoding that fits.

    An encoding other than UTF-8 that was neither marked nor declared is told through ``warn``.
    """
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        return Refusal(where, "it is empty", "give a document with text")
    if known := kind_of(data):
        return Refusal(where, f"it is {known[0]}, no text", known[1])
    text: str | None = None
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        broken = f"not valid UTF-8 from byte {error.start}"
        # a sound UTF-8 text with a few broken bytes is no other encoding
        mended = data.decode(encoding, errors="replace")
        if encoding != "utf-8" or 0 < mended.count("\ufffd") <= _plausible_damage(mended):
            if encoding == "utf-8" and _declared(data) in (None, "utf-8"):
                return Refusal(where, f"it is {broken}", "save it as UTF-8")
            if encoding != "utf-8":
                return Refusal(where, f"it is marked as {encoding}, but is not", "save it as UTF-8")
    if text is None and (declared := _declared(data)):
        text = data.decode(declared, errors="replace")
    if text is None and b"\x00" not in data and (guess := _guessed(data)):
        text = guess[0]
        warn(f"{where}: not UTF-8; read as {guess[1]}")
    if text is None:
        return Refusal(where, "it is binary or in an unknown encoding", "save it as UTF-8")
    if controls_in(text[:SAMPLE]) > len(text[:SAMPLE]) / 50:
        return Refusal(where, "it is binary: too many control characters", "give a document with text")
    return text


def _plausible_damage(mended: str) -> int:
    """How many broken bytes a UTF-8 text may have: other letters beyond ASCII prove that it is UTF-8."""
    proper = sum(1 for char in mended[:SAMPLE] if ord(char) > 127 and char != "\ufffd")
    return proper // 4
