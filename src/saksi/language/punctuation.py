"""Where punctuation hangs by rule: on the unit that it sets off, as high as no arc is crossed.

https://universaldependencies.org/u/dep/punct.html; treebanks differ in which of the places they take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

_OPENING = {"(": ")", "[": "]", "“": "”", "‘": "’"}
_QUOTES = {'"', "'"}
_ENDS = {".", "!", "?"}


class Tree:
    """The words of a sentence and the places of its marks; ``heads[i] == i`` is the root.

    ``marks`` are the numbers of its punctuation; a mark that is the root or has children is no leaf, and stays.
    """

    def __init__(self, heads: Sequence[int], marks: Iterable[int]) -> None:
        parents = set(heads)
        self.heads, self.marks = heads, sorted(i for i in marks if i not in parents)
        self._leaves = set(self.marks)
        self._first, self._last = list(range(len(heads))), list(range(len(heads)))  # of a word and its children
        for i, head in enumerate(heads):
            if i not in self._leaves:
                self._first[head], self._last[head] = min(self._first[head], i), max(self._last[head], i)

    def places(self, mark: int) -> tuple[list[int], list[int]]:
        """The words that a mark may hang on, crossing no arc: to its left and to its right, the nearest first."""
        left, right = mark - 1, mark + 1
        while left in self._leaves:
            left -= 1
        while right in self._leaves:
            right += 1
        return (
            list(self._climb(left, mark)) if left >= 0 else [],
            list(self._climb(right, mark)) if right < len(self.heads) else [],
        )

    def _climb(self, word: int, mark: int) -> Iterator[int]:
        before = word < mark
        for _ in self.heads:  # as many steps as words at most: heads may run in a circle
            yield word
            head = self.heads[word]
            over = self._last[word] > mark if before else self._first[word] < mark
            if over or head == word or (head < mark) != before:
                return
            word = head


def by_rule(words: Sequence[str], heads: Sequence[int], marks: Iterable[int]) -> list[int]:
    """``heads`` with each mark on the top of its unit, as Udapi's ``ud.FixPunct`` hangs it, which GSD follows.

    What stands in brackets or quotation marks is a unit; a full stop closes its own sentence of the line; another mark
    stands between two units and hangs on the lower.
    """
    tree, found = Tree(heads, marks), list(heads)
    own = sorted(set(range(len(words))).difference(tree.marks))
    partner = _pairs(words)
    for i in tree.marks:
        if i in partner:
            low, high = sorted((i, partner[i]))
            tops = [j for j in own if low < j < high and (not low < heads[j] < high or heads[j] == j)]
            if tops:
                found[i] = tops[0]
                continue
        left, right = tree.places(i)
        if not left:
            found[i] = right[-1]
        elif words[i] == "/" or (right and _shortens(words, i)):
            found[i] = left[0]
        elif not right or words[i] in _ENDS:
            begun = max((j for j in tree.marks if j < i - 1 and _ends(words, j)), default=-1)
            inside = [j for j in own if begun < j < i]
            found[i] = next((j for j in inside if heads[j] == j or not begun < heads[j] < i), left[-1])
        else:
            found[i] = right[-1] if heads[right[-1]] < i and heads[left[-1]] != right[-1] else left[-1]
    return found


def _pairs(words: Sequence[str]) -> dict[int, int]:
    """Brackets and quotes that belong together, each position to its partner."""
    partner: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for i, word in enumerate(words):
        if stack and word == stack[-1][0]:
            j = stack.pop()[1]
            partner[i], partner[j] = j, i
        elif word in _OPENING:
            stack.append((_OPENING[word], i))
        elif word in _QUOTES:
            stack.append((word, i))
    return partner


def _ends(words: Sequence[str], i: int) -> bool:
    """Whether the mark ends a sentence of its line: no decimal point and no abbreviation's."""
    number = i > 0 and words[i - 1][0].isdigit() and i + 1 < len(words) and words[i + 1][0].isdigit()
    return words[i] in _ENDS and not number and not _shortens(words, i)


def _shortens(words: Sequence[str], i: int) -> bool:
    """Whether the mark belongs to an initial or a title: ``H .``, ``Drs .``, ``Ir .``"""
    before = words[i - 1] if words[i] == "." and i else ""
    title = before.istitle() and len(before) <= 3 and before[-1:] not in "aeiou"
    return before.isalpha() and (len(before) == 1 or title)
