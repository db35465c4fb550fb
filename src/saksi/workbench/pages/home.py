"""The overview: what the record holds and where to go from there."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from saksi.workbench.setting import Here

router = APIRouter()


@router.get("/")
def home(here: Here) -> Response:
    """The first page."""
    return here.page("home.html.j2")
