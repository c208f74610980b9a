"""Rows of files with several tables: what is there comes out, and every slip is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from weighbridge.lexicon.checked import rows, version_of
from weighbridge.lexicon.tables import LexiconError

GOOD = """[[bird]]
name = "wren"
grams = 9

[[egg]]
colours = ["white", "brown"]
spotted = true
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "birds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_of_each_table_come_out_with_their_lines(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    bird = next(rows(path, "bird", {"name": "text"}, {"grams": "number", "song": "text"}))
    assert (bird.text("name"), bird.number("grams"), bird.text("song"), bird.line) == ("wren", 9.0, "", 1)
    egg = next(rows(path, "egg", {"colours": "texts", "spotted": "flag"}))
    assert (egg.texts("colours"), egg.flag("spotted"), egg.flag("blown"), egg.line) == (
        ("white", "brown"),
        True,
        False,
        5,
    )
    assert str(egg.mistake("too many")).endswith("birds.toml:5: too many")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name =", "nom =", "birds.toml:2: unknown key 'nom'"),
        ("grams = 9", 'grams = "nine"', "birds.toml:3: grams has to be a number"),
        ('name = "wren"', 'name = " "', "birds.toml:2: name has to be a text and not empty"),
        ('name = "wren"\n', "", "birds.toml:1: a row of [[bird]] lacks 'name'"),
        ("[[bird]]", "[bird]", "there has to be a table of rows [[bird]]"),
        ("[[bird]]", "[[bird", "birds.toml:1: no valid TOML"),
    ],
    ids=["key", "kind", "empty", "lacks", "table", "toml"],
)
def test_a_slip_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(LexiconError) as refused:
        list(rows(path, "bird", {"name": "text"}, {"grams": "number"}))
    assert told in str(refused.value)


def test_a_version_is_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    first, same = version_of(written(tmp_path, GOOD)), version_of(written(tmp_path / "other", GOOD))
    (tmp_path / "third").mkdir()
    assert first == same
    assert first != version_of(written(tmp_path / "third", GOOD + "\n"))
    assert first.startswith("birds.toml@")
