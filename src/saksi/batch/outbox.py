"""What was read of a shard, on disk between the process that read it and the one that records it.

A file is written aside and then renamed: it is there with everything in it, or not at all.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from saksi.batch.settings import EngineError
from saksi.report import Report

_ENDING = ".jsonl.gz"
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """Who read a shard, of how many items, in how many seconds."""

    shard: str
    version: str
    codebook: str
    items: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be read: which, and why in a sentence without a full stop."""

    item: str
    reason: str

    def __str__(self) -> str:
        return f"{self.item}: {self.reason}"


Line = Report | Failure


def write(lines: Iterable[Line], reading: Reading) -> bytes:
    """A shard's output: compressed JSON lines, a report or a failure each, and at the end who read them."""
    rows = [
        f'{{"report":{line.to_json()}}}' if isinstance(line, Report) else json.dumps({"failure": asdict(line)})
        for line in lines
    ]
    rows.append(json.dumps({"reading": asdict(reading)}))
    return gzip.compress("\n".join(rows).encode("utf-8", "surrogatepass"), _LEVEL, mtime=0)


def parse(data: bytes) -> tuple[list[Line], Reading]:
    """What ``write`` wrote. Raises ``ValueError`` when the data is damaged or not whole."""
    try:
        rows = gzip.decompress(data).decode("utf-8", "surrogatepass").split("\n")
        reading = Reading(**json.loads(rows[-1])["reading"])
        lines = [_line(row) for row in rows[:-1]]
    except (OSError, EOFError, zlib.error, KeyError, TypeError) as error:
        raise ValueError(f"a damaged output ({error})") from None
    if len(lines) != reading.items:
        raise ValueError("an output that is not whole")
    return lines, reading


def _line(row: str) -> Line:
    if row.startswith('{"report":'):
        return Report.model_validate_json(row[len('{"report":') : -1])
    return Failure(**json.loads(row)["failure"])


class Outbox:
    """A folder of shards' outputs, for one ``saksi ingest`` at a time: it is locked as long as it is open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock: IO[str] | None = (folder / "lock").open("w")
        except OSError as error:
            raise EngineError(f"{folder}: cannot be written ({(error.strerror or '').lower()}).") from None
        if not _locked(self._lock):
            self._lock.close()
            raise EngineError(f"{folder}: another `saksi ingest` is at work on this record; wait until it has ended.")
        for part in folder.glob("*.part"):
            part.unlink(missing_ok=True)

    def path(self, shard: str) -> Path:
        """Where the output of a shard lies, if it does."""
        return path(self.folder, shard)

    def get(self, shard: str) -> tuple[list[Line], Reading] | None:
        """What was read of a shard; null when nothing was, or when it is damaged."""
        try:
            return parse(self.path(shard).read_bytes())
        except FileNotFoundError:
            return None
        except (ValueError, OSError):
            self.drop(shard)
            return None

    def drop(self, shard: str) -> None:
        """Forget the output of a shard, which is recorded."""
        self.path(shard).unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the folder, and remove it when nothing lies in it."""
        if self._lock is None:
            return
        try:
            if [found.name for found in self.folder.iterdir()] == ["lock"]:
                (self.folder / "lock").unlink()
                self.folder.rmdir()
        except OSError:
            pass  # something came to lie in it
        self._lock.close()
        self._lock = None


def path(folder: Path, shard: str) -> Path:
    """Where the output of a shard lies in a folder."""
    return folder / (shard + _ENDING)


def put(folder: Path, shard: str, data: bytes) -> None:
    """Lay down the output of a shard: written aside, made sure of on the disk, then renamed."""
    part = folder / f"{shard}.{os.getpid()}.part"
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path(folder, shard))


def _locked(stream: IO[Any]) -> bool:
    """Take the lock, which the system gives back when this process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows has no such lock: there two at once only do work twice
        return True
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
