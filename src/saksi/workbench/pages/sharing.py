"""Saved views and exports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import RedirectResponse, Response, StreamingResponse

from saksi.export.exporting import exports
from saksi.record import RecordError
from saksi.workbench import formats, views
from saksi.workbench.filtering import Filtered
from saksi.workbench.pages.preferences import own_address
from saksi.workbench.setting import Here

router = APIRouter()
_PIECE = 64 * 1024


@router.post("/views")
def save(
    here: Here,
    name: Annotated[str, Form(max_length=200)],
    page: Annotated[str, Form()],
    query: Annotated[str, Form()] = "",
    shared: Annotated[bool, Form()] = False,
) -> Response:
    """Keep a page with its filters under a name."""
    path = own_address(page).partition("?")[0]
    kept = urlencode([(k, v) for k, v in parse_qsl(query) if k != "page"])
    try:
        views.save(here.record, here.name, name, path, kept, shared=shared)
    except RecordError as error:
        raise HTTPException(422, str(error)) from None
    return RedirectResponse(path + (f"?{kept}" if kept else ""), 303)


@router.post("/views/{n}/remove")
def remove(here: Here, n: int, back: Annotated[str, Form()] = "/events") -> Response:
    """Remove a view of one's own."""
    if not views.remove(here.record, here.name, n):
        raise HTTPException(404, "You have no such view.")
    return RedirectResponse(own_address(back), 303)


@router.get("/export")
def export(here: Here, chosen: Filtered, format: str = "csv") -> Response:
    """The events that pass the filters, as a file."""
    if chosen.error:
        raise HTTPException(422, chosen.error)
    if format not in exports:
        raise HTTPException(422, f"{format}: no such format; there are {', '.join(exports)}.")
    suffix = exports[format].suffix
    name = f'attachment; filename="saksi-events{suffix}"'
    kind = formats.TYPES.get(suffix, "application/octet-stream")
    file = formats.written(here.record, chosen.filters, format)
    return StreamingResponse(_pieces(file), media_type=kind, headers={"Content-Disposition": name})


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
