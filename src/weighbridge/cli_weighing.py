"""Weighing from the command line, of statements in files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from weighbridge.cli_common import clean_exit, counted, fail, harmless, json_line, say
from weighbridge.cli_options import Json

Statements = Annotated[Path, typer.Argument(metavar="STATEMENTS.jsonl", help="A statement a line, with its doc.")]
Documents = Annotated[Path, typer.Option("--documents", metavar="DOCUMENTS.jsonl", help="Their documents, one a line.")]


def weigh(statements: Statements, documents: Documents, as_json: Json = False) -> None:
    """Say of statements which are about one transfer, and which rest on one origin.

    Neither reads nor keeps anything. The lines come back in their order, with transfer and origin filled in.
    """
    from weighbridge.intake.refusal import Refusal
    from weighbridge.weigh_files import weighed_lines

    with clean_exit():
        refused = late = 0
        for line in weighed_lines(statements, documents):
            if isinstance(line, Refusal):
                refused += 1
                say(str(line))
                continue
            late += line["transfer"] is None
            if as_json:
                sys.stdout.write(json_line(line) + "\n")
            else:
                cells = (line["transfer"] or "-", line["origin"] or "-", line["doc"], str(line.get("start")))
                typer.echo("\t".join(harmless(cell) for cell in cells))
        if late:
            say(f"{counted(late, 'statement')} not weighed: dated later than today; check the dates")
        if refused:
            raise fail(f"{refused} lines refused; the others are weighed")
