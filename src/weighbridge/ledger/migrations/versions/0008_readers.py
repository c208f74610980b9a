"""Which model and prompt made a reading, what readers of several found, and which reading of a document counts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from weighbridge.ledger.columns import Exact

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Columns that may be empty, and two tables; of several readings of a document, the latest counts as before."""
    op.add_column("readings", sa.Column("model", Exact()))
    op.add_column("readings", sa.Column("prompt", Exact()))
    op.add_column("statements", sa.Column("mark", Exact()))
    marked = sa.text("mark IS NOT NULL")
    op.create_index("statements_marked", "statements", ["id"], sqlite_where=marked, postgresql_where=marked)
    op.create_table(
        "preferences",
        sa.Column("seq", Number, primary_key=True, autoincrement=True),
        sa.Column("readers", Exact(), nullable=False),
        sa.Column("at", Exact(), nullable=False),
    )
    op.create_table(
        "superseded",
        sa.Column("reading", Number, sa.ForeignKey("readings.seq"), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    readings = sa.table("readings", sa.column("seq", Number), sa.column("document", Exact()))
    later = readings.alias("later")
    beaten = sa.select(readings.c.seq).where(
        sa.exists().where(later.c.document == readings.c.document, later.c.seq > readings.c.seq)
    )
    superseded = sa.table("superseded", sa.column("reading", Number))
    op.get_bind().execute(sa.insert(superseded).from_select(["reading"], beaten))
