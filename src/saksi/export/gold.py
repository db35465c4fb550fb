"""Reviewed events as annotated articles: what ``saksi score`` compares with, and what weights are learned from.

Two JSON Lines files: articles (``id``, ``text``, ``sentences`` ...) and annotations (``id``, ``events``, ``entities``).
Statements are not reviewed event by event, so an annotation has none, and scoring passes them over.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from saksi.export.items import Item
from saksi.export.quoting import words
from saksi.export.visible import json_line
from saksi.report import Article, Entity, Event


def articles_beside(annotations: Path) -> Path:
    """Where the articles go: ``new_gold.jsonl`` has them in ``new_articles.jsonl``."""
    stem = annotations.name.removesuffix(".jsonl").removesuffix("_gold")
    return annotations.with_name(f"{stem}_articles.jsonl")


def write(items: Iterable[Item], annotations: TextIO, articles: TextIO) -> tuple[int, int]:
    """Annotations and articles of the items whose events have all been reviewed.

    Returns how many articles were written, and how many left out because an event of theirs has no review yet: what
    was left unread there would count as wrongly found.
    """
    written = left = 0
    for item in items:
        if not finished(item):
            left += any(item.standing(event).review for event in item.report.events)
            continue
        annotations.write(json_line(annotation(item)))
        articles.write(json_line(_article(item.report.article)))
        written += 1
    return written, left


def finished(item: Item) -> bool:
    """Whether a person has judged every event of the report."""
    return bool(item.report.events) and all(item.standing(event).review for event in item.report.events)


def annotation(item: Item) -> dict[str, Any]:
    """The confirmed and corrected events of an item with the entities they name; rejected ones are no events."""
    entities = {entity.id: entity for entity in item.report.entities}
    kept = [event for event in item.report.events if item.standing(event).review != "rejected"]
    named = dict.fromkeys(ref for event in kept for ref in (*event.actors, *event.recipients, *event.sources))
    return {
        "id": item.report.article.id,
        "events": [_event(event, item.report.article, entities) for event in kept],
        "entities": [_entity(entities[ref], item.report.article) for ref in named],
    }


def _article(article: Article) -> dict[str, Any]:
    return article.model_dump(
        mode="json", include={"id", "outlet", "title", "published", "url", "text", "sentences"}, exclude_none=True
    )


def _event(event: Event, article: Article, entities: dict[str, Entity]) -> dict[str, Any]:
    place = event.place
    return {
        "type": event.type,
        "mode": event.mode,
        "trigger": next(iter(words(event, "trigger", article)), ""),
        "sentences": _sentences(event, article),
        "actors": [entities[ref].name for ref in event.actors],
        "recipients": [entities[ref].name for ref in event.recipients],
        "status": event.status,
        "date": event.date.value if event.date else None,
        "place": {"name": place.name, "country": place.country} if place else None,
        "killed": event.killed,
        "injured": event.injured,
        "arrested": event.arrested,
        "sources": [entities[ref].name for ref in event.sources],
    }


def _sentences(event: Event, article: Article) -> list[int]:
    """Numbers of the sentences that tell the act, the main one first."""
    told = [
        number
        for v in event.evidence
        if v.field == "trigger"
        for number, (start, end) in enumerate(article.sentences)
        if v.start < end and v.end > start
    ]
    return list(dict.fromkeys(told))


def _entity(entity: Entity, article: Article) -> dict[str, Any]:
    """An entity with every form of its name in the article as an alias."""
    forms = [*entity.aliases, *(" ".join(article.text[start:end].split()) for start, end in entity.mentions)]
    return entity.model_dump(include={"name", "kind", "country", "sectors"}) | {
        "aliases": [form for form in dict.fromkeys(forms) if form and form != entity.name]
    }
