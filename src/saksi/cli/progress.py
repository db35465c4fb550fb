"""How a long run is going: a bar on a terminal, a line a minute where there is none."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

import typer

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

    from saksi.batch.ingest import Total

_SILENT_SECONDS = 60.0


class Bar:
    """Articles, failures, articles a second and the time left, on standard error; ``size`` in bytes if it is known."""

    def __init__(self, size: int | None) -> None:
        self._size = size
        self._began = self._told = time.monotonic()
        self._rich: RichProgress | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
            from rich.progress import TimeRemainingColumn as TimeLeft

            told = TextColumn("{task.description}")
            ahead = (BarColumn(), TaskProgressColumn()) if self._size else ()
            left = (TextColumn("left"), TimeLeft()) if self._size else ()
            columns = (told, *ahead, TimeElapsedColumn(), *left)
            # the speed of the last ten minutes: loading the readers says nothing of the rest
            self._rich = Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=600.0)
            self._rich.add_task("0 articles", total=self._size or None)
            self._rich.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._rich:
            self._rich.stop()

    def show(self, total: Total, position: int) -> None:
        """Tell how far it is; ``position`` in bytes of the input."""
        now = time.monotonic()
        read = total.new + total.known + total.again
        failed = f", {total.failed:,} failed" if total.failed else ""
        line = f"{total.articles:,} articles{failed}, {read / max(now - self._began, 0.001):,.1f}/s"
        if self._rich:
            self._rich.update(self._rich.task_ids[0], description=line, completed=position)
        elif now - self._told > _SILENT_SECONDS:
            self._told = now
            typer.echo(line, err=True)


@contextmanager
def steps() -> Iterator[Callable[[str, int, int], None]]:
    """How far work in steps is: gives what is to be told what is done, how much of it, and how much there is."""
    if not sys.stderr.isatty():
        told = [time.monotonic()]

        def line(what: str, done: int, total: int) -> None:
            if time.monotonic() - told[0] > _SILENT_SECONDS:
                told[0] = time.monotonic()
                typer.echo(f"{what}: {done:,} of {total:,}", err=True)

        yield line
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
