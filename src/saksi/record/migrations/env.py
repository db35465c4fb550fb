"""Runs the migrations on the connection that ``saksi.record.database.upgrade`` hands over."""

from __future__ import annotations

from alembic import context

from saksi.record import people  # noqa: F401 - its tables belong to the same metadata
from saksi.record.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
