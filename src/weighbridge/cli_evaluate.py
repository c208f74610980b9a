"""The commands ``evaluate``, ``evaluate-attributions`` and ``lexicon check``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from weighbridge.cli_common import CAREFUL, Progress, clean_exit, fail, say
from weighbridge.cli_options import Model, ReaderName, reader_of

lexicon = typer.Typer(help="The lexicon: parties, goods, frames and cues.", no_args_is_help=True)


def evaluate(
    folder: Annotated[Path, typer.Argument(help="Folder of annotated documents (*.json).", exists=True)],
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="Print the first N differences.")] = 0,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes.")] = 1,
    predicted: Annotated[
        Path | None, typer.Option(help="JSONL of a reading done before, instead of reading now.", exists=True)
    ] = None,
    careful: Annotated[bool, typer.Option("--careful", help=CAREFUL)] = False,
    model: Model = None,
    reader: ReaderName = "rules",
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Also how often each tenth of confidence is right.")
    ] = False,
    stories: Annotated[
        bool, typer.Option("--stories", help="Also how well weighing finds the annotated transfers and origins.")
    ] = False,
) -> None:
    """Read annotated documents and compare what was read with the annotation."""
    from weighbridge.evaluation import calibration as tenths
    from weighbridge.evaluation import gold, ledger, statements
    from weighbridge.evaluation.figures import rows_of

    with clean_exit():
        documents = gold.load(folder)
        if stories and not ledger.has_stories(documents):
            raise fail(f"{folder}: no statement in there bears transfer and origin; leave out --stories")
        found: dict[str, list[dict[str, Any]]] = {}
        if predicted:
            found = {row["id"]: row["statements"] for row in rows_of(predicted, "id", "statements")}
            missing = [one["id"] for one in documents if one["id"] not in found]
            if missing:
                number = f"{len(missing)} of {len(documents)} documents"
                say(f"no prediction for {number}: {', '.join(missing[:5])}")
        else:
            from weighbridge.model import as_json as plain
            from weighbridge.readers.costs import Total
            from weighbridge.readers.door import read_by

            progress = Progress("documents")
            opened, total = reader_of(reader, careful, jobs, model), Total()
            texts = [gold.document_of(one) for one in documents]
            for reading in read_by(opened, texts):
                total.add(reading.cost)
                if reading.problem:
                    progress.clear()
                    say(f"{reading.document.id}: {reading.problem}")
                if reading.statements or not reading.problem:
                    found[reading.document.id] = plain(reading.statements)
                progress.step()
            progress.clear()
            if total:
                say(total.told())
            # a document that nobody read says nothing of how well a reader reads
            unread = len(documents) - len(found)
            if documents and not found:
                raise fail(f"none of the {len(documents)} documents could be read, so there is nothing to score")
            if unread:
                say(f"not read, and left out of the figures: {unread} of {len(documents)} documents")
                documents = [one for one in documents if one["id"] in found]
        figures, differences = statements.score(documents, found)
        if calibration:
            figures["calibration"] = tenths.table(documents, found)
        if stories:
            figures["stories"] = ledger.stories(documents, found)
        typer.echo(json.dumps(figures, indent=2) if as_json else statements.report(figures))
        if calibration and not as_json:
            typer.echo("\n" + tenths.report(figures["calibration"]))
        if stories and not as_json:
            typer.echo("\n" + ledger.report_stories(figures["stories"]))
        for error in differences[:errors]:
            typer.echo(f"\n{statements.report_error(error)}", err=as_json)


def evaluate_attributions(
    gold_file: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated attributions.", exists=True)],
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    predicted: Annotated[Path | None, typer.Option(help="JSONL of attributions found before.", exists=True)] = None,
    model: Annotated[str | None, typer.Option(help="spaCy model for the parser.")] = None,
    nested: Annotated[bool, typer.Option("--nested", help="Also those inside another's words.")] = False,
) -> None:
    """Find who says what in annotated texts and compare it with the annotation."""
    from weighbridge.evaluation import attributions
    from weighbridge.evaluation.figures import rows_of

    with clean_exit():
        documents = rows_of(gold_file, "id", "text", "attributions")
        found: dict[str, Any] = {}
        if predicted:
            found = {row["id"]: row["attributions"] for row in rows_of(predicted, "id", "attributions")}
        else:
            from weighbridge.model import Document
            from weighbridge.running import attributions_of

            progress = Progress("documents")
            texts = [Document(id=row["id"], text=row["text"]) for row in documents]
            for text, rows in zip(texts, attributions_of(texts, model, nested), strict=True):
                found[text.id] = [attribution_json(one) for one in rows]
                progress.step()
            progress.clear()
        figures = attributions.score(documents, found)
        typer.echo(json.dumps(figures, indent=2) if as_json else attributions.report(figures))


def attribution_json(one: Any) -> dict[str, list[list[int]]]:
    """An attribution as JSON: lists of [start, end] for source, cue and content."""
    return {part: [list(span) for span in getattr(one, part)] for part in ("source", "cue", "content")}


@lexicon.command("check")
def check(
    folder: Annotated[Path | None, typer.Argument(help="Folder of the lexicon; without it, the built-in one.")] = None,
) -> None:
    """Check every lexicon file; each mistake is told with file and line."""
    from weighbridge.lexicon import LexiconError, load, structure
    from weighbridge.lexicon.tables import FOLDER, SCHEMAS, entries, read_toml

    with clean_exit():
        place = folder or FOLDER
        files = sorted(place.rglob("*.toml"))
        if not files:
            raise fail(f"{place}: no lexicon here; give a folder with *.toml files")
        mistakes = 0
        for file in files:
            try:
                data, _ = read_toml(file)
                # files of parties and goods hold tables of one kind, and their keys are declared
                if file.parent.name in ("parties", "goods"):
                    for table in [name for name in data if name in SCHEMAS] or list(data):
                        for _ in entries(file, table):
                            pass
            except LexiconError as error:
                mistakes += 1
                say(str(error))
            except KeyError as error:
                mistakes += 1
                say(f"{file}: unknown table {error}; known: {', '.join(SCHEMAS)}")
        for mistake in structure.mistakes(place):
            mistakes += 1
            say(str(mistake))
        if not mistakes:
            for told in _meanings(place):
                mistakes += 1
                say(told)
        if not mistakes:
            words = len(load(place).words)
            typer.echo(f"{len(files)} files, {words:,} words: no mistake")
            return
        raise fail(f"{mistakes} mistake{'' if mistakes == 1 else 's'} in {len(files)} files")


def _meanings(place: Path) -> Iterator[str]:
    """What the program itself finds wrong when it loads each part of a lexicon: classes, stages, patterns."""
    from weighbridge.lexicon import LexiconError, load
    from weighbridge.lists.words import words
    from weighbridge.reading.frames.lexicon import load_frames
    from weighbridge.reading.llm.grounding.naming import words_of_grounding
    from weighbridge.reading.measures.lexicon import load_measures
    from weighbridge.reading.positions.clues import load_clues
    from weighbridge.reading.positions.cues import load_cues
    from weighbridge.reading.ranking.words import words as words_of_ranking
    from weighbridge.reading.sources.signs import signs
    from weighbridge.reading.sources.words import speakers

    parts: tuple[tuple[Callable[[Path], object], Path], ...] = (
        (load, place),
        (load_frames, place / "frames"),
        (speakers, place),
        (signs, place),
        (words_of_ranking, place / "ranking.toml"),
        (load_measures, place / "measures.toml"),
        (load_cues, place / "modality.toml"),
        (load_clues, place / "positions.toml"),
        (words, place / "lists.toml"),
        (words_of_grounding, place / "grounding.toml"),
    )
    for read, path in parts:
        try:
            read(path)
        except LexiconError as error:
            yield str(error)
