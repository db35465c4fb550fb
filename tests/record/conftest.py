"""A fresh record for each test, in SQLite and in a PostgreSQL of the tests' own."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from saksi.record import Record

from .server import Server, ServerError

SETTING = "SAKSI_TEST_POSTGRES"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server in which databases may be made: the setting's, or one of our own."""
    if SETTING in os.environ:
        yield os.environ[SETTING]
        return
    pytest.importorskip("psycopg")
    try:
        server = Server.start()
    except ServerError as error:
        pytest.skip(str(error))
    with server:
        yield server.url


@contextmanager
def empty_database(server: str) -> Iterator[str]:
    """The address of a database of a test's own in a PostgreSQL server."""
    home = make_url(server)
    name = f"saksi_{uuid.uuid4().hex}"
    admin = sa.create_engine(home, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    yield home.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a test's record goes; nothing is there yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "saksi.db")
        return
    with empty_database(request.getfixturevalue("postgresql")) as address:
        yield address


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    with Record.open(url) as opened:
        yield opened
