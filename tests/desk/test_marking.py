"""Marks in a text: nothing of it is lost, and every mark is where it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from weighbridge.desk.marking import Span, highlighted, pieces

SPANS = st.lists(st.builds(Span, st.integers(-3, 30), st.integers(-3, 30), st.sampled_from("abcd")), max_size=8)


@given(st.text(max_size=25), SPANS, st.integers(-2, 30), st.integers(-2, 30))
def test_the_pieces_are_the_text_and_each_has_the_marks_that_cover_it(
    text: str, spans: list[Span], low: int, high: int
) -> None:
    found = pieces(text, spans, low, high)
    high = min(max(high, 0), len(text))
    low = min(max(low, 0), high)
    assert "".join(one.text for one in found) == text[low:high]
    at = low
    for one in found:
        for place in range(at, at + len(one.text)):
            assert sorted(one.names) == sorted(span.name for span in spans if span.start <= place < span.end)
        at += len(one.text)
    begun = [name for one in found for name in one.begins]
    marked = [one for one in spans if one.start < one.end and one.start < high and one.end > low and low < high]
    assert sorted(begun) == sorted(one.name for one in marked), "each mark begins once"


def test_the_words_of_slots_are_marked_once_each() -> None:
    sentence = "Iran sent Iran's missiles to Russia."
    words = [("supplier", "Iran"), ("item", "Iran's missiles"), ("recipient", "Russia"), ("trigger", "absent")]
    assert [(one.text, one.names) for one in highlighted(sentence, words) if one.names] == [
        ("Iran", ("supplier",)),
        ("Iran's missiles", ("item",)),
        ("Russia", ("recipient",)),
    ]
