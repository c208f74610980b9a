"""The command line. It parses arguments and calls the rest; standard output is for results only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighbridge import __version__, cli_evaluate, cli_ledger, cli_queries, cli_weighing
from weighbridge.cli_common import Progress, clean_exit, fail, json_line, say
from weighbridge.cli_options import Careful, Jobs, Json, Limit, Model, Paths, documents_in

if TYPE_CHECKING:
    from weighbridge.reading.reader import Reading

app = typer.Typer(
    name="weighbridge",
    help="Reads reports of arms transfers: who says what moved from whom to whom, on whose word.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("add")(cli_ledger.add)
app.command("evaluate")(cli_evaluate.evaluate)
app.command("evaluate-attributions")(cli_evaluate.evaluate_attributions)
app.command("weigh")(cli_weighing.weigh)
for command in cli_queries.commands:
    app.command()(command)
app.add_typer(cli_evaluate.lexicon, name="lexicon")

Explain = Annotated[bool, typer.Option("--explain", help="Say how each slot was filled.")]
Nested = Annotated[bool, typer.Option("--nested", help="Also who says what inside another's words.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"weighbridge {__version__}")
        raise typer.Exit


@app.callback()
def _about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _row(reading: Reading, explain: bool) -> dict[str, Any]:
    """The JSON object of a reading; with ``explain``, also reasons and the silent sentences."""
    from weighbridge.model import as_json

    row: dict[str, Any] = {
        "id": reading.document.id,
        "statements": as_json(reading.statements),
        "measures": as_json(reading.measures),
    }
    if reading.problem:
        row["problem"] = reading.problem
    if explain:
        for one, statement in zip(row["statements"], reading.statements, strict=True):
            one["because"] = list(statement.because)
        row["silent"] = [
            {"start": start, "end": end, "evidence": reading.document.text[start:end], "reason": reason}
            for start, end, reason in reading.silent
        ]
    return row


def _read(
    paths: list[Path], as_json: bool, explain: bool, careful: bool, jobs: int, model: str | None, limit: float
) -> None:
    """Read and print; the exit code says whether anything could be read."""
    from weighbridge.running import readings

    progress = Progress("documents")
    documents = documents_in(paths, limit, progress)
    console = None
    read = statements = 0
    for reading in readings(documents, jobs=jobs, careful=careful, model=model):
        progress.clear()
        if reading.problem:
            say(f"{reading.document.id}: {reading.problem}")
        read += not reading.problem or bool(reading.statements)
        statements += len(reading.statements)
        if as_json:
            sys.stdout.write(json_line(_row(reading, explain)) + "\n")
            sys.stdout.flush()
        else:
            from weighbridge.printing import console as new_console
            from weighbridge.printing import print_reading

            console = console or new_console()
            print_reading(reading, console, explain)
        progress.step()
    progress.clear()
    if not as_json or documents.refused:
        refused = f", {documents.refused} refused" if documents.refused else ""
        say(f"{read} document{'' if read == 1 else 's'} read{refused}, {statements} statements")
    if not read and not documents.refused:
        say("nothing to read: no file in there is text, HTML or JSON; name a file, or a folder that holds some")
    if not read:
        raise typer.Exit(1)


@app.command()
def read(
    paths: Paths,
    as_json: Json = False,
    explain: Explain = False,
    careful: Careful = False,
    jobs: Jobs = 1,
    model: Model = None,
    limit: Limit = 20,
) -> None:
    """Read documents and print their statements about transfers."""
    with clean_exit():
        _read(paths, as_json, explain, careful, jobs, model, limit)


@app.command()
def attributions(
    paths: Paths,
    as_json: Json = False,
    nested: Nested = False,
    model: Model = None,
    limit: Limit = 20,
) -> None:
    """Print who says what in documents of any topic."""
    from weighbridge.running import attributions_of

    with clean_exit():
        progress = Progress("documents")
        documents = documents_in(paths, limit, progress)
        read = 0
        for document in documents:
            found = next(attributions_of([document], model, nested))
            read += 1
            progress.clear()
            if as_json:
                rows = [cli_evaluate.attribution_json(one) for one in found]
                sys.stdout.write(json_line({"id": document.id, "attributions": rows}) + "\n")
                sys.stdout.flush()
            else:
                _print_attributions(document.id, document.text, found)
            progress.step()
        progress.clear()
        if not read:
            raise typer.Exit(1)


def _print_attributions(name: str, text: str, found: list[Any]) -> None:
    from weighbridge.cli_common import harmless

    def words(spans: Any) -> str:
        return harmless(" ... ".join(text[start:end] for start, end in spans)) or "-"

    typer.echo(harmless(name))
    for one in found:
        typer.echo(f"  {words(one.source)} | {words(one.cue)} | {words(one.content)}")


def _examples() -> Path | None:
    """The example reports: beside an installed package, or at the root of a checkout."""
    here = Path(__file__).resolve().parent
    places = (here / "examples", here.parents[1] / "examples")
    return next((place for place in places if place.is_dir()), None)


@app.command()
def demo(as_json: Json = False, explain: Explain = False, jobs: Jobs = 1) -> None:
    """Read the ten example reports that come with the program."""
    with clean_exit():
        folder = _examples()
        if folder is None:
            raise fail("the example reports are missing; install the program anew")
        paths = sorted(path for path in folder.iterdir() if path.suffix in (".json", ".txt", ".html"))
        _read(paths, as_json, explain, False, jobs, None, 20)
