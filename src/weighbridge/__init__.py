"""Weighbridge reads reports of arms transfers: who says what moved from whom to whom, on whose word.

    import weighbridge

    document = weighbridge.Document(id="1", text="Poland sent Ukraine 14 Leopard tanks, Kyiv said.")
    for reading in weighbridge.read([document]):
        for statement in reading.statements:
            print(statement.stage, statement.source, statement.evidence)

Importing the package loads no language model; the first call of ``read`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from weighbridge.model import Document, Measure, Statement

if TYPE_CHECKING:
    from weighbridge.reading.result import Reading

__version__ = "0.1.0"
__all__ = ["Document", "Measure", "Statement", "__version__", "read"]


def read(
    documents: Iterable[Document], *, jobs: int = 1, careful: bool = False, reader: str = "rules"
) -> Iterator[Reading]:
    """Read documents: a Reading for each, in their order, as soon as it is there.

    ``jobs`` is the number of processes that share the work; ``careful`` keeps
    only statements that are right in supplier, recipient and item nearly nine times in ten, and so
    fewer of them. The result does not depend on ``jobs``. ``reader`` is the name of one of the readers that
    ``weighbridge readers`` lists; what it can't do raises ``weighbridge.readers.door.ReaderError``.
    """
    from weighbridge.readers.door import Asked, read_by
    from weighbridge.readers.finding import open_reader

    return read_by(open_reader(reader, Asked(careful, jobs)), documents)
