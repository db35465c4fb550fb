"""``saksi reread``: articles of a record whose report is by another codebook or another Saksi."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saksi.cli.problems import Problems
from saksi.cli.recorded import Db, caught_up, opened, told

if TYPE_CHECKING:
    from saksi.record.rereading import Reread
    from saksi.report import Article, Report


def reread(
    codebook: Annotated[
        Path | None, typer.Option(help="A file of frames that add to or override the shipped ones.")
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Read every article again, also what is up to date.")] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Read so many at the most, and the rest another time.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many would be read.")] = False,
    no_join: Annotated[
        bool, typer.Option("--no-join", help="Leave copies, stories and people for later: more is to come.")
    ] = False,
    db: Db = None,
) -> None:
    """Read articles again whose report is by another codebook or another Saksi; reviews stay with their events.

    Stories and people are brought up to date at the end, and `saksi ingest` finds these articles read.
    """
    from saksi import __version__
    from saksi.codebook import Codebook, CodebookError
    from saksi.record import ledger
    from saksi.record.rereading import outdated, reread, waiting

    try:
        wanted = Codebook.load(codebook).version
    except CodebookError as error:
        raise typer.BadParameter(str(error), param_hint="--codebook") from None
    problems = Problems()
    with opened(db) as record:
        ids = outdated(record, version=__version__, codebook="" if all else wanted)
        chosen = ids[:limit]
        if dry_run or not chosen:
            typer.echo(f"{len(ids):,} of {len(record):,} articles to read again.")
        else:
            done = 0
            for item in _counted(reread(record, _reading(codebook), chosen), len(chosen)):
                done += item.problem is None
                if item.problem is not None:
                    problems.say(f"{item.article_id}: {item.problem}", whole_input=False)
            left = len(ids) - len(chosen)
            typer.echo(f"{done:,} articles read again{f', {left:,} left' if left else ''}.")
            if lost := waiting(record):
                typer.echo(f"{lost:,} reviews are kept without an event: no report now tells what they were given on.")
        if dry_run:
            return
        with record.writing() as connection:
            ledger.bring_forward(connection, version=__version__, codebook=wanted)
        if not no_join and (caught := caught_up(record)).people is not None:
            typer.echo(told(caught))
    raise typer.Exit(problems.code)


def _reading(codebook: Path | None) -> Callable[[Article], Report]:
    """What reads an article as ``saksi ingest`` does, embargo findings included."""
    from saksi.reading.reader import Reader
    from saksi.watch import annotate

    reader = Reader(codebook)
    return lambda article: annotate(reader.read(article))


def _counted(items: Iterable[Reread], total: int) -> Iterator[Reread]:
    """``items``, with a bar on a terminal's standard error."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, "Reading again", total=total, console=Console(stderr=True), transient=True)
