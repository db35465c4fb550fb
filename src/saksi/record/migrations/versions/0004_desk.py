"""Projects of coders, verdicts given blind, and tries to log in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables and columns."""
    op.create_table(
        "projects",
        sa.Column("name", KEY, nullable=False),
        sa.Column("query", KEY, nullable=False),
        sa.Column("coders", sa.JSON(), nullable=False),
        sa.Column("each", sa.Integer(), nullable=False),
        sa.Column("dealt", sa.Boolean(), nullable=False),
        sa.Column("owner", KEY, nullable=False),
        sa.Column("created", KEY, nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_projects"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tries",
        sa.Column("n", NUMBER, autoincrement=True, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("until", KEY, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_tries"),
    )
    op.create_index("ix_tries_key", "tries", ["key"])
    op.create_index("ix_tries_until", "tries", ["until"])
    op.add_column("reviews", sa.Column("project", KEY, nullable=True))
    op.add_column("reviews", sa.Column("blind", sa.Integer(), nullable=True))
    op.create_index("ix_reviews_project", "reviews", ["project"])


def downgrade() -> None:
    """Take everything away."""
    op.drop_index("ix_reviews_project", "reviews")
    op.drop_column("reviews", "blind")
    op.drop_column("reviews", "project")
    op.drop_table("tries")
    op.drop_table("projects")
