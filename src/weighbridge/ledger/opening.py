"""Opening a ledger: a SQLite file or a PostgreSQL database, checked, and brought to the newest schema."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from weighbridge.ledger.errors import LedgerError, told
from weighbridge.ledger.schema import APPLICATION, VERSION_TABLE, VERSIONS, metadata

ENVIRONMENT = "WEIGHBRIDGE_LEDGER"
PATIENCE = 30.0
"""Seconds to wait for another program that writes."""
_MAGIC = b"SQLite format 3\x00"
_CACHE = 64_000
"""Kibibytes of a SQLite file that are kept in memory."""
_CONNECTIONS = 8
"""Connections to a SQLite file that are kept open, at most; more are opened where they are wanted at once."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger; made by ``open_ledger``, used by the functions of this folder."""

    engine: sa.Engine
    where: str
    """Path or URL (without its password), for messages."""

    @property
    def sqlite(self) -> bool:
        """Whether it is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Let go of file or server; what was added is kept."""
        self.engine.dispose()


def default_ledger() -> str:
    """Where the ledger is unless told: WEIGHBRIDGE_LEDGER, or a file in the user's data folder."""
    from platformdirs import user_data_dir

    return os.environ.get(ENVIRONMENT) or str(Path(user_data_dir("weighbridge", appauthor=False)) / "ledger.sqlite")


def open_ledger(
    where: str | Path, create: bool = True, *, tell: Tell | None = None, patience: float = PATIENCE
) -> Ledger:
    """The ledger at a path (SQLite) or URL (``postgresql://``), of the newest schema.

    With ``create``, a file or the tables that are not there yet are made. ``tell`` takes a line where an older
    ledger is brought to the newest schema. Raises LedgerError for what is no ledger or can't be used.
    """
    text = str(where)
    if not isinstance(where, Path) and "://" in text:
        return _open_url(text, create, tell, patience)
    return _open_file(Path(where).expanduser(), create, tell, patience)


@contextmanager
def reading(ledger: Ledger, stream: bool = False) -> Iterator[sa.Connection]:
    """A connection that sees one state of the ledger; errors come as LedgerError."""
    yield from _connected(ledger, False, stream)


@contextmanager
def writing(ledger: Ledger) -> Iterator[sa.Connection]:
    """A transaction that is kept when the block ends, and undone by an exception."""
    yield from _connected(ledger, True, False)


def _connected(ledger: Ledger, write: bool, stream: bool) -> Iterator[sa.Connection]:
    try:
        with ledger.engine.connect() as connection:
            connection = connection.execution_options(weighbridge_writes=write)
            if not write and not ledger.sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            if stream:
                connection = connection.execution_options(yield_per=1000)
            with connection.begin() as transaction:
                yield connection
                if not write:
                    transaction.rollback()
    except LedgerError:
        raise
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise told(ledger.where, error) from error


def _open_file(path: Path, create: bool, tell: Tell | None, patience: float) -> Ledger:
    _check_file(path, create)
    ledger = Ledger(_sqlite_engine(path, patience), str(path))
    return _made_ready(ledger, create, tell, patience)


def _check_file(path: Path, create: bool) -> None:
    """Refuse what can't be a ledger before SQLite touches it."""
    if path.is_dir():
        raise LedgerError(f"{path}: it is a folder; name a file in it, such as {path / 'ledger.sqlite'}")
    try:
        if not path.exists():
            if not create:
                raise LedgerError(f"{path}: there is no ledger; make it with: weighbridge add PATH --ledger {path}")
            path.parent.mkdir(parents=True, exist_ok=True)
            return
    except OSError as error:
        raise _unopened(path, error.strerror or str(error)) from None
    if path.stat().st_size and not _is_database(path):
        raise LedgerError(f"{path}: it is no ledger but some other file; name another, it is left as it is")


def _is_database(path: Path) -> bool:
    """Whether a file begins as a SQLite file does.

    Asked of SQLite itself, and of it only to look: to open and close its file beside it would let go of all
    locks that this process has on it (POSIX), and another program could then take its log of changes away.
    """
    try:
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)) as connection:
            connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise _unopened(path, "permission denied" if not os.access(path, os.R_OK) else str(error)) from None
        if "not a database" in str(error):
            # nothing of this process works with it, so it can be opened beside
            with path.open("rb") as file:
                return file.read(len(_MAGIC)) == _MAGIC
    return True


def _unopened(path: Path, reason: str) -> LedgerError:
    return LedgerError(f"{path}: it can't be opened ({reason.lower()}); check the path and its permissions")


def _sqlite_engine(path: Path, patience: float) -> sa.Engine:
    uri = path.absolute().as_uri() + ("?mode=ro&immutable=1" if _only_readable(path) else "?mode=rwc")

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)

    # they are opened when they are wanted and then kept: to open one takes longer than most queries of the desk
    engine = sa.create_engine(
        "sqlite://", creator=connect, poolclass=sa.QueuePool, pool_size=_CONNECTIONS, max_overflow=-1
    )

    @sa.event.listens_for(engine, "connect")
    def settings(connection: sqlite3.Connection, _: object) -> None:
        for pragma in ("foreign_keys=ON", "synchronous=FULL", f"cache_size=-{_CACHE}"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("weighbridge_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _only_readable(path: Path) -> bool:
    """A complete ledger where nothing can be written, as on an archived medium: SQLite may do without its helper files.

    Not where a log of changes lies beside it: somebody writes to it, or what is only in there would be missed.
    """
    return path.exists() and not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()


def _open_url(text: str, create: bool, tell: Tell | None, patience: float) -> Ledger:
    try:
        url = sa.make_url(text)
    except (ArgumentError, ValueError):
        raise LedgerError(f"{text}: it is no URL of a database; give a path, or postgresql://HOST/DATABASE") from None
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database and not url.host:
        return _open_file(Path(url.database), create, tell, patience)
    shown = url.render_as_string(hide_password=True)
    if kind not in ("postgresql", "postgres"):
        raise LedgerError(f"{shown}: a ledger is a SQLite file or a PostgreSQL database; give a path, or postgresql://")
    url = url.set(
        drivername="postgresql+pg8000",
        username=url.username or os.environ.get("PGUSER") or getuser(),
        password=url.password or os.environ.get("PGPASSWORD"),
    )
    socket = url.query.get("host")
    if isinstance(socket, str) and socket.startswith("/"):
        # the way in which PostgreSQL's own URLs name a socket
        url = url.difference_update_query(["host"])
        url = url.update_query_dict({"unix_sock": f"{socket}/.s.PGSQL.{url.port or 5432}"})
    try:
        engine = sa.create_engine(url, pool_pre_ping=True)
    except ImportError:
        raise LedgerError(
            f"{shown}: PostgreSQL needs a driver; install it with: pip install 'weighbridge[postgresql]'"
        ) from None

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        if connection.get_execution_options().get("weighbridge_writes"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, int(patience * 1000))}")
            # one writer at a time, as in SQLite: no deadlocks, and numbers in the order of commits
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION})")

    return _made_ready(Ledger(engine, shown), create, tell, patience)


def _made_ready(ledger: Ledger, create: bool, tell: Tell | None, patience: float) -> Ledger:
    """The ledger with the newest schema; closed again where it can't be used."""
    try:
        with reading(ledger) as connection:
            version = _version(ledger, connection)
        if version is None and not create:
            raise LedgerError(f"{ledger.where}: it is empty; make a ledger with: weighbridge add PATH")
        if version != VERSIONS[-1]:
            if version is not None and tell:
                tell(f"{ledger.where}: bringing the ledger from schema {version} to {VERSIONS[-1]}")
            _upgrade(ledger, patience)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _version(ledger: Ledger, connection: sa.Connection) -> str | None:
    """The schema's version; None for an empty database. Raises LedgerError for others'."""
    names = set(sa.inspect(connection).get_table_names())
    if ledger.sqlite:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar()
        if application != APPLICATION and (names or application):
            raise LedgerError(f"{ledger.where}: it is the database of another program; name another file")
    if VERSION_TABLE not in names:
        if names & set(metadata.tables):
            raise LedgerError(f"{ledger.where}: it has tables of another program; name another database")
        return None
    version = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()
    if version not in VERSIONS:
        raise LedgerError(
            f"{ledger.where}: it was written by a newer Weighbridge (schema {version}, this one knows"
            f" {VERSIONS[-1]}); install the newest version"
        )
    return str(version)


def _upgrade(ledger: Ledger, patience: float) -> None:
    """Run the missing migrations in one transaction; of several programs at once, one does it."""
    from alembic import command
    from alembic.config import Config

    if ledger.sqlite:
        _write_ahead(ledger, patience)
    with writing(ledger) as connection:
        if _version(ledger, connection) == VERSIONS[-1]:
            return
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if ledger.sqlite:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def _write_ahead(ledger: Ledger, patience: float) -> None:
    """Readers beside a writer: SQLite keeps this setting in the file; it can't be made in a transaction.

    Where another program has begun to write, SQLite refuses this one setting at once, however long a connection
    would wait for all else (two that wait for each other would never end); so it is asked again until ``patience``,
    in seconds, has run out.
    """
    until = time.monotonic() + patience
    try:
        connection = ledger.engine.raw_connection()
        try:
            while True:
                try:
                    connection.cursor().execute("PRAGMA journal_mode=WAL")
                    return
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                        raise
                # not all at the same moment again
                time.sleep(random.uniform(0.01, 0.05))
        finally:
            connection.close()
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise told(ledger.where, error) from error
