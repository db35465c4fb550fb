"""Persons named only to tell whose man another is: "juru bicara Netanyahu", "pendukung Trump", "utusan Putin, X"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.model import Name

if TYPE_CHECKING:
    from saksi.gazetteer import Gazetteer, Role
    from saksi.reading.tree import Tree

_STEPS = 6
_HEADS = frozenset({"presiden", "perdana", "kanselir"})


class Owners:
    """Tells whom a noun like "juru bicara" belongs to from who bears it, in one article."""

    def __init__(
        self,
        tree: Tree,
        roles: list[tuple[int, int, Role]],
        taken: dict[int, Name],
        gazetteer: Gazetteer,
        published: date | None,
    ) -> None:
        self.tree, self.taken, self.gazetteer, self.published = tree, taken, gazetteer, published
        self.opens = {start: role for start, _, role in roles}
        self.ends = {end: (start, role) for start, end, role in roles}
        self.lex = lexicon()

    def mark(self, names: list[Name]) -> None:
        """Set ``owner`` of each person before whom a noun stands that tells another: where the noun ends."""
        people = [n for n in names if n.kind == "person"]
        for name in people:
            roles = self._before(name)
            for nth in reversed(range(len(roles))):  # the outermost first: "juru bicara Presiden X"
                if self._owns(name, [role for _, role in roles[: nth + 1]], people):
                    name.owner = roles[nth][0]
                    break

    def _before(self, name: Name) -> list[tuple[int, Role]]:
        """The roles before ``name`` with the tokens they end at, the nearest first: "utusan Presiden AS X"."""
        found: list[tuple[int, Role]] = []
        i = name.start
        for _ in range(_STEPS):
            role = self.ends.get(i)
            inside = self.taken.get(i - 1)
            if i > self.tree.sent_start[name.start] and self.tree.lower[i - 1] in self.lex.grades:
                i -= 1
            elif role is not None:
                found.append((i, role[1]))
                i = role[0]
            elif inside is not None and inside.kind == "country":
                i = inside.start
            else:
                break
        return found

    def _owns(self, name: Name, roles: list[Role], people: list[Name]) -> bool:
        noun = roles[-1].name.removeprefix("mantan ")
        if noun in self.lex.followers:
            return True
        known = self.gazetteer.holder(name.holder or name.text, self.published)
        office = known.office.split()[0] if known is not None else ""
        if noun not in self.lex.attendants:  # "Menteri Luar Negeri Netanyahu" is the minister of a prime minister
            single = len(roles) == 1 and name.end - name.start == 1 and self.published is not None
            return single and noun.startswith("menteri ") and office in _HEADS
        if office:
            own = roles[-2].name if len(roles) > 1 else noun
            return (office == own.split()[0]) == (len(roles) > 1)
        if self._another_behind(name) and (len(roles) > 1 or name.end - name.start == 1):
            return True
        if len(roles) > 1 or name.end - name.start > 1:
            return False
        longer = [n for n in people if n.end - n.start > 1 and name.text in n.text.split()]
        return bool(longer) and not any(self._bears(n, roles[-1]) for n in longer)

    def _another_behind(self, name: Name) -> bool:
        """Whether another person's name stands right behind a comma: "juru bicara Netanyahu, Omer Dostri"."""
        after = self.taken.get(name.end + 1)
        return self.tree.lower[name.end : name.end + 1] == [","] and after is not None and after.kind == "person"

    def _bears(self, name: Name, role: Role) -> bool:
        """Whether ``role`` stands before ``name`` or behind it as what the person is."""
        beside = self.ends.get(name.start, (0, None))[1], self.opens.get(name.end + 1)
        return role.name in {other.name for other in beside if other is not None}
