"""By which weighing the derived rows were made; and statements by recipient, for those without a supplier."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from weighbridge.ledger.columns import Exact

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table ``weighed``, of one row, and an index."""
    op.create_table("weighed", sa.Column("version", Exact(), primary_key=True))
    op.create_index("statements_recipient", "statements", ["recipient", "item"])
