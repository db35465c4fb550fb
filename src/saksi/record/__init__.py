"""The record: the store of reports, reviews and stories, in SQLite or PostgreSQL.

>>> from saksi.record import Record
>>> with Record.open(":memory:") as record:
...     record.counts()["articles"]
0
"""

from __future__ import annotations

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
