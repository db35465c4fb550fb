"""What went wrong, said in a line each, and the exit code that follows."""

from __future__ import annotations

from typing import NoReturn

import typer


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


def stop(sentence: str) -> NoReturn:
    """End the command over its arguments or input: one line on standard error, code 2."""
    typer.echo(f"saksi: {printable(sentence)}", err=True)
    raise typer.Exit(2)
