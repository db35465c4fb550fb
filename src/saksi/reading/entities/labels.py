"""Second thoughts on what kind of thing a name is, with the whole article in view.

The recogniser labels each mention by its sentence; here the same name gets one kind, a name behind a personal title is
a person, and what no one knows as a place and no preposition places is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from saksi.gazetteer.matching import fold
from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.model import PLACE_KINDS, Name
from saksi.report import EntityKind

if TYPE_CHECKING:
    from saksi.gazetteer import Gazetteer, Role
    from saksi.reading.tree import Tree

_GROUPS = frozenset({"NOUN", "PROPN", "ADJ", "PUNCT"})
_SEATED = frozenset({"MED", "EDU", "REL"})  # bodies in another state than the one that their name praises
_NEAR = 7
_SHORTEST_ACRONYM = 4  # shorter ones may be a suspect's initials


class Labeller:
    """Settles the kind of every unlisted name of one article."""

    def __init__(
        self, tree: Tree, roles: list[tuple[int, int, Role]], taken: dict[int, Name], gazetteer: Gazetteer
    ) -> None:
        self.tree, self.taken, self.gazetteer = tree, taken, gazetteer
        self.lex = lexicon()
        self.person_role_ends = {e for _, e, role in roles if role.kind == "person"}

    def settle(self, names: list[Name]) -> None:
        """Set ``kind`` of each unlisted name."""
        groups: defaultdict[str, list[Name]] = defaultdict(list)
        for name in names:
            if name.entry is None and name.holder is None:
                groups[fold(name.text)].append(name)
        whole = {
            part
            for n in names
            if " " in n.text and (n.kind == "person" or self._leads(n))
            for part in (fold(n.text).split()[0], fold(n.text).split()[-1])
        }
        parts = {fold(n.text) for n in names if n.kind == "person" and " " not in n.text}
        towns = {
            fold(n.text).partition(" ")[2] for n in names if fold(n.text).partition(" ")[0] in self.lex.administered
        }
        for group in groups.values():
            kind = self._kind(group)
            words = fold(group[0].text).split()
            town = fold(group[0].text) in towns or any(self._administered(name) for name in group)
            if kind != "place" and town and not any(self._titled(name) for name in group):
                kind = "place"
            opens = self.tree.lower[group[0].start]
            body = opens in self.lex.organisation_heads or opens in self.lex.place_heads
            if not body and len(words) > 1 and {words[0], words[-1]} & parts:
                kind = "person"  # his first or last name stands alone elsewhere as a person's
            if (
                kind == "organisation"
                and len(words) == 1
                and words[0] in whole
                and len(group[0].text) >= _SHORTEST_ACRONYM
            ):
                kind = "person"  # "kelompok Goliat", said of the group of Goliat Wanimbo
            for name in group:
                name.kind = kind
                name.country = self._stands_in(name) or name.country

    def _stands_in(self, name: Name) -> str | None:
        """The state of the place behind a hospital, school or church, whatever its name says.

        "Rumah Sakit Indonesia di Gaza", "Universitas Amerika di Kairo".
        """
        lower, at = self.tree.lower, name.end
        opens = self.lex.organisation_heads.get(lower[name.start], ())
        opens = opens or self.lex.organisation_heads.get(" ".join(lower[name.start : name.start + 2]), ())
        if name.kind == "person" or _SEATED.isdisjoint(opens) or lower[at : at + 1] != ["di"]:
            return None
        for i in range(at + 1, min(at + _NEAR, self.tree.sent_end[name.start])):
            place = self.taken.get(i)
            if place is not None and place.start == i and place.kind in PLACE_KINDS:
                known = self.gazetteer.place(place.text) if place.country is None else None
                country = known.country if known is not None else place.country
                if country is not None:
                    return country
        return None

    def _kind(self, group: list[Name]) -> EntityKind:
        first = group[0]
        opening = self.tree.lower[first.start]
        if first.end - first.start > 1 and opening in self.lex.organisation_heads:
            return "organisation"
        if opening in self.lex.place_heads:
            return "place"
        if any(self._held_by_next(name) for name in group):
            return "place"
        if any(name.start and self.tree.lower[name.start - 1] in self.lex.naming for name in group):
            return "person"  # "warga berinisial YK"
        acronym = first.text.isupper() and first.text.isalpha() and len(first.text) >= _SHORTEST_ACRONYM
        if any(self._titled(name) for name in group):
            if any(self._territory(name) for name in group):
                return "place"
            described = all(self._pointed(name) for name in group)  # "Kasubdit Kontranarasi itu" is not called so
            led = all(self._led_by_next(name) for name in group)
            return "organisation" if acronym or described or led else "person"
        votes = Counter(name.kind for name in group)
        kind = max(votes, key=lambda k: (votes[k], k == "organisation"))
        if any(self._leads(name) for name in group) and not acronym:
            return "person"
        if kind == "person" and " " in first.text and self.gazetteer.place(first.text) is not None:
            return "place"  # "merebut El Fasher"
        if acronym and (kind == "person" or self.gazetteer.place(first.text) is None):
            return "organisation"
        if kind == "organisation" and any(map(self._placed, group)) and self.gazetteer.place(first.text) is not None:
            return "place"
        unplaced = kind == "place" and not any(self._placed(name) for name in group)
        return "organisation" if unplaced and self.gazetteer.place(first.text) is None else kind

    def _titled(self, name: Name) -> bool:
        """Whether a personal title stands right before ``name``, a state's or body's name between them allowed."""
        i = name.start
        for _ in range(3):
            if i in self.person_role_ends:
                return True
            before = self.taken.get(i - 1)
            if before is None or before.kind == "person" or before is name:
                break
            i = before.start
        return self.tree.lower[name.start - 1].rstrip(".") in self.lex.honorifics if name.start else False

    def _held_by_next(self, name: Name) -> bool:
        """Whether ``name`` stands between an office and the person who holds it: "Presiden Puntland Said Deni"."""
        holder = self.taken.get(name.end)
        return name.start in self.person_role_ends and holder is not None and holder.kind == "person"

    def _leads(self, name: Name) -> bool:
        """Whether a group is told by its leader's name: "KKB pimpinan X"."""
        at = name.start - 1
        return at > 0 and self.tree.lower[at] == "pimpinan" and self.tree.pos[at - 1] in _GROUPS

    def _led_by_next(self, name: Name) -> bool:
        """Whether a body by its short form stands between an office and its holder: "Ketua PN Bima, X"."""
        holder = self.taken.get(name.end + 1)
        opens = self.tree.doc[name.start].text
        short = name.end - name.start > 1 and opens.isupper() and opens.isalpha()
        comma = self.tree.lower[name.end : name.end + 1] == [","]
        return short and comma and holder is not None and holder.kind == "person"

    def _administered(self, name: Name) -> bool:
        """Whether the noun of a district or the like stands right before ``name``: "Distrik Sugapa"."""
        return name.start > 0 and self.tree.lower[name.start - 1] in self.lex.administered

    def _territory(self, name: Name) -> bool:
        """Whether ``name`` is what an office is over rather than who holds it: "Kapolres Kaur"."""
        over = name.start > 0 and self.tree.lower[name.start - 1] in self.lex.territorial
        return over and self.gazetteer.place(name.text) is not None

    def _pointed(self, name: Name) -> bool:
        """Whether an office over ``name`` is taken up again by "itu" or the like behind it."""
        return self._titled(name) and self.lex.points(self.tree.lower, name.end)

    def _placed(self, name: Name) -> bool:
        """Whether a preposition of place stands before ``name``, or before another that it is listed with."""
        at = name.start - 1
        while at > 0 and self.tree.lower[at] in (",", "dan"):
            at -= 1
        before = self.taken.get(at) if at < name.start - 1 else None
        if before is not None:
            return self._placed(before)
        return name.start > 0 and self.tree.lower[name.start - 1] in (
            "di",
            "ke",
            "kota",
            "wilayah",
            "kawasan",
            "menuju",
        )
