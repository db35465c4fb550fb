"""The words that are searched, in SQLite's FTS5 tables or PostgreSQL's tsvector columns.

Both cut text into runs of letters and digits without case or accents. In PostgreSQL the columns of an index are the
weights A to D of its words, in the order that stands here.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from saksi.record.ids import folded
from saksi.record.rows import Row

COLUMNS = {
    "articles": ("title", "text"),
    "events": ("actors", "recipients", "sources", "words"),
    "statements": ("speaker", "words"),
}
_WEIGHTS = "ABCD"
_LONGEST = 400_000  # characters of one column: PostgreSQL refuses a tsvector of more than a megabyte
_LONGEST_WORD = 500


def put(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Index ``rows`` of ``table``, each with its ``id`` and the words of every column; the rows themselves exist."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(_postgresql(table)), [_folded(table, row) for row in rows])
    elif table != "articles":  # whose words SQLite takes from the table itself
        columns = COLUMNS[table]
        values = ", ".join(f":{name}" for name in columns)
        connection.execute(
            sa.text(
                f"INSERT INTO {table}_fts (rowid, {', '.join(columns)}) "  # noqa: S608 - names that stand above
                f"SELECT n, {values} FROM {table} WHERE id = :id"
            ),
            list(rows),
        )


def drop(connection: Connection, table: str, id: str) -> None:
    """Take the words of one row out of the index; the row itself stays."""
    connection.execute(
        sa.text(f"DELETE FROM {table}_fts WHERE rowid = (SELECT n FROM {table} WHERE id = :id)"),  # noqa: S608
        {"id": id},
    )


def _postgresql(table: str) -> str:
    columns = COLUMNS[table]
    kept = () if table == "articles" else columns
    tsv = " || ".join(
        f"setweight(to_tsvector('simple', :{name}_folded), '{weight}')"
        for name, weight in zip(columns, _WEIGHTS, strict=False)
    )
    into = ", ".join(("rowid", *kept, "tsv"))
    values = ", ".join(("n", *(f":{name}" for name in kept), tsv))
    return f"INSERT INTO {table}_fts ({into}) SELECT {values} FROM {table} WHERE id = :id"  # noqa: S608


def _folded(table: str, row: Row) -> Row:
    return row | {f"{name}_folded": _words(row[name] or "") for name in COLUMNS[table]}


def _words(text: str) -> str:
    return " ".join(word[:_LONGEST_WORD] for word in folded(text[:_LONGEST]).split())
