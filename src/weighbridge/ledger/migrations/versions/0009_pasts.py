"""What was known of a pair on past days, and the review queue of a party by index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from weighbridge.ledger.columns import Exact

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table that the next weighing fills: all pairs are marked for it; and two indexes."""
    op.create_table(
        "pasts",
        sa.Column("supplier", Exact(), primary_key=True),
        sa.Column("recipient", Exact(), primary_key=True),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    doubtful = sa.text("doubt > 0")
    for side in ("supplier", "recipient"):
        op.create_index(
            f"memberships_doubt_{side}",
            "memberships",
            [side, "doubt", "statement"],
            sqlite_where=doubtful,
            postgresql_where=doubtful,
        )
    # those that are marked already keep their mark
    op.execute(
        "INSERT INTO stale (supplier, recipient, mark) SELECT supplier, recipient, 1 FROM pair_totals"
        " WHERE NOT EXISTS (SELECT * FROM stale WHERE stale.supplier = pair_totals.supplier"
        " AND stale.recipient = pair_totals.recipient)"
    )
