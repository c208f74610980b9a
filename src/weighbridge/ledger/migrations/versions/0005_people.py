"""People who may write at the desk; from where a review came; and how doubtful each statement is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from weighbridge.ledger.columns import Exact

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOUBTFUL = sa.text("doubt > 0")


def upgrade() -> None:
    """The tables ``people`` and ``sessions``, a column of ``reviews`` and one of ``memberships`` with its index.

    The doubt is 0 at first; the pairs are weighed anew, because the weighing is another one, and have it then.
    """
    op.create_table(
        "people",
        sa.Column("name", Exact(), primary_key=True),
        sa.Column("password", Exact(), nullable=False),
        sa.Column("token", Exact(), unique=True),
        sa.Column("added", Exact(), nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", Exact(), primary_key=True),
        sa.Column("person", Exact(), sa.ForeignKey("people.name"), nullable=False),
        sa.Column("expires", Number, nullable=False),
    )
    op.create_index("sessions_person", "sessions", ["person"])
    op.add_column("reviews", sa.Column("way", Exact()))
    op.add_column("memberships", sa.Column("doubt", sa.Float, nullable=False, server_default=sa.text("0")))
    op.create_index(
        "memberships_doubt", "memberships", ["doubt", "statement"], sqlite_where=DOUBTFUL, postgresql_where=DOUBTFUL
    )
