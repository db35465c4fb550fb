"""Stories read back from a record: one object a story, as ``saksi stories`` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from saksi.record.filters import Filters, What
from saksi.record.search import selected
from saksi.record.store import Record
from saksi.record.tables import events, stories

_PAGE = 500


def find(
    record: Record, filters: Filters | None = None, *, limit: int | None = None, offset: int = 0
) -> Iterator[dict[str, Any]]:
    """The stories with an event that passes ``filters``, most widely told first: by independent sources, articles, day.

    Each has ``id``, ``type``, ``status``, ``date`` (``from``, ``to``), ``place``, ``parties``, ``events``, ``articles``
    (ids), ``copies`` (how many articles are copies of another), ``independent_sources``, ``single_source``, ``sources``
    and ``disagreements``.
    """
    s = stories.c
    order = (s.independent_sources.desc(), s.articles.desc(), s.date_from.desc().nulls_last(), s.id)
    left, at = limit, offset
    while left is None or left > 0:
        with record.reading() as connection:
            question = _chosen(connection, sa.select(stories), filters)
            size = _PAGE if left is None else min(_PAGE, left)
            rows = connection.execute(question.order_by(*order).limit(size).offset(at)).mappings().all()
            members = _members(connection, [row["id"] for row in rows])
        yield from (_line(dict(row), members[row["id"]]) for row in rows)
        at += len(rows)
        left = None if left is None else left - len(rows)
        if len(rows) < size:
            return


def count(record: Record, filters: Filters | None = None) -> int:
    """How many stories have an event that passes ``filters``."""
    with record.reading() as connection:
        return connection.scalar(_chosen(connection, sa.select(sa.func.count()).select_from(stories), filters)) or 0


def _chosen(connection: Connection, question: sa.Select[Any], filters: Filters | None) -> sa.Select[Any]:
    """``question`` cut down to the stories that pass. What the stories' own columns can tell is asked of them."""
    if filters is None or filters == Filters():
        return question
    own = {"min_sources", "max_sources", "story"}
    s = stories.c
    if filters.min_sources is not None:
        question = question.where(s.independent_sources >= filters.min_sources)
    if filters.max_sources is not None:
        question = question.where(s.independent_sources <= filters.max_sources)
    if filters.story is not None:
        question = question.where(s.id == filters.story)
    rest = filters.model_copy(update=dict.fromkeys(own))
    if rest != Filters():
        numbers = selected(connection, rest, What.events)
        question = question.where(s.id.in_(sa.select(events.c.story_id).where(events.c.n.in_(numbers))))
    return question


def _members(connection: Connection, ids: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {id: [] for id in ids}
    rows = sa.select(events.c.story_id, events.c.id).where(events.c.story_id.in_(ids)).order_by(events.c.id)
    for story, event in connection.execute(rows):
        found[story].append(event)
    return found


def _line(row: dict[str, Any], members: list[str]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "type": row["type"],
        "status": row["status"],
        "date": {"from": row["date_from"], "to": row["date_to"]} if row["date_from"] else None,
        "place": {"name": row["place_name"], "country": row["place_country"]} if row["place_name"] else None,
        "parties": row["parties"],
        "events": members,
        "articles": sorted({event.rpartition(":")[0] for event in members}),
        "copies": row["copies"],
        "independent_sources": row["independent_sources"],
        "single_source": row["independent_sources"] < 2,
        "sources": row["sources"],
        "disagreements": row["disagreements"],
    }
