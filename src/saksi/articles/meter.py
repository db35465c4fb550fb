"""How far the reading of the inputs has come, in bytes, for a progress bar's time left."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import IO, Any


class Meter:
    """Counts the bytes read of every file that is opened through it."""

    def __init__(self) -> None:
        self.done = 0

    def watch(self, stream: IO[bytes]) -> IO[bytes]:
        """The stream, counted."""
        return io.BufferedReader(_Watched(stream, self), 65_536)


class _Watched(io.RawIOBase):
    def __init__(self, inner: IO[bytes], meter: Meter) -> None:
        self._inner, self._meter = inner, meter

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._inner.seekable()

    def readinto(self, buffer: Any, /) -> int:
        count = self._inner.readinto(buffer)  # type: ignore[attr-defined]
        self._meter.done += count or 0
        return count or 0

    def seek(self, place: int, whence: int = 0, /) -> int:
        return self._inner.seek(place, whence)

    def tell(self) -> int:
        return self._inner.tell()

    def fileno(self) -> int:
        return self._inner.fileno()


def total_size(path: Path) -> int:
    """The bytes of a file, or of all files in a folder."""
    try:
        if not path.is_dir():
            return path.stat().st_size
    except (OSError, ValueError):
        return 0
    total = 0
    for where, folders, names in os.walk(path):
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        for name in names:
            try:
                total += Path(where, name).stat().st_size
            except OSError:
                continue
    return total
