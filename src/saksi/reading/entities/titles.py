"""Offices and ranks beside a person's name: before it ("Menteri Luar Negeri X") or behind it ("X, komandan Y")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.model import Name, Title, strip_span

if TYPE_CHECKING:
    from saksi.gazetteer import Role
    from saksi.reading.tree import Tree

_MAX_STEPS = 14
_MODIFIER_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "ADV"})
_BEHIND = frozenset({",", "(", "selaku", "sebagai", "adalah", "merupakan"})
_COMMANDS = frozenset({"panglima", "komandan", "kapolri", "kapolda", "kapolres", "kapolsek", "kepala"})
_POLICE = frozenset({"polisi", "pol", "pol.", "polri"})
_OPENINGS = frozenset({"bersama", "selain", "menurut", "kepada", "dengan", "bagi", "usai", "oleh", "untuk", "seperti"})
_BEFORE_ROLE = frozenset({"yang", "menjabat", "sebagai", "seorang", "selaku", "juga", "salah", "satu", "sang"})
# A body's sectors count for whoever speaks for it; these offices carry their own.
_OWN_SECTORS = (
    "menteri",
    "presiden",
    "perdana",
    "gubernur",
    "bupati",
    "wali",
    "duta",
    "raja",
    "kanselir",
    "hakim",
    "jaksa",
)


class TitleFinder:
    """Attaches titles to the person names of one article."""

    def __init__(
        self,
        tree: Tree,
        text: str,
        words: list[str],
        starts: list[int],
        roles: list[tuple[int, int, Role]],
        taken: dict[int, Name],
    ) -> None:
        self.tree, self.words, self.starts, self.taken = tree, words, starts, taken
        self.lex = lexicon()
        self.role_at = {i: r for r in roles for i in range(r[0], r[1])}
        self.text = text

    def attach(self, names: list[Name]) -> None:
        """Give each person name its title where one stands beside it."""
        for name in names:
            if name.kind == "person":
                name.title = self._before(name) or (self._behind(name) if name.owner is None else None)

    def _before(self, name: Name) -> Title | None:
        lower, words = self.tree.lower, self.words
        i, comma = name.start - 1, False
        passed: list[tuple[int, Role]] = []
        one_of: tuple[int, Role] | None = None
        first = self.tree.sent_start[name.start] if name.owner is None else name.owner
        if i > first and (words[i] == "," or lower[i] in ("bernama", "yakni", "yaitu")):
            comma, i = words[i] == ",", i - 1
            if lower[i] in self.lex.definite:  # "anggota fraksi itu, X"
                i -= 1
        begun = i
        while i >= first and begun - i < _MAX_STEPS:
            at = self.role_at.get(i)
            if at is not None:
                if at[2].kind != "person" and at[2].name != "anggota":
                    if at[2].kind in ("organisation", "group"):  # "komandan milisi M23 X"
                        if not comma and self._lone_member(at, name):
                            one_of = one_of or (at[0], at[2])
                        i = at[0] - 1
                        continue
                    break
                passed.append((at[0], at[2]))
                i = at[0] - 1
                continue
            inside = self.taken.get(i)
            if inside is not None:
                if inside.kind == "person" and inside.owner is None:
                    break
                i = inside.start - 1
                continue
            if words[i] == ")":
                opened = next((k for k in range(i - 1, max(first, i - 7), -1) if words[k] == "("), None)
                if opened is None:
                    break
                i = opened - 1
                continue
            if lower[i].rstrip(".") in self.lex.honorifics or self._modifies(i):
                i -= 1
                continue
            if words[i] == "," and passed and passed[-1][0] == i + 1 and self._rank(passed[-1]):
                i -= 1  # "Kepala Pusat Penerangan TNI, Mayjen X": an office, then a rank
                comma = True
                continue
            break
        if not passed and one_of is not None:
            passed = [one_of]  # "pegiat antikorupsi X"
        if not passed:
            return None
        best, role = passed[-1]
        beside = self.taken.get(best - 2)
        if len(passed) > 1 and words[best - 1] == "," and beside is not None and beside.kind == "person":
            best, role = passed[-2]  # "X, juru bicara Menteri Y": the first role is X's
        if comma and not self._comma_joins(best, name):
            return None
        return self._title(best, name.start, role, [r for _, r in passed])

    def _lone_member(self, at: tuple[int, int, Role], name: Name) -> bool:
        """Whether the noun of a group tells what one named in full behind it is: "pegiat antikorupsi Rudi Hartono"."""
        before = at[0] - 1
        several = before >= 0 and (self.tree.pos[before] == "NUM" or self.tree.lower[before] in self.lex.plurals)
        linked = any(self.tree.pos[i] == "ADP" for i in range(at[1], name.start))
        return at[2].kind == "group" and at[2].alone and name.end - name.start > 1 and not several and not linked

    def _comma_joins(self, start: int, name: Name) -> bool:
        """Whether "Presiden Prancis, Emmanuel Macron" is one party: not after an opening "Bersama Presiden X, Y".

        Nor where the comma closes a clause that opens the sentence: "Meski ditentang Presiden X, Y ...".
        """
        first = self.tree.sent_start[start]
        before = self.tree.lower[start - 1] if start > first else ""
        closed = name.end < len(self.words) and self.words[name.end] == ","
        if not closed and self.tree.base[first] == "mark":
            clause = set(self.tree.subtree(self.tree.head[first]))
            if start in clause and name.start not in clause:
                return False
        return closed or start - first > 1 or before not in _OPENINGS

    def _rank(self, passed: tuple[int, Role]) -> bool:
        """Whether a role just passed is a bare rank, with nothing between it and the name."""
        return self._is_rank(passed[1])

    @staticmethod
    def _is_rank(role: Role) -> bool:
        return bool({"MIL", "COP"} & set(role.sectors)) and role.name.split()[0] not in _COMMANDS

    def _modifies(self, i: int) -> bool:
        """Whether token ``i`` can stand inside a title: a noun, adjective or link word, but no verb."""
        lower, words = self.tree.lower, self.words
        if lower[i] in self.lex.title_links:
            if lower[i] == "dan":
                after = i + 1
                return words[after][0].isupper() and words[i - 1][0].isupper() and after not in self.role_at
            return lower[i] != "yang"
        if not words[i][0].isalnum():
            return words[i] in ("-", "/", "&")
        return self.tree.pos[i] in _MODIFIER_POS and lower[i] not in self.lex.determiners

    def _behind(self, name: Name) -> Title | None:
        lower, words, i = self.tree.lower, self.words, name.end
        size = self.tree.sent_end[name.start]
        if i >= size or lower[i] not in _BEHIND:
            return None
        opener = words[i]
        i += 1
        while i < size and lower[i] in _BEFORE_ROLE:
            i += 1
        at = self.role_at.get(i)
        if at is None or at[0] > i or at[2].kind != "person":
            return None
        end, nested = at[1], False
        while end < size and end - i < _MAX_STEPS:
            inside = self.taken.get(end)
            if inside is not None and inside.kind == "person":
                if not nested:
                    return None
                end = inside.end
                break
            if inside is not None:
                end = inside.end
            elif end in self.role_at and self.role_at[end][2].kind == "person":
                nested, end = True, self.role_at[end][1]
            elif words[end] not in (",", "(", ")") and self._modifies(end):
                end += 1
            else:
                break
        if opener == "," and end < size and words[end] not in (",", ".", ")", "-", "–", "—") and lower[end] != "yang":
            return None
        return self._title(at[0], end, at[2])

    def _title(self, start: int, end: int, role: Role, roles: list[Role] | None = None) -> Title:
        first, last = strip_span(self.text, self.starts[start], self.starts[end - 1] + len(self.words[end - 1]))
        title = Title(start, end, role, role.country, role.sectors, self.text[first:last], role.former, (first, last))
        bodies: list[Name] = []
        i = start
        while i < end:
            if self.tree.lower[i] in ("untuk", "di", "dari") and bodies:
                break
            inside = self.taken.get(i)
            if inside is not None and inside.kind != "person":
                bodies.append(inside)
                i = inside.end
            else:
                at = self.role_at.get(i)
                if at is not None and not title.sectors:
                    title.sectors = at[2].sectors
                i += 1
        self._from_bodies(title, role, bodies)
        ranks = [r for r in roles or () if r is not role and self._is_rank(r)]
        if ranks:
            title.sectors = tuple(dict.fromkeys((*ranks[-1].sectors, *(s for s in title.sectors if s != "GOV"))))
        if title.sectors[:1] == ("MIL",) and _POLICE.intersection(self.tree.lower[start:end]):
            title.sectors = ("COP",)
        return title

    def _from_bodies(self, title: Title, role: Role, bodies: list[Name]) -> None:
        """The state and sectors that the bodies named in a title give its bearer."""
        state = next((b for b in bodies if b.kind == "country"), None)
        body = next((b for b in bodies if b.kind == "organisation"), None)
        if body is None and state is None:
            state = next((b for b in bodies if b.country), None)
        known = body.country if body is not None and body.country else None
        title.country = role.country or known or (state.country if state else None)
        office = role.name.removeprefix("mantan ").removeprefix("wakil ").split()[0]
        own = office in _OWN_SECTORS and not (office == "presiden" and body is not None)
        if body is not None and not own:
            if body.sectors:
                title.sectors = body.sectors
            elif body.entry is not None:
                title.sectors = ()
        elif not title.sectors:
            words = self.tree.lower[title.start : title.end]
            title.sectors = tuple(self.lex.topic_sectors(words)) or (("GOV",) if state is not None else ())
