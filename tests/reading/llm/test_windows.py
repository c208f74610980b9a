"""Windows of long documents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from weighbridge.reading.llm.windows import halves_of, tokens_of, windows_of
from weighbridge.reading.sentences import sentences_of

WORDS = st.lists(st.integers(1, 40), min_size=1, max_size=60)


def text_of(lengths: list[int]) -> str:
    return " ".join(f"Sentence {number} has {'word ' * size}in it." for number, size in enumerate(lengths))


@given(WORDS, st.integers(20, 200), st.integers(0, 40))
def test_windows_hold_every_sentence_and_cut_none(lengths: list[int], size: int, overlap: int) -> None:
    text = text_of(lengths)
    sentences = sentences_of(text)
    windows = windows_of(text, sentences, size, overlap)
    for one in sentences:
        assert any(start <= one.start and one.end <= end for start, end in windows)
        assert all(not (start < one.end <= end) or start <= one.start for start, end in windows)
    for start, end in windows:
        alone = sum(start <= one.start < end for one in sentences) == 1
        assert alone or tokens_of(text[start:end]) <= size
    assert windows == sorted(windows)
    assert len({end for _, end in windows}) == len(windows)
    for (_, end), (start, _) in zip(windows, windows[1:], strict=False):
        assert tokens_of(text[start:end]) <= overlap + 1


def test_a_short_document_is_one_window() -> None:
    assert windows_of("Short. Text.", sentences_of("Short. Text."), 200, 20) == [(0, 12)]


def test_there_is_an_overlap() -> None:
    text = text_of([5] * 40)
    windows = windows_of(text, sentences_of(text), 100, 30)
    assert all(start < end for (_, end), (start, _) in zip(windows, windows[1:], strict=False))


@given(WORDS)
def test_halves_part_between_sentences(lengths: list[int]) -> None:
    text = text_of(lengths)
    sentences = sentences_of(text)
    halves = halves_of(sentences, (0, len(text)))
    assert len(halves) == (2 if len(sentences) > 1 else 1)
    assert halves[0][0] == 0
    assert halves[-1][1] == len(text)
    for one in sentences:
        assert sum(start <= one.start and one.end <= end for start, end in halves) == 1


def test_letters_of_other_scripts_count_for_more() -> None:
    assert tokens_of("導" * 100) > tokens_of("a" * 100)
