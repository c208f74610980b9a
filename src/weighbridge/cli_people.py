"""Commands for people who may write at the desk. Passwords come from a prompt or standard input, never as argument."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from weighbridge.cli_common import clean_exit, fail, harmless, json_line, say
from weighbridge.cli_options import Where

if TYPE_CHECKING:
    from weighbridge.ledger import Ledger

people = typer.Typer(help="Who may write at the desk.", no_args_is_help=True, rich_markup_mode=None)
Name = Annotated[str, typer.Argument(metavar="NAME", help="As it stands under reviews.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@contextmanager
def _opened(where: str | None) -> Iterator[Ledger]:
    from weighbridge.ledger import default_ledger, open_ledger

    with clean_exit():
        ledger = open_ledger(where or default_ledger(), create=False, tell=say)
        try:
            yield ledger
        finally:
            ledger.close()


def _password() -> str:
    """The hash of a password: asked twice at a terminal, else the first line of standard input."""
    from weighbridge.desk.access import LONGEST_PASSWORD, PasswordError, hash_password

    if sys.stdin.isatty():
        from getpass import getpass

        first = getpass("Password: ")
        if getpass("Once more: ") != first:
            raise fail("the two are not the same; nothing was changed")
    else:
        first = sys.stdin.readline(LONGEST_PASSWORD + 2).rstrip("\r\n")
    try:
        return hash_password(first)
    except PasswordError as error:
        raise fail(str(error)) from None


@people.command("add")
def add(name: Name, ledger: Where = None) -> None:
    """Add a person; the password is asked for, or read from standard input."""
    from weighbridge.ledger.people import add_person, name_of

    with _opened(ledger) as opened:
        name = name_of(name)
        say(f"{add_person(opened, name, _password())} may sign in now")


@people.command("list")
def list_(ledger: Where = None, as_json: Json = False) -> None:
    """List those who may write."""
    from weighbridge.ledger.people import people as all_people

    with _opened(ledger) as opened:
        found = all_people(opened)
        if not found and not as_json:
            say("nobody; add somebody with: weighbridge people add NAME")
        for one in found:
            if as_json:
                row = {"name": one.name, "added": one.added, "token": one.has_token, "sessions": one.sessions}
                typer.echo(json_line(row))
            else:
                token = ", has a token" if one.has_token else ""
                typer.echo(f"{harmless(one.name)}  since {one.added[:10]}{token}, {one.sessions} open sessions")


@people.command("remove")
def remove(name: Name, ledger: Where = None) -> None:
    """Remove a person, with token and sessions; their reviews stay."""
    from weighbridge.ledger.people import name_of, remove_person

    with _opened(ledger) as opened:
        remove_person(opened, name_of(name))
        say(f"{name} is removed; token and sessions have ended")


@people.command("password")
def password(name: Name, ledger: Where = None) -> None:
    """Give a person another password; their sessions end."""
    from weighbridge.ledger.people import name_of, set_password

    with _opened(ledger) as opened:
        set_password(opened, name_of(name), _password())
        say(f"the password of {name} is changed; sessions have ended")


@people.command("token")
def token(
    name: Name,
    revoke: Annotated[bool, typer.Option("--revoke", help="Only take away the one there is.")] = False,
    ledger: Where = None,
    as_json: Json = False,
) -> None:
    """Print a new token for a person's programs, once; an earlier one ends."""
    from weighbridge.desk.access import digest, new_token
    from weighbridge.ledger.people import name_of, set_token

    with _opened(ledger) as opened:
        name = name_of(name)
        if revoke:
            set_token(opened, name, None)
            say(f"{name} has no token any more")
            return
        made = new_token()
        set_token(opened, name, digest(made))
        say("keep it well: it is not shown again (Authorization: Bearer TOKEN)")
        typer.echo(json_line({"name": name, "token": made}) if as_json else made)
