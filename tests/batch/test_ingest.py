"""Ingestion with a stub for a reader: what is recorded, and what articles and kills can and cannot do to it."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from saksi.batch import EngineError
from saksi.batch.ingest import Engine, Total
from saksi.batch.pool import Pool
from saksi.record import Record

from . import stub
from .helpers import STUB, contents, run, story, write

ROOT = Path(__file__).parents[2]


def test_everything_is_recorded_once_and_the_second_run_does_nothing(tmp_path: Path) -> None:
    rows: list[dict[str, str] | str] = [story(n) for n in range(150)]
    source = write(tmp_path / "a.jsonl", [*rows[:70], "{rusak", *rows[70:], rows[3]])
    first = run(source, tmp_path / "r.db")
    assert (first.new, first.known, first.failed, first.events) == (150, 1, 1, 151)
    kept = contents(tmp_path / "r.db")
    assert len(kept["reports"]) == 150
    ((_, item, reason),) = kept["failures"]
    assert item == f"{source}, line 71"
    assert "JSON" in reason
    again = run(source, tmp_path / "r.db")
    assert (again.new, again.known, again.skipped, again.failed) == (0, 0, 151, 1)
    assert contents(tmp_path / "r.db") == kept
    assert not (tmp_path / "r.db.shards").exists()


def test_the_number_of_workers_does_not_show_in_the_record(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", [story(n % 90, stub.SLOW * (n % 7 == 0)) for n in range(180)])
    run(source, tmp_path / "one.db", workers=1)
    run(source, tmp_path / "three.db", workers=3)
    assert contents(tmp_path / "one.db") == contents(tmp_path / "three.db")


def test_a_grown_archive_is_read_where_it_grew(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", [story(n) for n in range(300)])
    run(source, tmp_path / "r.db")
    write(source, [*(story(n) for n in range(100)), story(999), *(story(n) for n in range(100, 310))])
    grown = run(source, tmp_path / "r.db")
    assert grown.new == 11
    assert grown.skipped > 150


def test_one_bad_article_is_one_failure(tmp_path: Path) -> None:
    bad = {20: stub.CRASH, 41: stub.WRONG, 60: stub.HANG, 75: stub.GREEDY}
    source = write(tmp_path / "a.jsonl", [story(n, bad.get(n, "")) for n in range(90)])
    total = run(source, tmp_path / "r.db", settings=replace(STUB, seconds=5, megabytes=600))
    assert (total.new, total.failed) == (86, 4)
    reasons = {item.rpartition(" ")[2]: reason for _, item, reason in contents(tmp_path / "r.db")["failures"]}
    assert "SIGSEGV" in reasons["a20"]
    assert reasons["a41"].startswith("reading it failed (ValueError: tidak")
    assert "\n" not in reasons["a41"]
    assert "longer than 5 seconds" in reasons["a60"]
    assert "memory" in reasons["a75"]


def test_killed_workers_lose_and_double_nothing(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", [story(n, stub.SLOW) for n in range(240)])
    run(source, tmp_path / "calm.db")
    killed: list[int] = []

    def kill(engine: Engine, total: Total) -> None:
        assert isinstance(engine, Pool)
        if engine.pids and len(killed) < 3:
            killed.append(random.choice(engine.pids))
            os.kill(killed[-1], signal.SIGKILL)

    run(source, tmp_path / "r.db", watch=kill)
    assert len(killed) == 3
    assert contents(tmp_path / "r.db") == contents(tmp_path / "calm.db")


def test_a_worker_that_has_grown_is_replaced(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", [story(n) for n in range(120)])
    seen: set[int] = set()

    def look(engine: Engine, total: Total) -> None:
        assert isinstance(engine, Pool)
        seen.update(engine.pids)

    run(source, tmp_path / "r.db", workers=1, watch=look, settings=replace(STUB, megabytes=10_000))
    assert len(seen) == 1
    seen.clear()
    small = replace(STUB, megabytes=20)  # no Python is as small as that

    def no_limit(outbox: object) -> Pool:
        return Pool(small, 1, tmp_path / "s.db.shards")

    try:
        run(source, tmp_path / "s.db", watch=look, settings=small, engine=no_limit)
    except EngineError:
        pytest.fail("a grown worker is no reason to stop")
    assert len(seen) > 1


@pytest.mark.parametrize("seed", [1])
def test_kill_9_at_random_moments_changes_nothing(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    rows: list[dict[str, str] | str] = [story(n % 200, stub.SLOW) for n in range(260)]
    source = write(tmp_path / "a.jsonl", [*rows[:100], "{rusak", *rows[100:]])
    run(source, tmp_path / "calm.db")
    command = [sys.executable, "-m", "tests.batch.driver", source, tmp_path / "r.db"]
    for _ in range(4):
        child = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
        try:
            child.wait(dice.uniform(0.5, 6))
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
        child.wait()
        _wait_for_session(child.pid)
    subprocess.run(command, cwd=ROOT, check=True)
    assert contents(tmp_path / "r.db") == contents(tmp_path / "calm.db")
    assert not (tmp_path / "r.db.shards").exists()


def _wait_for_session(leader: int) -> None:
    """The workers of a killed run end by themselves."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            os.killpg(leader, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("workers outlived the process that started them")


def test_what_was_read_and_not_recorded_is_not_read_again(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", [story(n) for n in range(100)])

    def fall(engine: Engine, total: Total) -> None:
        time.sleep(3)  # the workers go on meanwhile
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(source, tmp_path / "r.db", watch=fall)
    assert list((tmp_path / "r.db.shards").glob("*.gz"))
    # this time nothing can be read: only what lies there can be recorded
    broken = replace(STUB)

    def idle(outbox: object) -> object:
        class Idle:
            workers = 2

            def submit(self, shard: object) -> object:
                raise EngineError("nothing is read")

            def close(self) -> None: ...

        return Idle()

    before = len(contents(tmp_path / "r.db")["reports"])
    with contextlib.suppress(EngineError):
        run(source, tmp_path / "r.db", settings=broken, engine=idle)
    assert len(contents(tmp_path / "r.db")["reports"]) > before
    assert run(source, tmp_path / "r.db").articles == 100


def test_a_reader_that_cannot_be_loaded_stops_the_run(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", [story(n) for n in range(40)])
    with pytest.raises(EngineError, match="bobotnya tidak ada"):
        run(source, tmp_path / "r.db", settings=replace(STUB, reader="tests.batch.stub:Broken"))
    with pytest.raises(EngineError, match="same on all machines"):
        run(source, tmp_path / "r.db", settings=replace(STUB, reader="tests.batch.stub:Newer"))
    assert {row[2] for row in contents(tmp_path / "r.db")["shards"]} <= {"failed", "reading"}
    assert run(source, tmp_path / "r.db").new == 40


def test_another_codebook_reads_again_and_replaces(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", [story(n) for n in range(30)])
    run(source, tmp_path / "r.db")
    with Record.open(tmp_path / "r.db") as record, record.writing() as connection:
        connection.exec_driver_sql("UPDATE reports SET codebook = 'older'")
        connection.exec_driver_sql("UPDATE shards SET codebook = 'older'")
    again = run(source, tmp_path / "r.db")
    assert (again.new, again.again, again.skipped) == (0, 30, 0)
    assert run(source, tmp_path / "r.db").skipped == 30


def test_settings_fill_what_articles_do_not_say(tmp_path: Path) -> None:
    rows = [story(1), {"id": "b", "text": "Ende damai."}]
    source = write(tmp_path / "a.jsonl", rows)
    run(source, tmp_path / "r.db", settings=replace(STUB, published="2020-02-02", outlet="Kabar"))
    with Record.open(tmp_path / "r.db") as record:
        found = {r.article.text[:4]: r.article for r in record.reports()}
    assert (found["Ende"].published, found["Ende"].outlet) == ("2020-02-02", "Kabar")
    assert found["Band"].published == story(1)["published"]


def test_the_store_may_be_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    rows: list[dict[str, str] | str] = [story(n) for n in range(60)]
    source = write(tmp_path / "a.jsonl", [*rows, '{"text": "Ende \\u0000 \\ud800 damai"}', "{rusak"])
    run(source, tmp_path / "r.db")
    run(source, postgresql_url, shards_at=tmp_path / "shards")
    assert contents(postgresql_url) == contents(tmp_path / "r.db")
    assert run(source, postgresql_url, shards_at=tmp_path / "shards").skipped >= 60
