"""Lasting ties between parties, told in so many words: titles, nouns beside a party, verbs between two parties.

The words are in ``data/relations.yaml``. A tie is reported only when both sides resolve to a party and stand in the
same clause, and every tie points at the words that say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, cast

import yaml

from saksi.reading.context import Context, Mention
from saksi.reading.entities import ArticleParties
from saksi.reading.entities.lexicon import singular
from saksi.report import Relation, RelationKind

if TYPE_CHECKING:
    from saksi.reading.tree import Tree

_LONGEST = 3
_BESIDE = frozenset({",", "adalah", "merupakan", "ialah", "sebagai", "selaku", "menjadi", "("})
_CLOSING = frozenset({",", ".", ")", "-", "–", "—", "yang"})
_NEGATIONS = frozenset({"tidak", "bukan", "belum", "tak", "tanpa"})
_SKIPPED = frozenset({"oleh", "para", "kelompok", "pihak", "penuh", "langsung", "kuat", "terus", "sang", "dari"})


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: RelationKind
    passive: bool


@dataclass(frozen=True, slots=True)
class _Patterns:
    nouns: dict[str, RelationKind]
    verbs: dict[str, _Pattern]
    first: frozenset[str]
    mutual: frozenset[str]
    heads_of_state: frozenset[str]


@cache
def _patterns() -> _Patterns:
    text = resources.files("saksi.reading").joinpath("data", "relations.yaml").read_text(encoding="utf8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    nouns = {word: cast(RelationKind, kind) for kind, words in data["nouns"].items() for word in words}
    verbs = {
        word: _Pattern(cast(RelationKind, kind), voice == "passive")
        for kind, voices in data["verbs"].items()
        for voice, words in voices.items()
        for word in words
    }
    first = frozenset(phrase.split()[0] for phrase in (*nouns, *verbs))
    return _Patterns(nouns, verbs, first, frozenset(data["mutual"]), frozenset(data["heads_of_state"]))


def find_relations(ctx: Context) -> list[Relation]:
    """The ties that the article states, each once with all the words that state it, in text order."""
    finder = _Finder(ctx)
    finder.from_titles()
    finder.from_words()
    return finder.relations()


class _Finder:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.parties = cast(ArticleParties, ctx.parties)
        self.tree: Tree = self.parties.tree
        self.patterns = _patterns()
        self.found: dict[tuple[int, int, RelationKind], list[tuple[int, int]]] = {}

    def relations(self) -> list[Relation]:
        ordered = sorted(self.found.items(), key=lambda item: item[1][0])
        return [
            Relation.model_validate({"from": f"e{a + 1}", "to": f"e{b + 1}", "kind": kind, "evidence": spans})
            for (a, b, kind), spans in ordered
        ]

    def add(self, a: int, b: int, kind: RelationKind, span: tuple[int, int]) -> None:
        """Note a tie; one that holds both ways is kept in the direction first met."""
        if a == b or (kind in ("member_of", "part_of") and self.parties.entity(b).kind in ("country", "person")):
            return
        if kind in self.patterns.mutual and (b, a, kind) in self.found:
            a, b = b, a
        spans = self.found.setdefault((a, b, kind), [])
        if span not in spans:
            spans.append(span)

    # -- titles: "Presiden Rusia X", "komandan TPNPB X"

    def from_titles(self) -> None:
        for party in self.parties.parties:
            for title in party.titles:
                if title.former or title.role is None:
                    continue
                words = title.role.name.split()
                kind = self._noun_kind(title.role.name, words)
                target = self.parties.attribute_of(title)
                if kind is None or target is None or target == party.number:
                    continue
                if self.parties.entity(target).kind == "country" and not self._heads_a_state(title.role.name):
                    continue
                self.add(party.number, target, kind, self.parties.title_span(title))

    def _heads_a_state(self, role: str) -> bool:
        return role in self.patterns.heads_of_state

    def _noun_kind(self, role: str, words: list[str]) -> RelationKind | None:
        return self.patterns.nouns.get(role) or self.patterns.nouns.get(words[0])

    # -- words in the running text

    def from_words(self) -> None:
        lower, first = self.tree.lower, self.patterns.first
        for i, word in enumerate(lower):
            if word not in first and singular(word) not in first:
                continue
            for width in range(min(_LONGEST, len(lower) - i), 0, -1):
                phrase = " ".join([singular(word), *lower[i + 1 : i + width]])
                raw = " ".join(lower[i : i + width])
                if raw in self.patterns.verbs:
                    self._verb(i, i + width, self.patterns.verbs[raw])
                    break
                if phrase in self.patterns.nouns:
                    self._noun(i, i + width, self.patterns.nouns[phrase])
                    break

    def _right(self, i: int) -> Mention | None:
        """The mention right behind token ``i - 1``, over words that only introduce it."""
        limit = min(self.tree.sent_end[i - 1], i + 3)
        while i < limit:
            mention = self.parties.mention_at(self.ctx.doc[i])
            if mention is not None and mention.kind != "pronoun" and mention.start >= i:
                return mention
            if self.tree.lower[i] not in _SKIPPED:
                return None
            i += 1
        return None

    def _verb(self, start: int, end: int, pattern: _Pattern) -> None:
        if start and self.tree.lower[start - 1] in _NEGATIONS:
            return
        behind = self._right(end)
        if behind is None:
            return
        subject = self._subject(start)
        objects = self.parties.resolve(self.ctx.doc[behind.head])
        if not subject or not objects:
            return
        span = (self.ctx.doc[start].idx, behind.span[1])
        for a in subject:
            for b in objects:
                if self._lasting(a, b):
                    self.add(b, a, pattern.kind, span) if pattern.passive else self.add(a, b, pattern.kind, span)

    def _subject(self, verb: int) -> tuple[int, ...]:
        """Who the verb is said of: its subject, or the party right before it ("milisi yang didukung Iran")."""
        doc, tree = self.ctx.doc, self.tree
        for child in tree.children[verb]:
            if tree.base[child] == "nsubj" and child < verb and tree.lower[child] != "yang":
                found = self.parties.resolve(doc[child])
                if found:
                    return found
        i = verb - 1
        first = tree.sent_start[verb]
        while i >= first and tree.lower[i] in (
            "yang",
            "juga",
            "terus",
            "selama",
            "ini",
            "telah",
            "sudah",
            "masih",
            ",",
        ):
            i -= 1
        mention = self.parties.mention_at(doc[i]) if i >= first else None
        if mention is None or mention.kind == "pronoun" or mention.end != i + 1:
            return ()
        return self.parties.resolve(doc[mention.head])

    def _noun(self, start: int, end: int, kind: RelationKind) -> None:
        """ "A, pemimpin B": the party before the comma or copula, and the one behind the noun."""
        covering = self.parties.mention_at(self.ctx.doc[start])
        inside = covering is not None and covering.kind == "nominal" and covering.start == start
        if covering is not None and not inside:
            return
        behind = self._right(end)
        target = self.parties.inner(start, end) if inside else None
        if target is None and behind is not None:
            target = behind.entity
        i = start - 1
        while i >= 0 and self.tree.lower[i] in ("seorang", "salah", "satu", "sebuah", "para"):
            i -= 1
        if target is None or target < 0 or i < 1 or self.tree.lower[i] not in _BESIDE:
            return
        beside = self.parties.mention_at(self.ctx.doc[i - 1])
        if beside is None or beside.kind == "pronoun" or beside.end != i or beside.entity < 0:
            return
        closing = covering.end if covering is not None and inside else behind.end if behind is not None else end
        if self.tree.lower[i] == "," and not self._closes(closing):
            return  # a list of parties rather than one party said twice
        last = covering.span[1] if covering is not None else behind.span[1] if behind is not None else 0
        if self._lasting(beside.entity, target) and last > beside.span[0]:
            self.add(beside.entity, target, kind, (beside.span[0], last))

    def _closes(self, i: int) -> bool:
        """Whether an apposition may end before token ``i``: at punctuation, a verb, or the sentence's end."""
        if i >= self.tree.sent_end[i - 1]:
            return True
        return self.tree.lower[i] in _CLOSING or self.tree.pos[i] in ("VERB", "AUX")

    def _lasting(self, a: int, b: int) -> bool:
        """Places are not parties to a tie."""
        return all(self.parties.entity(n).kind != "place" for n in (a, b))
