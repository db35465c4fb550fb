"""Initials that stand for persons in one article, whatever they abbreviate elsewhere: "berinisial RN, AS, dan MK"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from saksi.reading.entities.lexicon import lexicon
from saksi.reading.words import is_initials

if TYPE_CHECKING:
    from saksi.reading.tree import Tree

_LINKS = frozenset({"(", ")", ",", "dan", "serta", "alias"})


def initials_in(tree: Tree, words: list[str]) -> Iterator[str]:
    """The initials behind each "berinisial" or the like, ages in brackets and links between them passed over."""
    naming = lexicon().naming
    for i, low in enumerate(tree.lower):
        at = i + 1 if low in naming else len(words)
        while at < len(words) and tree.sent_start[at] != at and _goes_on(words[at]):
            if is_initials(words[at]):
                yield words[at]
            at += 1


def _goes_on(word: str) -> bool:
    return is_initials(word) or word.isdigit() or word in _LINKS
