"""Lines of a text of whatever size: whole, in order, none longer than it may be, in whatever encoding."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.lists.bounded import CHUNK, cut_lines, encoding_of

texts = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r\ufeff"), max_size=30), max_size=20)


@given(texts, st.sampled_from(("\n", "\r\n")), st.booleans(), st.sampled_from(("utf-8", "utf-8-sig", "utf-16")))
def test_lines_come_back_as_they_were(lines: list[str], end: str, closed: bool, encoding: str) -> None:
    data = (end.join(lines) + (end if closed and lines else "")).encode(encoding)
    wanted = lines if closed or not lines or lines[-1] else lines[:-1]
    assert list(cut_lines(io.BytesIO(data), 100)) == [(one, False) for one in wanted]


@given(st.lists(st.integers(0, 12), max_size=12), st.integers(1, 10))
def test_a_line_that_is_too_long_is_cut_and_the_next_is_whole(lengths: list[int], longest: int) -> None:
    data = "".join("x" * one + "\n" for one in lengths).encode()
    found = list(cut_lines(io.BytesIO(data), longest))
    assert found == [("x" * min(one, longest), one > longest) for one in lengths]


def test_a_line_over_many_pieces_is_cut_once_and_not_held() -> None:
    data = io.BytesIO(b"x" * (3 * CHUNK) + b"\nnext\n")
    assert list(cut_lines(data, 10)) == [("x" * 10, True), ("next", False)]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"", "utf-8-sig"),
        ("\u0416".encode(), "utf-8-sig"),
        ("a".encode("utf-16"), "utf-16"),
        (b"caf\xe9", "cp1252"),
        (b"x" * (CHUNK - 1) + "\u0416".encode(), "utf-8-sig"),
        (b"x" * CHUNK + b"\xd0", "cp1252"),
    ],
    ids=["empty", "utf-8", "utf-16", "windows", "a letter over two pieces", "half a letter"],
)
def test_the_encoding_is_told_by_the_whole_file(data: bytes, wanted: str) -> None:
    file = io.BytesIO(data)
    assert encoding_of(file) == wanted
    assert file.tell() == 0
