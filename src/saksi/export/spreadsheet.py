"""One row an event, for spreadsheets and statistics packages.

The dialect is RFC 4180's: UTF-8 without a byte order mark, commas, double quotes around cells that need them and
doubled inside, lines end with CR LF, the first names the columns. Cells hold no line ends and no control characters;
``guarding`` says how lists are joined and how a cell is kept from being a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from saksi.dates import covered
from saksi.export.guarding import guarded, joined
from saksi.export.items import Item
from saksi.export.quoting import place_words, sentence, words
from saksi.report import Entity, Event

COLUMNS = (
    *("event_id", "article_id", "outlet", "title", "url", "published"),
    *("type", "mode", "contexts", "quad", "score", "status", "review", "confidence"),
    *("actors", "actor_countries", "actor_sectors", "actor_words"),
    *("recipients", "recipient_countries", "recipient_sectors", "recipient_words"),
    *("date", "date_end", "date_from", "date_to", "date_words", "date_reason"),
    *("place", "place_country", "lat", "lon", "geonameid", "place_words", "place_reason"),
    *("sources", "source_words", "killed", "injured", "arrested"),
    *("trigger_words", "sentence", "sentence_start", "sentence_end", "evidence"),
    *("story_id", "story_articles", "independent_sources", "embargo", "version", "codebook"),
)


def write(items: Iterable[Item], target: TextIO) -> None:
    """The head and a row an event."""
    table = csv.writer(target)
    table.writerow(COLUMNS)
    for item in items:
        for row in rows(item):
            table.writerow([_cell(row[name]) for name in COLUMNS])


def rows(item: Item) -> Iterator[dict[str, Any]]:
    """The events of an item as values by column: text, numbers, lists of text, or null."""
    report, article = item.report, item.report.article
    entities = {e.id: e for e in report.entities}
    for event in item.events():
        when, place, standing = event.date, event.place, item.standing(event)
        span = covered(when) if when else None
        told = sentence(event, article)
        sources = [entities[ref] for ref in event.sources]
        yield {
            "event_id": item.id(event),
            "article_id": article.id,
            "outlet": article.outlet,
            "title": article.title,
            "url": article.url,
            "published": article.published,
            **item.told(event),
            **_parties("actor", [entities[ref] for ref in event.actors]),
            "actor_words": words(event, "actor", article),
            **_parties("recipient", [entities[ref] for ref in event.recipients]),
            "recipient_words": words(event, "recipient", article),
            "date": when.value if when else None,
            "date_end": when.end if when else None,
            "date_from": span[0].isoformat() if span else None,
            "date_to": span[1].isoformat() if span else None,
            "date_words": when.text if when else None,
            "date_reason": event.reasons.get("date"),
            "place": place.name if place else None,
            "place_country": place.country if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "geonameid": place.geonameid if place else None,
            "place_words": place_words(event, article),
            "place_reason": event.reasons.get("place"),
            "sources": [e.name for e in sources],
            "source_words": words(event, "source", article),
            "killed": event.killed,
            "injured": event.injured,
            "arrested": event.arrested,
            "trigger_words": words(event, "trigger", article),
            "sentence": article.text[told[1] : told[2]] if told else None,
            "sentence_start": told[1] if told else None,
            "sentence_end": told[2] if told else None,
            "evidence": _spans(event),
            "story_id": standing.story,
            "story_articles": standing.articles,
            "independent_sources": standing.independent_sources,
            "embargo": [f"{f.regime}: {f.rule} ({f.instrument})" for f in item.findings(event)],
            "version": report.version,
            "codebook": report.codebook,
        }


def _parties(role: str, parties: list[Entity]) -> dict[str, list[str]]:
    """Names, countries and sectors side by side: the n-th country belongs to the n-th name, a dash where unknown."""
    return {
        f"{role}s": [p.name for p in parties],
        f"{role}_countries": [p.country or "–" for p in parties],
        f"{role}_sectors": ["+".join(p.sectors) or "–" for p in parties],
    }


def _spans(event: Event) -> list[str]:
    """Evidence as ``field:start-end``, with the entity it is for: ``actor@e1:120-134``."""
    return [f"{v.field}{f'@{v.entity}' if v.entity else ''}:{v.start}-{v.end}" for v in event.evidence]


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return joined(value)
    return guarded(value) if isinstance(value, str) else value
