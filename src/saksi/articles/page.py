"""A document that holds one article and has not been parsed yet: its bytes and what is known about them.

Finding documents is cheap and parsing them is not, so whoever reads many hands pages to several processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from saksi.articles.decoding import decode
from saksi.articles.documents import html_article, pdf_article, text_article
from saksi.report import Article

PageKind = Literal["text", "html", "pdf"]


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a text file, an HTML page or a PDF file. ``charset`` is what a server announced, if one did."""

    kind: PageKind
    data: bytes
    name: str
    origin: str
    url: str | None = None
    charset: str | None = None

    def article(self) -> Article:
        """The article on the page. Raises ``Refusal`` when it holds none."""
        if self.kind == "html":
            return html_article(self.data, name=self.name, origin=self.origin, url=self.url, charset=self.charset)
        if self.kind == "pdf":
            return pdf_article(self.data, name=self.name, origin=self.origin)
        data = decode(self.data, declared=self.charset).encode() if self.charset else self.data
        article = text_article(data, name=self.name, origin=self.origin)
        return article.model_copy(update={"url": self.url}) if self.url else article
