"""What several commands need to read articles: the inputs, a reader, a count on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from saksi.cli.problems import Problems

if TYPE_CHECKING:
    from saksi.report import Article, Report


def day(value: str | None) -> str | None:
    """``value`` as an ISO 8601 day; a bad one is an error of the arguments."""
    from datetime import date

    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(
            f"{value!r} is no day of the calendar; write it as YYYY-MM-DD.", param_hint="--published"
        ) from None


def articles(inputs: list[str], published: str | None, outlet: str | None, problems: Problems) -> Iterator[Article]:
    """The articles in files, folders, standard input and URLs; what cannot be read goes to ``problems``."""
    from saksi.articles import load
    from saksi.report import Article

    for source in inputs:
        several = source != "-" and not source.startswith(("http:", "https:")) and Path(source).is_dir()
        got = 0
        failed: list[str] = []
        for item in load(source, published=published, outlet=outlet):
            if isinstance(item, Article):
                got += 1
                yield item
            else:
                failed.append(str(item))
                if several or got:
                    problems.say(str(item), whole_input=False)
                    failed.clear()
        for n, line in enumerate(failed):
            problems.say(line, whole_input=not got and n == len(failed) - 1)
        if several and not got and not problems.items:
            problems.say(f"{source}: no article in this folder.", whole_input=True)


def reports(first: Article, rest: Iterator[Article], codebook: Path | None, explain: bool) -> Iterator[Report]:
    """A report for each article, read by one reader."""
    import gc
    from itertools import chain

    from saksi.codebook import CodebookError

    gc.disable()  # what is loaded here stays: to search it for garbage takes a twentieth of the start
    try:
        from saksi.reading.reader import Reader

        reader = Reader(codebook)
    except CodebookError as error:
        raise typer.BadParameter(str(error), param_hint="--codebook") from None
    finally:
        gc.freeze()
        gc.enable()
    yield from reader.read_all(chain([first], rest), explain=explain)


def counted(reports: Iterator[Report], *, quiet: bool) -> Iterator[Report]:
    """``reports``, with a count and rate on a terminal's standard error while they are written elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield from reports
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.completed:.0f} articles read"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("read", total=None)
        for report in reports:
            yield report
            bar.advance(task)
