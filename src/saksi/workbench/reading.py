"""Reading articles inside the workbench: one reader, made when it is first needed, one article at a time."""

from __future__ import annotations

import logging
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from saksi.report import Article, Report

_log = logging.getLogger(__name__)


class UnreadableArticle(ValueError):
    """An article cannot be read; the sentence says why."""


class Reading:
    """A reader that several requests share; its pipeline takes its memory when the first article comes."""

    def __init__(self) -> None:
        self._lock = Lock()

    def read(self, article: Article, *, explain: bool = False) -> Report:
        """The report on ``article``; with ``explain`` its trace says why each choice was made.

        Raises ``UnreadableArticle`` for a day that the calendar lacks, a text without a word, and a text that the
        reader fails on, which is logged.
        """
        from saksi.articles import understand
        from saksi.reading.reader import default_reader

        if article.published is not None:
            try:
                date.fromisoformat(article.published)
            except ValueError:
                raise UnreadableArticle(
                    f"{article.published!r} is no day of the calendar; write it as YYYY-MM-DD."
                ) from None
        if not any(c.isalnum() for c in article.text):
            raise UnreadableArticle("The text holds no word.")
        with self._lock:
            try:
                return default_reader().read(understand(article), explain=explain)
            except Exception as error:
                _log.exception("an article could not be read")
                raise UnreadableArticle(f"The reader failed on this text ({type(error).__name__}).") from error
