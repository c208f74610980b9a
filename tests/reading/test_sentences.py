"""Where sentences end, before any parsing."""

from __future__ import annotations

import pytest

from weighbridge.reading.sentences import sentences_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It resisted.[39] The United States has stopped.", ["It resisted.", "The United States has stopped."]),
        ("Arms went to Iran.12 The Panel saw them.", ["Arms went to Iran.", "The Panel saw them."]),
        ("He said so.\u201d\u00b9\u00b2 They left.", ["He said so.\u201d", "They left."]),
        ("Iran got missiles.[9] [10] Israel denied it.", ["Iran got missiles.", "Israel denied it."]),
        ("Rifles in cal.50 BMG were sold.", ["Rifles in cal.50 BMG were sold."]),
        ("Britain sold the Mk.5 Chieftain.", ["Britain sold the Mk.5 Chieftain."]),
        ("Iran got missiles.[9]\nIsrael denied it.\u00b9", ["Iran got missiles.", "Israel denied it."]),
        ("See No.12 The ship had left.", ["See No.12 The ship had left."]),
        ("It cost $3.5 A year later it sank.", ["It cost $3.5 A year later it sank."]),
    ],
)
def test_marks_of_notes_belong_to_no_sentence(text: str, parts: list[str]) -> None:
    assert [text[one.start : one.end] for one in sentences_of(text)] == parts


@pytest.mark.parametrize(
    "text", ["." * 300_000, ".)" * 150_000, "word.[1]" * 40_000, "word. [1] " * 30_000, "!?" * 150_000]
)
def test_runs_of_stops_and_notes_are_cut_in_time(text: str) -> None:
    """Such a line took hours: each stop was tried with all behind it."""
    found = sentences_of(text)
    assert all(one.start < one.end for one in found)
    assert [one.start for one in found] == sorted({one.start for one in found})
