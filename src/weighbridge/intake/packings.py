"""Content encodings of HTTP: what a server or an archive packed is unpacked bit by bit."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Any

CHUNK = 65_536
"""Bytes that come out at once, whatever a small piece unpacks to."""

LAYERS = 2
"""Encodings that may lie in one another."""

WINDOW = 23
"""Logarithm of the bytes that zstd may look back: 8 MB, as RFC 9659 bounds it for the web."""

FRAMES = 1_000
"""Parts that a content packed by zstd may have, which are packed each by itself."""

ACCEPTED = "gzip, deflate, br, zstd"
"""What can be unpacked, as the header Accept-Encoding says it."""

_PLAIN = frozenset({"", "identity"})


class Unreadable(ValueError):
    """It is packed in a way that can't be undone; the text says how, as in "its packing is broken"."""


def unpacked_as(chunks: Iterator[bytes], packing: str) -> Iterator[bytes]:
    """The bytes behind the value of a header Content-Encoding, in pieces of at most CHUNK.

    Raises:
        Unreadable: the packing is not known, broken, or breaks off. What came out before was sound.
    """
    layers = [one for one in (part.strip().lower() for part in packing.split(",")) if one not in _PLAIN]
    if len(layers) > LAYERS:
        raise Unreadable(f"it is packed more than {LAYERS} times")
    if layers:
        # what is left of a piece is copied at every step
        chunks = (chunk[at : at + CHUNK] for chunk in chunks for at in range(0, len(chunk), CHUNK))
    for layer in reversed(layers):
        if layer not in _UNPACKERS:
            raise Unreadable(f"it is packed as {layer[:40]!r}, which is not known")
        chunks = _UNPACKERS[layer](chunks)
    return chunks


def _zlibbed(chunks: Iterator[bytes], bare: bool) -> Iterator[bytes]:
    """What gzip or deflate packed; ``bare``: the header may be missing, as some servers leave it out."""
    unpack, first = zlib.decompressobj(zlib.MAX_WBITS | 32), True
    for chunk in chunks:
        while chunk:
            try:
                part = unpack.decompress(chunk, CHUNK)
            except zlib.error as error:
                if not first or not bare:
                    raise Unreadable("its packing is broken") from error
                unpack = zlib.decompressobj(-zlib.MAX_WBITS)
                first = False
                continue
            first = False
            if part:
                yield part
            if unpack.eof:
                return
            chunk = unpack.unconsumed_tail
    if not unpack.eof:
        raise Unreadable("its packing breaks off")


def _brotlied(chunks: Iterator[bytes]) -> Iterator[bytes]:
    import brotli

    unpack = brotli.Decompressor()
    for chunk in chunks:
        while True:
            try:
                part = unpack.process(chunk, output_buffer_limit=CHUNK)
            except brotli.error as error:
                raise Unreadable("its packing is broken") from error
            # the library's limit is where it stops to grow, not a size that it keeps to
            yield from (part[start : start + CHUNK] for start in range(0, len(part), CHUNK))
            if unpack.is_finished():
                return
            if not part:
                break
            # what went in may all be taken in while more is still to come out
            chunk = b""
    raise Unreadable("its packing breaks off")


def zstandard() -> Any:
    """The module that packs and unpacks zstd, under whichever name this Python has it."""
    if sys.version_info >= (3, 14):
        from compression import zstd  # the same module, which Python has from 3.14 on
    else:
        from backports import zstd
    return zstd


def _zstded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    zstd = zstandard()
    options = {zstd.DecompressionParameter.window_log_max: WINDOW}
    unpack = zstd.ZstdDecompressor(options=options)
    begun, frames = False, 1
    for chunk in chunks:
        while chunk or not unpack.needs_input:
            if unpack.eof:
                # a frame may follow a frame
                unpack, begun, frames = zstd.ZstdDecompressor(options=options), False, frames + 1
                if frames > FRAMES:
                    raise Unreadable(f"its packing has more than {FRAMES:,} parts")
            try:
                part = unpack.decompress(chunk, CHUNK)
            except zstd.ZstdError as error:
                raise Unreadable("its packing is broken") from error
            begun = True
            if part:
                yield part
            if not unpack.eof:
                chunk = b""
            elif not (chunk := unpack.unused_data):
                break
    if not begun or not unpack.eof:
        raise Unreadable("its packing breaks off")


_UNPACKERS: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "gzip": lambda chunks: _zlibbed(chunks, False),
    "x-gzip": lambda chunks: _zlibbed(chunks, False),
    "deflate": lambda chunks: _zlibbed(chunks, True),
    "br": _brotlied,
    "zstd": _zstded,
}
