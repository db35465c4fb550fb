"""``saksi find``: events, statements and articles of a record."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saksi.cli.problems import stop
from saksi.cli.recorded import Db, filtered, opened
from saksi.cli.writing import written
from saksi.record.filters import Filters, Order, What

if TYPE_CHECKING:
    from saksi.record import Hit, Record

_ROWS = 50
_TOLD = 10_000  # how far hits below a table are counted


class FoundFormat(StrEnum):
    """How what was found is written."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


@filtered
def find(
    filters: Filters,
    text: Annotated[
        str | None,
        typer.Argument(metavar="[WORDS]", help='Words of the sentence, statement or article; "in quotes"; with*.'),
    ] = None,
    what: Annotated[What, typer.Option(help="What to list.")] = What.events,
    format: Annotated[FoundFormat, typer.Option(help="How to write it.")] = FoundFormat.table,
    order: Annotated[Order, typer.Option(help="In which order: by day, or events by confidence.")] = Order.newest,
    limit: Annotated[
        int | None, typer.Option(min=1, help=f"So many at the most. Default: {_ROWS} in a table, else all.")
    ] = None,
    offset: Annotated[int, typer.Option(min=0, help="Leave out so many at the beginning.")] = 0,
    count: Annotated[bool, typer.Option("--count", help="Only say how many there are.")] = False,
    output: Annotated[Path | None, typer.Option(help="Write here instead of to standard output.")] = None,
    db: Db = None,
) -> None:
    """Find events, statements or articles in the record by who, what, where, when, according to whom, and by words."""
    from saksi.export.found import kinds, writers

    with opened(db) as record:
        if count:
            typer.echo(record.count(filters, what))
            return
        if limit is None and format is FoundFormat.table:
            limit = _ROWS
        found = _found(record, filters, what, order, limit, offset)
        try:
            with written(output) as target:
                writers[format.value](found, kinds[what.value], target)
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(0) from None
        except OSError as error:
            stop(f"{output or 'standard output'}: cannot be written: {error.strerror}.")
        if format is FoundFormat.table and limit is not None:
            _tell(record.count(filters, what, at_most=max(_TOLD, offset + limit) + 1), what, limit, offset)


def _found(record: Record, filters: Filters, what: What, order: Order, limit: int | None, offset: int) -> Iterable[Hit]:
    if limit is not None:
        return record.search(filters, what, order=order, limit=limit, offset=offset)
    return islice(record.find(filters, what, order=order), offset, None)


def _tell(total: int, what: What, limit: int, offset: int) -> None:
    """Where a table stands among all that was found; ``total`` was counted no further than one past what is told."""
    most = max(_TOLD, offset + limit)
    last = min(offset + limit, total)
    number = f"{total:,}" if total <= most else f"more than {most:,}"
    if not total:
        told = f"No {what.value} found."
    elif offset >= total:
        told = f"There are {number} {what.value}, fewer than --offset."
    elif last < total:
        told = f"{offset + 1:,} to {last:,} of {number} {what.value}; the next with --offset {last}."
    else:
        told = f"{number} {what.value if total > 1 else what.value.removesuffix('s')}."
    typer.echo(told, err=True)
