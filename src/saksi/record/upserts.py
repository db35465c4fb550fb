"""Rows put in the place of those with the same key, in either database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from saksi.record.rows import clean

_CHUNK = 1000


def upsert(connection: Connection, table: Table, made: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, each with the same columns, or overwrite those that have their primary key."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    keys = [column.name for column in table.primary_key]
    source = iter(made)
    while chunk := [clean(dict(row)) for row in islice(source, _CHUNK)]:
        put = insert(table)
        others = {name: put.excluded[name] for name in chunk[0] if name not in keys}
        question = put.on_conflict_do_update(index_elements=keys, set_=others) if others else put
        connection.execute(question, chunk)


def assign(connection: Connection, table: Table, column: str, values: Mapping[str, Any]) -> None:
    """Set ``column`` of the rows with the ids that ``values`` names."""
    change = sa.update(table).where(table.c.id == sa.bindparam("row")).values({column: sa.bindparam("value")})
    source = iter(values.items())
    while chunk := [{"row": id, "value": value} for id, value in islice(source, _CHUNK)]:
        connection.execute(change, chunk)
