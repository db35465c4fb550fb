"""Where articles come from: a file, a folder, standard input, a web address. Each becomes articles, or says why not."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from saksi.articles.dates import parse_day
from saksi.articles.decoding import bom, decode, refuse_format, scrub
from saksi.articles.documents import html_article, looks_like_html, pdf_article, text_article
from saksi.articles.furniture import understand
from saksi.articles.language import foreign_language
from saksi.articles.records import (
    MOST_JSON_BYTES,
    Prefixed,
    looks_like_table,
    read_csv,
    read_fully,
    read_json,
    read_jsonl,
)
from saksi.articles.unreadable import MOST_CHARACTERS, MOST_PAGE_BYTES, Refusal, Unreadable, size
from saksi.articles.web import fetch, is_address
from saksi.report import Article

SUFFIXES: dict[str, str] = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "tsv",
}  # fmt: skip
"""File name endings that a folder is searched for, and the format each stands for."""

_HEAD = 65_536
_MOST_TEXT_BYTES = 4 * MOST_CHARACTERS
_MOST_PDF_BYTES = 100_000_000
_MEDIA = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl", "application/json": "json", "text/csv": "csv", "text/tab-separated-values": "tsv",
}  # fmt: skip
Item = Article | Unreadable


def load(
    source: str | os.PathLike[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    stdin: IO[bytes] | None = None,
    understood: bool = True,
    any_language: bool = False,
) -> Iterator[Article | Unreadable]:
    """The articles of a file, a folder, ``-`` (standard input) or an http(s) address, in a stable order.

    ``published`` and ``outlet`` fill what a source does not say in its own fields; for plain text they come before
    what the page itself shows. With ``understood`` the page furniture is read (``understand``); text in another
    language comes back as ``Unreadable`` unless ``any_language``. Whatever cannot be read is yielded as ``Unreadable``,
    and the rest goes on. Raises ``BadDate`` at once when ``published`` is no existing date.
    """
    day = parse_day(published) if published else None
    return _finished(_items(source, stdin), day, outlet, understood, any_language)


def _finished(
    items: Iterator[Item], published: str | None, outlet: str | None, understood: bool, any_language: bool
) -> Iterator[Item]:
    taken: dict[str, int] = {}
    for item in items:
        if isinstance(item, Unreadable):
            yield item
            continue
        article = item
        given = {"id": _unique(article.id, taken)}
        if published and not article.published:
            given["published"] = published
        if outlet and not article.outlet:
            given["outlet"] = outlet
        article = article.model_copy(update=given)
        if understood:
            article = understand(article)
        language = None if any_language else foreign_language(article.story_text())
        if language:
            yield Unreadable(article.origin or article.id, None, f"{_which(article)} is {language}, not Indonesian")
            continue
        yield article


def _which(article: Article) -> str:
    return f"the text of article {article.id!r}" if article.origin else "the text"


def _unique(name: str, taken: dict[str, int]) -> str:
    """The id itself, or with a number behind it when an earlier article has it."""
    count = taken.get(name, 0) + 1
    taken[name] = count
    if count == 1:
        return name
    while f"{name}-{count}" in taken:
        count += 1
    taken[name], taken[f"{name}-{count}"] = count, 1
    return f"{name}-{count}"


def _items(source: str | os.PathLike[str], stdin: IO[bytes] | None) -> Iterator[Item]:
    words = os.fspath(source)
    shown = scrub(os.fsencode(words).decode("utf-8", "replace"))
    if words == "-":
        yield from _stream(stdin or sys.stdin.buffer, "standard input", None, None)
    elif is_address(words):
        yield from _address(words, shown)
    else:
        yield from _path(Path(words), shown)


def _path(path: Path, shown: str) -> Iterator[Item]:
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        yield Unreadable(
            shown, None, "there is no such file or folder" if missing else f"it cannot be opened ({_why(error)})"
        )
        return
    if stat.S_ISDIR(kind):
        yield from _folder(path, shown)
        return
    if not (stat.S_ISREG(kind) or stat.S_ISFIFO(kind)):
        yield Unreadable(shown, None, "it is neither a file nor a folder")
        return
    try:
        with path.open("rb") as stream:
            suffix = SUFFIXES.get(path.suffix.lower())
            yield from _stream(stream, shown, suffix, scrub(os.fsencode(path.stem).decode("utf-8", "replace")))
    except OSError as error:
        yield Unreadable(shown, None, f"it cannot be read ({_why(error)})")


def _why(error: Exception) -> str:
    return (error.strerror or type(error).__name__).lower() if isinstance(error, OSError) else type(error).__name__


def _folder(folder: Path, shown: str) -> Iterator[Item]:
    """Every file of a known kind, sorted by path; hidden files and linked folders are left out."""
    found = False
    for where, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if name.startswith(".") or Path(name).suffix.lower() not in SUFFIXES:
                continue
            found = True
            path = Path(where, name)
            yield from _path(path, scrub(os.fsencode(path).decode("utf-8", "replace")))
    if not found:
        yield Unreadable(shown, None, f"the folder holds no file that Saksi reads ({', '.join(SUFFIXES)})")


def _address(address: str, shown: str) -> Iterator[Item]:
    try:
        answer = fetch(address)
    except Refusal as refusal:
        yield Unreadable(shown, None, str(refusal))
        return
    kind = _MEDIA.get(answer.media_type)
    if kind is None or (kind == "html" and not looks_like_html(answer.data[:_HEAD])):
        kind = sniff(answer.data[:_HEAD])
    yield from _stream(io.BytesIO(answer.data), shown, kind, None, url=scrub(answer.url), charset=answer.charset)


def sniff(head: bytes) -> str:
    """The format that a file's first bytes look like; "text" when nothing else fits."""
    mark = bom(head)
    start = (head[len(mark[0]) :] if mark else head)[:4096].lstrip()
    if mark and mark[1] != "utf-8":
        start = head[len(mark[0]) :].decode(mark[1], "replace").lstrip().encode("utf-8", "replace")[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if looks_like_html(start):
        return "html"
    if start[:1] == b"{" and b'"' in start[:200]:
        # One object over several lines is a JSON file; one a line is JSON lines.
        first = start.split(b"\n", 1)[0].strip()
        return "json" if len(first) < len(start.strip()) and not first.endswith(b"}") else "jsonl"
    if start[:1] == b"[" and start[1:].lstrip()[:1] in (b"{", b"]"):
        return "json"
    return "csv" if looks_like_table(start.decode("utf-8", "replace")) else "text"


def _stream(
    stream: IO[bytes],
    origin: str,
    kind: str | None,
    stem: str | None,
    *,
    url: str | None = None,
    charset: str | None = None,
) -> Iterator[Item]:
    """The articles in an open stream; line formats are read as they come, documents whole within their limits."""
    head = read_fully(stream, _HEAD)
    if not head:
        yield Unreadable(origin, None, "it is empty")
        return
    try:
        refuse_format(head)
    except Refusal as refusal:
        yield Unreadable(origin, None, str(refusal))
        return
    if kind is None or (kind != "pdf" and head.startswith(b"%PDF-")):
        kind = sniff(head)
    whole = Prefixed(head, stream)
    name = stem or hashlib.sha256(head).hexdigest()[:12]
    if kind == "jsonl":
        yield from read_jsonl(whole, origin, name)
        return
    if kind in ("csv", "tsv"):
        yield from read_csv(whole, origin, name, tabs=kind == "tsv")
        return
    most = {"json": MOST_JSON_BYTES, "pdf": _MOST_PDF_BYTES, "html": MOST_PAGE_BYTES}.get(kind, _MOST_TEXT_BYTES)
    known = _length(stream)
    data = b"" if known is not None and known > most else read_fully(whole, most + 1)
    if len(data) > most or (known is not None and known > most):
        held = f"holds {size(known)} bytes" if known is not None else f"is larger than {size(most)} bytes"
        yield Unreadable(origin, None, f"it {held}, too much for one article; give many articles as JSONL, one a line")
        return
    if kind == "json":
        yield from read_json(data, origin, name)
        return
    name = stem or hashlib.sha256(data).hexdigest()[:12]
    try:
        if kind == "html":
            yield html_article(data, name=name, origin=origin, url=url, charset=charset)
        elif kind == "pdf":
            yield pdf_article(data, name=name, origin=origin)
        else:
            article = text_article(
                decode(data, declared=charset).encode() if charset else data, name=name, origin=origin
            )
            yield article.model_copy(update={"url": url}) if url else article
    except Refusal as refusal:
        yield Unreadable(origin, None, str(refusal))


def _length(stream: IO[bytes]) -> int | None:
    """The size of a regular file behind a stream, so that a huge one is refused without reading it."""
    try:
        info = os.fstat(stream.fileno())
    except (OSError, ValueError, AttributeError):
        return None
    return info.st_size if stat.S_ISREG(info.st_mode) else None
