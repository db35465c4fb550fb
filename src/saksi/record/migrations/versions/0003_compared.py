"""Whether an article was compared with the others of its days: before, the number of the newest one was kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column, true for the articles that an earlier Saksi had joined."""
    op.add_column("articles", sa.Column("compared", sa.Boolean(), nullable=False, server_default=sa.false()))
    audit = sa.table("audit", sa.column("n"), sa.column("action"), sa.column("detail", sa.JSON()))
    newest = sa.select(audit.c.detail).where(audit.c.action == "joined").order_by(audit.c.n.desc()).limit(1)
    detail = op.get_bind().scalar(newest)
    if detail:
        articles = sa.table("articles", sa.column("n"), sa.column("compared", sa.Boolean()))
        upto = int(detail["upto"])
        op.get_bind().execute(sa.update(articles).where(articles.c.n <= upto).values(compared=sa.true()))
    waiting = sa.text("NOT compared")
    op.create_index("ix_articles_uncompared", "articles", ["id"], sqlite_where=waiting, postgresql_where=waiting)


def downgrade() -> None:
    """Take the column away."""
    op.drop_index("ix_articles_uncompared", "articles")
    op.drop_column("articles", "compared")
