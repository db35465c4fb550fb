"""Reading articles inside the workbench: one reader, made when it is first needed, one article at a time."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from saksi.report import Article, Report


class Reading:
    """A reader that several requests share; its pipeline takes its memory when the first article comes."""

    def __init__(self) -> None:
        self._lock = Lock()

    def read(self, article: Article, *, explain: bool = False) -> Report:
        """The report on ``article``; with ``explain`` its trace says why each choice was made."""
        from saksi.articles import understand
        from saksi.reading.reader import default_reader

        with self._lock:
            return default_reader().read(understand(article), explain=explain)
