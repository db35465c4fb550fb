"""``saksi score``: reports beside annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from saksi.cli import reading
from saksi.cli.problems import Problems


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

    articles = (a for a in reading.articles([str(path)], None, None, problems) if a.id in wanted)
    first = next(articles, None)
    if first is None:
        return {}
    return {r.article.id: json.loads(r.to_json()) for r in reading.reports(first, articles, codebook, explain=True)}
