"""Reports that were written before, read back from JSON Lines one at a time."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from saksi.cli.problems import Problems

if TYPE_CHECKING:
    from saksi.report import Report

_LONGEST = 64 * 1024 * 1024  # bytes of one report: an article of a million words has less


def reports(inputs: list[str], problems: Problems) -> Iterator[Report]:
    """The reports in JSON Lines files, gzipped or not, and in standard input ("-"); bad lines go to ``problems``."""
    for source in inputs:
        good = 0
        bad: list[str] = []
        try:
            with _opened(source) as lines:
                for found in _parsed(source, lines):
                    if isinstance(found, str):
                        bad.append(found)
                        if good or len(bad) > 1:
                            problems.say(bad.pop(), whole_input=False)
                    else:
                        good += 1
                        yield found
        except (OSError, EOFError) as error:
            problems.say(f"{source}: cannot be read: {getattr(error, 'strerror', None) or error}.", whole_input=True)
            continue
        for line in bad:
            problems.say(line, whole_input=not good)


@contextmanager
def _opened(source: str) -> Iterator[IO[bytes]]:
    if source == "-":
        yield sys.stdin.buffer
        return
    with Path(source).open("rb") as file:
        if file.peek(2)[:2] == b"\x1f\x8b":
            with gzip.open(file) as unpacked:
                yield unpacked  # type: ignore[misc]
        else:
            yield file


def _parsed(source: str, lines: IO[bytes]) -> Iterator[Report | str]:
    """A report for each line, or a sentence that says what is wrong with it."""
    from pydantic import ValidationError

    from saksi.report import Report

    number = 0
    while line := lines.readline(_LONGEST + 1):
        number += 1
        if len(line) > _LONGEST:
            yield f"{source}, line {number}: longer than {_LONGEST // 2**20} MB, which is no report of one article."
            return
        if not line.strip():
            continue
        try:
            yield Report.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            yield f"{source}, line {number}: no report: {where + ': ' if where else ''}{first['msg']}."
