"""Naming: the actors of a record worked out from its entities; names joined and split by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from saksi.record import derived, ledger
from saksi.record.actors import Actor, Joining, Names, Seen, actor_id
from saksi.record.clock import now
from saksi.record.errors import RecordError
from saksi.record.ids import folded
from saksi.record.store import Record
from saksi.record.tables import articles, entities, merges

AUTOMATIC = "saksi"
SPLIT = "split"
"""The reason that stands beside a splitting by hand, where the coder gave none."""

_PAGE = 5000
_SLICE = 400


def update(record: Record, *, progress: Callable[[str, int, int], None] | None = None) -> int:
    """Work out the actors of ``record`` from all its entities, and write what is new of them; how many there are."""
    with record.reading() as connection:  # others may write meanwhile: the next time counts what they add
        total = connection.scalar(sa.select(sa.func.count()).select_from(entities)) or 0
        names = gather(connection, tell=(lambda done: progress("people", done, total)) if progress else None)
    with record.writing() as connection:
        return _set(connection, names)


def gather(
    connection: Connection, only: Iterable[str] | None = None, *, tell: Callable[[int], None] | None = None
) -> Names:
    """The names of all entities, or of those with the ids ``only``; ``tell`` is called with how many were seen."""
    names = Names()
    if only is None:
        for number, seen in enumerate(_seen(connection)):
            if tell and number % _PAGE == 0:
                tell(number)
            names.add(seen)
        return names
    ids = sorted(only)
    for at in range(0, len(ids), _SLICE):
        for seen in _seen(connection, ids[at : at + _SLICE]):
            names.add(seen)
    return names


def _seen(connection: Connection, only: list[str] | None = None) -> Iterator[Seen]:
    e, last = entities.c, ""
    question = (
        sa.select(e.id, e.article_id, e.name, e.kind, e.country, e.sectors, e.role, e.aliases, articles.c.published)
        .join(articles, articles.c.id == e.article_id)
        .order_by(e.id)
        .limit(_PAGE)
    )
    question = question if only is None else question.where(e.id.in_(only))
    while rows := connection.execute(question.where(e.id > last)).all():
        for id, article, name, kind, country, sectors, role, aliases, published in rows:
            sector = sectors[0] if sectors else None
            yield Seen(id, article, name, kind, country, sector, role, tuple(aliases), published)
        last = rows[-1][0]


def _set(connection: Connection, names: Names) -> int:
    """Join the names, keep the reasons, and write the actors; how many there are."""
    m = merges.c
    rows = connection.execute(sa.select(m.kept, m.joined, m.reason, m.by, m.undone).order_by(m.n)).all()
    apart = [(row.kept, row.joined) for row in rows if row.undone is not None]
    by_hand = [Joining(r.kept, r.joined, r.reason) for r in rows if r.by != AUTOMATIC and r.undone is None]
    held = {frozenset((one.kept, one.joined)) for one in by_hand}
    apart = [pair for pair in apart if frozenset(pair) not in held]
    joinings = names.joinings(apart, by_hand)
    made = names.actors(joinings)
    wanted = [tuple(joining) for joining in joinings if frozenset((joining.kept, joining.joined)) not in held]
    standing = [(row.kept, row.joined, row.reason) for row in rows if row.by == AUTOMATIC and row.undone is None]
    if wanted[: len(standing)] != standing:  # else what stands is the beginning of it
        connection.execute(sa.delete(merges).where(m.by == AUTOMATIC, m.undone.is_(None)))
        standing = []
    at = now()
    new = [
        {"kept": kept, "joined": joined, "reason": reason, "by": AUTOMATIC, "at": at}
        for kept, joined, reason in wanted[len(standing) :]
    ]
    for start in range(0, len(new), _PAGE):
        connection.execute(sa.insert(merges), new[start : start + _PAGE])
    actor_of = {name.id: actor.id for actor in made for name in actor.names}
    members = {entity: actor_of[name] for entity, name in names.of.items()}
    derived.set_actors(connection, map(actor_row, made), members)
    return len(made)


def actor_row(actor: Actor) -> dict[str, object]:
    """The row of an actor; its aliases are its spellings, the commonest first."""
    spellings: dict[str, int] = {}
    for name in actor.names:
        for spelling, times in name.spellings.items():
            spellings[spelling] = spellings.get(spelling, 0) + times
    spellings.pop(actor.name, None)
    aliases = sorted(spellings, key=lambda s: (-spellings[s], s))
    return {"id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country, "aliases": aliases}


def split(record: Record, actor: str, name: str, *, by: str, reason: str | None = None) -> str:
    """Take the names spelled ``name`` out of ``actor``; the id of the actor that they are from now on.

    Raises ``RecordError`` when no joined name of the actor is so spelled.
    """
    with record.writing() as connection:
        names = gather(connection)
        own = _names_of(connection, names, actor)
        out = [id for id in own if names.by_id[id].key == folded(name)]
        rest = [id for id in own if id not in out]
        if not out or not rest:
            raise RecordError(f"{name}: not a name that was joined to {actor}.")
        _unjoin(connection, out, rest)
        at = now()
        for one in out:
            for other in rest:
                row = {"kept": other, "joined": one, "reason": reason or SPLIT, "by": by, "at": at, "undone": at}
                connection.execute(sa.insert(merges).values(row))
        for first, other in pairwise(out):
            derived.add_merge(connection, kept=first, joined=other, reason="split off together", by=by)
        ledger.log(connection, by, "split", actor, {"name": name, "reason": reason})
        _set(connection, names)
        return _actor_of(connection, names, out[0])


def join(record: Record, actor: str, other: str, *, by: str, reason: str) -> str:
    """Make the actors ``actor`` and ``other`` one; the id of that one. A splitting between them is taken back."""
    with record.writing() as connection:
        names = gather(connection)
        one, two = _names_of(connection, names, actor), _names_of(connection, names, other)
        if not one or not two or actor == other:
            raise RecordError(f"{other}: cannot be joined to {actor}.")
        between = sa.or_(
            sa.and_(merges.c.kept.in_(one), merges.c.joined.in_(two)),
            sa.and_(merges.c.kept.in_(two), merges.c.joined.in_(one)),
        )
        connection.execute(sa.delete(merges).where(between, merges.c.undone.is_not(None)))
        derived.add_merge(connection, kept=one[0], joined=two[0], reason=reason, by=by)
        ledger.log(connection, by, "joined by hand", actor, {"other": other, "reason": reason})
        _set(connection, names)
        return _actor_of(connection, names, one[0])


def _unjoin(connection: Connection, out: list[str], rest: list[str]) -> None:
    """Joinings by hand between the two sides do not hold any more."""
    between = sa.or_(
        sa.and_(merges.c.kept.in_(out), merges.c.joined.in_(rest)),
        sa.and_(merges.c.kept.in_(rest), merges.c.joined.in_(out)),
    )
    connection.execute(sa.delete(merges).where(between, merges.c.undone.is_(None)))


def _names_of(connection: Connection, names: Names, actor: str) -> list[str]:
    rows = connection.scalars(sa.select(entities.c.id).where(entities.c.actor_id == actor).order_by(entities.c.id))
    return list(dict.fromkeys(names.of[id] for id in rows if id in names.of))


def _actor_of(connection: Connection, names: Names, name: str) -> str:
    entity = min(id for id, own in names.of.items() if own == name)
    found = connection.scalar(sa.select(entities.c.actor_id).where(entities.c.id == entity))
    return found or actor_id(name)
