"""What else is known of a document, the page that it is of, and which version of a page follows which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from weighbridge.ledger.columns import Exact
from weighbridge.ledger.pages import page_key

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_AT_ONCE = 1000
"""Documents whose pages are written at once."""


def upgrade() -> None:
    """Two columns of ``documents``, and the table ``successions``; the next weighing fills it."""
    op.add_column("documents", sa.Column("details", Exact(), nullable=True))
    op.add_column("documents", sa.Column("page", Exact(), nullable=True))
    _fill()
    op.create_index("documents_page", "documents", ["page"], postgresql_using="hash")
    op.create_table(
        "successions",
        sa.Column("earlier", Exact(), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("later", Exact(), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("day", Exact(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("successions_later", "successions", ["later"])
    op.create_index("successions_day", "successions", ["day"])


def _fill() -> None:
    """Give the documents that are there the key of their page."""
    connection = op.get_bind()
    documents = sa.table(
        "documents", sa.column("seq", sa.BigInteger), sa.column("url", Exact()), sa.column("page", Exact())
    )
    some = (
        sa.select(documents.c.seq, documents.c.url)
        .where(documents.c.seq > sa.bindparam("after"), documents.c.url.is_not(None))
        .order_by(documents.c.seq)
        .limit(_AT_ONCE)
    )
    given = (
        sa.update(documents)
        .where(documents.c.seq == sa.bindparam("number"))
        .values(page=sa.bindparam("key", type_=Exact()))
    )
    after = -1
    while found := connection.execute(some, {"after": after}).all():
        connection.execute(given, [{"number": seq, "key": page_key(url)} for seq, url in found])
        after = found[-1][0]
