"""The commands ``readers``, ``compare`` and ``teach``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighbridge.cli_common import Progress, clean_exit, counted, fail, harmless, json_line, say
from weighbridge.cli_options import Careful, Jobs, Limit, Model, Where, documents_in, reader_of

if TYPE_CHECKING:
    from weighbridge.model import Document
    from weighbridge.readers.comparing import Comparison
    from weighbridge.readers.door import Reader

Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Prefer = Annotated[
    str | None,
    typer.Option(
        metavar="NAME,...",
        help="In the ledger, the reading of this reader counts where there are several; then that of the next. "
        "latest: the latest reading, whoever made it.",
    ),
]
ReaderArgument = Annotated[str, typer.Argument(metavar="READER", help="The name of a reader.")]
On = Annotated[Path, typer.Option("--on", metavar="PATH", help="A folder of documents, annotated or not.", exists=True)]
Most = Annotated[int, typer.Option("--differences", min=0, metavar="N", help="Print the first N differences.")]
Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where to write; what is there stays as it is.")]
Partial = Annotated[
    bool, typer.Option("--partial", help="Also documents of which some statements are not reviewed; marked as such.")
]
Names = Annotated[bool, typer.Option("--names", help="With the names of those who reviewed.")]

LATEST = "latest"


def readers(as_json: Json = False, prefer: Prefer = None, ledger: Where = None) -> None:
    """List the readers: their version, model and prompt, or why one can't be used.

    With --prefer, say which one's reading counts in the ledger where a document has several.
    """
    from weighbridge.readers.door import Asked
    from weighbridge.readers.finding import found_readers

    with clean_exit():
        if prefer is not None:
            _prefer(prefer, ledger)
            return
        found = found_readers(Asked())
        if as_json:
            rows = [{**asdict(one), "available": one.missing is None} for one in found]
            sys.stdout.write(json_line(rows) + "\n")
            return
        for one in found:
            told = ", ".join(
                f"{label} {value}" for label, value in (("model", one.model), ("prompt", one.prompt)) if value
            )
            state = f"not available: {one.missing}" if one.missing else f"{one.version}{', ' + told if told else ''}"
            owner = "" if one.package == "weighbridge" else f" (by {one.package})"
            typer.echo(harmless(f"{one.name}{owner}: {state}"))


def _prefer(names: str, where: str | None) -> None:
    from weighbridge.ledger import default_ledger, open_ledger
    from weighbridge.ledger.preferring import prefer, readers_in
    from weighbridge.views import brought_up

    wanted = [one.strip() for one in names.split(",") if one.strip()]
    if LATEST in wanted and len(wanted) > 1:
        raise typer.BadParameter("latest stands alone, without names of readers")
    if not wanted:
        raise typer.BadParameter("name a reader, or say latest")
    opened = open_ledger(where or default_ledger(), create=False, tell=say)
    try:
        chosen = [] if wanted == [LATEST] else wanted
        known = readers_in(opened)
        for one in chosen:
            if one not in known:
                say(f"no reading here is by {one!r} yet; there are those of: {', '.join(known) or 'nobody'}")
        moved = prefer(opened, chosen)
        progress = Progress("pairs weighed")
        brought_up(opened, progress.step)
        progress.clear()
        told = ", then ".join(chosen) if chosen else "the latest reading, whoever made it"
        say(f"{opened.where}: preferred is {told}; another reading counts now for {counted(moved, 'document')}")
    finally:
        opened.close()


def compare(
    first: ReaderArgument,
    second: ReaderArgument,
    on: On,
    as_json: Json = False,
    differences: Most = 50,
    careful: Careful = False,
    jobs: Jobs = 1,
    model: Model = None,
    limit: Limit = 20,
) -> None:
    """Read documents with two readers, and show where they differ, sentence by sentence.

    Says how far they agree, and how well each does where the documents are annotated. --model is not for rules.
    """
    from weighbridge.evaluation.gold import document_of
    from weighbridge.readers.documents import annotated_in

    with clean_exit():
        if first == second:
            raise typer.BadParameter("name two different readers")
        pair = [reader_of(one, careful, jobs, None if one == "rules" else model) for one in (first, second)]
        gold, others = annotated_in(on, say)
        progress = Progress("documents")
        rest = documents_in(others, limit, progress) if others else None
        documents = chain(map(document_of, gold), rest or ())
        comparison, found = _compared(pair, documents, {one["id"] for one in gold}, progress)
        if not comparison.documents and not comparison.problems:
            raise fail(f"{on}: no file in there is a document; name a folder that holds some")
        figures = comparison.figures(gold)
        if as_json:
            sys.stdout.write(json_line({**figures, "differences": found}) + "\n")
        else:
            from weighbridge.printing_readers import comparison_lines

            for line in comparison_lines(figures, found, differences):
                typer.echo(line)
        if not comparison.documents:
            raise typer.Exit(1)


def _compared(
    pair: list[Reader], documents: Iterator[Document], gold: set[str], progress: Progress
) -> tuple[Comparison, list[dict[str, Any]]]:
    from weighbridge.readers.beside import side_by_side
    from weighbridge.readers.comparing import Comparison
    from weighbridge.readers.costs import Total

    comparison, total = Comparison((pair[0].name, pair[1].name)), Total()
    found: list[dict[str, Any]] = []
    for one, other in side_by_side(pair, documents):
        found += comparison.take(one, other, one.document.id in gold)
        for reading in (one, other):
            total.add(reading.cost)
        progress.step()
    progress.clear()
    for trouble in comparison.problems:
        say(f"{trouble['document']}: left out: {trouble['reader']}: {trouble['problem']}")
    if total:
        say(total.told())
    return comparison, found


def teach(
    out: Out, ledger: Where = None, partial: Partial = False, names: Names = False, as_json: Json = False
) -> None:
    """Write reviewed documents as annotated ones, for training and for the examples of a prompt.

    Only documents of which every statement, of every reader, was reviewed; what was rejected is left out, what was
    corrected stands as corrected. A file that is there and says something else is left as it is, and told.
    """
    from weighbridge.ledger import default_ledger, open_ledger
    from weighbridge.readers.lessons import lessons
    from weighbridge.readers.teaching import Written, write_lesson

    with clean_exit():
        opened = open_ledger(ledger or default_ledger(), create=False, tell=say)
        try:
            if out.exists() and not out.is_dir():
                raise fail(f"{out}: it is a file; name a folder")
            out.mkdir(parents=True, exist_ok=True)
            progress = Progress("documents")
            written: dict[Written, int] = dict.fromkeys(Written, 0)
            unfinished = statements = 0
            for lesson in lessons(opened, names):
                progress.step()
                if not lesson.reviewed or (lesson.unreviewed and not partial):
                    unfinished += 1
                    continue
                outcome = write_lesson(out, lesson)
                written[outcome] += 1
                statements += len(lesson.row["statements"])
                if outcome is Written.OTHER:
                    progress.clear()
                    say(
                        f"{out / lesson.file}: it is there already and says something else; it is left as it is: "
                        "remove it, or name a new folder"
                    )
            progress.clear()
        finally:
            opened.close()
        done = {**{one.value: number for one, number in written.items()}, "unfinished": unfinished}
        if as_json:
            sys.stdout.write(json.dumps({**done, "statements": statements}) + "\n")
        say(
            f"{counted(written[Written.NEW], 'document')} written to {out}, {written[Written.SAME]} there already; "
            f"{counted(statements, 'statement')}; {unfinished} not reviewed in full"
        )
        if written[Written.OTHER] or not (written[Written.NEW] + written[Written.SAME]):
            raise typer.Exit(1)
