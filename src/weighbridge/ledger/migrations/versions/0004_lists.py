"""Narrow tables for lists, which the next weighing fills; and what became known when, by index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from weighbridge.ledger.columns import Exact

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _text(name: str, nullable: bool = True, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, Exact(), nullable=nullable and not key, primary_key=key)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """The tables and their indexes. All is weighed anew, so that they are filled."""
    op.create_table(
        "listings",
        _text("id", key=True),
        _text("supplier", False),
        _text("recipient", False),
        _text("goods"),
        _text("stage"),
        _count("rank"),
        _count("halted"),
        _text("about"),
        _text("claimed"),
        sa.Column("likelihood", sa.Float),
        _text("word"),
        sa.Column("delivery", sa.Float),
        _text("confidence"),
        _text("first"),
        _text("last"),
        _text("reported"),
        _text("latest"),
        *(_count(name) for name in ("statements", "documents", "origins", "independent", "denials")),
    )
    op.create_index("listings_pair", "listings", ["supplier", "recipient", "first", "id"])
    for name in ("recipient", "goods"):
        op.create_index(f"listings_{name}", "listings", [name])
    for name in ("rank", "likelihood", "last", "latest"):
        op.create_index(f"listings_{name}", "listings", [name, "id"])
    op.create_table(
        "pair_totals",
        _text("supplier", key=True),
        _text("recipient", key=True),
        *(_count(name) for name in ("transfers", "delivered", "statements", "denials", "independent")),
        sa.Column("likeliest", sa.Float, nullable=False),
        sa.Column("delivery", sa.Float, nullable=False),
        _text("first"),
        _text("last"),
        _text("latest"),
        _text("goods", False),
        sqlite_with_rowid=False,
    )
    op.create_index("pair_totals_recipient", "pair_totals", ["recipient", "supplier"])
    op.create_index("pair_totals_delivery", "pair_totals", ["delivery", "independent"])
    op.create_index("pair_totals_latest", "pair_totals", ["latest"])
    op.create_table(
        "outlet_parts",
        _text("outlet", key=True),
        _text("transfer", key=True),
        _text("supplier", False),
        _text("recipient", False),
        *(_count(name) for name in ("origin", "echo", "denied", "confirmed")),
        sqlite_with_rowid=False,
    )
    op.create_index("outlet_parts_pair", "outlet_parts", ["supplier", "recipient"])
    op.create_index("statements_known", "statements", ["known"])
    op.create_index("measures_known", "measures", ["known"])
    op.create_index("measures_country", "measures", ["target_country", "published"])
    op.create_index("measures_published", "measures", ["published"])
    op.create_index("documents_known", "documents", ["known"])
    op.execute("DELETE FROM weighed")
