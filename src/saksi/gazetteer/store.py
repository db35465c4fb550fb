"""The gazetteer: one object that answers who, what and where a listed word is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from saksi.gazetteer.entries import Entry, Office, PlaceEntry, Role
from saksi.gazetteer.matching import PhraseTree, fold
from saksi.gazetteer.offices import Offices
from saksi.gazetteer.places import Places
from saksi.gazetteer.roles import RoleBook
from saksi.gazetteer.tables import NAME_TABLES, read_names, read_offices

_ANY_CASE_FROM = 6  # a country name of this length is no other word, even in lower case
_NOT_STATES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})


class Gazetteer:
    """Countries, capitals, bodies, armed groups, media, roles, dated offices and places, looked up by their words.

    Words are those of a tokenizer that keeps punctuation apart; whether it splits at hyphens does not matter.
    """

    def __init__(self) -> None:
        listed = [pair for table in NAME_TABLES for pair in read_names(table)]
        self.entries: tuple[Entry, ...] = tuple(entry for entry, _ in listed)
        self._names: PhraseTree[Entry] = PhraseTree()
        for entry, forms in listed:
            for form in forms:
                plain = entry.category == "country" and " " not in form and len(form) >= _ANY_CASE_FROM
                self._names.add(form, entry, any_case=plain and not form.isupper())
        self.roles = RoleBook()

    @classmethod
    def load(cls) -> Gazetteer:
        """The gazetteer shipped with Saksi; read once, then shared."""
        return _loaded()

    @property
    def offices(self) -> Offices:
        """The dated offices, read at first use."""
        return _offices()

    @property
    def places(self) -> Places:
        """The index of places, read at first use."""
        return _places()

    def lookup(self, form: str) -> Entry | None:
        """The entry that ``form`` names as a whole, minding case (``AS`` is a state, ``as`` is not)."""
        words = form.split()
        found = self._names.longest(words, [fold(word) for word in words], 0) if words else None
        return found[0] if found is not None and found[1] == len(words) else None

    def joins_names(self, form: str) -> bool:
        """Whether ``form`` is names joined by hyphens, each for itself: Rusia-Ukraina, but not Guinea-Bissau."""
        return "-" in form and self.lookup(form) is None and all(map(self.lookup, form.split("-")))

    def longest_match(self, words: Sequence[str], i: int) -> tuple[Entry, int] | None:
        """The longest entry that starts at word ``i``, and the number of the word after it."""
        return self._names.longest(words, [fold(word) for word in words], i)

    def find_all(self, words: Sequence[str]) -> list[tuple[int, int, Entry]]:
        """Every entry named in ``words`` as ``(start, end, entry)``, the longest first at each start, no overlaps."""
        return list(self._names.scan(words))

    def role(self, phrase: str) -> Role | None:
        """The role that ``phrase`` names as a whole; "-nya", doubling and "mantan", "wakil" are understood."""
        return self.roles.role(phrase)

    def find_roles(self, words: Sequence[str]) -> list[tuple[int, int, Role]]:
        """Every role noun in ``words`` as ``(start, end, role)``, modifiers such as "mantan" included."""
        return self.roles.find(words)

    def holder(self, name: str, on: date | None) -> Office | None:
        """What the person ``name`` was on the day ``on``: country, sectors and office.

        ``name`` is a listed spelling without titles; a name that several people bear is answered only if one of them
        held an office that day. After the last known office the sectors are those of a former holder and ``current`` is
        false; before the first they are empty.
        """
        return self.offices.holder(name, on)

    def office_holder(self, office: str, country: str, on: date) -> str | None:
        """Who held ``office`` ("menlu", "menteri luar negeri") of ``country`` on the day ``on``."""
        role = self.roles.role(office)
        return self.offices.office_holder(role.name if role else office, country, on)

    def find_holders(self, words: Sequence[str]) -> list[tuple[int, int, str]]:
        """Every listed spelling of an office holder's name in ``words`` as ``(start, end, full name)``."""
        return list(_holder_names().scan(words))

    def place(self, name: str, country: str | None = None) -> PlaceEntry | None:
        """The place called ``name``; the biggest one, or the biggest in ``country`` (alpha-3) if it has one."""
        return self.places.find(name, country)

    def country_of(self, form: str) -> str | None:
        """Alpha-3 of the state that ``form`` (country, adjective, metonym, body or place) belongs to."""
        entry = self.lookup(form)
        if entry is not None:
            return entry.country if entry.country not in _NOT_STATES else None
        place = self.place(form)
        return place.country if place is not None else None


@cache
def _loaded() -> Gazetteer:
    return Gazetteer()


@cache
def _offices() -> Offices:
    return Offices(read_offices())


@cache
def _places() -> Places:
    return Places()


@cache
def _holder_names() -> PhraseTree[str]:
    tree: PhraseTree[str] = PhraseTree()
    for form, holder in _offices().all_forms():
        tree.add(form, holder)
    return tree
