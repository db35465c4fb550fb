"""``saksi export``: events in the formats of other programs."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saksi.cli.problems import Problems, printable
from saksi.cli.recorded import Db, filtered, opened
from saksi.cli.writing import written
from saksi.record.filters import Filters

if TYPE_CHECKING:
    from saksi.export.items import Item
    from saksi.record import Record


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


@filtered
def export(
    filters: Filters,
    format: Annotated[ExportFormat, typer.Option(help="What to write.")],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REPORTS...]",
            help="Reports as JSON Lines, gzipped or not, '-' for standard input; without any the record's.",
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Write here instead of to standard output.")] = None,
    db: Db = None,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Only events that a person has reviewed.")] = False,
    period: Annotated[Periods, typer.Option(help="What the edges of graphml and gexf are counted by.")] = Periods.year,
) -> None:
    """Write events for other programs: PLOVER, GDELT-like, CSV, Parquet, FollowTheMoney, GraphML, GEXF, annotations."""
    problems, tally = Problems(), Tally()
    gold = format is ExportFormat.gold
    if inputs and (reviewed or gold or db or filters != Filters()):
        raise typer.BadParameter("Filters and reviews need a record: name no files of reports.", param_hint="REPORTS")
    if gold and output is None:
        raise typer.BadParameter("gold is two files and needs a name for them.", param_hint="--output")
    if format is ExportFormat.parquet and output is None and sys.stdout.isatty():
        raise typer.BadParameter("parquet is no text for a terminal; name a file.", param_hint="--output")
    with ExitStack() as held:
        record = None if inputs else held.enter_context(opened(db))
        items = _kept(record, filters, reviewed or gold) if record is not None else _read(inputs or [], problems)
        first = next(items, None)
        if first is None and problems.code:
            raise typer.Exit(2)
        try:
            _write(tally.counted(chain([first] if first else [], items)), format, output, period)
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(0) from None
        except OSError as error:
            where = printable(str(output or "standard output"))
            problems.say(f"{where}: cannot be written: {error.strerror}.", whole_input=True)
        else:
            if output is not None and not gold:
                typer.echo(f"{tally} written to {printable(str(output))}.", err=True)
    raise typer.Exit(problems.code)


def _read(inputs: list[str], problems: Problems) -> Iterator[Item]:
    """The items of files of reports."""
    from saksi.cli.reported import reports
    from saksi.export.items import plain

    return plain(reports(inputs, problems))


def _kept(record: Record, filters: Filters, judged: bool) -> Iterator[Item]:
    """The items of the record."""
    from saksi.export.recorded import recorded, reviewed

    return recorded(record, reviewed(filters) if judged else filters)


def _write(items: Iterable[Item], format: ExportFormat, output: Path | None, period: Periods) -> None:
    from saksi.export.exporting import exports

    if format is ExportFormat.gold and output is not None:
        _gold(items, output)
        return
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
