"""Arguments and options that several commands have."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weighbridge.cli_common import CAREFUL, Accepted, Progress, say

if TYPE_CHECKING:
    from weighbridge.ledger import Ledger
    from weighbridge.originals import Store
    from weighbridge.readers.door import Reader

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...",
        help="Files or folders: pages, PDF, DOCX, mails, JSON, CSV, text, archives; -: standard input.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a document and line.")]
Careful = Annotated[bool, typer.Option("--careful", help=CAREFUL)]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="Processes that share the work.")]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The reader's model: for rules a spaCy pipeline, for llm a language model."),
]
ReaderName = Annotated[
    str,
    typer.Option(
        "--reader",
        metavar="NAME",
        envvar="WEIGHBRIDGE_READER",
        help="Who reads; see what there is: weighbridge readers.",
    ),
]
Limit = Annotated[
    float,
    typer.Option(min=0.001, metavar="MB", envvar="WEIGHBRIDGE_LIMIT", help="Largest document, in megabytes."),
]


def _checked(fields: str | None) -> str | None:
    if fields is not None:
        from weighbridge.intake.fields import fields_of

        try:
            fields_of(fields)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
    return fields


Fields = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="NAME=FIELD,...",
        callback=_checked,
        help="Which field of JSON or column of CSV is what: text=body,published=meta.date. NAME is one of id, url, "
        "publisher, published, title, text. Default: the usual names.",
    ),
]
Where = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="PATH_OR_URL",
        envvar="WEIGHBRIDGE_LEDGER",
        help="The ledger: a file, or postgresql://HOST/DATABASE. Default: a file in your data folder.",
    ),
]

Originals = Annotated[
    str | None,
    typer.Option(
        "--originals",
        metavar="FOLDER",
        envvar="WEIGHBRIDGE_ORIGINALS",
        help="Where raw originals are kept. Default: beside the ledger (LEDGER.originals); off: nowhere.",
    ),
]
NoOriginals = Annotated[bool, typer.Option("--no-originals", help="Keep no raw originals.")]


def store_of(ledger: Ledger, originals: str | None, none: bool) -> Store | None:
    """Where the ledger's originals are kept, by the options of these names; None where they are not."""
    from weighbridge.originals import Store, folder_for

    folder = None if none else folder_for(ledger, originals)
    if folder is None:
        return None
    store = Store(folder)
    store.check()
    return store


def reader_of(name: str, careful: bool = False, jobs: int = 1, model: str | None = None) -> Reader:
    """The reader that the options of these names ask for. Raises ReaderError."""
    from weighbridge.readers.door import Asked
    from weighbridge.readers.finding import open_reader

    return open_reader(name, Asked(careful, jobs, model, tell=say))


def documents_in(
    paths: list[Path], limit: float, progress: Progress, fields: str | None = None, originals: bool = False
) -> Accepted:
    """The documents of ``paths``; what can't be taken in is told and counted. ``fields`` is that option's value.

    With ``originals``, they come with their raw originals.
    """
    from weighbridge.intake import documents_from
    from weighbridge.intake.fields import fields_of

    mapping = fields_of(fields) if fields is not None else {}
    found = documents_from(
        paths, sys.stdin.buffer, limit=int(limit * 1_000_000), warn=say, fields=mapping, originals=originals
    )
    return Accepted(found, progress)
