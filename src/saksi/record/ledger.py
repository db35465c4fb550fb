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
from saksi.record.tables import audit, failures, shards
from saksi.record.upserts import upsert


def put_shard(connection: Connection, shard: Mapping[str, Any]) -> None:
    """Write ``shard``, a row of ``shards``, over the one with its id."""
    upsert(connection, shards, [shard])


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
