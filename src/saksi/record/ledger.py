"""What was done to the record: the shards of input, the items that failed, and the audit.

Each function runs inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from saksi.record.clock import now
from saksi.record.rows import clean
from saksi.record.tables import audit, failures, reports, shards
from saksi.record.upserts import upsert

READING, DONE, FAILED = "reading", "done", "failed"
"""The states of a shard."""


def put_shard(connection: Connection, shard: Mapping[str, Any]) -> None:
    """Write ``shard``, a row of ``shards``, over the one with its id."""
    upsert(connection, shards, [shard])


def bring_forward(connection: Connection, *, version: str, codebook: str) -> int:
    """Say of the shards that are done that ``version`` and ``codebook`` read them; how many that is new for.

    Only when no report of the record is by another one, as after reading again, is that so. A shard with failures is
    left as it is: what that Saksi could not read this one may.
    """
    other = sa.or_(reports.c.version != version, reports.c.codebook != codebook)
    if connection.scalar(sa.select(sa.exists().where(other))):
        return 0
    stale = sa.or_(shards.c.version != version, shards.c.codebook != codebook)
    whole = (shards.c.state == DONE) & (sa.func.coalesce(shards.c.failed, 0) == 0)
    change = sa.update(shards).where(whole, stale).values(version=version, codebook=codebook)
    return connection.execute(change).rowcount


def shard(connection: Connection, id: str) -> RowMapping | None:
    """The shard ``id``, or None."""
    return connection.execute(sa.select(shards).where(shards.c.id == id)).mappings().one_or_none()


def add_failures(connection: Connection, items: Iterable[tuple[str, str]], shard_id: str | None = None) -> None:
    """Note items that could not be read, each with the reason."""
    at = now()
    made = [clean({"shard_id": shard_id, "item": item, "reason": why, "at": at}) for item, why in items]
    if made:
        connection.execute(sa.insert(failures), made)


def drop_failures(connection: Connection, shard_id: str) -> None:
    """Forget the failures of a shard that is read again."""
    connection.execute(sa.delete(failures).where(failures.c.shard_id == shard_id))


def log(connection: Connection, who: str, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> None:
    """Append to the audit: ``who`` did ``action`` to ``subject``."""
    row = {"at": now(), "who": who, "action": action, "subject": subject, "detail": dict(detail or {})}
    connection.execute(sa.insert(audit).values(clean(row)))


def audited(connection: Connection, subject: str | None = None, *, limit: int = 1000) -> list[RowMapping]:
    """The audit, newest first: all of it, or what was done to ``subject``."""
    question = sa.select(audit).order_by(audit.c.n.desc()).limit(limit)
    if subject is not None:
        question = question.where(audit.c.subject == subject)
    return list(connection.execute(question).mappings())
