"""Looks parties up by token: the interface of the entity step to the steps behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from saksi.reading.context import Mention
from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.model import Name, Party, Title
from saksi.reading.entities.reference import Memory
from saksi.report import Entity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from saksi.reading.tree import Tree

_OWNERSHIP = frozenset({"nmod", "flat", "compound", "appos", "dep", "det", "amod"})
_OWNER_CASES = frozenset({"", "milik", "dari", "asal", "oleh", "kepunyaan", "punya"})
_LIST_REACH = 5
_CLAUSE_REACH = 10
_NAMELY = frozenset({"yakni", "yaitu", "ialah"})
_DEPTH = 6
_CLASSIFYING = frozenset({"NOUN", "ADJ", "X"})
_WE = frozenset({"kami", "kita", "pihak"})
_COORDINATORS = frozenset({"dan", "serta", "maupun", "atau", "-", "/", "&"})

SpeakerOf = Callable[["Token"], int | None]


class ArticleParties:
    """The article's entities and where they are named. Numbers stay the same for the life of this object.

    ``quote_speaker`` may be set by the statement step: for a token inside a quotation it gives the entity that speaks,
    which is what "saya" and "kami" then resolve to.
    """

    def __init__(
        self,
        tree: Tree,
        parties: list[Party],
        mentions: list[Mention],
        several: dict[int, tuple[int, ...]],
        memory: Memory,
        names: list[Name],
    ) -> None:
        self.tree, self.doc = tree, tree.doc
        self.parties, self.mentions, self.names = parties, mentions, names
        self.quote_speaker: SpeakerOf | None = None
        self._memory = memory
        self._lex = lexicon()
        self._several = {id(mentions[k]): numbers for k, numbers in several.items()}
        self._at: dict[int, list[Mention]] = {}
        for mention in sorted(mentions, key=lambda m: (m.start, m.span)):
            for i in range(mention.start, mention.end):
                self._at.setdefault(i, []).append(mention)
        self._entities: dict[int, Entity] = {}

    # -- by token

    def mention_at(self, token: Token) -> Mention | None:
        """The outermost mention that covers ``token``, or None."""
        found = self._at.get(token.i)
        return max(found, key=lambda m: m.end - m.start) if found else None

    def resolve(self, token: Token) -> tuple[int, ...]:
        """Entities that the noun phrase headed by ``token`` stands for; see ``saksi.reading.context.Parties``."""
        return self._resolve(token.i, _DEPTH, set())

    def resolve_owner(self, token: Token) -> tuple[int, ...]:
        """As ``resolve``, or else whose thing it is: "fasilitas nuklir Iran", "drone Rusia", "pangkalan milik X"."""
        i = token.i
        found = self._resolve(i, _DEPTH, set()) or self._owner(i, _DEPTH)
        return found or tuple(self._coordinated(range(i, i + 1), i + 1, _DEPTH, set()))

    def resolve_clitic(self, token: Token) -> tuple[int, ...]:
        """What the "-nya" on ``token`` refers to ("katanya", "menuduhnya", "pasukannya"), where it is safe.

        On a verb with a subject of its own before it the subject is no candidate.
        """
        i = token.i
        if not self.tree.lower[i].endswith("nya"):
            return ()
        barred: set[int] = set()
        if self.tree.pos[i] == "VERB" and self.tree.lower[i].startswith(("me", "ber")):
            for child in self.tree.children[i]:
                if self.tree.base[child] == "nsubj":
                    barred.update(self._resolve(child, 2, set()))
        person = self._memory.last(i, lambda p: p.kind == "person" and p.number not in barred, reach=1)
        party = (
            person
            if person is not None
            else self._memory.last(i, lambda p: p.kind != "place" and p.number not in barred)
        )
        return (party,) if party is not None else ()

    def span_of(self, token: Token) -> tuple[int, int]:
        """Characters of the noun phrase headed by ``token``, without relative clauses; a mention as it is."""
        mention = self.mention_at(token)
        if mention is not None:
            return mention.span
        tree, first, last = self.tree, token.i, token.i
        queue = [token.i]
        while queue:
            i = queue.pop()
            for child in tree.children[i]:
                if tree.base[child] in ("nmod", "amod", "flat", "compound", "nummod", "det", "fixed", "case"):
                    if child < token.i and tree.base[child] == "case":
                        continue
                    first, last = min(first, child), max(last, child)
                    queue.append(child)
        end = self.doc[last]
        return self.doc[first].idx, end.idx + len(end)

    # -- by number

    def entity(self, number: int) -> Entity:
        """The entity as it stands now (its id is ``e{number + 1}``)."""
        known = self._entities.get(number)
        if known is None:
            known = self._entities[number] = self._make(self.parties[number])
        return known

    def used(self, numbers: set[int]) -> list[Entity]:
        """The entities worth listing: every party with a name, and of places and unnamed ones those in ``numbers``."""
        return [
            self.entity(p.number)
            for p in self.parties
            if p.number in numbers or (p.named and p.mentions and p.kind != "place")
        ]

    def _make(self, party: Party) -> Entity:
        name = party.name or next(iter(party.forms), "")
        titles = [t for t in party.titles if t.text]
        role = max(titles, key=lambda t: len(t.text)).text if titles else None
        return Entity(
            id=f"e{party.number + 1}",
            name=name,
            kind=party.kind,
            country=party.country,
            sectors=list(party.sectors),
            role=role,
            aliases=[f for f in party.forms if f != name],
            mentions=list(dict.fromkeys(m.span for m in party.mentions)),
        )

    # -- resolving

    def _numbers(self, mention: Mention) -> tuple[int, ...]:
        several = self._several.get(id(mention))
        if several is not None:
            return several
        if mention.entity < 0:
            speaker = self.quote_speaker(self.doc[mention.head]) if self.quote_speaker is not None else None
            if speaker is not None and self.tree.lower[mention.head] in _WE:
                speaker = self._spoken_for(speaker)
            return (speaker,) if speaker is not None else ()
        return (mention.entity,)

    def _spoken_for(self, number: int) -> int:
        """The body for which a spokesman says "kami", or else its state; anyone else speaks for himself."""
        for title in self.parties[number].titles:
            if title.role is None or title.role.name not in self._lex.spokesmen:
                continue
            body = self.attribute_of(title)
            state = (p.number for p in self.parties if p.kind == "country" and p.country == title.country and p.forms)
            return body if body is not None else next(state, number)
        return number

    def _resolve(self, i: int, depth: int, seen: set[int]) -> tuple[int, ...]:
        if depth == 0 or i in seen:
            return ()
        seen.add(i)
        mentions = self._at.get(i)
        if not mentions:
            return self._beyond_shell(i, depth, seen) or self._named_behind(i, depth, seen)
        outer = max(mentions, key=lambda m: m.end - m.start)
        found: list[int] = []
        for mention in [m for m in mentions if m.start == outer.start and m.end == outer.end] or [outer]:
            listed = self._listed(mention, depth, seen)
            found += listed if listed else self._numbers(mention)
        found += self._coordinated(range(outer.start, outer.end), outer.end, depth, seen)
        return tuple(dict.fromkeys(found))

    def _beyond_shell(self, i: int, depth: int, seen: set[int]) -> tuple[int, ...]:
        """Through counting and grouping words: "sejumlah", "salah satu", "pihak" lead to what follows."""
        tree = self.tree
        if tree.lower[i] not in self._lex.shells and tree.pos[i] not in ("NUM", "DET"):
            return ()
        after = i + 1
        if after in self._at and after < tree.sent_end[i]:
            return self._resolve(after, depth - 1, seen)
        for child in tree.children[i]:
            if child > i and tree.base[child] in _OWNERSHIP and not tree.case_of(child):
                found = self._resolve(child, depth - 1, seen)
                if found:
                    return found
        return ()

    def _named_behind(self, i: int, depth: int, seen: set[int]) -> tuple[int, ...]:
        """Those whom a list behind a noun names that is no party: "tiga negara di Asia, yakni Laos dan Thailand"."""
        tree = self.tree
        for at in range(i + 1, min(i + _LIST_REACH, tree.sent_end[i] - 1)):
            if tree.pos[at] == "VERB":
                break
            if tree.lower[at] in _NAMELY:
                return self._resolve(at + 1, depth - 1, seen) if at + 1 in self._at else ()
        return ()

    def _coordinated(self, inside: range, end: int, depth: int, seen: set[int]) -> list[int]:
        """Parties coordinated with those in ``inside``: by the parse, or standing right behind "dan"."""
        tree = self.tree
        found: list[int] = []
        for i in inside:
            for child in tree.children[i]:
                if tree.base[child] == "conj" and child not in inside and tree.pos[child] != "VERB":
                    if self._described(i, child):
                        continue
                    found += [*self._enumerated(i, child, depth, seen), *self._resolve(child, depth - 1, seen)]
        if not found and end + 1 < len(tree.lower) and (tree.lower[end] in _COORDINATORS or self._dashed(end)):
            follower = self._at.get(end + 1)
            if follower and tree.sent_end[end] > end + 1:
                head = follower[0].head
                if tree.base[head] == "conj" or (
                    tree.base[head] in ("flat", "nmod", "compound") and tree.head[head] in inside
                ):
                    found += self._resolve(end + 1, depth - 1, seen)
        return found

    def _described(self, i: int, last: int) -> bool:
        """Whether ``last`` only goes on describing ``i``: "Clan del Golfo, geng terbesar dan produsen kokain"."""
        tree = self.tree
        noun = next((c for c in tree.children[i] if i < c < last and tree.base[c] == "appos"), None)
        if noun is None or tree.pos[noun] != "NOUN" or "," in tree.lower[noun:last] or tree.lower[noun - 1] != ",":
            return False
        return all(mention.kind == "nominal" for mention in self._at.get(last, ())) and tree.pos[last] == "NOUN"

    def _dashed(self, i: int) -> bool:
        """Whether token ``i`` is a dash that joins two names without a blank: "India–Pakistan"."""
        return self.tree.lower[i] == "–" and not self.tree.doc[i].whitespace_ and not self.tree.doc[i - 1].whitespace_

    def _enumerated(self, first: int, last: int, depth: int, seen: set[int]) -> list[int]:
        """Names between commas that the parse took for an apposition: Inggris in "AS, Inggris, dan Prancis"."""
        tree = self.tree
        between = [c for c in tree.children[first] if first < c < last and tree.base[c] == "appos"]
        closed = [c for c in between if any(tree.lower[k] == "," for k in range(c + 1, last)) and c in self._at]
        names = [c for c in closed if self._at[c][0].kind == "name"]
        return [n for c in names for n in self._resolve(c, depth - 1, seen)]

    def _listed(self, mention: Mention, depth: int, seen: set[int]) -> tuple[int, ...]:
        """Members that a general noun lists: "negara Arab seperti Mesir dan Yordania" is Egypt and Jordan."""
        if mention.kind != "nominal":
            return ()
        tree, i = self.tree, mention.end
        limit = min(tree.sent_end[mention.start], i + _LIST_REACH)
        named = next((k for k in range(i, limit) if tree.lower[k] in self._lex.naming), None)
        if named is not None and all(tree.pos[k] in _CLASSIFYING for k in range(i, named)):
            return self._members(named + 1, mention, seen)
        if i + 1 < limit and tree.lower[i] == "di" and i + 1 in self._at:  # "tiga negara di Afrika, yakni ..."
            i = max(m.end for m in self._at[i + 1])
            limit = min(tree.sent_end[mention.start], i + _LIST_REACH)
        if (comma := self._clause_end(i)) is not None:
            i, limit = comma, tree.sent_end[mention.start]
        while i < limit and tree.lower[i] in (",", "(", ":", "yang", "lain", "lainnya"):
            i += 1
        if i >= limit:
            return ()
        two = " ".join(tree.lower[i : i + 2])
        width = 1 if tree.lower[i] in self._lex.list_openers else 2 if two in self._lex.list_openers else 0
        if width == 0 or tree.lower[i] == "adalah" or i + width not in self._at:
            return ()
        return self._members(i + width, mention, seen)

    def _clause_end(self, i: int) -> int | None:
        """The comma behind what is said of those who are then listed: "tiga negara yang akan hadir, yakni ..."."""
        lower = self.tree.lower
        if lower[i : i + 1] != ["yang"]:
            return None
        reach = range(i + 1, min(i + _CLAUSE_REACH, self.tree.sent_end[i - 1] - 1))
        comma = next((k for k in reach if lower[k] == "," or k in self._at), None)
        return comma if comma is not None and lower[comma + 1] in _NAMELY else None

    def _members(self, at: int, mention: Mention, seen: set[int]) -> tuple[int, ...]:
        """The parties listed from token ``at`` on; ages and the like in brackets are passed over."""
        tree = self.tree
        members: list[int] = []
        while at < tree.sent_end[mention.start] and at in self._at:
            member = max(self._at[at], key=lambda m: m.end)
            if member.kind == "pronoun":
                break
            members += [n for n in self._numbers(member) if n not in members]
            seen.update(range(member.start, member.end))
            at = member.end
            if tree.lower[at : at + 3 : 2] == ["(", ")"]:
                at += 3
            while at < len(tree.lower) and tree.lower[at] in (",", "dan", "serta", "hingga", "maupun", "atau"):
                at += 1
        return tuple(members)

    def _owner(self, i: int, depth: int) -> tuple[int, ...]:
        """The possessor of thing ``i``: what hangs on it, or the party named right behind it."""
        if depth == 0:
            return ()
        tree = self.tree
        owned = self._belonging(i)
        if owned:
            return owned
        located: tuple[int, ...] = ()
        for child in tree.children[i]:
            if tree.base[child] not in _OWNERSHIP or (child < i and child not in self._at):
                continue
            case = tree.case_of(child)
            if case not in _OWNER_CASES and case not in ("di", "pada"):
                continue
            found = self._resolve(child, _DEPTH, set()) or self._owner(child, depth - 1)
            if found and case in _OWNER_CASES:
                return found
            located = located or found
        after = i + 1
        if after < tree.sent_end[i] and after in self._at and self._at[after][0].kind != "pronoun":
            return self._numbers(self._at[after][0])
        if tree.lower[i].endswith("nya"):
            return self.resolve_clitic(self.doc[i]) or located
        return located

    def _belonging(self, i: int) -> tuple[int, ...]:
        """Whose thing ``i`` a "milik" close behind it says: "jet buatan Prancis milik militer India"."""
        tree = self.tree
        for at in range(i + 1, min(i + _LIST_REACH, tree.sent_end[i] - 1)):
            if tree.lower[at] == "milik":
                return self._resolve(tree.head[at], _DEPTH, set()) or self._resolve(at + 1, _DEPTH, set())
            if tree.pos[at] == "VERB" or tree.lower[at] == ",":
                break
        return ()

    # -- for relations

    def attribute_of(self, title: Title) -> int | None:
        """The body, or else the state, named inside ``title``: TPNPB in "komandan TPNPB"."""
        bodies = [n for n in self.names if title.start <= n.start < title.end and n.kind != "person" and n.party >= 0]
        for kind in ("organisation", "group", "country"):
            for name in bodies:
                if self.parties[name.party].kind == kind:
                    return name.party
        return None

    def title_span(self, title: Title) -> tuple[int, int]:
        """Characters of ``title``."""
        return title.span

    def inner(self, start: int, end: int) -> int | None:
        """The party whose name stands right behind token ``end - 1`` inside the phrase that begins at ``start``."""
        mention = self.mention_at(self.doc[start])
        if mention is None:
            return None
        for name in self.names:
            if end <= name.start < mention.end and name.party >= 0:
                return name.party
        return None
