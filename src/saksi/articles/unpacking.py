"""Compressed streams, unpacked piece by piece within a budget, so that a small file cannot swell without end."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from typing import IO, Any, Protocol, cast

from saksi.articles.records import Readable
from saksi.articles.unreadable import Refusal, size

PACKED: dict[str, str] = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}
"""Endings of compressed single files, and the compression each stands for."""

_MAGIC = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"\x28\xb5\x2f\xfd": "zstd"}
_FREE_BYTES = 100_000_000  # nobody minds a bomb of this size
_MOST_TIMES = 200  # text packs to a tenth, tables full of repeats to a fiftieth
_XZ_MEMORY = 256_000_000  # a header may ask for 4 GB
_PIECE = 65_536


def packed_kind(head: bytes) -> str | None:
    """The compression that a file's first bytes tell, or null."""
    return next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)


class Budget:
    """How far an archive may unpack: freely to 100 million bytes, then to 200 times what was read of it."""

    def __init__(self, packed: int = 0) -> None:
        self.packed, self.unpacked = packed, 0

    def spend(self, count: int) -> None:
        """Note ``count`` unpacked bytes; raises ``Refusal`` when there were too many."""
        self.unpacked += count
        if self.unpacked > max(_FREE_BYTES, _MOST_TIMES * self.packed):
            raise Refusal(
                f"it unpacks to more than {_MOST_TIMES} times its size ({size(self.packed)} bytes so far), which no"
                " news does; unpack it yourself if you trust it"
            )


class _Decompressor(Protocol):
    eof: bool
    unused_data: bytes

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gzip:
    """zlib's decompressor with the manner of bz2's: what is left of the input is kept inside."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail and not self._inner.eof


def _decompressor(kind: str) -> Any:
    if kind == "gzip":
        return _Gzip()
    return bz2.BZ2Decompressor() if kind == "bzip2" else lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


class Unpacked(io.RawIOBase):
    """The unpacked bytes of a compressed stream, all its members one after the other.

    Reading raises ``Refusal`` when the data is damaged, ends early or leaves the budget.
    """

    def __init__(self, stream: Readable, kind: str, budget: Budget | None = None) -> None:
        self._stream, self._kind = stream, kind
        self._own = budget is None
        self._budget = budget or Budget()
        self._left = b""
        if kind == "zstd":
            import pyarrow

            self._zstd: Any = pyarrow.CompressedInputStream(pyarrow.PythonFile(_Counting(self), mode="r"), "zstd")
        else:
            self._inner = _decompressor(kind)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer; the number of bytes, 0 at the end."""
        wanted = min(len(buffer), _PIECE)
        try:
            data = self._zstd.read(wanted) if self._kind == "zstd" else self._next(wanted)
        except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError) as error:
            if isinstance(error, Refusal):
                raise
            raise Refusal(f"its {self._kind} data is damaged ({str(error)[:80]})") from None
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def pull(self, count: int) -> bytes:
        """Packed bytes from below, counted."""
        data = self._stream.read(count)
        if self._own:
            self._budget.packed += len(data)
        return data

    def _next(self, wanted: int) -> bytes:
        while True:
            if self._inner.eof:
                rest = self._inner.unused_data or self.pull(_PIECE)
                if not rest.strip(b"\0"):  # some writers pad the end
                    return b""
                self._inner, self._left = _decompressor(self._kind), rest
            if self._inner.needs_input and not self._left:
                self._left = self.pull(_PIECE)
                if not self._left:
                    raise EOFError("it ends too early")
            left, self._left = self._left, b""
            data = cast(_Decompressor, self._inner).decompress(left, wanted)
            if data:
                return data


class _Counting:
    """What pyarrow needs of a file."""

    closed = False

    def __init__(self, owner: Unpacked) -> None:
        self._owner = owner

    def read(self, count: int = -1) -> bytes:
        return self._owner.pull(count if count > 0 else _PIECE)

    def close(self) -> None:
        """Nothing: whoever opened the stream closes it."""


def unpacked(stream: Readable, kind: str, budget: Budget | None = None) -> IO[bytes]:
    """A buffered stream of the unpacked bytes; ``kind`` as in ``PACKED``."""
    return io.BufferedReader(Unpacked(stream, kind, budget), _PIECE)
