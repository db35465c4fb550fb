"""The engine for many machines: the same shard function, handed to Dask. Needs ``pip install saksi[cluster]``."""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from saksi import __version__
from saksi.batch.isolation import Died, read_carefully
from saksi.batch.outbox import Line, put
from saksi.batch.settings import EngineError, Settings
from saksi.batch.shards import Shard

_CONNECT_SECONDS = 20
_MOST_THREADS = 64
_one_at_a_time = threading.Lock()  # a Dask worker may run several threads; a reader serves one


class Cluster:
    """Reads shards on a Dask cluster: ``local`` for one of ``workers`` processes here, else its scheduler's address.

    Outputs come back over the network and are laid in ``folder`` here, so the machines need no disk in common.
    """

    def __init__(self, settings: Settings, address: str, workers: int, folder: Path, codebook: str) -> None:
        try:
            self._dask: Any = importlib.import_module("distributed")
        except ModuleNotFoundError:
            raise EngineError("a cluster needs Dask; install it with `pip install saksi[cluster]`.") from None
        self._settings, self._folder, self._codebook = settings, folder, codebook
        self._own: Any = None
        try:
            if address == "local":
                self._own = self._dask.LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                )
            self.client: Any = self._dask.Client(self._own or address, timeout=_CONNECT_SECONDS)
        except (OSError, ValueError, TypeError) as error:
            self.close()
            raise EngineError(f"{address}: no Dask scheduler answers there ({str(error)[:100]}).") from None
        self.workers = max(sum(self.client.nthreads().values()), 1)
        # threads that wait for the answers, which is when a killed worker shows
        self._threads = ThreadPoolExecutor(min(4 * self.workers, _MOST_THREADS), thread_name_prefix="saksi-cluster")

    def submit(self, shard: Shard) -> Future[None]:
        """Have a shard read; the future is done when its output lies in the folder."""
        answer = self._send(read_shard, shard, f"saksi-{shard.id}")
        return self._threads.submit(self._receive, shard, answer)

    def close(self) -> None:
        """Let go of the cluster; one of our own ends."""
        if hasattr(self, "_threads"):
            self._threads.shutdown(wait=False, cancel_futures=True)
        if hasattr(self, "client"):
            self.client.close()
        if self._own is not None:
            self._own.close()

    def _send(self, function: Callable[..., Any], given: Any, key: str) -> Any:
        return self.client.submit(function, self._settings, given, key=key, pure=False)

    def _receive(self, shard: Shard, answer: Any) -> None:
        try:
            data: bytes = answer.result()
        except self._dask.KilledWorker:  # several workers died over it, or beside it
            data = read_carefully(shard, self._item, __version__, self._codebook)
        except EngineError:
            raise
        except Exception as error:
            raise EngineError(f"the cluster gave a shard up ({type(error).__name__}: {str(error)[:150]}).") from None
        put(self._folder, shard.id, data)

    def _item(self, item: Any) -> list[Line]:
        try:
            lines: list[Line] = self.client.submit(read_item, self._settings, item, pure=False).result()
        except self._dask.KilledWorker:
            said = f"reading it ended its process, or took longer than {self._settings.seconds:g} seconds"
            raise Died(said, certain=True) from None
        return lines


def read_shard(settings: Settings, shard: Shard) -> bytes:
    """The output of a shard, read where this runs."""
    from saksi.batch.reading import shard_reader

    with _one_at_a_time:
        return shard_reader(settings).read_shard(shard)


def read_item(settings: Settings, item: Any) -> list[Line]:
    """The lines of one item, read where this runs."""
    from saksi.batch.reading import shard_reader

    with _one_at_a_time:
        return shard_reader(settings).read([item])
