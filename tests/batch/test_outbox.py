from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from saksi.batch import EngineError
from saksi.batch.outbox import Failure, Outbox, Reading, parse, put, write
from saksi.report import Article

from .stub import report

READING = Reading("ab", "1", "c", 2, 0.5)
LINES = [
    report(Article(id="x", text="Ambon \u2028 \U0001f600 \\n damai\n")),
    Failure("a.jsonl, line 3", "\x1b[31m rusak"),
]


def test_an_output_comes_back_as_it_was() -> None:
    assert parse(write(LINES, READING)) == (LINES, READING)
    assert write(LINES, READING) == write(LINES, READING)


@pytest.mark.parametrize("damage", [lambda d: d[:-9], lambda d: d[:40], lambda _: b"", lambda _: gzip.compress(b"{}")])
def test_a_damaged_output_is_forgotten(tmp_path: Path, damage: object) -> None:
    outbox = Outbox(tmp_path / "s")
    outbox.path("ab").write_bytes(damage(write(LINES, READING)))  # type: ignore[operator]
    assert outbox.get("ab") is None
    assert not outbox.path("ab").exists()
    outbox.close()
    assert not (tmp_path / "s").exists()


def test_one_at_a_time_and_half_written_files_go(tmp_path: Path) -> None:
    (tmp_path / "ab.99.part").write_bytes(b"half")
    outbox = Outbox(tmp_path)
    assert not list(tmp_path.glob("*.part"))
    with pytest.raises(EngineError, match="another"):
        Outbox(tmp_path)
    put(tmp_path, "ab", write(LINES, READING))
    outbox.close()
    again = Outbox(tmp_path)
    assert again.get("ab") == (LINES, READING)
    again.close()


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EngineError, match="cannot be written"):
        Outbox(tmp_path / "file" / "s")
