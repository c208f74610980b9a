"""Run by Alembic: the migrations go over the connection that was handed in, within its transaction."""

from __future__ import annotations

from alembic import context

from weighbridge.ledger.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
