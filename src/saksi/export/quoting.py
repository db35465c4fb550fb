"""The words that an event was read from, as the article has them."""

from __future__ import annotations

from saksi.report import Article, Event


def words(event: Event, field: str, article: Article, entity: str | None = None) -> list[str]:
    """The words behind a field of an event, in the order of its evidence; of one entity where it is named."""
    found = [v for v in event.evidence if v.field == field and entity in (None, v.entity)]
    return [article.text[v.start : v.end] for v in found]


def place_words(event: Event, article: Article) -> list[str]:
    """The words that name an event's place: its evidence, or else where the place itself points."""
    span = event.place.span if event.place else None
    return words(event, "place", article) or ([article.text[slice(*span)]] if span else [])


def sentence(event: Event, article: Article) -> tuple[int, int, int] | None:
    """The sentence of the act: its number from 0, its start and its end; null without a trigger in a sentence."""
    act = next((v for v in event.evidence if v.field == "trigger"), None)
    if act is None:
        return None
    for number, (start, end) in enumerate(article.sentences):
        if start <= act.start < end:
            return number, start, end
    return None
