"""Whether a capital or a palace stands for its government or is only a place ("Moskow menolak", "di Moskow")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.model import Name

if TYPE_CHECKING:
    from saksi.reading.tree import Tree

_AT_STATES = frozenset({"dari", "di"})
_PARTY_LABELS = frozenset({"nsubj", "obj", "iobj", "csubj"})
_PARTY_CASES = frozenset(
    {"oleh", "kepada", "terhadap", "antara", "dengan", "dan", "pada", "bagi", "untuk", "atas", "menurut"}
)


def acts_as_state(tree: Tree, name: Name) -> bool:
    """Whether the metonym ``name`` is a party here, by its preposition, its noun and its grammatical function."""
    lex = lexicon()
    before = tree.lower[name.start - 1] if name.start > tree.sent_start[name.start] else ""
    if before in _AT_STATES and tree.lower[name.start - 2] in lex.missions:
        return True  # "memanggil pulang duta besarnya dari Moskow"
    if before in lex.place_prepositions or before in lex.town_nouns:
        return False
    if before in lex.state_heads or before in lex.force_heads or before in _PARTY_CASES:
        return True
    after = name.end
    if after < tree.sent_end[name.start] and tree.lower[after] in (",", "("):
        follows = tree.doc[after + 1].text if after + 1 < len(tree.doc) else ""
        if tree.pos[min(after + 1, len(tree.doc) - 1)] == "PROPN" and follows[:1].isupper() and before == "":
            return False  # a dateline: "Moskow, Rusia - "
    if name.text.isupper() and name.start - tree.sent_start[name.start] <= 1:
        return False  # a dateline in capitals
    if _verb_follows(tree, name):
        return True
    head = tree.head_of_span(name.start, name.end)
    label = tree.base[head]
    if label in _PARTY_LABELS:
        return True
    above = tree.head[head]
    case = tree.case_of(head)
    if case:
        return case in _PARTY_CASES
    if label == "conj":
        return tree.base[above] in _PARTY_LABELS or tree.case_of(above) in _PARTY_CASES
    if label in ("nmod", "flat", "compound", "appos"):
        return tree.lower[above] not in lex.town_nouns and tree.pos[above] != "PROPN"
    return label == "obl" and not case


def _verb_follows(tree: Tree, name: Name) -> bool:
    """Whether an active verb follows at once, with adverbs and auxiliaries between them allowed."""
    for i in range(name.end, min(name.end + 3, tree.sent_end[name.start])):
        if tree.pos[i] == "VERB":
            return tree.lower[i].startswith(("me", "ber", "gagal", "mau", "ingin", "siap"))
        if tree.pos[i] not in ("AUX", "ADV", "PART"):
            return False
    return False
