"""Pending: what came to a record, or changed in it, since copies, stories and people were last worked out."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from saksi.record.tables import articles, audit, events, stories

BEGUN, DONE = "joining", "joined"
"""What the audit calls the working out of copies, stories and people, when it begins and when it has ended."""


def uncompared(connection: Connection) -> set[str]:
    """The articles that were not compared with those of their days yet."""
    return set(connection.scalars(sa.select(articles.c.id).where(sa.text("NOT compared"))))


def unfinished(connection: Connection) -> bool:
    """Whether a working out had begun that has not ended."""
    newest = {
        action: connection.scalar(sa.select(sa.func.max(audit.c.n)).where(audit.c.action == action)) or 0
        for action in (BEGUN, DONE)
    }
    return newest[BEGUN] > newest[DONE]


def changed(connection: Connection) -> set[str]:
    """The articles whose events, or whose stories' events, are not those of their stories."""
    return untold(connection) | left_behind(connection)


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
