"""Articles in a Parquet file: columns named as the fields of a record, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from saksi.articles.records import article_of
from saksi.articles.unreadable import Refusal, Unreadable
from saksi.report import Article

_COLUMNS = ("id", "text", "title", "published", "outlet", "url")
_ROWS = 32


def read_parquet(stream: IO[bytes], origin: str, stem: str) -> Iterator[Article | Unreadable]:
    """The articles of a seekable Parquet file; columns it does not know are not read."""
    import pyarrow
    from pyarrow import parquet

    row = 0
    try:
        # without a pre-buffer, column chunks are read in pieces: memory does not grow with the row groups
        with parquet.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20) as file:
            names = {name.strip().casefold(): name for name in reversed(file.schema_arrow.names)}
            wanted = {name: names[name] for name in _COLUMNS if name in names}
            if "text" not in wanted:
                said = ", ".join(file.schema_arrow.names)[:100]
                raise Refusal(f'it has no column "text" (it names: {said or "nothing"})')
            batches = file.iter_batches(batch_size=_ROWS, columns=list(wanted.values()), use_threads=False)
            for batch in batches:
                columns = {name: batch.column(column) for name, column in wanted.items()}
                for place in range(batch.num_rows):
                    row += 1
                    try:
                        record = {name: _value(column[place]) for name, column in columns.items()}
                        yield article_of(record, origin=origin, fallback_id=f"{stem}-{row}")
                    except Refusal as refusal:
                        yield Unreadable(origin, row, str(refusal), "row")
    except Refusal as refusal:
        yield Unreadable(origin, None, str(refusal))
    except (pyarrow.ArrowException, OSError, ValueError, MemoryError) as error:
        said = " ".join(str(error).split())[:80]
        yield Unreadable(origin, row + 1, f"the Parquet file is damaged here ({said})", "row")


def _value(cell: Any) -> object:
    try:
        value = cell.as_py()
    except UnicodeDecodeError:
        raise Refusal("it holds a string that is not UTF-8") from None
    except (ValueError, OverflowError) as error:
        raise Refusal(f"it holds a value that cannot be read ({str(error)[:60]})") from None
    return value.isoformat() if isinstance(value, date) else value
