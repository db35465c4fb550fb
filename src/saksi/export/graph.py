"""Who with whom across all reports: parties as nodes, their acts counted by pair, quad class and period.

Acts are gathered in a temporary file and counted by SQLite, so that memory stays flat whatever the record's size.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from saksi.dates import covered
from saksi.export.gdelt import dyads
from saksi.export.items import Item
from saksi.export.segments import side
from saksi.export.spill import spill
from saksi.export.visible import one_line
from saksi.report import Entity, Event

Period = Literal["year", "month", "all"]

_NODE = """CREATE TABLE node (id TEXT PRIMARY KEY, label TEXT, kind TEXT, country TEXT, sectors TEXT,
    events INTEGER DEFAULT 0, rejected INTEGER DEFAULT 0) WITHOUT ROWID"""
_ACT = """CREATE TABLE act (source TEXT, target TEXT, quad INTEGER, period TEXT, mutual INTEGER, counted INTEGER,
    type TEXT, event TEXT, story TEXT, status TEXT, review TEXT, score REAL, first TEXT, last TEXT)"""
_PAIR = "source, target, quad, period, mutual"
_MET = """INSERT INTO node VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
    events = events + excluded.events, rejected = rejected + excluded.rejected"""
_ACTED = "INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_EDGES = f"""SELECT {_PAIR}, SUM(counted), COUNT(DISTINCT CASE WHEN counted THEN COALESCE(story, event) END),
    SUM(counted AND status = 'actual'), SUM(counted AND status = 'future'), SUM(counted AND status = 'hypothetical'),
    SUM(review IS 'confirmed'), SUM(review IS 'corrected'), SUM(review IS 'rejected'),
    AVG(CASE WHEN counted THEN score END), MIN(CASE WHEN counted THEN first END), MAX(CASE WHEN counted THEN last END)
    FROM act GROUP BY {_PAIR} HAVING SUM(counted) > 0 ORDER BY {_PAIR}"""  # noqa: S608 - no value from outside
_TYPES = f"""SELECT {_PAIR}, type, COUNT(*) FROM act WHERE counted
    GROUP BY {_PAIR}, type ORDER BY {_PAIR}, COUNT(*) DESC, type"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Node:
    """A party: ``events`` it took part in, without those that a reviewer rejected."""

    id: str
    label: str
    kind: str
    country: str | None
    sectors: str
    events: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The acts of one quad class that ``source`` did to ``target`` in a period, denied and rejected ones left out.

    ``mutual`` acts have no direction: both parties are actors. ``stories`` counts reports of one story once, ``score``
    is the mean of PLOVER's scores, ``first`` and ``last`` are ISO days.
    """

    source: str
    target: str
    quad: int
    period: str
    mutual: bool
    events: int
    stories: int
    actual: int
    future: int
    hypothetical: int
    confirmed: int
    corrected: int
    rejected: int
    score: float
    first: str | None
    last: str | None
    types: str
    side: str


class Graph:
    """Nodes and edges in a fixed order, read from the temporary file as often as they are asked for."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store

    def nodes(self) -> Iterator[Node]:
        """All parties by id."""
        rows = self._store.execute("SELECT id, label, kind, country, sectors, events, rejected FROM node ORDER BY id")
        return (Node(*row) for row in rows)

    def edges(self) -> Iterator[Edge]:
        """All edges by source, target, quad class and period."""
        counted = groupby(self._store.execute(_TYPES), key=lambda row: row[:5])
        for row, (_, kinds) in zip(self._store.execute(_EDGES), counted, strict=True):
            *pair, mutual = row[:5]
            *counts, score, first, last = row[5:]
            types = ", ".join(f"{kind} {number}" for *_, kind, number in kinds)
            made: tuple[Any, ...] = (*pair, bool(mutual), *counts, round(score, 3), first, last, types, side(pair[2]))
            yield Edge(*made)


@contextmanager
def gathered(items: Iterable[Item], period: Period) -> Iterator[Graph]:
    """The graph of all items, as long as the block lasts."""
    with spill(_NODE, _ACT) as store:
        for item in items:
            nodes, acts = _parts(item, period)
            store.executemany(_MET, nodes)
            store.executemany(_ACTED, acts)
        yield Graph(store)


def _parts(item: Item, period: Period) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The rows of ``node`` and ``act`` that an item adds."""
    entities = {e.id: e for e in item.report.entities}
    nodes: dict[str, tuple[Any, ...]] = {}
    acts: list[tuple[Any, ...]] = []
    for event in item.events():
        if event.status == "negated":
            continue
        rejected = item.standing(event).review == "rejected"
        keys = {ref: _key(item, entities[ref]) for ref in (*event.actors, *event.recipients)}
        for key, ref in {key: ref for ref, key in reversed(keys.items())}.items():
            *about, events, away = nodes.get(key) or (*_about(item, key, entities[ref]), 0, 0)
            nodes[key] = (*about, events + (not rejected), away + rejected)
        acts += _acts(item, event, keys, period)
    return list(nodes.values()), acts


def _about(item: Item, key: str, entity: Entity) -> tuple[str, str, str, str | None, str]:
    return key, one_line(item.name(entity)), entity.kind, entity.country, "+".join(entity.sectors)


def _acts(item: Item, event: Event, keys: dict[str, str], period: Period) -> Iterator[tuple[Any, ...]]:
    """A row for each pair of parties that an event joins; a mutual act joins them in the order of their keys."""
    standing, mutual = item.standing(event), not event.recipients
    span = covered(event.date) if event.date else None
    counted = int(standing.review != "rejected")
    told = (counted, event.type, item.id(event), standing.story, event.status, standing.review, event.score)
    lived = (span[0].isoformat(), span[1].isoformat()) if span else (None, None)
    pairs = {(keys[a], keys[b]) for a, b in dyads(event) if a and b}
    pairs = {(min(pair), max(pair)) for pair in pairs} if mutual else pairs
    for source, target in sorted(pairs):
        if source != target:
            yield source, target, event.quad, _period(event, period), int(mutual), *told, *lived


def _key(item: Item, entity: Entity) -> str:
    """The party across articles, or, where no record knows it, everyone of that kind, country and name."""
    return item.actor(entity) or f"{entity.kind}:{entity.country or ''}:{one_line(entity.name).casefold()}"


def _period(event: Event, period: Period) -> str:
    """The period an act falls in: its year, its month where that is known, or nothing."""
    span = covered(event.date) if event.date and period != "all" else None
    if span is None:
        return ""
    return f"{span[0]:%Y-%m}" if period == "month" and span[2] != "year" else f"{span[0]:%Y}"
