"""A workbench to visit."""

from collections.abc import Iterator

import pytest

from saksi.workbench.app import create

from .serving import served


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """The address of a workbench of one person."""
    with served(create(None)) as address:
        yield address
