"""The dependency tree of an article as plain lists, so that steps can walk it without a spaCy call per token.

Labels are Universal Dependencies (https://universaldependencies.org/u/dep/); ``base`` has the subtype cut off.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_UNSIGNED = 2**64 - 1
_CLAUSE_LABELS = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis"})
# nouns of place between a preposition and its noun ("di depan gedung")
_SIDES = frozenset({
    "depan", "dalam", "luar", "atas", "bawah", "sekitar", "belakang", "samping", "tengah", "dekat", "hadapan",
    "seberang",
})  # fmt: skip


class Tree:
    """Parallel lists over the tokens of one ``Doc``: ``words``, ``lower``, ``pos``, ``head``, ``dep``, ``children`` ...

    ``starts`` are the characters at which the tokens begin, ``base`` the labels ``dep`` without their subtypes.
    """

    __slots__ = (
        "base",
        "children",
        "dep",
        "doc",
        "head",
        "lemma",
        "lower",
        "pos",
        "sent_end",
        "sent_start",
        "starts",
        "words",
    )

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        size = len(doc)
        name = doc.vocab.strings.__getitem__
        columns = doc.to_array(["ORTH", "LOWER", "LEMMA", "POS", "DEP", "HEAD", "IDX", "SENT_START"])
        words, lower, lemma, pos, dep, head, starts, opens = columns.astype("int64").T.tolist()
        seen: dict[int, str] = {}

        def named(keys: list[int]) -> list[str]:
            # one look-up a distinct key: a property call per token would cost more than the rest of this step
            for key in set(keys):
                if key not in seen:
                    seen[key] = name(key & _UNSIGNED) if key else ""
            return [seen[key] for key in keys]

        self.words: list[str] = named(words)
        self.starts: list[int] = starts
        self.lower: list[str] = named(lower)
        # merged words keep their clitic behind a blank ("membunuhnya": "bunuh nya"); the root is what steps look up
        self.lemma: list[str] = [root.partition(" ")[0] for root in named(lemma)]
        self.pos: list[str] = named(pos)
        self.dep: list[str] = named(dep)
        cut = {label: label.split(":", 1)[0] for label in set(self.dep)}
        self.base: list[str] = [cut[label] for label in self.dep]
        self.head: list[int] = [i + offset for i, offset in enumerate(head)]
        self.children: list[list[int]] = [[] for _ in range(size)]
        for i, h in enumerate(self.head):
            if h != i:
                self.children[h].append(i)
        self.sent_start: list[int] = []
        self.sent_end: list[int] = []
        borders = [i for i, flag in enumerate(opens) if flag == 1 and i]
        for start, end in pairwise((0, *borders, size)):
            self.sent_start += [start] * (end - start)
            self.sent_end += [end] * (end - start)

    def subtree(self, top: int) -> list[int]:
        """``top`` and everything below it, in text order."""
        found = [top]
        for i in found:
            found.extend(self.children[i])
        return sorted(found)

    def clause(self, top: int) -> list[int]:
        """``top`` and what hangs on it without entering another clause, in text order."""
        found = [top]
        for i in found:
            for child in self.children[i]:
                if self.base[child] in _CLAUSE_LABELS or (self.base[child] == "conj" and self.pos[child] == "VERB"):
                    continue
                found.append(child)
        return sorted(found)

    def clause_head(self, i: int) -> int:
        """The token that heads the clause ``i`` stands in: the first verb or clause label upwards."""
        for _ in range(60):
            if self.head[i] == i or self.base[i] in _CLAUSE_LABELS or self.base[i] == "xcomp":
                return i
            if self.base[i] == "conj" and self.pos[i] == "VERB":
                return i
            i = self.head[i]
        return i

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads above ``i``, nearest first."""
        for _ in range(80):
            if self.head[i] == i:
                return
            i = self.head[i]
            yield i

    def case_of(self, i: int) -> str:
        """The preposition that marks noun ``i`` (lower case), or noun of place ("di depan"); empty where none does."""
        for child in self.children[i]:
            if self.base[child] == "case" and child < i:
                return self.lower[child]
        sided = i - 2 >= self.sent_start[i] and self.lower[i - 1] in _SIDES and self.pos[i - 2] == "ADP"
        return self.lower[i - 1] if sided else ""

    def child(self, i: int, *labels: str) -> int | None:
        """The first child of ``i`` whose label without subtype is one of ``labels``."""
        for c in self.children[i]:
            if self.base[c] in labels:
                return c
        return None

    def head_of_span(self, start: int, end: int) -> int:
        """The token of ``[start, end)`` whose head lies outside it; the first one if there are several."""
        for i in range(start, end):
            if not start <= self.head[i] < end or self.head[i] == i:
                return i
        return start
