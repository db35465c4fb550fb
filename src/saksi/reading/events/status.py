"""Whether an act happened, will happen, may happen or is said not to have happened.

Follows PLOVER's auxiliary modes (manual, section on modes): future, hypothetical, negation; everything else is actual.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from saksi.reading.tree import Tree
from saksi.reading.words import word_sets
from saksi.report import Status

_REACH = 6
_CLAUSES = 4
_COMPLETING = frozenset({"xcomp", "advcl", "ccomp"})
_MARKS = frozenset({"mark", "advmod"})  # "apakah" is tagged either way


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The word lists of ``data/status.yaml``."""

    negation: frozenset[str]
    negation_excused_by: frozenset[str]
    future: frozenset[str]
    future_governors: frozenset[str]
    hypothetical: frozenset[str]
    conditional: frozenset[str]
    purpose: frozenset[str]
    actual: frozenset[str]


@cache
def status_words() -> StatusWords:
    """The shipped word lists, read once."""
    return StatusWords(**word_sets("status"))


@dataclass(frozen=True, slots=True)
class Reality:
    """A status with the token that says so (None when nothing does), and whether the act is only a purpose.

    ``conditional``: the act's whole clause is a condition or an open question.
    """

    status: Status
    token: int | None = None
    purpose: bool = False
    conditional: bool = False


def reality(tree: Tree, head: int, start: int, light: int | None) -> Reality:
    """The status of the act whose trigger is headed by ``head`` and begins at token ``start``.

    ``light`` is the light verb that carries a noun act ("melancarkan serangan"): its auxiliaries count.
    """
    words = status_words()
    verb = light if light is not None else head
    begin = min(start, verb)
    before = _before(tree, begin, verb, words)
    for i in before:
        if tree.lower[i] in words.negation and not _excused(tree, i, words):
            return Reality("negated", i)
    for top in {verb, head}:
        for child in tree.children[top]:
            inside = start <= child <= head  # "tidak akan menyerah" is a refusal, and it happened
            if child < top and not inside and tree.lower[child] in words.negation and not _excused(tree, child, words):
                return Reality("negated", child)
    marker = _conditional(tree, verb, words)
    if marker is not None:
        return Reality("hypothetical", marker, conditional=True)
    nearest: Reality | None = None
    for i in before:
        word = tree.lower[i]
        if word in words.actual and nearest is None and tree.base[i] in {"aux", "advmod"}:
            return Reality("actual", i)
        if word in words.future:
            nearest = nearest or Reality("future", i)
        elif word in words.hypothetical:
            return Reality("hypothetical", i)
    if nearest is not None:
        return nearest
    purpose = _purpose(tree, verb, begin, words)
    for above in _governors(tree, head, verb):
        word = tree.lower[above]
        if word in words.future_governors:
            return Reality("future", above, purpose is not None)
        if word in words.hypothetical and tree.pos[above] in {"VERB", "NOUN", "ADJ", "ADV"}:
            return Reality("hypothetical", above, purpose is not None)
    return Reality("actual", purpose, purpose is not None)


def _before(tree: Tree, begin: int, verb: int, words: StatusWords) -> list[int]:
    """Tokens left of the trigger that belong to its verb group, nearest first."""
    found: list[int] = []
    for i in range(begin - 1, max(tree.sent_start[begin], begin - _REACH) - 1, -1):
        if tree.pos[i] == "PUNCT" or tree.lower[i] == "yang" or tree.lower[i] in words.conditional:
            break
        direct = tree.head[i] == verb or tree.head[i] == begin or tree.base[i] in {"aux", "advmod", "cop"}
        if not direct and tree.pos[i] in {"NOUN", "PROPN", "PRON", "VERB"} and i < begin - 1:
            break
        found.append(i)
        if tree.pos[i] in {"NOUN", "PROPN", "PRON"} and not direct:
            break
    return found


def _excused(tree: Tree, i: int, words: StatusWords) -> bool:
    after = tree.lower[i + 1] if i + 1 < len(tree.lower) else ""
    return after in words.negation_excused_by


def _conditional(tree: Tree, verb: int, words: StatusWords) -> int | None:
    """The conjunction that makes the act's clause, or one that it completes, a condition or an open question."""
    top = verb
    for _ in range(_CLAUSES):
        for child in tree.children[top]:
            if child < top and tree.base[child] in _MARKS and tree.lower[child] in words.conditional:
                return child
        if tree.base[top] not in _COMPLETING or tree.child(top, "nsubj") is not None:
            head = tree.clause_head(top)
            if head == top:
                return None
            top = head
        else:
            top = tree.head[top]
    return None


def _purpose(tree: Tree, verb: int, begin: int, words: StatusWords) -> int | None:
    for i in (begin - 1, begin - 2):
        if i >= tree.sent_start[begin] and tree.lower[i] in words.purpose:
            return i
    for child in tree.children[verb]:
        if child < verb and tree.base[child] in {"mark", "case"} and tree.lower[child] in words.purpose:
            return child
    return None


def _governors(tree: Tree, head: int, verb: int) -> list[int]:
    """The words that govern the act: what a noun act hangs on, what an infinitive completes; two steps at most."""
    found: list[int] = []
    at = verb
    for _ in range(2):
        if (
            tree.base[at] not in {"xcomp", "ccomp", "advcl", "acl", "obj", "nmod", "obl", "compound"}
            or tree.dep[at] == "acl:relcl"
        ):
            break
        if tree.base[at] == "ccomp" and tree.child(at, "nsubj") is not None:
            break
        at = tree.head[at]
        found.append(at)
    return found
