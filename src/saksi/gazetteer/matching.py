"""Finds listed phrases in a row of words: one walk down a tree of words per starting word.

Case rules, so that "AS" is not "as" and "Antara" is not "antara":

* a word written in capitals only ("AS", "PBB") must stand so in the text; from four letters on "Nato" matches "NATO";
* a word with a capital must have one in the text;
* a word in lower case matches in any case;
* a form marked ``~`` is also an ordinary word and is not trusted at the start of a sentence;
* a form marked ``=`` must stand letter by letter: "SANA" is an agency, "Sana" is not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")

ORDINARY, EXACT = "~", "="
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ʿ": "'", "–": "-", "‑": "-"})
_SENTENCE_OPENERS = frozenset({".", "!", "?", '"', "“", "”", ":", "\n", "\n\n", "--", "-", "—", "–", "(", "'", "‘"})
_TITLE_CASE_FROM = 4
_ANY, _CAPITAL, _CAPITALS, _STRICT = "a", "C", "A", "="
_END = None  # no word of a text is None


@lru_cache(maxsize=1 << 16)
def _fold_rare(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().replace("ı", "i").replace("ø", "o")


def fold(word: str) -> str:
    """``word`` in lower case without accents, with plain apostrophes and hyphens."""
    return word.lower() if word.isascii() else _fold_rare(word)


def split_form(form: str) -> list[list[str]]:
    """The token rows a form may come as, whether or not a tokenizer splits at hyphens and slashes."""
    whole = form.split()
    rows = [whole]
    for marks in ("-", "/"):
        if not any(mark in form for mark in marks):
            continue
        kept = " ".join(form.replace(mark, f" {mark} ") for mark in marks).split()
        rows.append(kept)
        if marks == "-":
            rows.append(form.replace("-", " ").split())
    return rows


def _demand(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return _CAPITALS
    return _CAPITAL if word[:1].isupper() else _ANY


def _meets(demand: str, word: str) -> bool:
    if demand == _ANY:
        return True
    if demand == _CAPITAL:
        return word[:1].isupper() or not word[:1].isalpha()
    return word.isupper() or (demand == _CAPITALS and len(word) >= _TITLE_CASE_FROM and word.istitle())


class PhraseTree(Generic[T]):
    """Phrases of one or more words, each leading to a value. The first value given for a form stays."""

    def __init__(self) -> None:
        self._root: dict[str | None, Any] = {}

    def add(self, form: str, value: T, any_case: bool = False) -> None:
        """Index ``form`` (with an optional ``~`` or ``=`` before it)."""
        ordinary, exact = form.startswith(ORDINARY), form.startswith(EXACT)
        for row in split_form(form.lstrip(ORDINARY + EXACT)):
            node = self._root
            for word in row:
                node = node.setdefault(fold(word), {})
            demands = _ANY * len(row) if any_case else "".join(map(_demand, row))
            demands = demands.replace(_CAPITALS, _STRICT) if exact else demands
            node.setdefault(_END, []).append((demands, ordinary, value))

    def longest(
        self, words: Sequence[str], folded: Sequence[str], start: int, clitic: bool = False
    ) -> tuple[T, int] | None:
        """The longest phrase that starts at word ``start``, with its end (exclusive).

        ``clitic``: the last word may carry "-nya".
        """
        node: dict[str | None, Any] | None = self._root
        best: tuple[T, int] | None = None
        position = start
        while position < len(folded):
            assert node is not None  # noqa: S101 - the loop leaves before it can be
            word = folded[position]
            if clitic and word.endswith("nya"):
                bare = node.get(word[:-3].removesuffix("-"))
                if bare is not None:
                    value = self._accept(bare, words, start, position + 1)
                    best = (value, position + 1) if value is not None else best
            node = node.get(word)
            position += 1
            if node is None:
                break
            value = self._accept(node, words, start, position)
            if value is not None:
                best = (value, position)
        return best

    @staticmethod
    def _accept(node: dict[str | None, Any], words: Sequence[str], start: int, end: int) -> T | None:
        for demands, ordinary, value in node.get(_END, ()):
            opens = start == 0 or words[start - 1] in _SENTENCE_OPENERS
            if ordinary and opens and end - start < len(words):
                continue
            if all(_meets(demand, word) for demand, word in zip(demands, words[start:end], strict=True)):
                found: T = value
                return found
        return None

    def scan(self, words: Sequence[str], clitic: bool = False) -> Iterator[tuple[int, int, T]]:
        """All phrases in ``words`` from left to right, the longest at each start, none overlapping."""
        # every word of an article comes by here: most need no call to ``fold``
        folded = [word.lower() if word.isascii() else _fold_rare(word) for word in words]
        root, position = self._root, 0
        while position < len(words):
            word = folded[position]
            if word in root or (clitic and word.endswith("nya")):
                found = self.longest(words, folded, position, clitic)
                if found is not None:
                    yield position, found[1], found[0]
                    position = found[1]
                    continue
            position += 1
