"""Joins the names of one article into parties: full and short names, initials, brackets, spellings, metonyms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz

from saksi.gazetteer.matching import fold
from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.model import PLACE_KINDS, Name, Party
from saksi.reading.entities.names import bracketed, is_short_for
from saksi.report import EntityKind

_LIKE_WORD, _LIKE_NAME = 85.0, 90.0
_SHORTEST_FUZZY = 5
_WEAK_PARTS = frozenset(
    {"al", "bin", "binti", "muhammad", "mohammad", "mohammed", "muhamad", "abdul", "ahmad", "de", "van"}
)
_OR = "atau"
_TAIL = re.compile(r"\s+(?:RI|R\.I\.|Indonesia)$")


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a person's name for comparing, without dots, accents and the article al-."""
    return tuple(p for p in re.findall(r"\w+", fold(name)) if p != "al") or (fold(name),)


class Joiner:
    """Collects parties. ``party_of`` gives each name the number of its party."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.parties: list[Party] = []
        self._by_key: dict[tuple[str, str], Party] = {}
        self._people: list[tuple[tuple[str, ...], Party]] = []
        self._offices: defaultdict[str, dict[str | None, Party]] = defaultdict(dict)
        self._by_part: dict[str, list[Party]] = defaultdict(list)

    def new(self, kind: EntityKind, named: bool) -> Party:
        """A fresh party."""
        party = Party(len(self.parties), kind, named)
        self.parties.append(party)
        return party

    def keyed(self, space: str, key: str, kind: EntityKind, named: bool = True) -> Party:
        """The party known under ``key``, made at first use."""
        party = self._by_key.get((space, key))
        if party is None:
            party = self._by_key[space, key] = self.new(kind, named)
        return party

    def get(self, space: str, key: str) -> Party | None:
        """The party known under ``key``, or None."""
        return self._by_key.get((space, key))

    def alias(self, space: str, key: str, party: Party) -> None:
        """Let ``key`` lead to ``party`` as well."""
        self._by_key.setdefault((space, key), party)

    def join(self, names: list[Name], acting: set[int]) -> None:
        """Give every name its party; ``acting`` are positions in ``names`` of metonyms that stand for their state."""
        self._relabel(names)
        people = [n for n in names if n.kind == "person"]
        for name in sorted(people, key=lambda n: (-len(parts_of(n.text)), -len(parts_of(n.holder or "")), n.start)):
            self._person(name)
        listed = {n.entry.name for n in names if n.entry is not None}
        short: list[Name] = []
        for number, name in enumerate(names):
            if name.kind == "person":
                continue
            if name.entry is None and name.kind == "organisation" and name.text.isupper() and " " not in name.text:
                short.append(name)
            else:
                name.party = self._listed(name, number in acting, listed).number
        for name in short:
            name.party = self._short(name, names).number
        self._brackets(names)
        self._also_called(names)

    def _listed(self, name: Name, acts: bool, listed: set[str]) -> Party:
        """The party of a state, a listed body or place, or else of an unlisted one."""
        entry = name.entry
        if name.kind == "country":
            return self.keyed("country", name.country or fold(name.text), "country")
        if entry is None:
            return self._body(name)
        if acts and name.metonym:
            seated = lexicon().seats.get(entry.name)
            if seated in listed:  # Brussels, where the article names the European Union
                return self.keyed("entry", seated, "organisation")
            if entry.sectors[:1] == ("GOV",):
                return self.keyed("country", name.country or fold(name.text), "country")
        if entry.shared:
            own = name.country == entry.country and " " not in name.text[len(entry.name) :]
            party = self.office(entry.name, None if own else name.country)
            party.sectors = entry.sectors
            return party
        party = self.keyed("entry", entry.name, entry.kind)
        party.entry = party.entry or entry
        return party

    def _relabel(self, names: list[Name]) -> None:
        """Names that the recogniser labelled otherwise but that are part of a person's name in this article."""
        parts: set[str] = set()
        for name in names:
            if name.kind == "person" and (name.holder or " " in name.text):
                found = parts_of(name.text)
                parts.update(p for p in (found[0], found[-1]) if len(p) > 3 and p not in _WEAK_PARTS)
        for name in names:
            if name.entry is None and name.kind in ("organisation", "place") and fold(name.text) in parts:
                name.kind = "person"

    def _person(self, name: Name) -> None:
        if name.holder is not None:
            party = self._by_key.get(("holder", name.holder))
            if party is None:
                party = self._namesake(name) or self._known(parts_of(name.holder), name.start)
                party = party or self.new("person", True)
                party.holder = party.holder or name.holder
                self._by_key["holder", name.holder] = party
                self._register(party, parts_of(name.holder))
            self._register(party, parts_of(name.text))
            name.party = party.number
            return
        parts = parts_of(name.text)
        party = self._known(parts, name.start)
        if party is None:
            party = self.new("person", True)
            party.entry = name.entry
        self._register(party, parts)
        name.party = party.number

    def _namesake(self, name: Name) -> Party | None:
        """Another listed person whom the article calls in full by the short name listed for this one, too."""
        short = parts_of(name.text)
        known = self._known(short, name.start) if len(short) < len(parts_of(name.holder or "")) else None
        return known if known is not None and known.holder else None

    def _register(self, party: Party, parts: tuple[str, ...]) -> None:
        self._people.append((parts, party))
        for part in parts:
            if party not in self._by_part[part]:
                self._by_part[part].append(party)

    def _known(self, parts: tuple[str, ...], start: int) -> Party | None:
        """The person that ``parts`` already name, in full, in part or in another spelling."""
        sets: list[set[int]] = [{p.number for p in self._by_part[part]} for part in parts if part in self._by_part]
        if len(sets) == len(parts):
            common = set.intersection(*sets)
            if common and not (len(parts) == 1 and parts[0] in _WEAK_PARTS and len(common) > 1):
                return self.parties[min(common)]
        for known, party in self._people:
            if _alike(parts, known):
                return party
        return None

    def _body(self, name: Name) -> Party:
        """The party of an unlisted organisation or place."""
        if name.office is not None:
            office = self.office(name.office, name.country)
            office.sectors = office.sectors or name.sectors
            return office
        spelled = lexicon().spelled_out
        key = " ".join(spelled.get(word, word) for word in fold(_TAIL.sub("", name.text)).split())
        if key.count(" ") > 1:
            key = key.removeprefix("pt ")  # "PT Jasa Marga Tol", later without
        party = self._by_key.get(("body", key))
        if party is not None:
            return party
        if name.kind == "organisation":
            for (space, known), other in self._by_key.items():
                if space == "body" and other.kind == "organisation" and _contains(known, key):
                    party = other
                    break
        if party is None:
            party = self.keyed("body", key, name.kind)
        self.alias("body", key, party)
        return party

    def _short(self, name: Name, names: list[Name]) -> Party:
        """The party that an acronym stands for, by its letters, or a party of its own."""
        known = self._by_key.get(("body", fold(name.text)))
        if known is not None:
            return known
        for other in names:
            longer = other.party >= 0 and other.kind == "organisation" and " " in other.text
            if longer and is_short_for(name.text, other.text):
                party = self.parties[other.party]
                self.alias("body", fold(name.text), party)
                return party
        return self.keyed("body", fold(name.text), "organisation")

    def office(self, name: str, country: str | None) -> Party:
        """The body called ``name`` of ``country``; without a state named, the article's only one of that name."""
        known = self._offices[name]
        party = known.get(country)
        if party is None and country is None and len(known) == 1:
            party = next(iter(known.values()))
        if party is None and country is not None and None in known:
            party = known.pop(None)
            party.country = country
        if party is None:
            party = self.new("organisation", True)
            party.country = country
        known.setdefault(country, party)
        return party

    def _brackets(self, names: list[Name]) -> None:
        """ "Tentara Pembebasan Nasional Papua Barat (TPNPB)": what stands in the bracket is the same party."""
        starts = {name.start: name for name in names}
        for name in names:
            inside = bracketed(self.words, name)
            other = starts.get(inside[0]) if inside else None
            if inside is None or other is None or other.end != inside[1] or other.party == name.party:
                continue
            if other.kind in PLACE_KINDS and name.kind not in PLACE_KINDS:
                continue
            if is_short_for(other.text, name.text) or is_short_for(name.text, other.text) or _coined(name, other):
                self._merge(names, name.party, other.party)

    def _also_called(self, names: list[Name]) -> None:
        """ "Rudi Hartono alias Bung Tomo", "Bank Umum Nasional atau BUN": two names of one person or body."""
        starts = {name.start: name for name in names}
        for name in names:
            link = self.words[name.end].lower() if name.end < len(self.words) else ""
            if link in lexicon().also_called or link == _OR:
                other = starts.get(name.end + 1)
                if link == _OR and other is not None and not is_short_for(other.text, name.text):
                    continue  # "Rusia atau Iran"
                if other is None or other.party == name.party or name.kind in PLACE_KINDS:
                    continue
                if other.entry is None or other.kind == name.kind:
                    self._merge(names, name.party, other.party)

    def _merge(self, names: Iterable[Name], kept: int, gone: int) -> None:
        keep, drop = self.parties[kept], self.parties[gone]
        if keep.entry is None and drop.entry is not None:
            keep.entry = drop.entry
        for key, party in self._by_key.items():
            if party is drop:
                self._by_key[key] = keep
        for name in names:
            if name.party == gone:
                name.party = kept


def _alike(parts: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether two names differ only in spelling (Pahlavi, Pahlevi)."""
    if len(parts) == 1:
        word = parts[0]
        if len(word) < _SHORTEST_FUZZY:
            return False
        return any(len(k) >= _SHORTEST_FUZZY and k[0] == word[0] and fuzz.ratio(word, k) >= _LIKE_WORD for k in known)
    if len(known) < 2 or parts[0][0] != known[0][0]:
        return False
    short, long = sorted((parts, known), key=len)
    pairs = sum(any(fuzz.ratio(a, b) >= _LIKE_WORD for b in long) for a in short)
    return pairs == len(short) and fuzz.token_sort_ratio(" ".join(short), " ".join(long[: len(short)])) >= _LIKE_NAME


def _coined(name: Name, short: Name) -> bool:
    """Whether the one word in the bracket behind a body's name looks coined from it: "Gapenas", by its letter.

    Capitals may be of its name in another tongue: "Pemerintah Persatuan Nasional (GNU)".
    """
    bodies = name.kind == short.kind == "organisation" and name.entry is None
    if not bodies or " " not in name.text or " " in short.text:
        return False
    return short.text.isupper() or (short.entry is None and name.text[0] == short.text[0])


def _contains(known: str, key: str) -> bool:
    """Whether one name is the other with words added behind it ("kementerian luar negeri" ... "rusia")."""
    short, long = sorted((known, key), key=len)
    return len(short.split()) > 1 and long.startswith(short + " ")
