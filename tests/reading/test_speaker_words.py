"""What the file of speakers tells of offices, and how a slip in it is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from weighbridge.lexicon.tables import FOLDER, LexiconError
from weighbridge.reading.sources.employers import is_none_of
from weighbridge.reading.sources.words import speakers


@pytest.mark.parametrize(
    ("state", "words", "none"),
    [
        ("GR", "the chancellery", True),
        ("DE", "the Chancellery", False),
        ("IR", "a congressman", True),
        ("US", "the prime minister", True),
        ("US", "the president", False),
        ("GR", "the prime minister", False),
        ("IN", "a foreign officer", False),
        ("lna", "its chancellery", False),
        (None, "the chancellery", False),
    ],
)
def test_whose_office_it_can_be(state: str | None, words: str, none: bool) -> None:
    assert is_none_of(state, words) is none


def test_a_state_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    shutil.copytree(FOLDER, folder)
    path = folder / "speakers.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith('states = ["AF", "IR"'))
    lines[at] = lines[at].replace('"IR"', '"Iran"')
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(LexiconError, match=f"speakers.toml:{at + 1}: no code of a state: 'Iran'"):
        speakers(folder)
