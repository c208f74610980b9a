"""What the encoder learns from: documents in plain words with questions about their words, and the answers.

Kept in a file between the two halves of ``make encoder``, so that the half that needs PyTorch needs no parser.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from weighbridge.reading.encoder.plain import Plain

FILE = Path(__file__).parent.parent.parent / "build" / "encoder" / "lessons.json.xz"
NOBODY = -1
"""Token of a word that is not there."""


@dataclass(slots=True)
class Lesson:
    """A document with its questions. Words are tokens of the sentence that comes first in each question."""

    sentences: list[list[Plain]]
    fold: int
    house: float
    items: list[tuple[int, int, int, tuple[bool, bool, bool]]] = field(default_factory=list)
    """Sentence, goods, word of transfer; whether they are transferred, whether nobody gives, whether nobody gets."""
    parties: list[tuple[int, int, int, tuple[int, int], tuple[bool, bool]]] = field(default_factory=list)
    """Sentence, goods, word of transfer, sentence and token of a party; whether it gives, whether it gets."""
    positions: list[tuple[int, int, int, int, int, tuple[int, int, int]]] = field(default_factory=list)
    """Sentence, goods, word of transfer, supplier, recipient; stage, stance, certainty."""
    sources: list[tuple[int, int, list[tuple[tuple[int, int], int, int, list[bool], bool]]]] = field(
        default_factory=list
    )
    """Sentence, word; for each candidate where it speaks, class, kind of country, grounds, whether it is the source."""


def spread(lessons: Sequence[Lesson]) -> Iterator[str]:
    """Words on how much there is to learn."""
    for name in ("sentences", "items", "parties", "positions", "sources"):
        yield f"{name} {sum(len(getattr(one, name)) for one in lessons)}"


def write_lessons(lessons: Sequence[Lesson], path: Path = FILE) -> None:
    """Writes them as JSON lines, compressed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as file:
        for one in lessons:
            file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")


def read_lessons(path: Path = FILE) -> list[Lesson]:
    """Raises OSError where there are none."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Lesson(**{**row, "sentences": [[Plain(*word) for word in one] for one in row["sentences"]]}) for row in rows
    ]
