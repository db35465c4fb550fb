"""People and bodies: the list of those most often in the news, and the dossier of one."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from fastapi import APIRouter, HTTPException
from sqlalchemy.engine import Connection
from starlette.responses import RedirectResponse, Response

from saksi.record import Filters, What, aggregates
from saksi.record.aggregates import Node
from saksi.record.tables import actors, entities, relations
from saksi.workbench.filtering import Filtered
from saksi.workbench.pages.pictures import STRIP, Drawing, address, dossier_link
from saksi.workbench.setting import Here

router = APIRouter()
LISTED = 100
EVENTS, STATEMENTS, TIES = 12, 8, 40


@router.get("/actors")
def people(here: Here, chosen: Filtered) -> Response:
    """Those who take part in most of what the filters show."""
    with here.record.reading() as connection:
        filters = aggregates.drawn(chosen.filters)
        found = [] if chosen.error else aggregates.busiest(connection, filters, limit=LISTED)
    most = max((split.total for _, split in found), default=1)
    return here.page("actors.html.j2", chosen=chosen, found=found, most=most, link=dossier_link)


@router.get("/actors/{id}")
def actor(id: str) -> Response:
    """The address of a person or body leads to the dossier."""
    return RedirectResponse(address("/dossier", Filters(who=id)), 303)


@router.get("/dossier")
def dossier(here: Here, chosen: Filtered) -> Response:
    """One person or body, named by the filter ``who`` or the first ``party``; the other filters narrow it."""
    filters = chosen.filters
    if not filters.who and not filters.party:
        return RedirectResponse(address("/actors", filters), 303)
    with here.record.reading() as connection:
        own, about = _whose(connection, filters)
        drawing = Drawing(connection, chosen, None, STRIP)
        context: dict[str, Any] = {
            "types": aggregates.types(connection, drawing.filters),
            "ties": aggregates.counterparts(connection, drawing.filters, own, limit=12),
            "played": aggregates.part_played(connection, own),
            "lasting": _lasting(connection, own),
        }
    events = here.record.search(drawing.filters, limit=EVENTS)
    said = here.record.search(Filters(party=(about["name"],)), What.statements, limit=STATEMENTS)
    return here.page(
        "dossier.html.j2", chosen=chosen, d=drawing, about=about, own=own, events=events, said=said,
        link=dossier_link, most=max((s.total for s in context["types"].values()), default=1), **context,
    )  # fmt: skip


def _whose(connection: Connection, filters: Filters) -> tuple[list[str], dict[str, Any]]:
    """The keys of the person or body, and what is known of it."""
    if filters.who:
        row = connection.execute(sa.select(actors).where(actors.c.id == filters.who)).mappings().one_or_none()
        if row is None:
            raise HTTPException(404, f"{filters.who}: no such person or body in the record.")
        return [filters.who], dict(row)
    own = aggregates.meant(connection, filters.party[0])
    columns = (entities.c.name, entities.c.kind, entities.c.country, entities.c.role)
    asked = sa.select(*columns, sa.func.count().label("n")).where(entities.c.name.in_(own)).group_by(*columns)
    row = connection.execute(asked.order_by(sa.desc("n"), *columns).limit(1)).mappings().one_or_none()
    if row is None:
        raise HTTPException(404, f"{filters.party[0]}: nobody of that name is in the record.")
    return own, {**row, "aliases": own[1:]}


def _lasting(connection: Connection, own: list[str]) -> list[tuple[str, bool, Node, int, str]]:
    """Lasting ties: kind, whether it is one's own, the other, in how many articles, one of these."""
    me, other = entities.alias("me"), entities.alias("other")
    key = sa.func.coalesce(other.c.actor_id, other.c.name)
    found = []
    for ours, theirs, out in (("from_id", "to_id", True), ("to_id", "from_id", False)):
        count = sa.func.count(sa.distinct(relations.c.article_id)).label("articles")
        asked = (
            sa.select(
                relations.c.kind, key.label("key"), sa.func.min(other.c.name).label("name"),
                sa.func.min(other.c.kind).label("what"), sa.func.min(other.c.country).label("country"),
                sa.func.count(other.c.actor_id).label("known"), count,
                sa.func.min(relations.c.article_id).label("article"),
            )
            .join(me, me.c.id == relations.c[ours])
            .join(other, other.c.id == relations.c[theirs])
            .where(sa.func.coalesce(me.c.actor_id, me.c.name).in_(own), relations.c[ours].in_(_entities_of(own)))
            .group_by(relations.c.kind, key)
            .order_by(count.desc(), key)
            .limit(TIES)
        )  # fmt: skip
        for row in connection.execute(asked):
            node = Node(row.key, row.name, row.what, row.country, known=bool(row.known))
            found.append((row.kind, out, node, row.articles, row.article))
    return found


def _entities_of(own: list[str]) -> sa.CompoundSelect[Any]:
    """By two indexes, one of which each half uses."""
    return sa.union_all(
        sa.select(entities.c.id).where(entities.c.actor_id.in_(own)),
        sa.select(entities.c.id).where(entities.c.name.in_(own)),
    )
