"""What is worked out from all articles together: groups of copies, stories, actors. Whoever works it out sets it here.

Each function runs inside the caller's transaction, ``with record.writing() as connection:``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from saksi.record.clock import now
from saksi.record.tables import actors, articles, entities, events, merges, stories
from saksi.record.upserts import assign, upsert

_SLICE = 400
_PAGE = 5000


class Copy(NamedTuple):
    """The group of an article: the id of the earliest article in it, and of the one it was copied from, if known."""

    group: str
    copied_from: str | None


def set_copies(connection: Connection, found: Mapping[str, Copy]) -> None:
    """Say to which group of copies articles belong; those that are not named keep theirs."""
    assign(connection, articles, "copy_group", {id: copy.group for id, copy in found.items()})
    assign(connection, articles, "copied_from", {id: copy.copied_from for id, copy in found.items()})


def set_compared(connection: Connection, ids: Iterable[str]) -> None:
    """Note that the copies of articles were looked for."""
    for chunk in _slices(sorted(ids)):
        connection.execute(sa.update(articles).where(articles.c.id.in_(chunk)).values(compared=True))


def untell(connection: Connection, ids: Iterable[str]) -> None:
    """Take the events of articles out of their stories, so that these are worked out anew."""
    for chunk in _slices(sorted(ids)):
        told = events.c.article_id.in_(chunk) & events.c.story_id.is_not(None)
        connection.execute(sa.update(events).where(told).values(story_id=None))


def forget(connection: Connection) -> None:
    """Take out all that is worked out of copies and stories."""
    alone = {articles.c.copy_group: articles.c.id, articles.c.copied_from: None, articles.c.compared: False}
    connection.execute(sa.update(articles).values(alone))
    connection.execute(sa.update(events).where(events.c.story_id.is_not(None)).values(story_id=None))
    connection.execute(sa.delete(stories))


def set_stories(connection: Connection, made: Iterable[Mapping[str, Any]], members: Mapping[str, str]) -> None:
    """Put ``made``, rows of ``stories``, in the place of all stories; ``members`` gives the story of each event."""
    connection.execute(sa.delete(stories))
    connection.execute(sa.update(events).where(events.c.story_id.is_not(None)).values(story_id=None))
    upsert(connection, stories, made)
    assign(connection, events, "story_id", members)


def drop_stories(connection: Connection, ids: Iterable[str]) -> None:
    """Take out the stories ``ids``; their events belong to none until they are told to which."""
    for chunk in _slices(sorted(ids)):
        connection.execute(sa.update(events).where(events.c.story_id.in_(chunk)).values(story_id=None))
        connection.execute(sa.delete(stories).where(stories.c.id.in_(chunk)))


def add_stories(connection: Connection, made: Iterable[Mapping[str, Any]], members: Mapping[str, str]) -> None:
    """Add ``made``, rows of ``stories``, to the others; ``members`` gives the story of each of their events."""
    upsert(connection, stories, made)
    assign(connection, events, "story_id", members)


def set_actors(connection: Connection, made: Iterable[Mapping[str, Any]], members: Mapping[str, str]) -> None:
    """Make ``made``, rows of ``actors``, all actors there are; ``members`` gives the actor of each entity.

    Rows that stand as they should are not written.
    """
    before = {row["id"]: dict(row) for row in connection.execute(sa.select(actors)).mappings()}
    rows = {row["id"]: dict(row) for row in made}
    for chunk in _slices(sorted(before.keys() - rows.keys())):
        connection.execute(sa.delete(actors).where(actors.c.id.in_(chunk)))
    upsert(connection, actors, [row for id, row in rows.items() if before.get(id) != row])
    moved: dict[str, str | None] = {}
    last = ""
    page = sa.select(entities.c.id, entities.c.actor_id).order_by(entities.c.id).limit(_PAGE)
    while found := connection.execute(page.where(entities.c.id > last)).all():
        moved.update((id, members.get(id)) for id, actor in found if members.get(id) != actor)
        last = found[-1][0]
    assign(connection, entities, "actor_id", moved)


def add_merge(connection: Connection, *, kept: str, joined: str, reason: str, by: str) -> int:
    """Note that the actor ``joined`` was made one with ``kept``; the number of the note."""
    row = {"kept": kept, "joined": joined, "reason": reason, "by": by, "at": now()}
    return int(connection.execute(sa.insert(merges).values(row).returning(merges.c.n)).scalar_one())


def undo_merge(connection: Connection, n: int) -> bool:
    """Note that the merge ``n`` was taken back; false when there is none that holds."""
    holds = (merges.c.n == n) & merges.c.undone.is_(None)
    return connection.execute(sa.update(merges).where(holds).values(undone=now())).rowcount == 1


def _slices(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), _SLICE):
        yield ids[at : at + _SLICE]
