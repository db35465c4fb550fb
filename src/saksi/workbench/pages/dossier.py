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
        found = dossiers.whose(connection, who=filters.who, name=filters.party[0] if filters.party else "")
        if found is None:
            raise HTTPException(404, f"{filters.who or filters.party[0]}: nobody of that name is in the record.")
        own, about = found
        drawing = Drawing(connection, chosen, None, STRIP)
        context: dict[str, Any] = {
            "types": aggregates.types(connection, drawing.filters),
            "ties": aggregates.counterparts(connection, drawing.filters, own, limit=12),
            "played": aggregates.part_played(connection, own),
            "lasting": dossiers.lasting(connection, own, limit=TIES),
        }
    events = here.record.search(drawing.filters, limit=EVENTS)
    said = here.record.search(Filters(party=(about["name"],)), What.statements, limit=STATEMENTS)
    return here.page(
        "dossier.html.j2", chosen=chosen, d=drawing, about=about, own=own, events=events, said=said,
        link=dossier_link, most=max((s.total for s in context["types"].values()), default=1), **context,
    )  # fmt: skip
