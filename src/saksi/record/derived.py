"""What is worked out from all articles together: groups of copies, stories, actors. Whoever works it out sets it here.

Each function runs inside the caller's transaction, ``with record.writing() as connection:``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from saksi.record.clock import now
from saksi.record.tables import actors, articles, entities, events, merges, stories
from saksi.record.upserts import assign, upsert


class Copy(NamedTuple):
    """The group of an article: the id of the earliest article in it, and of the one it was copied from, if known."""

    group: str
    copied_from: str | None


def set_copies(connection: Connection, found: Mapping[str, Copy]) -> None:
    """Say to which group of copies articles belong; those that are not named keep theirs."""
    assign(connection, articles, "copy_group", {id: copy.group for id, copy in found.items()})
    assign(connection, articles, "copied_from", {id: copy.copied_from for id, copy in found.items()})


def set_stories(connection: Connection, made: Iterable[Mapping[str, Any]], members: Mapping[str, str]) -> None:
    """Put ``made``, rows of ``stories``, in the place of all stories; ``members`` gives the story of each event."""
    connection.execute(sa.delete(stories))
    connection.execute(sa.update(events).where(events.c.story_id.is_not(None)).values(story_id=None))
    upsert(connection, stories, made)
    assign(connection, events, "story_id", members)


def set_actors(connection: Connection, made: Iterable[Mapping[str, Any]], members: Mapping[str, str]) -> None:
    """Put ``made``, rows of ``actors``, in the place of all actors; ``members`` gives the actor of each entity."""
    connection.execute(sa.delete(actors))
    connection.execute(sa.update(entities).where(entities.c.actor_id.is_not(None)).values(actor_id=None))
    upsert(connection, actors, made)
    assign(connection, entities, "actor_id", members)


def add_merge(connection: Connection, *, kept: str, joined: str, reason: str, by: str) -> int:
    """Note that the actor ``joined`` was made one with ``kept``; the number of the note."""
    row = {"kept": kept, "joined": joined, "reason": reason, "by": by, "at": now()}
    return int(connection.execute(sa.insert(merges).values(row).returning(merges.c.n)).scalar_one())


def undo_merge(connection: Connection, n: int) -> bool:
    """Note that the merge ``n`` was taken back; false when there is none that holds."""
    holds = (merges.c.n == n) & merges.c.undone.is_(None)
    return connection.execute(sa.update(merges).where(holds).values(undone=now())).rowcount == 1
