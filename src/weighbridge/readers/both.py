"""The reader ``both``: two readers, what they find as one, with who found what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from weighbridge import __version__
from weighbridge.identity import content_id
from weighbridge.model import Document
from weighbridge.readers.beside import side_by_side
from weighbridge.readers.door import LONGEST_NAME, Asked, Reader, ReaderError
from weighbridge.readers.merging import VERSION, merged
from weighbridge.reading.result import Reading

VARIABLE = "WEIGHBRIDGE_BOTH"
"""The environment variable with the names of the two readers, as in "rules,llm"."""
DEFAULT = "rules,llm"


@dataclass(frozen=True)
class Both:
    """Merges what two readers find (``merging``); the first gives evidence and slots where they agree."""

    first: Reader
    second: Reader
    careful: bool = False
    """Only what both found."""
    name: str = "both"

    @cached_property
    def version(self) -> str:
        """Of both readers, of what they read with, and of the rules by which they are merged."""
        of = [[one.name, one.version, one.model, one.prompt] for one in (self.first, self.second)]
        return f"{__version__}+{content_id([VERSION, of])[:12]}{'.careful' if self.careful else ''}"

    @property
    def model(self) -> str | None:
        """Of both."""
        return _joined(self.first.model, self.second.model)

    @property
    def prompt(self) -> str | None:
        """Of both."""
        return _joined(self.first.prompt, self.second.prompt)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """See ``merging``."""
        names = self.first.name, self.second.name
        for one, other in side_by_side((self.first, self.second), documents):
            yield merged(one, other, names, alone=not self.careful)


def _joined(*names: str | None) -> str | None:
    return " + ".join(one for one in names if one)[:LONGEST_NAME] or None


def open_reader(asked: Asked) -> Both:
    """The two that WEIGHBRIDGE_BOTH names. Raises ReaderError where one of them can't be had.

    ``asked.model`` is not for ``rules``, whose parser stays the usual one.
    """
    from weighbridge.readers.finding import open_reader as opened

    names = [one.strip() for one in asked.settings.get(VARIABLE, DEFAULT).split(",")]
    if len(names) != 2 or len(set(names)) != 2 or "both" in names or not all(names):
        raise ReaderError(f"{VARIABLE} has to name two readers, as in {DEFAULT}; see: weighbridge readers")
    try:
        first, second = (opened(one, replace(asked, model=None) if one == "rules" else asked) for one in names)
    except ReaderError as error:
        raise ReaderError(f"the reader both needs {' and '.join(names)}: {error}") from None
    return Both(first, second, asked.careful)
