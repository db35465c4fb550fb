"""Who holds an office that an article names without its holder: "sang menteri", "Presiden Rusia"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from saksi.reading.entities.joining import Joiner
from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.nominals import Nominal
from saksi.reading.entities.profile import Profiler

if TYPE_CHECKING:
    from saksi.gazetteer import Role


class Holders:
    """The offices that the persons of one article hold by their titles, and those that the gazetteer knows."""

    def __init__(self, joiner: Joiner, profiler: Profiler, published: date | None) -> None:
        self._joiner, self._profiler, self._published = joiner, profiler, published
        self._offices: list[tuple[int, str, str | None, int]] = [
            (t.start, t.role.name, t.country, p.number) for p in joiner.parties for t in p.titles if t.role is not None
        ]

    def of(self, nominal: Nominal, role: Role, state: str | None) -> int | None:
        """The person whose office ``role`` of ``state`` the bare title ``nominal`` names, or None."""
        if any(name.owner is not None for name in nominal.names):
            return None
        loose = nominal.bare or nominal.definite
        home = self._profiler.around.home[True] if loose and not nominal.definite else None
        of = self._joiner.parties
        ours = {p for _, o, _, p in self._offices if _names_office(role, o) and of[p].country == home}
        best: int | None = None
        for start, office, country, party in self._offices:
            if home and ours and party not in ours:
                continue  # "Kepala Negara" alone is the article's own state's
            same = office == role.name or (loose and _names_office(role, office))
            if not same or (state is not None and country is not None and country != state):
                continue
            if not loose and nominal.names and nominal.names[0].kind == "organisation" and country != state:
                continue
            if start <= nominal.start or best is None:
                best = party
        if best is not None and (loose or state is not None):
            return best
        return self._dated(role, state) if nominal.names or loose else None

    def _dated(self, role: Role, state: str | None) -> int | None:
        """Who held the office when the article was published, if it names him."""
        if self._published is None or role.former:
            return None
        where = state or self._profiler.around.home[True]
        holder = self._profiler.gazetteer.office_holder(role.name, where, self._published)
        known = self._joiner.get("holder", holder) if holder else None
        return known.number if known is not None else None


def _names_office(role: Role, office: str) -> bool:
    """Whether ``role`` alone may take up ``office``: its first words, or the rank that it ends in."""
    rank = "MIL" in role.sectors and office.endswith(f" {role.name}")
    longer = office.startswith(f"{role.name} ") and role.name not in lexicon().professions  # no "jaksa agung"
    return office == role.name or longer or rank
