"""RSS and Atom files: an article an entry, with as much of its text as the feed carries."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from saksi.articles.dates import BadDate, parse_day
from saksi.articles.decoding import checked_text, scrub
from saksi.articles.outlets import outlet_name
from saksi.articles.unreadable import Refusal, Unreadable
from saksi.report import Article

MOST_FEED_BYTES = 50_000_000
_FEED = re.compile(rb"(?:\s|<\?xml[^>]{0,500}>|<!--.{0,2000}?-->)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_BLOCKS = "p|div|br|li|ul|ol|tr|table|h1|h2|h3|h4|h5|h6|blockquote|figure|figcaption|section|article"


def looks_like_feed(head: bytes) -> bool:
    """Whether a file's first bytes open an RSS or Atom feed."""
    return _FEED.match(head) is not None


def read_feed(data: bytes, origin: str, stem: str) -> Iterator[Article | Unreadable]:
    """The entries of a feed in their order. Neither entities nor anything else a feed refers to is fetched."""
    import feedparser

    if b"<!ENTITY" in data:
        # an entity that holds ten of another, nine deep, is a thousand million
        yield Unreadable(origin, None, "the feed defines XML entities of its own, which feeds have no need of")
        return
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    except Exception as error:  # a hostile file may break any parser; it must not break the run
        yield Unreadable(origin, None, f"the feed cannot be parsed ({type(error).__name__})")
        return
    if not feed.entries:
        broken = feed.get("bozo_exception")
        said = f" ({' '.join(str(broken).split())[:80]})" if broken else ""
        yield Unreadable(origin, None, f"it holds no entry of an RSS or Atom feed{said}")
        return
    outlet = _line(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield _article(entry, outlet, origin, f"{stem}-{number}")
        except Refusal as refusal:
            yield Unreadable(origin, number, str(refusal), "entry")


def _article(entry: Any, outlet: str | None, origin: str, name: str) -> Article:
    bodies = [part.get("value") or "" for part in entry.get("content") or ()]
    text = plain(max([*bodies, entry.get("summary") or ""], key=len))
    if not text:
        raise Refusal("the entry carries no text")
    source = entry.get("source")
    outlet = (_line(source.get("title")) if source else None) or outlet
    return Article(
        id=_line(entry.get("id")) or name,
        text=checked_text(text),
        title=plain(entry.get("title") or "").replace("\n", " ") or None,
        outlet=outlet_name(outlet) if outlet else None,
        url=_line(entry.get("link")),
        published=_day(entry.get("published") or entry.get("updated")),
        origin=origin,
    )


def _day(written: str | None) -> str | None:
    """The day as the feed writes it, in its own time zone: an evening in Jakarta is not yet the next day."""
    if not written:
        return None
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    try:
        return datetime.fromisoformat(written.strip()).date().isoformat()
    except ValueError:
        pass
    try:
        return parse_day(written)
    except BadDate:
        return None


def plain(markup: str) -> str:
    """The text of an HTML fragment, a paragraph a line."""
    if "<" not in markup and "&" not in markup:
        return "\n".join(filter(None, (" ".join(line.split()) for line in markup.splitlines())))
    from lxml import etree, html

    spaced = re.sub(rf"(?i)(</?(?:{_BLOCKS})\b[^>]*>)", "\n\\1\n", " ".join(markup.split()))
    try:
        root = html.fragment_fromstring(spaced, create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    for gone in root.xpath(".//script|.//style|.//template|.//comment()"):
        gone.drop_tree()
    text = str(root.text_content())
    return scrub("\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines()))))


def _line(value: object) -> str | None:
    return scrub(" ".join(str(value).split()))[:2000] or None if value else None
