"""What a search shows of the events, statements and articles that it found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict
from sqlalchemy import FromClause
from sqlalchemy.engine import Connection

from saksi.record.filters import What
from saksi.record.tables import articles, entities, events, parties, statements, stories

_OPENING = 300  # characters of an article that are shown


class Party(BaseModel):
    """Who takes part: the entity, and who it is across the record."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    kind: str
    country: str | None
    actor_id: str | None


class EventHit(BaseModel):
    """An event as it stands, with the sentence that tells it and the article it stands in.

    ``date`` is cut to what is known, ``date_from`` and ``date_to`` are the days it may mean. ``independent_sources``
    counts those of its story, 1 where it is in none.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    article_id: str
    type: str
    mode: str | None
    contexts: list[str]
    quad: int
    score: float
    status: str
    date: str | None
    date_end: str | None
    date_from: str | None
    date_to: str | None
    actors: list[Party]
    recipients: list[Party]
    sources: list[Party]
    place: str | None
    place_country: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    killed: int | None
    injured: int | None
    arrested: int | None
    confidence: float
    review: str | None
    flagged: bool
    story_id: str | None
    independent_sources: int
    words: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


class StatementHit(BaseModel):
    """A statement: who says what, carried by whom, in which article."""

    model_config = ConfigDict(frozen=True)

    id: str
    article_id: str
    speaker: Party | None
    addressee: Party | None
    via: list[Party]
    direct: bool
    words: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


class ArticleHit(BaseModel):
    """An article, how it begins, and how many events and statements were read in it."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    copy_group: str
    events: int
    statements: int
    words: str


Hit = EventHit | StatementHit | ArticleHit
_PARTY = tuple(entities.c[name] for name in Party.model_fields)
_ABOUT = (articles.c.outlet, articles.c.published, articles.c.title, articles.c.url)


def hits(connection: Connection, what: What, numbers: Sequence[int]) -> list[Hit]:
    """What is shown of the rows ``numbers``, in their order; those that are gone meanwhile are left out."""
    made = {What.events: _events, What.statements: _statements, What.articles: _articles}[what](connection, numbers)
    return [made[n] for n in numbers if n in made]


def _events(connection: Connection, numbers: Sequence[int]) -> dict[int, Hit]:
    question = (
        sa.select(events, *_ABOUT, sa.func.coalesce(stories.c.independent_sources, 1).label("independent_sources"))
        .join(articles, articles.c.id == events.c.article_id)
        .outerjoin(stories, stories.c.id == events.c.story_id)
        .where(events.c.n.in_(numbers))
    )
    found = connection.execute(question).mappings().all()
    words = _words(connection, "events", numbers)
    sides = _parties(connection, [row["id"] for row in found])
    made: dict[int, Hit] = {}
    for row in found:
        side = sides[row["id"]]
        more = {"date": row["date_value"], "place": row["place_name"], "words": words.get(row["n"], "")}
        more |= {"actors": side["actor"], "recipients": side["recipient"], "sources": side["source"]}
        made[row["n"]] = EventHit.model_validate(dict(row) | more)
    return made


def _statements(connection: Connection, numbers: Sequence[int]) -> dict[int, Hit]:
    question = (
        sa.select(statements, *_ABOUT)
        .join(articles, articles.c.id == statements.c.article_id)
        .where(statements.c.n.in_(numbers))
    )
    # the article's day, not the statement's copy of it, which is there to be sorted by
    found = [dict(row) for row in connection.execute(question).mappings()]
    words = _words(connection, "statements", numbers)
    people = _people(connection, [id for row in found for id in (row["speaker_id"], row["addressee_id"], *row["via"])])
    return {
        row["n"]: StatementHit.model_validate(
            row
            | {
                "speaker": people.get(row["speaker_id"]),
                "addressee": people.get(row["addressee_id"]),
                "via": [people[id] for id in row["via"] if id in people],
                "words": words.get(row["n"], ""),
            }
        )
        for row in found
    }


def _articles(connection: Connection, numbers: Sequence[int]) -> dict[int, Hit]:
    def counted(table: sa.Table) -> sa.ScalarSelect[int]:
        return sa.select(sa.func.count()).where(table.c.article_id == articles.c.id).scalar_subquery()

    columns = [articles.c[name] for name in ("n", "id", "title", "outlet", "published", "url", "copy_group")]
    question = sa.select(
        *columns,
        sa.func.substr(articles.c.text, 1, _OPENING).label("words"),
        counted(events).label("events"),
        counted(statements).label("statements"),
    ).where(articles.c.n.in_(numbers))
    return {row["n"]: ArticleHit.model_validate(dict(row)) for row in connection.execute(question).mappings()}


def _words(connection: Connection, table: str, numbers: Sequence[int]) -> dict[int, str]:
    index: FromClause = sa.table(f"{table}_fts", sa.column("rowid"), sa.column("words"))
    question = sa.select(index.c.rowid, index.c.words).where(index.c.rowid.in_(numbers))
    return {row.rowid: row.words for row in connection.execute(question)}


def _parties(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, list[Party]]]:
    question = (
        sa.select(parties.c.event_id, parties.c.role.label("part"), *_PARTY)
        .join(entities, entities.c.id == parties.c.entity_id)
        .where(parties.c.event_id.in_(ids))
        .order_by(parties.c.event_id, parties.c.role, parties.c.position)
    )
    found: dict[str, dict[str, list[Party]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(question).mappings():
        found[row["event_id"]][row["part"]].append(Party.model_validate(dict(row)))
    return found


def _people(connection: Connection, ids: Sequence[Any]) -> dict[str | None, Party]:
    question = sa.select(*_PARTY).where(entities.c.id.in_(sorted({id for id in ids if id})))
    return {row["id"]: Party.model_validate(dict(row)) for row in connection.execute(question).mappings()}
