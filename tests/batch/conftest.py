from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.record.conftest import empty_database, postgresql

__all__ = ["postgresql"]


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    """The address of an empty database."""
    with empty_database(postgresql) as address:
        yield address
