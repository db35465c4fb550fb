"""The tellings of a record by article and by time, read as they are needed and kept at hand for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from saksi.record.kept import Kept, kept
from saksi.record.likeness import LATER, NEAR, times
from saksi.record.store import Record
from saksi.record.tables import articles, events, reports, reviews
from saksi.record.tellings import Telling, tellings
from saksi.report import Report

_HELD_ARTICLES = 2000
_TIMES = 16
_SLICE = 400


class Placed(NamedTuple):
    """A telling with the times that it stands under (``saksi.record.likeness.times``)."""

    telling: Telling
    times: list[str]


class Shelf:
    """The tellings of a record by article and by time; the articles read last are kept at hand."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._held: OrderedDict[str, dict[str, Placed]] = OrderedDict()

    def of(self, wanted: Sequence[str]) -> list[Placed]:
        """The tellings of articles, as reviews left them."""
        self._fetch(wanted)
        return [placed for article in wanted for placed in self._held[article].values()]

    def find(self, id: str) -> Placed | None:
        """One telling; None when a review rejected it."""
        article = id.rpartition(":")[0]
        self._fetch([article])
        return self._held[article].get(id)

    def by_time(self, wanted: Sequence[str]) -> Iterator[tuple[str, list[Placed]]]:
        """The tellings that stand under each of the times ``wanted``, by their ids."""
        for start in range(0, len(wanted), _TIMES):
            chunk = wanted[start : start + _TIMES]
            with self.record.reading() as connection:
                under = _under(connection, chunk)
            for time in chunk:
                ids = sorted(under.pop(time, ()))
                articles = {article for _, article in ids}
                self._fetch(articles)
                found = (self._held[article].get(id) for id, article in ids)
                yield time, [placed for placed in found if placed is not None and time in placed.times]

    def copy_groups(self, ids: Iterable[str]) -> dict[str, str]:
        """The groups of the articles that have copies."""
        found: dict[str, str] = {}
        with self.record.reading() as connection:
            for chunk in chunks(ids):
                rows = sa.select(articles.c.id, articles.c.copy_group).where(articles.c.id.in_(chunk))
                found.update(dict(connection.execute(rows).tuples().all()))
        return found

    def stories_of(
        self, connection: Connection, ids: Iterable[str], touched: Iterable[str], done: Collection[str]
    ) -> set[str]:
        """The stories that events have now, or that lost events of the ``touched`` articles; none that is ``done``."""
        found: set[str] = set()
        for chunk in chunks(ids):
            found.update(connection.scalars(sa.select(events.c.story_id).where(events.c.id.in_(chunk)).distinct()))
        for chunk in chunks(touched):
            rows = sa.select(events.c.id, events.c.story_id).where(events.c.article_id.in_(chunk))
            found.update(story for id, story in connection.execute(rows) if id not in done)
        return {id for id in found if id is not None}

    def with_story(self, ids: Iterable[str]) -> set[str]:
        """The events that are now in one story with one of ``ids``."""
        return self._in_one_story(ids, events.c.id)

    def beside(self, touched: Iterable[str]) -> set[str]:
        """The events that are now in one story with an event of the ``touched`` articles."""
        return self._in_one_story(touched, events.c.article_id)

    def _in_one_story(self, ids: Iterable[str], of: sa.Column[str]) -> set[str]:
        found: set[str] = set()
        with self.record.reading() as connection:
            for chunk in chunks(ids):
                inside = sa.select(events.c.story_id).where(of.in_(chunk), events.c.story_id.is_not(None))
                found.update(connection.scalars(sa.select(events.c.id).where(events.c.story_id.in_(inside))))
        return found

    def _fetch(self, wanted: Collection[str]) -> None:
        missing = []
        for id in wanted:
            if id in self._held:
                self._held.move_to_end(id)
            else:
                missing.append(id)
        for chunk in chunks(missing):
            self._held.update((id, {}) for id in chunk)
            for report in self._reports(chunk):
                self._held[report.id] = {told.id: Placed(told, times(told)) for told in tellings(report)}
        while len(self._held) > max(_HELD_ARTICLES, len(wanted)):
            self._held.popitem(last=False)

    def _reports(self, ids: Sequence[str]) -> Iterator[Report | Kept]:
        """Reports as reviews left them; only those that have reviews are read in full."""
        with self.record.reading() as connection:
            mark = reviews.c.article_id
            reviewed = set(connection.scalars(sa.select(mark).where(mark.in_(ids))))
            wanted = reports.c.article_id.in_([id for id in ids if id not in reviewed])
            found = connection.scalars(sa.select(reports.c.json).where(wanted)).all()
        for data in found:
            yield kept(data)
        yield from self.record.reports(reviewed, corrected=True)


def _under(connection: Connection, wanted: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """The events, with their articles, that stand under each of the times ``wanted``, and some under others."""
    days: set[date] = set()
    spans: list[tuple[str, str]] = []
    alone: list[str] = []
    for time in wanted:
        first, _, last = time.partition("/")
        try:
            days |= {date.fromisoformat(first)} if not last else set()
        except ValueError:
            alone.append(time)
        if last:
            spans.append((first, last))
    found: dict[str, list[tuple[str, str]]] = {}
    e = events.c
    dated = {(day - timedelta(n)).isoformat() for day in days for n in range(NEAR + 1)}
    exact = sa.func.length(e.date_value) == len("2016-11-29")
    for id, article, known in connection.execute(
        sa.select(e.id, e.article_id, e.date_from).where(e.date_from.in_(sorted(dated)), exact)
    ):
        for n in range(NEAR + 1):
            found.setdefault(_later(known, n), []).append((id, article))
    if spans:
        vague = sa.tuple_(e.date_from, e.date_to).in_(spans) & sa.not_(exact)
        for id, article, first, last in connection.execute(
            sa.select(e.id, e.article_id, e.date_from, e.date_to).where(vague)
        ):
            found.setdefault(f"{first}/{last}", []).append((id, article))
    undated = sa.select(e.id, e.article_id, articles.c.published).join(articles, articles.c.id == e.article_id)
    undated = undated.where(e.date_from.is_(None))
    told = {(day + timedelta(n)).isoformat() for day in days for n in range(-1, LATER + 1)}
    for id, article, published in connection.execute(undated.where(articles.c.published.in_(sorted(told)))):
        for n in range(-LATER, 2):
            found.setdefault(_later(published, n), []).append((id, article))
    if alone:
        for id, article, _ in connection.execute(undated.where(articles.c.id.in_(alone))):
            found.setdefault(article, []).append((id, article))
    return found


@lru_cache(maxsize=1000)
def _later(day: str, n: int) -> str:
    return (date.fromisoformat(day) + timedelta(n)).isoformat()


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """``ids`` in order, as many at a time as a question to the database may name."""
    source = iter(sorted(ids))
    while chunk := list(islice(source, _SLICE)):
        yield chunk
