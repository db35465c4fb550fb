"""A limit on how often logging in may fail, kept in the record: a restart clears nothing, and workers share it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from saksi.record.people import tries

if TYPE_CHECKING:
    from saksi.record import Record

_PAGE_LOCK = 7261738  # of PostgreSQL; SQLite has one writer at a time anyway


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``times`` failures within ``seconds``."""

    times: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was let in, or the seconds that it has to ``wait``; ``rows`` are what was noted of it."""

    wait: float
    rows: tuple[int, ...] = ()


class Tries:
    """Tries of one record. ``clock`` tells the time, in UTC."""

    def __init__(self, record: Record, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.record = record
        self._clock = clock

    def begin(self, limits: Mapping[str, Limit]) -> Try:
        """Note a try under each of the keys, unless one of them failed too often: it counts until it is forgiven.

        It is noted before it is known to fail, so that many at once are not let in by each other.
        """
        now = self._clock()
        with self.record.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_PAGE_LOCK)))
            connection.execute(sa.delete(tries).where(tries.c.until <= _text(now)))
            wait = 0.0
            for key, limit in limits.items():
                ends = sa.select(tries.c.until).where(tries.c.key == _digest(key)).order_by(tries.c.until.desc())
                full = connection.scalar(ends.offset(limit.times - 1).limit(1))
                if full is not None:
                    wait = max(wait, (datetime.fromisoformat(full) - now).total_seconds())
            if wait > 0:
                return Try(wait)
            made = [
                {"key": _digest(key), "until": _text(now + timedelta(seconds=limit.seconds))}
                for key, limit in limits.items()
            ]
            rows = [connection.execute(sa.insert(tries).values(row).returning(tries.c.n)).scalar_one() for row in made]
        return Try(0.0, tuple(rows))

    def forgive(self, tried: Try, key: str) -> None:
        """Forget the try and every other under ``key``: it did not fail."""
        with self.record.writing() as connection:
            connection.execute(sa.delete(tries).where(tries.c.n.in_(tried.rows) | (tries.c.key == _digest(key))))


def _text(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds")


def _digest(key: str) -> str:
    """What is mistyped for a name may be a password: the record keeps neither."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
