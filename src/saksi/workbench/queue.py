"""The review queue: which events lie before which coder, and what of them a coder needs to see.

An event that is handed out is claimed for a while, so that coders of one queue do not work on the same; whoever decides
about it or whose time is up lets go of it. In a project where several judge each event, it is handed out to those it
is dealt to until so many have judged it, each seeing it as it was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.engine import Connection

from saksi.record import Filters, Order, Record, What, reviewing, search
from saksi.record.people import claims, rulings
from saksi.record.tables import events, reviews

if TYPE_CHECKING:
    from saksi.workbench.projects import Project

CLAIM = timedelta(minutes=15)
CODERS = 2
MOST_COUNTED = 100_000
DECIDING = ("confirmed", "corrected", "rejected")
_PAGE_LOCK = 7261737  # of PostgreSQL; SQLite has one writer at a time anyway


@dataclass(frozen=True, slots=True)
class Taken:
    """The numbers of the events that were handed out, in order, and how many the queue holds."""

    numbers: list[int]
    left: int


def take(
    record: Record,
    coder: str,
    filters: Filters,
    *,
    order: Order = Order.uncertain,
    limit: int = 20,
    have: Sequence[str] = (),
    project: Project | None = None,
) -> Taken:
    """Hand out the next events of the queue to ``coder``; ``have`` are those that lie before the coder already."""
    now = _now()
    with record.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_PAGE_LOCK)))
        connection.execute(sa.delete(claims).where(claims.c.until < now))
        renewed = sa.update(claims).where(claims.c.coder == coder, claims.c.event_id.in_(have))
        connection.execute(renewed.values(until=_now(CLAIM)))
        plan = search.planned(connection, filters)
        found: list[tuple[int, str]] = []
        for question in search.ordered(plan, filters, What.events, order):
            free = question.where(*_open(plan.rows, coder, filters, project))
            if have:
                free = free.where(plan.rows.c.id.not_in(have))
            if len(found) < limit:
                rows = connection.execute(free.add_columns(plan.rows.c.id).limit(limit - len(found)))
                found += [(row[0], row[1]) for row in rows]
        if project is None or project.blind is None:
            _claim(connection, coder, [id for _, id in found])
    with record.reading() as connection:
        rest = search.planned(connection, filters)
        still = rest.numbers(*_open(rest.rows, coder, filters, project)).limit(MOST_COUNTED).subquery()
        left = connection.scalar(sa.select(sa.func.count()).select_from(still)) or 0
    return Taken([n for n, _ in found], left)


def release(connection: Connection, ids: Sequence[str]) -> None:
    """Let go of events that were decided about."""
    connection.execute(sa.delete(claims).where(claims.c.event_id.in_(ids)))


def _open(rows: FromClause, coder: str, filters: Filters, project: Project | None) -> list[ColumnElement[bool]]:
    """What must hold of an event for it to be handed out to ``coder``."""
    judged = reviews.alias("judged")
    blind = [judged.c.event_id == rows.c.id, judged.c.verdict.in_(DECIDING), judged.c.blind.is_not(None)]
    given = sa.and_(*blind, _holds(judged))
    made: list[ColumnElement[bool]] = [] if filters.review else [rows.c.review.is_(None)]
    if project is not None:
        made.append(project.share(rows, coder))
    if project is not None and project.blind is not None:
        given = sa.and_(given, judged.c.project == project.name)
        by_others = sa.select(sa.func.count(judged.c.coder.distinct())).where(given).scalar_subquery()
        return [*made, ~sa.exists().where(given, judged.c.coder == coder), by_others < project.each]
    others = sa.exists().where(claims.c.event_id == rows.c.id, claims.c.coder != coder)
    return [*made, ~others, ~sa.exists().where(given)]


def _holds(table: FromClause) -> ColumnElement[bool]:
    later = reviews.alias("undoing")
    return ~sa.exists().where(later.c.undoes == table.c.n)


def _claim(connection: Connection, coder: str, ids: Sequence[str]) -> None:
    if ids:
        connection.execute(sa.delete(claims).where(claims.c.event_id.in_(ids)))
        until = _now(CLAIM)
        connection.execute(sa.insert(claims), [{"event_id": id, "coder": coder, "until": until} for id in ids])


def progress(record: Record) -> list[dict[str, Any]]:
    """What each coder decided and has not taken back, by verdict; by name."""
    verdicts = ("confirmed", "corrected", "rejected", "flagged")
    counted = [sa.func.sum(sa.case((reviews.c.verdict == verdict, 1), else_=0)).label(verdict) for verdict in verdicts]
    question = (
        sa.select(reviews.c.coder, sa.func.max(reviews.c.at).label("last"), *counted)
        .where(reviewing.holds(), reviews.c.verdict != reviewing.UNDONE)
        .group_by(reviews.c.coder)
        .order_by(reviews.c.coder)
    )
    with record.reading() as connection:
        return [dict(row) for row in connection.execute(question).mappings()]


def shares(record: Record, project: Project) -> list[tuple[str, int, int]]:
    """For each coder of ``project``: events that were judged and stand, and those that are the coder's in all."""
    judged = sa.select(reviews.c.coder, sa.func.count(reviews.c.event_id.distinct())).where(
        reviews.c.project == project.name, reviews.c.verdict.in_(DECIDING), reviewing.holds()
    )
    with record.reading() as connection:
        done: dict[str, int] = dict(connection.execute(judged.group_by(reviews.c.coder)).tuples().all())
        plan = search.planned(connection, project.filters)
        found = []
        for coder in project.coders:
            mine = plan.numbers(project.share(plan.rows, coder)).limit(MOST_COUNTED).subquery()
            total = connection.scalar(sa.select(sa.func.count()).select_from(mine)) or 0
            found.append((coder, done.get(coder, 0), total))
    return found


def may_see(coder: str) -> ColumnElement[bool]:
    """Whether a row of ``reviews`` is open to ``coder``: what was given blind is, once all have judged."""
    beside = reviews.alias("beside")
    given = sa.and_(
        beside.c.event_id == reviews.c.event_id, beside.c.project == reviews.c.project, beside.c.blind.is_not(None),
        beside.c.verdict.in_(DECIDING), _holds(beside),
    )  # fmt: skip
    count = sa.select(sa.func.count(beside.c.coder.distinct())).where(given).correlate(reviews).scalar_subquery()
    return sa.or_(reviews.c.blind.is_(None), reviews.c.coder == coder, count >= reviews.c.blind)


def reviewed(record: Record) -> tuple[int, int]:
    """How many events have a verdict, and how many there are."""
    with record.reading() as connection:
        done = connection.scalar(sa.select(sa.func.count()).where(events.c.review.is_not(None))) or 0
        return done, connection.scalar(sa.select(sa.func.count()).select_from(events)) or 0


def judged_twice(record: Record, project: str | None = None) -> dict[str, list[reviewing.Review]]:
    """The latest standing verdict of each coder on the events that two or more judged blind, in all or one project."""
    deciding = [reviews.c.verdict.in_(DECIDING), reviews.c.blind.is_not(None), reviewing.holds()]
    if project is not None:
        deciding.append(reviews.c.project == project)
    shared = (
        sa.select(reviews.c.event_id)
        .where(reviews.c.event_id.is_not(None), *deciding)
        .group_by(reviews.c.event_id)
        .having(sa.func.count(reviews.c.coder.distinct()) >= CODERS)
    )
    question = (
        sa.select(reviews, sa.literal(True).label("stands"))
        .where(reviews.c.event_id.in_(shared), *deciding)
        .order_by(reviews.c.event_id, reviews.c.n)
    )
    found: dict[str, dict[str, reviewing.Review]] = {}
    with record.reading() as connection:
        for row in connection.execute(question).mappings():
            review = reviewing.Review.model_validate(dict(row))
            found.setdefault(str(review.event_id), {})[review.coder] = review
    return {event: list(by_coder.values()) for event, by_coder in found.items()}


def ruled(record: Record) -> set[str]:
    """The events about which a disagreement was settled, by a ruling that stands."""
    question = sa.select(rulings.c.event_id).join(reviews, reviews.c.act == rulings.c.act).where(reviewing.holds())
    with record.reading() as connection:
        return set(connection.scalars(question))


def _now(more: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + more).isoformat(timespec="seconds")
