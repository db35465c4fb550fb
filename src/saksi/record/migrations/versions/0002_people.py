"""Accounts, saved views, claims of events, and the rulings between two coders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "users",
        sa.Column("name", KEY, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("password", KEY, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created", KEY, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_users"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sessions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("user", KEY, nullable=False),
        sa.Column("proof", KEY, nullable=False),
        sa.Column("label", KEY, nullable=True),
        sa.Column("created", KEY, nullable=False),
        sa.Column("seen", KEY, nullable=False),
        sa.Column("expires", KEY, nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.name"], name="fk_sessions_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sessions_user", "sessions", ["user"])
    op.create_table(
        "views",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("owner", KEY, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("page", KEY, nullable=False),
        sa.Column("query", KEY, nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created", KEY, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_views"),
        sa.UniqueConstraint("owner", "name", name="uq_views_owner_name"),
    )
    op.create_table(
        "claims",
        sa.Column("event_id", KEY, nullable=False),
        sa.Column("coder", KEY, nullable=False),
        sa.Column("until", KEY, nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_claims"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claims_coder", "claims", ["coder"])
    op.create_index("ix_claims_until", "claims", ["until"])
    op.create_table(
        "rulings",
        sa.Column("act", KEY, nullable=False),
        sa.Column("event_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("act", name="pk_rulings"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_rulings_event_id", "rulings", ["event_id"])
