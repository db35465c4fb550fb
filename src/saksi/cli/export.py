"""``saksi export``: events in the formats of other programs."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from saksi.cli.problems import Problems, printable

if TYPE_CHECKING:
    from saksi.export.items import Item


class ExportFormat(StrEnum):
    """The formats that other programs read."""

    plover = "plover"
    gdelt = "gdelt"
    csv = "csv"
    parquet = "parquet"
    ftm = "ftm"
    graphml = "graphml"
    gexf = "gexf"
    gold = "gold"


class Periods(StrEnum):
    """What a network's edges are counted by."""

    year = "year"
    month = "month"
    all = "all"


def export(
    format: Annotated[ExportFormat, typer.Option(help="What to write.")],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REPORTS...]",
            help="Reports as JSON Lines, gzipped or not, '-' for standard input; without any the record's.",
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Write here instead of to standard output.")] = None,
    db: Annotated[
        str | None, typer.Option(help="The record: a path or a database address. Default: SAKSI_DB, else saksi.db.")
    ] = None,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Only events that a person has reviewed.")] = False,
    period: Annotated[Periods, typer.Option(help="What the edges of graphml and gexf are counted by.")] = Periods.year,
) -> None:
    """Write events for other programs: PLOVER, GDELT-like, CSV, Parquet, FollowTheMoney, GraphML, GEXF, annotations."""
    from saksi.record import RecordError

    problems, tally = Problems(), Tally()
    gold = format is ExportFormat.gold
    if inputs and (reviewed or gold or db):
        raise typer.BadParameter("Reviews are in a record: name no files of reports.", param_hint="REPORTS")
    if gold and output is None:
        raise typer.BadParameter("gold is two files and needs a name for them.", param_hint="--output")
    try:
        items = _items(inputs, db, reviewed and not gold, problems)
        first = next(items, None)
        if first is None and problems.code:
            raise typer.Exit(2)
        items = tally.counted(chain([first] if first else [], items))
        if gold and output is not None:
            _gold(items, output)
        else:
            _write(items, format, output, period)
            if output is not None:
                typer.echo(f"{tally} written to {printable(str(output))}.", err=True)
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(0) from None
    except RecordError as error:
        problems.say(str(error), whole_input=True)
    except OSError as error:
        problems.say(f"{output or 'standard output'}: cannot be written: {error.strerror}.", whole_input=True)
    raise typer.Exit(problems.code)


def _items(inputs: list[str] | None, db: str | None, reviewed: bool, problems: Problems) -> Iterator[Item]:
    """The items of files of reports, or of the record."""
    from saksi.export.items import plain

    if inputs:
        from saksi.cli.reported import reports

        yield from plain(reports(inputs, problems))
        return
    from saksi.export.recorded import only_reviewed, recorded
    from saksi.record import Record

    with Record.open(db, create=False) as record:
        yield from only_reviewed(recorded(record)) if reviewed else recorded(record)


def _write(items: Iterable[Item], format: ExportFormat, output: Path | None, period: Periods) -> None:
    from saksi.export.exporting import exports

    with written(output) as target:
        exports[format.value].write(items, target, period.value)


def _gold(items: Iterable[Item], output: Path) -> None:
    from saksi.export.gold import articles_beside, write

    beside = articles_beside(output)
    with written(output) as target, written(beside) as articles:
        lines, texts = (io.TextIOWrapper(file, "utf-8", newline="") for file in (target, articles))
        done, left = write(items, lines, texts)
        lines.flush()
        texts.flush()
    typer.echo(f"{done:,} articles written to {printable(str(output))} and {printable(str(beside))}.", err=True)
    if left:
        typer.echo(f"{left:,} articles left out: some of their events have no review yet.", err=True)


class Tally:
    """How many events and articles went out, shown on a terminal while they do."""

    def __init__(self) -> None:
        self.events = 0
        self.articles = 0

    def counted(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, counted as they pass."""
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = SpinnerColumn(), TextColumn("{task.completed:.0f} events"), TimeElapsedColumn()
        with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("export", total=None)
            for item in items:
                yield item
                self.articles += 1
                self.events += (found := sum(1 for _ in item.events()))
                bar.advance(task, found)

    def __str__(self) -> str:
        return f"{self.events:,} events of {self.articles:,} articles"


@contextmanager
def written(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears under its name only when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if output.exists() and not output.is_file():  # a pipe or a device is written as it is
        with output.open("wb") as target:
            yield target
        return
    handle, aside = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as target:
            yield target
        Path(aside).chmod(0o666 & ~_umask())
        Path(aside).replace(output)
    finally:
        Path(aside).unlink(missing_ok=True)


def _umask() -> int:
    """The process's mask for new files, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
