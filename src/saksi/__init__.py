"""Saksi reads Indonesian news of conflict and diplomacy into checkable event records.

>>> import saksi
>>> report = saksi.read("Presiden Rusia bertemu dengan Menteri Luar Negeri Turki di Moskow.", published="2024-05-02")
>>> [event.type for event in report.events]
['CONSULT']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from saksi.report import Report

__version__ = "0.1.0"
__all__ = ["__version__", "read"]


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    id: str = "article",
    explain: bool = False,
) -> Report:
    """Read one Indonesian article, given as text, into a report.

    ``text`` may be a page as copied from the web: date line, caption, dateline and credits are recognised and left out
    of reading. ``published`` (YYYY-MM-DD) anchors relative dates; without it the text's own date line does. Raises
    ``ValueError`` when ``published`` is no day of the calendar.
    """
    from datetime import date

    from saksi.articles import understand
    from saksi.reading.reader import default_reader
    from saksi.report import Article

    if published is not None:
        date.fromisoformat(published)
    article = understand(Article(id=id, text=text, title=title, outlet=outlet, published=published))
    return default_reader().read(article, explain=explain)
