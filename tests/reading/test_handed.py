"""The subject of a passive gets the goods behind it, and whose they are gives them."""

from __future__ import annotations

import pytest
from tests.reading.stated import stated

from weighbridge.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ukraine was handed Poland's last MiGs.", ("PL", "UA")),
        ("Argentina was sold Denmark's F-16s.", ("DK", "AR")),
        ("Ukraine was promised Denmark's F-16s.", ("DK", "UA")),
    ],
)
def test_who_is_handed_goods_gets_them(reader: Reader, text: str, told: tuple[str, str]) -> None:
    assert stated(reader, text, "supplier recipient") == [told]
