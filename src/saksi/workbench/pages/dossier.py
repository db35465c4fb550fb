"""People and bodies: the list of those most often in the news, and the dossier of one."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException
from starlette.responses import RedirectResponse, Response

from saksi.record import Filters, What, aggregates, dossiers
from saksi.workbench.filtering import Filtered
from saksi.workbench.pages.pictures import STRIP, Drawing, address, dossier_link
from saksi.workbench.setting import Here

router = APIRouter()
LISTED = 100
EVENTS, STATEMENTS, TIES = 12, 8, 40


@router.get("/actors")
def people(here: Here, chosen: Filtered) -> Response:
    """Those who take part in most of what the filters show."""
    filters = aggregates.drawn(chosen.filters)
    found = [] if chosen.error else here.counted(aggregates.busiest, filters, limit=LISTED)
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
    name = filters.party[0] if filters.party else ""
    found = here.counted(dossiers.whose, who=filters.who, name=name)
    if found is None:
        raise HTTPException(404, f"{filters.who or name}: nobody of that name is in the record.")
    own, about = found
    if not filters.who and "id" in about:  # a name that is somebody's across the record
        return RedirectResponse(address("/dossier", filters, who=about["id"], party=filters.party[1:]), 303)
    drawing = Drawing(chosen, None, STRIP)
    context: dict[str, Any] = {
        "types": here.counted(aggregates.types, drawing.filters),
        "ties": here.counted(aggregates.counterparts, drawing.filters, own, limit=12),
        "played": here.counted(aggregates.part_played, own),
        "lasting": here.counted(dossiers.lasting, own, limit=TIES),
    }
    events = here.record.search(drawing.filters, limit=EVENTS)
    said = here.record.search(Filters(party=(about["name"],)), What.statements, limit=STATEMENTS)
    return here.page(
        "dossier.html.j2", chosen=chosen, d=drawing, about=about, own=own, events=events, said=said,
        link=dossier_link, most=max((s.total for s in context["types"].values()), default=1), **context,
    )  # fmt: skip
