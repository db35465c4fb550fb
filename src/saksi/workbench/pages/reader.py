"""The reader: an article with its marks, and beside it what was read there, each field with its words."""

from __future__ import annotations

import json

import sqlalchemy as sa
from fastapi import APIRouter, HTTPException
from starlette.responses import RedirectResponse, Response

from saksi.export.html import MARK_KINDS, field_names, page
from saksi.export.numbered import numbered
from saksi.export.visible import clip, one_line
from saksi.record import RecordError, reviewing
from saksi.record.tables import articles, events
from saksi.report import Article, Report, TraceLine
from saksi.workbench.setting import Here, Setting

router = APIRouter()
ANCHOR = "a"


@router.get("/articles/{id}")
def reader(here: Here, id: str, read: str = "", why: bool = False) -> Response:
    """One article; with ``read=first`` as it was read, before any review; with ``why`` how that came about."""
    try:
        found = here.record.report(id)
    except RecordError as error:
        raise HTTPException(404, str(error)) from None
    with here.record.reading() as connection:
        report = found if read == "first" else reviewing.corrected_report(connection, found, rejected=True)
        columns = (events.c.id, events.c.review, events.c.flagged, events.c.story_id)
        states = {r.id: r for r in connection.execute(sa.select(*columns).where(events.c.article_id == id))}
        copied = connection.scalar(sa.select(articles.c.copied_from).where(articles.c.id == id))
    trace = _why(here, report) if why else {}
    marks = [
        {
            "id": f"{id}:{event.id}",
            "state": states.get(f"{id}:{event.id}"),
            "why": trace.get(event.id, []),
        }
        for event in report.events
    ]
    shown = page(numbered(report), here.words.labels, ANCHOR)
    return here.page(
        "reader.html.j2",
        p=shown,
        id=id,
        marks={f"v{n}": mark for n, mark in enumerate(marks, 1)},
        mark_kinds=MARK_KINDS,
        fields=json.dumps(field_names(here.words.labels), ensure_ascii=False),
        read=read,
        why=why,
        copied=copied,
        version=report.version,
        codebook=one_line(report.codebook),
    )


@router.get("/events/{id}")
def event(here: Here, id: str) -> Response:
    """An event's own address leads to its card beside the article."""
    article, _, local = id.rpartition(":")
    try:
        report = here.record.report(article)
    except RecordError as error:
        raise HTTPException(404, str(error)) from None
    for n, found in enumerate(report.events, 1):
        if found.id == local:
            return RedirectResponse(f"/articles/{article}#{ANCHOR}-v{n}", 303)
    raise HTTPException(404, f"{id}: no such event in the record.")


def _why(here: Setting, report: Report) -> dict[str, list[tuple[str, str, str]]]:
    """What was noted in the sentence of each event when it was read: step, words, decision."""
    trace = report.trace
    if not trace:
        article = report.article
        given = Article.model_validate(
            article.model_dump(include={"id", "text", "title", "outlet", "url", "published", "language", "origin"})
        )
        trace = here.request.app.state.reading.read(given, explain=True).trace
    found: dict[str, list[tuple[str, str, str]]] = {}
    for event in report.events:
        trigger = next(((v.start, v.end) for v in event.evidence if v.field == "trigger"), None)
        if trigger is None:
            continue
        first, last = next((s for s in report.article.sentences if s[0] <= trigger[0] < s[1]), trigger)
        found[event.id] = [_line(report, t) for t in trace if t.span and first <= t.span[0] < last]
    return found


def _line(report: Report, line: TraceLine) -> tuple[str, str, str]:
    words = clip(report.article.text[slice(*line.span)], 90) if line.span else ""
    return one_line(line.step), words, one_line(line.text)
