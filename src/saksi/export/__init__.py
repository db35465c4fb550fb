"""Writing reports for people and programs: terminal text, JSON, one self-contained HTML page, PLOVER records.

>>> from saksi.export import formats
>>> sorted(formats)
['html', 'json', 'jsonl', 'plover', 'text']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TextIO

from saksi.report import Report

Writer = Callable[[Iterable[Report], TextIO, str], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write reports: ``write(reports, target, lang)``.

    ``streams`` tells whether each report is written as soon as it is read; ``suffix`` is the usual file name ending.
    """

    name: str
    suffix: str
    streams: bool
    write: Writer


def _text(reports: Iterable[Report], target: TextIO, lang: str = "en") -> None:
    from rich.console import Console

    from saksi.export.text import explain, render

    console = Console(file=target, highlight=False, emoji=False)
    for report in reports:
        render(report, console, lang)
        if report.trace:
            explain(report, console, lang)
        target.flush()


def _json(reports: Iterable[Report], target: TextIO, lang: str = "en") -> None:
    """A JSON array, an element a report, written as the reports come."""
    opened = False
    for report in reports:
        target.write((",\n" if opened else "[\n") + report.to_json(indent=1))
        opened = True
    target.write("\n]\n" if opened else "[]\n")


def _jsonl(reports: Iterable[Report], target: TextIO, lang: str = "en") -> None:
    for report in reports:
        target.write(report.to_json() + "\n")
        target.flush()


def _html(reports: Iterable[Report], target: TextIO, lang: str = "en") -> None:
    from saksi.export.html import render_many

    target.write(render_many(reports, lang))


def _plover(reports: Iterable[Report], target: TextIO, lang: str = "en") -> None:
    from saksi.export.items import Item
    from saksi.export.plover import lines

    for report in reports:
        target.writelines(lines(Item(report)))
        target.flush()


formats: dict[str, Format] = {
    made.name: made
    for made in (
        Format("text", ".txt", True, _text),
        Format("json", ".json", True, _json),
        Format("jsonl", ".jsonl", True, _jsonl),
        Format("html", ".html", False, _html),
        Format("plover", ".jsonl", True, _plover),
    )
}
