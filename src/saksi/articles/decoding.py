"""Bytes to text: UTF-8, UTF-16 and UTF-32 by their marks, legacy code pages; and refusing what is no text at all."""

from __future__ import annotations

import codecs
import re

from saksi.articles.unreadable import MOST_CHARACTERS, Refusal, size

_MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_MAGIC = [
    (b"PK\x03\x04", "a zip archive or an office document; save its text as .txt, .html or .pdf"),
    (b"\x1f\x8b", "gzip-compressed; unpack it first"),
    (b"BZh", "bzip2-compressed; unpack it first"),
    (b"\xfd7zXZ", "xz-compressed; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a rar archive; unpack it first"),
    (b"\x89PNG", "an image; Saksi reads text only"),
    (b"\xff\xd8\xff", "an image; Saksi reads text only"),
    (b"GIF8", "an image; Saksi reads text only"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text as .txt or .html"),
    (b"\x7fELF", "a program; Saksi reads text only"),
    (b"MZ\x90", "a program; Saksi reads text only"),
    (b"{\\rtf", "an RTF document; save its text as .txt or .html"),
    (b"SQLite format 3", "a database; Saksi reads text only"),
    (b"%!PS", "a PostScript document; save it as .pdf or .txt"),
]
_SAMPLE = 100_000  # bytes enough to tell a code page
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
# What Windows-1252 text holds beyond ASCII in Indonesian news: quotation marks, dashes, spaces, accents in names.
_WESTERN = frozenset(range(0xC0, 0x100)) | frozenset(
    [0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xA0, 0xA9, 0xAB, 0xAE, 0xB0, 0xB2, 0xB7, 0xBB]
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def refuse_format(head: bytes) -> None:
    """Raise ``Refusal`` when a file's first bytes are those of an archive, an image or another format without text."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise Refusal(f"it is {what}")


def refuse_binary(head: bytes) -> None:
    """Raise ``Refusal`` when a file's first bytes say that it is no text."""
    refuse_format(head)
    if b"\x00" in head[:4096] and bom(head) is None:
        raise Refusal("it is binary (it holds NUL bytes), not text; UTF-16 text needs its byte order mark")


def bom(data: bytes) -> tuple[bytes, str] | None:
    """The byte order mark that data begins with, and the encoding it tells."""
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)


def decode(data: bytes, *, declared: str | None = None, whole: bool = True) -> str:
    """The text of some bytes, without a byte order mark and otherwise exactly as it is, line ends included.

    ``declared`` is an encoding that a web server or page announced; it is tried behind UTF-8. Only a ``whole`` file has
    a byte order mark or a file type's first bytes. Raises ``Refusal`` for binary data, broken UTF-8, unknown encodings.
    """
    if whole:
        refuse_binary(data)
    marked = bom(data) if whole else None
    if marked:
        mark, name = marked
        try:
            return _text(data[len(mark) :].decode(name))
        except UnicodeDecodeError as error:
            at = error.start + len(mark)
            raise Refusal(
                f"it begins as {name.upper()} text but byte {at} does not fit; save it again as UTF-8"
            ) from None
    try:
        return _text(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _text(_legacy(data, error, declared))


def _text(text: str) -> str:
    sample = text[:_SAMPLE]
    if "\x00" in text or len(_CONTROL.findall(sample)) > 0.02 * len(sample) + 2:
        raise Refusal("it is binary (full of control characters), not text")
    return text


def _legacy(data: bytes, error: UnicodeDecodeError, declared: str | None) -> str:
    """Text that is not UTF-8: as declared, as Windows-1252 where that is plausible, else by charset-normalizer."""
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    sample = data[:_SAMPLE] if error.start < _SAMPLE else data[error.start - _SAMPLE // 2 : error.start + _SAMPLE // 2]
    _refuse_broken_utf8(data, sample, error)
    high = _HIGH.findall(sample)
    if len(high) < 0.1 * len(sample) and all(byte[0] in _WESTERN for byte in high):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise Refusal(f"its encoding cannot be told (byte {error.start} is not UTF-8); save it as UTF-8")
    try:
        return data.decode(best.encoding)
    except (LookupError, UnicodeDecodeError):
        raise Refusal(f"it is neither UTF-8 nor wholly {best.encoding}; save it as UTF-8") from None


def _refuse_broken_utf8(data: bytes, sample: bytes, error: UnicodeDecodeError) -> None:
    """UTF-8 with a few broken bytes must not be read as if every accent were two legacy letters."""
    replaced = sample.decode("utf-8", "replace")
    good = len(re.findall("[\u0080-\ufffc\ufffe-\U0010ffff]", replaced))
    if good > 2 * replaced.count("\ufffd"):
        raise Refusal(f"it is UTF-8 but broken at byte {error.start} of {len(data)}; save it again as UTF-8")


def checked_text(text: str) -> str:
    """The text of one article: half characters (lone surrogates) replaced one for one, so that offsets stay true.

    Raises ``Refusal`` for text that is blank or too long for one article.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refusal(
            f"its text has {size(len(text))} characters, more than the {size(MOST_CHARACTERS)} that one article may"
            " have; give one article a file, or a JSONL file with one a line"
        )
    if not any(char.isalnum() for char in text):
        raise Refusal("it holds no text")
    return scrub(text)


def scrub(text: str) -> str:
    """The text with lone surrogates, which no file can hold, replaced one for one."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
