"""Where articles come from: a file, a folder, a glob, standard input, a web address; or why they do not."""

from __future__ import annotations

import glob
import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from saksi.articles.dates import parse_day
from saksi.articles.decoding import scrub
from saksi.articles.documents import looks_like_html
from saksi.articles.furniture import understand
from saksi.articles.kinds import MEDIA, SUFFIXES, sniff
from saksi.articles.language import foreign_language
from saksi.articles.meter import Meter
from saksi.articles.page import Page
from saksi.articles.streams import HEAD, Found, read_stream
from saksi.articles.unreadable import Refusal, Unreadable
from saksi.articles.web import fetch, is_address
from saksi.report import Article


def load(
    source: str | os.PathLike[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    stdin: IO[bytes] | None = None,
    understood: bool = True,
    any_language: bool = False,
) -> Iterator[Article | Unreadable]:
    """The articles of a file, a folder, a glob, ``-`` (standard input) or an http(s) address, in a stable order.

    ``published`` and ``outlet`` fill what a source does not say in its own fields; for plain text they come before
    what the page itself shows. With ``understood`` the page furniture is read (``understand``); text in another
    language comes back as ``Unreadable`` unless ``any_language``. Whatever cannot be read is yielded as ``Unreadable``,
    and the rest goes on. Ids are made unique. Raises ``BadDate`` at once when ``published`` is no existing date.
    """
    day = parse_day(published) if published else None
    return _loaded(find(source, stdin=stdin), day, outlet, understood, any_language)


def _loaded(
    items: Iterator[Found], published: str | None, outlet: str | None, understood: bool, any_language: bool
) -> Iterator[Article | Unreadable]:
    taken: dict[str, int] = {}
    for item in items:
        article = parse(item)
        if isinstance(article, Article):
            article = article.model_copy(update={"id": _unique(article.id, taken)})
            article = finish(article, published, outlet, understood=understood, any_language=any_language)
        yield article


def parse(item: Found) -> Article | Unreadable:
    """The article on a page; whatever is no page is handed back as it is."""
    if not isinstance(item, Page):
        return item
    try:
        return item.article()
    except Refusal as refusal:
        return Unreadable(item.origin, None, str(refusal))


def finish(
    article: Article, published: str | None, outlet: str | None, *, understood: bool = True, any_language: bool = False
) -> Article | Unreadable:
    """An article with its gaps filled and its page furniture understood, or a word on its language; see ``load``."""
    given: dict[str, str] = {}
    if published and not article.published:
        given["published"] = published
    if outlet and not article.outlet:
        given["outlet"] = outlet
    if given:
        article = article.model_copy(update=given)
    if understood:
        article = understand(article)
    language = None if any_language else foreign_language(article.story_text())
    if language:
        return Unreadable(article.origin or article.id, None, f"{_which(article)} is {language}, not Indonesian")
    return article


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


def find(
    source: str | os.PathLike[str], *, stdin: IO[bytes] | None = None, meter: Meter | None = None
) -> Iterator[Found]:
    """What a source holds, in a stable order and in memory that does not grow with it: articles as they stand in a
    collection, pages that ``parse`` still has to look into, and what cannot be read. ``meter`` counts the bytes read.
    """
    words = os.fspath(source)
    shown = _shown(words)
    if words == "-":
        yield from read_stream(_watched(stdin or sys.stdin.buffer, meter), "standard input", None, None)
    elif is_address(words):
        yield from _address(words, shown)
    else:
        for path in paths(words):
            yield from _path(path, _shown(path), meter)


def paths(source: str) -> list[Path]:
    """The files and folders that a path or a glob (``**`` for any depth) names; the path itself when nothing fits."""
    if "\0" in source or not glob.has_magic(source) or os.path.lexists(source):
        return [Path(source)]
    found = [Path(name) for name in sorted(glob.glob(source, recursive=True))]  # noqa: PTH207 - absolute patterns too
    if "**" in source:  # the folders it names hold files that it names as well
        found = [path for path in found if not path.is_dir()]
    return found or [Path(source)]


def _shown(path: str | os.PathLike[str]) -> str:
    return scrub(os.fsencode(path).decode("utf-8", "replace"))


def _watched(stream: IO[bytes], meter: Meter | None) -> IO[bytes]:
    return meter.watch(stream) if meter else stream


def _path(path: Path, shown: str, meter: Meter | None) -> Iterator[Found]:
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        yield Unreadable(
            shown, None, "there is no such file or folder" if missing else f"it cannot be opened ({_why(error)})"
        )
        return
    if stat.S_ISDIR(kind):
        yield from _folder(path, shown, meter)
        return
    if not (stat.S_ISREG(kind) or stat.S_ISFIFO(kind)):
        yield Unreadable(shown, None, "it is neither a file nor a folder")
        return
    try:
        with path.open("rb") as stream:
            suffix = SUFFIXES.get(path.suffix.lower())
            yield from read_stream(_watched(stream, meter), shown, suffix, _shown(path.name))
    except OSError as error:
        yield Unreadable(shown, None, f"it cannot be read ({_why(error)})")


def _why(error: Exception) -> str:
    return (error.strerror or type(error).__name__).lower() if isinstance(error, OSError) else type(error).__name__


def _folder(folder: Path, shown: str, meter: Meter | None) -> Iterator[Found]:
    """Every file of a known kind, sorted by path; hidden files and linked folders are left out."""
    found = False
    for where, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if name.startswith(".") or Path(name).suffix.lower() not in SUFFIXES:
                continue
            found = True
            path = Path(where, name)
            yield from _path(path, _shown(path), meter)
    if not found:
        yield Unreadable(shown, None, f"the folder holds no file that Saksi reads ({', '.join(SUFFIXES)})")


def _address(address: str, shown: str) -> Iterator[Found]:
    try:
        answer = fetch(address)
    except Refusal as refusal:
        yield Unreadable(shown, None, str(refusal))
        return
    kind = MEDIA.get(answer.media_type)
    if kind is None or (kind == "html" and not looks_like_html(answer.data[:HEAD])):
        kind = sniff(answer.data[:HEAD])
    stream = io.BytesIO(answer.data)
    yield from read_stream(stream, shown, kind, None, url=scrub(answer.url), charset=answer.charset)
