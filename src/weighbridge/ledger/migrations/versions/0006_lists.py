"""Origins in the totals of pairs, and the last report beside the counts of outlets: what lists show and sort by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from weighbridge.ledger.columns import Exact

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns, filled from the listings that are there, and an index."""
    op.add_column("pair_totals", sa.Column("origins", sa.Integer, nullable=False, server_default=sa.text("0")))
    op.add_column("outlet_parts", sa.Column("latest", Exact()))
    op.execute(
        "UPDATE pair_totals SET origins = (SELECT coalesce(sum(listings.origins), 0) FROM listings"
        " WHERE listings.supplier = pair_totals.supplier AND listings.recipient = pair_totals.recipient)"
    )
    op.execute(
        "UPDATE outlet_parts SET latest = (SELECT listings.latest FROM listings"
        " WHERE listings.id = outlet_parts.transfer)"
    )
    op.create_index("outlet_parts_latest", "outlet_parts", ["outlet", "latest", "transfer"])
