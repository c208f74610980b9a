"""``export`` writes the ledger out for other programs, ``import`` takes in what ``export all`` wrote."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from weighbridge.cli_common import Progress, clean_exit, fail, say
from weighbridge.cli_options import Where
from weighbridge.cli_queries import (
    AsOf,
    From,
    Goods,
    Likely,
    OwnFigures,
    Recipient,
    Stage,
    Supplier,
    Until,
    asking,
    looking,
)

if TYPE_CHECKING:
    from weighbridge.exports.exporting import Choice
    from weighbridge.views import Asked, Look

WHAT = "One of statements, transfers, measures, documents, pairs, register, changes, entities, stix, sqlite, all."


def export(
    what: Annotated[str, typer.Argument(metavar="WHAT", help=WHAT)],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file to write. Default: standard output.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="csv, xlsx, parquet, jsonl, atom ...; default: by FILE's end."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
    supplier: Supplier = None,
    recipient: Recipient = None,
    goods: Goods = None,
    stage: Stage = None,
    likely: Likely = None,
    start: From = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="changes: the day to compare with; else the same as --from."),
    ] = None,
    until: Until = None,
    bom: Annotated[bool, typer.Option("--bom", help="csv: begin with the mark by which Excel knows UTF-8.")] = False,
    marking: Annotated[
        str | None, typer.Option("--marking", metavar="TLP", help="stix: mark as white, green, amber or red.")
    ] = None,
    as_of: AsOf = None,
    figures: OwnFigures = None,
    ledger: Where = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
) -> None:
    """Write out the ledger: tables, a register of transfers, entities, STIX, a feed, a database, or all of it."""
    from weighbridge.exports.choosing import check_options, chosen_format
    from weighbridge.exports.exporting import Choice
    from weighbridge.exports.files import check_target

    if what != "changes" and since is not None:
        start, since = start or since, None
    with _told():
        chosen = chosen_format(what, form or ("jsonl" if as_json else None), out)
        given = {
            "--supplier": supplier,
            "--recipient": recipient,
            "--goods": goods,
            "--stage": stage,
            "--likely": likely,
            "--from": start,
            "--since": since,
            "--until": until,
            "--as-of": as_of,
            # that which stands in the environment is for those commands that weigh
            "--figures": None if os.environ.get("WEIGHBRIDGE_FIGURES") == str(figures) else figures,
            "--bom": bom,
            "--marking": marking,
        }
        check_options(what, chosen, given)
        if out is not None:
            check_target(out, force)
        asked = asking(
            supplier=supplier, recipient=recipient, goods=goods, stage=stage, likely=likely, since=start, until=until
        )
        with looking(ledger, as_of, figures) as look:
            number = _write(Choice(what, chosen, since, bom, marking), look, asked, out, force)
        if out is not None:
            say(f"{number} {'row' if number == 1 else 'rows'} written to {out}")


def _write(choice: Choice, look: Look, asked: Asked, out: Path | None, force: bool) -> int:
    """Write to the file, or to standard output; the number of rows."""
    from weighbridge.exports.exporting import export_to
    from weighbridge.exports.files import new_file

    progress = Progress("records written")

    def tell(message: str) -> None:
        progress.clear()
        say(message)

    try:
        if out is None:
            sys.stdout.flush()
            number = export_to(sys.stdout.buffer, choice, look, asked, progress.step, tell)
            sys.stdout.buffer.flush()
            return number
        if choice.form == "sqlite":
            from weighbridge.exports.database import write_database

            return write_database(out, force, look, progress.step)
        with new_file(out, force) as part, part.open("wb") as file:
            return export_to(file, choice, look, asked, progress.step, tell)
    finally:
        progress.clear()


@contextmanager
def _told() -> Iterator[None]:
    """An ExportError as a message and exit code 1."""
    from weighbridge.exports.columns import ExportError

    with clean_exit():
        try:
            yield
        except ExportError as error:
            raise fail(str(error)) from None


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `export all` wrote; -: standard input.")],
    ledger: Where = None,
    as_json: Annotated[bool, typer.Option("--json", help="What was added, as one JSON object.")] = False,
) -> None:
    """Take in all that `weighbridge export all` wrote of a ledger; merges with what is there already."""
    from dataclasses import asdict

    from weighbridge.cli_common import json_line
    from weighbridge.exports.restoring import check_whole, restore
    from weighbridge.ledger import default_ledger, open_ledger
    from weighbridge.views import brought_up

    with _told(), _seekable(file) as opened:
        name = "standard input" if str(file) == "-" else str(file)
        progress = Progress("documents checked")
        check_whole(opened, name, progress.step)
        progress.clear()
        there = open_ledger(ledger or default_ledger(), tell=say)
        try:
            progress = Progress("documents taken in")
            found = restore(there, opened, name, progress.step)
            progress.clear()
            progress = Progress("pairs weighed")
            brought_up(there, progress.step)
            progress.clear()
        finally:
            there.close()
        if found.older:
            say(f"{found.older} earlier readings left out: the ledger has later ones, which they would supersede")
        if as_json:
            sys.stdout.write(json_line(asdict(found)) + "\n")
        else:
            say(
                f"{found.documents} new documents, {found.readings} readings, {found.reviews} reviews taken in;"
                f" {found.known} documents known"
            )


@contextmanager
def _seekable(path: Path) -> Iterator[BinaryIO]:
    """The file, or all of standard input, to be read twice."""
    if str(path) == "-":
        with tempfile.TemporaryFile(prefix="weighbridge-") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
            copy.seek(0)
            yield copy
        return
    if not path.is_file():
        raise fail(f"{path}: there is no such file; name one that `weighbridge export all --out` wrote")
    with path.open("rb") as file:
        yield file
