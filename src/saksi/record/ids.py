"""Ids and keys that follow from content alone, the same on every machine and in every run."""

from __future__ import annotations

import hashlib
import unicodedata

from saksi.report import Article

_ID_LENGTH = 20


def article_id(article: Article) -> str:
    """20 hexadecimal digits that follow from the article's address, outlet, day, title and text."""
    digest = hashlib.sha256()
    for part in (article.url, article.outlet, article.published, article.title, article.text):
        coded = (part or "").encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(coded) + coded)  # with lengths, so that no two splits of the same text agree
    return digest.hexdigest()[:_ID_LENGTH]


def body_hash(text: str) -> str:
    """The SHA-256 of the words of ``text``, the same whatever its case, accents, punctuation and white space."""
    return hashlib.sha256(folded(text).encode("utf-8", "surrogatepass")).hexdigest()


def folded(text: str) -> str:
    """``text`` as it is searched: its letters and digits in lower case without accents, a space between words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())
