"""Who may write at the desk: people with a password, their tokens and the sessions that are open.

Only hashes are kept. They are no part of what a ledger was told: neither its hash nor an export has them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from weighbridge.ledger import schema
from weighbridge.ledger.dates import now
from weighbridge.ledger.errors import LedgerError
from weighbridge.ledger.opening import Ledger, reading, writing

LONGEST_NAME = 80
"""Characters."""
MOST_SESSIONS = 20
"""Open sessions of one person; the oldest ends when there would be more."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may write."""

    name: str
    added: str
    has_token: bool
    sessions: int


def name_of(text: str) -> str:
    """A name as it is kept (NFC, single spaces). Raises LedgerError for one that can't be read on a screen."""
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    bad = next((one for one in name if unicodedata.category(one)[0] == "C"), None)
    if not name or len(name) > LONGEST_NAME or bad:
        reason = f"it has the character U+{ord(bad):04X}" if bad else f"it has to have 1 to {LONGEST_NAME} characters"
        raise LedgerError(f"{name[:40]!r} can't be a person's name: {reason}; give letters and spaces")
    return name


def add_person(ledger: Ledger, name: str, password: str) -> str:
    """Add a person with the hash of a password; the name as it is kept. Raises LedgerError where the name is taken."""
    name = name_of(name)
    row = {"name": name, "password": password, "token": None, "added": now()}
    try:
        with writing(ledger) as connection:
            if name.casefold() in {one.casefold() for (one,) in connection.execute(sa.select(schema.people.c.name))}:
                raise LedgerError(f"{ledger.where}: there is a person {name!r} already; choose another name")
            connection.execute(sa.insert(schema.people), row)
    except IntegrityError:
        raise LedgerError(f"{ledger.where}: there is a person {name!r} already; choose another name") from None
    return name


def people(ledger: Ledger) -> list[Person]:
    """All who may write, by name."""
    table, open_ = schema.people, schema.sessions
    count = sa.select(sa.func.count()).where(open_.c.person == table.c.name).scalar_subquery()
    query = sa.select(table.c.name, table.c.added, table.c.token.is_not(None), count).order_by(table.c.name)
    with reading(ledger) as connection:
        return [Person(name, added, bool(token), number) for name, added, token, number in connection.execute(query)]


def remove_person(ledger: Ledger, name: str) -> None:
    """Remove a person with token and sessions; what they said stays. Raises LedgerError where there is none."""
    with writing(ledger) as connection:
        connection.execute(sa.delete(schema.sessions).where(schema.sessions.c.person == name))
        _changed(ledger, name, connection.execute(sa.delete(schema.people).where(schema.people.c.name == name)))


def set_password(ledger: Ledger, name: str, password: str, *, keep_sessions: bool = False) -> None:
    """Another hash of a password; the person's sessions end unless it is the same password hashed anew."""
    table = schema.people
    with writing(ledger) as connection:
        if not keep_sessions:
            connection.execute(sa.delete(schema.sessions).where(schema.sessions.c.person == name))
        _changed(
            ledger, name, connection.execute(sa.update(table).where(table.c.name == name).values(password=password))
        )


def set_token(ledger: Ledger, name: str, digest: str | None) -> None:
    """The hash of a person's token, in place of an earlier one; None takes it away."""
    table = schema.people
    with writing(ledger) as connection:
        _changed(ledger, name, connection.execute(sa.update(table).where(table.c.name == name).values(token=digest)))


def password_of(ledger: Ledger, name: str) -> str | None:
    """The hash of a person's password; None where there is no such person."""
    table = schema.people
    with reading(ledger) as connection:
        found = connection.execute(sa.select(table.c.password).where(table.c.name == name)).scalar()
    return None if found is None else str(found)


def person_of_token(ledger: Ledger, digest: str) -> str | None:
    """Whose token has this hash."""
    table = schema.people
    with reading(ledger) as connection:
        found = connection.execute(sa.select(table.c.name).where(table.c.token == digest)).scalar()
    return None if found is None else str(found)


def open_session(ledger: Ledger, name: str, digest: str, at: int, expires: int, instead_of: str | None = None) -> None:
    """Open a session (its hash) until ``expires``, and end another; times in seconds since 1970.

    What has expired by ``at`` is cleared away. Raises LedgerError where there is no such person.
    """
    table = schema.sessions
    with writing(ledger) as connection:
        if connection.execute(sa.select(schema.people.c.name).where(schema.people.c.name == name)).scalar() is None:
            raise _nobody(ledger, name)
        connection.execute(sa.delete(table).where(sa.or_(table.c.expires <= at, table.c.digest == (instead_of or ""))))
        own = sa.select(table.c.digest).where(table.c.person == name).order_by(table.c.expires.desc(), table.c.digest)
        old = list(connection.execute(own.offset(MOST_SESSIONS - 1)).scalars())
        connection.execute(sa.delete(table).where(table.c.digest.in_(old)))
        connection.execute(sa.insert(table), {"digest": digest, "person": name, "expires": expires})


def person_of_session(ledger: Ledger, digest: str, at: int) -> str | None:
    """Whose session has this hash, if it is still open at that time."""
    table = schema.sessions
    with reading(ledger) as connection:
        found = connection.execute(
            sa.select(table.c.person).where(table.c.digest == digest, table.c.expires > at)
        ).scalar()
    return None if found is None else str(found)


def end_session(ledger: Ledger, digest: str) -> None:
    """End a session; one that is not there is no error."""
    with writing(ledger) as connection:
        connection.execute(sa.delete(schema.sessions).where(schema.sessions.c.digest == digest))


def _nobody(ledger: Ledger, name: str) -> LedgerError:
    return LedgerError(f"{ledger.where}: there is no person {name[:LONGEST_NAME]!r}; see: weighbridge people list")


def _changed(ledger: Ledger, name: str, result: sa.CursorResult[tuple[()]]) -> None:
    if not result.rowcount:
        raise _nobody(ledger, name)
