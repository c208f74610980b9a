"""Where sentences end, before any parsing."""

from __future__ import annotations

import pytest

from weighbridge.reading.sentences import sentences_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It resisted.[39] The United States has stopped.", ["It resisted.[39]", "The United States has stopped."]),
        ("Arms went to Iran.12 The Panel saw them.", ["Arms went to Iran.12", "The Panel saw them."]),
        ("He said so.\u201d\u00b9\u00b2 They left.", ["He said so.\u201d\u00b9\u00b2", "They left."]),
        ("Iran got missiles.[9] [10] Israel denied it.", ["Iran got missiles.[9] [10]", "Israel denied it."]),
        ("Rifles in cal.50 BMG were sold.", ["Rifles in cal.50 BMG were sold."]),
        ("Britain sold the Mk.5 Chieftain.", ["Britain sold the Mk.5 Chieftain."]),
        ("See No.12 The ship had left.", ["See No.12 The ship had left."]),
        ("It cost $3.5 A year later it sank.", ["It cost $3.5 A year later it sank."]),
    ],
)
def test_marks_of_notes_stand_behind_the_stop(text: str, parts: list[str]) -> None:
    assert [text[one.start : one.end] for one in sentences_of(text)] == parts
