"""Many rows written at once, also in the place of those with the same key, in either database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Table
from sqlalchemy.engine import Connection

from saksi.record.rows import clean

_CHUNK = 1000


def insert(connection: Connection, table: Table, made: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each with the same columns, straight through the driver: a third of the time is the toolkit's."""
    if made:
        _run(connection, table, made, replace=False)


def _run(connection: Connection, table: Table, made: Sequence[Mapping[str, Any]], *, replace: bool) -> None:
    names = tuple(made[0])
    sql, coded = _inserting(table, names, connection.dialect.name, replace)
    rows = [{**row, **{name: _coded(row[name]) for name in coded}} for row in made] if coded else made
    connection.exec_driver_sql(sql, list(map(itemgetter(*names), rows)))


@cache
def _inserting(table: Table, names: tuple[str, ...], dialect: str, replace: bool) -> tuple[str, tuple[str, ...]]:
    """The statement, and the columns that hold JSON."""
    mark = "%s" if dialect == "postgresql" else "?"
    columns = ", ".join(f'"{name}"' for name in names)
    sql = f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join([mark] * len(names))})"  # noqa: S608 - our names
    if replace:
        keys = [column.name for column in table.primary_key]
        others = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in keys)
        sql += f" ON CONFLICT ({', '.join(keys)}) DO {f'UPDATE SET {others}' if others else 'NOTHING'}"
    return sql, tuple(name for name in names if isinstance(table.c[name].type, JSON))


def _coded(value: Any) -> str | None:
    if value == []:  # most of them
        return "[]"
    return None if value is None else json.dumps(value)


def upsert(connection: Connection, table: Table, made: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, each with the same columns, or overwrite those that have their primary key."""
    source = iter(made)
    while chunk := [clean(dict(row)) for row in islice(source, _CHUNK)]:
        _run(connection, table, chunk, replace=True)


def assign(connection: Connection, table: Table, column: str, values: Mapping[str, Any]) -> None:
    """Set ``column``, one of text, of the rows with the ids that ``values`` names, straight through the driver."""
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    change = f'UPDATE {table.name} SET "{column}" = {mark} WHERE id = {mark}'  # noqa: S608 - our names
    source = iter(values.items())
    while chunk := [(value, id) for id, value in islice(source, _CHUNK)]:
        connection.exec_driver_sql(change, chunk)
