"""What a record holds, as items: reports as reviews left them, with rejected events kept and marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

import sqlalchemy as sa

from saksi.export.items import Actor, Item, Standing
from saksi.export.spill import spill
from saksi.record import Filters, Record, ReviewState, search
from saksi.record.tables import actors, entities, events, stories
from saksi.report import Report

_CHUNK = 64  # reports in memory at a time
_PAGE = 1_000  # ids in memory at a time


class _Marks(NamedTuple):
    standings: dict[str, Standing]
    actors: dict[str, Actor]


def recorded(record: Record, filters: Filters | None = None) -> Iterator[Item]:
    """The reports of ``record`` as items in the order of their ids: all, or those with events that ``filters`` let by.

    Corrections are made; an event that a reviewer rejected stands as it was read, marked so.
    """
    if filters is None or filters == Filters():
        yield from _items(record, record.reports(), {})
        return
    with spill("CREATE TABLE wanted (article TEXT, event TEXT)") as store:
        for page in _wanted(record, filters):
            store.executemany("INSERT INTO wanted VALUES (?, ?)", page)
        found = store.execute("SELECT article, event FROM wanted ORDER BY article, event")
        articles = groupby(found, key=itemgetter(0))
        while kept := {id: frozenset(_local(id, event) for _, event in of) for id, of in islice(articles, _CHUNK)}:
            yield from _items(record, record.reports(kept), kept)


def reviewed(filters: Filters) -> Filters:
    """The filters, and an event must have a verdict."""
    verdicts = (ReviewState.confirmed, ReviewState.corrected, ReviewState.rejected)
    return filters if filters.review else filters.model_copy(update={"review": verdicts})


def _wanted(record: Record, filters: Filters) -> Iterator[list[tuple[str, str]]]:
    """Article and event ids that the filters let by, a page at a time."""
    with record.reading() as connection:
        passed = events.c.n.in_(search.selected(connection, filters))
        found = connection.execution_options(yield_per=_PAGE).execute(
            sa.select(events.c.article_id, events.c.id).where(passed)
        )
        for page in found.partitions():
            yield [(article, event) for article, event in page]


def _items(record: Record, reports: Iterator[Report], kept: Mapping[str, frozenset[str]]) -> Iterator[Item]:
    while chunk := list(islice(reports, _CHUNK)):
        marks = _marks(record, [report.id for report in chunk])
        touched = [id for id, mark in marks.items() if any(s.review for s in mark.standings.values())]
        corrected = {report.id: report for report in record.reports(touched, corrected=True)} if touched else {}
        for report in chunk:
            mark = marks[report.id]
            made = _with_rejected(report, corrected[report.id]) if report.id in corrected else report
            yield Item(made, mark.standings, mark.actors, kept.get(report.id))


def _with_rejected(read: Report, corrected: Report) -> Report:
    """The corrected report with the rejected events, which it leaves out, back in their places."""
    left = {event.id: event for event in corrected.events}
    merged = [left.pop(event.id, event) for event in read.events] + list(left.values())
    rejected = {event.id for event in read.events} - {event.id for event in corrected.events}
    findings = [*corrected.embargo, *(f for f in read.embargo if f.event in rejected)]
    return corrected.model_copy(update={"events": merged, "embargo": findings})


def _marks(record: Record, ids: list[str]) -> dict[str, _Marks]:
    """What the record knows beyond the reports on some articles."""
    marks = {id: _Marks({}, {}) for id in ids}
    told = sa.select(
        *(events.c.article_id, events.c.id, events.c.story_id),
        *(stories.c.articles, stories.c.independent_sources, events.c.review),
    ).select_from(events.outerjoin(stories, stories.c.id == events.c.story_id))
    known = sa.select(entities.c.article_id, entities.c.id, actors.c.id, actors.c.name)
    known = known.join_from(entities, actors, actors.c.id == entities.c.actor_id)
    with record.reading() as connection:
        for article, event, *standing in connection.execute(told.where(events.c.article_id.in_(ids))):
            marks[article].standings[_local(article, event)] = Standing(*standing)
        for article, entity, id, name in connection.execute(known.where(entities.c.article_id.in_(ids))):
            marks[article].actors[_local(article, entity)] = Actor(id, name)
    return marks


def _local(article: str, id: str) -> str:
    """The id inside its report of what the record calls ``<article id>:<id>``."""
    return id.removeprefix(f"{article}:")
