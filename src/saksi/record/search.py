"""Finding rows by filters, in an order, a page at a time.

A page never costs a look at every row. Where one filter alone leaves few rows (``SMALL``), those are fetched by its
index, tested against the other filters, and sorted. Otherwise all filters are common, and the rows are walked in the
order that is asked for, which is that of an index, until the page is full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.engine import Connection

from saksi.record.conditions import TABLES, Condition, conditions
from saksi.record.errors import RecordError
from saksi.record.filters import Filters, Order, What

SMALL = 5_000
LARGE = 100_000
_DAY = {What.events: "date_from", What.statements: "published", What.articles: "published"}
Rows = sa.Select[tuple[int]]


@dataclass(frozen=True)
class Plan:
    """Which rows are looked at, and the tests that they must pass."""

    rows: FromClause
    tests: tuple[ColumnElement[bool], ...]

    def numbers(self, *more: ColumnElement[bool]) -> Rows:
        """The numbers ``n`` of the rows that pass."""
        return sa.select(self.rows.c.n).where(*self.tests, *more)


def page(
    connection: Connection,
    filters: Filters,
    what: What = What.events,
    *,
    order: Order = Order.newest,
    limit: int | None = 50,
    offset: int = 0,
) -> list[int]:
    """The numbers ``n`` of the rows that pass, ``limit`` of them from ``offset``; all from there without a limit."""
    plan = planned(connection, filters, what, order)
    found: list[int] = []
    for question in ordered(plan, filters, what, order):
        missing = None if limit is None else limit - len(found)
        if missing == 0:
            break
        found += connection.scalars(question.limit(missing).offset(offset))
        if offset:  # what is left of it for the next part
            offset = 0 if found else max(0, offset - _count(connection, question.order_by(None)))
    return found


def ordered(plan: Plan, filters: Filters, what: What, order: Order) -> list[Rows]:
    """The parts of the answer, one after the other: those with a day in its order, then those without."""
    up = order in (Order.oldest, Order.uncertain)

    def by(*columns: ColumnElement[Any]) -> list[ColumnElement[Any]]:
        return [column.asc() if up else column.desc() for column in columns]

    if order in (Order.uncertain, Order.certain):
        if what is not What.events:
            raise RecordError(f"{what.capitalize()} have no confidence to be sorted by.")
        return [plan.numbers().order_by(*by(plan.rows.c.confidence, plan.rows.c.id))]
    day = plan.rows.c[_DAY[what]]
    parts = [plan.numbers(day.is_not(None)).order_by(*by(day, plan.rows.c.id))]
    if not (filters.since or filters.until):
        parts.append(plan.numbers(day.is_(None)).order_by(*by(plan.rows.c.id)))
    return parts


def planned(connection: Connection, filters: Filters, what: What = What.events, order: Order = Order.newest) -> Plan:
    """How the rows that pass are found."""
    table = TABLES[what]
    by_day = order in (Order.newest, Order.oldest)
    held = conditions(filters, what, connection.dialect.name, by_day=by_day)
    start = _smallest(connection, held, SMALL, table)
    if start is None:
        return Plan(table, tuple(_walking(connection, condition, table) for condition in held))
    # The offset is a fence: both databases then fetch these rows first and test them afterwards.
    few = sa.select(table).where(start.among(table)).offset(0).subquery("few")
    others = [condition for condition in held if condition is not start]
    return Plan(few, tuple(condition.brief(few) for condition in others))


def selected(connection: Connection, filters: Filters, what: What = What.events) -> Rows:
    """A selection of the numbers ``n`` of all rows that pass, to count or join: ``events.c.n.in_(selected(...))``."""
    table = TABLES[what]
    sets = conditions(filters, what, connection.dialect.name, by_day=False)
    if _smallest(connection, sets, SMALL, table) is not None:
        return planned(connection, filters, what).numbers()
    start = _smallest(connection, [condition for condition in sets if not condition.own], LARGE)
    if start is None:
        sets = conditions(filters, what, connection.dialect.name)
        return sa.select(table.c.n).where(*(condition.whole(table) for condition in sets))
    others = [condition.whole(table) for condition in sets if condition is not start]
    return sa.select(table.c.n).where(start.among(table), *others)


def count(connection: Connection, filters: Filters, what: What = What.events, *, at_most: int | None = None) -> int:
    """How many rows pass; with ``at_most`` the count ends there."""
    rows = selected(connection, filters, what)
    return _count(connection, rows if at_most is None else rows.limit(at_most))


def steps(connection: Connection, question: Rows) -> list[str]:
    """How the database goes about ``question``, in its own words: indexes used, scans, sorts."""
    made = question.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    values: Any = made.params
    if made.positiontup is not None:
        values = tuple(made.params[name] for name in made.positiontup)
    return [str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {made}", values)]


def _walking(connection: Connection, condition: Condition, table: FromClause) -> ColumnElement[bool]:
    """The form for a walk: of a dear test the set, unless that is so large that the walk will soon be over."""
    if condition.keys is None or not condition.dear or _count(connection, condition.keys.limit(LARGE + 1)) > LARGE:
        return condition.test(table)
    return condition.whole(table)


def _smallest(
    connection: Connection, held: Sequence[Condition], most: int, rows_of: FromClause | None = None
) -> Condition | None:
    """The condition that leaves the fewest rows, if those are not more than ``most``.

    An article has several events: with ``rows_of`` those are counted, where else the articles are.
    """
    best, least = None, most
    for condition in held:
        if condition.keys is not None:
            keys = condition.keys
            if rows_of is not None and condition.key == "article_id":
                keys = sa.select(rows_of.c.n).where(condition.among(rows_of))
            size = _count(connection, keys.limit(least + 1))
            if size <= least:
                best, least = condition, size
    return best


def _count(connection: Connection, rows: sa.Select[Any] | sa.CompoundSelect[Any]) -> int:
    return connection.scalar(sa.select(sa.func.count()).select_from(rows.subquery())) or 0
