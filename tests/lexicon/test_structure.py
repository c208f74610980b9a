"""A slip in a lexicon file is told with file and line, and nothing that is there is called a mistake."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from weighbridge.lexicon.structure import mistakes
from weighbridge.lexicon.tables import FOLDER


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    folder = tmp_path / "lexicon"
    shutil.copytree(FOLDER, folder)
    return folder


def told(folder: Path) -> list[str]:
    return [str(one) for one in mistakes(folder)]


def test_the_built_in_lexicon_has_no_mistake() -> None:
    assert told(FOLDER) == []


def test_a_renamed_key_is_told_with_its_line(lexicon: Path) -> None:
    path = lexicon / "speakers.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("nouns"))
    lines[at] = lines[at].replace("nouns", "noun", 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    assert any(f"speakers.toml:{at + 1}: unknown key 'noun'" in one for one in told(lexicon))


def test_an_unknown_table_is_told(lexicon: Path) -> None:
    path = lexicon / "modality.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[junk]\nx = 1\n", encoding="utf-8")
    assert any("unknown key 'junk'" in one for one in told(lexicon))


@pytest.mark.parametrize("name", ["attribution.toml", "times.toml", "numbers.toml"])
def test_a_lost_or_emptied_file_is_told(lexicon: Path, name: str) -> None:
    (lexicon / name).write_text("", encoding="utf-8")
    assert any(name in one and "is missing" in one for one in told(lexicon))
    (lexicon / name).unlink()
    assert any(name in one and "put the file back" in one for one in told(lexicon))


def test_a_number_for_a_word_is_told(lexicon: Path) -> None:
    path = lexicon / "speakers.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('nouns = ["official"', 'nouns = [7, "official"', 1), encoding="utf-8")
    assert any("speakers.toml" in one and "must be a list of texts" in one for one in told(lexicon))


def test_a_file_that_nothing_reads_is_told(lexicon: Path) -> None:
    (lexicon / "weapons.toml").write_text('[[weapon]]\nname = "x"\n', encoding="utf-8")
    assert any("weapons.toml" in one and "no part of the lexicon" in one for one in told(lexicon))
