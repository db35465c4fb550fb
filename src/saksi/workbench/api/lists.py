"""What the record holds, out: filtered, paged, each row by its id."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

import sqlalchemy as sa
from fastapi import APIRouter, HTTPException, Query
from sqlalchemy.engine import Connection

from saksi.record import ArticleHit, EventHit, Filters, RecordError, Review, StatementHit, What, reviewing, search
from saksi.record.tables import entities, events, findings, reviews, stories
from saksi.report import Report
from saksi.workbench import queue
from saksi.workbench.models import (
    MOST_ROWS,
    MOST_SKIPPED,
    Asked,
    EntityOut,
    EventDetail,
    FindingOut,
    Listing,
    StoryOut,
    Words,
)
from saksi.workbench.setting import Here

router = APIRouter(prefix="/api", tags=["record"])
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS)]
Offset = Annotated[int, Query(ge=0, le=MOST_SKIPPED)]
Word = Annotated[str | None, Query(max_length=200)]


@router.get("/events")
def list_events(here: Here, asked: Annotated[Asked, Query()]) -> Listing[EventHit]:
    """Events that pass the filters."""
    return cast(Listing[EventHit], _listed(here, asked, What.events))


@router.get("/statements")
def list_statements(here: Here, asked: Annotated[Asked, Query()]) -> Listing[StatementHit]:
    """Statements that pass the filters."""
    return cast(Listing[StatementHit], _listed(here, asked, What.statements))


@router.get("/articles")
def list_articles(here: Here, asked: Annotated[Asked, Query()]) -> Listing[ArticleHit]:
    """Articles that pass the filters."""
    return cast(Listing[ArticleHit], _listed(here, asked, What.articles))


@router.get("/articles/{id}", response_model_by_alias=True)
def one_article(here: Here, id: str, form: Literal["corrected", "read"] = "corrected") -> Report:
    """The report on one article: as reviews left it, or as it was read."""
    try:
        return here.record.report(id, corrected=form == "corrected")
    except RecordError as error:
        raise HTTPException(404, str(error)) from None


@router.get("/events/{id}")
def one_event(here: Here, id: str) -> EventDetail:
    """One event with the words of each field and its reviews."""
    article = id.rpartition(":")[0]
    try:
        event = here.record.event(id)
        text = here.record.report(article).article.text
    except RecordError as error:
        raise HTTPException(404, str(error)) from None
    with here.record.reading() as connection:
        numbers = list(connection.scalars(sa.select(events.c.n).where(events.c.id == id)))
        hit = shown(connection, numbers)[0]
        open_ones = set(connection.scalars(sa.select(reviews.c.n).where(reviews.c.event_id == id, *_open_to(here))))
    words = [Words(**v.model_dump(), words=text[v.start : v.end]) for v in event.evidence]
    given = [review for review in here.record.reviews(event=id) if review.n in open_ones]
    more = {"evidence": words, "reasons": event.reasons, "reviews": given}
    return EventDetail.model_validate(hit.model_dump() | more)


@router.get("/entities")
def list_entities(
    here: Here,
    name: Word = None,
    kind: Word = None,
    country: Word = None,
    article: Word = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Listing[EntityOut]:
    """Entities by name, kind, country or article, in the order of their ids."""
    given = {entities.c.name: name, entities.c.kind: kind, entities.c.country: country, entities.c.article_id: article}
    where = [column == value for column, value in given.items() if value is not None]
    with here.record.reading() as connection:
        rows, total = _rows(connection, sa.select(entities).where(*where).order_by(entities.c.id), limit, offset)
    return Listing.of([EntityOut.model_validate(row) for row in rows], total, limit, offset)


@router.get("/stories")
def list_stories(
    here: Here, type: Word = None, country: Word = None, limit: Limit = 50, offset: Offset = 0
) -> Listing[StoryOut]:
    """Stories by type or country of the place, those with most independent sources first."""
    given = {stories.c.type: type, stories.c.place_country: country}
    where = [column == value for column, value in given.items() if value is not None]
    question = sa.select(stories).where(*where).order_by(stories.c.independent_sources.desc(), stories.c.id)
    with here.record.reading() as connection:
        rows, total = _rows(connection, question, limit, offset)
        made = [_story(connection, row) for row in rows]
    return Listing.of(made, total, limit, offset)


@router.get("/stories/{id}")
def one_story(here: Here, id: str) -> StoryOut:
    """One story with the ids of its events."""
    with here.record.reading() as connection:
        row = connection.execute(sa.select(stories).where(stories.c.id == id)).mappings().one_or_none()
        if row is None:
            raise HTTPException(404, f"{id}: no such story in the record.")
        return _story(connection, dict(row))


@router.get("/findings")
def list_findings(
    here: Here,
    regime: Word = None,
    rule: Word = None,
    event: Word = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Listing[FindingOut]:
    """What arms embargoes say about events."""
    given = {findings.c.regime: regime, findings.c.rule: rule, findings.c.event_id: event}
    where = [column == value for column, value in given.items() if value is not None]
    question = sa.select(findings).where(*where).order_by(findings.c.event_id, findings.c.position)
    with here.record.reading() as connection:
        rows, total = _rows(connection, question, limit, offset)
    return Listing.of([FindingOut.model_validate(row) for row in rows], total, limit, offset)


@router.get("/reviews")
def list_reviews(
    here: Here,
    event: Word = None,
    article: Word = None,
    coder: Word = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Listing[Review]:
    """Reviews in the order in which they were given, those taken back among them."""
    given = {reviews.c.event_id: event, reviews.c.article_id: article, reviews.c.coder: coder}
    where = [column == value for column, value in given.items() if value is not None] + _open_to(here)
    question = sa.select(reviews, reviewing.holds().label("stands")).where(*where).order_by(reviews.c.n)
    with here.record.reading() as connection:
        rows, total = _rows(connection, question, limit, offset)
    return Listing.of([Review.model_validate(row) for row in rows], total, limit, offset)


def _open_to(here: Here) -> list[sa.ColumnElement[bool]]:
    """Coders see what others decided blind once all who were asked have judged."""
    return [] if here.may("editor") else [queue.may_see(here.name)]


def shown(connection: Connection, numbers: list[int]) -> list[EventHit]:
    """Events by their numbers, in that order."""
    from saksi.record.hits import hits

    return cast(list[EventHit], hits(connection, What.events, numbers))


def _listed(here: Here, asked: Asked, what: What) -> Listing[Any]:
    filters: Filters = asked.filters
    with here.record.reading() as connection:
        from saksi.record.hits import hits

        found = search.page(connection, filters, what, order=asked.order, limit=asked.limit, offset=asked.offset)
        total = search.count(connection, filters, what)
        items = hits(connection, what, found)
    return Listing[Any].of(list(items), total, asked.limit, asked.offset)


def _rows(
    connection: Connection, question: sa.Select[Any], limit: int, offset: int
) -> tuple[list[dict[str, Any]], int]:
    total = connection.scalar(sa.select(sa.func.count()).select_from(question.order_by(None).subquery())) or 0
    return [dict(row) for row in connection.execute(question.limit(limit).offset(offset)).mappings()], total


def _story(connection: Connection, row: dict[str, Any]) -> StoryOut:
    members = connection.scalars(sa.select(events.c.id).where(events.c.story_id == row["id"]).order_by(events.c.id))
    return StoryOut.model_validate(row | {"events": list(members)})
