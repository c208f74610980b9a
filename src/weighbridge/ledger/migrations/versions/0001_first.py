"""The first schema.

It is written out and not taken from ``schema.py``, which changes with later versions.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from weighbridge.ledger.columns import Exact

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNDATED = sa.text("known IS NULL")


def upgrade() -> None:
    """All tables, their indexes, and the index of words that the database has."""
    _read()
    _reviewed()
    _derived()
    if op.get_bind().dialect.name == "sqlite":
        _words_in_sqlite()
    else:
        _words_in_postgresql()


def _seq() -> sa.Column[int]:
    return sa.Column("seq", Number, primary_key=True, autoincrement=True)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, Exact(), nullable=nullable)


def _read() -> None:
    op.create_table(
        "documents",
        _seq(),
        sa.Column("id", Exact(), nullable=False, unique=True),
        _text("name"),
        _text("url", True),
        _text("publisher", True),
        _text("published", True),
        _text("known", True),
        _text("title", True),
        _text("text"),
        _text("sha256"),
        _text("added"),
    )
    op.create_index("documents_name", "documents", ["name"], postgresql_using="hash")
    op.create_table(
        "readings",
        _seq(),
        sa.Column("document", Exact(), sa.ForeignKey("documents.id"), nullable=False),
        _text("reader"),
        _text("version"),
        _text("added"),
        sa.UniqueConstraint("document", "reader", "version", name="readings_once"),
    )
    op.create_index("readings_document", "readings", ["document", "seq"])
    op.create_table(
        "statements",
        _seq(),
        sa.Column("reading", Number, sa.ForeignKey("readings.seq"), nullable=False),
        _text("id"),
        sa.Column("document", Exact(), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        _text("evidence"),
        _text("supplier"),
        _text("recipient"),
        _text("item", True),
        _text("stage"),
        _text("stance"),
        _text("certainty"),
        _text("source"),
        _text("country", True),
        _text("published", True),
        _text("known", True),
        sa.Column("confidence", sa.Float, nullable=False),
        _text("fields"),
        sa.UniqueConstraint("id", "reading", name="statements_once"),
    )
    op.create_index("statements_pair", "statements", ["supplier", "recipient"])
    op.create_index("statements_document", "statements", ["document"])
    op.create_index(
        "statements_undated",
        "statements",
        ["supplier", "recipient"],
        sqlite_where=UNDATED,
        postgresql_where=UNDATED,
    )
    op.create_table(
        "measures",
        _seq(),
        sa.Column("reading", Number, sa.ForeignKey("readings.seq"), nullable=False),
        _text("id"),
        sa.Column("document", Exact(), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        _text("kind"),
        _text("stance"),
        _text("imposer", True),
        _text("target", True),
        _text("target_country", True),
        _text("published", True),
        _text("known", True),
        _text("fields"),
        sa.UniqueConstraint("id", "reading", name="measures_once"),
    )
    op.create_index("measures_document", "measures", ["document"])


def _reviewed() -> None:
    op.create_table(
        "reviews",
        _seq(),
        sa.Column("id", Exact(), nullable=False, unique=True),
        _text("statement"),
        _text("verdict"),
        _text("supplier", True),
        _text("recipient", True),
        _text("fields", True),
        _text("reason"),
        _text("name"),
        _text("at"),
    )
    op.create_index("reviews_statement", "reviews", ["statement", "seq"])
    op.create_index("reviews_pair", "reviews", ["supplier", "recipient"])


def _derived() -> None:
    op.create_table(
        "bands",
        sa.Column("document", Number, sa.ForeignKey("documents.seq"), primary_key=True, autoincrement=False),
        sa.Column("band", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("bands_hash", "bands", ["hash", "band"])
    op.create_table(
        "resemblances",
        sa.Column("a", Exact(), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("b", Exact(), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("share", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("resemblances_b", "resemblances", ["b"])
    op.create_table(
        "transfers",
        sa.Column("id", Exact(), primary_key=True),
        _text("supplier"),
        _text("recipient"),
        _text("goods", True),
        _text("stage", True),
        sa.Column("likelihood", sa.Float),
        _text("first", True),
        _text("last", True),
        _text("fields"),
    )
    op.create_index("transfers_pair", "transfers", ["supplier", "recipient"])
    op.create_table(
        "memberships",
        sa.Column("statement", Exact(), primary_key=True),
        _text("transfer", True),
        _text("origin", True),
        _text("supplier"),
        _text("recipient"),
    )
    op.create_index("memberships_transfer", "memberships", ["transfer"])
    op.create_index("memberships_pair", "memberships", ["supplier", "recipient"])
    op.create_table(
        "stale",
        sa.Column("supplier", Exact(), primary_key=True),
        sa.Column("recipient", Exact(), primary_key=True),
        sa.Column("mark", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )


def _words_in_sqlite() -> None:
    """Full-text tables beside documents and statements; triggers fill them in the same transaction."""
    for table, columns in (("documents", ("title", "text")), ("statements", ("evidence",))):
        names = ", ".join(columns)
        values = ", ".join(f"new.{name}" for name in columns)
        op.execute(
            f"CREATE VIRTUAL TABLE {table}_words USING fts5({names}, content='{table}', content_rowid='seq',"
            " tokenize='porter unicode61 remove_diacritics 2')"
        )
        op.execute(
            f"CREATE TRIGGER {table}_words_added AFTER INSERT ON {table} BEGIN"
            f" INSERT INTO {table}_words (rowid, {names}) VALUES (new.seq, {values}); END"
        )


def _words_in_postgresql() -> None:
    op.execute(
        "CREATE INDEX documents_words ON documents"
        " USING gin (to_tsvector('english', left(coalesce(title, '') || ' ' || text, 100000)))"
    )
    op.execute("CREATE INDEX statements_words ON statements USING gin (to_tsvector('english', left(evidence, 100000)))")
