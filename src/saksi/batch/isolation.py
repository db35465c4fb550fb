"""A shard that killed its process, read item by item to find out which item it was."""

from __future__ import annotations

import time
from collections.abc import Callable

from saksi.articles.streams import Found
from saksi.batch.outbox import Failure, Line, Reading, write
from saksi.batch.reading import name_of
from saksi.batch.shards import Shard


class Died(Exception):
    """The process that was asked is gone; ``reason`` says what it died of, ``certain`` that it was the item's doing."""

    def __init__(self, reason: str, *, certain: bool) -> None:
        super().__init__(reason)
        self.reason, self.certain = reason, certain


def read_carefully(shard: Shard, ask: Callable[[Found], list[Line]], version: str, codebook: str) -> bytes:
    """The output of a shard, whose items ``ask`` reads one by one; one that kills its process becomes a failure.

    A process may be killed for other reasons than the article it was at, so an article has a second chance unless
    it is certain that it is to blame.
    """
    began = time.perf_counter()
    lines: list[Line] = []
    for item in shard.items:
        try:
            lines += ask(item)
        except Died as first:
            if first.certain:
                lines.append(Failure(name_of(item), first.reason))
                continue
            try:
                lines += ask(item)
            except Died as second:
                lines.append(Failure(name_of(item), second.reason))
    return write(lines, Reading(shard.id, version, codebook, len(lines), round(time.perf_counter() - began, 3)))
