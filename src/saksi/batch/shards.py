"""The input cut into shards, each known by a hash of what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from saksi.articles.page import Page
from saksi.articles.streams import Found
from saksi.articles.unreadable import Unreadable
from saksi.batch.settings import Settings
from saksi.report import Article

FEWEST, MOST = 16, 64
_ONE_IN = 32  # a shard of some 40 items on average: the fewest, and then one item in so many ends it
MOST_BYTES = 8_000_000
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Shard:
    """Some articles that follow each other in the input.

    ``id`` follows from the items and from what the settings make of them; ``position`` is how far the input had been
    read, in bytes; ``name`` says where the first item came from.
    """

    id: str
    items: tuple[Found, ...]
    position: int
    name: str


def cut(found: Iterable[Found], settings: Settings, position: Callable[[], int]) -> Iterator[Shard]:
    """Shards of 16 to 64 items in the order of the input.

    Where a shard ends depends on its items alone, so an article that is added or taken away changes the shard it is
    in, and the ones behind it are found again: the archive grows, and what was read of it stays read.
    """
    items: list[Found] = []
    digests: list[bytes] = []
    size = 0
    for item in found:
        digest = fingerprint(item)
        items.append(item)
        digests.append(digest)
        size += _size(item)
        ends = len(items) >= FEWEST and int.from_bytes(digest[:4], "big") % _ONE_IN == 0
        if ends or len(items) >= MOST or size >= MOST_BYTES:
            yield _shard(items, digests, settings, position())
            items, digests, size = [], [], 0
    if items:
        yield _shard(items, digests, settings, position())


def _shard(items: list[Found], digests: list[bytes], settings: Settings, position: int) -> Shard:
    made = hashlib.blake2b(digest_size=_DIGEST)
    _feed(made, settings.published, settings.outlet, str(settings.any_language), settings.reader)
    for digest in digests:
        made.update(digest)
    return Shard(made.hexdigest(), tuple(items), position, items[0].origin or "")


def fingerprint(item: Found) -> bytes:
    """A hash of an item's content. Not of the file it is in: moving an archive does not make it new."""
    made = hashlib.blake2b(digest_size=_DIGEST)
    if isinstance(item, Article):
        _feed(made, "article", item.id, item.url, item.outlet, item.published, item.title, item.text)
    elif isinstance(item, Page):
        _feed(made, "page", item.kind, item.name, item.url, item.charset)
        made.update(item.data)
    else:
        _feed(made, "unreadable", item.unit, str(item.line), item.reason)
    return made.digest()


def _feed(made: hashlib.blake2b, *parts: str | None) -> None:
    for part in parts:
        coded = (part or "").encode("utf-8", "surrogatepass")
        made.update(b"%d:" % len(coded))  # with lengths, so that no two splits of the same text agree
        made.update(coded)


def _size(item: Found) -> int:
    if isinstance(item, Unreadable):
        return len(item.reason)
    return len(item.data) if isinstance(item, Page) else len(item.text)
