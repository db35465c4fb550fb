"""The overview: what the record holds and where to go from there."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from saksi.record import What
from saksi.workbench import queue, views
from saksi.workbench.setting import Here

router = APIRouter()


@router.get("/")
def home(here: Here) -> Response:
    """The first page."""
    done, total = queue.reviewed(here.record)
    return here.page(
        "home.html.j2",
        counts=here.record.counts(),
        done=done,
        total=total,
        latest=here.record.search(what=What.articles, limit=8),
        views=views.all(here.record, here.name),
        record_name=here.record.name,
    )
