"""Many rows written at once, also in the place of those with the same key, in either database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy import JSON, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from saksi.record.rows import clean

_CHUNK = 1000


def insert(connection: Connection, table: Table, made: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each with the same columns, straight through the driver: a third of the time is the toolkit's."""
    if not made:
        return
    names = tuple(made[0])
    sql, coded = _inserting(table, names, connection.dialect.name)
    rows = [{**row, **{name: _coded(row[name]) for name in coded}} for row in made] if coded else made
    connection.exec_driver_sql(sql, list(map(itemgetter(*names), rows)))


@cache
def _inserting(table: Table, names: tuple[str, ...], dialect: str) -> tuple[str, tuple[str, ...]]:
    """The statement, and the columns that hold JSON."""
    mark = "%s" if dialect == "postgresql" else "?"
    columns = ", ".join(f'"{name}"' for name in names)
    sql = f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join([mark] * len(names))})"  # noqa: S608 - our names
    return sql, tuple(name for name in names if isinstance(table.c[name].type, JSON))


def _coded(value: Any) -> str | None:
    return None if value is None else json.dumps(value)


def upsert(connection: Connection, table: Table, made: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, each with the same columns, or overwrite those that have their primary key."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    keys = [column.name for column in table.primary_key]
    source = iter(made)
    while chunk := [clean(dict(row)) for row in islice(source, _CHUNK)]:
        put = make(table)
        others = {name: put.excluded[name] for name in chunk[0] if name not in keys}
        question = put.on_conflict_do_update(index_elements=keys, set_=others) if others else put
        connection.execute(question, chunk)


def assign(connection: Connection, table: Table, column: str, values: Mapping[str, Any]) -> None:
    """Set ``column`` of the rows with the ids that ``values`` names."""
    change = sa.update(table).where(table.c.id == sa.bindparam("row")).values({column: sa.bindparam("value")})
    source = iter(values.items())
    while chunk := [{"row": id, "value": value} for id, value in islice(source, _CHUNK)]:
        connection.execute(change, chunk)
