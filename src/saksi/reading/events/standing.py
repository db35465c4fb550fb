"""How the words that tell an act stand in their sentence: as its main clause, or as what lies around that.

A sentence tells one thing and reminds of others ("setelah massa menyerbu kedutaannya"). In an article these others
may be events too; of a sentence on its own they are the background.
"""

from __future__ import annotations

from collections.abc import Iterator

from saksi.reading.events.candidates import Candidate
from saksi.reading.tree import Tree
from saksi.reading.weighing import Sign
from saksi.reading.words import word_sets

NAMES = frozenset(
    """
    inside a relative clause|inside a circumstance|inside an adverbial clause|inside an oblique phrase
    inside what is said|inside what is done|inside a list of acts|behind a word of circumstance|behind a relative word
    behind a comma|in a sentence that opens with a circumstance|heads the sentence|how far into its sentence
    """.strip().replace("\n    ", "|").split("|")
)  # fmt: skip
_EDGES = {
    "acl": "inside a relative clause",
    "advcl": "inside an adverbial clause",
    "nmod": "inside an oblique phrase",
    "obl": "inside an oblique phrase",
    "ccomp": "inside what is said",
    "xcomp": "inside what is done",
    "conj": "inside a list of acts",
}
_SET_OFF = frozenset({"acl", "advcl", "nmod", "obl", "dep"})
_OPENINGS = frozenset({"mark", "case", "advmod", "fixed"})
_AROUND = frozenset({"inside a circumstance", "inside an adverbial clause", "behind a word of circumstance"})
_FIRST = 2  # words within which a sentence opens with a circumstance ("Hampir setahun setelah …" has its own word)


def standing(tree: Tree, cand: Candidate) -> Iterator[Sign]:
    """Signs of where ``cand`` stands: what it hangs in, by the tree and by the nearest border before it."""
    around = word_sets("signs")["circumstances"]
    at = cand.head if cand.light is None else cand.light
    found: set[str] = set()
    top = at
    for top in (at, *tree.ancestors(at)):
        edge = tree.base[top]
        if edge in _EDGES:
            found.add(_EDGES[edge])
        opening = {tree.lower[c] for c in tree.children[top] if c <= cand.head and tree.base[c] in _OPENINGS}
        if edge in _SET_OFF and not around.isdisjoint(opening):
            found.add("inside a circumstance")
    if top == at:
        found.add("heads the sentence")
    first, last = tree.sent_start[cand.head], tree.sent_end[cand.head]
    for i in range(cand.start - 1, first - 1, -1):
        word = tree.lower[i]
        if word in around:
            found.add("behind a word of circumstance")
        elif word == "yang":
            found.add("behind a relative word")
        elif word == ",":
            found.add("behind a comma")
        elif word != "bahwa":
            continue
        break
    if tree.lower[top] in word_sets("signs")["befell"]:  # "tewas setelah ditembak polisi": the sentence tells of that
        found -= _AROUND
    if not around.isdisjoint(tree.lower[first : first + _FIRST]):
        found.add("in a sentence that opens with a circumstance")
    yield from ((name, 1.0) for name in sorted(found))
    yield "how far into its sentence", (cand.start - first) / max(last - first, 1)
