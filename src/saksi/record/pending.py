"""Pending: what came to a record, or changed in it, since copies and stories were last worked out."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from saksi.record.tables import articles, audit, events, stories

ACTION = "joined"
"""What the audit calls the working out of copies and stories."""


def last(connection: Connection) -> int:
    """Number of the newest article that was looked at; 0 when none was."""
    newest = sa.select(audit.c.detail).where(audit.c.action == ACTION).order_by(audit.c.n.desc()).limit(1)
    detail = connection.scalar(newest)
    return int(detail["upto"]) if detail else 0


def added_since(connection: Connection, upto: int) -> set[str]:
    """The articles that came after number ``upto``."""
    return set(connection.scalars(sa.select(articles.c.id).where(articles.c.n > upto)))


def untold(connection: Connection) -> set[str]:
    """The articles with events that belong to no story: new readings, and events that a review brought back."""
    stands = sa.or_(events.c.review.is_(None), events.c.review != "rejected")
    rows = sa.select(events.c.article_id).where(events.c.story_id.is_(None), stands).distinct()
    return set(connection.scalars(rows))


def left_behind(connection: Connection) -> set[str]:
    """The articles of stories that lost tellings: articles taken out or read anew, events that a review rejected."""
    rejected = sa.select(events.c.article_id).where(events.c.story_id.is_not(None), events.c.review == "rejected")
    found = set(connection.scalars(rejected.distinct()))
    told = (
        sa.select(events.c.story_id, sa.func.count(sa.distinct(events.c.article_id)).label("n"))
        .group_by(events.c.story_id)
        .subquery()
    )
    short = sa.select(stories.c.id).join(told, told.c.story_id == stories.c.id).where(told.c.n != stories.c.articles)
    found.update(connection.scalars(sa.select(events.c.article_id).where(events.c.story_id.in_(short)).distinct()))
    return found


def empty_stories(connection: Connection) -> set[str]:
    """Stories that no event belongs to any more."""
    told = sa.select(events.c.story_id).where(events.c.story_id.is_not(None))
    return set(connection.scalars(sa.select(stories.c.id).where(stories.c.id.not_in(told))))
