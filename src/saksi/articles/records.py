"""Records of articles: JSON lines, JSON, CSV and TSV, one article a record, its ``text`` kept exactly as it is."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from saksi.articles.dates import BadDate, parse_day
from saksi.articles.decoding import bom, checked_text, decode, scrub
from saksi.articles.unreadable import MOST_CHARACTERS, Refusal, Unreadable, size
from saksi.report import Article

MOST_LINE_BYTES = 8 * MOST_CHARACTERS  # an article whose every character is written as \\uXXXX, and its other fields
MOST_JSON_BYTES = 256_000_000
_FIELDS = ("title", "outlet", "url")
_DELIMITERS = ",;\t|"


def article_of(record: object, *, origin: str, fallback_id: str) -> Article:
    """The article of one record; raises ``Refusal`` naming the field that is wrong."""
    if not isinstance(record, dict):
        raise Refusal('a record must be a JSON object with a "text" field')
    text = record.get("text")
    if text is None:
        raise Refusal('the record has no "text" field')
    if not isinstance(text, str):
        raise Refusal('the "text" field must be a string')
    values: dict[str, str | None] = {}
    for name in _FIELDS:
        value = record.get(name)
        if isinstance(value, dict | list):
            raise Refusal(f'the "{name}" field must be a string')
        values[name] = scrub(str(value).strip()) or None if value is not None else None
    published = record.get("published")
    try:
        day = parse_day(published) if published not in (None, "") else None
    except BadDate as error:
        raise Refusal(str(error)) from None
    given = record.get("id")
    known = given not in (None, "") and not isinstance(given, dict | list)
    try:
        clean = checked_text(text)
    except Refusal as error:
        raise Refusal(f'the "text" field is not usable: {error}') from None
    return Article(
        id=scrub(str(given)) if known else fallback_id,
        text=clean,
        published=day,
        origin=origin,
        **values,  # type: ignore[arg-type]
    )


def read_jsonl(stream: Readable, origin: str, stem: str) -> Iterator[Article | Unreadable]:
    """One article a line, read line by line however long the file is; a bad line is reported and the next one read."""
    head = read_fully(stream, 4)
    marked = bom(head)
    rest = Prefixed(head[len(marked[0]) :] if marked else head, stream)
    wide = marked is not None and marked[1] != "utf-8"
    lines: Iterator[bytes | str | None] = _wide_lines(rest, marked[1]) if marked and wide else _lines(rest)
    for number, line in enumerate(lines, 1):
        if line is None:
            yield Unreadable(
                origin, number, f"the line is longer than {size(MOST_LINE_BYTES)} bytes, too long for one article"
            )
            continue
        if not line.strip():
            continue
        try:
            text = decode(line, whole=False) if isinstance(line, bytes) else line
            if wide and "\ufffd" in text:
                raise Refusal("the line is broken UTF-16 or UTF-32; save the file as UTF-8")
            yield article_of(_json(text), origin=origin, fallback_id=f"{stem}-{number}")
        except Refusal as error:
            yield Unreadable(origin, number, str(error))


def read_json(data: bytes, origin: str, stem: str) -> Iterator[Article | Unreadable]:
    """A JSON file: one article, a list of articles, or an object with such a list under "articles"."""
    try:
        loaded = _json(decode(data))
    except Refusal as error:
        yield Unreadable(origin, None, str(error))
        return
    if isinstance(loaded, dict) and isinstance(loaded.get("articles"), list):
        loaded = loaded["articles"]
    records = loaded if isinstance(loaded, list) else [loaded]
    if not records:
        yield Unreadable(origin, None, "the JSON list holds no articles")
    for number, record in enumerate(records, 1):
        name = f"{stem}-{number}" if len(records) > 1 else stem
        try:
            yield article_of(record, origin=origin, fallback_id=name)
        except Refusal as error:
            where = f"article {number} of the list: " if len(records) > 1 else ""
            yield Unreadable(origin, None, f"{where}{error}")


def read_csv(stream: Readable, origin: str, stem: str, *, tabs: bool = False) -> Iterator[Article | Unreadable]:
    """A table whose header names ``text`` and, where known, ``id``, ``title``, ``published``, ``outlet``, ``url``."""
    sample = read_fully(stream, 4096)
    marked = bom(sample)
    rest = Prefixed(sample[len(marked[0]) :] if marked else sample, stream)
    encoding = marked[1] if marked else "utf-8"
    if encoding != "utf-8":
        # Tables in UTF-16 are small (spreadsheets write them): read whole.
        try:
            rest = Prefixed(decode(sample + read_fully(stream, MOST_JSON_BYTES)).encode(), io.BytesIO())
        except Refusal as error:
            yield Unreadable(origin, None, str(error))
            return
    csv.field_size_limit(max(csv.field_size_limit(), 2 * MOST_CHARACTERS))
    try:
        lines = _decoded(_lines(rest, keep_ends=True))
        header = next(lines, "")
        reader = csv.reader(itertools.chain([header], lines), delimiter="\t" if tabs else _delimiter(header))
        names = [name.strip().casefold() for name in next(reader, [])]
        if "text" not in names:
            raise Refusal(f'the header has no column "text" (it names: {", ".join(names)[:100] or "nothing"})')
    except (csv.Error, Refusal) as error:
        yield Unreadable(origin, 1, str(error))
        return
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
            if row is None:
                return
            if not any(row):
                continue
            record: dict[str, Any] = dict(zip(names, row, strict=False))
            yield article_of(record, origin=origin, fallback_id=f"{stem}-{line}")
        except Refusal as error:
            yield Unreadable(origin, line, str(error))
        except csv.Error as error:
            yield Unreadable(origin, line, f"the table is broken here ({error})")
            return


def looks_like_table(head: str) -> bool:
    """Whether a text begins with a table header that names a ``text`` column."""
    first = head.split("\n", 1)[0]
    names = [name.strip(' "\r').casefold() for name in first.split(_delimiter(first))]
    return "text" in names and len(names) > 1


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise Refusal("its JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise Refusal(f"it is not valid JSON ({error.msg} at character {error.pos})") from None
    except ValueError as error:
        raise Refusal(f"its JSON cannot be used ({str(error)[:60]})") from None


class Readable(Protocol):
    """Anything bytes can be read from."""

    def read(self, limit: int = ..., /) -> bytes:
        """The next bytes, at most ``limit``."""


def read_fully(stream: Readable, count: int) -> bytes:
    """Up to ``count`` bytes, also from a pipe that gives fewer at a time."""
    parts: list[bytes] = []
    while count > 0 and (part := stream.read(count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


class Prefixed(io.RawIOBase):
    """Bytes already read from a stream, and then the rest of it."""

    def __init__(self, head: bytes, stream: Readable) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, limit: int | None = -1, /) -> bytes:
        """The next bytes, at most ``limit`` of them; empty at the end."""
        if self._head:
            count = len(self._head) if limit is None or limit < 0 else limit
            part, self._head = self._head[:count], self._head[count:]
            return part
        return self._stream.read(-1 if limit is None else limit)

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer; the number of bytes, 0 at the end."""
        part = self.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)


def _lines(stream: io.RawIOBase, *, keep_ends: bool = False) -> Iterator[bytes | None]:
    """Lines as bytes; null for one that is too long, of which nothing is kept."""
    buffered = io.BufferedReader(stream, 1 << 16)
    while line := buffered.readline(MOST_LINE_BYTES + 1):
        if len(line) <= MOST_LINE_BYTES or line.endswith(b"\n"):
            yield line if keep_ends else line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = buffered.readline(MOST_LINE_BYTES)
        yield None


def _wide_lines(stream: io.RawIOBase, encoding: str) -> Iterator[str | None]:
    """Lines of UTF-16 or UTF-32 text, whose line ends only the decoder finds; null for one that is too long."""
    reader = io.TextIOWrapper(io.BufferedReader(stream, 1 << 16), encoding, errors="replace", newline="\n")
    while line := reader.readline(MOST_LINE_BYTES + 1):
        if len(line) <= MOST_LINE_BYTES:
            yield line.rstrip("\r\n")
            continue
        while line and not line.endswith("\n"):
            line = reader.readline(MOST_LINE_BYTES)
        yield None


def _decoded(lines: Iterable[bytes | None]) -> Iterator[str]:
    """Lines of a table as text; a hopeless line becomes an error of the table."""
    for line in lines:
        if line is None:
            raise csv.Error(f"a line is longer than {size(MOST_LINE_BYTES)} bytes")
        try:
            yield decode(line, whole=False)
        except Refusal as error:
            raise csv.Error(str(error)) from None
