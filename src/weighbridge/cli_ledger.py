"""Commands on the ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from weighbridge.cli_common import Progress, clean_exit, harmless, json_line, say
from weighbridge.cli_options import (
    Careful,
    Fields,
    Jobs,
    Json,
    Limit,
    Model,
    NoOriginals,
    Originals,
    Paths,
    ReaderName,
    Where,
    documents_in,
    reader_of,
    store_of,
)

if TYPE_CHECKING:
    from weighbridge.ledger import Added, Ledger
    from weighbridge.model import Document
    from weighbridge.originals import Store
    from weighbridge.readers.door import Reader


def add(
    paths: Paths,
    as_json: Json = False,
    ledger: Where = None,
    careful: Careful = False,
    jobs: Jobs = 1,
    model: Model = None,
    limit: Limit = 20,
    fields: Fields = None,
    originals: Originals = None,
    no_originals: NoOriginals = False,
    reader: ReaderName = "rules",
) -> None:
    """Read documents and keep what they say in the ledger.

    A line a document tells that it is kept, and is printed once it is. What is there already is not read again,
    so a run that was cut short is finished by the same command.
    """
    from weighbridge.ledger import default_ledger, open_ledger
    from weighbridge.views import brought_up

    with clean_exit():
        asked = reader_of(reader, careful, jobs, model)
        opened = open_ledger(ledger or default_ledger(), tell=say)
        try:
            store = store_of(opened, originals, no_originals)
            _add(opened, store, paths, as_json, asked, limit, fields)
            progress = Progress("pairs weighed")
            brought_up(opened, progress.step)
            progress.clear()
        finally:
            opened.close()


def _add(
    ledger: Ledger,
    store: Store | None,
    paths: list[Path],
    as_json: bool,
    reader: Reader,
    limit: float,
    fields: str | None,
) -> None:
    """Read and keep; the exit code says whether anything of it is in the ledger now."""
    from weighbridge.identity import provenance_of
    from weighbridge.keeping import keep_reading
    from weighbridge.ledger import DocumentError, flags_of
    from weighbridge.readers.costs import Total
    from weighbridge.readers.door import read_by

    progress = Progress("documents")
    accepted = documents_in(paths, limit, progress, fields, originals=store is not None)
    done = _Done(as_json, progress)
    total = Total()
    unread = _unread(ledger, store, accepted, reader, done)
    first = next(unread, None)
    if first is not None:
        for reading in read_by(reader, chain([first], unread)):
            total.add(reading.cost)
            try:
                added = keep_reading(ledger, reading, reader)
            except DocumentError as error:
                progress.clear()
                say(str(error))
                accepted.refused += 1
                continue
            done.tell(added)
            if "future" in flags_of(provenance_of(reading.document)):
                say(f"{added.name}: it is dated {reading.document.published}, which is yet to come; check its date")
    progress.clear()
    done.sum_up(ledger.where, accepted.refused)
    if total:
        say(total.told())
    if not done.new + done.known:
        if not accepted.refused:
            say("nothing to read: no file in there is a document; name a file, or a folder that holds some")
        raise typer.Exit(1)


def _unread(
    ledger: Ledger, store: Store | None, documents: Iterable[Document], reader: Reader, done: _Done
) -> Iterator[Document]:
    """The documents that have yet to be read, their originals kept; of the others it is told that they are there."""
    from weighbridge.keeping import seen_again
    from weighbridge.ledger import has_reading
    from weighbridge.originals import kept

    for full in documents:
        document = kept(ledger, store, full)
        known = has_reading(ledger, document, reader.name, reader.version)
        if known and seen_again(ledger, document):
            known = has_reading(ledger, document, reader.name, reader.version)
        if known:
            done.tell(known)
        else:
            yield document


class _Done:
    """Tells of each document that is kept, and counts."""

    def __init__(self, as_json: bool, progress: Progress) -> None:
        self.as_json = as_json
        self.progress = progress
        self.new = self.known = self.statements = self.beside = 0

    def tell(self, added: Added) -> None:
        """A line on standard output: only for what is on disk."""
        self.new += added.new
        self.known += not added.new
        self.beside += added.outcome == "beside"
        self.statements += added.statements if added.new else 0
        self.progress.clear()
        if self.as_json:
            line = json_line(
                {
                    "id": added.document,
                    "name": added.name,
                    "statements": added.statements,
                    "measures": added.measures,
                    "new": added.new,
                    "supersedes": added.supersedes,
                    "superseded_by": added.superseded_by,
                }
            )
        else:
            found = f"{_count(added.statements, 'statement')}, {_count(added.measures, 'measure')}"
            line = (
                f"{added.document}  {harmless(added.name)}  {found}{'' if added.new else ', known'}{_versions(added)}"
            )
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
        self.progress.step()

    def sum_up(self, where: str, refused: int) -> None:
        """What was done, on standard error."""
        if self.as_json and not refused:
            return
        known = f", {self.known} known" if self.known else ""
        dropped = f", {refused} refused" if refused else ""
        found = _count(self.statements, "statement")
        say(f"{_count(self.new, 'document')} added to {where}{known}{dropped}, {found}")
        if self.beside:
            say(f"for {_count(self.beside, 'document')} another reading is preferred; this one is kept beside it")


def _versions(added: Added) -> str:
    """Which versions of the page stand next to it."""
    later = f", later version of {added.supersedes}" if added.supersedes else ""
    return later + (f", earlier version of {added.superseded_by}" if added.superseded_by else "")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
