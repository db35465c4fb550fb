"""Dossiers: what a record knows of one person or body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from saksi.record import aggregates
from saksi.record.aggregates import Node
from saksi.record.errors import RecordError
from saksi.record.ids import folded
from saksi.record.naming import gather
from saksi.record.store import Record
from saksi.record.tables import actors, articles, entities, events, merges, parties, relations, statements

MOST = 20
"""Counterparts, statements and articles that a dossier lists; it counts all of them."""


class Lasting(NamedTuple):
    """A lasting tie: its kind, whether it goes ``out`` to the other, in how many articles, the id of one of these."""

    kind: str
    out: bool
    other: Node
    articles: int
    article: str


def candidates(record: Record, name: str) -> list[dict[str, Any]]:
    """The actors that ``name`` may mean, those met in most articles first: by id, full name, alias, or its words."""
    with record.reading() as connection:
        held = connection.execute(sa.select(actors)).mappings().all()
        key = folded(name)
        exact = [row for row in held if row["id"] == name or key in {folded(n) for n in (row["name"], *row["aliases"])}]
        words = set(key.split())
        near = [row for row in held if words and words <= set(folded(row["name"]).split())]
        found = {row["id"]: dict(row) for row in (exact or near)}
        met = sa.select(entities.c.actor_id, sa.func.count(sa.distinct(entities.c.article_id)))
        for at in range(0, len(found), 400):
            chunk = list(found)[at : at + 400]
            for id, n in connection.execute(met.where(entities.c.actor_id.in_(chunk)).group_by(entities.c.actor_id)):
                found[id]["articles"] = n
    return sorted(found.values(), key=lambda row: (-row.get("articles", 0), row["name"], row["id"]))


def dossier(record: Record, actor: str) -> dict[str, Any]:
    """All about the actor with the id ``actor``; raises ``RecordError`` when there is none.

    ``names`` with the reason why each was joined, ``roles`` with first and last day, ``events`` by year and type as
    actor and as recipient, ``with`` whom, ``statements``, ``ties``, ``vouches`` (events it is a source of) and
    ``outlets`` with the number of articles.
    """
    with record.reading() as connection:
        held = connection.execute(sa.select(actors).where(actors.c.id == actor)).mappings().one_or_none()
        if held is None:
            raise RecordError(f"{actor}: no such person or body in {record.name}.")
        return {
            "id": held["id"],
            "name": held["name"],
            "kind": held["kind"],
            "country": held["country"],
            "names": _names(connection, actor),
            "roles": _roles(connection, actor),
            "events": _events(connection, actor),
            "with": _counterparts(connection, actor),
            "vouches": _vouched(connection, actor),
            "statements": _statements(connection, actor),
            "ties": _ties(connection, actor),
            "outlets": _outlets(connection, actor),
        }


def whose(connection: Connection, *, who: str | None = None, name: str = "") -> tuple[list[str], dict[str, Any]] | None:
    """The keys (``saksi.record.aggregates.Node``) of a person or body, and what is known of it: name, kind, country,
    aliases, role.

    ``who`` is its id across the record; without it, whoever bears ``name`` most often. Null when there is nobody.
    """
    own = [] if who else aggregates.meant(connection, name)
    if not who:
        n = sa.func.count().label("n")
        mine = sa.select(entities.c.actor_id, n).where(entities.c.name.in_(own)).group_by(entities.c.actor_id)
        most = connection.execute(mine.order_by(n.desc(), entities.c.actor_id).limit(1)).one_or_none()
        who = most.actor_id if most else None
    if who:
        row = connection.execute(sa.select(actors).where(actors.c.id == who)).mappings().one_or_none()
        return None if row is None else ([who], {"role": None} | dict(row))
    columns = (entities.c.name, entities.c.kind, entities.c.country, entities.c.role)
    asked = sa.select(*columns, sa.func.count().label("n")).where(entities.c.name.in_(own)).group_by(*columns)
    row = connection.execute(asked.order_by(sa.desc("n"), *columns).limit(1)).mappings().one_or_none()
    return None if row is None else (own, {**row, "aliases": own[1:]})


def lasting(connection: Connection, own: Sequence[str], *, limit: int | None = None) -> list[Lasting]:
    """Lasting ties of whoever has the keys ``own``, those told most often first; ``limit`` of each direction."""
    me, other = entities.alias("me"), entities.alias("other")
    key = sa.func.coalesce(other.c.actor_id, other.c.name)
    found = []
    for ours, theirs, out in (("from_id", "to_id", True), ("to_id", "from_id", False)):
        count = sa.func.count(sa.distinct(relations.c.article_id)).label("articles")
        asked = (
            sa.select(
                relations.c.kind.label("tie"), key.label("key"), *aggregates.about(other),
                sa.func.count(other.c.actor_id).label("known"), count,
                sa.func.min(relations.c.article_id).label("article"),
            )
            .join(me, me.c.id == relations.c[ours])
            .join(other, other.c.id == relations.c[theirs])
            .outerjoin(actors, aggregates.of_actor(other))
            .where(sa.func.coalesce(me.c.actor_id, me.c.name).in_(own), relations.c[ours].in_(_entities_of(own)))
            .group_by(relations.c.kind, key)
            .order_by(count.desc(), key)
            .limit(limit)
        )  # fmt: skip
        for row in connection.execute(asked):
            node = Node(row.key, row.name, row.kind, row.country, known=bool(row.known))
            found.append(Lasting(row.tie, out, node, row.articles, row.article))
    return found


def _entities_of(own: Sequence[str]) -> sa.CompoundSelect[Any]:
    """By two indexes, one of which each half uses."""
    return sa.union_all(
        sa.select(entities.c.id).where(entities.c.actor_id.in_(own)),
        sa.select(entities.c.id).where(entities.c.name.in_(own)),
    )


def _own(actor: str) -> sa.Select[Any]:
    return sa.select(entities.c.id).where(entities.c.actor_id == actor)


def _names(connection: Connection, actor: str) -> list[dict[str, Any]]:
    """Each spelling, in how many articles, and why it was joined to the others."""
    rows = sa.select(entities.c.id, entities.c.name).where(entities.c.actor_id == actor)
    by_entity = dict(connection.execute(rows).tuples().all())
    names = gather(connection, by_entity)
    ids = set(names.of.values())
    joined = sa.select(merges.c.joined, merges.c.reason, merges.c.by).where(
        merges.c.undone.is_(None), merges.c.joined.in_(sorted(ids))
    )
    why: dict[str, list[str]] = {}
    for name, reason, by in connection.execute(joined.order_by(merges.c.n)):
        if name in ids:
            why.setdefault(names.by_id[name].key, []).append(reason if by == "saksi" else f"{reason} ({by})")
    counted = Counter(by_entity.values())
    return [
        {"name": name, "articles": n, "why": sorted(set(why.get(folded(name), [])))}
        for name, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]


def _roles(connection: Connection, actor: str) -> list[dict[str, Any]]:
    e, a = entities.c, articles.c
    rows = (
        sa.select(e.role, sa.func.count(), sa.func.min(a.published), sa.func.max(a.published))
        .join(articles, a.id == e.article_id)
        .where(e.actor_id == actor, e.role.is_not(None))
        .group_by(e.role)
    )
    found = [{"role": r, "articles": n, "first": first, "last": last} for r, n, first, last in connection.execute(rows)]
    return sorted(found, key=lambda row: (-row["articles"], row["role"]))


def _events(connection: Connection, actor: str) -> list[dict[str, Any]]:
    """Events by year, as which party, type: those without a date stand under null."""
    year = sa.func.substr(events.c.date_from, 1, 4).label("year")
    rows = (
        sa.select(year, parties.c.role, events.c.type, sa.func.count(sa.distinct(events.c.id)))
        .join(parties, parties.c.event_id == events.c.id)
        .where(parties.c.entity_id.in_(_own(actor)), parties.c.role != "source", _stands())
        .group_by(year, parties.c.role, events.c.type)
    )
    found = [{"year": y, "as": role, "type": kind, "events": n} for y, role, kind, n in connection.execute(rows)]
    return sorted(found, key=lambda row: (row["year"] or "9999", row["as"], -row["events"], row["type"]))


def _counterparts(connection: Connection, actor: str) -> list[dict[str, Any]]:
    """With whom it acts, on whom, and who acts on it, by number of events."""
    one, two = parties.alias("one"), parties.alias("two")
    rows = (
        sa.select(entities.c.actor_id, one.c.role, two.c.role, events.c.type, sa.func.count(sa.distinct(events.c.id)))
        .select_from(one)
        .join(two, sa.and_(two.c.event_id == one.c.event_id, two.c.role != "source"))
        .join(entities, entities.c.id == two.c.entity_id)
        .join(events, events.c.id == one.c.event_id)
        .where(one.c.entity_id.in_(_own(actor)), one.c.role != "source", _stands())
        .where(entities.c.actor_id.is_not(None), entities.c.actor_id != actor)
        .group_by(entities.c.actor_id, one.c.role, two.c.role, events.c.type)
    )
    found: dict[str, Counter[str]] = {}
    total: Counter[str] = Counter()
    for other, own, theirs, kind, n in connection.execute(rows):
        way = "together" if own == theirs else "acts on" if own == "actor" else "acted on by"
        found.setdefault(other, Counter())[f"{way}: {kind}"] += n
        total[other] += n
    names = dict(connection.execute(sa.select(actors.c.id, actors.c.name).where(actors.c.id.in_(found))).tuples().all())
    ordered = sorted(found, key=lambda id: (-total[id], names.get(id, ""), id))
    return [
        {"id": id, "name": names.get(id), "events": total[id], "how": dict(sorted(found[id].items()))}
        for id in ordered[:MOST]
    ]


def _vouched(connection: Connection, actor: str) -> int:
    rows = sa.select(sa.func.count(sa.distinct(parties.c.event_id))).where(
        parties.c.role == "source", parties.c.entity_id.in_(_own(actor))
    )
    return connection.scalar(rows) or 0


def _statements(connection: Connection, actor: str) -> dict[str, Any]:
    s = statements.c
    said = s.speaker_id.in_(_own(actor))
    total = connection.scalar(sa.select(sa.func.count()).select_from(statements).where(said)) or 0
    length = s.content_end - s.content_start
    rows = (
        sa.select(s.id, s.published, articles.c.outlet, sa.func.substr(articles.c.text, s.content_start + 1, length))
        .join(articles, articles.c.id == s.article_id)
        .where(said, s.content_start.is_not(None))
        .order_by(s.published.desc(), s.id)
        .limit(MOST)
    )
    latest = [
        {"id": id, "published": day, "outlet": o, "content": text} for id, day, o, text in connection.execute(rows)
    ]
    return {"total": total, "latest": latest}


def _ties(connection: Connection, actor: str) -> list[dict[str, Any]]:
    """Lasting ties, each with the number of articles that tell it."""
    found = [
        {"kind": tie.kind, "to" if tie.out else "from": tie.other.name, "articles": tie.articles}
        for tie in lasting(connection, [actor])
    ]
    return sorted(found, key=lambda row: (-row["articles"], row["kind"], row.get("to") or "", row.get("from") or ""))


def _outlets(connection: Connection, actor: str) -> list[dict[str, Any]]:
    a = articles.c
    rows = (
        sa.select(a.outlet, sa.func.count(sa.distinct(a.id)), sa.func.min(a.published), sa.func.max(a.published))
        .join(entities, entities.c.article_id == a.id)
        .where(entities.c.actor_id == actor)
        .group_by(a.outlet)
    )
    found = [{"outlet": o, "articles": n, "first": f, "last": last} for o, n, f, last in connection.execute(rows)]
    return sorted(found, key=lambda row: (-row["articles"], row["outlet"] or ""))


def _stands() -> sa.ColumnElement[bool]:
    return sa.or_(events.c.review.is_(None), events.c.review != "rejected")
