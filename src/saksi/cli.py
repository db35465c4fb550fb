"""The command line: parses arguments, calls a room, shows progress.

Exit codes: 0 fine, 1 some items failed, 2 unusable input or arguments.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from saksi import __version__

if TYPE_CHECKING:
    from saksi.report import Article, Report

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Saksi reads Indonesian news of conflict and diplomacy: who did what to whom, when, where, according to whom.",
)
codebook_app = typer.Typer(no_args_is_help=True, help="The PLOVER types and the Indonesian frames that lead to them.")
app.add_typer(codebook_app, name="codebook")


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


class Problems:
    """Counts what could not be read and says so, a line each, on standard error."""

    def __init__(self) -> None:
        self.items = 0
        self.inputs = 0

    def say(self, line: str, *, whole_input: bool) -> None:
        """Report one problem; ``whole_input`` when nothing of what the user named could be used."""
        if whole_input:
            self.inputs += 1
        else:
            self.items += 1
        typer.echo(f"saksi: {printable(line)}", err=True)

    @property
    def code(self) -> int:
        """2 when a named input was unusable, 1 when single items failed, else 0."""
        return 2 if self.inputs else 1 if self.items else 0


def printable(text: str) -> str:
    """``text`` without control characters, so that a file name or an article cannot steer the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    """Saksi, the witness."""
    if version:
        typer.echo(__version__)
        raise typer.Exit


@app.command()
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
    published = _day(published)
    articles = _articles(inputs, published, outlet, problems)
    first = next(articles, None)
    if first is not None:
        from saksi.export import formats

        reports = _counted(_reports(first, articles, codebook, explain), quiet=output is None and sys.stdout.isatty())
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


def _day(value: str | None) -> str | None:
    from datetime import date

    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(
            f"{value!r} is no day of the calendar; write it as YYYY-MM-DD.", param_hint="--published"
        ) from None


def _articles(inputs: list[str], published: str | None, outlet: str | None, problems: Problems) -> Iterator[Article]:
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


def _reports(first: Article, rest: Iterator[Article], codebook: Path | None, explain: bool) -> Iterator[Report]:
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


def _counted(reports: Iterator[Report], *, quiet: bool) -> Iterator[Report]:
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


@codebook_app.command("check")
def codebook_check(file: Annotated[Path, typer.Argument(help="A YAML file of frames.")]) -> None:
    """Say what is wrong with a codebook file, a line each."""
    from saksi.codebook import check
    from saksi.codebook.schema import parse

    try:
        parse(file)
    except ValueError as error:
        typer.echo(f"saksi: {printable(str(error))}", err=True)
        raise typer.Exit(2) from None
    found = check(file)
    for line in found:
        typer.echo(printable(line))
    if found:
        raise typer.Exit(1)
    typer.echo("Fine.")


@codebook_app.command("types")
def codebook_types() -> None:
    """List the event types with their quad class, score and modes."""
    from rich.console import Console
    from rich.table import Table

    from saksi.codebook import Codebook

    table = Table("type", "quad", "score", "modes", box=None)
    for kind in Codebook.load().types.values():
        modes = ", ".join(f"{mode} {score:g}" if score is not None else mode for mode, score in kind.modes.items())
        table.add_row(kind.name, str(kind.quad), f"{kind.score:g}", modes)
    Console(highlight=False).print(table)


@app.command()
def score(
    articles: Annotated[Path, typer.Argument(help="Articles as JSONL: id, text, sentences, and what else is known.")],
    gold: Annotated[Path, typer.Argument(help="What people annotated in them, as JSONL.")],
    reports: Annotated[
        Path | None, typer.Argument(help="Reports as JSONL; without them the articles are read.")
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option(help="A file of frames that add to or override the shipped ones.")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="List so many missed or spurious acts, with text and trace.")] = 0,
) -> None:
    """Compare reports with annotated articles: figures overall and for each type."""
    from saksi.scoring import ScoringError, load_lines, printing
    from saksi.scoring import score as compare
    from saksi.scoring.records import scorable

    problems = Problems()
    try:
        rows, wanted = load_lines(articles), load_lines(gold)
        wanted, wrong = scorable(rows, wanted)
        for line in wrong:
            problems.say(line, whole_input=not wanted)
        found = load_lines(reports) if reports else _read_for_scoring(articles, set(wanted), codebook, problems)
        if wanted:
            result = compare(rows, wanted, found)
            for line in (*printing.lines(result), *printing.errors(result.wrong[:errors], rows, found)):
                typer.echo("".join(c for c in line if c.isprintable()))
    except ScoringError as error:
        problems.say(str(error), whole_input=True)
    raise typer.Exit(problems.code)


def _read_for_scoring(
    path: Path, wanted: set[str], codebook: Path | None, problems: Problems
) -> dict[str, dict[str, Any]]:
    import json

    articles = (a for a in _articles([str(path)], None, None, problems) if a.id in wanted)
    first = next(articles, None)
    if first is None:
        return {}
    return {r.article.id: json.loads(r.to_json()) for r in _reports(first, articles, codebook, explain=True)}


@app.command()
def schema() -> None:
    """Print the JSON Schema of a report."""
    import json

    from saksi.report import json_schema

    typer.echo(json.dumps(json_schema(), indent=1))


def main() -> None:
    """Entry point of the ``saksi`` command."""
    app()
