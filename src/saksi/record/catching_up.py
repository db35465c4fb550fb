"""Catching up: copies, stories and people of a record brought up to date with what came to it since the last time."""

from __future__ import annotations

from typing import NamedTuple

from saksi.record import joining, ledger, naming, pending
from saksi.record.alone import alone
from saksi.record.joining import Progress
from saksi.record.store import Record


class Caught(NamedTuple):
    """What there was to do: articles compared for the first time, stories made anew; null people were none."""

    articles: int
    stories: int
    people: int | None


def catch_up(record: Record, *, rebuild: bool = False, progress: Progress | None = None) -> Caught:
    """Work out what is pending in ``record``; with ``rebuild`` everything. One program at a time does this.

    What is done is kept portion by portion, so that after a kill the next call goes on. The outcome follows from the
    articles and reviews in the record, not from when or how often this was called.
    """
    if not (rebuild or _pending(record)):
        return Caught(0, 0, None)
    with alone(record.engine):
        if not (rebuild or _pending(record)):  # another program did it meanwhile
            return Caught(0, 0, None)
        with record.writing() as connection:
            ledger.log(connection, "saksi", pending.BEGUN, "record")
        joined = joining.update(record, rebuild=rebuild, progress=progress)
        people = naming.update(record, progress=progress)
        with record.writing() as connection:
            detail = {"articles": joined.articles, "stories": joined.stories, "people": people}
            ledger.log(connection, "saksi", pending.DONE, "record", detail)
        return Caught(joined.articles, joined.stories, people)


def _pending(record: Record) -> bool:
    with record.reading() as connection:
        return bool(pending.unfinished(connection) or pending.uncompared(connection) or pending.changed(connection))
