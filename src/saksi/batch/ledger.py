"""The ledger: which shards of input are in the record. A shard and its row there are written in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from saksi.batch.outbox import Failure, Line, Reading
from saksi.batch.shards import Shard
from saksi.record import Record, article_id, keeping
from saksi.record.ledger import DONE, FAILED, READING
from saksi.record.tables import failures, reports, shards
from saksi.report import Report


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a shard: articles new to the record, known to it, read anew; failures; events read."""

    new: int = 0
    known: int = 0
    again: int = 0
    failed: int = 0
    events: int = 0


class Ledger:
    """The ledger of a record, for one version of Saksi and of its codebook."""

    def __init__(self, record: Record, version: str, codebook: str) -> None:
        self._record, self._version, self._codebook = record, version, codebook

    def clear(self) -> None:
        """Forget the shards that a run which was killed had begun."""
        with self._record.writing() as connection:
            connection.execute(sa.delete(shards).where(shards.c.state == READING))

    def done(self, shard: Shard) -> tuple[int, int] | None:
        """How many articles and how many failures of a shard are recorded, as read by this version; null if none."""
        row = sa.select(shards.c.rows, shards.c.failed).where(
            shards.c.id == shard.id,
            shards.c.state == DONE,
            shards.c.version == self._version,
            shards.c.codebook == self._codebook,
        )
        with self._record.reading() as connection:
            found = connection.execute(row).one_or_none()
        return (found.rows, found.failed) if found else None

    def begin(self, shard: Shard, worker: str) -> None:
        """Note that a shard is being read."""
        with self._record.writing() as connection:
            self._write(connection, shard, state=READING, worker=worker, started=_now())

    def give_up(self, shard: Shard, error: str) -> None:
        """Note that a shard could not be read at all, and why."""
        with self._record.writing() as connection:
            self._write(connection, shard, state=FAILED, error=error[:500], finished=_now())

    def keep(self, shard: Shard, lines: list[Line], reading: Reading) -> Kept:
        """Record what was read of a shard: all of it and the ledger's row, or nothing."""
        read = [line for line in lines if isinstance(line, Report)]
        failed = [line for line in lines if isinstance(line, Failure)]
        with self._record.writing() as connection:
            older = self._older(connection, read)
            fresh = [report for report in read if article_id(report.article) not in older]
            new = keeping.add(connection, fresh)
            for id, report in older.items():
                keeping.replace(connection, id, report)
            connection.execute(sa.delete(failures).where(failures.c.shard_id == shard.id))
            at = _now()
            rows = [{"shard_id": shard.id, "item": _line(f.item), "reason": _line(f.reason), "at": at} for f in failed]
            if rows:
                connection.execute(sa.insert(failures), rows)
            done = {"state": DONE, "rows": len(read), "failed": len(failed), "seconds": reading.seconds}
            self._write(connection, shard, **done, error=None, finished=at)
        events = sum(len(report.events) for report in read)
        return Kept(new, len(fresh) - new, len(older), len(failed), events)

    def failures(self, shard: str) -> list[Failure]:
        """What could not be read of a shard."""
        rows = sa.select(failures.c.item, failures.c.reason).where(failures.c.shard_id == shard).order_by(failures.c.n)
        with self._record.reading() as connection:
            return [Failure(row.item, row.reason) for row in connection.execute(rows)]

    def _older(self, connection: Connection, read: list[Report]) -> dict[str, Report]:
        """Those of the reports whose articles are in the record as another version or codebook read them."""
        given = {article_id(report.article): report for report in read}
        known = sa.select(reports.c.article_id, reports.c.version, reports.c.codebook)
        found = connection.execute(known.where(reports.c.article_id.in_(list(given)))).all()
        return {
            row.article_id: given[row.article_id]
            for row in found
            if (row.version, row.codebook) != (given[row.article_id].version, given[row.article_id].codebook)
        }

    def _write(self, connection: Connection, shard: Shard, **values: Any) -> None:
        own = {"input": _line(shard.name), "version": self._version, "codebook": self._codebook}
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        put = insert(shards).values(own | values | {"id": shard.id})
        # two commands may read the same shard at the same time, from two archives
        connection.execute(put.on_conflict_do_update(index_elements=["id"], set_=own | values))


def _line(text: str) -> str:
    """A text as both databases keep it."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
