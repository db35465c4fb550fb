"""What the review page shows of an event: its sentence with the words of its fields, and what may be chosen instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.engine import Connection

from saksi.export.cards import Cards
from saksi.export.visible import visible
from saksi.record import EventHit, Record, reviewing
from saksi.record.filters import What
from saksi.record.hits import hits
from saksi.report import Event, Report
from saksi.workbench.interface import Interface
from saksi.workbench.models import EntityOut, Fact, QueueItem, Words

_AROUND = 260  # characters before and after the sentence
_LONGEST = 4000  # characters of a sentence that are shown
_QUOTED = 90  # characters of a field's words
_EDITABLE = ("type", "mode", "status", "contexts", "actors", "recipients", "sources", "date", "place")
_COUNTS = ("killed", "injured", "arrested")


def items(record: Record, numbers: Sequence[int], words: Interface, *, as_read: bool = False) -> list[QueueItem]:
    """Events by their numbers, in ``words``; with ``as_read`` as they were read, whatever others made of them."""
    with record.reading() as connection:
        found = [hit for hit in hits(connection, What.events, numbers) if isinstance(hit, EventHit)]
    reports = {report.id: report for report in record.reports({hit.article_id for hit in found})}
    with record.reading() as connection:
        if not as_read:
            reports = {id: reviewing.corrected_report(connection, r, rejected=True) for id, r in reports.items()}
        return [
            _item(connection, hit, reports[hit.article_id], words, as_read)
            for hit in found
            if hit.article_id in reports
        ]


def _item(connection: Connection, hit: EventHit, report: Report, words: Interface, as_read: bool) -> QueueItem:
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
        before=visible(text[_word(text, first) : first]),
        after=visible(text[last : _end(text, last)]),
        start=first,
        length=len(text),
        spans=spans,
        evidence=[
            Words(**v.model_dump(), words=visible(text[v.start : min(v.end, v.start + _QUOTED)]))
            for v in event.evidence
        ],
        facts=_facts(Cards(report, words.labels), event),
        published=words.day(report.article.published) if report.article.published else "",
        fields=fields,
        entities=[_entity(report, e.id) for e in report.entities],
        siblings=[
            {"id": f"{report.id}:{e.id}", "type": e.type, "words": _words(report, e)}
            for e in report.events
            if e.id != event.id
        ],
    )


def _facts(cards: Cards, event: Event) -> list[Fact]:
    """The rows of the event's card: who, when, where, toll, according to whom."""
    card, labels = cards.event(event), cards.labels
    who = cards.parties(event.actors) + (f" → {cards.parties(event.recipients)}" if event.recipients else "")
    chain = " ➜ ".join(chip.name for chip in card.chain)
    return [
        Fact(label=labels("headings", "who"), value=who, words=card.who_words, note=""),
        *(Fact(label=r.label, value=r.value, words=r.words, note=r.note) for r in card.rows),
        Fact(label=labels("headings", "according_to"), value=chain, words=card.chain_words, note=""),
    ]


def _word(text: str, before: int) -> int:
    """Where some words before ``before`` begin."""
    start = max(0, before - _AROUND)
    gap = text.find(" ", start, before)
    return start if start == 0 or gap < 0 else gap + 1


def _end(text: str, after: int) -> int:
    """Where some words after ``after`` end."""
    end = min(len(text), after + _AROUND)
    gap = text.rfind(" ", after, end)
    return end if end == len(text) or gap < 0 else gap


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
