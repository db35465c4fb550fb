"""Copies: which articles are one text, and who took it from whom.

Two articles are copies when most of the shorter one stands word for word in the longer one. Candidates come from
MinHash signatures of 5-word shingles in locality-sensitive bands (``datasketch``); each is then verified by the true
Jaccard similarity and containment of the shingles. The thresholds were set on pairs read by hand:
see ``docs/stories.md``.

All functions give the same answer whatever the order in which articles came to the record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt
from datasketch import LeanMinHash, MinHash, MinHashLSH

from saksi.articles.outlets import lookup, outlet_name
from saksi.record.ids import folded
from saksi.report import Article

SHINGLE = 5
"""Words in a shingle."""
LEAST_CONTAINMENT = 0.6
"""Share of the shorter text's shingles that stand in the longer one, from which on the two are copies."""
LEAST_JACCARD = 0.25
"""Below it the longer text is a digest of several others, which must not become copies of each other through it."""
DAYS = 3
"""Copies appear within days. What is as alike after a longer time is a form filled anew: prices, weather, schedules."""

_BANDS, _ROWS = 64, 2  # finds pairs of Jaccard 0.25 in 98 of 100 cases, 0.3 in 99.7
_SHORTEST = 25  # words; captions and one-line videos say the same thing in few words without being copied
_SHORTEST_EXACT = 5

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of an article. ``credits`` are the outlets and agencies it says it was taken from, in order."""

    id: str
    body: str
    published: str | None = None
    outlet: str | None = None
    credits: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, str]:
        """Sorts by day of publication, articles without a day last, then by id."""
        return self.published or "9999", self.id

    @property
    def turn(self) -> tuple[str, str]:
        """Sorts as ``find_overlaps`` takes texts: those without a day first, then by day of publication and id."""
        return self.published or "", self.id


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two copies, ``a`` the earlier in turn: ``jaccard`` of their shingles, ``containment`` of the shorter text's."""

    a: str
    b: str
    jaccard: float
    containment: float


@dataclass(slots=True)
class Group:
    """Articles that are one text: ``ids`` from the earliest to the latest, ``copied_from`` where it can be told."""

    ids: list[str]
    copied_from: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The earliest article, which gives the group its name."""
        return self.ids[0]


def text_of(article: Article, id: str | None = None) -> Text:
    """The comparable text of an article: what the page says, without its furniture."""
    credits = tuple(dict.fromkeys(outlet_name(c.name) for c in article.credits if c.kind == "syndication"))
    outlet = outlet_name(article.outlet) if article.outlet else None
    return Text(id or article.id, article.story_text(), article.published, outlet, credits)


def shingles(body: str) -> Hashes:
    """The sorted hashes of all runs of ``SHINGLE`` words in ``body``; those of a shorter text are its words."""
    return _hashed(folded(body).split())


def _hashed(words: Sequence[str]) -> Hashes:
    if len(_WORDS) > 200_000:  # names and typing errors never end
        _WORDS.clear()
    hashed = np.fromiter(map(_WORDS.__getitem__, words), np.uint64, len(words))
    if len(words) < SHINGLE:
        return np.unique(hashed)
    runs = np.zeros(len(words) - SHINGLE + 1, np.uint64)
    for at in range(SHINGLE):
        runs = runs * np.uint64(1_000_003) + hashed[at : at + len(runs)]
    runs ^= runs >> np.uint64(29)
    return np.unique(runs)


class _Words(dict[str, int]):
    """Words with their hashes, worked out when they are first asked for."""

    def __missing__(self, word: str) -> int:
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        found = self[word] = int.from_bytes(digest, "big")
        return found


_WORDS = _Words()


def compare(a: Hashes, b: Hashes) -> tuple[float, float]:
    """Jaccard similarity of two sets of shingles, and the share of the smaller one that is in the other."""
    if not len(a) or not len(b):
        return 0.0, 0.0
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / (len(a) + len(b) - common), common / min(len(a), len(b))


def are_copies(jaccard: float, containment: float) -> bool:
    """Whether texts that overlap so much are copies."""
    return containment >= LEAST_CONTAINMENT and jaccard >= LEAST_JACCARD


def find_overlaps(texts: Iterable[Text], new: Collection[str] | None = None) -> Iterator[Overlap]:
    """Every pair of copies among ``texts``; with ``new`` only pairs in which at least one id is new.

    ``texts`` come in the order of ``Text.turn``: no more of them are held than were published within ``DAYS``, and
    those without a day. Texts with the same words are copies whatever their days.
    """
    window = _Window()
    exact: dict[bytes, str] = {}
    for text in texts:
        body = folded(text.body)
        words = body.split()
        if len(words) < _SHORTEST_EXACT:
            continue
        first = exact.setdefault(hashlib.sha256(body.encode("utf-8", "surrogatepass")).digest(), text.id)
        if first != text.id and (new is None or text.id in new or first in new):
            yield Overlap(first, text.id, 1.0, 1.0)
        if len(words) < _SHORTEST:
            continue
        for other, found in window.add(text, words, new):
            if other != first:
                yield Overlap(other, text.id, *found)


class _Window:
    """The signatures of the texts that a new one may be a copy of."""

    def __init__(self) -> None:
        self.index = MinHashLSH(params=(_BANDS, _ROWS), num_perm=_BANDS * _ROWS)
        self.held: dict[str, tuple[date | None, Hashes]] = {}
        self.dated: list[tuple[date, str]] = []  # by day, the oldest first

    def add(
        self, text: Text, words: Sequence[str], new: Collection[str] | None
    ) -> Iterator[tuple[str, tuple[float, float]]]:
        day = date.fromisoformat(text.published) if text.published else None
        if day is not None:
            self._forget(day)
        own = _hashed(words)
        signature = _signature(own)
        for other in sorted(self.index.query(signature)):
            if new is not None and text.id not in new and other not in new:
                continue
            found = compare(own, self.held[other][1])
            if are_copies(*found):
                yield other, found
        self.index.insert(text.id, signature, check_duplication=False)
        self.held[text.id] = day, own
        if day is not None:
            self.dated.append((day, text.id))

    def _forget(self, day: date) -> None:
        gone = 0
        for old, id in self.dated:
            if (day - old).days <= DAYS:
                break
            self.index.remove(id)
            del self.held[id]
            gone += 1
        del self.dated[:gone]


def _signature(hashes: Hashes) -> LeanMinHash:
    made = _nothing().copy()
    made.update_batch(((hashes ^ (hashes >> np.uint64(32))) & np.uint64(0xFFFF_FFFF)).tolist())
    return LeanMinHash(made)


@cache
def _nothing() -> MinHash:
    """The signature of no words: its permutations are drawn once."""
    return MinHash(num_perm=_BANDS * _ROWS, hashfunc=int)


def find_groups(texts: Mapping[str, Text], links: Iterable[tuple[str, str]]) -> list[Group]:
    """The groups of two and more that ``links`` between copies make of ``texts``, each with who copied from whom."""
    pairs = list(links)
    root = {id: id for pair in pairs for id in pair}

    def find(id: str) -> str:
        while root[id] != id:
            root[id] = id = root[root[id]]
        return id

    for one, two in pairs:
        first, second = sorted((find(one), find(two)), key=lambda id: texts[id].order)
        root[second] = first
    members: dict[str, list[Text]] = {}
    for id in root:
        members.setdefault(find(id), []).append(texts[id])
    groups = []
    for first in sorted(members, key=lambda id: texts[id].order):
        inside = sorted(members[first], key=lambda text: text.order)
        groups.append(Group([text.id for text in inside], _lineage(inside)))
    return groups


def _lineage(members: Sequence[Text]) -> dict[str, str]:
    """Who copied from whom: a credit decides, else the earlier day; on one day without a credit it stays open."""
    hashed = {text.id: shingles(text.body) for text in members}
    found: dict[str, str] = {}
    for text in members:
        overlap = {o.id: compare(hashed[text.id], hashed[o.id]) for o in members if o.id != text.id}
        near = [other for other in members if other.id in overlap and are_copies(*overlap[other.id])]
        near.sort(key=lambda other: (-overlap[other.id][1], other.order))
        source = _credited(text, near) or _earlier(text, near)
        if source is not None and text.id not in _ancestors(source, found):
            found[text.id] = source
    return found


def _credited(text: Text, near: Sequence[Text]) -> str | None:
    for name in text.credits:
        if name == text.outlet:
            continue
        for other in near:
            if other.outlet == name:
                return other.id
    return None


def _earlier(text: Text, near: Sequence[Text]) -> str | None:
    for other in near:
        if text.published and other.published and other.published < text.published:
            return other.id
    for other in near:
        agency = lookup(other.outlet) if other.outlet else None
        if agency is not None and agency.agency and other.outlet != text.outlet:
            return other.id
    return None


def _ancestors(id: str, copied_from: Mapping[str, str]) -> list[str]:
    """``id`` and what it was copied from, link by link."""
    line = [id]
    while line[-1] in copied_from:
        line.append(copied_from[line[-1]])
    return line


def chain(id: str, texts: Mapping[str, Text], copied_from: Mapping[str, str]) -> list[str]:
    """The outlets that a text came through, its own first: ``["Blog", "CNN Indonesia", "Reuters"]``.

    Follows the articles it was copied from, then the credits that the last of them gives. An article without an outlet
    stands by its id.
    """
    line = [texts[each] for each in _ancestors(id, copied_from) if each in texts]
    names = [text.outlet or text.id for text in line]
    names += line[-1].credits if line else ()
    return list(dict.fromkeys(names))
