"""The record: reports kept in a database, each article once, everything in them found again.

>>> from saksi.record import Record
>>> record = Record.open(":memory:")
>>> len(record)
0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from saksi.record import database, hits, keeping, ledger, reviewing, search
from saksi.record.errors import RecordError
from saksi.record.filters import Filters, Order, What
from saksi.record.hits import Hit
from saksi.record.ids import article_id
from saksi.record.reviewing import Judgement, Review
from saksi.record.rows import unpacked
from saksi.record.tables import articles, entities, events, reports, stories
from saksi.record.tables import statements as statement_table
from saksi.report import Article, Event, Report

_CHUNK = 64
_SLICE = 500  # ids in one question to the database


class Added(NamedTuple):
    """How many articles were new, and how many the record held already."""

    new: int
    known: int


class Record:
    """A record of reports; get one with ``Record.open``, and one for each process.

    Several processes and threads may read and write the same record at once: a writer of SQLite waits for the other.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, where: str | Path | None = None, *, create: bool = True) -> Record:
        """The record at ``where``, its tables made or brought up to date.

        ``where`` is a path, ``:memory:`` or a database address (``postgresql+psycopg://...``); without it the setting
        ``SAKSI_DB``, else ``saksi.db`` in the working directory. Raises ``RecordError`` when it cannot be opened, and
        when ``create`` is false and there is no record.
        """
        return cls(database.connect(database.locate(where), create=create))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        with self.reading() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(articles)) or 0

    def __bool__(self) -> bool:
        return True  # also with no article in it yet

    @property
    def name(self) -> str:
        """Where the record is, for messages."""
        return database.shown(self.engine.url)

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes: all of it is kept, or nothing."""
        return database.writing(self.engine)

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that only reads, and sees the record as it stood when it began."""
        return database.reading(self.engine)

    def add(self, report: Report) -> bool:
        """Keep ``report``, all or nothing; false when its article is in the record already.

        The report is kept under the record's id (``article_id``) as the report's and the article's; the id it came
        with stands in ``articles.given_id``. Of two reports of one article by the same Saksi and codebook that differ
        in where they came from the lesser is kept, whichever comes first.
        """
        return self.add_many([report]).new == 1

    def add_many(self, reports: Iterable[Report]) -> Added:
        """Keep ``reports`` as they come, some dozens in one transaction: each article wholly or not at all."""
        new = known = 0
        source = iter(reports)
        while chunk := list(islice(source, _CHUNK)):
            with self.writing() as connection:
                got = keeping.add(connection, chunk)
            new += got
            known += len(chunk) - got
        return Added(new, known)

    def replace(self, id: str, report: Report) -> None:
        """Put ``report``, a new reading of the article ``id``, in the place of the one that is kept.

        Reviews stay with the events they were given on where the new reading has them, else they wait for a reading
        that has them again. Raises ``RecordError`` when there is no such article.
        """
        with self.writing() as connection:
            keeping.replace(connection, id, report)

    def remove(self, id: str, *, who: str = "saksi") -> bool:
        """Take out the article ``id`` and what was read in it; false when there is none. Its reviews are kept."""
        with self.writing() as connection:
            removed = keeping.remove(connection, id)
            if removed:
                ledger.log(connection, who, "removed", id)
            return removed

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of the article ids that the record holds."""
        found: set[str] = set()
        source = iter(ids)
        with self.reading() as connection:
            while chunk := list(islice(source, _SLICE)):
                found.update(connection.scalars(sa.select(articles.c.id).where(articles.c.id.in_(chunk))))
        return found

    def holds(self, article: Article) -> bool:
        """Whether the record holds ``article``."""
        return bool(self.known([article_id(article)]))

    def report(self, id: str, *, corrected: bool = False) -> Report:
        """The report on the article ``id``; raises ``RecordError`` when there is none.

        As it was read; with ``corrected`` as reviews left it: corrections made, rejected events left out.
        """
        for report in self.reports([id], corrected=corrected):
            return report
        raise RecordError(f"{id}: no such article in {self.name}.")

    def reports(self, ids: Iterable[str] | None = None, *, corrected: bool = False) -> Iterator[Report]:
        """The reports in the order of their ids, read from the record as they are asked for.

        All, or those on the articles ``ids``. As they were read; with ``corrected`` as reviews left them.
        """
        question = sa.select(reports.c.json).order_by(reports.c.article_id)
        if ids is None:
            last = ""
            while page := self._page(question.where(reports.c.article_id > last).limit(_CHUNK), corrected):
                yield from page
                last = page[-1].id
        else:
            wanted = sorted(set(ids))
            for at in range(0, len(wanted), _CHUNK):
                chosen = reports.c.article_id.in_(wanted[at : at + _CHUNK])
                yield from self._page(question.where(chosen), corrected)

    def _page(self, question: sa.Select[Any], corrected: bool) -> list[Report]:
        with self.reading() as connection:
            page = [unpacked(data) for data in connection.scalars(question)]
            return [reviewing.corrected_report(connection, report) for report in page] if corrected else page

    def event(self, id: str) -> Event:
        """The event ``id`` as reviews left it, also when they rejected it; raises ``RecordError`` if there is none."""
        article, _, local = id.rpartition(":")
        with self.reading() as connection:
            data = connection.scalar(sa.select(reports.c.json).where(reports.c.article_id == article))
            report = reviewing.corrected_report(connection, unpacked(data), rejected=True) if data else None
        for event in report.events if report else ():
            if event.id == local:
                return event
        raise RecordError(f"{id}: no such event in {self.name}.")

    def review(self, coder: str, given: Judgement | Sequence[Judgement], *, act: str | None = None) -> list[Review]:
        """Keep what ``coder`` decided about one or more events as one act, all of it or nothing.

        ``act`` is a name that the caller gives the act, so that one sent twice is kept once. Raises ``Conflict`` when
        an event was reviewed since the coder looked, ``RecordError`` for an unknown event or an unsound change.
        """
        judgements = [given] if isinstance(given, Judgement) else given
        with self.writing() as connection:
            return reviewing.give(connection, coder, judgements, act)

    def undo(self, coder: str, act: str | None = None) -> list[Review]:
        """Take back the latest act of ``coder`` that stands, or ``act``; what was taken back, to any depth."""
        with self.writing() as connection:
            return reviewing.undo(connection, coder, act)

    def reviews(
        self, *, event: str | None = None, article: str | None = None, coder: str | None = None
    ) -> list[Review]:
        """Reviews in the order in which they were given, those taken back among them."""
        with self.reading() as connection:
            return reviewing.listed(connection, event=event, article=article, coder=coder)

    def search(
        self,
        filters: Filters | None = None,
        what: What = What.events,
        *,
        order: Order = Order.newest,
        limit: int = 50,
        offset: int = 0,
    ) -> list[Hit]:
        """A page of the events, statements or articles that pass ``filters``, rejected events among them.

        Raises ``RecordError`` for a text without words and for an order that ``what`` does not have.
        """
        with self.reading() as connection:
            found = search.page(connection, filters or Filters(), what, order=order, limit=limit, offset=offset)
            return hits.hits(connection, what, found)

    def find(
        self, filters: Filters | None = None, what: What = What.events, *, order: Order = Order.newest
    ) -> Iterator[Hit]:
        """All that pass ``filters``, fetched as they are asked for."""
        with self.reading() as connection:
            numbers = search.page(connection, filters or Filters(), what, order=order, limit=None)
        for at in range(0, len(numbers), _SLICE):
            with self.reading() as connection:
                chunk = hits.hits(connection, what, numbers[at : at + _SLICE])
            yield from chunk

    def count(self, filters: Filters | None = None, what: What = What.events, *, at_most: int | None = None) -> int:
        """How many pass ``filters``; with ``at_most`` the count ends there, which a broad search answers sooner."""
        with self.reading() as connection:
            return search.count(connection, filters or Filters(), what, at_most=at_most)

    def counts(self) -> dict[str, int]:
        """How many articles, events, statements, entities and stories there are."""
        counted = {
            "articles": articles,
            "events": events,
            "statements": statement_table,
            "entities": entities,
            "stories": stories,
        }
        with self.reading() as connection:
            return {
                name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
                for name, table in counted.items()
            }
