"""Actors: people and bodies across articles. The names of one are joined, each joining with its reason.

A *name* here is a spelling with a country and a kind: every entity of the record has one. Names are joined when

* both are listed in the gazetteer as one body, state or holder of an office at the time,
* they are spelled alike, letter by letter, and one of them comes without a country,
* an article itself uses one beside the other ("Komisi Pemberantasan Korupsi (KPK)"),
* a person's short name fits one full name alone in its country and years,
* two people of one country and office differ in a letter or two of the spelling.

A person known by a single word that fits nobody stays apart in each article: many are called Andi. What was joined can
be split again; a split, and a joining by hand, outlast every later working out. The outcome does not depend on the
order in which articles came.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rapidfuzz import fuzz

from saksi.gazetteer import Gazetteer
from saksi.record.ids import folded
from saksi.record.tellings import rarity

LEAST_SPELLING = 92.0
"""Of 100, as ``rapidfuzz.fuzz.ratio`` counts: the least likeness of two spellings of one person."""
YEARS = 3
"""A short name is joined to a full one that is in the news within so many years of it."""

_SHORTEST_SPELLING = 9
_COMMON = 0.8  # rarity; names are rarer
_KINDS = {"person": "person", "country": "country", "organisation": "body", "group": "body"}


class Seen(NamedTuple):
    """An entity of one article: what the record knows of it when names are joined."""

    id: str
    article_id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    role: str | None
    aliases: tuple[str, ...]
    published: str | None


class Joining(NamedTuple):
    """The name ``joined`` is made one with the name ``kept``, and why. Both are ids of names."""

    kept: str
    joined: str
    reason: str


@dataclass(slots=True)
class Name:
    """A spelling with a kind and a country, and where it was met."""

    id: str
    key: str
    kind: str
    country: str | None
    spellings: Counter[str] = field(default_factory=Counter)
    sectors: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    also: dict[str, str] = field(default_factory=dict)  # other names in the same article, with that article
    listed: str | None = None
    first: str | None = None
    last: str | None = None
    times: int = 0

    @property
    def shown(self) -> str:
        """The spelling met most often."""
        return min(self.spellings, key=lambda s: (-self.spellings[s], s))


@dataclass(slots=True)
class Actor:
    """A person or body across the record: its names, the one it goes by first."""

    id: str
    name: str
    kind: str
    country: str | None
    names: list[Name]


def name_id(seen: Seen) -> str | None:
    """The id of an entity's name; None for what is no name of anyone ("massa", "warga"), and for places."""
    kind = _KINDS.get(seen.kind)
    key = folded(seen.name)
    if kind is None or not key or not seen.name[:1].isupper():
        return None
    country = seen.country or ""
    # A single word is a name too common to be one person's throughout.
    alone = seen.article_id if kind == "person" and " " not in key else ""
    return "n" + _digest(kind, key, country, alone)


def actor_id(name: str) -> str:
    """The id of the actor whose leading name has the id ``name``."""
    return "a" + name[1:]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Names:
    """The names of a record, gathered from its entities."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = gazetteer or Gazetteer.load()
        self.by_id: dict[str, Name] = {}
        self.of: dict[str, str] = {}  # entity id -> name id
        self._commons: dict[tuple[str, str], bool] = {}  # by spelling and kind

    def add(self, seen: Seen) -> None:
        """Count an entity in."""
        id = name_id(seen)
        if id is None:
            return
        common = self._commons.get((seen.name, seen.kind))
        if common is None:
            common = self._commons[seen.name, seen.kind] = self._common(seen)
        if common:
            return
        self.of[seen.id] = id
        name = self.by_id.get(id)
        if name is None:
            name = self.by_id[id] = Name(id, folded(seen.name), _KINDS[seen.kind], seen.country)
        name.times += 1
        name.spellings[seen.name] += 1
        if seen.sector:
            name.sectors.add(seen.sector)
        if seen.role:
            name.roles.add(folded(seen.role))
        for alias in seen.aliases:
            if alias[:1].isupper() and (key := folded(alias)) not in ("", name.key):
                name.also[key] = min(name.also.get(key, seen.article_id), seen.article_id)
        if seen.published:
            name.first = min(name.first or seen.published, seen.published)
            name.last = max(name.last or seen.published, seen.published)
        listed = self._listed(seen)
        if listed is not None:
            name.listed = min(name.listed or listed, listed)

    def _common(self, seen: Seen) -> bool:
        """Whether it is a common noun with the capital of a sentence's first word: "Korban", "Polisi setempat"."""
        words = seen.name.split()
        if self.gazetteer.lookup(seen.name) is not None:
            return False
        if self.gazetteer.role(seen.name.lower()) is not None:
            return True
        if len(words) == 1:
            return seen.kind == "group" and rarity(folded(seen.name)) < _COMMON
        return all(word.islower() for word in words[1:]) and rarity(folded(words[0])) < _COMMON

    def _listed(self, seen: Seen) -> str | None:
        """What the gazetteer calls the entity."""
        if seen.kind == "person":
            day = date.fromisoformat(seen.published) if seen.published else None
            office = self.gazetteer.offices.holder(seen.name, day)
            fits = office is not None and (seen.country is None or office.country in (None, seen.country))
            return office.holder if office is not None and fits else None
        entry = self.gazetteer.lookup(seen.name)
        if entry is None or (seen.country and entry.country and entry.country != seen.country):
            return None
        return entry.name

    def joinings(self, apart: Iterable[tuple[str, str]] = (), by_hand: Iterable[Joining] = ()) -> list[Joining]:
        """Which names are one, with reasons: those made ``by_hand`` first; pairs that are held ``apart`` never."""
        groups = _Groups(self.by_id, apart)
        for joining in by_hand:
            if joining.kept in self.by_id and joining.joined in self.by_id:
                groups.join(*joining)
        for found in (self._by_list(), self._by_country(), self._by_article(), self._by_spelling()):
            for one, two, reason in found:
                groups.join(one, two, reason)
        for one, two, reason in list(self._by_short_name(groups)):
            groups.join(one, two, reason)
        return groups.done

    def actors(self, joinings: Iterable[Joining]) -> list[Actor]:
        """The actors that ``joinings`` make, in the order of their ids."""
        groups = _Groups(self.by_id, ())
        for joining in joinings:
            groups.join(*joining)
        made = []
        for ids in groups.members():
            names = sorted((self.by_id[id] for id in ids), key=_rank)
            lead = names[0]
            country = lead.country or next((n.country for n in names if n.country), None)
            made.append(Actor(actor_id(lead.id), lead.listed or lead.shown, lead.kind, country, names))
        return sorted(made, key=lambda actor: actor.id)

    def _by_list(self) -> Iterator[tuple[str, str, str]]:
        same: dict[tuple[str, str], list[Name]] = defaultdict(list)
        for name in self.by_id.values():
            if name.listed is not None:
                same[name.kind, name.listed].append(name)
        for (_, listed), names in sorted(same.items()):
            names.sort(key=_rank)
            for other in names[1:]:
                yield names[0].id, other.id, f"both are listed as {listed}"

    def _by_country(self) -> Iterator[tuple[str, str, str]]:
        """A name without a country goes with the same name of the one country it has elsewhere."""
        same: dict[tuple[str, str], list[Name]] = defaultdict(list)
        for name in self.by_id.values():
            if name.kind != "person" or " " in name.key:
                same[name.kind, name.key].append(name)
        for _, names in sorted(same.items()):
            placed = sorted((n for n in names if n.country), key=_rank)
            if len({n.country for n in placed}) == 1:
                for other in sorted((n for n in names if not n.country), key=_rank):
                    yield placed[0].id, other.id, f"the same name; one article does not say {placed[0].country}"

    def _by_article(self) -> Iterator[tuple[str, str, str]]:
        """An article that calls a body by two names tells that they are one; a name that so leads to two does not."""
        by_key = self._by_key()
        leads: dict[str, dict[str, str]] = defaultdict(dict)
        for name in self.by_id.values():
            if name.kind != "person":
                for key, article in name.also.items():
                    for other in by_key.get((name.kind, key), ()):
                        if other.country in (None, name.country) or name.country is None:
                            leads[other.id][name.id] = article
        for other_id, found in sorted(leads.items()):
            if len(found) == 1:
                ((kept, article),) = found.items()
                yield kept, other_id, f"article {article} uses both names"

    def _by_short_name(self, groups: _Groups) -> Iterator[tuple[str, str, str]]:
        full: dict[str, list[Name]] = defaultdict(list)
        people = sorted((n for n in self.by_id.values() if n.kind == "person"), key=_rank)
        for name in people:
            words = name.key.split()
            if len(words) > 1:
                for word in set(words):
                    full[word].append(name)
        for name in people:
            words = name.key.split()
            if name.listed is not None or len(words) > 2:
                continue
            near = [
                other
                for other in full.get(words[-1], ())
                if len(other.key.split()) > len(words)
                and set(words) < set(other.key.split())
                and _same_country(name, other)
                and _same_time(name, other)
            ]
            roots = {groups.find(other.id) for other in near}
            if len(roots) == 1:
                yield near[0].id, name.id, f"short for {near[0].shown}, the only one so called at the time"

    def _by_spelling(self) -> Iterator[tuple[str, str, str]]:
        near: dict[tuple[str | None, str], list[Name]] = defaultdict(list)
        for name in self.by_id.values():
            words = name.key.split()
            if name.kind == "person" and name.country and len(words) > 1 and len(name.key) >= _SHORTEST_SPELLING:
                for word in set(words):
                    near[name.country, word[:3]].append(name)
        seen: set[tuple[str, str]] = set()
        for _, names in sorted(near.items(), key=lambda item: (item[0][0] or "", item[0][1])):
            names.sort(key=_rank)
            for at, one in enumerate(names):
                for two in names[at + 1 :]:
                    if (one.id, two.id) in seen or len(one.key.split()) != len(two.key.split()):
                        continue
                    seen.add((one.id, two.id))
                    score = fuzz.ratio(one.key, two.key, score_cutoff=LEAST_SPELLING)
                    if score and one.sectors & two.sectors and (one.roles & two.roles or not (one.roles and two.roles)):
                        yield one.id, two.id, f"spelled alike ({score:.0f} of 100), of one country and office"

    def _by_key(self) -> Mapping[tuple[str, str], Sequence[Name]]:
        found: dict[tuple[str, str], list[Name]] = defaultdict(list)
        for name in self.by_id.values():
            found[name.kind, name.key].append(name)
        return found


class _Groups:
    """Names that are one; some pairs are held apart."""

    def __init__(self, names: Mapping[str, Name], apart: Iterable[tuple[str, str]]) -> None:
        self.names = names
        self.root = {id: id for id in sorted(names)}
        self.inside = {id: {id} for id in self.root}
        self.apart: dict[str, set[str]] = defaultdict(set)
        for one, two in apart:
            self.apart[one].add(two)
            self.apart[two].add(one)
        self.done: list[Joining] = []

    def find(self, id: str) -> str:
        while self.root[id] != id:
            self.root[id] = id = self.root[self.root[id]]
        return id

    def join(self, one: str, two: str, reason: str) -> None:
        a, b = self.find(one), self.find(two)
        if a == b:
            return
        small, large = sorted((self.inside[a], self.inside[b]), key=len)
        if any(self.apart.get(id, set()) & large for id in small):
            return
        self.root[b] = a
        self.inside[a] |= self.inside.pop(b)
        self.done.append(Joining(one, two, reason))

    def members(self) -> list[set[str]]:
        return list(self.inside.values())


def _rank(name: Name) -> tuple[bool, bool, int, int, str]:
    """The name that an actor goes by comes first: a listed one under its own name, the fullest, the one met most."""
    own = name.listed is not None and folded(name.listed) == name.key
    return not own, name.country is None, -len(name.key.split()), -name.times, name.id


def _same_country(one: Name, two: Name) -> bool:
    return None in (one.country, two.country) or one.country == two.country


def _same_time(one: Name, two: Name) -> bool:
    if not (one.first and one.last and two.first and two.last):
        return True
    return int(one.first[:4]) - int(two.last[:4]) <= YEARS and int(two.first[:4]) - int(one.last[:4]) <= YEARS
