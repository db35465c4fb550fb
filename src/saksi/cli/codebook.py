"""``saksi codebook``: the types, and the check of a file of frames."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from saksi.cli.problems import printable

codebook_app = typer.Typer(no_args_is_help=True, help="The PLOVER types and the Indonesian frames that lead to them.")


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
