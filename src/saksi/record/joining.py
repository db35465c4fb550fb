"""Joining: copies, stories and actors worked out for a record, for all of it or for what came since the last time.

New articles are compared with those of their days alone, and only stories that a new telling may belong to are made
anew; the outcome is the same as if all had been worked out at once, whatever the order in which articles came.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from saksi.record import derived, pending
from saksi.record.copies import DAYS, Text, find_groups, find_overlaps, text_of
from saksi.record.derived import Copy
from saksi.record.kept import kept_article
from saksi.record.shelf import Placed, Shelf, chunks
from saksi.record.store import Record
from saksi.record.stories import Order, Scales, components, group, order, story_id
from saksi.record.summaries import denies, summary
from saksi.record.tables import articles, reports
from saksi.record.tellings import Telling
from saksi.record.vouching import vouchers

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is."""

_SLICE = 400
_WRITTEN = 2000
_PORTION = 1000


class Joined(NamedTuple):
    """How many articles were looked at, how many groups of copies they are in, how many stories were made anew."""

    articles: int
    groups: int
    stories: int


def update(record: Record, *, rebuild: bool = False, progress: Progress | None = None) -> Joined:
    """Work out copies and stories for what came to ``record`` since the last time; with ``rebuild`` for all of it.

    Killed in between, the next call goes on: an article whose copies were not looked for and an event without a story
    are what is left to do.
    """
    tell = progress or (lambda *_: None)
    if rebuild:
        with record.writing() as connection:
            derived.forget(connection)
    with record.reading() as connection:
        fresh = pending.uncompared(connection)
    groups = _copies(record, fresh, tell) if fresh else 0
    with record.reading() as connection:
        touched = pending.changed(connection)
    return Joined(len(fresh), groups, _stories(record, touched, tell))


def _copies(record: Record, fresh: set[str], tell: Progress) -> int:
    """Find the copies that ``fresh`` articles are or have, and set their groups."""
    links = [(overlap.a, overlap.b) for overlap in find_overlaps(_texts_around(record, fresh, tell), fresh)]
    ids = {id for link in links for id in link}
    kept: dict[str, str] = {}
    with record.reading() as connection:
        for chunk in chunks(ids):
            inside = sa.select(articles.c.copy_group).where(articles.c.id.in_(chunk))
            rows = sa.select(articles.c.id, articles.c.copy_group).where(articles.c.copy_group.in_(inside))
            kept.update(dict(connection.execute(rows).tuples().all()))
    links += [(id, kept[id]) for id in sorted(kept) if kept[id] != id and kept[id] in kept]
    found: dict[str, Copy] = {}
    groups = 0
    for part in _parts(links):
        texts = {text.id: text for text in _texts(record, {id for link in part for id in link})}
        for each in find_groups(texts, part):
            found |= {id: Copy(each.id, each.copied_from.get(id)) for id in each.ids}
            groups += 1
    with record.writing() as connection:
        # the stories of an article that is in another group now count their sources anew
        moved = {id for id, copy in found.items() if id not in fresh and kept.get(id, id) != copy.group}
        derived.set_copies(connection, found)
        derived.untell(connection, moved)
        derived.set_compared(connection, fresh)
    return groups


def _parts(links: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """``links`` in portions, those that hang together in one: the texts of a portion are held at a time."""
    ids = sorted({id for link in links for id in link})
    number = {id: n for n, id in enumerate(ids)}
    of: dict[int, int] = {}
    for at, inside in enumerate(components(len(ids), ((number[a], number[b]) for a, b in links))):
        of.update(dict.fromkeys(inside, at))
    part: list[tuple[str, str]] = []
    last = None
    for at, link in sorted((of[number[link[0]]], link) for link in links):
        if len(part) >= _SLICE and at != last:
            yield part
            part = []
        part.append(link)
        last = at
    if part:
        yield part


def _texts_around(record: Record, fresh: set[str], tell: Progress) -> Iterator[Text]:
    """The texts that ``fresh`` articles may be copies of, and they themselves, in the order of ``Text.turn``."""
    with record.reading() as connection:
        days: set[str] = set()
        hashes: set[str] = set()
        for chunk in chunks(fresh):
            rows = sa.select(articles.c.published, articles.c.body_hash).where(articles.c.id.in_(chunk))
            for published, hashed in connection.execute(rows):
                hashes.add(hashed)
                if published:
                    known = date.fromisoformat(published)
                    days.update((known + timedelta(n)).isoformat() for n in range(-DAYS, DAYS + 1))
        # Texts with the same words are copies however far apart they came.
        same: dict[str, list[str]] = {}
        for chunk in chunks(hashes):
            rows = sa.select(articles.c.published, articles.c.id).where(articles.c.body_hash.in_(chunk))
            for published, id in connection.execute(rows.where(articles.c.published.is_not(None))):
                if published not in days:
                    same.setdefault(published, []).append(id)
    with record.reading() as connection:
        undated = connection.scalars(sa.select(articles.c.id).where(articles.c.published.is_(None))).all()
    yield from sorted(_texts(record, undated), key=lambda text: text.turn)
    wanted = sorted(days | same.keys())
    for number, day in enumerate(wanted):
        tell("copies", number, len(wanted))
        if day in same:
            ids: Iterable[str] = same[day]
        else:
            with record.reading() as connection:
                ids = connection.scalars(sa.select(articles.c.id).where(articles.c.published == day)).all()
        yield from sorted(_texts(record, ids), key=lambda text: text.turn)


def _texts(record: Record, ids: Iterable[str]) -> Iterator[Text]:
    for chunk in chunks(ids):
        with record.reading() as connection:
            found = connection.scalars(sa.select(reports.c.json).where(reports.c.article_id.in_(chunk))).all()
        for data in found:
            yield text_of(kept_article(data))


def _stories(record: Record, touched: set[str], tell: Progress) -> int:
    """Make the stories anew that tellings of the ``touched`` articles may belong to, some days of them at a time."""
    shelf = Shelf(record)
    done: set[str] = set()
    made = at = 0
    for portion in _by_day(record, touched):
        search = _Search(shelf, done)
        tell("stories", at, len(touched))
        ids = search.reach(portion)
        known = {pair: sure for pair, sure in search.scales.known.items() if pair[0] in ids and pair[1] in ids}
        found = group({id: search.orders[id] for id in ids}, known)
        with record.writing() as connection:
            derived.drop_stories(connection, shelf.stories_of(connection, ids, portion, done))
        for start in range(0, len(found), _WRITTEN):
            _write(record, shelf, found[start : start + _WRITTEN])
        done |= ids
        made += len(found)
        at += len(portion)
    if touched:
        with record.writing() as connection:
            derived.drop_stories(connection, pending.empty_stories(connection))
    return made


def _by_day(record: Record, touched: set[str]) -> Iterator[list[str]]:
    """The ``touched`` articles in portions of days that follow each other, so that few tellings are weighed twice."""
    days: list[tuple[str, str]] = []
    with record.reading() as connection:
        for chunk in chunks(touched):
            rows = sa.select(articles.c.published, articles.c.id).where(articles.c.id.in_(chunk))
            days += [(published or "", id) for published, id in connection.execute(rows)]
    days.sort()
    for start in range(0, len(days), _PORTION):
        yield [id for _, id in days[start : start + _PORTION]]


def _write(record: Record, shelf: Shelf, found: Sequence[Sequence[str]]) -> None:
    made, members = [], {}
    groups = shelf.copy_groups({id.rpartition(":")[0] for ids in found for id in ids})
    for ids in found:
        near = [placed.telling for placed in shelf.of(sorted({id.rpartition(":")[0] for id in ids}))]
        by_id = {telling.id: telling for telling in near}
        told = [by_id[id] for id in ids if id in by_id]
        made.append(story_row(told, near, groups))
        members.update(dict.fromkeys(ids, made[-1]["id"]))
    with record.writing() as connection:
        derived.add_stories(connection, made, members)


def story_row(told: Sequence[Telling], near: Iterable[Telling], copy_group: Mapping[str, str]) -> dict[str, Any]:
    """The row of a story: ``told`` are its tellings from the earliest on, ``near`` all tellings of its articles."""
    inside = {telling.id for telling in told}
    denials = [telling for telling in near if telling.id not in inside and denies(telling, told)]
    said = summary(told, denials)
    sources = vouchers(told, copy_group)
    ids = {telling.article_id for telling in told}
    return {
        "id": story_id(told[0].id),
        "type": said.type,
        "status": said.status,
        "date_from": said.date_from,
        "date_to": said.date_to,
        "place_name": said.place,
        "place_country": said.country,
        "articles": len(ids),
        "copies": len(ids) - len({copy_group.get(id, id) for id in ids}),
        "independent_sources": len(sources),
        "parties": list(said.parties),
        "sources": [{"name": s.name, "kind": s.kind, "party": s.party, "articles": list(s.articles)} for s in sources],
        "disagreements": list(said.disagreements),
    }


class _Search:
    """Looks for alike tellings, time by time; those that are ``done`` are in stories with all that is like them."""

    def __init__(self, shelf: Shelf, done: Collection[str]) -> None:
        self.shelf, self.done = shelf, done
        self.scales = Scales(done)
        self.orders: dict[str, Order] = {}
        self.times: dict[str, list[str]] = {}
        self.seen: set[str] = set()

    def look(self, wanted: Sequence[str]) -> None:
        """Weigh the pairs of tellings under each of the times ``wanted``."""
        for time, rows in self.shelf.by_time(wanted):
            for row in rows:
                if row.telling.id not in self.orders:
                    self._put(row)
            self.scales.weigh([row.telling for row in rows])
            self.seen.add(time)

    def reach(self, touched: Iterable[str]) -> set[str]:
        """All tellings that those of the ``touched`` articles hang together with, everything about them known."""
        inside: set[str] = set()
        for chunk in chunks(touched):
            for told in self.shelf.of(chunk):
                if told.telling.id not in self.done:
                    self._take(told, inside)
        # a story that loses a telling is made anew of the others
        for id in self.shelf.beside(touched) - inside - set(self.done):
            if (found := self.shelf.find(id)) is not None:
                self._take(found, inside)
        while True:
            wanted = {time for id in inside for time in self.times[id]} - self.seen
            self.look(sorted(wanted, key=lambda time: ("/" in time, time)))  # days follow each other
            inside |= self._linked(inside)
            for id in self.shelf.with_story(inside) - inside:
                if (found := self.shelf.find(id)) is not None:
                    self._take(found, inside)
            if not {time for id in inside for time in self.times[id]} - self.seen:
                return inside

    def _take(self, told: Placed, inside: set[str]) -> None:
        self._put(told)
        inside.add(told.telling.id)

    def _put(self, told: Placed) -> None:
        self.orders[told.telling.id], self.times[told.telling.id] = order(told.telling), told.times

    def _linked(self, inside: set[str]) -> set[str]:
        near: dict[str, list[str]] = {}
        for a, b in self.scales.known:
            near.setdefault(a, []).append(b)
            near.setdefault(b, []).append(a)
        queue, found = deque(inside), set(inside)
        while queue:
            for other in near.get(queue.popleft(), ()):
                if other not in found:
                    found.add(other)
                    queue.append(other)
        return found
