"""Reports into the tables and out of them again, inside a transaction that the caller holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Table
from sqlalchemy.engine import Connection

from saksi.record import fulltext, rows
from saksi.record.clock import now
from saksi.record.errors import RecordError
from saksi.record.following import follow
from saksi.record.rows import Row
from saksi.record.tables import (
    articles,
    entities,
    events,
    evidence,
    findings,
    pairs,
    parties,
    relations,
    reports,
    reviews,
    statements,
)
from saksi.record.upserts import insert
from saksi.report import Report

_LOCK_DIGITS = 15  # hexadecimal digits of an id that fit PostgreSQL's number of a lock
_IN_A_REPORT = (relations, statements, events, entities)  # what goes with a report; parties and the like go with events


def add(connection: Connection, given: Iterable[Report]) -> int:
    """Keep reports whose articles are not in the record yet; how many those were."""
    new: dict[str, tuple[Report, str]] = {}
    known = 0
    for report in given:
        kept = rows.storable(report)
        id, name = kept.article.id, report.article.id
        if id in new:
            known += 1
            new[id] = min(new[id], (kept, name), key=_order) if _same_reader(new[id][0], kept) else new[id]
        else:
            new[id] = kept, name
    _lock(connection, new)
    present = connection.execute(
        sa.select(reports.c.article_id, reports.c.json, articles.c.given_id)
        .join(articles, articles.c.id == reports.c.article_id)
        .where(reports.c.article_id.in_(list(new)))
    ).all()
    for row in present:
        report, name = new.pop(row.article_id)
        before = rows.unpacked(row.json)
        if _same_reader(before, report) and _order((report, name)) < _order((before, row.given_id or "")):
            origin = {"origin": report.article.origin, "given_id": name}
            connection.execute(sa.update(articles).where(articles.c.id == row.article_id).values(rows.clean(origin)))
            replace(connection, row.article_id, report)
    at = now()
    insert(connection, articles, [rows.article_row(report.article, name, at) for report, name in new.values()])
    if connection.dialect.name == "postgresql":
        words = [{"id": r.article.id, "title": r.article.title, "text": r.article.text} for r, _ in new.values()]
        fulltext.put(connection, "articles", words)
    _put(connection, [report for report, _ in new.values()], at)
    waiting = set(connection.scalars(sa.select(reviews.c.article_id).where(reviews.c.article_id.in_(list(new)))))
    for id in sorted(waiting):
        follow(connection, new[id][0])
    return len(new)


def replace(connection: Connection, id: str, report: Report) -> None:
    """Put a new reading of an article in the place of the one that is kept; see ``Record.replace``."""
    found = connection.execute(sa.select(reports.c.json).where(reports.c.article_id == id)).one_or_none()
    if found is None:
        raise RecordError(f"{id}: no such article in the record.")
    report = rows.named(rows.storable(report), id)
    stories = _stories(connection, rows.unpacked(found.json))
    people = dict(
        connection.execute(
            sa.select(entities.c.name, entities.c.actor_id).where(
                entities.c.article_id == id, entities.c.actor_id.is_not(None)
            )
        ).all()
    )
    for table in (*_IN_A_REPORT, reports):
        connection.execute(sa.delete(table).where(table.c.article_id == id))
    _put(connection, [report], now())
    for event in report.events:
        story = stories.get((rows.trigger_of(event), event.type))
        if story:
            at = rows.full_id(report, event.id)
            connection.execute(sa.update(events).where(events.c.id == at).values(story_id=story))
    for name, actor in people.items():
        same = (entities.c.article_id == id) & (entities.c.name == name)
        connection.execute(sa.update(entities).where(same).values(actor_id=actor))
    follow(connection, report)


def remove(connection: Connection, id: str) -> bool:
    """Take out an article and what was read in it; its reviews wait for it to come back."""
    connection.execute(sa.update(reviews).where(reviews.c.article_id == id).values(event_id=None))
    for table in (*_IN_A_REPORT, reports):
        connection.execute(sa.delete(table).where(table.c.article_id == id))
    return connection.execute(sa.delete(articles).where(articles.c.id == id)).rowcount == 1


def _put(connection: Connection, given: list[Report], at: str) -> None:
    """What was read in articles whose own rows stand already."""
    made: dict[Table, list[Row]] = defaultdict(list)
    words: list[Row] = []
    for report in given:
        made[reports].append(rows.report_row(report, at))
        made[entities] += rows.entity_rows(report)
        made[statements] += [rows.statement_row(report, said) for said in report.statements]
        made[relations] += rows.relation_rows(report)
        made[findings] += rows.finding_rows(report)
        for event in report.events:
            made[events].append(rows.event_row(report, event) | {"review": None, "flagged": False, "story_id": None})
            made[parties] += rows.party_rows(report, event)
            made[pairs] += rows.pair_rows(report, event)
            made[evidence] += rows.evidence_rows(report, event)
            words.append(rows.event_words(report, event))
    for table in (reports, entities, events, parties, pairs, evidence, findings, statements, relations):
        insert(connection, table, made[table])
    fulltext.put(connection, "events", words)
    said = [rows.statement_words(report, said) for report in given for said in report.statements]
    fulltext.put(connection, "statements", said)


def _lock(connection: Connection, ids: Iterable[str]) -> None:
    """Let one writer at a time add the articles ``ids``. In SQLite there is only one writer at a time."""
    if connection.dialect.name == "postgresql":
        for id in sorted(ids):  # in one order, so that no two writers wait for each other
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(int(id[:_LOCK_DIGITS], 16))))


def _stories(connection: Connection, report: Report) -> dict[tuple[Any, str], str]:
    """The stories that events of ``report`` belong to, by the words and the type of the event."""
    found = sa.select(events.c.id, events.c.story_id).where(
        events.c.article_id == report.article.id, events.c.story_id.is_not(None)
    )
    known: dict[str, str] = dict(connection.execute(found).all())
    return {
        (rows.trigger_of(event), event.type): known[id]
        for event in report.events
        if (id := rows.full_id(report, event.id)) in known
    }


def _same_reader(one: Report, other: Report) -> bool:
    return (one.version, one.codebook) == (other.version, other.codebook)


def _order(kept: tuple[Report, str]) -> tuple[str, str, str]:
    """Which of two equal readings is kept does not depend on which came first."""
    report, name = kept
    return report.article.origin or "", name, report.to_json()
