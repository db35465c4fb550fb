"""Which state a party belongs to when its own words do not say: that of the names around it, and of the article.

Every name with a known state votes; near names weigh more than far ones, and Indonesian papers write of Indonesia
unless the names say otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.model import NO_STATE, Name

if TYPE_CHECKING:
    from saksi.gazetteer import Gazetteer

_DEFAULT = "IDN"
_PRIOR = 1.5
# Officials go with states, bodies and persons; people at large with the places they are in.
_OFFICIAL = {"country": 1.0, "place": 0.4, "organisation": 1.0, "person": 1.0, "group": 0.5}
_GROUND = {"country": 0.8, "place": 1.0, "organisation": 0.5, "person": 0.3, "group": 0.5}
_NEAR = (1.5, 0.8, 0.3)
_LOCAL = 0.15


def alone(name: Name) -> bool:
    """Whether ``name`` is one that bodies of several states share ("Mahkamah Agung"), and tells of none."""
    return name.entry is not None and name.entry.shared and name.country == name.entry.country


class Surroundings:
    """The votes of one article's names. ``official`` asks for officials, forces and bodies rather than people."""

    def __init__(
        self, names: list[Name], lower: list[str], sentence_of: list[int], gazetteer: Gazetteer, on: date | None
    ) -> None:
        self._sentence_of = sentence_of
        self._by_sentence: defaultdict[int, list[tuple[str, str, bool]]] = defaultdict(list)
        self._all: dict[bool, dict[str, float]] = {True: {_DEFAULT: _PRIOR}, False: {_DEFAULT: _PRIOR}}
        self._named: set[str] = set()
        for name in names:
            if alone(name):
                continue
            country = self._country(name, gazetteer, on)
            if country is None or country in NO_STATE or (name.entry is not None and name.entry.category == "media"):
                continue
            self._named.add(country)
            alien = name.kind == "country" and not lexicon().aliens.isdisjoint(lower[name.start - 1 : name.start])
            self._by_sentence[sentence_of[name.start]].append((country, name.kind, alien))
            for official, weights in ((True, _OFFICIAL), (False, _GROUND)):
                if official and alien:  # "mendeportasi dua warga Nigeria" is not told of Nigeria's ministry
                    continue
                votes = self._all[official]
                votes[country] = votes.get(country, 0.0) + weights[name.kind]
        self.home = {official: max(votes, key=lambda c: votes[c]) for official, votes in self._all.items()}

    def settle(self, name: Name) -> None:
        """Give a shared ``name`` to the article's state, where nothing else is of the one that it is listed under."""
        if alone(name) and name.country not in NO_STATE and name.country not in self._named and self._named:
            name.country = self.home[True]

    @staticmethod
    def _country(name: Name, gazetteer: Gazetteer, on: date | None) -> str | None:
        country = name.title.country if name.title is not None else None
        country = country or name.country
        if country is None and name.holder is not None:
            office = gazetteer.holder(name.holder, on)
            country = office.country if office is not None else None
        if country is None and name.kind == "place":
            place = gazetteer.place(name.text)
            country = name.country = place.country if place is not None else None
        return country

    def near(self, token: int, official: bool) -> str:
        """The likeliest state of a party at ``token``."""
        total = sum(self._all[official].values())
        votes = {country: vote / total for country, vote in self._all[official].items()}
        weights = _OFFICIAL if official else _GROUND
        here = self._sentence_of[token]
        for back, weight in enumerate(_NEAR):
            for country, kind, alien in self._by_sentence.get(here - back, ()):
                if not (official and alien):
                    votes[country] = votes.get(country, 0.0) + weight * weights[kind] * _LOCAL
        return max(votes, key=lambda c: votes[c])
