"""A record with a few invented articles, and workbenches over it to visit."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from saksi.record import Record
from saksi.workbench import accounts
from saksi.workbench.accounts import Accounts
from saksi.workbench.app import create

from .sample import fill
from .serving import served

PASSWORD = "sebelas-huruf-lebih"  # noqa: S105 - of accounts that a test makes
PEOPLE = {"rina": "reader", "koko": "coder", "kiki": "coder", "edi": "editor", "ana": "admin"}


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hashes that take no time: how strong they are is tested by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that every test starts from."""
    path = tmp_path_factory.mktemp("record") / "saksi.db"
    with Record.open(path) as made:
        fill(made)
        for name, role in PEOPLE.items():
            Accounts(made).add(name, role, PASSWORD)
    return path


@pytest.fixture
def record(filled: Path, tmp_path: Path) -> Iterator[Record]:
    """A filled record of the test's own; rina reads in it, koko and kiki code, edi edits, ana is the admin."""
    shutil.copy(filled, tmp_path / "saksi.db")
    with Record.open(tmp_path / "saksi.db") as made:
        yield made


@pytest.fixture
def base(record: Record) -> Iterator[str]:
    """The address of a workbench of one person over it."""
    with served(create(record, coder="sari")) as address:
        yield address


@pytest.fixture
def guarded(record: Record) -> Iterator[str]:
    """The address of a workbench with accounts."""
    with served(create(record, auth=True)) as address:
        yield address
