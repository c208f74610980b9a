"""What is promised of content encodings: what was packed comes back, in small pieces; anything else is told."""

from __future__ import annotations

import gzip
import random
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.intake.packings import ACCEPTED, CHUNK, Unreadable, unpacked_as, zstandard

zstd = zstandard()

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=3),
    "zstd": zstd.compress,
}


def cut(data: bytes, size: int) -> Iterator[bytes]:
    return iter([data[start : start + size] for start in range(0, len(data), size)])


def test_what_is_asked_for_is_what_can_be_unpacked() -> None:
    assert set(ACCEPTED.split(", ")) == set(PACK)


@pytest.mark.parametrize("packing", PACK)
@given(data=st.binary(max_size=3_000), times=st.sampled_from([1, 60]), size=st.sampled_from([1, 7, 100_000]))
def test_what_was_packed_comes_back_in_small_pieces(packing: str, data: bytes, times: int, size: int) -> None:
    parts = list(unpacked_as(cut(PACK[packing](data * times), size), packing.upper()))
    assert b"".join(parts) == data * times
    assert all(len(part) <= CHUNK for part in parts)


@pytest.mark.parametrize("packing", PACK)
def test_a_bomb_comes_out_bit_by_bit(packing: str) -> None:
    bomb = PACK[packing](bytes(60_000_000))
    tracemalloc.start()
    try:
        count = sum(len(part) for part in unpacked_as(iter([bomb]), packing))
        assert count == 60_000_000
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("packing", PACK)
@given(data=st.binary(min_size=1, max_size=300), keep=st.integers(0, 10_000))
def test_packing_that_breaks_off_is_told(packing: str, data: bytes, keep: int) -> None:
    packed = PACK[packing](data)
    with pytest.raises(Unreadable, match="packing"):
        list(unpacked_as(cut(packed[: keep % len(packed)], 50), packing))


@pytest.mark.parametrize("packing", PACK)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_unpacked_or_told(packing: str, data: bytes) -> None:
    parts: list[bytes] = []
    with suppress(Unreadable):
        parts.extend(unpacked_as(cut(data, 90), packing))
    assert all(len(part) <= CHUNK for part in parts)


def test_two_packings_in_one_another_and_no_more() -> None:
    data = b"A report. " * 50
    assert b"".join(unpacked_as(cut(gzip.compress(brotli.compress(data)), 20), "br, gzip")) == data
    assert b"".join(unpacked_as(cut(data, 20), " identity ,")) == data
    with pytest.raises(Unreadable, match="more than 2 times"):
        unpacked_as(iter([b""]), "gzip, gzip, gzip")
    with pytest.raises(Unreadable, match="'compress', which is not known"):
        unpacked_as(iter([b""]), "compress")


def test_a_window_larger_than_the_web_allows_is_refused() -> None:
    options = {zstd.CompressionParameter.window_log: 27}
    packer = zstd.ZstdCompressor(options=options)
    packed = packer.compress(b"tank " * 3_000_000) + packer.flush()
    with pytest.raises(Unreadable, match="broken"):
        list(unpacked_as(iter([packed]), "zstd"))


def test_frames_of_zstd_behind_one_another_are_one_text() -> None:
    packed = zstd.compress(b"one ") + zstd.compress(b"two")
    for size in (1, 15, 1_000):
        assert b"".join(unpacked_as(cut(packed, size), "zstd")) == b"one two"
    with pytest.raises(Unreadable, match="more than 1,000 parts"):
        list(unpacked_as(iter([zstd.compress(b"") * 1_001]), "zstd"))


@pytest.mark.parametrize("packing", PACK)
def test_one_large_piece_takes_no_longer_than_many_small_ones(packing: str) -> None:
    data = random.Random(1).randbytes(12_000_000)
    begun = time.process_time()
    assert b"".join(unpacked_as(iter([PACK[packing](data)]), packing)) == data
    assert time.process_time() - begun < 5
