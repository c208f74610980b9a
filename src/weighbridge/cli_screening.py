"""The command that screens orders: a file of them, one by its parties, past ones again."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighbridge.cli_common import Progress, clean_exit, counted, fail, json_line, say
from weighbridge.cli_lists import Folder
from weighbridge.cli_options import Where
from weighbridge.cli_screening_answers import Writer, writing

if TYPE_CHECKING:
    from weighbridge.lists.store import Store
    from weighbridge.screening.deciding import Ground
    from weighbridge.screening.decisions import Decisions, Session
    from weighbridge.screening.files import Read
    from weighbridge.screening.order import Order

CODES = {"clear": 0, "review": 10, "stop": 20}
"""Exit codes; the gravest answer decides. 1: something could not be screened, whatever the rest came to."""
Json = Annotated[bool, typer.Option("--json", help="One JSON object an order and line.")]
Kept = Annotated[
    str | None,
    typer.Option(
        "--decisions",
        metavar="FOLDER",
        envvar="WEIGHBRIDGE_SCREENING",
        help="Where decisions are kept. Default: beside the ledger (LEDGER.screening).",
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--day", metavar="DATE", envvar="WEIGHBRIDGE_DAY", help="As of which day is screened. Default: today (UTC)."
    ),
]
Texts = list[str] | None


def _option(name: str, about: str, metavar: str = "TEXT") -> Any:
    return typer.Option(name, metavar=metavar, help=about)


def screen(
    file: Annotated[
        Path | None, typer.Argument(metavar="[ORDERS]", help="Orders: CSV, XLSX, JSON or JSON lines.")
    ] = None,
    party: Annotated[
        Texts, _option("--party", "Instead of a file: a party by its name; several with --role each.")
    ] = None,
    role: Annotated[Texts, _option("--role", "Its role: buyer, consignee, end-user, forwarder, payer ...")] = None,
    country: Annotated[Texts, _option("--country", "Its country, by name or ISO code.")] = None,
    address: Annotated[Texts, _option("--address", "Its address.")] = None,
    born: Annotated[Texts, _option("--born", "When a person was born.", "DATE")] = None,
    kind: Annotated[Texts, _option("--type", "person, company, organization, vessel ...")] = None,
    number: Annotated[
        Texts, _option("--number", "A number of the first party: passport:AB123, tax:..., imo:...")
    ] = None,
    goods: Annotated[str | None, _option("--goods", "The goods in words.")] = None,
    hs: Annotated[str | None, _option("--hs", "Their HS code.", "CODE")] = None,
    eccn: Annotated[str | None, _option("--eccn", "Their export control number.", "CODE")] = None,
    route: Annotated[str | None, _option("--route", "Countries of the way: 'DE > TR > AM'.")] = None,
    end_use: Annotated[str | None, _option("--end-use", "What they are for.")] = None,
    told: Annotated[Texts, _option("--tell", "Any other column as COLUMN=TEXT, as in 'payment=cash'.")] = None,
    replay: Annotated[str | None, _option("--replay", "A past decision again, to the byte.", "REFERENCE")] = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Past orders whose lists have changed; with --replay, that one.",
        ),
    ] = False,
    out: Annotated[
        Path | None, _option("--out", "Write to a new file: JSON lines, or a table if it ends in .csv.", "FILE")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file of --out.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Print all evidence.")] = False,
    quick: Annotated[
        bool,
        typer.Option(
            "--quick",
            help="Don't look up forenames: finds a few spellings less, saves seconds where an index keeps none.",
        ),
    ] = False,
    holdings: Annotated[
        Path | None,
        typer.Option(
            "--holdings",
            metavar="FILE",
            envvar="WEIGHBRIDGE_HOLDINGS",
            help="A table of your own: who owns whom (CSV).",
        ),
    ] = None,
    no_ledger: Annotated[bool, typer.Option("--no-ledger", help="Ask no ledger who passes arms on.")] = False,
    as_json: Json = False,
    day: Day = None,
    folder: Folder = None,
    ledger: Where = None,
    decisions: Kept = None,
) -> None:
    """Screen orders against the lists in force, the tables of goods, red flags and the ledger.

    Exit code: 0 all clear, 10 review, 20 stop; 1 where something could not be screened, 2 wrong usage.
    No legal advice, and no decision without a person.
    """
    if (file is not None) + bool(party) + (bool(replay) or again) != 1:
        say("give one of: a file of orders, --party, --replay, --again (both: that decision again, on what holds now)")
        raise typer.Exit(2)
    with places(folder, ledger, decisions) as (store, kept, where):
        if replay and not again:
            _replay(replay, kept, store, as_json, full)
            return
        from weighbridge.screening.ground import opened_ground

        progress = Progress("entries indexed")
        asks = None if no_ledger else where
        with opened_ground(store, kept, asks, day, not quick, progress.step, say, holdings) as ground:
            progress.clear()
            session = kept.session(ground.state)
            if replay:
                _once_more(replay, kept, session, ground, store, as_json)
                return
            if again:
                _again(kept, session, ground, store, as_json)
                return
            if file is not None:
                from weighbridge.screening.files import orders_in

                reads: Iterable[Read] = orders_in(file, say)
            else:
                cells = _cells(goods, hs, eccn, route, end_use, told)
                reads = [_asked(_parties(party or [], role, country, address, born, kind, number), cells)]
            with writing(out, force, as_json, full) as write:
                _screen(reads, session, ground, write, as_json, single=file is None)


def _screen(
    reads: Iterable[Read], session: Session, ground: Ground, write: Writer, as_json: bool, single: bool
) -> None:
    """Answer each order as it is read; the exit code tells how it came out."""
    from weighbridge.screening.refused import OrderError

    counts, unread = dict[str, int](), 0
    progress = Progress("orders screened")
    broken: OrderError | None = None
    try:
        for read in _whole(reads):
            if isinstance(read, OrderError):
                broken = read
                break
            progress.clear()
            if read.order is None:
                unread += 1
                say(f"{read.problem}")
                write.unread(read)
                continue
            if read.repeated:
                say(f"{read.where}: reference {read.reference[:60]!r} stood at another order before; both are screened")
            reference, record = _decided(read.order, read.where, session, ground)
            counts[record["answer"]] = counts.get(record["answer"], 0) + 1
            write.answer(reference, record)
            progress.step()
    except KeyboardInterrupt:
        progress.clear()
        say(f"{counted(sum(counts.values()), 'order')} screened and kept; the same command goes on from there")
        raise
    progress.clear()
    if broken:
        say(str(broken))
    if not single:
        from weighbridge.printing_screening import summary

        say(summary(counts, unread))
    if broken or unread or not counts:
        if not counts and not unread and not broken:
            say("there is no order in it")
        write.code = 1
        return
    write.code = max(CODES[one] for one in counts)


def _whole(reads: Iterable[Read]) -> Iterator[Any]:
    """The reads, and last the error that ended the file, so that what came before is written."""
    from weighbridge.screening.refused import OrderError

    try:
        yield from reads
    except OrderError as error:
        yield error


def _decided(order: Order, where: str, session: Session, ground: Ground) -> tuple[str, dict[str, Any]]:
    """Reference and record of the decision, made now or taken from this state's log."""
    import json

    from weighbridge.screening.deciding import decided

    kept, data = session.found(order) or session.keep(order, decided(order, ground), where)
    return kept.reference, json.loads(data)


def _replay(reference: str, kept: Decisions, store: Store, as_json: bool, full: bool) -> None:
    import json

    from weighbridge.printing_screening import FOOT, answer_lines
    from weighbridge.screening.replaying import CHANGED, NOT_MADE, OTHER, replayed

    progress = Progress("entries indexed")
    found = replayed(reference, kept, store, progress.step)
    progress.clear()
    record, whole = json.loads(found.record), kept.full_reference(reference)
    if as_json:
        sys.stdout.write(json_line({"reference": whole, **record}) + "\n")
    else:
        for line in (*answer_lines(whole, record, full), FOOT):
            sys.stdout.write(line + "\n")
    for one in (*found.gone, *found.other):
        say(one)
    if found.made == NOT_MADE:
        say("these are the bytes as they were kept; for want of the above, it was not decided again")
    elif found.made == OTHER:
        raise fail("decided again from the same lists, transfers and allowances, it comes out otherwise; report this")
    elif found.made == CHANGED:
        say("these are the bytes as they were kept; decided again by what is here now, from the lists, transfers and")
        say(f"allowances of then, it comes out otherwise; what differs: weighbridge screen --again --replay {whole}")
    else:
        say("decided again from the lists, transfers and allowances of then: the same to the byte")
    raise typer.Exit(CODES[record["answer"]])


def _again(kept: Decisions, session: Session, ground: Ground, store: Store, as_json: bool) -> None:
    from weighbridge.printing_screening import change_lines
    from weighbridge.screening.again import rescreened

    progress, counts, answers = Progress("past orders"), [0, 0], ["clear"]

    def step(screened: bool) -> None:
        counts[0] += screened
        progress.step()

    for one in rescreened(kept, session, ground, store, step):
        progress.clear()
        counts[1] += 1
        row = one.row()
        answers.append(row["after"]["answer"])
        if as_json:
            sys.stdout.write(json_line(row) + "\n")
        else:
            sys.stdout.writelines(f"{line}\n" for line in change_lines(row))
    progress.clear()
    say(f"{counted(counts[0], 'past order')} screened again, {counts[1]:,} of them with another outcome")
    raise typer.Exit(max(CODES[one] for one in answers))


def _once_more(reference: str, kept: Decisions, session: Session, ground: Ground, store: Store, as_json: bool) -> None:
    """That decision again on the ground of now, and what comes out otherwise."""
    from weighbridge.printing_screening import change_lines
    from weighbridge.screening.again import once_more

    row = once_more(reference, kept, session, ground, store).row()
    sys.stdout.writelines([json_line(row) + "\n"] if as_json else [f"{line}\n" for line in change_lines(row)])
    if not row["come"] and not row["gone"] and row["before"]["answer"] == row["after"]["answer"]:
        say("on what holds now it comes out the same: the same answer for the same findings")
    raise typer.Exit(CODES[row["after"]["answer"]])


@contextmanager
def places(folder: str | None, ledger: str | None, decisions: str | None) -> Iterator[tuple[Store, Decisions, str]]:
    """Lists, decisions, and where the ledger is; known errors end as exit codes."""
    from weighbridge.ledger import default_ledger
    from weighbridge.lists.store import Store
    from weighbridge.lists.store import folder_for as lists_folder
    from weighbridge.screening.decisions import Decisions
    from weighbridge.screening.decisions import folder_for as decisions_folder

    with clean_exit():
        where = ledger or str(default_ledger())
        yield Store(lists_folder(where, folder)), Decisions(decisions_folder(where, decisions)), where


def _parties(names: list[str], *told: Texts) -> list[dict[str, str]]:
    """The cells of each party of the command line, those of one option in the order of the parties."""
    labels = ("role", "country", "address", "born", "type")
    columns, numbers = told[:-1], told[-1]
    for label, values in zip(labels, columns, strict=True):
        if values and len(values) > len(names):
            say(f"--{label} is given {len(values)} times for {counted(len(names), 'party', 'parties')}")
            raise typer.Exit(2)
    found = []
    for at, name in enumerate(names):
        cells = {"party": name, "role": "buyer"}
        cells |= {label: some[at] for label, some in zip(labels, columns, strict=True) if some and at < len(some)}
        found.append(cells)
    for one in numbers or ():
        kind, colon, value = one.partition(":")
        if not colon:
            say(f"--number {one!r}: write it as passport:AB1234567")
            raise typer.Exit(2)
        found[0][kind] = f"{found[0][kind]};{value}" if kind in found[0] else value
    return found


def _cells(
    goods: str | None, hs: str | None, eccn: str | None, route: str | None, end_use: str | None, told: Texts
) -> dict[str, str]:
    named = {"goods": goods, "hs": hs, "eccn": eccn, "route": route, "end use": end_use}
    found = {name: text for name, text in named.items() if text}
    for one in told or ():
        name, sign, text = one.partition("=")
        if not sign:
            say(f"--tell {one!r}: write it as COLUMN=TEXT")
            raise typer.Exit(2)
        found[name] = text
    return found


def _asked(parties: list[dict[str, str]], cells: dict[str, str]) -> Read:
    """The order of the command line. Raises OrderError."""
    from weighbridge.screening.cells import order_of, row_of
    from weighbridge.screening.files import Read

    where = "the command line"
    rows = [row_of(where, parties[0].items()), *(row_of(where, one.items()) for one in parties[1:])]
    rest = row_of(where, cells.items())
    return Read(where, order_of(rest.reference or "asked", [*rows, rest]), rest.reference or "asked")
