"""The measures: acts and statements paired one to one, then counted, and the fields of the pairs compared.

An act is found when the report has one of its type that shares a sentence with it; each answers for one act only. Of
several that could, those that agree in more are paired first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from saksi.scoring.records import Act, Party, Row, Utterance, annotated, reported, same, words_of

_TWO_SIDED = frozenset({"CONSULT", "COOPERATE"})
_T = TypeVar("_T")


@dataclass(slots=True)
class Tally:
    """Counts behind precision, recall and F1."""

    hit: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, hit: int, gold: int, predicted: int) -> None:
        """Add the counts of one article or one pair."""
        self.hit, self.gold, self.predicted = self.hit + hit, self.gold + gold, self.predicted + predicted

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of what was annotated that is found."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Share:
    """Counts behind an accuracy."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one comparison."""
        self.right, self.of = self.right + right, self.of + 1

    @property
    def accuracy(self) -> float:
        """Share of the comparisons that agree."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Wrong:
    """An act that only one side has."""

    article: str
    missed: bool
    act: Act


@dataclass(slots=True)
class Score:
    """All measures over a set of articles, in the order in which they are printed."""

    found: dict[str, Tally] = field(default_factory=dict)
    fields: dict[str, Share] = field(default_factory=dict)
    types: dict[str, Tally] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)

    def tally(self, name: str) -> Tally:
        """The counts of one measure, made on first use."""
        return self.found.setdefault(name, Tally())

    def share(self, name: str) -> Share:
        """The counts of one field, made on first use."""
        return self.fields.setdefault(name, Share())


def overlap(ours: Sequence[Party], theirs: Sequence[Party]) -> tuple[int, int, int]:
    """How many parties of both sides are the same, and how many each side has; each answers for one."""
    left = list(theirs)
    hit = 0
    for party in ours:
        other = next((p for p in left if same(party, p)), None)
        if other is not None:
            left.remove(other)
            hit += 1
    return hit, len(ours), len(theirs)


def score(articles: dict[str, Row], gold: dict[str, Row], reports: dict[str, Row]) -> Score:
    """Compare ``reports`` with ``gold``, both by article id; an annotated article without a report counts as missed.

    Statements are compared where the annotation lists them, be it none.
    """
    result = Score()
    for ident, row in gold.items():
        acts, said = annotated(row)
        found, heard = reported(reports.get(ident, {}), articles[ident])
        _score_acts(result, ident, acts, found)
        if "statements" in row:  # else nobody looked for them
            _score_statements(result, said, heard)
    result.types = dict(sorted(result.types.items()))
    return result


def _pairs(
    ours: Sequence[_T], theirs: Sequence[_T], fits: Callable[[_T, _T], bool], weight: Callable[[_T, _T], float]
) -> list[tuple[int, int]]:
    """Pairs of positions, the best first, no position twice."""
    could = [(-weight(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs) if fits(a, b)]
    mine: set[int] = set()
    yours: set[int] = set()
    chosen = []
    for _, i, j in sorted(could):
        if i not in mine and j not in yours:
            mine.add(i)
            yours.add(j)
            chosen.append((i, j))
    return chosen


def _near(a: Act | Utterance, b: Act | Utterance) -> bool:
    return not set(a.sentences).isdisjoint(b.sentences)


def _doers(act: Act) -> tuple[Party, ...]:
    return (*act.actors, *act.recipients) if act.type in _TWO_SIDED else act.actors


def _agreement(a: Act, b: Act) -> float:
    total = 1.0 + overlap(_doers(a), _doers(b))[0] + overlap(a.recipients, b.recipients)[0]
    total += 0.5 * (a.sentences[:1] == b.sentences[:1]) + 0.5 * (a.status == b.status)
    return total + bool(words_of(a.trigger) & words_of(b.trigger)) + 0.25 * (a.date == b.date)


def _score_acts(result: Score, ident: str, ours: list[Act], theirs: list[Act]) -> None:
    chosen = _pairs(ours, theirs, lambda a, b: a.type == b.type and _near(a, b), _agreement)
    result.tally("event").add(len(chosen), len(ours), len(theirs))
    told = _pairs(
        ours, theirs, lambda a, b: _near(a, b) and bool(words_of(a.trigger) & words_of(b.trigger)), _agreement
    )
    result.tally("trigger, any type").add(len(told), len(ours), len(theirs))
    whole = sum(_score_pair(result, ours[i], theirs[j]) for i, j in chosen)
    result.tally("who did what to whom").add(whole, len(ours), len(theirs))
    mine, yours = Counter(i for i, _ in chosen), Counter(j for _, j in chosen)
    for number, act in enumerate(ours):
        result.types.setdefault(act.type, Tally()).add(mine[number], 1, 0)
        if number not in mine:
            result.wrong.append(Wrong(ident, True, act))
    for number, act in enumerate(theirs):
        result.types.setdefault(act.type, Tally()).add(0, 0, 1)
        if number not in yours:
            result.wrong.append(Wrong(ident, False, act))


def _score_pair(result: Score, gold: Act, found: Act) -> bool:
    """Compare the fields of one pair; True when actors and recipients agree."""
    whole = _score_sides(result, gold, found)
    result.tally("source").add(*overlap(gold.sources, found.sources))
    result.share("status").add(gold.status == found.status)
    if gold.mode:
        result.share("mode").add(gold.mode == found.mode)
    if gold.date:
        result.share("date").add(bool(found.date) and str(found.date).startswith(gold.date))
    if gold.country:
        result.share("place country").add(found.country == gold.country)
    for toll, number in gold.tolls.items():
        if number is not None:
            result.share("casualties").add(found.tolls.get(toll) == number)
    for party in (*gold.actors, *gold.recipients):
        other = next((p for p in (*found.actors, *found.recipients) if same(party, p)), None)
        if other is not None and party.country:
            result.share("party country").add(party.country == other.country)
        if other is not None and party.sectors:
            result.share("party sector").add(not set(party.sectors).isdisjoint(other.sectors))
    return whole


def _score_sides(result: Score, gold: Act, found: Act) -> bool:
    if gold.type in _TWO_SIDED:
        hit, wanted, given = overlap(_doers(gold), _doers(found))
        result.tally("actor").add(hit, wanted, given)
        return hit == wanted == given or hit >= 2 or (wanted < 2 and hit == wanted)
    sides = ((gold.actors, found.actors), (gold.recipients, found.recipients))
    for name, (ours, theirs) in zip(("actor", "recipient"), sides, strict=True):
        result.tally(name).add(*overlap(ours, theirs))
    return all((not ours and not theirs) or overlap(ours, theirs)[0] > 0 for ours, theirs in sides)


def _score_statements(result: Score, ours: list[Utterance], theirs: list[Utterance]) -> None:
    def alike(a: Utterance, b: Utterance) -> bool:
        return a.speaker is not None and b.speaker is not None and same(a.speaker, b.speaker)

    chosen = _pairs(ours, theirs, _near, lambda a, b: 1.0 + alike(a, b))
    result.tally("statement").add(len(chosen), len(ours), len(theirs))
    for i, j in chosen:
        result.share("statement direct").add(ours[i].direct == theirs[j].direct)
        if ours[i].speaker is not None:
            result.share("statement speaker").add(alike(ours[i], theirs[j]))
