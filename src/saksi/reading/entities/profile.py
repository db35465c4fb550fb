"""Gives each party its name, state, sectors and role once all its mentions are known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.model import NO_STATE, Name, Party

if TYPE_CHECKING:
    from saksi.gazetteer import Gazetteer

_DEFAULT_HOME = "IDN"
_PRIOR = 1.5  # an Indonesian paper writes of home unless the names say otherwise
_ACTING = {"country": 1.0, "place": 0.4, "organisation": 1.0, "person": 1.0, "group": 0.5}
_GROUND = {"country": 1.0, "place": 1.0, "organisation": 0.5, "person": 0.3, "group": 0.5}


@dataclass(frozen=True, slots=True)
class Home:
    """The state that an article's nouns without a state of their own belong to.

    ``acting``: whose officials, forces and bodies speak and act. ``ground``: where its people and places are.
    """

    acting: str
    ground: str


def home_of(names: list[Name], gazetteer: Gazetteer, on: date | None) -> Home:
    """The likeliest home of an article by all its names; agencies and world bodies do not count."""
    acting: defaultdict[str, float] = defaultdict(float, {_DEFAULT_HOME: _PRIOR})
    ground: defaultdict[str, float] = defaultdict(float, {_DEFAULT_HOME: _PRIOR})
    for name in names:
        country = name.title.country if name.title is not None else None
        country = country or name.country
        if country is None and name.holder is not None:
            office = gazetteer.holder(name.holder, on)
            country = office.country if office is not None else None
        if country is None and name.kind == "place":
            place = gazetteer.place(name.text)
            country = name.country = place.country if place is not None else None
        if country is None or country in NO_STATE or (name.entry is not None and name.entry.category == "media"):
            continue
        acting[country] += _ACTING[name.kind]
        ground[country] += _GROUND[name.kind]
    return Home(max(acting, key=lambda c: acting[c]), max(ground, key=lambda c: ground[c]))


class Profiler:
    """Decides the fields of parties in one article."""

    def __init__(self, gazetteer: Gazetteer, on: date | None, home: Home) -> None:
        self.gazetteer, self.on, self.home = gazetteer, on, home
        self.lex = lexicon()

    def fill(self, party: Party, parties: list[Party]) -> None:
        """Set name, country and sectors of ``party``."""
        if party.kind == "person" and party.named:
            self._person(party, parties)
        elif party.kind == "country":
            party.sectors = ("GOV",)
        elif party.entry is not None:
            party.country, party.sectors = party.entry.country, party.entry.sectors
        elif party.named and party.kind == "organisation":
            party.country = party.country or self.home.acting
        if party.country in ("UNO", "EUR", "IGO") and party.kind != "person":
            party.sectors = tuple(s for s in party.sectors if s != "GOV")
        party.name = self._name(party)

    def _person(self, party: Party, parties: list[Party]) -> None:
        office = self.gazetteer.holder(party.holder, self.on) if party.holder else None
        titles = [t for t in party.titles if t.country or t.sectors]
        told = next((t for t in titles if t.sectors), None)
        party.country = (
            next((t.country for t in titles if t.country), None)
            or (office.country if office else None)
            or (party.entry.country if party.entry else None)
            or party.country
            or self.home.acting
        )
        if told is not None:
            party.sectors = told.sectors
        elif office is not None and office.sectors:
            party.sectors = office.sectors
        elif party.entry is not None and party.entry.sectors:
            party.sectors = party.entry.sectors
        elif party.country in ("UNO", "EUR", "IGO"):
            party.sectors = ()
        elif not party.sectors:
            party.sectors = ("GOV",) if any(t.role is not None for t in party.titles) else ("CVL",)

    def _name(self, party: Party) -> str:
        """The fullest form in the article; a country by its plain name rather than by a metonym or state form."""
        forms = list(party.forms)
        if not forms:
            return party.name
        if party.kind == "country":
            plain = self._plain_country(party, forms)
            if plain is not None:
                return plain
        if party.named:
            whole = [f for f in forms if "(" not in f] or forms
            if party.kind == "person":
                return max(whole, key=lambda f: (len(f.split()), len(f)))
            return max(whole, key=len)
        return forms[0]

    def _plain_country(self, party: Party, forms: list[str]) -> str | None:
        listed = [(f, self.gazetteer.lookup(f)) for f in forms]
        plain = [f for f, entry in listed if entry is not None and entry.category == "country"]
        if not plain:
            return None
        for form, entry in listed:
            if entry is not None and entry.category == "country" and form == entry.name:
                return form
        words = [
            f for f in plain if not f.isupper() and not f.startswith(("Republik", "Negeri", "Federasi", "Kerajaan"))
        ]
        return max(words or plain, key=len)
