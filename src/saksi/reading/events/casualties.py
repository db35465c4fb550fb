"""How many were killed, injured or arrested, as whole numbers that a sentence states; vague amounts give none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from saksi.reading.numbers import number_at
from saksi.reading.words import word_sets

Toll = Literal["killed", "injured", "arrested"]
TOLLS: tuple[Toll, ...] = ("killed", "injured", "arrested")

_BEHIND = 8


@dataclass(frozen=True, slots=True)
class Count:
    """A stated number of casualties: tokens ``start`` to ``end`` hold the number."""

    toll: Toll
    number: int
    start: int
    end: int


@cache
def _words() -> tuple[dict[str, Toll], frozenset[str], frozenset[str]]:
    data = word_sets("casualties")
    cues: dict[str, Toll] = {word: toll for toll in TOLLS for word in data[toll]}
    return cues, data["counted"], data["hedges"]


def counts_in(words: Sequence[str], start: int, end: int) -> list[Count]:
    """The casualty counts in ``words[start:end]`` (lower-cased tokens of one sentence), at most one a toll.

    A number counts when people follow it ("12 orang", "tiga warga sipil") and a word for the toll stands near: behind
    it without another number between ("12 orang tewas"), or before it ("menewaskan 12 orang").
    """
    cues, counted, hedges = _words()
    found: dict[Toll, Count] = {}
    at = start
    while at < end:
        number = number_at(words, at)
        if number is None:
            at += 1
            continue
        value, after = number
        first, at = at, after
        if after >= end or value == 0:
            continue
        people = words[after] in counted
        toll = _before(words, first, start, cues, hedges)
        if toll is None or not (people or words[after] in {",", ".", "dan"}):
            toll = _behind(words, after, end, cues) if people or words[after] in cues else None
        if toll is not None and toll not in found:
            found[toll] = Count(toll, value, first, after)
    return list(found.values())


def _before(words: Sequence[str], at: int, start: int, cues: dict[str, Toll], hedges: frozenset[str]) -> Toll | None:
    for i in range(at - 1, max(start, at - 5) - 1, -1):
        word = words[i]
        if word in cues:
            return cues[word] if word.startswith(("me", "korban")) or word in {"tewas", "terluka"} else None
        if word not in hedges and word not in {"jumlah", "korban", "jiwa", "telah", "yang"}:
            return None
    return None


def _behind(words: Sequence[str], at: int, end: int, cues: dict[str, Toll]) -> Toll | None:
    for i in range(at, min(end, at + _BEHIND)):
        word = words[i]
        if word in cues and not word.startswith(("men", "mem")):
            return cues[word]
        if word in {",", ";", "."} or (i > at and number_at(words, i) is not None):
            return None
    return None
