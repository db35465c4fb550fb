"""Signs for and against two tellings being of one act: their words, parties, days, places, how far apart they stand.

A sign is a name that reads as words and a value, mostly 1; all are given again with the act's type before them.
``merge`` weighs them; the weights are learned by ``training/telling.py`` from articles with events marked by people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from saksi.reading.context import Parties
from saksi.reading.events.draft import Draft
from saksi.reading.tree import Tree
from saksi.reading.weighing import Sign

_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "NUM", "ADJ"})
_POINTS = (0, 1, 3, 6)  # sentences between two tellings


class Kin:
    """Which entities of one article may be one and the same party: equal, or the words of one all in the other's name.

    Two mentions that the entity step kept apart ("ASN", "pegawai ASN") may still be one party of one act.
    """

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._words: dict[int, list[frozenset[str]]] = {}
        self._content: dict[int, frozenset[str]] = {}

    def alike(self, a: int, b: int) -> bool:
        """Whether entities ``a`` and ``b`` can stand for one party."""
        if a == b:
            return True
        return any(x <= y or y <= x for x in self._forms(a) for y in self._forms(b))

    def share(self, a: Iterable[int], b: Iterable[int]) -> bool:
        """Whether some party of ``a`` can be one of ``b``."""
        others = list(b)
        return any(self.alike(x, y) for x in a for y in others)

    def fit(self, a: list[int], b: list[int]) -> bool:
        """Whether two sides do not contradict: one is unknown, or they share a party."""
        return not a or not b or self.share(a, b)

    def one_country(self, a: list[int], b: list[int]) -> bool:
        """Whether no two of these parties are known to belong to different countries."""
        return len({self._parties.entity(n).country for n in (*a, *b)} - {None}) <= 1

    def content(self, tree: Tree, token: int) -> frozenset[str]:
        """The roots of the words that mean something in the sentence of ``token``, worked out once."""
        first, last = tree.sent_start[token], tree.sent_end[token]
        if first not in self._content:
            self._content[first] = content_roots(tree, first, last)
        return self._content[first]

    def _forms(self, number: int) -> list[frozenset[str]]:
        if number not in self._words:
            entity = self._parties.entity(number)
            forms = {entity.name, *entity.aliases}
            self._words[number] = [frozenset(form.casefold().split()) for form in forms if form]
        return self._words[number]


def content_roots(tree: Tree, first: int, last: int) -> frozenset[str]:
    """The roots of the words from token ``first`` up to ``last`` that mean something, in small letters."""
    return frozenset(tree.lemma[i].casefold() for i in range(first, last) if tree.pos[i] in _CONTENT)


def signs(tree: Tree, kin: Kin, a: Draft, b: Draft, by_rule: bool) -> list[Sign]:
    """All signs that ``b``, told after ``a`` and of its type, tells the same act; ``by_rule``: the rules say so."""
    found = dict.fromkeys(_signs(tree, kin, a, b), 1.0)
    if by_rule:
        found["the rules join them"] = 1.0
    found["words shared"] = _shared(tree, kin, a, b)
    return [*found.items(), *((f"{b.type}: {name}", value) for name, value in found.items())]


def _signs(tree: Tree, kin: Kin, a: Draft, b: Draft) -> Iterator[str]:
    one, other = a.candidate, b.candidate
    frame = one.frame is other.frame
    root = tree.lemma[one.head].casefold() == tree.lemma[other.head].casefold()
    words = "of the same frame" if frame else "of one root" if root else "of other words"
    yield words
    apart = b.sentence - a.tellings[-1].candidate.sentence
    yield f"{next((f'{n} apart' for n in _POINTS if apart <= n), 'far apart')}"
    yield f"{words}, {'near' if apart <= 1 else 'not near'}"
    sides = [_side(kin, a.actors, b.actors, "actors"), _side(kin, a.recipients, b.recipients, "recipients")]
    yield from sides
    yield ", ".join(sides)
    yield f"{words}, {', '.join(sides)}"
    if kin.share(a.actors, b.recipients) or kin.share(a.recipients, b.actors):
        yield "sides change"
    yield "of one status" if a.status == b.status else "of another status"
    if a.mode and b.mode:
        yield "of one mode" if a.mode == b.mode else "of another mode"
    if a.date and b.date:
        same = a.date.value.startswith(b.date.value) or b.date.value.startswith(a.date.value)
        yield "of one day" if same else "of other days"
    if a.place and b.place and a.place.country and b.place.country:
        yield "in one country" if a.place.country == b.place.country else "in another country"
        yield "at one place" if a.place.name == b.place.name else "at another place"
    if b.anaphoric:
        yield "points back"
    yield f"{'a noun' if one.is_noun else 'a verb'}, then {'a noun' if other.is_noun else 'a verb'}"
    if a.sentence <= 1:
        yield "first told in the lead"
    if a.sources and b.sources:
        yield "of one source" if set(a.sources) & set(b.sources) else "of another source"


def _side(kin: Kin, a: Sequence[int], b: Sequence[int], name: str) -> str:
    if not a or not b:
        return f"{name} unknown" if not (a or b) else f"{name} once unknown"
    if set(a) & set(b):
        return f"{name} equal"
    return f"{name} alike" if kin.share(a, b) else f"other {name}"


def _shared(tree: Tree, kin: Kin, a: Draft, b: Draft) -> float:
    """How much of the words that mean something the two sentences share: their Jaccard index."""
    one, other = (kin.content(tree, draft.candidate.head) for draft in (a, b))
    return len(one & other) / max(len(one | other), 1)
