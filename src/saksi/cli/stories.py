"""``saksi stories``: reports of one event, from one article or many, with their independent sources."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from saksi.cli.problems import printable
from saksi.cli.recorded import Db, caught_up, filtered, opened
from saksi.record.filters import Filters

_ROWS = 50


class StoriesFormat(StrEnum):
    """How stories are written."""

    table = "table"
    jsonl = "jsonl"


@filtered
def stories(
    filters: Filters,
    format: Annotated[StoriesFormat, typer.Option(help="How to write them.")] = StoriesFormat.table,
    limit: Annotated[
        int | None, typer.Option(min=1, help=f"So many at the most. Default: {_ROWS} in a table, else all.")
    ] = None,
    offset: Annotated[int, typer.Option(min=0, help="Leave out so many at the beginning.")] = 0,
    output: Annotated[Path | None, typer.Option(help="Write here instead of to standard output.")] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Join all articles anew, not only what came since the last time.")
    ] = False,
    db: Db = None,
) -> None:
    """Join what several articles tell of one event, count its independent sources and show where they disagree.

    A story is listed when one of its events passes the filters; the most widely told come first.
    """
    from saksi.record import storylines

    with opened(db) as record:
        caught_up(record, rebuild=rebuild)
        if limit is None and format is StoriesFormat.table:
            limit = _ROWS
        found = storylines.find(record, filters, limit=limit, offset=offset)
        try:
            with _target(output) as target:
                _writers[format](found, target)
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(0) from None
        except OSError as error:
            typer.echo(f"saksi: {printable(str(output))}: cannot be written: {error.strerror}.", err=True)
            raise typer.Exit(2) from None
        if format is StoriesFormat.table:
            total = storylines.count(record, filters)
            last = min(offset + (limit or total), total)
            told = f"{offset + 1:,} to {last:,} of {total:,} stories" if last > offset else f"{total:,} stories"
            typer.echo(f"{told}.", err=True)


@contextmanager
def _target(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    with output.open("w", encoding="utf-8", newline="") as target:
        yield target


def _jsonl(found: Iterable[dict[str, Any]], target: TextIO) -> None:
    for story in found:
        target.write(json.dumps(story, ensure_ascii=False) + "\n")


def _table(found: Iterable[dict[str, Any]], target: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from saksi.export.visible import clip, one_line

    table = Table(box=None, pad_edge=False)
    for head in ("story", "when", "type", "who", "where", "articles", "copies", "sources", "disagree on"):
        table.add_column(head, justify="right" if head in ("articles", "copies", "sources") else "left")
    for story in found:
        names = {
            role: ", ".join(p["name"] for p in story["parties"] if p["role"] == role) for role in ("actor", "recipient")
        }
        who = " > ".join(clip(name, 28) for name in names.values() if name)
        status = "" if story["status"] == "actual" else f" ({story['status']})"
        when = story["date"]
        days = "" if when is None else when["from"] if when["from"] == when["to"] else f"{when['from']}–{when['to']}"
        sources = f"{story['independent_sources']}" + (" single" if story["single_source"] else "")
        differ = ", ".join(d["field"] for d in story["disagreements"])
        where = one_line(story["place"]["name"]) if story["place"] else ""
        cells = (story["id"], days, story["type"] + status, who, where, len(story["articles"]), story["copies"])
        table.add_row(*(Text(str(cell)) for cell in (*cells, sources, differ)))
    Console(file=target, highlight=False, emoji=False, width=None if target.isatty() else 180).print(table)


_writers = {StoriesFormat.table: _table, StoriesFormat.jsonl: _jsonl}
