"""The engine for many machines: the same shard function, handed to Dask. Needs ``pip install saksi[cluster]``."""

from __future__ import annotations

import importlib
import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from saksi.batch.outbox import put
from saksi.batch.pool import Pool
from saksi.batch.settings import EngineError, Settings
from saksi.batch.shards import Shard

_CONNECT_SECONDS = 20
_MOST_THREADS = 64
_one_at_a_time = threading.Lock()  # a Dask worker may run several threads; a reader serves one


class Cluster:
    """Reads shards on a Dask cluster: ``local`` for one of ``workers`` processes here, else its scheduler's address.

    Outputs come back over the network and are laid in ``folder`` here, so the machines need no disk in common. A shard
    that workers die over is read here, by a pool of one, which finds out which article it was.
    """

    def __init__(self, settings: Settings, address: str, workers: int, folder: Path) -> None:
        try:
            self._dask: Any = importlib.import_module("distributed")
        except ModuleNotFoundError:
            raise EngineError("a cluster needs Dask; install it with `pip install saksi[cluster]`.") from None
        self._settings, self._folder = settings, folder
        self._lock = threading.Lock()
        self._pool: Pool | None = None
        self.own: Any = None
        try:
            if address == "local":
                # a shard that two workers died over is not tried on a third
                importlib.import_module("dask").config.set({"distributed.scheduler.allowed-failures": 1})
                self.own = self._dask.LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                )
            self.client: Any = self._dask.Client(self.own or address, timeout=_CONNECT_SECONDS)
        except (OSError, ValueError, TypeError) as error:
            self.close()
            raise EngineError(f"{address}: no Dask scheduler answers there ({str(error)[:100]}).") from None
        self.workers = max(sum(self.client.nthreads().values()), 1)
        # threads that wait for the answers, which is when a killed worker shows
        self._threads = ThreadPoolExecutor(min(4 * self.workers, _MOST_THREADS), thread_name_prefix="saksi-cluster")

    def submit(self, shard: Shard) -> Future[None]:
        """Have a shard read; the future is done when its output lies in the folder."""
        answer = self.client.submit(read_shard, self._settings, shard, key=f"saksi-{shard.id}", pure=False)
        return self._threads.submit(self._receive, shard, answer)

    def close(self) -> None:
        """Let go of the cluster; one of our own ends."""
        if self._pool is not None:
            self._pool.close()
        if hasattr(self, "_threads"):
            self._threads.shutdown(wait=False, cancel_futures=True)
        if hasattr(self, "client"):
            self.client.close()
        if self.own is not None:
            self.own.close()

    def _receive(self, shard: Shard, answer: Any) -> None:
        try:
            data: bytes = answer.result()
        except self._dask.KilledWorker:
            self._here().submit(shard).result()
            return
        except EngineError:
            raise
        except Exception as error:
            raise EngineError(f"the cluster gave a shard up ({type(error).__name__}: {str(error)[:150]}).") from None
        put(self._folder, shard.id, data)

    def _here(self) -> Pool:
        with self._lock:
            if self._pool is None:
                self._pool = Pool(self._settings, 1, self._folder)
            return self._pool


def read_shard(settings: Settings, shard: Shard) -> bytes:
    """The output of a shard, read where this runs."""
    from saksi.batch.reading import shard_reader

    with _one_at_a_time:
        return shard_reader(settings).read_shard(shard)
