"""The lexicon: what its entries say, and that mistakes are told with file and line."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from weighbridge.lexicon import LexiconError, load
from weighbridge.lexicon.tables import FOLDER
from weighbridge.model import ITEM_CLASSES


def test_every_item_class_has_a_label() -> None:
    assert set(load().labels) == set(ITEM_CLASSES)


def test_a_word_of_goods_wins_over_a_modifier() -> None:
    assert load().words["training"].class_ == "training"


def test_words_of_several_meanings_say_so() -> None:
    assert "personnel" in load().words["fighters"].others


def test_a_mistake_is_told_with_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    (folder / "goods" / "senses.toml").write_text('[[sense]]\nwords = ["gun"]\nclasses = ["cannonry"]\n')
    with pytest.raises(LexiconError, match=r"senses\.toml:1: .*cannonry"):
        load(folder)


def test_a_mistake_comes_whole_out_of_another_process() -> None:
    """Several processes read (``--jobs``); who looks for the mistake sees what one of them met."""
    met = LexiconError(Path("goods/classes.toml"), 7, "no such class")
    assert str(pickle.loads(pickle.dumps(met))) == "goods/classes.toml:7: no such class"
