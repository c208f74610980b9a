"""Commands for reviews: the queue of the doubtful, giving a review, and the history of all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighbridge.cli_common import Progress, clean_exit, fail, json_line, say
from weighbridge.cli_options import Where

if TYPE_CHECKING:
    from weighbridge.ledger import Ledger

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=200, metavar="N", help="So many at most.")]

commands: list[Callable[..., None]] = []


def _command(function: Callable[..., None]) -> Callable[..., None]:
    commands.append(function)
    return function


@contextmanager
def _opened(where: str | None) -> Iterator[Ledger]:
    """The ledger, weighed up to date; corrections and reviews that can't be are told."""
    from weighbridge.ledger import default_ledger, open_ledger
    from weighbridge.views import brought_up

    with clean_exit():
        from weighbridge.reviewing.slots import SlotError

        ledger = open_ledger(where or default_ledger(), create=False, tell=say)
        try:
            progress = Progress("pairs weighed")
            brought_up(ledger, progress.step)
            progress.clear()
            yield ledger
        except SlotError as error:
            raise fail(str(error)) from None
        finally:
            ledger.close()


@_command
def review(
    statement: Annotated[
        str | None, typer.Argument(metavar="STATEMENT", help="Its id; without one, the queue is listed.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="It was read right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="The sentence says no such thing.")] = False,
    correct: Annotated[
        list[str] | None,
        typer.Option("--correct", metavar="SLOT=VALUE", help="A slot as it should be: stage=shipped. Can be repeated."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why.")] = "",
    name: Annotated[str, typer.Option("--name", metavar="NAME", envvar="WEIGHBRIDGE_NAME", help="Who says so.")] = "",
    supplier: Annotated[str | None, typer.Option(metavar="CODE", help="Queue: of this supplier only.")] = None,
    recipient: Annotated[str | None, typer.Option(metavar="CODE", help="Queue: of this recipient only.")] = None,
    limit: Limit = 20,
    ledger: Where = None,
    as_json: Json = False,
) -> None:
    """Say whether a statement was read right; without a statement, list those that should be looked at first."""
    verdicts = [word for word, given in (("accept", accept), ("reject", reject), ("correct", bool(correct))) if given]
    if len(verdicts) > 1:
        raise fail("give one of --accept, --reject and --correct")
    if statement is None and verdicts:
        raise fail("name the statement; `weighbridge review` lists ids")
    with _opened(ledger) as opened:
        if statement is None:
            _queue(opened, limit, supplier, recipient, as_json)
        elif not verdicts:
            _show_one(opened, statement, as_json)
        else:
            _give(opened, statement, verdicts[0], correct or [], reason, name, as_json)


def _queue(ledger: Ledger, limit: int, supplier: str | None, recipient: str | None, as_json: bool) -> None:
    from weighbridge.reviewing.queue import queue, queue_record
    from weighbridge.weighing.figures import figures

    found = queue(ledger, figures(), limit, supplier=supplier, recipient=recipient)
    if as_json:
        _lines([queue_record(one) for one in found])
        return
    from weighbridge.printing import console, print_all
    from weighbridge.printing_reviews import queue_lines

    if not found:
        say("the queue is empty: no statement on which a likelihood hangs is without a review")
    print_all(queue_lines(found), console())


def _show_one(ledger: Ledger, statement: str, as_json: bool) -> None:
    from weighbridge.ledger import reviews
    from weighbridge.reviewing.giving import stands
    from weighbridge.reviewing.records import review_records, standing_record

    stand = stands(ledger, statement)
    history = review_records(ledger, reviews(ledger, statement))
    if as_json:
        _lines([{**standing_record(stand), "reviews": history}])
        return
    from weighbridge.printing import console, print_all
    from weighbridge.printing_reviews import history_lines, standing_lines

    print_all([*standing_lines(stand), *history_lines(history)], console())


def _give(
    ledger: Ledger, statement: str, verdict: str, correct: list[str], reason: str, name: str, as_json: bool
) -> None:
    from weighbridge.reviewing.giving import give
    from weighbridge.reviewing.records import given_record
    from weighbridge.reviewing.slots import changes_from

    if not name.strip():
        raise fail("a review needs a name; give --name, or set WEIGHBRIDGE_NAME")
    if not reason.strip():
        raise fail("a review needs a reason; give --reason")
    given = give(ledger, statement, verdict, changes_from(correct), name=name, reason=reason, way="command")
    if as_json:
        _lines([given_record(given, statement, verdict)])
        return
    from weighbridge.printing import console, print_all
    from weighbridge.printing_reviews import given_lines

    print_all(given_lines(given), console())


@_command
def reviews(
    statement: Annotated[str | None, typer.Option("--statement", metavar="ID", help="Only those of this one.")] = None,
    ledger: Where = None,
    as_json: Json = False,
) -> None:
    """Who reviewed what and when, why, and what it changed; nothing of it is ever overwritten."""
    from weighbridge.ledger import reviews as reviews_of
    from weighbridge.reviewing.records import review_records

    with _opened(ledger) as opened:
        found = review_records(opened, reviews_of(opened, statement))
        if as_json:
            _lines(found)
            return
        from weighbridge.printing import console, print_all
        from weighbridge.printing_reviews import history_lines

        if not found:
            say("no reviews")
        print_all(history_lines(found), console())


def _lines(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        sys.stdout.write(json_line(row) + "\n")
