"""The record: the store of reports, reviews and stories, in SQLite or PostgreSQL.

>>> from saksi.record import Record
>>> with Record.open(":memory:") as record:
...     record.counts()["articles"]
0
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from saksi.record.errors import Conflict, RecordError
    from saksi.record.filters import Filters, Order, ReviewState, What
    from saksi.record.hits import ArticleHit, EventHit, Hit, Party, StatementHit
    from saksi.record.ids import article_id, body_hash, folded
    from saksi.record.reviewing import Judgement, Review
    from saksi.record.store import Added, Record

__all__ = [
    "Added",
    "ArticleHit",
    "Conflict",
    "EventHit",
    "Filters",
    "Hit",
    "Judgement",
    "Order",
    "Party",
    "Record",
    "RecordError",
    "Review",
    "ReviewState",
    "StatementHit",
    "What",
    "article_id",
    "body_hash",
    "folded",
]
_HOMES = {
    "errors": ("Conflict", "RecordError"),
    "filters": ("Filters", "Order", "ReviewState", "What"),
    "hits": ("ArticleHit", "EventHit", "Hit", "Party", "StatementHit"),
    "ids": ("article_id", "body_hash", "folded"),
    "reviewing": ("Judgement", "Review"),
    "store": ("Added", "Record"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """The database library takes a while to load, and the command line needs no more than the filters to start."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
