"""``saksi read`` and the schema of what it writes."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from saksi.cli import reading
from saksi.cli.problems import Problems


class Format(StrEnum):
    """How a report is written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"
    plover = "plover"


class Labels(StrEnum):
    """The language of labels in text and HTML reports."""

    en = "en"
    id = "id"


def read(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, '-' for standard input, URLs.")
    ],
    published: Annotated[str | None, typer.Option(help="The day of publication, YYYY-MM-DD.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    format: Annotated[Format, typer.Option(help="How to write the report.")] = Format.text,
    output: Annotated[Path | None, typer.Option(help="Write here instead of to standard output.")] = None,
    codebook: Annotated[
        Path | None, typer.Option(help="A file of frames that add to or override the shipped ones.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each choice was made.")] = False,
    labels: Annotated[Labels, typer.Option(help="Language of the labels in text and HTML.")] = Labels.en,
) -> None:
    """Read articles and report who did what to whom, when, where and according to whom."""
    problems = Problems()
    published = reading.day(published)
    articles = reading.articles(inputs, published, outlet, problems)
    first = next(articles, None)
    if first is not None:
        from saksi.export import formats
        from saksi.watch import annotate

        reports = reading.counted(
            map(annotate, reading.reports(first, articles, codebook, explain)),
            quiet=output is None and sys.stdout.isatty(),
        )
        write = formats[format.value].write
        try:
            if output is None:
                write(reports, sys.stdout, labels.value)
            else:
                with output.open("w", encoding="utf-8", newline="") as target:
                    write(reports, target, labels.value)
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(0) from None
        except OSError as error:
            problems.say(f"{output}: cannot be written: {error.strerror}.", whole_input=True)
    raise typer.Exit(problems.code)


def schema() -> None:
    """Print the JSON Schema of a report."""
    import json

    from saksi.report import json_schema

    typer.echo(json.dumps(json_schema(), indent=1))
