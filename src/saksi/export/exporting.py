"""The formats of ``saksi export``: each takes items one by one and writes one file.

>>> sorted(exports)
['csv', 'ftm', 'gdelt', 'gexf', 'graphml', 'parquet', 'plover']
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, TextIO

from saksi.export.items import Item

if TYPE_CHECKING:
    from saksi.export.graph import Period

Writer = Callable[[Iterable[Item], BinaryIO, "Period"], None]


@dataclass(frozen=True, slots=True)
class Export:
    """A way out: ``write(items, target, period)``; only networks look at the period. ``suffix`` ends its files."""

    name: str
    suffix: str
    write: Writer


def _text(write: Callable[[TextIO], None], target: BinaryIO) -> None:
    """Let ``write`` write UTF-8 without changing line ends, and leave ``target`` open."""
    wrapped = io.TextIOWrapper(target, encoding="utf-8", newline="")
    try:
        write(wrapped)
    finally:
        wrapped.detach()


def _plover(items: Iterable[Item], target: BinaryIO, period: Period) -> None:
    from saksi.export.plover import lines

    _text(lambda out: out.writelines(line for item in items for line in lines(item)), target)


def _gdelt(items: Iterable[Item], target: BinaryIO, period: Period) -> None:
    from saksi.export.gdelt import write

    _text(lambda out: write(items, out), target)


def _csv(items: Iterable[Item], target: BinaryIO, period: Period) -> None:
    from saksi.export.spreadsheet import write

    _text(lambda out: write(items, out), target)


def _parquet(items: Iterable[Item], target: BinaryIO, period: Period) -> None:
    from saksi.export.parquet import write

    write(items, target)


def _ftm(items: Iterable[Item], target: BinaryIO, period: Period) -> None:
    from saksi.export.ftm import write

    _text(lambda out: write(items, out), target)


def _graphml(items: Iterable[Item], target: BinaryIO, period: Period) -> None:
    from saksi.export.graph_files import write_graphml

    _text(lambda out: write_graphml(items, out, period), target)


def _gexf(items: Iterable[Item], target: BinaryIO, period: Period) -> None:
    from saksi.export.graph_files import write_gexf

    _text(lambda out: write_gexf(items, out, period), target)


exports: dict[str, Export] = {
    made.name: made
    for made in (
        Export("plover", ".jsonl", _plover),
        Export("gdelt", ".tsv", _gdelt),
        Export("csv", ".csv", _csv),
        Export("parquet", ".parquet", _parquet),
        Export("ftm", ".ftm.json", _ftm),
        Export("graphml", ".graphml", _graphml),
        Export("gexf", ".gexf", _gexf),
    )
}
