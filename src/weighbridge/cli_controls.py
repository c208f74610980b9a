"""The commands ``controls`` and ``flags``: what an item is on control lists; which red flags are looked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from weighbridge.cli_common import clean_exit, fail, harmless, json_line

if TYPE_CHECKING:
    from weighbridge.controls.explaining import Explanation
    from weighbridge.screening.finding import Published

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def controls(
    items: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE_OR_WORDS...",
            help="HS code, ECCN, EU code, MTCR item, or words in quotation marks: 8542.31 7A103 'MEMS gyroscope'.",
        ),
    ],
    as_json: Json = False,
) -> None:
    """Say what a code or a description of goods is on control lists, and why. Words are hints, never certain."""
    from weighbridge.controls.explaining import explain, explanation_json

    with clean_exit():
        refused = 0
        for number, item in enumerate(items):
            told = explain(item)
            refused += told.kind == "refused"
            if as_json:
                sys.stdout.write(json_line(explanation_json(told)) + "\n")
            elif told.kind == "refused":
                fail(told.mistake)
            else:
                if number:
                    typer.echo("")
                _print(told)
        if refused:
            raise typer.Exit(1)


def _print(told: Explanation) -> None:
    typer.echo(harmless(f"{told.code or told.asked} ({told.kind})"))
    for line in told.lines:
        typer.echo("  " + harmless(f"{line.list}: {line.text}"))
        for label, text in (("why", line.why), ("limits", line.limits), ("source", published(line.source))):
            if text:
                typer.echo("    " + harmless(f"{label}: {text}"))
    for one in told.candidates:
        typer.echo("  " + harmless(f"{one.score:.2f} {one.meaning.what}: {'; '.join(one.reasons)}"))
        codes = (("HS", one.meaning.hs), ("dual-use", one.meaning.control), ("MTCR", one.meaning.mtcr))
        typer.echo("       it may be " + "; ".join(f"{name} {', '.join(found)}" for name, found in codes if found))
    if told.kind == "words" and not told.candidates:
        typer.echo("  these words say nothing of control lists; that is no clearance: ask for a code")
    if told.classes:
        typer.echo(f"  classes of the ledger: {', '.join(told.classes)}")


def flags(as_json: Json = False) -> None:
    """List the red flags that are looked for in an order: what each needs to know, and where it is published."""
    from dataclasses import asdict

    from weighbridge.flags.rules import rules

    with clean_exit():
        for one in rules().flags:
            if as_json:
                sys.stdout.write(json_line(asdict(one)) + "\n")
                continue
            typer.echo(harmless(f"{one.id} ({one.level}): {one.title}"))
            typer.echo("  " + harmless(f"why: {one.why}"))
            if one.ask:
                typer.echo("  " + harmless(f"ask: {one.ask}"))
            typer.echo("  " + harmless(f"source: {published(one.source)}"))
            if one.also:
                typer.echo("  " + harmless(f"also: {'; '.join(source.title for source in one.also)}"))


def published(source: Published | None) -> str:
    """A source in one line; empty where there is none."""
    if source is None:
        return ""
    parts = (source.title, source.place, source.publisher, source.day, source.address)
    return "; ".join(one for one in parts if one)
