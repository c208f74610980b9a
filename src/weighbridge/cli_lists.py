"""Commands for the official lists that parties are screened against."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighbridge.cli_common import Progress, clean_exit, fail, harmless, json_line, say
from weighbridge.cli_options import Where

if TYPE_CHECKING:
    from weighbridge.lists.differing import Difference
    from weighbridge.lists.entry import Entry
    from weighbridge.lists.store import Store, Version
    from weighbridge.lists.words import Words

lists = typer.Typer(
    help="Official lists of sanctioned and restricted parties.", no_args_is_help=True, rich_markup_mode=None
)
Folder = Annotated[
    str | None,
    typer.Option(
        "--lists",
        metavar="FOLDER",
        envvar="WEIGHBRIDGE_LISTS",
        help="Where lists are kept. Default: beside the ledger (LEDGER.lists).",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Agree to what drops more than a tenth of a list.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Table = Annotated[
    Path | None,
    typer.Option(
        "--table", metavar="FILE.toml", help="A table of lists of your own, in the form of the lexicon's lists.toml."
    ),
]
OfList = Annotated[str | None, typer.Option("--list", metavar="NAME", help="Of which list, where a day is given.")]


@contextmanager
def _store(folder: str | None, ledger: str | None) -> Iterator[Store]:
    from weighbridge.ledger import default_ledger
    from weighbridge.lists.store import Store, folder_for

    with clean_exit():
        yield Store(folder_for(ledger or str(default_ledger()), folder))


@lists.command("add")
def add(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A list; OFAC's addresses and aliases are found beside it.")
    ],
    name: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="The list's short name, as in us-sdn.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="MB", help="Largest file, in megabytes.")] = None,
    yes: Yes = False,
    as_json: Json = False,
    folder: Folder = None,
    ledger: Where = None,
) -> None:
    """Read a list, keep it as a version of its own, and put it in force."""
    from weighbridge.lists.recognising import recognised

    with _store(folder, ledger) as store:
        source = recognised(file, name, limit * 1_000_000 if limit else None)
        progress = Progress("entries")
        made, new = _agreed(lambda agree: store.keep(source, agree, step=progress.step), yes, progress)
        _tell_kept(made, new, as_json)


@lists.command("update")
def update(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Which lists; otherwise all of the table.")
    ] = None,
    yes: Yes = False,
    table: Table = None,
    contact: Annotated[
        str | None, typer.Option(metavar="WHO", help="Told to the servers, so that they can reach you.")
    ] = None,
    as_json: Json = False,
    folder: Folder = None,
    ledger: Where = None,
) -> None:
    """Fetch lists from their official addresses. One that can't be had stays as it was, and the exit code is 1."""
    from weighbridge.lists.problem import ListError
    from weighbridge.lists.updating import session_for
    from weighbridge.lists.updating import update as fetch_list

    with _store(folder, ledger) as store:
        known = _words(table)
        if unknown := [one for one in names or () if one not in known.lists]:
            raise fail(f"{unknown[0]}: there is no such list in the table; known: {', '.join(known.lists)}")
        wanted = [known.lists[one] for one in names or known.lists]
        session, failed = session_for(wanted, contact), 0
        try:
            for one in wanted:
                progress = Progress(f"entries of {one.name}")
                try:
                    made, new = _agreed(
                        lambda agree, one=one, step=progress.step: fetch_list(one, store, session, known, agree, step),
                        yes,
                        progress,
                    )
                except ListError as error:
                    progress.clear()
                    say(str(error))
                    failed += 1
                    continue
                _tell_kept(made, new, as_json)
        finally:
            session.close()
        if failed:
            raise typer.Exit(1)


@lists.command("status")
def status(
    every: Annotated[bool, typer.Option("--all", help="Every version that is kept.")] = False,
    as_json: Json = False,
    table: Table = None,
    folder: Folder = None,
    ledger: Where = None,
) -> None:
    """Print the lists in force with their age; stale ones are told on standard error."""
    from datetime import UTC, datetime

    from weighbridge.lists.standing import standings

    with _store(folder, ledger) as store:
        if every:
            for version in store.versions():
                _print_version(version, as_json)
            return
        found = standings(store.in_force().values(), datetime.now(UTC).date(), _words(table))
        for one in found:
            if as_json:
                row = {"list": one.list, "title": one.title, "as_of": one.day or None, "age": one.age, "days": one.days}
                row["basis"] = one.basis or None
                row |= {"stale": bool(one.warning), **(_row(one.version) if one.version else {"version": None})}
                typer.echo(json_line(row))
            elif one.version:
                told = " (when it was added; the file gives no day)" if one.basis == "added" else ""
                age = f"as of {one.day}{told}, {one.age} days old"
                typer.echo(
                    f"{one.list}  {one.version.number:,} entries, {age}  {one.version.id}  {harmless(one.title)}"
                )
            else:
                typer.echo(f"{one.list}  not held  {harmless(one.title)}")
            if one.warning:
                say(one.warning)


@lists.command("diff")
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A version, or a day (2024-09-30).")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A version, a day, or a file that is not kept.")],
    name: OfList = None,
    as_json: Json = False,
    folder: Folder = None,
    ledger: Where = None,
) -> None:
    """Print who was added or removed between two versions, and what changed of whom."""
    from weighbridge.lists.differing import differences
    from weighbridge.lists.problem import ListError

    with _store(folder, ledger) as store:
        (first, old_list), (second, new_list) = (_entries(store, one, name) for one in (old, new))
        if old_list != new_list:
            raise ListError(
                f"{old}, {new}", f"they are of two lists, {old_list} and {new_list}", "name versions of one list"
            )
        count = dict.fromkeys(("added", "removed", "changed"), 0)
        for one in differences(first, second):
            count[one.kind] += 1
            _print_difference(one, as_json)
        say(", ".join(f"{number:,} {kind}" for kind, number in count.items()))


@lists.command("show")
def show(
    which: Annotated[str, typer.Argument(metavar="LIST|VERSION|DAY", help="Of which list, version or day.")],
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Only these entries.")] = None,
    entities: Annotated[
        bool, typer.Option("--ftm", help="As FollowTheMoney entities, one JSON object a line.")
    ] = False,
    name: OfList = None,
    as_json: Json = False,
    folder: Folder = None,
    ledger: Where = None,
) -> None:
    """Print the entries of a version with all that the list says of them."""
    from weighbridge.lists.entry import row_of

    with _store(folder, ledger) as store:
        wanted, shown = set(ids or ()), 0
        for entry in store.entries(store.version(which, name)):
            if wanted and entry.party.id not in wanted:
                continue
            shown += 1
            if entities:
                from weighbridge.lists.bridging import entities_of

                for one in entities_of(entry):
                    sys.stdout.write(json_line(one) + "\n")
            elif as_json:
                sys.stdout.write(json_line(row_of(entry)) + "\n")
            else:
                _print_entry(entry)
        if not shown:
            raise fail("there is no such entry")


def _words(table: Path | None) -> Words:
    from weighbridge.lists.words import words

    return words(table) if table else words()


def _agreed(keep: Any, yes: bool, progress: Progress) -> tuple[Version, bool]:
    """Keep a list; where it drops too much, ask at a terminal. Raises ListError."""
    from weighbridge.lists.problem import Shrunk

    try:
        made: tuple[Version, bool] = keep(yes)
    except Shrunk as error:
        progress.clear()
        if not sys.stdin.isatty():
            raise
        say(str(error))
        if not typer.confirm("Put it in force all the same?", err=True):
            raise typer.Exit(1) from None
        made = keep(True)
    progress.clear()
    return made


def _entries(store: Store, which: str, name: str | None) -> tuple[Iterator[Entry], str]:
    """The entries of a version, of a day, or of a file that lies there."""
    if "/" in which or Path(which).is_file():
        from weighbridge.lists.reading import entries
        from weighbridge.lists.recognising import recognised

        source = recognised(Path(which), name)
        return entries(source), source.list
    version = store.version(which, name)
    return store.entries(version), version.list


def _row(version: Version) -> dict[str, Any]:
    row: dict[str, Any] = {
        "version": version.id,
        "format": version.format,
        "entries": version.number,
        "taken": version.taken,
    }
    row |= {"published": version.published or None, "fetched": list(version.fetched), "notes": dict(version.notes)}
    return row | {"files": [{"name": name, "sha256": digest} for name, digest in version.raw]}


def _tell_kept(version: Version, new: bool, as_json: bool) -> None:
    if as_json:
        typer.echo(json_line({"list": version.list, "new": new, **_row(version)}))
    else:
        what = "" if new else ", the same as before"
        typer.echo(f"{version.list}  {version.number:,} entries ({version.format}){what}  {version.id}")
    for note, count in version.notes:
        say(f"{version.list}: {count:,} {note}")


def _print_version(version: Version, as_json: bool) -> None:
    if as_json:
        typer.echo(json_line({"list": version.list, **_row(version)}))
    else:
        typer.echo(f"{version.list}  {version.id}  {version.number:,} entries, taken {version.taken}")


def _print_difference(one: Difference, as_json: bool) -> None:
    if as_json:
        fields = [{"field": part.name, "gone": list(part.gone), "come": list(part.come)} for part in one.fields]
        sys.stdout.write(json_line({"kind": one.kind, "id": one.id, "name": one.name, "fields": fields}) + "\n")
        return
    sys.stdout.write(f"{one.kind}  {one.id}  {harmless(one.name)}\n")
    for part in one.fields:
        for sign, values in (("-", part.gone), ("+", part.come)):
            for value in values:
                sys.stdout.write(f"    {sign} {part.name.replace('_', ' ')}: {harmless(value)}\n")


def _print_entry(entry: Entry) -> None:
    from weighbridge.lists.words import words
    from weighbridge.ownership.holding import in_words

    party = entry.party
    sys.stdout.write(f"{party.id}  {harmless(party.names[0])}  ({party.schema})\n")
    rows = [("also", one) for one in party.names[1:]] + [("weak alias", one) for one in party.weak_aliases]
    rows += [("country", one) for one in party.countries] + [("born", one) for one in party.birth_dates]
    rows += [("founded", one) for one in party.foundation_dates] + [("address", one) for one in party.addresses]
    rows += [(one.kind, f"{one.value} {one.country}".strip()) for one in party.identifiers]
    rows += [("programme", f"{one}: {words().programmes.get(one, 'not in the lexicon')}") for one in party.programmes]
    rows += [("title", one) for one in entry.titles] + [("born in", one) for one in entry.birth_places]
    rows += [("list", entry.source), ("listed", entry.listed), ("changed", entry.changed), ("until", entry.until)]
    rows += [(one.kind, in_words(one)) for one in entry.holdings]
    rows += [*entry.details, ("remarks", party.remarks)]
    for label, words_of in rows:
        if words_of:
            sys.stdout.write(f"    {label}: {harmless(words_of)}\n")
