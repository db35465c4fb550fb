"""The files inside zip and tar archives, one at a time.

Nothing is written to disk under a member's path: it is only a name.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from saksi.articles.unpacking import Budget
from saksi.articles.unreadable import Refusal

_MOST_MEMBERS = 5_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive: its path there, and its bytes, to be read before the next member is asked for."""

    name: str
    stream: IO[bytes] | None
    refusal: str | None = None


def zip_members(stream: IO[bytes], packed: int) -> Iterator[Member]:
    """The files of a zip archive of ``packed`` bytes in the order of its directory. Raises ``Refusal``.

    ``stream`` must be seekable.
    """
    budget = Budget(packed)
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_MEMBERS:
                raise Refusal("it holds too many files for one archive")
            for entry in entries:
                if entry.is_dir():
                    continue
                if entry.flag_bits & 1:
                    yield Member(entry.filename, None, "it is encrypted; unpack the archive with its password first")
                    continue
                try:
                    with archive.open(entry) as inner:
                        yield Member(entry.filename, io.BufferedReader(_Bytes(inner, budget), 65_536))
                except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, ValueError) as error:
                    if isinstance(error, Refusal):
                        raise
                    yield Member(entry.filename, None, f"it cannot be unpacked ({str(error)[:80]})")
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as error:
        if isinstance(error, Refusal):
            raise
        raise Refusal(f"the zip archive is damaged ({str(error)[:80]})") from None


def tar_members(stream: IO[bytes]) -> Iterator[Member]:
    """The plain files of a tar archive as they come; links, devices and folders are left out. Raises ``Refusal``."""
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            number = 0
            while (entry := archive.next()) is not None:
                number += 1
                archive.members = []  # type: ignore[attr-defined]  # tarfile would keep every header of the archive
                if number > _MOST_MEMBERS:
                    raise Refusal("it holds too many files for one archive")
                if entry.issparse():
                    yield Member(entry.name, None, "it is a sparse file; archive it without holes")
                elif entry.isreg():
                    inner = archive.extractfile(entry)
                    if inner is not None:
                        yield Member(entry.name, io.BufferedReader(_Bytes(inner), 65_536))
    except (tarfile.TarError, EOFError, OSError, ValueError, OverflowError) as error:
        if isinstance(error, Refusal):
            raise
        raise Refusal(f"the tar archive is damaged ({str(error)[:80]})") from None


class _Bytes(io.RawIOBase):
    """A member's bytes, taken from the archive's budget; what goes wrong is said of this member alone."""

    def __init__(self, inner: IO[bytes], budget: Budget | None = None) -> None:
        self._inner, self._budget = inner, budget

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer; the number of bytes, 0 at the end."""
        try:
            data = self._inner.read(len(buffer))
        except Refusal:
            raise
        except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError) as error:
            raise Refusal(f"it cannot be unpacked ({str(error)[:80]})") from None
        if self._budget:
            self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)
