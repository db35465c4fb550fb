"""Where a page under test is written."""

from pathlib import Path

import pytest


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "report.html"
