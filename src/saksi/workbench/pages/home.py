"""The overview: what the record holds and where to go from there."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from fastapi import APIRouter
from sqlalchemy.engine import Connection
from starlette.responses import Response

from saksi.record import Filters, What, aggregates
from saksi.record.tables import stories
from saksi.workbench import queue, views
from saksi.workbench.filtering import Chosen
from saksi.workbench.pages.pictures import STRIP, Drawing, dossier_link
from saksi.workbench.setting import Here

router = APIRouter()


@router.get("/")
def home(here: Here) -> Response:
    """The first page."""
    done, total = queue.reviewed(here.record)
    whole = Chosen(Filters(), "", here)
    drawn = aggregates.drawn(whole.filters)
    return here.page(
        "home.html.j2",
        counts=here.record.counts(),
        done=done,
        total=total,
        latest=here.record.search(what=What.articles, limit=8),
        d=Drawing(whole, None, STRIP),
        types=dict(list(here.counted(aggregates.types, drawn).items())[:8]),
        people=here.counted(aggregates.busiest, drawn, limit=8),
        told=here.counted(most_told, limit=6),
        link=dossier_link,
        views=views.all(here.record, here.name),
        record_name=here.record.name,
    )


def most_told(connection: Connection, *, limit: int) -> list[dict[str, Any]]:
    """The stories with the most independent sources."""
    s = stories.c
    asked = sa.select(stories).where(s.independent_sources > 1)
    asked = asked.order_by(s.independent_sources.desc(), s.articles.desc(), s.id).limit(limit)
    return [dict(row) for row in connection.execute(asked).mappings()]
