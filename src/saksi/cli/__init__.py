"""The command line: parses arguments, calls a room, shows progress. One module a command or group of commands.

Exit codes: 0 fine, 1 some items failed, 2 unusable input or arguments.
"""

from __future__ import annotations

from typing import Annotated

import typer

from saksi import __version__
from saksi.cli.codebook import codebook_app
from saksi.cli.embargo import embargo_app
from saksi.cli.export import export
from saksi.cli.find import find
from saksi.cli.read import read, schema
from saksi.cli.reread import reread
from saksi.cli.score import score
from saksi.cli.serve import serve, users_app

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Saksi reads Indonesian news of conflict and diplomacy: who did what to whom, when, where, according to whom.",
)
app.add_typer(codebook_app, name="codebook")
app.add_typer(embargo_app, name="embargo")
app.add_typer(users_app, name="users")
for command in (read, find, export, reread, score, schema, serve):
    app.command()(command)


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    """Saksi, the witness."""
    if version:
        typer.echo(__version__)
        raise typer.Exit


def main() -> None:
    """Entry point of the ``saksi`` command."""
    app()
