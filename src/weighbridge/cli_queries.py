"""Commands that show what a ledger holds: as a table for people, as JSON lines for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighbridge.cli_common import Progress, clean_exit, counted, fail, json_line, say
from weighbridge.cli_options import Where

if TYPE_CHECKING:
    from rich.console import RenderableType

    from weighbridge.views import Asked, Look

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="What was knowable on that day, from what had been published by then."
    ),
]
OwnFigures = Annotated[
    Path | None,
    typer.Option(
        "--figures", metavar="FILE", envvar="WEIGHBRIDGE_FIGURES", help="Figures of your own to weigh with (TOML)."
    ),
]
Supplier = Annotated[str | None, typer.Option(metavar="CODE", help="Supplier, as in IR.")]
Recipient = Annotated[str | None, typer.Option(metavar="CODE", help="Recipient, as in RU.")]
Goods = Annotated[str | None, typer.Option(metavar="CLASS", help="Item class, with its finer ones.")]
Stage = Annotated[str | None, typer.Option(metavar="STAGE", help="Stage reached, or halted.")]
Likely = Annotated[float | None, typer.Option(metavar="0..1", min=0, max=1, help="Least likelihood.")]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Transfers that touch or follow it.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Transfers that touch or precede it.")]
Name = Annotated[str, typer.Argument(metavar="TRANSFER", help="Its id, as in IR-RU-uav-2022.")]

commands: list[Callable[..., None]] = []


def _command(function: Callable[..., None]) -> Callable[..., None]:
    commands.append(function)
    return function


@contextmanager
def looking(ledger: str | None, as_of: str | None = None, figures: Path | None = None) -> Iterator[Look]:
    """An opened ledger, weighed up to date; undated documents that a past day leaves out, and what
    is dated later than today, are told."""
    from weighbridge.ledger import default_ledger, open_ledger
    from weighbridge.views import Look, awaited, brought_up, undated_documents

    with clean_exit():
        opened = open_ledger(ledger or default_ledger(), create=False, tell=say)
        try:
            progress = Progress("pairs weighed")
            brought_up(opened, progress.step)
            progress.clear()
            look = Look(opened, as_of, figures)
            left_out = undated_documents(look)
            if left_out:
                say(f"{counted(left_out, 'statement')} left out: no date of publication")
            if late := awaited(look):
                say(f"{counted(late, 'statement')} left out of the weighing: dated later than today; check the dates")
            yield look
        finally:
            opened.close()


def _show(
    rows: Iterable[Mapping[str, Any]], as_json: bool, page: Callable[[list[Any]], Iterable[RenderableType]]
) -> None:
    """Records as JSON lines, or as what ``page`` makes of them."""
    if as_json:
        for row in rows:
            sys.stdout.write(json_line(row) + "\n")
        return
    from weighbridge.printing import console, print_all

    found = list(rows)
    if not found:
        say("nothing found")
    print_all(page(found), console())


def _found(look: Look, name: str) -> dict[str, Any]:
    from weighbridge.views import transfer_record

    record = transfer_record(look, name)
    if record is None:
        day = f" on {look.as_of}" if look.as_of else ""
        raise fail(f"there is no transfer {name!r}{day}; `weighbridge transfers` lists those that there are")
    return record


def _evidence(look: Look, record: Mapping[str, Any]) -> dict[str, Any]:
    from weighbridge.views import statements_of
    from weighbridge.weighing.changes import statements_in

    return {one["id"]: one for one in statements_of(look.ledger, statements_in(record))}


def asking(**wanted: Any) -> Asked:
    """What is asked for; a misspelt stage or class, or a day that is none, is told and not taken for "nothing"."""
    from weighbridge.ledger import last_day
    from weighbridge.model import ITEM_CLASSES, STAGES
    from weighbridge.views import Asked

    for name, known in (("stage", STAGES), ("goods", ITEM_CLASSES)):
        if wanted.get(name) is not None and wanted[name] not in known:
            raise fail(f"there is no {name} {wanted[name]!r}; it has to be one of {', '.join(known)}")
    for name in ("since", "until"):
        if wanted.get(name) is not None and last_day(wanted[name]) is None:
            raise fail(f"{wanted[name]!r} is no day; write it as 2024-09-30")
    return Asked(**wanted)


@_command
def transfers(
    supplier: Supplier = None,
    recipient: Recipient = None,
    goods: Goods = None,
    stage: Stage = None,
    likely: Likely = None,
    since: From = None,
    until: Until = None,
    as_of: AsOf = None,
    figures: OwnFigures = None,
    ledger: Where = None,
    as_json: Json = False,
) -> None:
    """List the transfers, with the stage reached, how likely that is, and on how many origins it rests."""
    from weighbridge.printing import console
    from weighbridge.printing_transfers import transfer_list
    from weighbridge.views import transfer_records

    asked = asking(
        supplier=supplier, recipient=recipient, goods=goods, stage=stage, likely=likely, since=since, until=until
    )
    with looking(ledger, as_of, figures) as look:
        _show(transfer_records(look, asked), as_json, lambda rows: transfer_list(rows, console().width))


@_command
def show(
    name: Name, as_of: AsOf = None, figures: OwnFigures = None, ledger: Where = None, as_json: Json = False
) -> None:
    """Show one transfer: its assessment, numbers, contradictions, origins and the evidence under each."""
    from weighbridge.printing_transfers import transfer_page

    with looking(ledger, as_of, figures) as look:
        record = _found(look, name)
        told = {} if as_json else _evidence(look, record)
        _show([record], as_json, lambda rows: transfer_page(rows[0], told))


@_command
def explain(
    name: Name, as_of: AsOf = None, figures: OwnFigures = None, ledger: Where = None, as_json: Json = False
) -> None:
    """Print the sum behind each likelihood of a transfer, line by line."""
    from weighbridge.printing_transfers import sum_page

    with looking(ledger, as_of, figures) as look:
        record = _found(look, name)
        told = {} if as_json else _evidence(look, record)
        rows = [{"transfer": record["id"], **stage} for stage in record["stages"]]
        _show(rows, as_json, lambda _: sum_page(record, told))


@_command
def origins(
    name: Name, as_of: AsOf = None, figures: OwnFigures = None, ledger: Where = None, as_json: Json = False
) -> None:
    """Draw who echoes whom on a transfer, with the reason for each link."""
    from weighbridge.printing_transfers import origin_tree

    with looking(ledger, as_of, figures) as look:
        record = _found(look, name)
        told = {} if as_json else _evidence(look, record)
        rows = [{"transfer": record["id"], **origin} for origin in record["origins"]]
        _show(rows, as_json, lambda _: [origin_tree(record, told)])


@_command
def statements(
    transfer: Annotated[str | None, typer.Option(metavar="ID", help="Only those of this transfer.")] = None,
    supplier: Supplier = None,
    recipient: Recipient = None,
    as_of: AsOf = None,
    ledger: Where = None,
    as_json: Json = False,
) -> None:
    """List statements, each with the sentence that it rests on."""
    from weighbridge.printing_transfers import statement_table
    from weighbridge.views import statement_records
    from weighbridge.weighing.changes import statements_in

    with looking(ledger, as_of) as look:
        ids = statements_in(_found(look, transfer)) if transfer else None
        rows = statement_records(look, ids, supplier=supplier, recipient=recipient)
        _show(rows, as_json, statement_table)


@_command
def pairs(
    supplier: Supplier = None,
    recipient: Recipient = None,
    as_of: AsOf = None,
    figures: OwnFigures = None,
    ledger: Where = None,
    as_json: Json = False,
) -> None:
    """Who supplies whom: totals for each supplier and recipient."""
    from weighbridge.printing_transfers import pair_table
    from weighbridge.views import pair_records

    with looking(ledger, as_of, figures) as look:
        rows = pair_records(look, asking(supplier=supplier, recipient=recipient))
        _show(rows, as_json, lambda some: [pair_table(some)])


@_command
def changes(
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="The day to compare with, at its end.")],
    as_of: AsOf = None,
    figures: OwnFigures = None,
    ledger: Where = None,
    as_json: Json = False,
) -> None:
    """Say what moved since a day: new transfers, stages, likelihood words, denials, each with its cause."""
    from weighbridge.ledger import undated
    from weighbridge.printing_transfers import change_lines
    from weighbridge.views import change_records

    with looking(ledger, as_of, figures) as look:
        if as_of is None and (number := undated(look.ledger)):
            say(f"{counted(number, 'statement')} new since any day: no date of publication")
        _show(change_records(look, since), as_json, change_lines)


@_command
def measures(
    imposer: Annotated[str | None, typer.Option(metavar="CODE", help="Who imposes it.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="As in sanctions, embargo, seizure.")] = None,
    target: Annotated[
        str | None, typer.Option(metavar="WORD", help="A country's code, or words of the target.")
    ] = None,
    as_of: AsOf = None,
    ledger: Where = None,
    as_json: Json = False,
) -> None:
    """List sanctions, export controls, embargoes, guidance, seizures and expulsions."""
    from weighbridge.printing_transfers import measure_lines
    from weighbridge.views import measure_records

    with looking(ledger, as_of) as look:
        rows = measure_records(look, imposer=imposer, kind=kind, target=target)
        _show(rows, as_json, measure_lines)


@_command
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words that all have to occur.")],
    documents: Annotated[bool, typer.Option("--documents", help="Search whole documents, not only evidence.")] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="So many at most.")] = 20,
    as_of: AsOf = None,
    ledger: Where = None,
    as_json: Json = False,
) -> None:
    """Search the evidence of statements and the texts of documents."""
    from weighbridge.printing_transfers import hit_lines
    from weighbridge.views import hit_records

    with looking(ledger, as_of) as look:
        _show(hit_records(look, " ".join(words), documents, limit), as_json, hit_lines)
