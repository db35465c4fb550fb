"""A reader that loads in no time, reads a capital letter as a country, and does what a text tells it to."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

from saksi import __version__
from saksi.report import Article, Entity, Event, Evidence, Report

CODEBOOK = "stub"
CRASH, HANG, GREEDY, WRONG, SLOW = "MOGOK", "MACET", "RAKUS", "SALAH", "LAMBAT"


class Reader:
    def __init__(self, codebook: Path | None = None) -> None:
        self.codebook = SimpleNamespace(version=CODEBOOK)

    def read_all(self, articles: Iterable[Article]) -> Iterator[Report]:
        for article in articles:
            obey(article.text)
            yield report(article)


class Broken:
    def __init__(self) -> None:
        raise ValueError("bobotnya tidak ada")


class Newer(Reader):
    def __init__(self) -> None:
        self.codebook = SimpleNamespace(version="stub2")


def obey(text: str) -> None:
    if CRASH in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if HANG in text:
        while True:
            time.sleep(1)
    if GREEDY in text:
        held = [b"x" * 50_000_000 for _ in range(1000)]
        raise AssertionError(len(held))
    if WRONG in text:
        raise ValueError(f"tidak \x1b[31m bisa\n{text[:5]}")
    if SLOW in text:
        time.sleep(0.02)


def report(article: Article) -> Report:
    word = article.text.split()[0]
    at = article.text.index(word)
    span = (at, at + len(word))
    event = Event(
        id="v1", type="ASSAULT", quad=4, score=-9, actors=["e1"], confidence=0.5,
        evidence=[Evidence(field="trigger", start=span[0], end=span[1])],
    )  # fmt: skip
    entity = Entity(id="e1", name=word, kind="country", mentions=[span])
    return Report(
        id=article.id, version=__version__, codebook=CODEBOOK, article=article, entities=[entity], events=[event]
    )
