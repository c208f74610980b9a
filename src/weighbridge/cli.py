"""The command line. It parses arguments and calls the rest; standard output is for results only."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighbridge import (
    __version__,
    cli_allowed,
    cli_controls,
    cli_demo,
    cli_desk,
    cli_documents,
    cli_evaluate,
    cli_exports,
    cli_ledger,
    cli_lists,
    cli_lists_search,
    cli_people,
    cli_pictures,
    cli_queries,
    cli_read,
    cli_readers,
    cli_reviews,
    cli_screening,
    cli_watch,
    cli_weighing,
)
from weighbridge.cli_common import Progress, clean_exit, json_line
from weighbridge.cli_options import Json, Limit, Model, Paths, documents_in

if TYPE_CHECKING:
    pass

app = typer.Typer(
    name="weighbridge",
    help="Reads reports of arms transfers: who says what moved from whom to whom, on whose word.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("add")(cli_ledger.add)
app.command("controls")(cli_controls.controls)
app.command("flags")(cli_controls.flags)
app.command("evaluate")(cli_evaluate.evaluate)
app.command("evaluate-attributions")(cli_evaluate.evaluate_attributions)
app.command("read")(cli_read.read)
app.command("readers")(cli_readers.readers)
app.command("compare")(cli_readers.compare)
app.command("teach")(cli_readers.teach)
app.command("demo")(cli_demo.demo)
app.command("desk")(cli_desk.desk)
app.command("dossier")(cli_pictures.dossier)
app.command("document")(cli_documents.document)
app.command("plot")(cli_pictures.plot)
app.command("screen")(cli_screening.screen)
app.command("watch")(cli_watch.watch)
app.command("weigh")(cli_weighing.weigh)
for command in (*cli_queries.commands, *cli_reviews.commands):
    app.command()(command)
app.command("export")(cli_exports.export)
app.command("import")(cli_exports.import_)
app.add_typer(cli_allowed.allowed, name="allowed")
app.add_typer(cli_evaluate.lexicon, name="lexicon")
cli_lists.lists.command("search")(cli_lists_search.search)
app.add_typer(cli_lists.lists, name="lists")
app.add_typer(cli_people.people, name="people")

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
