"""Exports of exactly the events that pass the filters, in the formats of ``saksi export``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import groupby
from typing import IO, TYPE_CHECKING

from saksi.export.exporting import exports
from saksi.export.items import Item
from saksi.record import Filters
from saksi.record.tables import events

if TYPE_CHECKING:
    from saksi.record import Record

FORMATS = tuple(exports)
TYPES = {".jsonl": "application/jsonl", ".csv": "text/csv", ".tsv": "text/tab-separated-values"}
_CHUNK = 200  # articles whose reports are fetched together
_IN_MEMORY = 8 * 1024 * 1024


def items(record: Record, filters: Filters) -> Iterator[Item]:
    """The articles that have such events, in the order of their ids, each with those events alone."""
    import sqlalchemy as sa

    from saksi.export.recorded import recorded
    from saksi.record import search

    with record.reading() as connection:
        rows = search.selected(connection, filters)
        question = sa.select(events.c.article_id, events.c.id).where(events.c.n.in_(rows))
        found = connection.execute(question.order_by(events.c.article_id, events.c.id)).all()
    kept = {
        article: frozenset(id.removeprefix(f"{article}:") for _, id in of_one)
        for article, of_one in groupby(found, key=lambda row: row[0])
    }
    ids = list(kept)
    for at in range(0, len(ids), _CHUNK):
        for item in recorded(record, ids[at : at + _CHUNK]):
            if of_article := kept.get(item.report.id):
                yield Item(item.report, item.standings, item.actors, of_article)


def written(record: Record, filters: Filters, format: str) -> IO[bytes]:
    """A temporary file with the export, at its beginning; large ones are on disk."""
    target = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    try:
        exports[format].write(items(record, filters), target, "year")  # type: ignore[arg-type]
        target.seek(0)
    except BaseException:
        target.close()
        raise
    return target
