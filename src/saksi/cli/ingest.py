"""``saksi ingest``: many articles into the record, with progress, resumable."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from saksi.cli import reading
from saksi.cli.problems import Problems
from saksi.cli.progress import Bar
from saksi.cli.recorded import Db, caught_up, opened, told

if TYPE_CHECKING:
    from saksi.articles.meter import Meter
    from saksi.articles.streams import Found
    from saksi.batch import Settings
    from saksi.batch.ingest import Engine, Progress, Total
    from saksi.record import Record

_LISTED = 100  # failures that are listed at the end


def ingest(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files (text, HTML, PDF, JSONL, JSON, CSV, Parquet, RSS or Atom, WARC; compressed, in zip or tar"
            " archives), folders, globs, '-' for standard input, URLs.",
        ),
    ],
    db: Db = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that read; by default one a core.")] = None,
    cluster: Annotated[
        str | None, typer.Option(help="Read on a Dask cluster: its scheduler's tcp://..., or 'local'.")
    ] = None,
    published: Annotated[str | None, typer.Option(help="The day of publication where an article has none.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it where an article does not say.")] = None,
    codebook: Annotated[
        Path | None, typer.Option(help="A file of frames that add to or override the shipped ones.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=1, help="The longest that reading one article may take.")] = 120.0,
    memory: Annotated[int, typer.Option(min=600, help="Megabytes at which a process is replaced.")] = 1500,
    failures: Annotated[Path | None, typer.Option(help="Write all that could not be read here, as JSONL.")] = None,
    shards: Annotated[
        Path | None, typer.Option(help="Folder for what is read and not yet recorded; by default beside the record.")
    ] = None,
    no_join: Annotated[
        bool, typer.Option("--no-join", help="Leave copies, stories and people for later: more is to come.")
    ] = False,
) -> None:
    """Read many articles into the record. Killed at any moment, the same command goes on where it stopped.

    Copies, stories and people are brought up to date at the end.
    """
    from saksi.batch import EngineError, Settings

    problems = Problems()
    content, version = _codebook(codebook)
    settings = Settings(
        published=reading.day(published), outlet=outlet, codebook=content, seconds=seconds, megabytes=memory
    )
    began = time.monotonic()
    total = None
    try:
        with opened(db, create=True) as record:
            with ExitStack() as stack:
                read = workers or _cores()
                total = _run(stack, inputs, record, read, cluster, settings, version, failures, shards, problems)
            typer.echo(_summary(total, time.monotonic() - began))
            if not no_join and (caught := caught_up(record)).people is not None:
                typer.echo(told(caught))
    except EngineError as error:
        problems.say(str(error), whole_input=True)
    except OSError as error:
        problems.say(f"{error.filename or failures}: cannot be written ({error.strerror}).", whole_input=True)
    except KeyboardInterrupt:
        typer.echo("saksi: interrupted; the same command goes on from here.", err=True)
        raise typer.Exit(130) from None
    if total is not None and total.failed and not total.articles:
        raise typer.Exit(2)
    raise typer.Exit(problems.code)


def _run(
    stack: ExitStack,
    inputs: list[str],
    record: Record,
    workers: int,
    cluster: str | None,
    settings: Settings,
    codebook: str,
    failures: Path | None,
    shards: Path | None,
    problems: Problems,
) -> Total:
    from saksi.articles.meter import Meter
    from saksi.batch.ingest import ingest as run
    from saksi.batch.outbox import Outbox

    written = stack.enter_context(failures.open("w", encoding="utf-8")) if failures else None
    outbox = Outbox(shards or _beside(record))
    stack.callback(outbox.close)
    engine = _engine(stack, settings, workers, cluster, outbox.folder)
    meter = Meter()
    listed = _Listed(written)
    with Bar(_size(inputs)) as bar:

        def tell(progress: Progress) -> None:
            listed.take(progress)
            bar.show(progress.total, progress.position)

        found = _found(inputs, meter, problems)
        total = run(found, record, engine, outbox, settings, codebook, position=lambda: meter.done, tell=tell)
    listed.say(problems)
    return total


def _engine(stack: ExitStack, settings: Settings, workers: int, cluster: str | None, folder: Path) -> Engine:
    if cluster is not None:
        from saksi.batch.cluster import Cluster

        machines = Cluster(settings, cluster, workers, folder)
        stack.callback(machines.close)
        return machines
    from saksi.batch.pool import Pool

    pool = Pool(settings, workers, folder)
    stack.callback(pool.close)
    return pool


def _found(inputs: list[str], meter: Meter, problems: Problems) -> Iterator[Found]:
    """What the inputs hold. An input that holds nothing but a reason why not is the user's error, and no item."""
    from saksi.articles.sources import find
    from saksi.articles.unreadable import Unreadable

    for source in inputs:
        held, got = None, False
        for item in find(source, meter=meter):
            if isinstance(item, Unreadable) and item.line is None and not got and held is None:
                held = item
                continue
            if held is not None:
                yield held
                held = None
            got = True
            yield item
        if held is not None:
            problems.say(str(held), whole_input=True)


class _Listed:
    """The failures of a run: the first ones to be listed at the end, all of them in a file if one was named."""

    def __init__(self, written: IO[str] | None) -> None:
        self._written = written
        self._lines: list[str] = []
        self._more = 0

    def take(self, progress: Progress) -> None:
        for failure in progress.failures:
            if len(self._lines) < _LISTED:
                self._lines.append(str(failure))
            else:
                self._more += 1
            if self._written:
                row = {"item": failure.item, "reason": failure.reason}
                self._written.write(json.dumps(row, ensure_ascii=False) + "\n")

    def say(self, problems: Problems) -> None:
        for line in self._lines:
            problems.say(line, whole_input=False)
        if self._more:
            problems.say(f"and {self._more:,} more; --failures FILE writes them all.", whole_input=False)


def _codebook(file: Path | None) -> tuple[bytes | None, str]:
    """The content of a file of frames, and the version of the codebook with it."""
    from saksi.codebook import Codebook, CodebookError

    try:
        return (file.read_bytes() if file else None), Codebook.load(file).version
    except CodebookError as error:
        raise typer.BadParameter(str(error), param_hint="--codebook") from None
    except OSError as error:
        raise typer.BadParameter(f"{file}: cannot be read ({error.strerror}).", param_hint="--codebook") from None


def _beside(record: Record) -> Path:
    """Where shards lie by default: beside a record that is a file, else in the working directory."""
    url = record.engine.url
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return Path(f"{url.database}.shards")
    return Path(f"saksi-shards-{hashlib.sha256(record.name.encode()).hexdigest()[:8]}")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _size(inputs: list[str]) -> int | None:
    """The bytes of the inputs; null when they are not known, and when nobody looks."""
    from saksi.articles.meter import total_size
    from saksi.articles.sources import paths
    from saksi.articles.web import is_address

    if not sys.stderr.isatty() or any(source == "-" or is_address(source) for source in inputs):
        return None
    return sum(total_size(path) for source in inputs for path in paths(source))


def _summary(total: Total, seconds: float) -> str:
    parts = [f"{total.new:,} new"]
    if total.known + total.skipped:
        parts.append(f"{total.known + total.skipped:,} there already")
    if total.again:
        parts.append(f"{total.again:,} read anew")
    if total.failed:
        parts.append(f"{total.failed:,} failed")
    read = total.new + total.again + total.known
    rate = f"; {read / seconds:,.1f} articles/s" if read and seconds else ""
    counted = f"{total.articles:,} article{'' if total.articles == 1 else 's'}"
    return f"{counted}: {', '.join(parts)}; {total.events:,} events read{rate}."
