"""PLOVER 2.0 records: one JSON object an event, with what PLOVER has no field for under ``saksi``.

Field names follow the PLOVER manual (Open Event Data Alliance, draft 2.0, chapter "JSON Data Fields").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from saksi import __version__
from saksi.dates import covered, days
from saksi.report import Article, Date, Entity, Event, Report


def records(report: Report) -> Iterator[dict[str, Any]]:
    """The events of ``report`` as PLOVER records, in the order of the report.

    PLOVER asks for a day. Where the article gives a month or a year only, ``date`` is its first day and
    ``saksi.date.granularity`` says "month" or "year"; where it gives none, ``date`` is null and ``saksi.reasons.date``
    says why: the publication day is never put in its place. ``enddate`` stands only where the text gives a span of
    time. The article's text is left out, as PLOVER asks of those who do not own it; ``saksi.evidence`` points into it.
    """
    entities = {e.id: e for e in report.entities}
    for event in report.events:
        record: dict[str, Any] = {
            "id": f"{report.id}-{event.id}",
            "date": _first_day(event.date),
            "actor": [_party(entities[ref], event, "actor", report.article) for ref in event.actors],
            "recipient": [_party(entities[ref], event, "recipient", report.article) for ref in event.recipients],
            "event": [event.type],
            "mode": [event.mode] if event.mode else [],
            "context": list(event.contexts),
            "quad_code": event.quad,
            "event_scale": event.score,
            "event_text": _words(event, "trigger", report.article),
        }
        if event.date and event.date.end and (until := days(event.date.end)):
            record["enddate"] = until[1].isoformat()
        if event.place:
            record["event_loc"] = _location(event, report.article)
        size = {"dead": event.killed, "injured": event.injured, "arrested": event.arrested}
        if any(count is not None for count in size.values()):
            record["size_info"] = {name: count for name, count in size.items() if count is not None}
        if where := _text_info(event, report.article):
            record["text_info"] = where
        record["cite_info"] = _cite(report)
        record["saksi"] = _own(report, event, entities)
        yield record


def _first_day(when: Date | None) -> str | None:
    known = days(when.value) if when else None
    return known[0].isoformat() if known else None


def _words(event: Event, field: str, article: Article, entity: str | None = None) -> list[str]:
    found = [v for v in event.evidence if v.field == field and entity in (None, v.entity)]
    return [article.text[v.start : v.end] for v in found]


def _party(entity: Entity, event: Event, field: str, article: Article) -> dict[str, Any]:
    """A PLOVER entity object. A sector has three letters, or six where a second one qualifies the first."""
    words = _words(event, field, article, entity.id)
    made: dict[str, Any] = {"code": entity.country, "sector": "".join(entity.sectors[:2]) or None}
    made |= {"entity_text": words[0] if words else entity.name, "identifier_text": entity.name, "office": entity.role}
    return {name: value for name, value in made.items() if value is not None}


def _location(event: Event, article: Article) -> dict[str, Any]:
    place = event.place
    if place is None:
        return {}
    words = _words(event, "place", article) or ([article.text[slice(*place.span)]] if place.span else [])
    made = {
        "extracted_place": words[0] if words else None,
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "country_code": place.country,
    }
    return {name: value for name, value in made.items() if value is not None}


def _text_info(event: Event, article: Article) -> dict[str, int] | None:
    """The sentence of the act: its number from 0 and its characters in the article."""
    act = next((v for v in event.evidence if v.field == "trigger"), None)
    if act is None:
        return None
    for number, (start, end) in enumerate(article.sentences):
        if start <= act.start < end:
            return {"sequence": number, "start": start, "end": end}
    return None


def _cite(report: Report) -> dict[str, Any]:
    article = report.article
    made = {
        "citation": article.id,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "publication": article.outlet,
        "coder": f"Saksi {report.version or __version__}",
        "codebook": report.codebook or None,
        "version": report.schema_,
    }
    return {name: value for name, value in made.items() if value is not None}


def _own(report: Report, event: Event, entities: dict[str, Entity]) -> dict[str, Any]:
    """Status, sources, spans and confidence, which PLOVER 2.0 has no fields for."""
    known = covered(event.date) if event.date else None
    when = (
        event.date.model_dump(exclude_none=True) | {"granularity": known[2] if known else None} if event.date else None
    )
    return {
        "article": report.article.id,
        "event": event.id,
        "published": report.article.published,
        "status": event.status,
        "confidence": event.confidence,
        "date": when,
        "place": event.place.model_dump(exclude_none=True) if event.place else None,
        "actors": event.actors,
        "recipients": event.recipients,
        "sources": [
            {"id": ref, "name": entities[ref].name, "kind": entities[ref].kind, "code": entities[ref].country}
            for ref in event.sources
        ],
        "evidence": [v.model_dump(exclude_none=True) for v in event.evidence],
        "reasons": event.reasons,
    }
