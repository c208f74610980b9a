"""What several tests read: the corpus, by one reader, once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings

from weighbridge.evaluation import gold
from weighbridge.evaluation.figures import Row
from weighbridge.reading.reader import Reader, Reading

# how long an example takes says more about the machine than about the program
settings.register_profile("untimed", deadline=None, max_examples=40)
settings.register_profile("thorough", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "untimed"))

signal.signal(signal.SIGINT, signal.default_int_handler)
"""Where the tests run in the background, an interrupt is ignored, by the programs that they start and interrupt too."""

ROOT = Path(__file__).parents[1]
Read = Callable[[str], tuple[list[Row], list[Reading]]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader as it comes."""
    return Reader()


@pytest.fixture(scope="session")
def corpus(reader: Reader) -> Read:
    """Name of a part of the corpus to its annotated documents and their readings; each part is read once."""

    @lru_cache(maxsize=3)
    def part(name: str) -> tuple[list[Row], list[Reading]]:
        folder = ROOT / "corpus" / name
        if not folder.is_dir():
            pytest.skip(f"no corpus/{name} here")
        documents = gold.load(folder)
        return documents, list(reader.stream(gold.document_of(one) for one in documents))

    return part
