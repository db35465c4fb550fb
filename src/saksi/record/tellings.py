"""Tellings: one event as one article tells it, in the few fields that say whether two articles tell the same event."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from saksi.articles.outlets import lookup, outlet_name
from saksi.dates import Granularity, covered
from saksi.record.ids import folded
from saksi.record.kept import Kept, KeptEntity, KeptEvent
from saksi.report import Entity, Event, Report, Status

Words = dict[str, float]
"""Words with their weights, scaled to a length of 1."""

_LEAD_SENTENCES = 3
_RAREST = 10  # articles of 10,000: words in as few or fewer, and those that are not listed, say most
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts in a telling. ``names`` are its names in folded form."""

    id: str
    name: str
    names: frozenset[str]
    kind: str
    country: str | None
    sector: str | None

    @property
    def speaks_for_state(self) -> bool:
        """Whether it acts for its country: a state, its government, its forces."""
        return self.kind == "country" or self.sector in ("GOV", "MIL")


@dataclass(frozen=True, slots=True)
class Source:
    """Who vouches for a telling; a ``carrier`` is an outlet or agency that passes on what others say.

    ``state`` is the country that it speaks for.
    """

    name: str
    names: frozenset[str]
    carrier: bool
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one article tells it.

    ``days`` are the first and last day it may have happened and how exact that is; null when the article does not say.
    ``sources`` lead from who vouches first-hand to the outermost carrier; the outlet itself is not among them.
    """

    id: str
    article_id: str
    type: str
    mode: str | None
    status: Status
    days: tuple[date, date, Granularity] | None
    published: date | None
    outlet: str | None
    place: str | None
    place_key: str | None
    country: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    killed: int | None
    injured: int | None
    arrested: int | None
    sources: tuple[Source, ...]
    confidence: float
    words: Words
    topic: Words
    trigger: str
    at: int

    @property
    def order(self) -> tuple[str, str, int]:
        """Sorts by day of publication, then article, then where the article tells it."""
        return (self.published.isoformat() if self.published else "9999", self.article_id, self.at)

    @property
    def day(self) -> date | None:
        """The day it happened, where it is known to the day."""
        return self.days[0] if self.days is not None and self.days[2] == "day" else None


def tellings(report: Report | Kept, article_id: str | None = None) -> Iterator[Telling]:
    """The events of ``report``, each as a telling; ``article_id`` is the article's id in the record."""
    article, id = report.article, article_id or report.id
    entities = {e.id: e for e in report.entities}
    parties = {ref: party(e, id) for ref, e in entities.items()}
    sources = {ref: _source(e) for ref, e in entities.items()}
    published = date.fromisoformat(article.published) if article.published else None
    outlet = outlet_name(article.outlet) if article.outlet else None
    own = frozenset({outlet})
    leads = " ".join(article.text[s:e] for s, e in article.sentences[:_LEAD_SENTENCES])
    topic = weighed(f"{article.title or ''} {leads}")
    for event in report.events:
        start, end = _trigger(event)
        first, last = _sentences(article.sentences, start, end)
        place = event.place
        yield Telling(
            id=f"{id}:{event.id}",
            article_id=id,
            type=event.type,
            mode=event.mode,
            status=event.status,
            days=covered(event.date) if event.date else None,
            published=published,
            outlet=outlet,
            place=place.name if place else None,
            place_key=folded(place.name) if place else None,
            country=place.country if place else None,
            actors=tuple(parties[ref] for ref in event.actors),
            recipients=tuple(parties[ref] for ref in event.recipients),
            killed=event.killed,
            injured=event.injured,
            arrested=event.arrested,
            sources=tuple(sources[ref] for ref in event.sources if sources[ref].name not in own),
            confidence=event.confidence,
            words=weighed(article.text[first:last]),
            topic=topic,
            trigger=folded(article.text[start:end]),
            at=start,
        )


def party(entity: Entity | KeptEntity, article_id: str) -> Party:
    """What counts of an entity when parties of two articles are compared."""
    names = frozenset(folded(name) for name in (entity.name, *entity.aliases) if name[:1].isupper())
    sector = entity.sectors[0] if entity.sectors else None
    return Party(
        f"{article_id}:{entity.id}",
        entity.name,
        (names or frozenset({folded(entity.name)})) - {""},
        entity.kind,
        entity.country,
        sector,
    )


def _source(entity: Entity | KeptEntity) -> Source:
    known = lookup(entity.name)
    name = known.name if known else entity.name
    carrier = known is not None or "JRN" in entity.sectors[:1]
    names = frozenset(folded(n) for n in (name, entity.name, *entity.aliases) if n[:1].isupper()) - {""}
    official = entity.kind == "country" or entity.sectors[:1] in (["GOV"], ["MIL"])
    return Source(name, names or frozenset({folded(name)}), carrier, entity.country if official else None)


def _trigger(event: Event | KeptEvent) -> tuple[int, int]:
    found = next((v for v in event.evidence if v.field == "trigger"), None)
    return (found.start, found.end) if found else (0, 0)


def _sentences(spans: Iterable[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """From where to where the sentences run that ``start`` and ``end`` stand in or touch; these where none does."""
    touched = [s for s in spans if s[0] < end and start < s[1]]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


def weighed(text: str) -> Words:
    """The words of ``text`` by their rarity in Indonesian news, numbers as they stand; scaled to length 1."""
    found = {word: rarity(word) for word in set(_words(text))}
    length = math.sqrt(math.fsum(weight * weight for weight in found.values()))
    return {word: weight / length for word, weight in found.items()} if length else {}


def _words(text: str) -> Iterable[str]:
    for word in folded(text).split():
        bare = word[:-3] if word.endswith("nya") and len(word) > 6 else word
        if len(bare) >= _SHORTEST_WORD or bare.isdigit():
            yield bare


def rarity(word: str) -> float:
    """How much a word says: 0 for one that stands in every article, 1 for one in a thousandth of them or fewer."""
    return _rarities().get(word, 1.0)


def cosine(a: Words, b: Words) -> float:
    """How alike two bags of words are, 0 to 1."""
    few, many = (a, b) if len(a) < len(b) else (b, a)
    return math.fsum([many[word] * weight for word, weight in few.items() if word in many])  # the same in any order


@cache
def _rarities() -> dict[str, float]:
    text = (resources.files(__package__) / "data" / "common_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {word: max(0.0, math.log10(10_000 / max(int(count), _RAREST)) / 3) for word, count in rows}


@cache
def settings() -> dict[str, Any]:
    """The weights and thresholds of stories, from ``data/stories.yaml``."""
    text = (resources.files(__package__) / "data" / "stories.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


_STEM = re.compile(r"^(?:meng|meny|mem|men|me|peng|peny|pem|pen|pe|di|ber|ter|se|ke|per)?(.{4,}?)(?:kan|an|i|nya)?$")


def stem(word: str) -> str:
    """A word without what looks like a prefix and a suffix: rough, and enough to see that two acts share a word."""
    found = _STEM.match(word)
    return found[1] if found else word
