"""Ingestion: shards from the input to an engine, and what it read into the record, in the order of the input."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

from saksi import __version__
from saksi.articles.streams import Found
from saksi.batch.ledger import Ledger
from saksi.batch.outbox import Failure, Outbox
from saksi.batch.settings import EngineError, Settings
from saksi.batch.shards import Shard, cut
from saksi.record import Record


class Engine(Protocol):
    """Reads shards and lays their outputs in the outbox's folder."""

    workers: int

    def submit(self, shard: Shard) -> Future[None]:
        """Have a shard read; the future is done when its output is there."""


@dataclass(slots=True)
class Total:
    """What came of a run: articles new to the record, known to it, read anew, skipped because their shard was done."""

    new: int = 0
    known: int = 0
    again: int = 0
    skipped: int = 0
    failed: int = 0
    events: int = 0
    shards: int = 0

    @property
    def articles(self) -> int:
        """Articles of the input that are in the record."""
        return self.new + self.known + self.again + self.skipped


@dataclass(frozen=True, slots=True)
class Progress:
    """Told after each shard: the total so far, how far the input was read in bytes, what failed in this shard."""

    total: Total
    position: int
    failures: list[Failure] = field(default_factory=list)


@dataclass(slots=True)
class _Pending:
    shard: Shard
    answer: Future[None] | None  # null when its output lay there already


def ingest(
    found: Iterable[Found],
    record: Record,
    engine: Engine,
    outbox: Outbox,
    settings: Settings,
    codebook: str,
    *,
    position: Callable[[], int] = lambda: 0,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Total:
    """Read what is found and record it; whatever of it is recorded already is left alone.

    ``codebook`` is the version of the codebook that is read with. A few shards a worker are under way at a time, so
    memory does not grow with the input. They are recorded in the order of the input, so the record does not depend on
    which of them was read first. Raises ``EngineError`` when articles cannot be read at all.
    """
    ledger = Ledger(record, __version__, codebook)
    ledger.clear()
    run = _Run(ledger, engine, outbox, codebook, tell)
    window = 3 * engine.workers + 2
    for shard in cut(found, settings, position):
        run.take(shard)
        while run.pending and (len(run.pending) > window or run.ready()):
            run.record_first()
    while run.pending:
        run.record_first()
    return run.total


class _Run:
    def __init__(
        self, ledger: Ledger, engine: Engine, outbox: Outbox, codebook: str, tell: Callable[[Progress], None]
    ) -> None:
        self.total = Total()
        self.pending: deque[_Pending] = deque()
        self._ledger, self._engine, self._outbox, self._codebook, self._tell = ledger, engine, outbox, codebook, tell

    def take(self, shard: Shard) -> None:
        """Hand a shard to the engine unless it is recorded, under way, or read and not yet recorded."""
        if any(shard.id == other.shard.id for other in self.pending):
            self.total.skipped += len(shard.items)
            return
        done = self._ledger.done(shard)
        if done is not None:
            rows, failed = done
            self.total.skipped += rows
            self.total.failed += failed
            self.total.shards += 1
            self._tell(Progress(self.total, shard.position, self._ledger.failures(shard.id) if failed else []))
            return
        if self._outbox.path(shard.id).exists():
            self.pending.append(_Pending(shard, None))
            return
        self._ledger.begin(shard, type(self._engine).__name__.lower())
        self.pending.append(_Pending(shard, self._engine.submit(shard)))

    def ready(self) -> bool:
        """Whether the first shard under way can be recorded."""
        answer = self.pending[0].answer
        return answer is None or answer.done()

    def record_first(self) -> None:
        """Wait for the first shard under way and record it."""
        first = self.pending.popleft()
        shard = first.shard
        output = None
        if first.answer is None:
            output = self._outbox.get(shard.id)
            if output is not None and (output[1].version, output[1].codebook) != (__version__, self._codebook):
                output = None
        try:
            if output is None:
                (first.answer or self._engine.submit(shard)).result()
                output = self._outbox.get(shard.id)
                if output is None:
                    raise EngineError(f"the output of shard {shard.id} is damaged or gone.")
                reading = output[1]
                if (reading.version, reading.codebook) != (__version__, self._codebook):
                    raise EngineError(
                        f"a worker reads with Saksi {reading.version} and codebook {reading.codebook}, this one has"
                        f" {__version__} and {self._codebook}: install the same on all machines."
                    )
        except EngineError as error:
            self._ledger.give_up(shard, str(error))
            raise
        lines, reading = output
        kept = self._ledger.keep(shard, lines, reading)
        self._outbox.drop(shard.id)
        total = self.total
        for name in ("new", "known", "again", "failed", "events"):
            setattr(total, name, getattr(total, name) + getattr(kept, name))
        total.shards += 1
        self._tell(Progress(total, shard.position, [line for line in lines if isinstance(line, Failure)]))
