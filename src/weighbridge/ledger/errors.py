"""What can go wrong with a ledger, told so that a person knows what to do."""

from __future__ import annotations


class LedgerError(ValueError):
    """A ledger that can't be used, or something that it does not take; the text names the place and the remedy."""


class DocumentError(LedgerError):
    """One document, with what was found in it, that is not taken; the ledger itself is well."""


_CAUSES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("database is locked", "database table is locked", "lock timeout", "lock_not_available", "deadlock"),
        "another program is writing to it; try again when that has ended",
    ),
    (
        ("disk is full", "disk full", "no space left", "file too large"),
        "there is no room left on its disk; make room and run it again (what was reported as added is kept)",
    ),
    (
        ("disk i/o error",),
        "its disk can't be read or written (full, out of order, or over a limit); mend that and run it again"
        " (what was reported as added is kept)",
    ),
    (
        ("readonly database", "read-only", "permission denied", "insufficient privilege"),
        "it can't be written; check the permissions of the file and of its folder",
    ),
    (
        ("malformed", "not a database", "file is encrypted", "unsupported file format", "could not decode"),
        "it is damaged; put back a copy, or save what is left with: sqlite3 FILE .recover",
    ),
    (
        ("unable to open database file",),
        "it can't be opened; check the path and the permissions of the file and of its folder",
    ),
    (("password authentication", "28p01", "28000"), "the server does not accept this user; check user and password"),
    (("3d000",), "the server has no database of this name; create it, or correct the URL"),
    (
        ("can't create a connection", "connection refused", "network error", "could not translate", "name or service"),
        "the server can't be reached, or does not let us in; check that it runs, and user, host, port and"
        " database of the URL",
    ),
)


def damaged(where: str) -> LedgerError:
    """What is in the ledger can't be what was put in."""
    return told(where, ValueError("malformed"))


def told(where: str, error: BaseException) -> LedgerError:
    """What a database says, as a LedgerError that names the ledger and the remedy."""
    original = getattr(error, "orig", None) or error
    said = original.args[0] if getattr(original, "args", None) else None
    if isinstance(said, dict):
        # PostgreSQL's driver gives message and code as fields
        original = f"{said.get('M')} ({said.get('C')})"
    text = " ".join(str(original).split())
    for words, remedy in _CAUSES:
        if any(word in text.lower() for word in words):
            return LedgerError(f"{where}: {remedy}")
    return LedgerError(f"{where}: the database says {text[:300]!r}")
