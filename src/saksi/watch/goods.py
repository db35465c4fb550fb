"""Goods and services: their classes, what an embargo must cover to reach them, and the words that name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from saksi.watch.regimes import Words, read_yaml

_LONG, _NEARLY = 5, 85.0
"""Words of so many letters may be mistyped, and how like (0-100) the mistyped one must be."""


@dataclass(frozen=True, slots=True)
class Goods:
    """A class of goods or services of ``goods.yaml``."""

    id: str
    name: Words
    covers: frozenset[str]
    words: tuple[str, ...]
    asked: tuple[str, ...] = ()


@cache
def classes() -> dict[str, Goods]:
    """Every class by its id, the narrow ones first."""
    return {
        key: Goods(
            key, Words(**row["name"]), frozenset(row["covers"]), tuple(row["words"]), tuple(row.get("asked", ()))
        )
        for key, row in read_yaml("goods.yaml")["classes"].items()
    }


def class_named(words: str) -> str | None:
    """The class that ``words`` name: its id, its name or one of its words, or what is spelt nearly so; else None."""
    said = " ".join(words.lower().replace("_", " ").split())
    for goods in classes().values():
        if said in (goods.id, goods.id.replace("_", " "), goods.name.en, goods.name.id):
            return goods.id
    for goods in classes().values():
        if said in goods.words or said in goods.asked:
            return goods.id
    within = mentions(said, 0, len(said))  # "50 drone Shahed", "peluru kaliber 7,62 mm"
    return within[0][2] if within else _spelt_nearly(said)


def _spelt_nearly(said: str) -> str | None:
    from rapidfuzz import fuzz, process

    table = {word: g.id for g in reversed(classes().values()) for word in (*g.words, *g.asked) if len(word) >= _LONG}
    found = process.extractOne(said, list(table), scorer=fuzz.ratio, score_cutoff=_NEARLY)
    return table[found[0]] if found else None


@cache
def _pattern() -> re.Pattern[str]:
    """All words of all classes as one pattern, the longest first, so that "pasukan khusus" beats "pasukan"."""
    phrases = sorted((w for g in classes().values() for w in g.words), key=lambda w: (-len(w), w))
    joined = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
    return re.compile(rf"(?<![\w-])(?:{joined})(?:nya)?(?![\w-])", re.IGNORECASE)


@cache
def _class_of(phrase: str) -> str:
    bare = phrase.removesuffix("nya")
    return next(g.id for g in classes().values() if phrase in g.words or bare in g.words)


@cache
def _fighting() -> re.Pattern[str]:
    phrases = read_yaml("goods.yaml")["fighting"]
    joined = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)


def mentions(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Where ``text[start:end]`` names goods: ``(start, end, class)`` from left to right."""
    found = _pattern().finditer(text, start, end)
    return [(m.start(), m.end(), _class_of(" ".join(m.group().lower().split()))) for m in found]


def fights(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The first words in ``text[start:end]`` that tell of fighting an armed enemy."""
    found = _fighting().search(text, start, end)
    return found.span() if found else None
