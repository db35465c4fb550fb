"""Finds the proper names of an article: listed ones, the trained recogniser's, organisations by their first word.

A name that the gazetteer lists wins over the recogniser unless the recogniser saw a longer one around it
("Kementerian Luar Negeri Rusia"). Titles are no part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from saksi.reading.entities.initials import initials_in
from saksi.reading.entities.lexicon import UNIT, Lexicon, lexicon
from saksi.reading.entities.model import Name
from saksi.report import EntityKind

if TYPE_CHECKING:
    from saksi.gazetteer import Entry, Gazetteer, Role
    from saksi.reading.tree import Tree

_KINDS: dict[str, EntityKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_GLUED = re.compile(r"^[a-z]+(?=[A-Z]{2,}|[A-Z][a-z]{3,})")
_JOINERS = frozenset({"dan", "untuk", "of", "for", "and", "the", "bin", "al", "&", "de", "van", "der", "von", "di"})
_BREAKS = frozenset({",", "(", ")", ";", ":", '"', "“", "”", ".", "!", "?", "--", "–", "—"})
_MAX_NAME = 12
_GLUED_TO = re.compile(r"(di|ke|dari|pada)[A-Z]")  # a preposition behind a name: "Rangga Wijaya diX"
_NEVER = frozenset({"VERB", "AUX", "ADP", "PRON", "DET", "ADV", "CCONJ", "SCONJ", "PUNCT"})

RoleSpan = tuple[int, int, "Role"]


class NameFinder:
    """Finds names in one article; ``names`` are in text order and do not overlap (but for names sharing one token)."""

    def __init__(
        self, tree: Tree, text: str, words: list[str], starts: list[int], roles: list[RoleSpan], gazetteer: Gazetteer
    ) -> None:
        self.tree, self.words, self.starts, self.gazetteer = tree, words, starts, gazetteer
        self.text = text
        self.lex: Lexicon = lexicon()
        self.initials = frozenset(initials_in(tree, words))
        self.listed: dict[int, tuple[int, Entry]] = {
            s: (e, entry)
            for s, e, entry in gazetteer.find_all(words)
            if e - s > 1 or words[s] not in self.initials
            # "Barat" in "Nias Barat" is the end of a place's name
            if not (entry.category == "bloc" and s and words[s - 1][:1].isupper()) and not self._law(s)
        }
        self.inside = {i: end for start, (end, _) in self.listed.items() for i in range(start + 1, end)}
        self.openings = set(tree.sent_start)
        places = {e.start for e in tree.doc.ents if e.label_ == "LOC" and e.end - e.start == 1}
        roles = [r for r in roles if r[0] not in self.inside]  # "serikat" in "Amerika Serikat" is no role
        self.roles = roles = [r for r in roles if not self._town(r, places)]
        self.role_end = {s: e for s, e, _ in roles}
        self.person_roles = {s for s, _, role in roles if role.kind == "person"}
        self.following = {s for s, _, role in roles if role.name in self.lex.followers}
        self.bodies = {s: r.name for s, _, r in roles if r.kind == "organisation" and " " in r.name}
        self.role_words = {i for s, e, _ in roles for i in range(s, e)}
        self.taken: dict[int, Name] = {}
        self.abbreviated_things = frozenset(self._abbreviated_things())

    def _town(self, role: RoleSpan, places: set[int]) -> bool:
        """Whether a role's one word is a place here: "di Pati" is no general."""
        start, end, _ = role
        return end - start == 1 and start in places and self.words[start][:1].isupper() and start not in self.openings

    def find(self) -> list[Name]:
        """All names, in text order."""
        found = self._choose(self._candidates())
        found += self._inside_tokens()
        return sorted(found, key=lambda n: (n.start, n.span))

    def make(self, start: int, end: int, kind: EntityKind, entry: Entry | None = None) -> Name:
        """A name over tokens ``start`` to ``end``."""
        first, last = self.starts[start], self.starts[end - 1] + len(self.words[end - 1].rstrip())
        name = Name(start, end, (first, last), self.text[first:last], kind, entry)
        if entry is not None:
            name.country, name.sectors, name.metonym = entry.country, entry.sectors, entry.metonym
        return name

    def _candidates(self) -> list[tuple[float, int, int, EntityKind, Entry | None, str | None]]:
        found: list[tuple[float, int, int, EntityKind, Entry | None, str | None]] = []
        for start, (end, entry) in self.listed.items():
            found.append((end - start + 0.5, start, end, entry.kind, entry, None))
            state = self.listed.get(end)
            if entry.shared and state is not None and state[1].kind == "country":  # "Bulan Sabit Merah Turki"
                found.append((state[0] - start + 0.5, start, state[0], entry.kind, None, None))
        people: set[int] = set()
        for start, end, holder in self.gazetteer.find_holders(self.words):
            found.append((end - start + 0.6, start, end, "person", None, holder))
            people.add(start)
        for ent in self.tree.doc.ents:
            kind = _KINDS.get(ent.label_)
            if kind is None:
                continue
            first = ent.start
            if kind == "person" and self.inside.get(first, ent.end) < ent.end:  # "Presiden Sierra Leone Julius Bio"
                first = self.inside[first]
            start, end, kind = self._trim(first, ent.end, kind)
            if start >= end or self._exercise(start) or self._law(start) or self._unit(start):
                continue
            if end - start == 1 and self.words[start] in self.initials:
                found.append((1.0, start, end, "person", None, None))
                continue
            if end - start == 1 and self.gazetteer.joins_names(self.words[start]):
                continue  # "perang Israel-Hizbullah": two, found inside the word
            if kind != "person" and self._thing(start, end):
                continue
            if not self._no_name(start, end) and not self._swallowed(start, end, kind):
                found.append((float(end - start), start, end, kind, None, None))
                if kind == "person":
                    people.add(start)
        inside = self.inside.keys() | self.person_roles
        for i, low in enumerate(self.tree.lower):
            if low in self.lex.organisation_heads and self.words[i][0].isupper() and i not in inside:
                end = self._organisation_end(i, people)
                plain = low in self.lex.state_heads or low in self.lex.force_heads
                if end - i > 1 and not (plain and i + 1 in self.listed and self.listed[i + 1][0] == end):
                    found.append((end - i + 0.4, i, end, "organisation", None, None))
        return found

    def _choose(self, candidates: list[tuple[float, int, int, EntityKind, Entry | None, str | None]]) -> list[Name]:
        candidates.sort(key=lambda c: (-c[0], c[1]))
        chosen: list[Name] = []
        for _, start, end, kind, entry, holder in candidates:
            if any(i in self.taken for i in range(start, end)):
                continue
            name = self.make(start, end, kind, entry)
            name.holder = holder
            if entry is None and holder is None:
                self._borrow(name)
            for i in range(start, end):
                self.taken[i] = name
            chosen.append(name)
        return chosen

    def _borrow(self, name: Name) -> None:
        """What the words inside an unlisted name tell: a state ("Mahkamah Agung Rusia"), a sector by its first word."""
        low = self.tree.lower[name.start : name.end]
        inside = [self.listed[i][1] for i in range(name.start, name.end) if self._holds(i, name)]
        states = [entry for entry in inside if entry.kind == "country"]
        if states and inside[0].shared and self.listed.get(name.start, (0, None))[1] is inside[0] and len(inside) == 2:
            name.entry, name.sectors = inside[0], inside[0].sectors
        for entry in (*states, *self._state_behind_bracket(name), *inside):
            name.country = name.country or entry.country
            if entry.kind == "organisation" and not name.sectors:
                name.sectors = entry.sectors
        if name.kind != "organisation":
            return
        name.office = self._office(name)
        head = self.lex.organisation_heads.get(low[0])
        if head is not None:
            topics = self.lex.topic_sectors(low[1:])
            other = ("GOV", "CVL", "REB") if "MIL" in head or "COP" in head else ("GOV", "CVL")
            head = tuple(code for code in topics[:1] if code in head) or head
            keep = [code for code in topics if code not in head and code not in other]
            name.sectors = tuple(dict.fromkeys([*head, *keep[:1]]))
            if low[0] in self.lex.domestic_heads:
                name.country = "IDN"

    def _state_behind_bracket(self, name: Name) -> list[Entry]:
        """The state named behind a body's short form: "Biro Investigasi Korupsi (BIK) Singapura"."""
        bracket = bracketed(self.words, name) if name.kind == "organisation" else None
        listed = self.listed.get(bracket[1] + 1) if bracket is not None else None
        return [listed[1]] if listed is not None and listed[1].kind == "country" else []

    def _office(self, name: Name) -> str | None:
        """The common name of a ministry or like body, if ``name`` is that and at most its state."""
        end = self.role_end.get(name.start, 0)
        office = self.bodies.get(name.start)
        if office is None or end > name.end:
            return None
        while end < name.end and end in self.listed and self.listed[end][1].kind == "country":
            end = self.listed[end][0]
        return office if end == name.end else None

    def _holds(self, i: int, name: Name) -> bool:
        """Whether a listed name that begins at token ``i`` lies inside ``name``; in a person's name none counts."""
        listed = self.listed.get(i)
        return listed is not None and listed[0] <= name.end and name.kind != "person"

    def _swallowed(self, start: int, end: int, kind: EntityKind) -> bool:
        """Whether a recogniser's person is a listed body with a stray word before it ("Dilansir Reuters")."""
        for i in range(start + 1, end):
            listed = self.listed.get(i)
            if listed is not None and listed[0] == end and kind == "person" and listed[1].kind == "organisation":
                return listed[1].category == "media" or start in self.openings
        return False

    def _no_name(self, start: int, end: int) -> bool:
        """Whether a recogniser's span is only a title, a unit's number, a verb, or a word for a people or creed."""
        if all(i in self.role_words for i in range(start, end)):
            return True
        if self.tree.lower[start] in self.lex.force_heads or self.tree.lower[start] in self.lex.state_heads:
            return start + 1 in self.listed
        single = end - start == 1
        numbered = single and start - 1 in self.role_words and UNIT.fullmatch(self.words[start]) is not None
        return numbered or (single and (self.tree.lower[start] in self.lex.no_names or self.tree.pos[start] in _NEVER))

    def _unit(self, i: int) -> bool:
        """Whether a command's number begins at token ``i``, behind its commander's office: "Pangdam IX/Udayana"."""
        numbered = UNIT.fullmatch(self.words[i]) is not None and self.words[i + 1 : i + 2] == ["/"]
        return numbered and i > 0 and self.tree.lower[i - 1] in self.lex.territorial

    def _exercise(self, start: int) -> bool:
        """Whether what begins at ``start`` is an exercise's name: "latihan gabungan Super Garuda Shield"."""
        lower, i = self.tree.lower, start - 1
        while i > self.tree.sent_start[start] and lower[i] in self.lex.exercise_kinds:
            i -= 1
        return i >= 0 and lower[i] in self.lex.exercises

    def _law(self, start: int) -> bool:
        """Whether what begins at ``start`` is what a law is about: "revisi UU TNI"."""
        return start > self.tree.sent_start[start] and self.tree.lower[start - 1] in self.lex.laws

    def _thing(self, start: int, end: int) -> bool:
        """Whether what stands from ``start`` to ``end`` names a thing: "Indeks Pembangunan Manusia", later "IPM"."""
        if end - start == 1 and self.words[start] in self.abbreviated_things:
            return True
        before = start - 1 if start > self.tree.sent_start[start] and self.words[start - 1][0].isupper() else start
        return not self.lex.things.isdisjoint(self.tree.lower[before : start + 1])

    def _abbreviated_things(self) -> Iterator[str]:
        """Abbreviations in brackets behind the noun phrase of a thing: "minyak sawit mentah (CPO)"."""
        lower, words = self.tree.lower, self.words
        for i, word in enumerate(words[1:-1], 1):
            if word.isupper() and len(word) > 1 and words[i - 1] == "(" and words[i + 1] == ")":
                for at in range(i - 2, max(i - 2 - len(word), self.tree.sent_start[i]) - 1, -1):
                    if self.tree.pos[at] in _NEVER or at in self.role_words:
                        break
                    if lower[at] in self.lex.things:
                        yield word
                        break

    def _trim(self, start: int, end: int, kind: EntityKind) -> tuple[int, int, EntityKind]:
        """A recogniser's span without titles, loose words and whatever follows a comma or bracket.

        What stands behind a person's title is a person, whatever the recogniser thought.
        """
        words, lower = self.words, self.tree.lower
        moved = True
        while start < end and moved:
            moved = False
            titled = start in self.person_roles or (kind == "person" and start in self.following)
            if titled and self.role_end[start] < end:
                start, moved, kind = self.role_end[start], True, "person"
                if words[start].isupper() and words[start].isalpha() and len(words[start]) > 1:
                    kind = "organisation"  # "Ketua KNPI"
                while start in self.listed and self.listed[start][0] < end:
                    start = self.listed[start][0]
            elif kind == "person" and start in self.listed and self.listed[start][0] < end and self._titled(start):
                start, moved = self.listed[start][0], True
            elif lower[start] in self.lex.addresses and start + 1 < end:
                start, moved, kind = start + 1, True, "person"
            elif self._loose(start, end) or (kind == "person" and lower[start].rstrip(".") in self.lex.honorifics):
                start, moved = start + 1, True
        for i in range(start, end):
            if (i > start and _GLUED_TO.match(words[i])) or lower[i] in self.lex.never_in_names:
                return start, i, kind
            if words[i] in _BREAKS and not (words[i] == "." and i + 1 < end and len(words[i - 1]) == 1):
                return start, i, kind
        while end > start and not (words[end - 1][0].isalnum() or words[end - 1].endswith(".")):
            end -= 1
        if kind == "place" and end - start == 1 and words[start].isupper() and len(words[start].rstrip(".")) == 1:
            return start, start, kind  # "tulis X di X."
        return start, end, kind

    def _titled(self, i: int) -> bool:
        """Whether a title, or its short form in brackets, ends right before token ``i``: "Menteri X (Menlu) China"."""
        return i > 0 and (i - 1 in self.role_words or (self.words[i - 1] == ")" and i - 2 in self.role_words))

    def _loose(self, i: int, end: int) -> bool:
        """Whether token ``i`` cannot begin a name: lower case, no figure, not listed; or what opens a sentence."""
        verb = self.tree.pos[i] == "VERB"
        if i in self.openings and end - i > 1 and (verb or self.tree.lower[i] in self.lex.openers):
            return True
        return not (self.words[i][0].isupper() or self.words[i][0].isdigit() or i in self.listed)

    def _organisation_end(self, i: int, people: set[int]) -> int:
        """Where the capitalised name that begins at ``i`` ends."""
        words, lower, size = self.words, self.tree.lower, len(self.words)
        j = i + 1
        while j < size and j - i < _MAX_NAME and (j not in people or j in self.listed):
            if j in self.listed and self.listed[j][1].kind in ("country", "organisation", "place"):
                j = self.listed[j][0]
            elif words[j][0].isupper() and words[j] not in _BREAKS and lower[j] not in self.lex.never_in_names:
                if j in self.role_end and self.role_end[j] - j > 1:
                    break
                j += 1
            elif lower[j] in ("dan", "untuk", "&", "of") and j + 1 < size and words[j + 1][0].isupper():
                if lower[j] == "dan" and (j + 1 in self.listed or lower[j + 1] in self.lex.organisation_heads):
                    break
                if lower[j] == "dan" and j + 1 in self.role_end:
                    break
                j += 2
            elif words[j].isdigit() and j - i == 1:
                j += 1
            elif words[j] == "/" and UNIT.fullmatch(words[j - 1]) and j + 1 < size:  # "Kodam I/Bukit Barisan"
                j += 2
            else:
                break
        return j

    def _inside_tokens(self) -> list[Name]:
        """Names that share a token: "AS-Israel" is two states, "dariAFP" hides an agency behind a lost blank."""
        found: list[Name] = []
        for i, word in enumerate(self.words):
            if i in self.taken or len(word) < 4:
                continue
            if "-" in word and word[0].isupper():
                found += self._pair(i, word)
            elif word[0].islower() and not word.islower():
                found += self._glued(i, word)
        for name in found:
            for i in range(name.start, name.end):
                self.taken.setdefault(i, name)
        return found

    def _glued(self, i: int, word: str) -> list[Name]:
        """A listed name that begins inside token ``i``, up to two more words long."""
        glued = _GLUED.match(word)
        if glued is None:
            return []
        for more in (2, 1, 0):
            rest = self.words[i + 1 : i + 1 + more]
            entry = self.gazetteer.lookup(" ".join([word[glued.end() :], *rest]))
            whole = len(rest) == more and all(behind.strip() for behind in rest)
            if entry is None or not whole or any(i + 1 + k in self.taken for k in range(more)):
                continue
            name = self._part(i, glued.end(), len(word), entry)
            if more:
                self._widen(name, i + 1 + more)
            return [name]
        return []

    def _pair(self, i: int, word: str) -> list[Name]:
        parts = word.split("-")
        entries = [self.gazetteer.lookup(part) for part in parts]
        wide = "".join(self.words[i + 1 : i + 2]).strip() and i + 1 not in self.taken and all(entries[:-1])
        longer = self.gazetteer.lookup(f"{parts[-1]} {self.words[i + 1]}") if wide else None
        if longer is not None:  # "ASEAN-Selandia Baru"
            entries[-1] = longer
        if any(entry is None for entry in entries):
            return []
        found, at = [], 0
        for part, entry in zip(parts, entries, strict=True):
            assert entry is not None  # noqa: S101 - tested above
            found.append(self._part(i, at, at + len(part), entry))
            at += len(part) + 1
        if longer is not None:
            self._widen(found[-1], i + 2)
        return found

    def _widen(self, name: Name, end: int) -> None:
        """Let ``name`` run to token ``end``."""
        name.end = end
        name.span = (name.span[0], self.starts[end - 1] + len(self.words[end - 1]))
        name.text = self.text[slice(*name.span)]

    def _part(self, i: int, start: int, end: int, entry: Entry) -> Name:
        name = self.make(i, i + 1, entry.kind, entry)
        name.span = (self.starts[i] + start, self.starts[i] + end)
        name.text = self.words[i][start:end]
        return name


def bracketed(words: list[str], name: Name) -> tuple[int, int] | None:
    """Tokens inside a bracket that opens right behind ``name``, or None: ("TPNPB")."""
    i = name.end
    if i + 2 < len(words) + 1 and i < len(words) and words[i] == "(":
        for j in range(i + 1, min(i + 9, len(words))):
            if words[j] == ")":
                return (i + 1, j) if j > i + 1 else None
    return None


def initials_of(text: str) -> str:
    """First letters of the capitalised words: "Tentara Pembebasan Nasional" -> "TPN"."""
    return "".join(w[0] for w in re.findall(r"\w+", text) if w[0].isupper() and w.lower() not in _JOINERS)


def is_short_for(short: str, long: str) -> bool:
    """Whether ``short`` may abbreviate ``long``: its initials, or letters of its words in order ("Kemlu", "Polri")."""
    letters, long = re.sub(r"\W", "", short), long.removeprefix("PT ")
    if len(letters) < 2 or len(letters) >= len(long):
        return False
    first = initials_of(long)
    if letters.upper() in (first.upper(), first.upper()[: len(letters)]) and len(letters) >= min(3, len(first)):
        return True
    low, at = long.lower(), 0
    if letters[0].lower() != low[0] or len(letters) < 3:
        return False
    for letter in letters.lower():
        at = low.find(letter, at) + 1
        if at == 0:
            return False
    return True
