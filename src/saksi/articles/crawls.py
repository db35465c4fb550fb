"""Web crawls: the pages of a WARC or ARC file, record by record, however long the file is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from saksi.articles.decoding import scrub
from saksi.articles.page import Page, PageKind
from saksi.articles.records import Readable, read_fully
from saksi.articles.unreadable import MOST_PAGE_BYTES, Refusal, Unreadable, size
from saksi.articles.web import charset_of

# "conversion" records hold the text that a crawler made of a page (WET files).
_TYPES = {"response": True, "resource": False, "conversion": False}
_MEDIA: dict[str, PageKind] = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/plain": "text",
}  # fmt: skip


class _Records(ArchiveIterator):  # type: ignore[misc]
    INC_RECORD = ""  # it would write to standard error


def read_warc(stream: Readable, origin: str) -> Iterator[Page | Unreadable]:
    """The HTML, text and PDF documents of a crawl that a server answered with success; other records are no articles.

    The day of the crawl is never taken for the day of publication.
    """
    number = 0
    try:
        for number, record in enumerate(_Records(stream), 1):
            try:
                page = _page(record, origin, number)
            except Refusal as refusal:
                yield Unreadable(origin, number, str(refusal), "record")
                continue
            if page is not None:
                yield page
    except Refusal as refusal:
        yield Unreadable(origin, number + 1, f"the crawl breaks off here: {refusal}", "record")
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, TypeError, LookupError) as error:
        # a damaged length or header leaves no way to find the next record
        said = " ".join(str(error).split())[:80]
        yield Unreadable(origin, number + 1, f"the crawl breaks off here ({said or type(error).__name__})", "record")


def _page(record: Any, origin: str, number: int) -> Page | None:
    answered = _TYPES.get(record.rec_type)
    if answered is None:
        return None
    headers = record.http_headers if answered else None
    if answered and (headers is None or (headers.get_statuscode() or "200") != "200"):
        return None
    declared = (headers or record.rec_headers).get_header("Content-Type") or ""
    kind = _MEDIA.get(declared.split(";")[0].strip().lower())
    url = record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri")
    if kind is None or not url or urlsplit(url).scheme not in ("http", "https", "file"):
        return None
    most = 20 * MOST_PAGE_BYTES if kind == "pdf" else MOST_PAGE_BYTES
    data = read_fully(record.content_stream(), most + 1)
    if len(data) > most:
        raise Refusal(f"the document at {_shown(url)} has more than the {size(most)} bytes that are read")
    if not data.strip():
        return None
    name = PurePosixPath(urlsplit(url).path).stem or urlsplit(url).netloc
    return Page(
        kind=kind,
        data=data,
        name=scrub(name)[:120] or f"record-{number}",
        origin=f"{origin}, record {number}",
        url=_shown(url),
        charset=charset_of(declared),
    )


def _shown(url: str) -> str:
    return scrub(url.strip())[:2000]
