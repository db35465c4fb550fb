"""One row an event with typed, nested columns, for pandas, polars, DuckDB, R and Spark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from saksi.dates import covered, days
from saksi.export.items import Item
from saksi.export.quoting import sentence, words
from saksi.report import SCHEMA as REPORT_SCHEMA
from saksi.report import Article, Entity, Event

ROWS_A_GROUP = 5_000

_text, _texts, _whole, _day = pa.string(), pa.list_(pa.string()), pa.int64(), pa.date32()
_PARTY = pa.struct(
    [
        *[(name, _text) for name in ("id", "actor", "name", "kind", "country")],
        *[("sectors", _texts), ("role", _text), ("words", _texts)],
    ]
)
_ARTICLE = pa.struct(
    [*[(name, _text) for name in ("id", "title", "outlet", "url")], ("published", _day), ("language", _text)]
)
_DATE = pa.struct([*[(n, _text) for n in ("value", "end", "text", "granularity")], ("first", _day), ("last", _day)])
_PLACE = pa.struct(
    [("name", _text), ("country", _text), ("lat", pa.float64()), ("lon", pa.float64()), ("geonameid", _whole)]
)
_EVIDENCE = pa.struct([("field", _text), ("start", _whole), ("end", _whole), ("entity", _text), ("words", _text)])
_SENTENCE = pa.struct([("number", _whole), ("start", _whole), ("end", _whole), ("words", _text)])
_STORY = pa.struct([("id", _text), ("articles", _whole), ("independent_sources", _whole)])
_FINDING = pa.struct([(name, _text) for name in ("regime", "rule", "instrument", "why")])
SCHEMA = pa.schema(
    [
        pa.field("event_id", _text, nullable=False),
        ("article", _ARTICLE),
        pa.field("type", _text, nullable=False),
        ("mode", _text),
        ("contexts", _texts),
        ("quad", pa.int8()),
        ("score", pa.float64()),
        ("status", _text),
        ("review", _text),
        ("confidence", pa.float64()),
        ("actors", pa.list_(_PARTY)),
        ("recipients", pa.list_(_PARTY)),
        ("sources", pa.list_(_PARTY)),
        ("date", _DATE),
        ("place", _PLACE),
        ("killed", _whole),
        ("injured", _whole),
        ("arrested", _whole),
        ("sentence", _SENTENCE),
        ("evidence", pa.list_(_EVIDENCE)),
        ("reasons", pa.map_(_text, _text)),
        ("story", _STORY),
        ("embargo", pa.list_(_FINDING)),
        ("version", _text),
        ("codebook", _text),
    ],
    metadata={"saksi.schema": REPORT_SCHEMA},
)


def write(items: Iterable[Item], target: BinaryIO) -> None:
    """All events, a row group of ``ROWS_A_GROUP`` at a time, compressed with Zstandard."""
    with pq.ParquetWriter(target, SCHEMA, compression="zstd") as table:
        waiting: list[dict[str, Any]] = []
        for item in items:
            waiting.extend(rows(item))
            while len(waiting) >= ROWS_A_GROUP:
                table.write_batch(pa.RecordBatch.from_pylist(waiting[:ROWS_A_GROUP], SCHEMA))
                del waiting[:ROWS_A_GROUP]
        if waiting:
            table.write_batch(pa.RecordBatch.from_pylist(waiting, SCHEMA))


def rows(item: Item) -> Iterator[dict[str, Any]]:
    """The events of an item as rows of ``SCHEMA``."""
    report, article = item.report, item.report.article
    entities = {e.id: e for e in report.entities}

    def parties(refs: list[str], field: str, event: Event) -> list[dict[str, Any]]:
        return [_party(item, entities[ref], words(event, field, article, ref)) for ref in refs]

    for event in item.events():
        standing = item.standing(event)
        yield {
            "event_id": item.id(event),
            "article": _article(article),
            **item.told(event),
            "actors": parties(event.actors, "actor", event),
            "recipients": parties(event.recipients, "recipient", event),
            "sources": parties(event.sources, "source", event),
            "date": _date(event),
            "place": event.place.model_dump(include={"name", "country", "lat", "lon", "geonameid"})
            if event.place
            else None,
            "killed": event.killed,
            "injured": event.injured,
            "arrested": event.arrested,
            "sentence": _sentence(event, article),
            "evidence": [v.model_dump() | {"words": article.text[v.start : v.end]} for v in event.evidence],
            "reasons": list(event.reasons.items()),
            "story": {
                "id": standing.story,
                "articles": standing.articles,
                "independent_sources": standing.independent_sources,
            }
            if standing.story
            else None,
            "embargo": [f.model_dump(include={"regime", "rule", "instrument", "why"}) for f in item.findings(event)],
            "version": report.version,
            "codebook": report.codebook,
        }


def _party(item: Item, entity: Entity, said: list[str]) -> dict[str, Any]:
    own = entity.model_dump(include={"id", "name", "kind", "country", "sectors", "role"})
    return own | {"actor": item.actor(entity), "words": said}


def _article(article: Article) -> dict[str, Any]:
    known = days(article.published) if article.published else None
    own = article.model_dump(include={"id", "title", "outlet", "url", "language"})
    return own | {"published": known[0] if known and known[2] == "day" else None}


def _date(event: Event) -> dict[str, Any] | None:
    when = event.date
    if when is None:
        return None
    first, last, granularity = covered(when) or (None, None, None)
    own = when.model_dump(include={"value", "end", "text"})
    return own | {"first": first, "last": last, "granularity": granularity}


def _sentence(event: Event, article: Article) -> dict[str, Any] | None:
    told = sentence(event, article)
    if told is None:
        return None
    number, start, end = told
    return {"number": number, "start": start, "end": end, "words": article.text[start:end]}
