"""Stories: tellings of one event, from one article or many, joined.

Pairs that may be one event are weighed (``saksi.record.likeness``); the groups come by average linkage, so that a
telling joins a story only when it is like the tellings in it on the whole, not like one of them. What is joined follows
from the tellings alone, not from the order in which they came: groups that no new telling touches stay as they are.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence

from saksi.record.likeness import Meetings, likeness, times
from saksi.record.tellings import Telling, settings

Likeness = Mapping[tuple[int, int], float]
Order = tuple[tuple[str, str, int], str]


def story_id(first: str) -> str:
    """The id of the story whose earliest telling is ``first``: "s" and 16 hexadecimal digits."""
    return "s" + hashlib.sha256(first.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def order(telling: Telling) -> Order:
    """Sorts tellings from the earliest to the latest."""
    return telling.order, telling.id


def join(rows: Sequence[Telling]) -> list[list[Telling]]:
    """``rows`` in stories, each from its earliest telling to its latest; a telling like no other is a story alone."""
    at: dict[str, list[Telling]] = {}
    for row in rows:
        for time in times(row):
            at.setdefault(time, []).append(row)
    scales = Scales()
    for time in sorted(at):
        scales.weigh(at[time])
    by_id = {row.id: row for row in rows}
    found = group({row.id: order(row) for row in rows}, scales.known)
    return [[by_id[id] for id in ids] for ids in found]


class Scales:
    """Weighs pairs of tellings, time by time; ``known`` holds how sure it is that they are one event.

    Pairs that are hardly alike are not kept. Pairs of ``done`` tellings are passed over.
    """

    def __init__(self, done: Collection[str] = ()) -> None:
        self._done = done
        self.known: dict[tuple[str, str], float] = {}
        self._least = float(settings()["least_likeness"])
        self._meetings = Meetings()

    def weigh(self, rows: Sequence[Telling]) -> None:
        """Weigh the pairs of ``rows``, all that stand under one time, but for those of the time before."""
        ordered = sorted(rows, key=lambda row: row.id)
        for i, j in self._meetings.at(ordered):
            pair = ordered[i].id, ordered[j].id
            if pair in self.known or (pair[0] in self._done and pair[1] in self._done):
                continue
            sure = likeness(ordered[i], ordered[j])
            if sure >= self._least:
                self.known[pair] = sure


def group(orders: Mapping[str, Order], known: Mapping[tuple[str, str], float]) -> list[list[str]]:
    """The ids of ``orders`` in stories by average linkage over what is ``known`` of their pairs, earliest first."""
    ids = sorted(orders, key=lambda id: orders[id])
    number = {id: n for n, id in enumerate(ids)}
    edges = {(min(number[a], number[b]), max(number[a], number[b])): sure for (a, b), sure in known.items()}
    return [[ids[n] for n in inside] for inside in cluster(len(ids), edges, float(settings()["threshold"]))]


def components(size: int, known: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers below ``size`` in groups that no pair of ``known`` leads out of, each sorted, the groups as well."""
    root = list(range(size))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = n = root[root[n]]
        return n

    for i, j in known:
        a, b = sorted((find(i), find(j)))
        root[b] = a
    groups: dict[int, list[int]] = {}
    for n in range(size):
        groups.setdefault(find(n), []).append(n)
    return list(groups.values())


def cluster(size: int, known: Likeness, threshold: float) -> list[list[int]]:
    """Groups of the numbers below ``size`` by average linkage down to ``threshold``.

    ``known`` gives the likeness of pairs ``(i, j)``, i < j; of a pair that is not there it is 0. Of two equally good
    joinings the one with the smaller numbers is done first.
    """
    members: dict[int, list[int]] = {n: [n] for n in range(size)}
    sums: dict[int, dict[int, float]] = {n: {} for n in range(size)}
    heap: list[tuple[float, int, int, int, int]] = []
    version = [0] * size

    def offer(a: int, b: int) -> None:
        low, high = (a, b) if a < b else (b, a)
        mean = sums[a][b] / (len(members[a]) * len(members[b]))
        if mean >= threshold:
            heapq.heappush(heap, (-round(mean, 9), low, high, version[low], version[high]))

    for (i, j), sure in sorted(known.items()):
        sums[i][j] = sums[j][i] = sure
    for i, j in sorted(known):
        offer(i, j)
    while heap:
        _, a, b, of_a, of_b = heapq.heappop(heap)
        if a not in members or b not in members or (version[a], version[b]) != (of_a, of_b):
            continue
        members[a] = sorted(members[a] + members.pop(b))
        version[a] += 1
        taken = sums.pop(b)
        del taken[a], sums[a][b]
        for other, total in taken.items():
            del sums[other][b]
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
        for other in sorted(sums[a]):
            offer(a, other)
    return sorted(members.values())
