"""Likeness: how sure it is that two tellings are of one event, and which pairs are worth asking about."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cache, lru_cache
from itertools import combinations, product
from operator import mul

from saksi.record.tellings import Party, Telling, cosine, rarity, settings, stem

NEAR = 3
"""Days by which the days of two tellings of one event may differ: time zones, and days misread."""
LATER = 3
"""Days after an event within which an article that gives no day for it may tell it."""
SIGNS = (
    "bias", "type", "kin", "trigger", "sides", "swapped", "strange_actor", "strange_recipient", "same_day", "next_day",
    "near_day", "one_dated", "undated", "other_country", "words", "topic", "words_topic", "one_article", "toll",
    "other_toll", "status",
)  # fmt: skip
"""What is seen in a pair, in the order of the weights."""

_RAREST_WORDS = 5
_CROWD = 400
_KEPT = 50_000  # names and triggers of which it is remembered what they are made of


def signs(a: Telling, b: Telling) -> list[float]:
    """The signs of a pair, each between 0 and 1, in the order of ``SIGNS``. Symmetric."""
    actor, recipient = _sides(a.actors, b.actors), _sides(a.recipients, b.recipients)
    swapped = max(_sides(a.actors, b.recipients) or 0.0, _sides(a.recipients, b.actors) or 0.0)
    words, topic = cosine(a.words, b.words), 0.0 if a.article_id == b.article_id else cosine(a.topic, b.topic)
    same, other = _tolls(a, b)
    day_a, day_b = a.day, b.day
    known_days = (day_a is not None) + (day_b is not None)
    apart = abs((day_a - day_b).days) if day_a and day_b else None
    same_day = apart == 0 or (known_days == 0 and a.days is not None and a.days == b.days)
    one_article = a.article_id == b.article_id
    one_type = a.type == b.type
    return [
        1.0,
        float(one_type),
        float(not one_type and b.type in _kin().get(a.type, ())),
        _triggers(a.trigger, b.trigger),
        (actor or 0.0) * (recipient or 0.0),
        swapped,
        float(actor == 0.0),
        float(recipient == 0.0),
        float(same_day),
        float(apart == 1),
        float(apart is not None and apart > 1),
        float(known_days == 1),
        float(known_days == 0 and not same_day),
        float(None not in (a.country, b.country) and a.country != b.country),
        words,
        topic,
        words * topic,
        float(one_article),
        same,
        other,
        float(a.status == b.status),
    ]


def likeness(a: Telling, b: Telling) -> float:
    """How sure it is that ``a`` and ``b`` are one event, 0 to 1; 0 where their days rule it out."""
    if not may_be_one(a, b):
        return 0.0
    total = sum(map(mul, _weights(), signs(a, b)))
    return 1 / (1 + math.exp(-total))


def may_be_one(a: Telling, b: Telling) -> bool:
    """Whether the days of two tellings allow that they are one event.

    Days may differ by ``NEAR``, which is a sign against it. An undated telling may be of an event of the days before
    its article; a month or a year only of one that is given by the same month or year.
    """
    day_a, day_b = a.day, b.day
    if day_a and day_b:
        return abs((day_a - day_b).days) <= NEAR
    day = day_a or day_b
    if day:
        undated = b if day_a else a
        if undated.days is not None or undated.published is None:
            return False
        return -1 <= (undated.published - day).days <= LATER
    if a.days is not None or b.days is not None:
        return a.days == b.days
    if a.published and b.published:
        return abs((a.published - b.published).days) <= LATER
    return a.article_id == b.article_id


def pairs_at(rows: Sequence[Telling]) -> list[tuple[int, int]]:
    """Positions ``(i, j)``, i < j, of the pairs worth weighing among ``rows``, all that may have happened at one time.

    Two tellings are worth it when they share a party's name, a rare word or the states on both sides, and their days
    allow it. What more than ``_CROWD`` of them share says too little and is passed over.
    """
    return sorted(Meetings().at(rows))


class Meetings:
    """Finds the pairs worth weighing (``pairs_at``), time by time; those that met under the time before do not again.

    Most tellings stand under several times that follow each other: what they are found by is worked out once.
    """

    def __init__(self) -> None:
        self._keys: dict[str, list[str]] = {}
        self._crowded: set[tuple[str, str, str]] = set()

    def at(self, rows: Sequence[Telling]) -> list[tuple[int, int]]:
        """Positions ``(i, j)``, i < j, of the pairs that are new under the time of ``rows``, in no order."""
        before, self._keys = self._keys, {}
        members: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            own = self._keys[row.id] = before.get(row.id) or _keys(row)
            for key in own:
                members.setdefault(key, []).append(number)
        met = [row.id in before for row in rows]
        found: set[tuple[int, int]] = set()
        crowded = set()
        for key, inside in members.items():
            if len(inside) < 2 or (not self._crowded and all(met[n] for n in inside)):
                continue
            for one, two, size, pairs in _by_types(rows, inside):
                if size > _CROWD:
                    crowded.add((key, one, two))
                elif (key, one, two) in self._crowded:
                    found.update(pairs)
                else:
                    found.update((i, j) for i, j in pairs if not (met[i] and met[j]))
        self._crowded = crowded
        return [(i, j) for i, j in found if may_be_one(rows[i], rows[j])]


def _by_types(
    rows: Sequence[Telling], inside: Iterable[int]
) -> Iterator[tuple[str, str, int, Iterator[tuple[int, int]]]]:
    """Those ``inside`` by type, and by two types that are kin: how many they are, and their pairs, lesser first."""
    types: dict[str, list[int]] = {}
    for number in inside:
        types.setdefault(rows[number].type, []).append(number)
    for one, own in types.items():
        yield one, one, len(own), combinations(own, 2)
        for two in _kin().get(one, ()):
            if one < two and two in types:
                mixed = product(own, types[two])
                yield one, two, len(own) + len(types[two]), ((min(pair), max(pair)) for pair in mixed)


def times(telling: Telling) -> list[str]:
    """The times under which a telling may meet another of its event: days, the month or year it gives, or its article.

    An event of a known day stands under that day and ``NEAR`` days on, an undated one under the days from ``LATER``
    before its article to one after.
    """
    if telling.day is not None:
        return [(telling.day + timedelta(n)).isoformat() for n in range(NEAR + 1)]
    if telling.days is not None:
        return [f"{telling.days[0]}/{telling.days[1]}"]
    if telling.published is not None:
        return [(telling.published + timedelta(n)).isoformat() for n in range(-LATER, 2)]
    return [telling.article_id]


def _keys(telling: Telling) -> list[str]:
    """What a telling may share with another of its event."""
    sides = {n for p in (*telling.actors, *telling.recipients) for n in p.names}
    rare = sorted((-rarity(word), word) for word in telling.words if not word.isdigit())[:_RAREST_WORDS]
    actors = {p.country for p in telling.actors if p.country and p.speaks_for_state}
    others = {p.country for p in telling.recipients if p.country}
    states = {f"states {min(one, two)} {max(one, two)}" for one in actors for two in others}
    return [*(f"party {name}" for name in sides), *(f"word {word}" for _, word in rare), *states]


@cache
def _kin() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for group in settings()["kin"]:
        for type in group:
            found.setdefault(type, []).extend(other for other in group if other != type)
    return {type: tuple(dict.fromkeys(others)) for type, others in found.items()}


@cache
def _weights() -> tuple[float, ...]:
    return tuple(float(settings()["weights"].get(name, 0.0)) for name in SIGNS)


def _triggers(a: str, b: str) -> float:
    if a == b:
        return 1.0
    return 0.0 if _stems(a).isdisjoint(_stems(b)) else 0.7


@lru_cache(maxsize=_KEPT)
def _stems(trigger: str) -> frozenset[str]:
    return frozenset(stem(word) for word in trigger.split())


def _sides(a: tuple[Party, ...], b: tuple[Party, ...]) -> float | None:
    """How well one side of a telling answers to one of another; None where either is empty."""
    if not a or not b:
        return None
    if len(a) == len(b) == 1:
        return alike(a[0], b[0])
    return max([alike(one, two) for one in a for two in b])


def alike(a: Party, b: Party) -> float:
    """How well two parties of two articles may be one: by name, by short name, by the state they act for."""
    common = a.names & b.names
    if common:
        return 0.7 + 0.3 * max(map(_rarest, common))
    if a.kind == b.kind == "person":
        return 0.9 if short_for(a.names, b.names) or short_for(b.names, a.names) else _state(a, b) * 0.6
    return _state(a, b)


def _state(a: Party, b: Party) -> float:
    if a.country is None or a.country != b.country:
        return 0.0
    if a.speaks_for_state and b.speaks_for_state:
        return 0.7
    return 0.3


def short_for(short: frozenset[str], full: frozenset[str]) -> bool:
    """Whether one of the names ``short`` is part of one of the names ``full`` ("Subianto" of "Prabowo Subianto")."""
    return any(_words(s) < _words(f) for s in short for f in full)


@lru_cache(maxsize=_KEPT)
def _words(name: str) -> frozenset[str]:
    return frozenset(name.split())


@lru_cache(maxsize=_KEPT)
def _rarest(name: str) -> float:
    return max(map(rarity, name.split()))


def _tolls(a: Telling, b: Telling) -> tuple[float, float]:
    """Whether the casualties that both give are equal, and whether they differ."""
    if not (a.killed or a.injured or a.arrested):
        return 0.0, 0.0
    known = [(x, y) for x, y in ((a.killed, b.killed), (a.injured, b.injured), (a.arrested, b.arrested)) if x and y]
    return float(any(x == y and x > 1 for x, y in known)), float(any(x != y for x, y in known))
