"""Stories: what several articles tell of one event, each telling beside the others, and where they disagree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, HTTPException, Query
from starlette.responses import Response

from saksi.record import Filters, storylines
from saksi.record.hits import EventHit
from saksi.record.tables import articles, stories
from saksi.workbench.filtering import Filtered
from saksi.workbench.setting import Here, Setting

router = APIRouter()
ROWS = 50
MOST = 60  # tellings beside each other

# What tellings may differ in, in the order of the table.
FIELDS: dict[str, Callable[[EventHit], object]] = {
    "type": lambda e: (e.type, e.mode),
    "status": lambda e: e.status,
    "date": lambda e: (e.date, e.date_end),
    "place": lambda e: (e.place or "").casefold() or None,
    "killed": lambda e: e.killed,
    "injured": lambda e: e.injured,
    "arrested": lambda e: e.arrested,
}
_UNKNOWN: tuple[object, ...] = (None, (None, None))


@router.get("/stories")
def listed(here: Here, chosen: Filtered, page: Annotated[int, Query(ge=1, le=20_000)] = 1) -> Response:
    """Stories with an event that passes the filters, those with the most independent sources first."""
    rows: list[Any] = []
    total = 0
    if not chosen.error:
        total = storylines.count(here.record, chosen.filters)
        rows = list(storylines.find(here.record, chosen.filters, limit=ROWS, offset=(page - 1) * ROWS))
    pages = max(1, -(-total // ROWS))
    return here.page("stories.html.j2", chosen=chosen, rows=rows, total=total, page=page, pages=pages)


@router.get("/stories/{id}")
def story(here: Here, id: str) -> Response:
    """One story, a column for each telling, the earliest first."""
    with here.record.reading() as connection:
        row = connection.execute(sa.select(stories).where(stories.c.id == id)).mappings().one_or_none()
    if row is None:
        raise HTTPException(404, f"{id}: no such story in the record.")
    told = [hit for hit in here.record.search(Filters(story=id), limit=MOST) if isinstance(hit, EventHit)]
    told.sort(key=lambda e: (e.published or "9999", e.article_id, e.id))
    with here.record.reading() as connection:
        columns = (articles.c.id, articles.c.copied_from, articles.c.copy_group)
        asked = sa.select(*columns).where(articles.c.id.in_({e.article_id for e in told}))
        copies = {
            a.id: a.copied_from or (a.copy_group if a.copy_group != a.id else "") for a in connection.execute(asked)
        }
    differ = {name: len({v for e in told if (v := read(e)) not in _UNKNOWN}) > 1 for name, read in FIELDS.items()}
    return here.page(
        "story.html.j2",
        s=row,
        told=told,
        copies={article: of for article, of in copies.items() if of != article},
        differ=differ,
        shown={name: [_shown(here, name, e) for e in told] for name in FIELDS},
        disagreements=[_disagreement(here, d) for d in row["disagreements"]],
        all=here.record.count(Filters(story=id)),
    )


def _shown(here: Setting, field: str, e: EventHit) -> str:
    """A field of a telling in words; empty where it says nothing."""
    words, labels = here.words, here.words.labels
    if field == "type":
        return labels.act(e.type, e.mode)
    if field == "status":
        return labels("statuses", e.status)
    if field == "date":
        return words.days(e.date, e.date_end)
    if field == "place":
        return e.place or ""
    value = getattr(e, field)
    return "" if value is None else words.number(value)


def _disagreement(here: Setting, given: dict[str, Any]) -> dict[str, Any]:
    """A disagreement as the record keeps it, its values in words."""
    words, labels = here.words, here.words.labels

    def said(value: Any) -> str:
        if given["field"] == "date":
            return words.day(str(value))
        if given["field"] == "status":
            return labels("statuses", str(value))
        return words.number(value) if isinstance(value, int | float) else str(value)

    values = [v if isinstance(v, dict) else {"value": v} for v in given.get("values", [])]
    return {
        "field": given["field"],
        "values": [
            {
                "said": said(v.get("value")),
                "events": v.get("events", []),
                "sources": v.get("sources", []),
                "since": words.day(v.get("since")) if v.get("since") else "",
            }
            for v in values
        ],
    }
