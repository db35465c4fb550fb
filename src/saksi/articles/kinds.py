"""Which format a file has: by the ending of its name, else by its first bytes."""

from __future__ import annotations

from saksi.articles.decoding import bom
from saksi.articles.documents import looks_like_html
from saksi.articles.feeds import looks_like_feed
from saksi.articles.records import looks_like_table
from saksi.articles.unpacking import PACKED, packed_kind

SUFFIXES: dict[str, str] = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet",
    ".rss": "feed", ".atom": "feed", ".xml": "feed", ".warc": "warc", ".wet": "warc", ".arc": "warc", ".zip": "zip",
    ".tar": "tar", **dict.fromkeys(PACKED, "packed"), ".tgz": "packed", ".tbz2": "packed", ".txz": "packed",
}  # fmt: skip
"""File name endings that a folder is searched for, and the format each stands for."""

MEDIA: dict[str, str] = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl", "application/json": "json", "text/csv": "csv", "text/tab-separated-values": "tsv",
    "application/rss+xml": "feed", "application/atom+xml": "feed",
}  # fmt: skip
"""Media types that a server announces, and the format each stands for."""

_TARS = (".tgz", ".tbz2", ".txz")


def inner_name(name: str) -> str:
    """The name of what a compressed file holds: "a.jsonl.gz" -> "a.jsonl", "a.tgz" -> "a.tar"."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.tar" if (dot + ending).lower() in _TARS else stem


def sniff(head: bytes) -> str:
    """The format that a file's first bytes look like; "text" when nothing else fits."""
    archive = _archive(head)
    if archive:
        return archive
    mark = bom(head)
    start = (head[len(mark[0]) :] if mark else head)[:4096].lstrip()
    if mark and mark[1] != "utf-8":
        start = head[len(mark[0]) :].decode(mark[1], "replace").lstrip().encode("utf-8", "replace")[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if looks_like_feed(start):
        return "feed"
    if looks_like_html(start):
        return "html"
    if start[:1] == b"{" and b'"' in start[:200]:
        # One object over several lines is a JSON file; one a line is JSON lines.
        first = start.split(b"\n", 1)[0].strip()
        return "json" if len(first) < len(start.strip()) and not first.endswith(b"}") else "jsonl"
    if start[:1] == b"[" and start[1:].lstrip()[:1] in (b"{", b"]"):
        return "json"
    return "csv" if looks_like_table(start.decode("utf-8", "replace")) else "text"


def _archive(head: bytes) -> str | None:
    if packed_kind(head):
        return "packed"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"WARC/1.", b"WARC/0.")):
        return "warc"
    return "tar" if head[257:262] == b"ustar" else None
