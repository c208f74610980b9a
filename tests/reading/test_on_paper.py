"""A paper about goods is told from the goods by the words side by side."""

from __future__ import annotations

import pytest

from weighbridge.reading.parsing.parsing import parse
from weighbridge.reading.parsing.tree import Tree, tree_of
from weighbridge.reading.positions.on_paper import is_on_paper


def _at(text: str, word: str) -> tuple[Tree, int]:
    tree = tree_of(next(iter(parse([text]))))
    return tree, next(at for at in range(len(tree)) if tree.lower[at] == word)


@pytest.mark.parametrize(
    "text",
    [
        "Peru received a letter on 24 jets from Sweden.",
        "They handed over the key to twenty new jets.",
        "Poland got the bill for its jets.",
        "Sweden gave them two permits for jets.",
    ],
)
def test_on_paper(text: str) -> None:
    assert is_on_paper(*_at(text, "jets"))


@pytest.mark.parametrize(
    "text",
    [
        "Peru received 24 jets from Sweden.",
        "Peru received jets.",
        "Jets came.",
        "Sweden sent the letter and the jets.",
        "Sweden asked for jets.",
        "Sweden sent a pilot for the jets.",
        "Invoices for jets delivered to Peru were paid.",
    ],
)
def test_not_on_paper(text: str) -> None:
    assert not is_on_paper(*_at(text, "jets"))
