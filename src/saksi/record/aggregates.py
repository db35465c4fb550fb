"""Counting what passes the filters, in the database: by period, country pair, party and place.

Every function takes the filters of a search and counts the same events. Cooperation is quad class 1 and 2, conflict 3
and 4 (PLOVER 2.0).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.engine import Connection

from saksi.record import search
from saksi.record.conditions import conditions
from saksi.record.filters import Filters, ReviewState, What
from saksi.record.tables import actors, entities, events, findings, pairs, parties, statements

_DRAWN = ("actual", "future", "hypothetical")
_FEW = 200  # events whose dates are all shown, however far apart
_STANDING = tuple(s for s in ReviewState if s is not ReviewState.rejected)


class Step(StrEnum):
    """How long a period is."""

    year = "year"
    month = "month"
    day = "day"

    @property
    def letters(self) -> int:
        """How much of an ISO day names the period."""
        return {"year": 4, "month": 7, "day": 10}[self]


class Split(NamedTuple):
    """How many events there are of each side, and the sum of their scores (Goldstein scale of PLOVER 2.0)."""

    cooperation: int
    conflict: int
    score: float = 0.0

    @property
    def total(self) -> int:
        """Both sides together."""
        return self.cooperation + self.conflict


class Extent(NamedTuple):
    """First and last day that events begin on, how many events there are, and how many of them have no date."""

    first: str | None
    last: str | None
    total: int
    undated: int


class Pair(NamedTuple):
    """Two countries, the first of which acts on the second."""

    actor: str
    recipient: str
    split: Split


class Node(NamedTuple):
    """A party: its key is the id of a person or body across the record, or its name where it has none."""

    key: str
    name: str
    kind: str
    country: str | None
    known: bool


class Tie(NamedTuple):
    """What one party did to another."""

    actor: Node
    recipient: Node
    split: Split


class Spot(NamedTuple):
    """A place with coordinates and what happened there."""

    name: str
    country: str | None
    lat: float
    lon: float
    split: Split


def drawn(filters: Filters) -> Filters:
    """The filters of a picture: what was denied, or rejected in review, is left out unless it is asked for."""
    more: dict[str, Any] = {}
    if not filters.status:
        more["status"] = _DRAWN
    if not filters.review:
        more["review"] = _STANDING
    return filters.model_copy(update=more)


def extent(connection: Connection, filters: Filters) -> Extent:
    """From when to when."""
    day = events.c.date_from
    asked = sa.select(sa.func.min(day), sa.func.max(day), sa.func.count(), sa.func.count(day))
    first, last, total, dated = connection.execute(asked.where(*_held(connection, filters))).one()
    return Extent(first, last, total, total - dated)


def core(connection: Connection, filters: Filters, dated: int) -> tuple[str, str] | None:
    """First and last day without the outermost fortieth on either side; null for few events.

    ``dated`` is how many of them have a date.
    """
    if dated < _FEW:
        return None
    day, out = events.c.date_from, dated // 40
    asked = sa.select(day).where(day.is_not(None), *_held(connection, filters)).limit(1).offset(out)
    first, last = (connection.scalar(asked.order_by(order)) for order in (day.asc(), day.desc()))
    return (first, last) if first and last else None


def periods(connection: Connection, filters: Filters, step: Step) -> dict[str, Split]:
    """The events by the period that they fall in; those whose date is wider than a period stand under ``""``."""
    size = step.letters
    start, end = sa.func.substr(events.c.date_from, 1, size), sa.func.substr(events.c.date_to, 1, size)
    period = sa.case((start == end, start), else_="").label("period")
    asked = (
        sa.select(period, *_split())
        .where(events.c.date_from.is_not(None), *_held(connection, filters))
        .group_by(period)
        .order_by(period)
    )
    return {row.period: _of(row) for row in connection.execute(asked)}


def types(connection: Connection, filters: Filters) -> dict[str, Split]:
    """The events by their type, the commonest first."""
    asked = sa.select(events.c.type, *_split()).where(*_held(connection, filters)).group_by(events.c.type)
    found = {row.type: _of(row) for row in connection.execute(asked)}
    return dict(sorted(found.items(), key=lambda item: (-item[1].total, item[0])))


def country_pairs(connection: Connection, filters: Filters) -> list[Pair]:
    """The events by the countries on their two sides, the commonest first; sides without a country left out."""
    one, other = pairs.c.actor_country, pairs.c.recipient_country
    asked = (
        sa.select(one, other, *_split())
        .join(events, events.c.id == pairs.c.event_id)
        .where(one != "", other != "", *_held(connection, filters))
        .group_by(one, other)
    )
    found = [Pair(row[0], row[1], _of(row)) for row in connection.execute(asked)]
    return sorted(found, key=lambda p: (-p.split.total, p.actor, p.recipient))


def ties(connection: Connection, filters: Filters, *, limit: int = 60) -> list[Tie]:
    """Who acts on whom most often: ``limit`` ties between parties, the commonest first; nobody acts on themselves."""
    one, other = entities.alias("one"), entities.alias("other")
    rows = _facing(connection, filters, one, other).distinct().subquery("rows")
    return _counted(connection, rows, limit)


def counterparts(connection: Connection, filters: Filters, own: Sequence[str], *, limit: int = 20) -> list[Tie]:
    """Whom those with the keys or names ``own`` act on and who acts on them: ``limit`` ties each, commonest first."""
    found: list[Tie] = []
    for mine in ("one", "other"):
        one, other = entities.alias("one"), entities.alias("other")
        me, they = (one, other) if mine == "one" else (other, one)
        held = (_is(me, own), _key(they).not_in(own), events.c.id.in_(_events_of(own)))
        rows = _facing(connection, filters, one, other).where(*held).distinct().subquery("rows")
        found += _counted(connection, rows, limit)
    return sorted(found, key=lambda tie: -tie.split.total)


def _facing(connection: Connection, filters: Filters, one: sa.FromClause, other: sa.FromClause) -> sa.Select[Any]:
    """Events with the key of an actor ``one`` and of a recipient ``other``, who are not the same."""
    acts, suffers = parties.alias("acts"), parties.alias("suffers")
    first, second = _key(one), _key(other)
    return (
        sa.select(events.c.n, events.c.quad, events.c.score, first.label("first"), second.label("second"))
        .select_from(events)
        .join(acts, sa.and_(acts.c.event_id == events.c.id, acts.c.role == "actor"))
        .join(suffers, sa.and_(suffers.c.event_id == events.c.id, suffers.c.role == "recipient"))
        .join(one, one.c.id == acts.c.entity_id)
        .join(other, other.c.id == suffers.c.entity_id)
        .where(first != second, *_held(connection, filters))
    )


def _counted(connection: Connection, rows: sa.Subquery, limit: int) -> list[Tie]:
    keys = (rows.c.first, rows.c.second)
    asked = sa.select(*keys, *_split(rows)).group_by(*keys).order_by(sa.func.count().desc(), *keys).limit(limit)
    found = list(connection.execute(asked))
    known = _nodes(connection, {key for row in found for key in (row.first, row.second)})
    return [Tie(known[row.first], known[row.second], _of(row)) for row in found]


def _nodes(connection: Connection, keys: set[str]) -> dict[str, Node]:
    """Who the keys stand for."""
    key = _key(entities)
    known = sa.func.count(entities.c.actor_id).label("known")
    rows = entities.outerjoin(actors, of_actor(entities))
    asked = sa.select(key.label("key"), *about(entities), known).select_from(rows)
    asked = asked.where(_is(entities, sorted(keys))).group_by(key)
    return {
        row.key: Node(row.key, row.name, row.kind, row.country, known=bool(row.known))
        for row in connection.execute(asked)
    }


def busiest(connection: Connection, filters: Filters, *, limit: int = 60) -> list[tuple[Node, Split]]:
    """The parties that most events have as actor or recipient."""
    rows = (
        sa.select(events.c.n, events.c.quad, events.c.score, _key(entities).label("key"))
        .select_from(events)
        .join(parties, sa.and_(parties.c.event_id == events.c.id, parties.c.role != "source"))
        .join(entities, entities.c.id == parties.c.entity_id)
        .where(*_held(connection, filters))
        .distinct()
        .subquery("rows")
    )
    asked = sa.select(rows.c.key, *_split(rows)).group_by(rows.c.key).order_by(sa.func.count().desc(), rows.c.key)
    found = list(connection.execute(asked.limit(limit)))
    known = _nodes(connection, {row.key for row in found})
    return [(known[row.key], _of(row)) for row in found]


def meant(connection: Connection, name: str) -> list[str]:
    """The names in the record that are ``name`` but for capitals; ``name`` itself where there is none."""
    asked = sa.select(entities.c.name).where(sa.func.lower(entities.c.name) == name.strip().lower()).distinct()
    return sorted(connection.scalars(asked)) or [name]


def part_played(connection: Connection, own: Sequence[str]) -> dict[str, int]:
    """In how many events those with the keys or names ``own`` are actor, recipient or source; what they said."""
    mine = _is(entities, own)
    asked = (
        sa.select(parties.c.role, sa.func.count(sa.distinct(parties.c.event_id)).label("n"))
        .join(entities, entities.c.id == parties.c.entity_id)
        .where(mine)
        .group_by(parties.c.role)
    )
    played: dict[str, int] = {row.role: row.n for row in connection.execute(asked)}
    said = sa.select(sa.func.count()).where(statements.c.speaker_id.in_(sa.select(entities.c.id).where(mine)))
    return played | {"statement": connection.scalar(said) or 0}


def places(connection: Connection, filters: Filters, *, limit: int = 600) -> list[Spot]:
    """Where events happened, as far as the places are on a map; the commonest first."""
    at = (events.c.lat, events.c.lon, events.c.place_country)
    total = sa.func.count().label("total")
    asked = (
        sa.select(*at, sa.func.min(events.c.place_name).label("name"), total, *_split())
        .where(events.c.lat.is_not(None), events.c.lon.is_not(None), *_held(connection, filters))
        .group_by(*at)
        .order_by(total.desc(), *at)
        .limit(limit)
    )
    return [Spot(row.name or "", row.place_country, row.lat, row.lon, _of(row)) for row in connection.execute(asked)]


def place_countries(connection: Connection, filters: Filters) -> dict[str, Split]:
    """In which countries events happened, the commonest first; those without a country stand under ``""``."""
    code = sa.func.coalesce(events.c.place_country, "").label("code")
    asked = sa.select(code, *_split()).where(*_held(connection, filters)).group_by(code)
    found = {row.code: _of(row) for row in connection.execute(asked)}
    return dict(sorted(found.items(), key=lambda item: (-item[1].total, item[0])))


def regimes(connection: Connection, filters: Filters) -> dict[str, dict[str, int]]:
    """How many events each arms embargo says something about, by what it says."""
    asked = (
        sa.select(findings.c.regime, findings.c.rule, sa.func.count(sa.distinct(findings.c.event_id)))
        .join(events, events.c.id == findings.c.event_id)
        .where(*_held(connection, filters))
        .group_by(findings.c.regime, findings.c.rule)
        .order_by(findings.c.regime, findings.c.rule)
    )
    found: dict[str, dict[str, int]] = {}
    for regime, rule, count in connection.execute(asked):
        found.setdefault(regime, {})[rule] = count
    return found


def _held(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """That an event passes: as tests of its row where those say it all, else as a set that it is in."""
    asked = conditions(filters, What.events, connection.dialect.name)
    if all(condition.own for condition in asked):
        return [condition.test(events) for condition in asked]
    return [events.c.n.in_(search.selected(connection, filters))]


def _is(entity: sa.FromClause, own: Sequence[str]) -> ColumnElement[bool]:
    return sa.or_(entity.c.actor_id.in_(own), sa.and_(entity.c.actor_id.is_(None), entity.c.name.in_(own)))


def about(entity: sa.FromClause) -> list[ColumnElement[Any]]:
    """Name, kind and country of those who share a key, from a join of ``entity`` with its actor (``of_actor``).

    A name that is nobody's across the record has a country where most of its bearers have one and the same.
    """
    named, country = (sa.func.min(actors.c[c]) for c in ("name", "country"))
    same = sa.and_(
        sa.func.min(entity.c.country) == sa.func.max(entity.c.country),
        sa.func.count(entity.c.country) * 2 > sa.func.count(),
    )
    return [
        sa.func.coalesce(named, sa.func.min(entity.c.name)).label("name"),
        sa.func.coalesce(sa.func.min(actors.c.kind), sa.func.min(entity.c.kind)).label("kind"),
        sa.func.coalesce(country, sa.case((same, sa.func.min(entity.c.country)))).label("country"),
    ]


def of_actor(entity: sa.FromClause) -> ColumnElement[bool]:
    """Joins an entity to who it is across the record."""
    return actors.c.id == entity.c.actor_id


def _events_of(own: Sequence[str]) -> sa.Select[Any]:
    joined = parties.join(entities, entities.c.id == parties.c.entity_id)
    return sa.select(parties.c.event_id).select_from(joined).where(_is(entities, own))


def _split(rows: sa.FromClause = events) -> list[ColumnElement[Any]]:
    """Counts of both sides and the sum of scores."""
    return [
        sa.func.sum(sa.case((rows.c.quad <= 2, 1), else_=0)).label("cooperation"),
        sa.func.sum(sa.case((rows.c.quad > 2, 1), else_=0)).label("conflict"),
        sa.func.sum(rows.c.score).label("scores"),
    ]


def _of(row: sa.Row[Any]) -> Split:
    return Split(int(row.cooperation), int(row.conflict), float(row.scores or 0.0))


def _key(entity: sa.FromClause) -> ColumnElement[str]:
    return sa.func.coalesce(entity.c.actor_id, entity.c.name)
