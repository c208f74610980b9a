"""The built-in reader at the door: by rules and small models, offline, without an account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from weighbridge.model import Document
from weighbridge.readers.door import Asked
from weighbridge.reading.result import Reading
from weighbridge.running import READER, reader_version, readings


@dataclass(frozen=True)
class Rules:
    """The reader of ``weighbridge.reading``; it loads when the first document is read."""

    asked: Asked = field(default_factory=Asked)
    name: str = READER
    prompt: str | None = None

    @property
    def model(self) -> str:
        """The spaCy pipeline that parses."""
        from weighbridge.reading.parsing.parsing import DEFAULT_MODEL

        return self.asked.model or DEFAULT_MODEL

    @cached_property
    def version(self) -> str:
        """See ``running.reader_version``."""
        return reader_version(self.asked.careful, self.asked.model)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """See ``running.readings``."""
        asked = self.asked
        return readings(documents, jobs=asked.jobs, careful=asked.careful, model=asked.model, gate=asked.gate)


def open_reader(asked: Asked) -> Rules:
    """The built-in reader."""
    return Rules(asked)
