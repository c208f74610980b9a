"""Arguments and options that several commands have."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from weighbridge.cli_common import CAREFUL, Accepted, Progress, say

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH...", help="Files or folders: JSON, JSONL, HTML, text; - for standard input."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a document and line.")]
Careful = Annotated[bool, typer.Option("--careful", help=CAREFUL)]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="Processes that share the work.")]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="spaCy model for the parser.")]
Limit = Annotated[
    float,
    typer.Option(min=0.001, metavar="MB", envvar="WEIGHBRIDGE_LIMIT", help="Largest document, in megabytes."),
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


def documents_in(paths: list[Path], limit: float, progress: Progress) -> Accepted:
    """The documents of ``paths``; what can't be taken in is told and counted."""
    from weighbridge.intake import documents_from

    found = documents_from(paths, sys.stdin.buffer, limit=int(limit * 1_000_000), warn=say)
    return Accepted(found, progress)
