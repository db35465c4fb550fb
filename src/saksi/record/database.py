"""The database behind a record: where it is, how it is opened, and bringing its tables up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import StaticPool

from saksi.record.errors import RecordError

SETTING = "SAKSI_DB"
DEFAULT = "saksi.db"
HEAD = "0004"  # the newest migration; a test holds it to the folder
BUSY_SECONDS = 60
_PAUSE = 0.05
_WRITES = "saksi_writes"
_CACHE_KIB = 65536


def locate(where: str | Path | None) -> URL:
    """The address of a record: ``where``, else the setting ``SAKSI_DB``, else ``saksi.db`` in the working directory.

    A path, or a database address as SQLAlchemy writes it (``postgresql+psycopg://user@host/name``).
    """
    named = str(where) if where is not None else os.environ.get(SETTING) or DEFAULT
    if "://" not in named:
        return URL.create("sqlite", database=named)
    try:
        url = make_url(named)
    except ArgumentError:
        raise RecordError(f"{named}: not the address of a database.") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise RecordError(f"{shown(url)}: Saksi keeps its record in SQLite or PostgreSQL.")
    return url


def connect(url: URL, *, create: bool) -> Engine:
    """An engine for ``url``, its tables up to date. With ``create`` false a record that is not there is an error."""
    name = shown(url)
    if url.get_backend_name() == "sqlite":
        _check_file(url, create=create)
    try:
        engine = _sqlite(url) if url.get_backend_name() == "sqlite" else sa.create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise RecordError(f"{name}: needs {error.name}; install it with `pip install saksi[postgresql]`.") from None
    try:
        upgrade(engine, create=create)
    except DBAPIError as error:
        engine.dispose()
        raise RecordError(f"{name}: cannot be opened: {reason(error)}.") from None
    except RecordError:
        engine.dispose()
        raise
    return engine


def shown(url: URL) -> str:
    """``url`` for messages: the path of a file, else the address without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


def _check_file(url: URL, *, create: bool) -> None:
    if url.database in (None, "", ":memory:"):
        return
    path = Path(str(url.database))
    if path.is_dir():
        raise RecordError(f"{path}: is a folder; name a file for the record.")
    if not path.exists() and not create:
        raise RecordError(f"{path}: no record here; `saksi ingest` makes one, --db or {SETTING} names another.")
    if not path.parent.is_dir():
        raise RecordError(f"{path}: there is no folder {path.parent}.")


def reason(error: DBAPIError) -> str:
    """What the database says went wrong, on one line without a full stop."""
    lines = str(error.orig).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error.orig).__name__


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Have a file write ahead. SQLite itself waits for no lock to change that; two may make a record at once."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > until:
                raise
            sleep(_PAUSE)


def _sqlite(url: URL) -> Engine:
    memory = url.database in (None, "", ":memory:")
    settings: dict[str, Any] = {"connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
    if memory:
        settings["poolclass"] = StaticPool  # one connection: each new one would be a record of its own
    engine = sa.create_engine(url, **settings)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions begin where SQLAlchemy says so
        cursor = connection.cursor()
        _write_ahead(cursor)
        cursor.execute("PRAGMA synchronous = FULL")  # a review that was told to be kept outlives a power cut
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer asks for the lock at once and waits its turn: one that reads first could never get it.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; all of it is kept, or nothing."""
    with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads, and sees the record as it stood when it began."""
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


class Changes:
    """Tells cheaply whether anything was written to a database, by whichever program."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._lock = Lock()
        self._watching: Any = None

    def now(self) -> str:
        """A text that stays the same only as long as nothing is written."""
        if self.engine.dialect.name == "postgresql":
            with reading(self.engine) as connection:
                return str(connection.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar())
        with self._lock:
            if self._watching is None:
                made = self.engine.raw_connection()
                self._watching = made.driver_connection
                if not isinstance(self.engine.pool, StaticPool):
                    made.detach()  # it never writes, so that every write is another connection's
            # https://sqlite.org/pragma.html#pragma_data_version
            (others,) = self._watching.execute("PRAGMA data_version").fetchone()
            return f"{others} {self._watching.total_changes}"


def upgrade(engine: Engine, *, create: bool = True) -> None:
    """Bring the tables up to date: nothing to do when they are at ``HEAD``."""
    found = _revision(engine)
    if found == HEAD:
        return
    if found is None and not create:
        raise RecordError(f"{shown(engine.url)}: this database holds no record of Saksi.")
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":  # two programs that open a new record at once: the second waits
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7261736)")
        if _revision_of(connection) == HEAD:
            return
        config.attributes["connection"] = connection
        try:
            if found is not None:
                ScriptDirectory.from_config(config).get_revision(found)
            command.upgrade(config, "head")
        except CommandError:
            raise RecordError(
                f"{shown(engine.url)}: written by a newer Saksi (tables {found}, this one knows {HEAD}); upgrade Saksi."
            ) from None


def _revision(engine: Engine) -> str | None:
    with reading(engine) as connection:
        return _revision_of(connection)


def _revision_of(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return found
