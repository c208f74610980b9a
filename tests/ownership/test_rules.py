"""The table of rules: whoever makes a mistake in it is told where."""

from __future__ import annotations

from pathlib import Path

import pytest

from weighbridge.lexicon.tables import LexiconError
from weighbridge.ownership.rules import FILE, rules


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("threshold = 50", "threshold = 0", "threshold has to lie from 1 to 100"),
        ("threshold = 50", 'threshold = "half"', "lacks 'threshold', or it is no whole number"),
        ('director = "note"', 'director = "stop"', "director has to be review or note"),
        ('name = "eu-50"', 'name = "us-50"', "two rules 'us-50'"),
        ("together = true\n", "", "lacks 'together'"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "ownership.toml"
    path.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"ownership\.toml:\d+: .*{told}"):
        rules(path)


def test_each_rule_says_where_it_is_written() -> None:
    assert len(rules()) >= 3
    assert all(one.title and one.publisher and one.address.startswith("https://") for one in rules())
