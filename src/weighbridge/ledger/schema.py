"""The tables of a ledger, as the newest migration leaves them.

Documents, readings, statements, measures, reviews, bands, resemblances, addresses, sightings and preferences are only
ever added to. Transfers, memberships, stale pairs, successions, lapses and superseded readings are derived: dropped and
rebuilt, they come out the same.
A party without a code stands as ``''`` in a pair; ``known`` is the day by which a document was out.
``details`` is the JSON of ``model.Details`` (null: nothing is told), ``page`` the key of a document's address
(``pages.page_key``); ``addresses`` has the further keys of its page (``pages.further_keys``), ``sightings`` the moments
at which a document was seen that was there already. A succession says that ``later`` is a later version of the page,
and took the place of ``earlier`` on ``day``; ``again`` is the moment at which a text was seen that had been there
before (``''``: it was new). A lapse says on what days a document does not stand (``versions.Lapse``). The latest
preference is a JSON list of readers; a superseded reading is one that does not count (``preferring``). ``mark`` is the
JSON of ``reading.result.Mark`` (null: the reader is none of several).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from weighbridge.ledger.columns import Exact, Sequence

APPLICATION = 0x57425247
"""SQLite's ``application_id`` of a ledger: "WBRG"."""

VERSION_TABLE = "weighbridge_version"
VERSIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
"""The migrations, oldest first; the last is the schema that this program reads and writes."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("id", Exact, nullable=False, unique=True),
    Column("name", Exact, nullable=False),
    Column("url", Exact),
    Column("publisher", Exact),
    Column("published", Exact),
    Column("known", Exact),
    Column("title", Exact),
    Column("text", Exact, nullable=False),
    Column("sha256", Exact, nullable=False),
    Column("added", Exact, nullable=False),
    Column("details", Exact),
    Column("page", Exact),
    Index("documents_name", "name", postgresql_using="hash"),
    Index("documents_known", "known"),
    Index("documents_page", "page", postgresql_using="hash"),
)

readings = Table(
    "readings",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("document", Exact, ForeignKey("documents.id"), nullable=False),
    Column("reader", Exact, nullable=False),
    Column("version", Exact, nullable=False),
    Column("added", Exact, nullable=False),
    Column("model", Exact),
    Column("prompt", Exact),
    UniqueConstraint("document", "reader", "version", name="readings_once"),
    Index("readings_document", "document", "seq"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("readers", Exact, nullable=False),
    Column("at", Exact, nullable=False),
)

superseded = Table(
    "superseded",
    metadata,
    Column("reading", Sequence, ForeignKey("readings.seq"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

statements = Table(
    "statements",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("reading", Sequence, ForeignKey("readings.seq"), nullable=False),
    Column("id", Exact, nullable=False),
    Column("document", Exact, ForeignKey("documents.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("evidence", Exact, nullable=False),
    Column("supplier", Exact, nullable=False),
    Column("recipient", Exact, nullable=False),
    Column("item", Exact),
    Column("stage", Exact, nullable=False),
    Column("stance", Exact, nullable=False),
    Column("certainty", Exact, nullable=False),
    Column("source", Exact, nullable=False),
    Column("country", Exact),
    Column("published", Exact),
    Column("known", Exact),
    Column("confidence", Float, nullable=False),
    Column("fields", Exact, nullable=False),
    Column("mark", Exact),
    UniqueConstraint("id", "reading", name="statements_once"),
    Index("statements_pair", "supplier", "recipient"),
    Index("statements_recipient", "recipient", "item"),
    Index("statements_document", "document"),
    Index("statements_known", "known"),
)

measures = Table(
    "measures",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("reading", Sequence, ForeignKey("readings.seq"), nullable=False),
    Column("id", Exact, nullable=False),
    Column("document", Exact, ForeignKey("documents.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", Exact, nullable=False),
    Column("stance", Exact, nullable=False),
    Column("imposer", Exact),
    Column("target", Exact),
    Column("target_country", Exact),
    Column("published", Exact),
    Column("known", Exact),
    Column("fields", Exact, nullable=False),
    UniqueConstraint("id", "reading", name="measures_once"),
    Index("measures_document", "document"),
    Index("measures_known", "known"),
    Index("measures_country", "target_country", "published"),
    Index("measures_published", "published"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("id", Exact, nullable=False, unique=True),
    Column("statement", Exact, nullable=False),
    Column("verdict", Exact, nullable=False),
    Column("supplier", Exact),
    Column("recipient", Exact),
    Column("fields", Exact),
    Column("reason", Exact, nullable=False),
    Column("name", Exact, nullable=False),
    Column("at", Exact, nullable=False),
    Column("way", Exact),
    Index("reviews_statement", "statement", "seq"),
    Index("reviews_pair", "supplier", "recipient"),
)

bands = Table(
    "bands",
    metadata,
    Column("document", Sequence, ForeignKey("documents.seq"), primary_key=True, autoincrement=False),
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("hash", BigInteger, nullable=False),
    Index("bands_hash", "hash", "band"),
    sqlite_with_rowid=False,
)

resemblances = Table(
    "resemblances",
    metadata,
    Column("a", Exact, ForeignKey("documents.id"), primary_key=True),
    Column("b", Exact, ForeignKey("documents.id"), primary_key=True),
    Column("share", Float, nullable=False),
    Index("resemblances_b", "b"),
    sqlite_with_rowid=False,
)

addresses = Table(
    "addresses",
    metadata,
    Column("document", Exact, ForeignKey("documents.id"), primary_key=True),
    Column("page", Exact, primary_key=True),
    Index("addresses_page", "page", postgresql_using="hash"),
    sqlite_with_rowid=False,
)

sightings = Table(
    "sightings",
    metadata,
    Column("document", Exact, ForeignKey("documents.id"), primary_key=True),
    Column("seen", Exact, primary_key=True),
    sqlite_with_rowid=False,
)

successions = Table(
    "successions",
    metadata,
    Column("earlier", Exact, ForeignKey("documents.id"), primary_key=True),
    Column("later", Exact, ForeignKey("documents.id"), primary_key=True),
    Column("again", Exact, primary_key=True),
    Column("day", Exact, nullable=False),
    Index("successions_later", "later"),
    Index("successions_day", "day"),
    sqlite_with_rowid=False,
)

lapses = Table(
    "lapses",
    metadata,
    Column("document", Exact, ForeignKey("documents.id"), primary_key=True),
    Column("since", Exact, primary_key=True),
    Column("until", Exact, nullable=False),
    sqlite_with_rowid=False,
)

transfers = Table(
    "transfers",
    metadata,
    Column("id", Exact, primary_key=True),
    Column("supplier", Exact, nullable=False),
    Column("recipient", Exact, nullable=False),
    Column("goods", Exact),
    Column("stage", Exact),
    Column("likelihood", Float),
    Column("first", Exact),
    Column("last", Exact),
    Column("fields", Exact, nullable=False),
    Index("transfers_pair", "supplier", "recipient"),
)

memberships = Table(
    "memberships",
    metadata,
    Column("statement", Exact, primary_key=True),
    Column("transfer", Exact),
    Column("origin", Exact),
    Column("supplier", Exact, nullable=False),
    Column("recipient", Exact, nullable=False),
    Column("doubt", Float, nullable=False, server_default=text("0")),
    Index("memberships_transfer", "transfer"),
    Index("memberships_pair", "supplier", "recipient"),
)

stale = Table(
    "stale",
    metadata,
    Column("supplier", Exact, primary_key=True),
    Column("recipient", Exact, primary_key=True),
    Column("mark", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

DOUBTFUL = text("doubt > 0")
Index(
    "memberships_doubt",
    memberships.c.doubt,
    memberships.c.statement,
    sqlite_where=DOUBTFUL,
    postgresql_where=DOUBTFUL,
)
for _side in (memberships.c.supplier, memberships.c.recipient):
    Index(
        f"memberships_doubt_{_side.name}",
        _side,
        memberships.c.doubt,
        memberships.c.statement,
        sqlite_where=DOUBTFUL,
        postgresql_where=DOUBTFUL,
    )

people = Table(
    "people",
    metadata,
    Column("name", Exact, primary_key=True),
    Column("password", Exact, nullable=False),
    Column("token", Exact, unique=True),
    Column("added", Exact, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", Exact, primary_key=True),
    Column("person", Exact, ForeignKey("people.name"), nullable=False),
    Column("expires", Sequence, nullable=False),
    Index("sessions_person", "person"),
)

weighed = Table("weighed", metadata, Column("version", Exact, primary_key=True))

UNDATED = text("known IS NULL")
Index(
    "statements_undated",
    statements.c.supplier,
    statements.c.recipient,
    sqlite_where=UNDATED,
    postgresql_where=UNDATED,
)

MARKED = text("mark IS NOT NULL")
Index("statements_marked", statements.c.id, sqlite_where=MARKED, postgresql_where=MARKED)

WORDS_OF_DOCUMENTS = "to_tsvector('english', left(coalesce(title, '') || ' ' || text, 100000))"
"""PostgreSQL: what of a document is indexed; a tsvector holds no more than a megabyte."""
WORDS_OF_EVIDENCE = "to_tsvector('english', left(evidence, 100000))"
