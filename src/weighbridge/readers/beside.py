"""Several readers beside one another on the same documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import tee

from weighbridge.model import Document
from weighbridge.readers.door import Reader, read_by
from weighbridge.reading.result import Reading


def side_by_side(readers: Sequence[Reader], documents: Iterable[Document]) -> Iterator[tuple[Reading, ...]]:
    """What each of the readers finds in each document, in their order.

    As many documents are held as the readers take in advance. Raises ReaderError as ``read_by`` does.
    """
    copies = tee(documents, len(readers))
    yield from zip(*(read_by(one, copy) for one, copy in zip(readers, copies, strict=True)), strict=True)
