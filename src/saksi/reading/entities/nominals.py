"""Finds unnamed parties: role nouns with the words that classify them ("kelompok bersenjata", "warga sipil X")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from saksi.reading.entities.lexicon import SIDE, UNIT, lexicon, singular
from saksi.reading.entities.model import Name
from saksi.report import EntityKind

if TYPE_CHECKING:
    from saksi.gazetteer import Role
    from saksi.reading.tree import Tree

COUNTER = "orang"
_CLASSIFIERS = frozenset({"NOUN", "ADJ", "PROPN", "X"})
_TIES = frozenset({"amod", "nmod", "compound", "flat", "appos", "obl", "fixed", "dep", "nummod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_DEEDS = frozenset({"xcomp", "ccomp", "advcl", "acl"})
_DONE = re.compile(r"(pe[lmn]|ke)\w+an")  # nouns of deeds and states: pelunasan, kenaikan
_MAX_WORDS = 6
_LINKS = frozenset({"asal", "pro", "anti"})
_FOLLOWERS = frozenset({"pemerintahan", "rezim", "kubu", "pihak", "kabinet", "pasukan", "milisi"})
_SAME = ["yang", "sama"]
Way = Literal["state", "force", "role", "generic"]


@dataclass(slots=True)
class Nominal:
    """An unnamed party: tokens ``start`` to ``end``; ``names`` stand inside it, ``possessed`` is "-nya".

    ``of_state`` tells that a state named before owns it: "pemerintah negara itu"; ``introduced`` that it is somebody
    new of whom nothing else is told: "seorang pria"; ``crowd`` that it is many at once, not
    told of before: "ribuan warga".
    """

    start: int
    end: int
    head: int
    way: Way
    key: str
    kind: EntityKind
    sectors: tuple[str, ...]
    country: str | None
    role: Role | None = None
    names: list[Name] = field(default_factory=list)
    possessed: bool = False
    definite: bool = False
    bare: bool = False
    of_state: bool = False
    introduced: bool = False
    crowd: bool = False
    party: int = -1


class NominalFinder:
    """Finds the unnamed parties of one article, in text order."""

    def __init__(
        self, tree: Tree, words: list[str], roles: list[tuple[int, int, Role]], taken: dict[int, Name], titled: set[int]
    ) -> None:
        self.tree, self.words, self.roles, self.taken, self.titled = tree, words, roles, taken, titled
        self.owners = {n.title.start: n for n in taken.values() if n.owner is not None and n.title is not None}
        self.lex = lexicon()

    def find(self) -> list[Nominal]:
        """All of them; none overlaps a name (names inside a phrase belong to it)."""
        role_at = {s: (e, r) for s, e, r in self.roles}
        found: list[Nominal] = []
        i = 0
        while i < len(self.words):
            made = self._opened_at(i, role_at)
            if made is not None:
                found.append(made)
            i = made.end if made is not None else i + 1
        return found

    def _opened_at(self, i: int, role_at: dict[int, tuple[int, Role]]) -> Nominal | None:
        """The unnamed party whose phrase token ``i`` opens."""
        at, low, lex = role_at.get(i), self.tree.lower[i], self.lex
        if i in self.titled or i in self.taken or low in lex.pronouns:
            return None
        if at is not None or low in lex.nominal_heads or low[-3:] == "nya" or "-" in low:
            if self._mere_word(i) or self._counter(i, role_at):
                return None
            made = self._of_kind(i, role_at)
            if made is not None:
                return made
        return self._make(i, i + 1, "role", None) if self._bidden(i) else None

    def _of_kind(self, i: int, role_at: dict[int, tuple[int, Role]]) -> Nominal | None:
        """The party at ``i`` by what its noun is."""
        at, lower, lex = role_at.get(i), self.tree.lower, self.lex
        role = at[1] if at else None
        single, pair = singular(lower[i]), lower[i : i + 2]
        pointed = len(pair) > 1 and pair[1] in lex.definite
        if i and lower[i - 1] == "kedua" and (single in lex.states or single == SIDE):
            return self._make(i, i + 1, "generic", None, both=True)
        if single == SIDE and self._told_behind(i, role_at):
            return None
        if single == SIDE and self._is_side(i):
            return self._make(i, i + 1 + (pair[-1] in lex.sides), "role", None)
        if single in lex.states and self._plural(i):
            return self._make(i, i + 1, "role", role)
        if single in lex.state_heads:
            return self._make(i, i + 1, "state", role)
        if " ".join(pair) in lex.force_heads:
            return self._make(i, i + 2, "force", role)
        if single in lex.force_heads and (at is None or at[0] == i + 1):
            return self._make(i, i + 1, "force", role)
        if at is not None:
            return self._make(i, at[0], "role", role)
        general = single in lex.organisations or single in lex.persons or single in lex.states
        if general or (pointed and lower[i] in lex.areas):
            return self._make(i, i + 1, "generic", None)
        return None

    def _told_behind(self, i: int, role_at: dict[int, tuple[int, Role]]) -> bool:
        """Whether the noun behind "pihak" is a party without it: "pihak kepolisian"."""
        after = i + 1
        if after >= self.tree.sent_end[i] or after in self.taken or self.tree.lower[i] != SIDE:
            return False
        single = singular(self.tree.lower[after])
        return after in role_at or single in self.lex.force_heads or single in self.lex.organisations

    def _is_side(self, i: int) -> bool:
        """Whether "pihak" at ``i`` is some party by the word behind it ("pihak sekolah") or as all of them."""
        tree, after = self.tree, i + 1
        if after < tree.sent_end[i] and after not in self.taken:
            tied = tree.head[after] == i and tree.base[after] in _TIES and tree.pos[after] in ("NOUN", "PROPN")
            if tree.lower[after] in self.lex.sides or (tied and tree.lower[after] not in self.lex.no_classifiers):
                return True
        return bool(i) and tree.lower[i - 1] in self.lex.plurals

    def _bidden(self, i: int) -> bool:
        """Whether the noun at ``i`` is bidden to do something: "mengimbau peritel untuk menurunkan harga"."""
        tree, lower = self.tree, self.tree.lower
        if tree.pos[i] != "NOUN" or lower[i] in self.lex.things:
            return False
        first = i
        while tree.base[first] == "conj" and tree.head[first] < first and tree.pos[tree.head[first]] in _NOUNS:
            first = tree.head[first]  # "meminta pengecer dan peritel untuk ..."
        verb = tree.head[first]
        if tree.base[first] == "nsubj" and tree.base[verb] in _DEEDS:  # "mendesak peritel menurunkan harga"
            verb, deeds = tree.head[verb], [verb]
        elif tree.base[first] == "obj" or tree.case_of(first) == "kepada":
            together = [first, *(c for c in tree.children[first] if tree.base[c] == "conj")]
            deeds = [c for above in (verb, *together) for c in tree.children[above] if c > i and tree.pos[c] == "VERB"]
            if lower[i].endswith("an"):  # "meminta penundaan untuk ...", but "mendorong perbankan menyalurkan ..."
                deeds = [c for c in deeds if tree.base[c] == "ccomp" and tree.child(c, "mark") is None]
        else:
            return False
        if not verb < i or lower[verb] not in self.lex.bidding:
            return False
        does = ("me", "ber") if tree.base[first] == "nsubj" else ("",)  # "meminta agar ada jalan": nobody
        if tree.base[first] == "nsubj" and _DONE.fullmatch(lower[i]):  # "mengingatkan agar pelunasan utang ..."
            return False
        deeds = [c for c in deeds if tree.base[c] in _DEEDS and lower[c].startswith(does)]
        return any(not lower[c].startswith("di") and lower[c - 1] != "yang" for c in deeds)

    def _counter(self, i: int, role_at: dict[int, tuple[int, Role]]) -> bool:
        """Whether "orang" only counts those named right behind it: "tiga orang tersangka"."""
        after = i + 1
        if self.tree.lower[i] != COUNTER or after >= self.tree.sent_end[i] or i == self.tree.sent_start[i]:
            return False
        person = after in role_at and role_at[after][1].kind != "organisation"
        return self.tree.pos[i - 1] == "NUM" and (person or singular(self.tree.lower[after]) in self.lex.persons)

    def _mere_word(self, i: int) -> bool:
        """Whether a party's noun only classifies a thing ("bantuan militer") or counts ("solusi dua negara")."""
        tree, lower, words = self.tree, self.tree.lower, self.lex
        if " ".join(lower[i : i + 2]) in words.no_parties:
            return True
        if lower[i] in words.classifying and tree.pos[i - 1] == "NOUN" and i > tree.sent_start[i]:
            before, after = singular(lower[i - 1]), self.taken.get(i + 1)
            person = before in words.nominal_heads or any(s <= i - 1 < e for s, e, _ in self.roles)
            joined = lower[i + 1 : i + 2] == ["dan"] and lower[i + 2] in words.nominal_heads  # "militer dan polisi"
            return not person and after is None and not joined
        return lower[i] in words.states and " ".join(lower[max(i - 2, 0) : i]) in words.counted_for_no_one

    def _make(self, start: int, end: int, way: Way, role: Role | None, both: bool = False) -> Nominal | None:
        lower = self.tree.lower
        if way == "role" and role is not None and role.kind != "organisation" and self.tree.pos[start] == "VERB":
            return None
        sectors = role.sectors if role is not None else ()
        if way == "role" and role is None and singular(lower[start]) in self.lex.states:
            sectors = ("GOV",)
        possessed = lower[end - 1].endswith("nya") and len(lower[end - 1]) > 6
        stop, names = self._extend(start, end, "MIL" in sectors)
        within = [self.taken[i] for i in range(start, end) if i in self.taken and self.taken[i].start == i]
        names = [*within, *(n for n in names if n not in within)]
        of_state = stop > start and self._state_again(stop)
        head = self.tree.head_of_span(start, end)
        after = self._past_age(stop)
        definite = self.lex.points(lower, after) or lower[after : after + 2] == _SAME
        definite = definite or (singular(lower[start]) in self.lex.organisations and self._told_again(head, stop))
        before = lower[start - 1] if start else ""
        if before == "sang":
            definite = True
        bare = stop == end and not possessed
        one, single = before == "seorang", singular(lower[start])
        someone = one or (definite and before != "kedua" and single in self.lex.persons and not self._plural(start))
        introduced = bare and someone and not self._called_behind(stop)
        if way == "generic" and bare and not definite and not both and not introduced:
            return None
        known = definite or of_state or singular(lower[start]) in self.lex.bare_state_heads
        if way == "state" and bare and not known:
            return None
        kind: EntityKind = role.kind if role is not None else "group"
        if kind == "group" and (one or introduced):
            kind = "person"
        if way in ("state", "force"):
            kind = "organisation"
        if kind == "person" and self._plural(start):
            kind = "group"
        many = 1 if lower[start] in self.lex.determiners and end - start > 1 else 0
        key = " ".join([singular(w) for w in lower[start + many : end]] + lower[end:stop])
        country = role.country if role is not None else None
        return Nominal(
            start,
            stop,
            head,
            way,
            key,
            kind,
            sectors,
            country,
            role,
            names,
            possessed,
            definite,
            bare,
            of_state,
            introduced,
            start > 0 and lower[start - 1] in self.lex.crowds,
        )

    def _told_again(self, head: int, stop: int) -> bool:
        """Whether "itu" or the like closes a relative clause that opens at ``stop``: "kelompok yang dipimpin X itu"."""
        tree = self.tree
        if tree.lower[stop : stop + 1] != ["yang"]:
            return False
        clause = next((c for c in tree.children[head] if c > stop and tree.base[c] == "acl"), None)
        end = max(tree.subtree(clause)) + 1 if clause is not None else stop
        return end > stop and (self.lex.points(tree.lower, end - 1) or self.lex.points(tree.lower, end))

    def _numbered(self, i: int) -> bool:
        """Whether a document's number begins at token ``i``: "No TR/422"."""
        return self.tree.lower[i] == "no" and any(c.isdigit() for w in self.words[i + 1 : i + 2] for c in w)

    def _called_behind(self, i: int) -> bool:
        """Whether a name for the person just described begins at token ``i``: "seorang pria, X", "... bernama X"."""
        at = i + (self.tree.lower[i : i + 1] == [","])
        named = self.taken.get(at)
        return self.tree.lower[at : at + 1] != [] and (
            self.tree.lower[at] in self.lex.naming or (named is not None and named.kind == "person")
        )

    def _sent(self, start: int, i: int) -> bool:
        """Whether token ``i`` tells where an envoy is sent whom "itu" takes up: "Dubes RI untuk Rusia itu"."""
        if self.tree.lower[i : i + 1] not in (["untuk"], ["di"]) or self.tree.lower[start] not in self.lex.envoys:
            return False
        there = self.taken.get(i + 1)
        return there is not None and self.lex.points(self.tree.lower, there.end)

    def _past_age(self, i: int) -> int:
        """The token behind an age that begins at ``i``, else ``i``: "perempuan (berusia) 50 tahun itu"."""
        at = i + (self.tree.lower[i : i + 1] in (["berusia"], ["berumur"]))
        aged = self.tree.lower[at + 1 : at + 2] == ["tahun"] and self.tree.pos[at] == "NUM"
        return at + 2 if aged else i

    def _state_again(self, i: int) -> bool:
        """Whether "negara itu" begins at token ``i``."""
        pair = self.tree.lower[i : i + 2]
        return len(pair) > 1 and pair[0] in self.lex.states and pair[1] in self.lex.definite

    def _plural(self, start: int) -> bool:
        lower = self.tree.lower
        half, hyphen, rest = lower[start].partition("-")
        if hyphen and rest.startswith(half):
            return True
        start -= bool(start and lower[start - 1] == COUNTER)
        before = lower[start - 1] if start else ""
        counted = start > 0 and self.tree.pos[start - 1] == "NUM" and before not in ("satu", "1")
        return counted or before in self.lex.plurals

    def _past_unit(self, i: int) -> int:
        """The token behind a unit's number that begins at ``i``, with the name behind a stroke: "XVII/Cenderawasih"."""
        named = self.words[i + 1 : i + 2] == ["/"] and self.words[i + 2 : i + 3] and self.words[i + 2][0].isupper()
        return i + 3 if named else i + 1

    def _extend(self, start: int, end: int, military: bool) -> tuple[int, list[Name]]:
        """How far the phrase runs to the right: classifying words that hang on it, and names right behind it."""
        tree, lower, words = self.tree, self.tree.lower, self.words
        names: list[Name] = []
        stop, limit = end, tree.sent_end[start]
        while stop < limit and stop - start < _MAX_WORDS:
            name = self.taken.get(stop) or self.owners.get(stop)
            if name is not None:
                if (
                    name.kind == "person"
                    and name.owner is None
                    and _FOLLOWERS.isdisjoint({lower[start], lower[stop - 1]})
                ):
                    break
                names.append(name)
                stop = name.end
                if name.kind == "person" or (name.kind == "country" and not self._sent(start, stop)):
                    break
                continue
            follower = self.taken.get(stop + 1)
            origin = lower[stop] == "dari" and tree.lemma[tree.head[start]] not in self.lex.removing
            origin = origin and follower is not None and follower.kind == "country"
            linked = lower[stop] in _LINKS or origin or self._sent(start, stop)
            if linked and follower is not None and follower.kind != "person":
                stop += 1
                continue
            if lower[stop] == "(" or stop in self.titled or lower[stop] in self.lex.definite:
                break
            if self._state_again(stop):
                break
            if lower[stop] in self.lex.determiners or lower[stop] in self.lex.pronouns:
                break
            if lower[stop] in self.lex.no_classifiers or lower[stop] in self.lex.never_in_names or self._numbered(stop):
                break
            if stop == end and military and UNIT.fullmatch(words[stop]):
                stop = self._past_unit(stop)
                continue
            tied = start <= tree.head[stop] < stop and tree.base[stop] in _TIES
            if not tied or tree.pos[stop] not in _CLASSIFIERS or not words[stop][0].isalpha():
                break
            if any(tree.base[c] == "case" and c < stop for c in tree.children[stop]):
                break
            stop += 1
        return stop, names
