"""Signs of how a draft stands among the others of its article: likelier ones of its kind, what is told around it.

A reader who has recorded an act does not record it again, and knows what an article is about after reading it. What
``plausibility`` makes of each draft by itself is therefore looked at once more beside what it makes of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log1p

from saksi.reading.context import Parties
from saksi.reading.events.draft import Draft
from saksi.reading.events.merge import contradict, told_again
from saksi.reading.events.tellings import Kin
from saksi.reading.tree import Tree
from saksi.reading.weighing import Sign, logistic

_NEAR = 2  # sentences
_NEXT = 3  # words between two acts told in one breath
_TIES = (
    "of its type",
    "of its type with the same sides",
    "of its type with a party of both sides",
    "of its type by its actor",
    "of its type towards its recipient",
    "with the same sides",
    "in its sentence",
    "in the next words",
    "of another type in its sentence by its actor",
    "of another type in its sentence with a party of both sides",
)
_TYPED = frozenset(tie for tie in _TIES if tie.startswith(("of its type ", "with ")))  # given by type as well
_Sides = tuple[frozenset[int], frozenset[int]]
_VALUES = ("the likeliest ", "a likelier one ", "how much likelier is one ")
SINGLE = frozenset(
    """
    the others on average|expected in the article|share of likelier ones|expected of its type|likelier ones of its type
    its actor in other acts|its recipient in other acts|one that it may tell again|a likely one that it may tell again
    other tellings of it|expected in its sentence|expected just before it|expected just after it
    its recipient acts in its sentence
    """.strip().replace("\n    ", "|").split("|")
)  # fmt: skip


def known(name: str) -> bool:
    """Whether ``Among.signs`` can give a sign of this name, alone or with any type before it."""
    name = name.rsplit(": ", 1)[-1]
    return name in SINGLE or any(name.startswith(v) and name.removeprefix(v) in _TIES for v in _VALUES)


class Among:
    """The drafts of one article beside each other, as they are now; ``drafts`` in text order.

    ``alike`` tells of any two how likely they tell one act (``likenesses``).
    """

    def __init__(self, drafts: Sequence[Draft], alike: Sequence[Mapping[int, float]]) -> None:
        self._drafts, self._alike = drafts, alike
        self._sides = [(frozenset(draft.actors), frozenset(draft.recipients)) for draft in drafts]
        self._tied = self._ties()

    def signs(self, sums: Sequence[float]) -> list[list[Sign]]:
        """For each draft the signs of how it stands among the others; ``sums``: what each has to say for itself.

        A sum is the logit of a chance: at 0 the draft is as likely an event as not.
        """
        chances = [logistic(one) for one in sums]
        taking_part: defaultdict[int, float] = defaultdict(float)
        for (actors, recipients), chance in zip(self._sides, chances, strict=True):
            for party in actors | recipients:
                taking_part[party] += chance
        numbers = range(len(self._drafts))
        ties = (self._likeliest(n, sums, chances) for n in numbers)
        again = (self._again(n, sums, chances) for n in numbers)
        around = (self._around(n, sums, chances, taking_part) for n in numbers)
        return [[*one, *two, *three] for one, two, three in zip(ties, again, around, strict=True)]

    def _ties(self) -> list[dict[str, list[int]]]:
        """For each draft and each tie the numbers of the other drafts that have it with this one."""
        found: list[dict[str, list[int]]] = [{} for _ in self._drafts]
        for m, one in enumerate(self._drafts):
            for n, other in enumerate(self._drafts[:m]):
                for tie in _tied(one, other, self._sides[m], self._sides[n]):
                    found[m].setdefault(tie, []).append(n)
                    found[n].setdefault(tie, []).append(m)
        return found

    def _likeliest(self, n: int, sums: Sequence[float], chances: Sequence[float]) -> Iterator[Sign]:
        """The likeliest of those that share a type, parties or the sentence with draft ``n``."""
        for tie, those in self._tied[n].items():
            yield f"the likeliest {tie}", max(chances[m] for m in those)
            ahead = max(sums[m] for m in those) - sums[n]
            if ahead > 0:
                for name, value in ((f"a likelier one {tie}", 1.0), (f"how much likelier is one {tie}", ahead)):
                    yield name, value
                    if tie in _TYPED:
                        yield f"{self._drafts[n].type}: {name}", value

    def _again(self, n: int, sums: Sequence[float], chances: Sequence[float]) -> Iterator[Sign]:
        """Others of the type, and whether draft ``n`` only tells a likelier one of them again."""
        kind = self._drafts[n].type
        same = [m for m, other in enumerate(self._drafts) if m != n and other.type == kind]
        likelier = [m for m in same if sums[m] > sums[n]]
        alike = {m: self._alike[n].get(m, 0.0) for m in same}
        yield "expected of its type", sum(chances[m] for m in same)
        yield "likelier ones of its type", log1p(len(likelier))
        yield "one that it may tell again", max((alike[m] for m in likelier), default=0.0)
        again = max((alike[m] * chances[m] for m in likelier), default=0.0)
        yield "a likely one that it may tell again", again
        yield f"{kind}: a likely one that it may tell again", again
        yield "other tellings of it", sum(alike[m] * chances[m] for m in same)

    def _around(
        self, n: int, sums: Sequence[float], chances: Sequence[float], taking_part: Mapping[int, float]
    ) -> Iterator[Sign]:
        """What is told in the article and near draft ``n``, and what its parties do elsewhere."""
        actors, recipients = self._sides[n]
        rest = {m: other.sentence - self._drafts[n].sentence for m, other in enumerate(self._drafts) if m != n}
        if rest:
            yield "the others on average", sum(sums[m] for m in rest) / len(rest)
            yield "expected in the article", log1p(sum(chances[m] for m in rest))
            yield "share of likelier ones", sum(sums[m] > sums[n] for m in rest) / len(rest)
        for name, side in (("actor", actors), ("recipient", recipients)):
            elsewhere = max((max(taking_part[party] - chances[n], 0.0) for party in side), default=0.0)
            yield f"its {name} in other acts", log1p(elsewhere)
        yield "expected in its sentence", sum(chances[m] for m, apart in rest.items() if apart == 0)
        yield "expected just before it", sum(chances[m] for m, apart in rest.items() if -_NEAR <= apart < 0)
        yield "expected just after it", sum(chances[m] for m, apart in rest.items() if 0 < apart <= _NEAR)
        turned = (m for m, apart in rest.items() if apart == 0 and not recipients.isdisjoint(self._sides[m][0]))
        yield "its recipient acts in its sentence", max((chances[m] for m in turned), default=0.0)


def likenesses(tree: Tree, parties: Parties, drafts: Sequence[Draft]) -> list[dict[int, float]]:
    """How likely each draft and each other one of its type tell one act; none where days or places part them."""
    kin = Kin(parties)
    found: list[dict[int, float]] = [{} for _ in drafts]
    for m, later in enumerate(drafts):
        for n, earlier in enumerate(drafts[:m]):
            if earlier.type == later.type and not contradict(earlier, later):
                found[m][n] = found[n][m] = told_again(tree, kin, earlier, later)[0]
    return found


def _tied(one: Draft, other: Draft, sides: _Sides, others: _Sides) -> Iterator[str]:
    actor, recipient = (not a.isdisjoint(b) for a, b in zip(sides, others, strict=True))
    equal = sides == others
    if equal:
        yield "with the same sides"
    near = one.sentence == other.sentence
    if near:
        yield "in its sentence"
        if abs(one.candidate.start - other.candidate.start) <= _NEXT:
            yield "in the next words"
    if one.type == other.type:
        yield "of its type"
        if equal:
            yield "of its type with the same sides"
        if actor:
            yield "of its type by its actor"
        if recipient:
            yield "of its type towards its recipient"
        if actor and recipient:
            yield "of its type with a party of both sides"
    elif near and actor:
        yield "of another type in its sentence by its actor"
        if recipient:
            yield "of another type in its sentence with a party of both sides"
