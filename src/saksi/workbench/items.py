"""What the review page shows of an event: its sentence with the words of its fields, and what may be chosen instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.engine import Connection

from saksi.export.visible import visible
from saksi.record import EventHit, Record, reviewing
from saksi.record.filters import What
from saksi.record.hits import hits
from saksi.report import Event, Report
from saksi.workbench.models import EntityOut, QueueItem, Words

_AROUND = 400  # characters before and after the sentence
_LONGEST = 4000  # characters of a sentence that are shown
_EDITABLE = ("type", "mode", "status", "contexts", "actors", "recipients", "sources", "date", "place")
_COUNTS = ("killed", "injured", "arrested")


def items(record: Record, numbers: Sequence[int], *, as_read: bool = False) -> list[QueueItem]:
    """Events by their numbers; with ``as_read`` as they were read, whatever others made of them."""
    with record.reading() as connection:
        found = [hit for hit in hits(connection, What.events, numbers) if isinstance(hit, EventHit)]
    reports = {report.id: report for report in record.reports({hit.article_id for hit in found})}
    with record.reading() as connection:
        if not as_read:
            reports = {id: reviewing.corrected_report(connection, r, rejected=True) for id, r in reports.items()}
        return [_item(connection, hit, reports[hit.article_id], as_read) for hit in found if hit.article_id in reports]


def _item(connection: Connection, hit: EventHit, report: Report, as_read: bool) -> QueueItem:
    local = hit.id.removeprefix(f"{hit.article_id}:")
    event = next(e for e in report.events if e.id == local)
    given = reviewing.listed(connection, event=hit.id)
    first, last = _sentence(report, event)
    text = report.article.text
    spans = [
        Words(field=v.field, start=max(v.start, first) - first, end=min(v.end, last) - first, words="", entity=v.entity)
        for v in event.evidence
        if v.start < last and v.end > first
    ]
    if as_read:
        hit = hit.model_copy(update=_as_read(event) | {"review": None, "flagged": False})
    fields = {name: value for name, value in event.model_dump(mode="json").items() if name in (*_EDITABLE, *_COUNTS)}
    return QueueItem(
        event=hit,
        seen=given[-1].n if given else 0,
        text=visible(text[first:last]),
        before=visible(text[max(0, first - _AROUND) : first]),
        after=visible(text[last : last + _AROUND]),
        spans=spans,
        fields=fields,
        entities=[_entity(report, e.id) for e in report.entities],
        siblings=[
            {"id": f"{report.id}:{e.id}", "type": e.type, "words": _words(report, e)}
            for e in report.events
            if e.id != event.id
        ],
    )


def _as_read(event: Event) -> dict[str, Any]:
    names = ("type", "mode", "contexts", "quad", "score", "status", "killed", "injured", "arrested")
    return {name: getattr(event, name) for name in names}


def _sentence(report: Report, event: Event) -> tuple[int, int]:
    trigger = next(((v.start, v.end) for v in event.evidence if v.field == "trigger"), None)
    if trigger is None:
        return 0, min(len(report.article.text), _AROUND)
    first, last = next((s for s in report.article.sentences if s[0] <= trigger[0] < s[1]), trigger)
    if last - first > _LONGEST:
        first = max(first, trigger[0] - _LONGEST // 2)
        last = min(last, first + _LONGEST)
    return first, last


def _words(report: Report, event: Event) -> str:
    found = [report.article.text[v.start : v.end] for v in event.evidence if v.field == "trigger"]
    return visible(found[0][:80]) if found else ""


def _entity(report: Report, ref: str) -> EntityOut:
    entity = report.entity(ref)
    known = entity.model_dump(exclude={"mentions"})
    return EntityOut.model_validate(known | {"article_id": report.id, "actor_id": None})
