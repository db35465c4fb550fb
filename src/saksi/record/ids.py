"""Ids and keys that follow from content alone, the same on every machine and in every run."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from saksi.report import Article

_ID_LENGTH = 20
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


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
    lower = text.casefold()
    if not lower.isascii():
        lower = _BEYOND_ASCII.sub(_without_accents, unicodedata.normalize("NFKD", lower))
    return _BETWEEN_WORDS.sub(" ", lower).strip()


def _without_accents(found: re.Match[str]) -> str:
    return "".join(c for c in found[0] if not unicodedata.combining(c))
