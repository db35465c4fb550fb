"""Who those just counted are, where the next words list them: "tiga orang. Mereka adalah A, B, dan C"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from saksi.reading.context import Mention
from saksi.reading.entities.lexicon import Lexicon
from saksi.reading.entities.model import Party

if TYPE_CHECKING:
    from saksi.reading.tree import Tree

_REACH = 2  # sentences from the counted to the list
_BETWEEN = 6  # tokens from the subject to the first name
_LEAST = 2  # names that make a list
_POINTING = frozenset({"mereka", "ketiganya", "keempatnya", "kelimanya", "keenamnya", "ketujuhnya", "keduanya"})
_ORDINALS = frozenset({"kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan", "para"})
_MARKS = frozenset(
    {",", ":", "itu", "tersebut", "ini", "masing-masing", "antara", "antaranya", "lain", "di", "diketahui"}
)


def members_listed(
    tree: Tree, sentence_of: Sequence[int], parties: Sequence[Party], mentions: Sequence[Mention], lex: Lexicon
) -> dict[int, tuple[int, ...]]:
    """The persons that counted mentions stand for, by the mention's place in ``mentions``.

    A list opens a sentence: a pronoun or "para tersangka", a word that opens lists, and at least two persons' names.
    """
    by_start = {m.start: m for m in mentions if m.kind == "name" and m.entity >= 0}
    found: dict[int, tuple[int, ...]] = {}
    for place, subject in enumerate(mentions):
        if not _opens(tree, subject):
            continue
        first = _first_name(tree, subject, by_start, lex)
        members = _persons(tree, first, by_start, parties) if first is not None else ()
        if len(members) < _LEAST:
            continue
        counted = _counted_before(tree, sentence_of, parties, mentions[:place], sentence_of[subject.start])
        for number in (*counted, place):
            found[number] = members
    return found


def _opens(tree: Tree, mention: Mention) -> bool:
    """Whether ``mention`` begins its sentence as the group spoken of."""
    start = mention.start
    before = tree.lower[tree.sent_start[start] : start]
    pronoun = mention.kind == "pronoun" and tree.lower[start] in _POINTING and not before
    return pronoun or (mention.kind == "nominal" and len(before) == 1 and before[0] in _ORDINALS)


def _first_name(tree: Tree, subject: Mention, by_start: dict[int, Mention], lex: Lexicon) -> int | None:
    """The token of the first name listed behind ``subject``, where a word that opens lists stands between."""
    opened = False
    for i in range(subject.end, min(subject.end + _BETWEEN, tree.sent_end[subject.start])):
        if i in by_start:
            return i if opened else None
        word, two = tree.lower[i], " ".join(tree.lower[i : i + 2])
        if word in lex.list_openers or two in lex.list_openers or word in lex.naming:
            opened = True
        elif word not in _MARKS and word not in lex.list_openers and tree.pos[i] not in {"NOUN", "ADP"}:
            return None
    return None


def _persons(tree: Tree, first: int, by_start: dict[int, Mention], parties: Sequence[Party]) -> tuple[int, ...]:
    """The persons named from ``first`` to the sentence's end."""
    inside = [m for start, m in sorted(by_start.items()) if first <= start < tree.sent_end[first]]
    return tuple(dict.fromkeys(m.entity for m in inside if parties[m.entity].kind == "person"))


def _counted_before(
    tree: Tree, sentence_of: Sequence[int], parties: Sequence[Party], before: Sequence[Mention], here: int
) -> tuple[int, ...]:
    """The place of the nearest unnamed group with a number before it, if it stands close enough."""
    for place in range(len(before) - 1, -1, -1):
        mention = before[place]
        if here - sentence_of[mention.start] > _REACH:
            break
        numbered = mention.start > 0 and tree.pos[mention.start - 1] == "NUM"
        if mention.kind == "nominal" and mention.entity >= 0 and numbered and parties[mention.entity].kind == "group":
            return (place,)
    return ()
