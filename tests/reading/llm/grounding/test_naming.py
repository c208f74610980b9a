"""Whom and what words name, and the words of grounding that an analyst edits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from weighbridge.lexicon.tables import FOLDER, LexiconError
from weighbridge.reading.llm.grounding.naming import goods_in, named_in, words_of_grounding


@pytest.mark.parametrize(
    ("text", "codes", "firm"),
    [
        ("Tehran", {"IR"}, {"IR"}),
        ("the French defence ministry", {"FR"}, {"FR"}),
        ("the Houthis", {"houthis"}, {"houthis"}),
        ("the army", set(), set()),
        ("Paris and Rome", {"FR", "IT"}, {"FR", "IT"}),
    ],
)
def test_whom_words_name(text: str, codes: set[str], firm: set[str]) -> None:
    assert named_in(text).codes == codes
    assert named_in(text).firm == firm


def test_what_words_name() -> None:
    assert goods_in("S-400").firm
    assert not goods_in("the consignment").firm
    assert goods_in("said").classes == frozenset()


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('"arms", "component"', '"arms", "componnet"', r"grounding.toml:\d+: class 'componnet' is none of"),
        (
            'training = ["train"',
            'training = ["Train"',
            r"grounding.toml:\d+: 'Train' in \[verbs\] has to be",
        ),
        ("[orders]", "[orders", r"grounding.toml:\d+: no valid TOML"),
    ],
    ids=["class", "capital", "form"],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    path = Path(shutil.copy(FOLDER / "grounding.toml", tmp_path))
    source = path.read_text(encoding="utf-8")
    assert right in source
    path.write_text(source.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=told):
        words_of_grounding(path)
