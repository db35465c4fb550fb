"""Exports of exactly the events that pass the filters, in the formats of ``saksi export``."""

from __future__ import annotations

import tempfile
from typing import IO, TYPE_CHECKING

from saksi.export.exporting import exports
from saksi.export.recorded import recorded
from saksi.record import Filters

if TYPE_CHECKING:
    from saksi.record import Record

FORMATS = tuple(exports)
TYPES = {".jsonl": "application/jsonl", ".csv": "text/csv", ".tsv": "text/tab-separated-values"}
_IN_MEMORY = 8 * 1024 * 1024


def written(record: Record, filters: Filters, format: str) -> IO[bytes]:
    """A temporary file with the export, at its beginning; large ones are on disk."""
    target = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    try:
        exports[format].write(recorded(record, filters), target, "year")  # type: ignore[arg-type]
        target.seek(0)
    except BaseException:
        target.close()
        raise
    return target
