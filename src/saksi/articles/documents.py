"""Documents that hold one article: plain text, HTML pages, PDF files.

Offsets refer to ``Article.text``: the decoded text of a text file, exactly; the extracted main text of an HTML page or
PDF, a paragraph a line. Neither tables nor comments of a page are read.
"""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from saksi.articles.dates import BadDate, parse_day
from saksi.articles.decoding import checked_text, decode, scrub
from saksi.articles.outlets import outlet_name
from saksi.articles.unreadable import MOST_CHARACTERS, MOST_PAGE_BYTES, Refusal, size
from saksi.report import Article

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|meta|title|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_MOST_PAGES = 200
_FEWEST_WORDS = 15  # of an HTML page: fewer are a menu or a notice
_MOST_TAGS = 50_000  # news pages have a tenth of it; the extractor's time grows with the square


def looks_like_html(head: bytes) -> bool:
    """Whether a file's first bytes open an HTML page."""
    return _HTML.match(head) is not None


def text_article(data: bytes, *, name: str, origin: str) -> Article:
    """A plain text file as it was decoded. Raises ``Refusal``."""
    if not data.strip():
        raise Refusal("it is empty")
    return Article(id=name, text=checked_text(decode(data)), origin=origin)


def html_article(data: bytes, *, name: str, origin: str, url: str | None = None, charset: str | None = None) -> Article:
    """The article on an HTML page with the title, date and outlet that the page's metadata give. Raises ``Refusal``."""
    if not data.strip():
        raise Refusal("it is empty")
    if len(data) > MOST_PAGE_BYTES:
        raise Refusal(f"the page has {size(len(data))} bytes, more than the {size(MOST_PAGE_BYTES)} that are read")
    declared = _META_CHARSET.search(data[:4096])
    page = decode(data, declared=charset or (declared[1].decode("ascii", "replace") if declared else None))
    if page.count("<") > _MOST_TAGS:
        raise Refusal("it has too many elements for a news page")
    found = _extract(page, url)
    text = (found.text or "").strip() if found is not None else ""
    if len(text.split()) < _FEWEST_WORDS:
        raise Refusal("the page holds no article text (perhaps it is a front page, or filled in by scripts)")
    return Article(
        id=name,
        text=checked_text(text),
        title=_line(found.title),
        outlet=outlet_name(found.sitename) if _line(found.sitename) else None,
        url=url or _line(found.url),
        published=_day(found.date),
        origin=origin,
    )


def _extract(page: str, url: str | None) -> Any:
    """trafilatura's reading of a page; null when it finds nothing or stumbles."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # a hostile page may break any parser; it must not break the run
        raise Refusal(f"the page cannot be parsed ({type(error).__name__})") from None


def _line(value: object) -> str | None:
    return scrub(" ".join(str(value).split()))[:500] or None if value else None


def _day(value: object) -> str | None:
    try:
        return parse_day(value) if value else None
    except BadDate:
        return None


def pdf_article(data: bytes, *, name: str, origin: str) -> Article:
    """The text of a PDF file, its lines joined to paragraphs. Raises ``Refusal``."""
    if b"%PDF-" not in data[:1024]:
        raise Refusal("it is called a PDF but does not begin as one")
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refusal("the PDF is encrypted; remove its password first")
        pages: list[str] = []
        length = 0
        for number, page in enumerate(reader.pages):
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > MOST_CHARACTERS or number >= _MOST_PAGES:
                raise Refusal(
                    f"the PDF is longer than an article ({_MOST_PAGES} pages, {size(MOST_CHARACTERS)} characters)"
                )
        title = _line(reader.metadata.title) if reader.metadata else None
    except Refusal:
        raise
    except PyPdfError as error:
        hint = (
            "encrypted in a way that cannot be read" if "crypt" in str(error).lower() else "damaged and cannot be read"
        )
        raise Refusal(f"the PDF is {hint}") from None
    except Exception as error:  # a hostile file may break any parser; it must not break the run
        if "cryptography" in str(error):
            raise Refusal("the PDF is encrypted; remove its password first") from None
        raise Refusal(f"the PDF is damaged and cannot be read ({type(error).__name__})") from None
    text = join_lines("\n\n".join(pages))
    if not any(char.isalpha() for char in text):
        raise Refusal("the PDF holds no text (perhaps scanned pages; run OCR on it first)")
    # The title in a PDF's properties is often a file name: only one that stands in the text counts.
    return Article(id=name, text=checked_text(text), title=title if title and title in text else None, origin=origin)


def join_lines(text: str) -> str:
    """Printed lines joined to paragraphs, a paragraph a line; words broken at a line's end made whole.

    A line ends its paragraph when it is much shorter than its page's lines, or when a blank line follows. A hyphen
    between equal halves ("anak-anak") is part of the word.
    """
    lines = [" ".join(line.split()) for line in text.replace("\x00", "").splitlines()]
    lengths = sorted(len(line) for line in lines if len(line) > 20)
    full = lengths[int(0.75 * len(lengths))] if lengths else 80
    out: list[str] = []
    open_line = False
    for line in lines:
        if not line:
            # A page break may stand inside a sentence.
            open_line = open_line and out[-1][-1:] not in '.!?:"”)' and len(out[-1]) > 0.7 * full
            continue
        if open_line:
            out[-1] = _joined(out[-1], line)
        else:
            out.append(line)
        open_line = len(line) >= 0.75 * full and not (line[-1] in '.!?"”' and len(line) < 0.9 * full)
    return "\n".join(out)


def _joined(above: str, below: str) -> str:
    match = re.search(r"([A-Za-z]+)-$", above)
    if match and below[:1].islower():
        head = re.match(r"[a-z]+", below)
        doubled = head is not None and head[0].startswith(match[1].lower()[:3])
        return above + below if doubled else above[:-1] + below
    return f"{above} {below}"
