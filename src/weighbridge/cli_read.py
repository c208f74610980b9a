"""The command ``read``: documents in, their statements out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighbridge.cli_common import Progress, clean_exit, json_line, say
from weighbridge.cli_options import (
    Careful,
    Fields,
    Jobs,
    Json,
    Limit,
    Model,
    Paths,
    ReaderName,
    documents_in,
    reader_of,
)

if TYPE_CHECKING:
    from weighbridge.readers.door import Reader
    from weighbridge.reading.result import Reading

Explain = Annotated[bool, typer.Option("--explain", help="Say how each slot was filled.")]


def reading_json(reading: Reading, explain: bool) -> dict[str, Any]:
    """The JSON object of a reading; with ``explain``, also reasons, the silent sentences and the reader's notes.

    A reader made of several says at each statement who of them found it; one that has a cost tells it.
    """
    from weighbridge.model import as_json

    row: dict[str, Any] = {
        "id": reading.document.id,
        "statements": as_json(reading.statements),
        "measures": as_json(reading.measures),
    }
    if reading.problem:
        row["problem"] = reading.problem
    for one, mark in zip(row["statements"], reading.marks, strict=bool(reading.marks)):
        one.update(as_json(mark))
    if reading.cost:
        row["cost"] = as_json(reading.cost)
    if explain:
        for one, statement in zip(row["statements"], reading.statements, strict=True):
            one["because"] = list(statement.because)
        row["silent"] = [
            {"start": start, "end": end, "evidence": reading.document.text[start:end], "reason": reason}
            for start, end, reason in reading.silent
        ]
        row["notes"] = as_json(reading.notes)
    return row


def read_and_print(
    paths: list[Path],
    as_json: bool,
    explain: bool,
    reader: Reader,
    limit: float,
    keep: Callable[[Reading], None] | None = None,
    fields: str | None = None,
) -> None:
    """Read and print, and hand each reading to ``keep``; the exit code says whether anything could be read."""
    from weighbridge.readers.costs import Total
    from weighbridge.readers.door import read_by

    progress = Progress("documents")
    documents = documents_in(paths, limit, progress, fields)
    console = None
    given = read = statements = 0
    total = Total()
    for reading in read_by(reader, documents):
        progress.clear()
        if reading.problem:
            say(f"{reading.document.id}: {reading.problem}")
        given += 1
        read += not reading.problem or bool(reading.statements)
        statements += len(reading.statements)
        total.add(reading.cost)
        if as_json:
            sys.stdout.write(json_line(reading_json(reading, explain)) + "\n")
            sys.stdout.flush()
        else:
            from weighbridge.printing import console as new_console
            from weighbridge.printing import print_reading

            console = console or new_console()
            print_reading(reading, console, explain)
        if keep is not None:
            keep(reading)
        progress.step()
    progress.clear()
    if not as_json or documents.refused:
        refused = f", {documents.refused} refused" if documents.refused else ""
        say(f"{read} document{'' if read == 1 else 's'} read{refused}, {statements} statements")
    if total:
        say(total.told())
    if not given and not documents.refused:
        say("nothing to read: no file in there is a document; name a file, or a folder that holds some")
    if not read:
        raise typer.Exit(1)


def read(
    paths: Paths,
    as_json: Json = False,
    explain: Explain = False,
    careful: Careful = False,
    jobs: Jobs = 1,
    model: Model = None,
    limit: Limit = 20,
    fields: Fields = None,
    reader: ReaderName = "rules",
) -> None:
    """Read documents and print their statements about transfers."""
    with clean_exit():
        opened = reader_of(reader, careful, jobs, model)
        read_and_print(paths, as_json, explain, opened, limit, fields=fields)
