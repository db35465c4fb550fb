"""The same shards on a Dask cluster, whose workers are killed."""

from __future__ import annotations

import os
import random
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from saksi.batch import EngineError
from saksi.batch.cluster import Cluster
from saksi.batch.ingest import Engine, Total
from saksi.batch.outbox import Outbox

from . import stub
from .helpers import STUB, contents, run, story, write

pytest.importorskip("distributed")


def test_a_cluster_records_the_same_though_its_workers_are_killed(tmp_path: Path) -> None:
    rows = [story(n, {30: stub.CRASH, 90: stub.HANG, 91: stub.WRONG}.get(n, stub.SLOW)) for n in range(160)]
    source = write(tmp_path / "a.jsonl", rows)
    settings = replace(STUB, seconds=3)
    run(source, tmp_path / "pool.db", settings=settings)
    killed: list[int] = []

    def cluster(outbox: Outbox) -> Cluster:
        return Cluster(settings, "local", 2, outbox.folder)

    def kill(engine: Engine, total: Total) -> None:
        assert isinstance(engine, Cluster)
        pids = [nanny.pid for nanny in engine.own.workers.values() if nanny.pid]
        if pids and len(killed) < 2:
            killed.append(random.choice(pids))
            os.kill(killed[-1], signal.SIGKILL)

    run(source, tmp_path / "r.db", settings=settings, engine=cluster, watch=kill)
    assert len(killed) == 2
    ours, theirs = contents(tmp_path / "pool.db"), contents(tmp_path / "r.db")
    assert ours == theirs
    assert len(ours["failures"]) == 3


def test_a_scheduler_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saksi.batch.cluster._CONNECT_SECONDS", 1)
    for address in ("tcp://127.0.0.1:9", "bukan alamat"):
        with pytest.raises(EngineError, match="no Dask scheduler"):
            Cluster(STUB, address, 1, tmp_path)
