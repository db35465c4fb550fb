"""What every process that reads articles must know, and what can go wrong with the processes themselves."""

from __future__ import annotations

from dataclasses import dataclass


class EngineError(Exception):
    """Articles cannot be read at all: a process does not start, a cluster does not answer. One sentence."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How articles are read; small, hashable and the same for every process.

    ``published`` and ``outlet`` fill what an article does not say. ``codebook`` is the content of a file of frames,
    since another machine has not the file. ``seconds`` is the longest that one article may take; ``megabytes`` what a
    process may hold before it is replaced, and half of what one article may make it ask for. ``reader`` names the
    class that reads, as ``module:name``.
    """

    published: str | None = None
    outlet: str | None = None
    codebook: bytes | None = None
    any_language: bool = False
    seconds: float = 120.0
    megabytes: int = 1500
    reader: str = "saksi.reading.reader:Reader"
