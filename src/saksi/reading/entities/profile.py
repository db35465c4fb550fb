"""Gives each party its name, state, sectors and role once all its mentions are known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.model import NO_STATE, Party
from saksi.reading.entities.surroundings import Surroundings

if TYPE_CHECKING:
    from saksi.gazetteer import Gazetteer


class Profiler:
    """Decides the fields of parties in one article."""

    def __init__(self, gazetteer: Gazetteer, on: date | None, around: Surroundings) -> None:
        self.gazetteer, self.on, self.around = gazetteer, on, around
        self.lex = lexicon()

    def fill(self, party: Party, parties: list[Party]) -> None:
        """Set name, country and sectors of ``party``."""
        if party.kind == "person" and party.named:
            self._person(party, parties)
        elif party.kind == "country":
            party.sectors = ("GOV",)
        elif party.entry is not None:
            party.country, party.sectors = party.entry.country, party.entry.sectors
            if party.kind == "place":
                party.sectors = ("CVL",)  # what happens to a place happens to its people
        elif party.named and party.kind == "organisation":
            party.country = party.country or self.around.near(party.first, True)
            if not party.sectors and party.country not in NO_STATE:
                party.sectors = ("CVL",)
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
            or self.around.near(party.first, True)
        )
        left = (
            office is not None and not office.current and any(t.role and t.role.name == office.office for t in titles)
        )
        if told is not None and not left:
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
