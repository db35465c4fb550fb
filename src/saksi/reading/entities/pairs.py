"""Who two parties together are: "kedua negara", "kedua pihak", "kedua tersangka", "keduanya"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saksi.reading.entities.lexicon import SIDE, lexicon, singular
from saksi.reading.entities.model import Party
from saksi.reading.entities.nominals import Nominal
from saksi.reading.entities.reference import Memory
from saksi.reading.entities.states import States

if TYPE_CHECKING:
    from saksi.reading.tree import Tree

OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY"})
_ACCUSED = "pelaku"  # the role of "tersangka", "terdakwa", "terpidana" too


def may_be_a_side(party: Party) -> bool:
    """Whether a state or body has a name or an office by which it may be one of "kedua pihak", as no hospital has."""
    if party.kind != "organisation":
        return party.kind == "country"
    named = any(form[:1].isupper() for form in party.forms) and "JRN" not in party.sectors
    return named or bool(OFFICIAL.intersection(party.sectors))


class Pairs:
    """The pairs that one article's words for two take up."""

    def __init__(self, tree: Tree, memory: Memory, states: States) -> None:
        self._tree, self._memory, self._states = tree, memory, states
        self._lex = lexicon()

    def nominal(self, nominal: Nominal) -> tuple[int, ...]:
        """The parties that "kedua" with the noun of ``nominal`` means, in text order; empty where it means no pair."""
        before = self._tree.lower[nominal.start - 1] if nominal.start else ""
        if before != "kedua" or not nominal.bare:
            return ()
        head = singular(self._tree.lower[nominal.start])
        role = nominal.role
        if head in self._lex.persons or (role is not None and (role.kind == "person" or role.name == _ACCUSED)):
            return self._people(nominal.start)
        if head in self._lex.states:
            return self._states.both(nominal.start)
        return self._sides(nominal.start) if head == SIDE else ()

    def pronoun(self, token: int) -> tuple[int, ...]:
        """The parties that "keduanya" at ``token`` means: two people, else two states or bodies."""
        return self._people(token) or self._memory.last_two(token, lambda p: p.kind in ("country", "organisation"))

    def _people(self, token: int) -> tuple[int, ...]:
        return self._memory.last_two(token, lambda p: p.kind == "person" and p.named)

    def _sides(self, token: int) -> tuple[int, ...]:
        """Who "kedua pihak" are: named in its sentence, spoken of most by far, or last."""
        memory = self._memory
        here = memory.last_two(token, may_be_a_side, reach=0)
        found = here or memory.main_two(token, may_be_a_side, by_far=True) or memory.last_two(token, may_be_a_side)
        return found or memory.main_two(token, lambda p: p.kind == "country")
