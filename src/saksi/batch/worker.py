"""The other end of a pool's pipe: a process that loads a reader once and then reads what it is sent."""

from __future__ import annotations

import os
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path

from saksi.batch.settings import EngineError, Settings

TIMED_OUT = 1  # the exit code that faulthandler gives a process whose time is up


def serve(pipe: Connection, settings: Settings, folder: Path) -> None:
    """Answer ``("shard", shard)`` when its output lies in ``folder``, ``("item", item)`` with its lines.

    Ends when the pipe closes, and at once when the process that started it is gone.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to decide on
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # a process a core is all there is to gain
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from saksi.batch.outbox import put
    from saksi.batch.reading import shard_reader

    try:
        reader = shard_reader(settings)
    except EngineError as error:
        pipe.send(("broken", str(error)))
        return
    _limit_memory(2 * settings.megabytes)
    pipe.send(("ready", reader.codebook))
    while True:
        try:
            kind, given = pipe.recv()
        except EOFError:
            return
        if kind == "shard":
            put(folder, given.id, reader.read_shard(given))
            pipe.send(("read", resident_megabytes()))
        else:
            pipe.send(("lines", reader.read([given])))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(3)


def _limit_memory(megabytes: int) -> None:
    """Let the system refuse this process more memory: the article at hand fails, and not the machine."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))
    except (ImportError, AttributeError, ValueError, OSError):
        return  # not to be had on this system


def resident_megabytes() -> float:
    """What this process holds in memory now, or 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0
