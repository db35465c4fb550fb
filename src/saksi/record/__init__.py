"""The record: the store of reports, reviews and stories, in SQLite or PostgreSQL.

>>> from saksi.record import Record
>>> with Record.open(":memory:") as record:
...     record.counts()["articles"]
0
"""

from __future__ import annotations

from saksi.record.errors import Conflict, RecordError
from saksi.record.ids import article_id, body_hash, folded
from saksi.record.reviewing import Judgement, Review
from saksi.record.store import Added, Record

__all__ = ["Added", "Conflict", "Judgement", "Record", "RecordError", "Review", "article_id", "body_hash", "folded"]
