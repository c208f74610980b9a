"""Commands that keep which pairs of a party and a listed entry a person allowed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from weighbridge.cli_common import fail, harmless, json_line, say
from weighbridge.cli_options import Where
from weighbridge.cli_screening import Day, Json, Kept, places

allowed = typer.Typer(
    help="Pairs of a party and a listed entry that a person found to be two.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
By = Annotated[str, typer.Option("--name", metavar="NAME", help="Who says so.")]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]


@allowed.command("add")
def add(
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help="The decision in which they were told.")],
    listed: Annotated[str, typer.Argument(metavar="LISTED", help="The entry, as in us-sdn/us-sdn-36, or its id.")],
    reason: Why,
    name: By,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="The last day on which it holds.")],
    party: Annotated[
        int | None, typer.Option("--party", min=1, metavar="N", help="Which party of the order, where several met it.")
    ] = None,
    as_json: Json = False,
    day: Day = None,
    ledger: Where = None,
    decisions: Kept = None,
) -> None:
    """Allow a pair that a decision told, up to a day, while the entry says what it says now."""
    from weighbridge.screening.allowing import allowance
    from weighbridge.screening.ground import checked_day, today

    with places(None, ledger, decisions) as (_, kept, _):
        made = allowance(
            kept, reference, listed, party, reason, name, checked_day(until), checked_day(day) if day else today()
        )
        kept.allow(made)
        _tell_allowed(made, as_json)


@allowed.command("list")
def list_(as_json: Json = False, day: Day = None, ledger: Where = None, decisions: Kept = None) -> None:
    """Print the allowances, with those that have ended."""
    from weighbridge.screening.ground import checked_day, today

    with places(None, ledger, decisions) as (_, kept, _):
        now = checked_day(day) if day else today()
        for one in kept.allowances():
            _tell_allowed(one, as_json, now > one.until)


@allowed.command("end")
def end(
    key: Annotated[str, typer.Argument(metavar="ID", help="Of the allowance.")],
    reason: Why,
    name: By,
    ledger: Where = None,
    decisions: Kept = None,
) -> None:
    """Take an allowance back. It stays in the answers that rest on it."""
    from weighbridge.screening.allowing import answerable

    with places(None, ledger, decisions) as (_, kept, _):
        answerable(reason, name)
        if key not in {one.id for one in kept.allowances()}:
            raise fail(f"there is no allowance {key!r}; see: weighbridge allowed list")
        kept.end(key, name.strip(), reason.strip())
        say(f"{key} ended")


def _tell_allowed(one: Any, as_json: bool, over: bool = False) -> None:
    from weighbridge.screening.allowed import allowed_row

    if as_json:
        typer.echo(json_line({"id": one.id, **allowed_row(one), "over": over}))
        return
    said = (
        f"{one.party.names[0]}  is not  {one.listed_name} [{one.listed}]  until {one.until}{' (over)' if over else ''}"
    )
    typer.echo(f"{one.id}  {harmless(said)}  {harmless(one.name)}: {harmless(one.reason)}")
