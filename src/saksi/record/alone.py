"""One at a time: what must not be done to a record by two programs at once, such as joining its articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import sqlalchemy as sa
from sqlalchemy.engine import Engine

_JOINING = 7261737  # PostgreSQL's number of the lock


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Wait until no other program is in this block for this record, and hold others off while in it.

    The system or the server frees the lock of a program that was killed.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.select(sa.func.pg_advisory_lock(_JOINING)))
            try:
                yield
            finally:
                connection.execute(sa.select(sa.func.pg_advisory_unlock(_JOINING)))
        return
    held = _locked(Path(f"{engine.url.database}.lock")) if engine.url.database not in (None, "", ":memory:") else None
    try:
        yield
    finally:
        if held is not None:
            with suppress(OSError):
                Path(held.name).unlink()
            held.close()


def _locked(path: Path) -> IO[str] | None:
    """The file beside the record that is held while at work; none on a system without such locks."""
    try:
        import fcntl
    except ImportError:
        return None
    while True:
        stream = path.open("w")
        fcntl.flock(stream, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(stream.fileno()), path.stat()):
                return stream
        stream.close()  # who held it before took it away meanwhile
