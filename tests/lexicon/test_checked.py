"""Rows of files with several tables: what is there comes out, and every slip is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from weighbridge.lexicon.checked import rows, version_of
from weighbridge.lexicon.tables import LexiconError, word_lists

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


LISTS = """# Birds
[birds]
small = ["wren", "tit"]
large = ["swan"]
"""


def test_lists_of_words_come_out_by_their_names(tmp_path: Path) -> None:
    found = word_lists(written(tmp_path, LISTS), "birds", ("small", "large"))
    assert found == {"small": ("wren", "tit"), "large": ("swan",)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LISTS.replace("[birds]", "[eggs]"), "birds.toml: there has to be a table [birds]"),
        (LISTS.replace("large", "huge"), "birds.toml:4: unknown key 'huge' in [birds]; known: small, large"),
        (LISTS.replace('large = ["swan"]\n', ""), "birds.toml:2: [birds] lacks 'large'"),
        (LISTS.replace('["swan"]', '"swan"'), "birds.toml:4: large must be a list of texts"),
        (LISTS.replace('"swan"', '" "'), "birds.toml:4: large has an empty text"),
    ],
)
def test_a_slip_in_a_list_of_words_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(LexiconError) as error:
        word_lists(written(tmp_path, text), "birds", ("small", "large"))
    assert str(error.value).endswith(told)
