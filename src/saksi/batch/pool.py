"""The default engine: a pool of processes on this machine, one loaded reader and one thread of work each.

The pools of the standard library break as a whole when one process dies and cannot give up on one that hangs; here
each process has a thread of its own in the parent that waits for it, replaces it, and finds out which article it was.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from saksi import __version__
from saksi.batch.isolation import Died, read_carefully
from saksi.batch.outbox import Line, put
from saksi.batch.settings import EngineError, Settings
from saksi.batch.shards import Shard
from saksi.batch.worker import TIMED_OUT, serve


class Pool:
    """Reads shards in ``workers`` processes and lays their outputs in ``folder``."""

    def __init__(self, settings: Settings, workers: int, folder: Path) -> None:
        self.workers = workers
        self._settings, self._folder = settings, folder
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="saksi-worker")
        self._own = threading.local()
        self._lock = threading.Lock()
        self._processes: set[_Process] = set()
        self._closed = False

    def submit(self, shard: Shard) -> Future[None]:
        """Have a shard read; the future is done when its output lies in the folder."""
        return self._threads.submit(self._read, shard)

    @property
    def pids(self) -> list[int]:
        """The processes at work now."""
        with self._lock:
            return [process.pid for process in self._processes]

    def close(self) -> None:
        """End all processes, whatever they are at."""
        with self._lock:
            self._closed = True
            for process in self._processes:
                process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _read(self, shard: Shard) -> None:
        try:
            held = self._ask(("shard", shard))
        except Died:
            codebook = self._process().codebook
            put(self._folder, shard.id, read_carefully(shard, self._item, __version__, codebook))
            return
        if held > self._settings.megabytes:
            self._drop()

    def _item(self, item: Any) -> list[Line]:
        lines: list[Line] = self._ask(("item", item))
        return lines

    def _ask(self, question: tuple[str, Any]) -> Any:
        process = self._process()
        try:
            return process.ask(question)
        except Died:
            self._drop()
            raise

    def _process(self) -> _Process:
        """The process of this thread, started if there is none."""
        process: _Process | None = getattr(self._own, "process", None)
        for last in (False, False, True):  # it may be killed as it starts, and that is no fault of the reader
            if process is not None:
                break
            with self._lock:
                if self._closed:
                    raise EngineError("the pool is closed.")
                process = self._own.process = _Process(self._settings, self._folder)
                self._processes.add(process)
            try:
                process.load()
            except Died as death:
                self._drop()
                process = None
                if last:
                    raise EngineError(f"reading processes end as they start ({death.reason}).") from None
        assert process is not None  # noqa: S101 - the loop ends with one or with an error
        return process

    def _drop(self) -> None:
        process = self._own.process
        self._own.process = None
        process.kill()
        with self._lock:
            self._processes.discard(process)


class _Process:
    """One process and the pipe to it."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        context = get_context("spawn")
        self._settings = settings
        self._pipe: Connection
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=serve, args=(theirs, settings, folder), daemon=True)
        self._process.start()
        theirs.close()
        self.codebook = ""

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def load(self) -> None:
        """Wait until the reader is loaded; raises ``EngineError`` when it cannot be, ``Died`` when it ended before."""
        kind, said = self._answer()
        if kind == "broken":
            raise EngineError(said)
        self.codebook = said

    def ask(self, question: tuple[str, Any]) -> Any:
        """The answer to a question; raises ``Died`` when the process does not live to give it."""
        with contextlib.suppress(OSError):  # it may be gone already: then there is no answer
            self._pipe.send(question)
        return self._answer()[1]

    def kill(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()

    def _answer(self) -> tuple[str, Any]:
        wait([self._pipe, self._process.sentinel])
        try:
            if self._pipe.poll():
                answer: tuple[str, Any] = self._pipe.recv()
                return answer
        except (EOFError, OSError):
            pass
        self._process.join()
        raise self._death(self._process.exitcode or 0)

    def _death(self, code: int) -> Died:
        if code == TIMED_OUT:
            return Died(f"reading it took longer than {self._settings.seconds:g} seconds", certain=True)
        if code < 0:
            try:
                name = signal.Signals(-code).name
            except ValueError:
                name = str(-code)
            return Died(f"reading it ended its process ({name})", certain=False)
        return Died(f"reading it ended its process (exit code {code})", certain=False)
