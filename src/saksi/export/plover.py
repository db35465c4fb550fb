"""PLOVER 2.0 records: one JSON object an event, with what PLOVER has no field for under ``saksi``.

Field names follow the PLOVER manual (Open Event Data Alliance, draft 2.0, chapter "JSON Data Fields").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from saksi import __version__
from saksi.dates import covered, days
from saksi.export.items import Item
from saksi.export.quoting import place_words, sentence, words
from saksi.export.visible import json_line
from saksi.report import Article, Date, Entity, Event, Report


def records(item: Item) -> Iterator[dict[str, Any]]:
    """The events of an item as PLOVER records, in the order of the report.

    PLOVER asks for a day. Where the article gives a month or a year only, ``date`` is its first day and
    ``saksi.date.granularity`` says "month" or "year"; where it gives none, ``date`` is null and ``saksi.reasons.date``
    says why: the publication day is never put in its place. ``enddate`` stands only where the text gives a span of
    time. The article's text is left out, as PLOVER asks of those who do not own it; ``saksi.evidence`` points into it.
    """
    report = item.report
    entities = {e.id: e for e in report.entities}
    for event in item.events():
        record: dict[str, Any] = {
            "id": item.id(event),
            "date": _first_day(event.date),
            "actor": [_party(entities[ref], event, "actor", report.article) for ref in event.actors],
            "recipient": [_party(entities[ref], event, "recipient", report.article) for ref in event.recipients],
            "event": [event.type],
            "mode": [event.mode] if event.mode else [],
            "context": list(event.contexts),
            "quad_code": event.quad,
            "event_scale": event.score,
            "event_text": words(event, "trigger", report.article),
        }
        if event.date and event.date.end and (until := days(event.date.end)):
            record["enddate"] = until[1].isoformat()
        if event.place:
            record["event_loc"] = _location(event, report.article)
        size = {"dead": event.killed, "injured": event.injured, "arrested": event.arrested}
        if any(count is not None for count in size.values()):
            record["size_info"] = {name: count for name, count in size.items() if count is not None}
        if where := sentence(event, report.article):
            record["text_info"] = dict(zip(("sequence", "start", "end"), where, strict=True))
        record["cite_info"] = _cite(report)
        record["saksi"] = _own(item, event, entities)
        yield record


def lines(item: Item) -> Iterator[str]:
    """The records as JSON, an object a line."""
    return map(json_line, records(item))


def _first_day(when: Date | None) -> str | None:
    known = days(when.value) if when else None
    return known[0].isoformat() if known else None


def _party(entity: Entity, event: Event, field: str, article: Article) -> dict[str, Any]:
    """A PLOVER entity object. A sector has three letters, or six where a second one qualifies the first."""
    named = words(event, field, article, entity.id)
    made: dict[str, Any] = {"code": entity.country, "sector": "".join(entity.sectors[:2]) or None}
    made |= {"entity_text": named[0] if named else entity.name, "identifier_text": entity.name, "office": entity.role}
    return {name: value for name, value in made.items() if value is not None}


def _location(event: Event, article: Article) -> dict[str, Any]:
    place = event.place
    if place is None:
        return {}
    named = place_words(event, article)
    made = {
        "extracted_place": named[0] if named else None,
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "country_code": place.country,
    }
    return {name: value for name, value in made.items() if value is not None}


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


def _own(item: Item, event: Event, entities: dict[str, Entity]) -> dict[str, Any]:
    """Status, sources, spans, confidence, review and story, which PLOVER 2.0 has no fields for."""
    report, standing = item.report, item.standing(event)
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
        "review": standing.review,
        "story": standing.story,
        "story_articles": standing.articles,
        "independent_sources": standing.independent_sources,
        "embargo": [f.model_dump(mode="json", exclude={"event"}) for f in item.findings(event)],
    }
