"""Page furniture understood: what is not the story becomes metadata or is left out, each piece with its span."""

from __future__ import annotations

from saksi.articles.captions import take_caption, take_inline_captions
from saksi.articles.closing import take_closing
from saksi.articles.links import take_links
from saksi.articles.opening import take_opening
from saksi.articles.sheet import Sheet
from saksi.report import Article

_MOST_LINES = 3000


def understand(article: Article) -> Article:
    """The article with title, date, dateline, credits and furniture read from its own text.

    What the article already says about itself (title, outlet, a date that was given) is kept; only gaps are filled.
    Looking twice gives the same result. Pieces of furniture lie inside the text and never overlap.
    """
    sheet = Sheet.of(article)
    take_opening(sheet)
    take_links(sheet)
    take_inline_captions(sheet)
    if "(" in sheet.text or "oto" in sheet.text:
        for index, line in enumerate(sheet.lines[:_MOST_LINES]):
            if line.start >= sheet.body and sheet.free(line.start, line.end):
                take_caption(sheet, index, opening=False)
    take_closing(sheet)
    return sheet.result(article)
