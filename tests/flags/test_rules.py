"""The rows of red flags: each with a published source and a fact; a mistake is told with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from weighbridge.flags.raising import LOOKS
from weighbridge.flags.rules import FACTS, FILE, rules
from weighbridge.lexicon.tables import LexiconError


def test_every_flag_has_a_published_source_and_a_reason() -> None:
    assert len(rules().flags) >= 20
    for one in rules().flags:
        assert one.source.title, one.id
        assert one.source.publisher, one.id
        assert one.source.place, one.id
        assert one.source.address.startswith("https://"), one.id
        assert len(one.why) > 20, one.id
        assert all(source.title for source in one.also), one.id


def test_every_fact_is_looked_at_and_used() -> None:
    assert set(LOOKS) == set(FACTS) == {one.fact for one in rules().flags}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('fact = "detour"', 'fact = "horoscope"', "there is no fact 'horoscope'"),
        ('level = "review"', 'level = "panic"', "level has to be one of"),
        ("figure = 1.8\n", "", "needs 'figure'"),
        ('source = "kyc"', 'source = "hearsay"', "there is no source 'hearsay'"),
        ('also = ["tri-seal-2023"', 'also = ["hearsay"', "there is no source 'hearsay'"),
        ('id = "detour"', 'id = "transshipment-route"', "two flags"),
        ('title = "the route makes no sense"', 'titel = "x"', "unknown key 'titel'"),
        ('raised = "no"', 'raised = "maybe"', "yes or no"),
        ('fits = ["vehicle"', 'fits = ["carriage"', "there is no class 'carriage'"),
        ('place = "red flags: abnormal shipping route"\n', "", "lacks 'place'"),
    ],
    ids=["fact", "level", "figure", "source", "also", "twice", "key", "raised", "class", "place"],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "flags.toml"
    shutil.copy(FILE, path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError) as refused:
        rules(path)
    assert told in str(refused.value)
    assert str(refused.value).split(":")[1].isdigit()
