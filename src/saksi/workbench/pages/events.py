"""The table of events: filtered, sorted and paged by the server, its whole state in the address."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from saksi.record import Filters, Hit, Order, RecordError, What
from saksi.workbench import views
from saksi.workbench.filtering import Chosen, Filtered
from saksi.workbench.formats import FORMATS
from saksi.workbench.setting import Here

router = APIRouter()
ROWS = 50
MOST_PAGES = 20_000
COUNTED = 1_000_000

PageNumber = Annotated[int, Query(ge=1, le=MOST_PAGES)]


@router.get("/events")
def events(here: Here, chosen: Filtered, order: Order = Order.newest, page: PageNumber = 1) -> Response:
    """A page of the events that pass the filters."""
    more = {"first": (page - 1) * ROWS + 1, "formats": FORMATS, "views": views.all(here.record, here.name, "/events")}
    return _table(here, chosen, What.events, order, page, **more)


@router.get("/articles")
def articles(here: Here, chosen: Filtered, order: Order = Order.newest, page: PageNumber = 1) -> Response:
    """A page of the articles that pass the filters."""
    by_day = order if order in (Order.newest, Order.oldest) else Order.newest
    return _table(here, chosen, What.articles, by_day, page)


def _table(here: Here, chosen: Chosen, what: What, order: Order, page: int, **more: Any) -> Response:
    rows, total = listed(here, chosen, what, order, page)
    pages = max(1, -(-total // ROWS))
    return here.page(
        f"{what.value}.html.j2", chosen=chosen, rows=rows, total=total, page=page, pages=pages, order=str(order), **more
    )


def listed(here: Here, chosen: Chosen, what: What, order: Order, page: int) -> tuple[list[Hit], int]:
    """The rows of one page and how many there are in all; none while the filters are in error."""
    if chosen.error:
        return [], 0
    filters: Filters = chosen.filters
    try:
        rows = here.record.search(filters, what, order=order, limit=ROWS, offset=(page - 1) * ROWS)
    except RecordError as error:  # words without a letter, or too many
        chosen.error = str(error)
        return [], 0
    if page == 1 and len(rows) < ROWS:
        return rows, len(rows)
    return rows, here.record.count(filters, what, at_most=COUNTED)
