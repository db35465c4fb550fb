"""Gives unnamed parties, definite nouns and pronouns their entities, in reading order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from saksi.reading.context import Mention, MentionKind
from saksi.reading.entities.bodies import Bodies
from saksi.reading.entities.holders import Holders
from saksi.reading.entities.joining import Joiner
from saksi.reading.entities.lexicon import SIDE, lexicon, singular
from saksi.reading.entities.model import Name, Party, strip_span
from saksi.reading.entities.nominals import COUNTER, Nominal
from saksi.reading.entities.pairs import OFFICIAL, Pairs, may_be_a_side
from saksi.reading.entities.profile import Profiler
from saksi.reading.entities.reference import Memory
from saksi.reading.entities.states import States

if TYPE_CHECKING:
    from saksi.reading.tree import Tree

_ORIGIN = frozenset({"di", "asal", "dari"})
# What a member's noun says before his body does: a journalist at a ministry, a prisoner of a militia.
_KEPT = frozenset({"CVL", "JRN", "OPP", "CRM", "REF", "MED"})
_PLACE_REACH = 5
_PREDECESSOR = "pendahulu"  # he held the same office
_STATE = frozenset({"COP", "MIL", "GOV", "JUD", "LEG"})
_SELF = "dirinya"


class Assigner:
    """Walks one article's names, nominals and pronouns from left to right and makes its mentions.

    ``mentions`` are in text order; ``several`` holds the members of mentions that stand for more than one party
    ("kedua negara"), by position in ``mentions``.
    """

    def __init__(
        self,
        tree: Tree,
        text: str,
        words: list[str],
        starts: list[int],
        joiner: Joiner,
        memory: Memory,
        profiler: Profiler,
        names: list[Name],
        nominals: list[Nominal],
        published: date | None,
    ) -> None:
        self.tree, self.words, self.starts = tree, words, starts
        self.joiner, self.memory, self.profiler = joiner, memory, profiler
        self.lex = lexicon()
        self.names, self.nominals = names, nominals
        self.place_at = {n.start: n for n in names if n.country is not None and n.kind in ("country", "place")}
        self.name_at = {n.title.start if n.title else n.start: n for n in names}
        self.holders = Holders(joiner, profiler, published)
        self.heads: dict[str, list[Party]] = {}
        self.states = States(tree, words, joiner, memory, profiler, self.heads)
        self.pairs = Pairs(tree, memory, self.states)
        self.bodies = Bodies(joiner.parties, names, memory)
        self.mentions: list[Mention] = []
        self.several: dict[int, tuple[int, ...]] = {}
        self.text = text

    def run(self, names: list[Name]) -> None:
        """Make every mention."""
        swallowed = {n.start for nominal in self.nominals for n in nominal.names}
        steps: list[tuple[int, int, Name | Nominal | str | tuple[int, int]]] = [
            (n.start, 0, n) for n in names if n.start not in swallowed
        ]
        steps += [(n.start, 1, n) for n in self.nominals]
        covered = {i for n in self.nominals for i in range(n.start, n.end)}
        pronouns = self.lex.pronouns
        steps += [(n.start, 2, (n.start, n.party)) for n in names if n.start in swallowed]
        for name in names:
            steps += [(name.start, 3, (n.start, n.party)) for n in self._in_title(name)]
        steps += [(i, 2, pronouns[w]) for i, w in enumerate(self.tree.lower) if w in pronouns and i not in covered]
        steps.sort(key=lambda s: s[:2])
        for start, _, what in steps:
            if isinstance(what, Name):
                self._name(what)
            elif isinstance(what, Nominal):
                self._nominal(what)
            elif isinstance(what, tuple):
                self.memory.note(*what, inner=True)
            else:
                self._pronoun(start, what)

    def _in_title(self, name: Name) -> list[Name]:
        """The names of states and bodies in the title of ``name``."""
        title = name.title
        return [] if title is None else [n for n in self.names if title.start <= n.start < min(title.end, name.start)]

    def _mention(self, start: int, end: int, head: int, kind: MentionKind, party: int, form: bool = True) -> Mention:
        span = strip_span(self.text, self.starts[start], self.starts[end - 1] + len(self.words[end - 1]))
        mention = Mention(start, end, head, kind, span, party)
        self.mentions.append(mention)
        if party >= 0:
            owner = self.joiner.parties[party]
            owner.mentions.append(mention)
            if form and kind != "pronoun":
                owner.forms.setdefault(self.text[span[0] : span[1]])
            self.memory.note(head, party)
        return mention

    def _name(self, name: Name) -> None:
        start, end = name.start, name.end
        if name.title is not None:
            start, end = min(start, name.title.start), max(end, name.title.end)
        head = self.tree.head_of_span(start, end)
        mention = self._mention(start, end, head, "name", name.party, form=False)
        if name.title is None:
            mention.span = name.span
        self.joiner.parties[name.party].forms.setdefault(self.text[mention.span[0] : mention.span[1]])

    # -- unnamed parties

    def _nominal(self, nominal: Nominal) -> None:
        several: tuple[int, ...] = ()
        party: int | None
        if nominal.way == "state":
            party = self.states.of(nominal)
        elif nominal.way == "force":
            party = self.states.force(nominal)
        else:
            several = self.pairs.nominal(nominal)
            party = several[0] if several else self._named_beside(nominal)
            if party is None:
                party = self._named_behind(nominal)
            if party is None:
                party = self._referred(nominal)
        if party is None:
            if (nominal.way == "generic" and nominal.bare and not nominal.introduced) or self._hollow(nominal):
                return
            party = self._own(nominal).number
        nominal.party = party
        inside = next((n for n in nominal.names if n.kind in ("organisation", "group") and n.party >= 0), None)
        if inside is not None and inside.party != party:
            self.bodies.of.setdefault(party, inside.party)
        self._mention(nominal.start, nominal.end, nominal.head, "nominal", party)
        if len(several) > 1:
            self.several[len(self.mentions) - 1] = several

    def _hollow(self, nominal: Nominal) -> bool:
        """Whether the phrase only points to what follows: "pihak yang ...", "pihaknya" without a side."""
        return nominal.way == "state" and singular(self.tree.lower[nominal.start]) == SIDE and not nominal.names

    def _named_beside(self, nominal: Nominal) -> int | None:
        """ "kelompok Hamas", "kantor berita AFP": a general noun with the body's own name behind it is that body."""
        name = nominal.names[-1] if nominal.names else None
        if name is None or name.kind not in ("organisation", "group") or name.end != nominal.end:
            return None
        head = singular(self.tree.lower[nominal.start])
        alone = name.start - nominal.start <= 2 and len(nominal.names) == 1
        if alone and head in self.lex.members and self.joiner.parties[name.party].sectors[:1] in (("MIL",), ("REB",)):
            return name.party
        if not alone or head not in self.lex.organisations:
            return None
        owner = self.joiner.parties[name.party]
        if owner.entry is None and nominal.sectors and owner.sectors in ((), ("CVL",)):
            owner.sectors = nominal.sectors  # "kantor berita X"
        return name.party

    def _named_behind(self, nominal: Nominal) -> int | None:
        """ "sekutu utamanya, Amerika Serikat": who stands in so close a relation is named behind a comma."""
        lower, comma = self.tree.lower, nominal.end
        name = self.name_at.get(comma + 1)
        close = lower[comma - 1].endswith("nya") and lower[comma - 1] not in self.lex.determiners and not nominal.names
        counts = max(nominal.start - 1, 0)
        many = lower[counts] in self.lex.plurals or self.tree.pos[counts] == "NUM"
        if name is None or name.kind == "place" or not close or many or lower[comma] != ",":
            return None
        behind = name.end + (lower[name.end : name.end + 1] == [","])
        listed = behind in self.name_at or lower[behind : behind + 1] in (["dan"], ["serta"])
        return None if listed else name.party

    def _referred(self, nominal: Nominal) -> int | None:
        """The party that a definite noun, an office or a short role noun takes up again."""
        role = nominal.role
        head = singular(self.tree.lower[nominal.start])
        body = self.bodies.lone() if head in self.lex.lone_bodies and nominal.bare else None
        if nominal.possessed and not nominal.names and head in self.lex.own_bodies:
            body = self.bodies.own(nominal.start)
        if body is not None:
            return body
        if role is not None and role.kind == "person" and nominal.kind == "person" and not nominal.possessed:
            holder = self.holders.of(nominal, role, self.states.told_by(nominal))
            return self._described_again(nominal) if holder is None else holder
        if nominal.definite and not nominal.names:
            if head in self.lex.organisations:
                sectors = set(nominal.sectors)
                called = self.memory.last(
                    nominal.start,
                    lambda p: any(f.lower().startswith(f"{head} ") for f in p.forms) and p.kind != "person",
                    outside=False,
                )  # "kelompok itu", said of "kelompok TPNPB"
                if called is not None:
                    return called
                return self.memory.last(
                    nominal.start,
                    lambda p: p.kind in ("organisation", "group") and (p.named or singular(p.head) == head)
                    and not (head in self.lex.bands and _STATE.intersection(p.sectors[:1]))
                    and (not sectors or bool(sectors & set(p.sectors)) or not p.sectors),
                    outside=False,
                    inner=True,
                )  # fmt: skip
            if head in self.lex.areas:
                return self.memory.last(nominal.start, lambda p: p.kind == "place", outside=False)
            if head in self.lex.states:
                return self.states.last(nominal.start)
            if head in self.lex.persons:
                if self.heads.get(head):
                    return self.heads[head][-1].number  # "pria itu", said of "seorang pria bersenjata"
                loose, sectors = role is None or not role.alone, set(nominal.sectors)
                tellers = self.memory.above(nominal.head)
                return self.memory.last(
                    nominal.start,
                    lambda p: p.kind == "person"
                    and p.number not in tellers
                    and (p.named or bool(sectors & set(p.sectors)) or (loose and OFFICIAL.isdisjoint(p.sectors))),
                    outside=False,
                )  # fmt: skip
        if SIDE not in (head, nominal.key) and (nominal.bare or nominal.definite):
            known = self.heads.get(nominal.key if nominal.bare else head, [])
            if nominal.crowd:  # "ribuan warga" are not the "warga sipil" named before
                known = [p for p in known if " " not in next(iter(p.forms), " ")]
            there = self._there(nominal) if nominal.bare else None  # nor is "warga di Thailand" "warga Kamboja"
            known = [p for p in known if there is None or p.country in (None, there)]
            if known:
                return known[-1].number
        return None

    def _described_again(self, nominal: Nominal) -> int | None:
        """The person whom a description that opens a sentence takes up: "Politikus senior itu", "Mantan bupati ini"."""
        opens = nominal.start == self.tree.sent_start[nominal.start]
        known = self.heads.get(nominal.key) or self.heads.get(singular(self.tree.lower[nominal.start]))
        if not nominal.definite or not opens or known:
            return None
        return self.memory.last(nominal.start, lambda p: p.kind == "person" and p.named, outside=False)

    def _own(self, nominal: Nominal) -> Party:
        """The party of an unnamed phrase: one for each head, classifying words and state."""
        state = self.states.told_by(nominal)
        body = next((n for n in nominal.names if n.kind == "organisation"), None)
        office = self._office(nominal, state)
        if office is not None:
            return office
        owner = self._owner(nominal) if state is None else None
        key = f"{nominal.key}|{state or ''}" if owner is None else f"{nominal.key}|of {owner.number}"
        head = singular(self.tree.lower[nominal.start])
        party = self.joiner.get("nominal", key)
        if party is None:
            party = self.joiner.keyed("nominal", key, nominal.kind, named=False)
            party.head = head
            party.sectors = self._sectors(nominal, body)
            if owner is not None and head == _PREDECESSOR:
                party.sectors = owner.sectors
            party.country = state or (owner.country if owner is not None else None)
            if party.country is None and (owner is None or owner.head not in self.lex.stateless):
                party.country = self._inherited(nominal, head)
            for noun in {nominal.key} if head == COUNTER else {head, nominal.key}:  # "20 orang" are no "orang tua"
                self.heads.setdefault(noun, []).append(party)
        return party

    def _owner(self, nominal: Nominal) -> Party | None:
        """Whose people "warganya" are."""
        owner = self.memory.owner(nominal.start) if nominal.possessed and not nominal.names else None
        return self.joiner.parties[owner] if owner is not None else None

    def _office(self, nominal: Nominal, state: str | None) -> Party | None:
        """A ministry or other body by its common name ("kemlu", "kementerian luar negeri"), or None."""
        role = nominal.role
        if role is None or role.kind != "organisation" or " " not in role.name or nominal.way != "role":
            return None
        if not nominal.bare and not nominal.names:
            return None
        party = self.joiner.office(role.name, state)
        if not party.forms:
            party.country = state or role.country or self.profiler.around.near(nominal.start, True)
            party.sectors, party.first = role.sectors, nominal.start
        return party

    def _sectors(self, nominal: Nominal, body: Name | None) -> tuple[str, ...]:
        words = self.tree.lower[nominal.start : nominal.end]
        topics = self.lex.topic_sectors(words[1:])
        owner = self.joiner.parties[body.party] if body is not None else None
        if owner is not None and owner.country in ("UNO", "EUR", "IGO"):
            return ()
        own = list(nominal.sectors)
        if nominal.way == "force":
            own = ["MIL"]
        elif nominal.way == "state":
            own = ["GOV"]
        if "UAF" in own and "REB" in topics:
            own = ["REB", *own]
        if (topics and topics[0] in ("REB", "CRM")) or own in ([], ["GOV"], ["UNK"], ["ELI"]):
            own = [*topics, *(c for c in own if c != "UNK")]
        if owner is not None and owner.sectors:
            own = [*own, *owner.sectors] if own and own[0] in _KEPT else [*owner.sectors, *own]
        if not own and nominal.kind in ("person", "group"):
            own = ["UNK" if singular(words[0]) in self.lex.unknown else "CVL"]
        return tuple(dict.fromkeys(own))

    def _inherited(self, nominal: Nominal, head: str) -> str | None:
        """The state of a phrase that names none: of the place behind it, of the same noun before, of the article."""
        lower = self.tree.lower
        if any(w in self.lex.worldwide for w in lower[nominal.start : nominal.end]):
            return None
        there = self._there(nominal)
        if there is not None:
            return there
        for known in reversed(self.heads.get(head, [])):
            if known.country is not None:
                return known.country
        if head in self.lex.stateless:
            return None
        return self.profiler.around.near(nominal.start, bool(OFFICIAL.intersection(nominal.sectors)))

    def _there(self, nominal: Nominal) -> str | None:
        """The state of the place right behind a phrase: "warga di tujuh provinsi Thailand"."""
        after = nominal.end + self.lex.points(self.tree.lower, nominal.end)
        if self.tree.lower[after : after + 1] == [] or self.tree.lower[after] not in _ORIGIN:
            return None
        for i in range(after + 1, min(after + _PLACE_REACH, len(self.words))):
            if i in self.place_at:
                return self.place_at[i].country
            if self.tree.pos[i] not in ("NOUN", "NUM", "DET", "PROPN"):
                break
        return None

    # -- pronouns

    def _pronoun(self, token: int, kind: str) -> None:
        if kind == "speaker":
            self._mention(token, token + 1, token, "pronoun", -1)
            return
        several: tuple[int, ...] = ()
        party: int | None = None
        if kind == "person":
            party = self.memory.teller(token) if self.tree.lower[token] == _SELF else None
            if party is None:
                party = self.memory.struck(token)
            if party is None:
                party = self.memory.last(token, lambda p: p.kind == "person" and p.named and not p.initials)
            if party is None:
                party = self.memory.last(token, lambda p: p.kind == "person")
        elif kind == "plural":
            party = self.memory.tellers(token)
            if party is None:
                party = self.memory.last(token, lambda p: p.kind == "group", reach=1)
            if party is None:
                party = self.memory.last(token, lambda p: p.kind == "group" or (may_be_a_side(p) and bool(p.mentions)))
        elif kind == "counted":
            party = self.memory.last(token, lambda p: p.kind == "group")
        elif kind == "own_side":
            party = self.memory.last(token, lambda p: p.kind in ("person", "organisation"))
            party = self.bodies.of.get(party, party) if party is not None else None
        elif kind == "pair":
            several = self.pairs.pronoun(token)
            party = several[0] if several else None
        if party is None:
            return
        self._mention(token, token + 1, token, "pronoun", party)
        if len(several) > 1:
            self.several[len(self.mentions) - 1] = several
