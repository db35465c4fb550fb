"""Reading articles again whose report is by another codebook or another Saksi than today's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import sqlalchemy as sa

from saksi.record import ledger
from saksi.record.errors import RecordError
from saksi.record.store import Record
from saksi.record.tables import reports, reviews
from saksi.report import Article, Report


class Reread(NamedTuple):
    """An article that was read again, or why it was not: its old report then stands."""

    article_id: str
    problem: str | None


def outdated(record: Record, *, version: str, codebook: str) -> list[str]:
    """The ids of the articles whose report another Saksi or another codebook made, in order."""
    other = sa.or_(reports.c.codebook != codebook, reports.c.version != version)
    with record.reading() as connection:
        return list(connection.scalars(sa.select(reports.c.article_id).where(other).order_by(reports.c.article_id)))


def reread(record: Record, read: Callable[[Article], Report], ids: Iterable[str]) -> Iterator[Reread]:
    """Read the articles ``ids`` again with ``read`` and keep the new reports, each as soon as it is there.

    What stops in between goes on with the articles that are still outdated. Reviews follow their events (see
    ``saksi.record.following``). An article that cannot be read keeps its report; the failure is noted in the record.
    """
    for id in ids:
        problem = None
        try:
            article = record.report(id).article
            record.replace(id, read(article.model_copy(update={"sentences": []})))
        except RecordError as error:  # removed in the meantime
            problem = str(error)
        except Exception as error:  # whatever one article does to the reader, the next one is read
            problem = f"{type(error).__name__}: {error}"
            with record.writing() as connection:
                ledger.add_failures(connection, [(id, problem)])
        yield Reread(id, problem)


def waiting(record: Record) -> int:
    """How many reviews that stand have no event in the report that now stands."""
    undone = sa.select(reviews.c.undoes).where(reviews.c.undoes.is_not(None))
    lost = reviews.c.event_id.is_(None) & reviews.c.n.not_in(undone) & (reviews.c.verdict != "undone")
    with record.reading() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(reviews).where(lost)) or 0
