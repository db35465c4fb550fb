"""Fills what the recogniser left out: names behind ranks and forms of address, and the rest of half-seen names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saksi.reading.entities.lexicon import UNIT, lexicon
from saksi.reading.entities.model import Name

if TYPE_CHECKING:
    from saksi.reading.entities.names import NameFinder

_LONGEST = 4
_TERRITORY = 3  # words of the name of what an office is over
_SHORTEST = 3  # letters of a name looked for elsewhere
_FORCES = frozenset({"MIL", "COP"})
_NAME_POS = frozenset({"PROPN", "X"})


class GapFiller:
    """Works on the names of one ``NameFinder``."""

    def __init__(self, finder: NameFinder) -> None:
        self.finder = finder
        self.tree, self.words, self.taken = finder.tree, finder.words, finder.taken
        self.lex = lexicon()
        self.role_words = {i for s, e, _ in finder.roles for i in range(s, e)}
        self.over = frozenset(i for s, e, _ in finder.roles for i in self._territory(s, e))
        self.offices = {e: role for _, e, role in finder.roles if role.kind == "person"}

    def _territory(self, office: int, start: int) -> range:
        """The tokens from ``start`` that name the Indonesian place which an office over territory is over."""
        if (
            self.tree.lower[office] not in self.lex.territorial
            and self.tree.lower[start - 1] not in self.lex.territorial
        ):
            return range(0)
        for stop in range(min(start + _TERRITORY, self.tree.sent_end[office] - 1), start, -1):
            place = self.finder.gazetteer.place(" ".join(self.words[start:stop]))
            if place is not None and place.country == "IDN":
                return range(start, stop)
        return range(0)

    def fill(self, names: list[Name]) -> list[Name]:
        """``names`` with persons grown to their full width and those behind ranks and forms of address added."""
        given_back: list[Name] = []
        for name in names:
            if name.kind == "person" and name.holder is None:
                first = self._first_name(name)
                if first is not None:
                    self._widen(name, first.start, name.end)
                    given_back.append(first)
                self._grow(name)
        names = [n for n in names if not any(n is one for one in given_back)]
        added = [*self._behind_ranks(), *self._behind_honorifics(), *self._initials()]
        added += self._elsewhere([*names, *added])
        return sorted([*names, *added], key=lambda n: (n.start, n.span)) if added else names

    def _free(self, i: int) -> bool:
        """Whether token ``i`` may be part of a person's name that nobody has claimed."""
        word, low = self.words[i], self.tree.lower[i]
        if i in self.taken or i in self.role_words or not word[0].isupper() or not word[-1].isalpha():
            return False
        lex = self.lex
        if low in lex.organisation_heads or low in lex.place_heads or low in lex.never_in_names or low in lex.no_names:
            return False
        return low not in lex.honorifics

    def _first_name(self, name: Name) -> Name | None:
        """The first name that the recogniser took for a place: "Perdana Menteri Irakli Kobakhidze".

        A known place behind an office may be what that is over, but not behind a rank: "Jenderal Horta N'Tam".
        """
        first = self.taken.get(name.start - 1)
        office = self.offices.get(name.start - 1)
        if first is None or office is None or first.kind == "person" or first.entry is not None:
            return None
        if first.end - first.start > 1 or office.name.split()[0] in self.lex.territorial:
            return None
        rank = bool(_FORCES.intersection(office.sectors)) and " " not in office.name
        return first if rank or self.finder.gazetteer.place(first.text) is None else None

    def _grow(self, name: Name) -> None:
        """Take in capitalised neighbours that the tagger holds for names as well."""
        start, end = name.start, name.end
        first, last = self.tree.sent_start[start], self.tree.sent_end[start]
        while start > first and name.end - start < _LONGEST and self._neighbour(start - 1):
            if start - 1 in self.over:  # "Bupati Kaur Gusril Pausi"
                break
            start -= 1
        while end < last and end - start < _LONGEST and self._neighbour(end):
            end += 1
        if (start, end) != (name.start, name.end):
            self._widen(name, start, end)

    def _widen(self, name: Name, start: int, end: int) -> None:
        wider = self.finder.make(start, end, "person")
        name.start, name.end, name.span, name.text = start, end, wider.span, wider.text
        for i in range(start, end):
            self.taken[i] = name

    def _neighbour(self, i: int) -> bool:
        return self.tree.pos[i] in _NAME_POS and self._free(i)

    def _behind_ranks(self) -> list[Name]:
        """ "Jenderal X": a rank of army or police has a person's name behind it."""
        found: list[Name] = []
        for _, end, role in self.finder.roles:
            if role.kind == "person" and _FORCES.intersection(role.sectors) and " " not in role.name:
                while end in self.over:  # "Kapolres Garut Yugi Bayu"
                    end += 1
                found += self._person(end)
        return found

    def _behind_honorifics(self) -> list[Name]:
        found: list[Name] = []
        for i, low in enumerate(self.tree.lower):
            if low in self.lex.addresses and self.words[i][0].isupper():
                found += self._person(i + 1)
        return found

    def _initials(self) -> list[Name]:
        """ "dua tersangka berinisial RS (32) dan AK": initials that stand for persons, wherever they return."""
        found: list[Name] = []
        for i, word in enumerate(self.words):
            if word in self.finder.initials and self._free(i):
                found.append(self.finder.make(i, i + 1, "person"))
                self.taken[i] = found[-1]
        return found

    def _elsewhere(self, names: list[Name]) -> list[Name]:
        """Words that are a name in one place of the article and never written small are that name in every place."""
        written = set(self.words)
        known: dict[str, Name] = {}
        for name in names:
            single = name.end - name.start == 1 and name.entry is None and name.holder is None
            if single and len(name.text) >= _SHORTEST and name.text.lower() not in written:
                known.setdefault(name.text, name)
        found: list[Name] = []
        for i, word in enumerate(self.words):
            if word in known and i not in self.taken and i not in self.role_words:
                self.taken[i] = self.finder.make(i, i + 1, known[word].kind)
                found.append(self.taken[i])
        return found

    def _person(self, start: int) -> list[Name]:
        size = len(self.words)
        if start >= size or self.tree.sent_start[start] == start:
            return []
        end = start
        while end < size and end - start < _LONGEST and self._free(end) and self.tree.sent_start[end] != end:
            end += 1
        if end == start or (end == start + 1 and UNIT.fullmatch(self.words[start])):
            return []
        name = self.finder.make(start, end, "person")
        for i in range(start, end):
            self.taken[i] = name
        return [name]
