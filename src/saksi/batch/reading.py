"""The shard function: items in, reports and failures out. Every engine runs this and nothing else."""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import importlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Protocol

from saksi import __version__
from saksi.articles.sources import finish, parse
from saksi.articles.streams import Found
from saksi.articles.unreadable import Unreadable
from saksi.batch.outbox import Failure, Line, Reading, write
from saksi.batch.settings import EngineError, Settings
from saksi.batch.shards import Shard
from saksi.report import Article, Report
from saksi.watch import annotate


class ArticleReader(Protocol):
    """What reads articles; see ``saksi.reading.reader.Reader``."""

    codebook: Any

    def read_all(self, articles: Iterable[Article]) -> Iterator[Report]:
        """Reports in the order of the articles."""


class ShardReader:
    """Reads shards with one loaded reader. Make one a process, by ``shard_reader``."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        module, _, name = settings.reader.partition(":")
        gc.disable()  # what is loaded here stays
        try:
            made = getattr(importlib.import_module(module), name)
            self._reader: ArticleReader = _with_codebook(made, settings.codebook)
        finally:
            gc.freeze()
            gc.enable()
        self.codebook: str = self._reader.codebook.version
        self._nowhere: IO[str] = Path(os.devnull).open("w")  # noqa: SIM115 - as long as the process lives

    def read_shard(self, shard: Shard) -> bytes:
        """The output of a shard, as ``outbox.parse`` reads it."""
        began = time.perf_counter()
        lines = self.read(shard.items)
        return self.output(shard, lines, time.perf_counter() - began)

    def output(self, shard: Shard, lines: list[Line], seconds: float) -> bytes:
        """``lines`` as the output of ``shard``."""
        return write(lines, Reading(shard.id, __version__, self.codebook, len(lines), round(seconds, 3)))

    def read(self, items: Iterable[Found]) -> list[Line]:
        """A report or a failure for each item, in their order.

        Whatever an article raises becomes its failure. An article that takes longer than the settings allow ends the
        process: no exception would get through to code that is not Python.
        """
        found = [self._guarded(item, self._article) for item in items]
        articles = [item for item in found if isinstance(item, Article)]
        reports = iter(self._reports(articles))
        return [next(reports) if isinstance(item, Article) else item for item in found]

    def _article(self, item: Found) -> Article | Failure:
        article = parse(item)
        if isinstance(article, Article):
            given = self.settings
            article = finish(article, given.published, given.outlet, any_language=given.any_language)
        return failure_of(article) if isinstance(article, Unreadable) else article

    def _reports(self, articles: list[Article]) -> list[Line]:
        done: list[Line] = []
        stream = self._reader.read_all(articles)
        try:
            for _ in articles:
                with self._watch():
                    done.append(annotate(next(stream)))
        except Exception:  # which of them it was is found out one by one
            done += [self._guarded(article, self._report) for article in articles[len(done) :]]
        return done

    def _report(self, article: Article) -> Report:
        return annotate(next(iter(self._reader.read_all([article]))))

    def _guarded(self, item: Any, step: Callable[[Any], Any]) -> Any:
        try:
            with self._watch():
                return step(item)
        except MemoryError:
            return Failure(name_of(item), f"it needs more memory than the {2 * self.settings.megabytes} MB allowed")
        except Exception as error:  # one bad article must not break the run
            said = " ".join(str(error).split())[:120]
            return Failure(name_of(item), f"reading it failed ({type(error).__name__}{f': {said}' if said else ''})")

    @contextlib.contextmanager
    def _watch(self) -> Iterator[None]:
        """End this process if the step is not done in time."""
        faulthandler.dump_traceback_later(self.settings.seconds, exit=True, file=self._nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@lru_cache(maxsize=1)
def shard_reader(settings: Settings) -> ShardReader:
    """The reader of this process, loaded on first use. Raises ``EngineError`` when it cannot be."""
    try:
        return ShardReader(settings)
    except Exception as error:
        raise EngineError(f"the reader cannot be loaded ({type(error).__name__}: {str(error)[:200]}).") from None


def _with_codebook(made: Callable[..., ArticleReader], content: bytes | None) -> ArticleReader:
    if content is None:
        return made()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "frames.yaml"
        file.write_bytes(content)
        return made(file)


def failure_of(item: Unreadable) -> Failure:
    """What could not be read as a line of the output."""
    place = f", {item.unit} {item.line}" if item.line else ""
    return Failure(item.origin + place, item.reason)


def name_of(item: Found) -> str:
    """An item for messages: its origin, and its id where one origin may hold many."""
    if isinstance(item, Unreadable):
        return failure_of(item).item
    if isinstance(item, Article):
        return f"{item.origin}, article {item.id}" if item.origin else item.id
    return item.origin
