"""A record with a few invented articles, and workbenches over it to visit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from saksi.record import Record
from saksi.workbench.accounts import Accounts
from saksi.workbench.app import create

from .sample import fill
from .serving import served

PASSWORD = "sebelas-huruf-lebih"  # noqa: S105 - of accounts that a test makes


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A filled record of the test's own."""
    with Record.open(tmp_path / "saksi.db") as made:
        fill(made)
        yield made


@pytest.fixture
def base(record: Record) -> Iterator[str]:
    """The address of a workbench of one person over it."""
    with served(create(record, coder="sari")) as address:
        yield address


@pytest.fixture
def guarded(record: Record) -> Iterator[str]:
    """The address of a workbench with accounts: rina reads, koko and kiki code, edi edits, ana is the admin."""
    accounts = Accounts(record)
    names = {"rina": "reader", "koko": "coder", "kiki": "coder", "edi": "editor", "ana": "admin"}
    for name, role in names.items():
        accounts.add(name, role, PASSWORD)
    with served(create(record, auth=True)) as address:
        yield address
