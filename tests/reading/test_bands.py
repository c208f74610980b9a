"""Armed groups named by their country are parties of their own, not that country."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import scenes_of


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Ivorian rebels bought rifles.", "ivorian-rebels", "Ivorian rebels"),
        ("Egypt ships arms to the rebels in Libya.", "libyan-rebels", "rebels in Libya"),
        ("Haiti's gangs buy rifles in Florida.", "haitian-gangs", "Haiti's gangs"),
        ("Arms went to rebel groups in northern Mali.", "malian-rebels", "rebel groups in northern Mali"),
    ],
)
def test_a_group_is_told_from_its_country(text: str, code: str, words: str) -> None:
    parties = next(scenes_of([Document("x", text)]))[0].parties
    assert [text[one.start : one.end] for one in parties if one.code == code] == [words]


def test_a_country_that_arms_separatists_stays_a_country() -> None:
    parties = next(scenes_of([Document("x", "Sudan armed separatists in eastern Chad.")]))[0].parties
    assert [one.code for one in parties] == ["SD", "chadian-separatists"]
