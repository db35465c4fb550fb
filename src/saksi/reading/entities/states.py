"""Which state a phrase stands for, and whose forces: "pemerintah Rusia", "negara itu", "militer"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saksi.reading.entities.joining import Joiner
from saksi.reading.entities.lexicon import SIDE, lexicon, singular
from saksi.reading.entities.model import NO_STATE, Party
from saksi.reading.entities.nominals import Nominal
from saksi.reading.entities.profile import Profiler
from saksi.reading.entities.reference import Memory

if TYPE_CHECKING:
    from saksi.reading.tree import Tree

_OFFICIAL = frozenset({"GOV", "MIL"})


class States:
    """The states and forces that the unnamed phrases of one article mean.

    ``heads`` are the unnamed parties made so far, by their nouns; new forces are added to them.
    """

    def __init__(
        self,
        tree: Tree,
        words: list[str],
        joiner: Joiner,
        memory: Memory,
        profiler: Profiler,
        heads: dict[str, list[Party]],
    ) -> None:
        self.tree, self.words = tree, words
        self.joiner, self.memory, self.profiler, self.heads = joiner, memory, profiler, heads
        self.lex = lexicon()

    def told_by(self, nominal: Nominal) -> str | None:
        """The state that the names inside a phrase tell, or "negara itu" behind it."""
        if nominal.of_state:
            return self._last_code(nominal)
        for name in nominal.names:
            country = name.country or self.joiner.parties[name.party].country
            if country is not None:
                return country
        return nominal.country

    def _country(self, code: str) -> int:
        party = self.joiner.keyed("country", code, "country")
        party.country = code
        return party.number

    def of(self, nominal: Nominal) -> int | None:
        """ "pemerintah Rusia" is Russia; "pemerintah" alone the state last or mostly spoken of."""
        head = singular(self.tree.lower[nominal.start])
        inside = nominal.names[0] if nominal.names else None
        if inside is not None and self.lex.force_heads.intersection(self.tree.lower[nominal.start : inside.start]):
            return self.force(nominal)  # "otoritas militer AS"
        if inside is not None:
            if inside.kind in ("country", "person") or inside.metonym:
                code = inside.country or self.joiner.parties[inside.party].country
                return self._country(code) if code is not None else None
            if head == SIDE:
                return inside.party
            return None
        if nominal.possessed:
            return self._owner_state(nominal.start)
        if nominal.of_state:
            return self.last(nominal.start)
        if head in self.lex.bare_state_heads and nominal.bare:
            return self._bare_state(nominal)
        if head in self.lex.states and nominal.definite and self._one_state(nominal):
            return self.last(nominal.start)
        return None

    def last(self, token: int) -> int | None:
        """The state that "negara itu" takes up at ``token``."""
        return self.memory.last(token, _is_country, outside=False, inner=True)

    def both(self, token: int) -> tuple[int, ...]:
        """The two states that "kedua negara" at ``token`` means: named in its sentence, spoken of most, or last.

        A ministry or army named last stands for its state.
        """
        memory = self.memory
        here = memory.last_two(token, _is_country, reach=0)
        found = here or memory.main_two(token, _is_country, by_far=True) or memory.last_two(token, _is_country)
        return (
            found
            or memory.last_two(token, self._state_behind, of=self._state_of)
            or memory.main_two(token, _is_country)
        )

    def _state_behind(self, party: Party) -> bool:
        return _is_country(party) or (party.kind == "organisation" and self._state_of(party) != party.number)

    def _state_of(self, party: Party) -> int:
        """The number of the state that an official body belongs to, where the article names it, else the body's own."""
        official = not _OFFICIAL.isdisjoint(party.sectors[:1])
        state = self.joiner.get("country", party.country or "") if official else None
        return state.number if state is not None and state.forms else party.number

    def _one_state(self, nominal: Nominal) -> bool:
        """Whether the phrase is of one state and names none: "negara kepulauan itu", not "negara-negara Barat itu"."""
        words = self.tree.lower[nominal.start : nominal.end]
        return not nominal.names and "-" not in words[0] and self.lex.worldwide.isdisjoint(words)

    def _last_code(self, nominal: Nominal) -> str | None:
        """The code of the state that "negara itu" behind ``nominal`` takes up."""
        state = self.last(nominal.start)
        return self.joiner.parties[state].country if state is not None else None

    def _bare_state(self, nominal: Nominal) -> int | None:
        known = self.joiner.get("country", self.profiler.around.home[True])
        if nominal.definite:
            last = self.memory.last(nominal.start, _is_country, outside=False)
            if last is not None:
                return last
        return known.number if known is not None and known.forms else None

    def _owner_state(self, token: int) -> int | None:
        owner = self.memory.owner(token)
        if owner is None:
            return None
        party = self.joiner.parties[owner]
        if party.kind == "country":
            return owner
        known = self.joiner.get("country", party.country or "")
        return known.number if known is not None else None

    def force(self, nominal: Nominal) -> int | None:
        """ "militer Israel", "tentara Israel", "pasukan Israel" are one body of the state."""
        inside = nominal.names[0] if nominal.names else None
        if nominal.possessed and not inside:
            return self._owner_state(nominal.start)
        code: str | None = None
        if inside is not None and (inside.kind == "country" or inside.metonym) and len(nominal.names) == 1:
            if self.tree.lower[nominal.end - 1] != self.words[inside.end - 1].lower():
                return None
            code = inside.country
        elif nominal.of_state:
            code = self._last_code(nominal)
        elif inside is None and nominal.bare:
            known = [p for p in self.heads.get("force", ()) if p.country]
            if known:
                return known[-1].number
            chief = self.memory.last(nominal.start, _commands, reach=0)  # "Menteri Pertahanan X memerintahkan militer"
            if chief is None:  # "sekelompok perwira militer X menahan presiden. Militer menutup perbatasan"
                chief = self.memory.last(nominal.start, _is_armed)
            code = self.joiner.parties[chief].country if chief is not None else self.profiler.around.home[True]
        if code is None:
            return None
        party = self.joiner.get("force", code)
        if party is None:
            party = self.joiner.keyed("force", code, "organisation", named=False)
            party.country, party.sectors, party.head = code, ("MIL",), "force"
            self.heads.setdefault("force", []).append(party)
        return party.number


def _is_country(party: Party) -> bool:
    return party.kind == "country"


def _is_armed(party: Party) -> bool:
    return party.sectors[:1] == ("MIL",) and party.country is not None and party.country not in NO_STATE


def _commands(party: Party) -> bool:
    """Whether the party is an official of a state, whose forces are then meant by "militer" alone."""
    official = not _OFFICIAL.isdisjoint(party.sectors) and party.country not in NO_STATE
    return party.kind == "person" and party.country is not None and official
