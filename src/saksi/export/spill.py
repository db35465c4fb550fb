"""Rows that must be sorted or counted before they can be written wait on disk, so that memory stays flat."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def spill(*tables: str) -> Iterator[sqlite3.Connection]:
    """A private database in a temporary file that is gone afterwards; ``tables`` are its CREATE statements.

    Raises ``OSError`` when the disk does not hold it.
    """
    store = sqlite3.connect("", isolation_level=None)
    try:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -4096"):
            store.execute(f"PRAGMA {pragma}")
        for table in tables:
            store.execute(table)
        store.execute("BEGIN")
        yield store
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, f"the temporary file failed: {error}") from error
    finally:
        store.close()
