"""The command that looks for names on the lists in force: whom may it be, and what would OFAC's own search show?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from weighbridge.cli_common import Progress, clean_exit, counted, fail, harmless, json_line, say
from weighbridge.cli_lists import Folder, Json
from weighbridge.cli_options import Where

if TYPE_CHECKING:
    from weighbridge.matching.index import Index
    from weighbridge.matching.reasons import Match

NARROWED = 4
"""So many times the parties are compared where only one list is asked: those of others take up places too."""


def search(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names of persons, firms, ships.")],
    logic: Annotated[
        str,
        typer.Option(
            metavar="LOGIC",
            help="weighbridge: as parties are screened, by their names alone; official-search: as OFAC's own search"
            " would show them.",
        ),
    ] = "weighbridge",
    least: Annotated[
        float | None,
        typer.Option(
            min=0.0, max=1.0, metavar="SCORE", help="From which score on. Default: 0.70, of official-search 0.85."
        ),
    ] = None,
    most: Annotated[int, typer.Option(min=1, max=10_000, metavar="N", help="Parties for each name.")] = 20,
    name: Annotated[str | None, typer.Option("--list", metavar="NAME", help="Of one list only.")] = None,
    as_json: Json = False,
    folder: Folder = None,
    ledger: Where = None,
) -> None:
    """Look for names on the lists in force, best first, with reasons. It decides nothing; that is for 'screen'."""
    from weighbridge.ledger import default_ledger
    from weighbridge.lists.store import Store, folder_for
    from weighbridge.matching.logics import UnknownLogic, checked, review_threshold
    from weighbridge.matching.official_scan import TooManyNames
    from weighbridge.screening.in_force import in_force

    with clean_exit():
        try:
            lowest = review_threshold(checked(logic)) if least is None else least
        except UnknownLogic as error:
            raise typer.BadParameter(str(error), param_hint="--logic") from None
        if not all(one.strip() for one in names):
            raise typer.BadParameter("an empty name", param_hint="NAME")
        progress = Progress("entries")
        store = Store(folder_for(ledger or str(default_ledger()), folder))
        lists = in_force(store, datetime.now(UTC).date().isoformat(), progress.step)
        progress.clear()
        if lists.index is None:
            raise fail("no list is in force; take one with 'weighbridge lists update' or 'weighbridge lists add FILE'")
        known = [one.list for one in lists.versions]
        if name is not None and name not in known:
            raise fail(f"no list {name!r} is in force; known: {', '.join(known)}")
        for text in names:
            try:
                found = list(islice(_found(lists.index, text, logic, lowest, name), most + 1))
            except TooManyNames as error:
                raise fail(str(error)) from None
            for match in found[:most]:
                _print(text, logic, match, as_json)
            if not found:
                say(f"{text}: nobody has a score of {lowest:.2f} or more ({logic})")
            elif len(found) > most:
                say(f"{text}: there are more than {counted(most, 'party', 'parties')}; --most gives them")


def _found(index: Index, text: str, logic: str, lowest: float, name: str | None) -> Iterator[Match]:
    """The matches of one name, of one list where it is named."""
    from weighbridge.matching.index import CANDIDATES
    from weighbridge.matching.logics import matches_by
    from weighbridge.matching.party import Party

    asked = Party("asked", "Thing", (text,))
    for match in matches_by(logic, index, asked, lowest, CANDIDATES * (NARROWED if name else 1)):
        if name is None or match.party.list == name:
            yield match


def _print(text: str, logic: str, match: Match, as_json: bool) -> None:
    party = match.party
    if as_json:
        row = {"asked": text, "logic": logic, "score": match.score, "list": party.list, "id": party.id}
        row |= {"name": party.names[0], "schema": party.schema}
        reasons = [{"what": one.what, "effect": round(one.effect, 4), "text": one.text} for one in match.reasons]
        sys.stdout.write(json_line({**row, "reasons": reasons}) + "\n")
        return
    sys.stdout.write(f"{match.score:.2f}  {harmless(party.names[0])}  ({party.schema}, {party.list} {party.id})\n")
    for reason in match.reasons:
        sys.stdout.write(f"      {harmless(reason.text)}\n")
