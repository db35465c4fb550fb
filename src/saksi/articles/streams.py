"""What an open stream of bytes holds: articles, pages yet to be parsed, or a reason why not."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO

from saksi.articles.archives import Member, tar_members, zip_members
from saksi.articles.decoding import refuse_format, scrub
from saksi.articles.feeds import MOST_FEED_BYTES, read_feed
from saksi.articles.kinds import SUFFIXES, inner_name, sniff
from saksi.articles.page import Page, PageKind
from saksi.articles.parquet import read_parquet
from saksi.articles.records import MOST_JSON_BYTES, Prefixed, read_csv, read_fully, read_json, read_jsonl
from saksi.articles.unpacking import packed_kind, unpacked
from saksi.articles.unreadable import MOST_CHARACTERS, MOST_PAGE_BYTES, Refusal, Unreadable, size
from saksi.report import Article

HEAD = 65_536
_MOST_BYTES = {"json": MOST_JSON_BYTES, "pdf": 100_000_000, "html": MOST_PAGE_BYTES, "feed": MOST_FEED_BYTES}
_MOST_TEXT_BYTES = 4 * MOST_CHARACTERS
_PAGES: dict[str, PageKind] = {"text": "text", "html": "html", "pdf": "pdf"}
Found = Article | Page | Unreadable
"""What is found in a source: an article of a collection, a page that is still to be parsed, or a reason why not."""


def read_stream(
    stream: IO[bytes],
    origin: str,
    kind: str | None,
    name: str | None,
    *,
    url: str | None = None,
    charset: str | None = None,
    inside: bool = False,
) -> Iterator[Found]:
    """What a stream holds; collections are read as they come, documents whole within their limits.

    ``kind`` is a format of ``SUFFIXES``, or null to tell it by the first bytes; ``name`` a file's name, if it has one.
    ``inside`` an archive no other archive is opened.
    """
    try:
        yield from _read(stream, origin, kind, name, url=url, charset=charset, inside=inside)
    except Refusal as refusal:
        yield Unreadable(origin, None, str(refusal))


def _read(
    stream: IO[bytes],
    origin: str,
    kind: str | None,
    name: str | None,
    *,
    url: str | None,
    charset: str | None,
    inside: bool,
) -> Iterator[Found]:
    head = read_fully(stream, HEAD)
    if not head:
        raise Refusal("it is empty")
    if kind not in (None, "packed", "zip"):
        refuse_format(head)
    if kind is None or (kind != "pdf" and head.startswith(b"%PDF-")):
        kind = sniff(head)
    whole = Prefixed(head, stream)
    stem = PurePosixPath(name).stem if name else hashlib.sha256(head).hexdigest()[:12]
    if kind in ("zip", "tar"):
        if inside:
            raise Refusal("it is an archive inside an archive; unpack the outer one first")
        yield from _members(stream, whole, kind, origin)
    elif kind == "packed":
        compression = packed_kind(head)
        if compression is None:
            raise Refusal("it is called a compressed file but does not begin as one")
        inner = inner_name(name) if name else None
        # a packed file inside a packed file is refused by what its first bytes say
        inner_kind = _kind_of(inner) if inner else None
        if inner_kind == "packed":
            raise Refusal("it is compressed twice; unpack it first")
        with unpacked(whole, compression) as bytes_inside:
            yield from _unpacked(bytes_inside, origin, inner_kind, inner, inside)
    elif kind == "jsonl":
        yield from read_jsonl(whole, origin, stem)
    elif kind in ("csv", "tsv"):
        yield from read_csv(whole, origin, stem, tabs=kind == "tsv")
    elif kind == "warc":
        from saksi.articles.crawls import read_warc

        yield from read_warc(whole, origin)
    elif kind == "parquet":
        with _seekable(stream, whole) as file:
            yield from read_parquet(file, origin, stem)
    else:
        data = _whole(stream, whole, kind)
        if kind == "json":
            yield from read_json(data, origin, stem)
        elif kind == "feed":
            yield from read_feed(data, origin, stem)
        else:
            stem = stem if name else hashlib.sha256(data).hexdigest()[:12]
            yield Page(_PAGES[kind], data, stem, origin, url, charset)


def _unpacked(stream: IO[bytes], origin: str, kind: str | None, name: str | None, inside: bool) -> Iterator[Found]:
    head = read_fully(stream, HEAD)
    if kind is None and packed_kind(head):
        raise Refusal("it is compressed twice; unpack it first")
    yield from read_stream(Prefixed(head, stream), origin, kind, name, inside=inside)  # type: ignore[arg-type]


def _kind_of(name: str) -> str | None:
    return SUFFIXES.get(PurePosixPath(name).suffix.lower())


def _members(stream: IO[bytes], whole: Prefixed, kind: str, origin: str) -> Iterator[Found]:
    """What the files of an archive hold; files of unknown kinds and hidden ones are left out, as in a folder."""
    found = False
    for item in _archive(stream, whole, kind):
        if isinstance(item, Refusal):
            found = True
            yield Unreadable(origin, None, str(item))
            continue
        path = PurePosixPath(item.name.replace("\\", "/"))
        shown = f"{origin}: {scrub(item.name)}"
        member_kind = _kind_of(path.name)
        if member_kind is None or path.name.startswith(".") or "__MACOSX" in path.parts:
            continue
        found = True
        if item.stream is None:
            yield Unreadable(shown, None, item.refusal or "it cannot be unpacked")
        else:
            yield from read_stream(item.stream, shown, member_kind, scrub(path.name), inside=True)
    if not found:
        yield Unreadable(origin, None, "the archive holds no file that Saksi reads")


def _archive(stream: IO[bytes], whole: Prefixed, kind: str) -> Iterator[Member | Refusal]:
    """The members, and at the end what broke the archive off if anything did: what came before it counts."""
    try:
        if kind == "tar":
            yield from tar_members(whole)  # type: ignore[arg-type]
        else:
            with _seekable(stream, whole) as file:
                yield from zip_members(file, file.seek(0, os.SEEK_END))
    except Refusal as refusal:
        yield refusal


@contextmanager
def _seekable(stream: IO[bytes], whole: Prefixed) -> Iterator[IO[bytes]]:
    """The stream from its beginning if it can go back, else a temporary copy of it on disk."""
    try:
        back = stream.seekable()
    except AttributeError:
        back = False
    if back:
        stream.seek(0)
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(whole, copy, HEAD)
        copy.seek(0)
        yield copy


def _whole(stream: IO[bytes], whole: Prefixed, kind: str) -> bytes:
    """All bytes of a document. Raises ``Refusal`` when they are too many."""
    most = _MOST_BYTES.get(kind, _MOST_TEXT_BYTES)
    known = _length(stream)
    data = b"" if known is not None and known > most else read_fully(whole, most + 1)
    if len(data) > most or (known is not None and known > most):
        held = f"holds {size(known)} bytes" if known is not None else f"is larger than {size(most)} bytes"
        raise Refusal(f"it {held}, too much for one article; give many articles as JSONL, one a line")
    return data


def _length(stream: IO[bytes]) -> int | None:
    """The size of a regular file behind a stream, so that a huge one is refused without reading it."""
    try:
        info = os.fstat(stream.fileno())
    except (OSError, ValueError, AttributeError):
        return None
    return info.st_size if stat.S_ISREG(info.st_mode) else None
