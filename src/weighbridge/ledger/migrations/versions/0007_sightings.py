"""Further addresses of pages, when documents were seen again, and on what days a version does not stand."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from weighbridge.ledger.columns import Exact
from weighbridge.ledger.pages import further_keys

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_AT_ONCE = 1000
"""Documents whose addresses are written at once."""


def upgrade() -> None:
    """Three tables; ``successions`` is made anew, and the next weighing fills it and ``lapses``."""
    op.create_table(
        "addresses",
        sa.Column("document", Exact(), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("page", Exact(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("addresses_page", "addresses", ["page"], postgresql_using="hash")
    _fill()
    op.create_table(
        "sightings",
        sa.Column("document", Exact(), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("seen", Exact(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.drop_table("successions")
    op.create_table(
        "successions",
        sa.Column("earlier", Exact(), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("later", Exact(), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("again", Exact(), primary_key=True),
        sa.Column("day", Exact(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("successions_later", "successions", ["later"])
    op.create_index("successions_day", "successions", ["day"])
    op.create_table(
        "lapses",
        sa.Column("document", Exact(), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("since", Exact(), primary_key=True),
        sa.Column("until", Exact(), nullable=False),
        sqlite_with_rowid=False,
    )


def _fill() -> None:
    """Give the documents that are there the further addresses of their pages."""
    connection = op.get_bind()
    documents = sa.table(
        "documents",
        sa.column("seq", sa.BigInteger),
        sa.column("id", Exact()),
        sa.column("url", Exact()),
        sa.column("details", Exact()),
    )
    addresses = sa.table("addresses", sa.column("document", Exact()), sa.column("page", Exact()))
    some = (
        sa.select(documents.c.seq, documents.c.id, documents.c.url, documents.c.details)
        .where(documents.c.seq > sa.bindparam("after"), documents.c.details.like('%"canonical"%'))
        .order_by(documents.c.seq)
        .limit(_AT_ONCE)
    )
    after = -1
    while found := connection.execute(some, {"after": after}).all():
        rows = []
        for _, key, url, details in found:
            told = json.loads(details)
            further = further_keys(url, told.get("canonical"), None, told.get("kind") == "live entry")
            rows += [{"document": key, "page": page} for page in further]
        if rows:
            connection.execute(sa.insert(addresses), rows)
        after = found[-1][0]
