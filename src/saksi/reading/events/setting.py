"""What the choices of an act's day and place have in common: where a word stands as seen from the act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from saksi.reading.context import Context
from saksi.reading.events.draft import Draft
from saksi.reading.statements import StatementIndex
from saksi.reading.times import occasion_of, signs
from saksi.reading.weighing import Sign, shares, weights

_LEAD = 1
_STEPS = {"when": "dates", "where": "places"}
_FIRST_WORDS = 6
_BACK = 10
_SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_MEETING = frozenset({"CONSULT", "PROTEST"})


def group_of(draft: Draft) -> str:
    """The kind of act, as far as day and place are concerned: a word, force, a meeting, or another deed."""
    if draft.type in _SPEECH:
        return "word"
    if draft.type in _FORCE:
        return "force"
    return "meeting" if draft.type in _MEETING else "deed"


Occasions = dict[int, tuple[str, int]]
"""What saying a token stands beside, and the cue's token: the same for every act of an article, looked up once."""


class Placed(Protocol):
    """A candidate that stands somewhere in the article: its first token."""

    @property
    def start(self) -> int:
        """The token it starts at."""


PlacedT = TypeVar("PlacedT", bound=Placed)


def likeliest(
    ctx: Context,
    name: str,
    draft: Draft,
    candidates: Sequence[tuple[PlacedT, list[Sign]]],
    words: Callable[[PlacedT], str],
    same: Callable[[PlacedT], object],
    none: Sequence[Sign],
) -> tuple[PlacedT, list[Sign]] | None:
    """The best of the candidates under the weights of ``name``, with its signs; None below the least chance.

    The candidates and ``none`` of them share one chance out (a softmax over their sums); those that are the ``same``,
    a day or a country named several times, put theirs together. Of two with equal sums the one nearer to the act is
    taken. ``words`` names a candidate for ``--explain``.
    """
    known = weights(name)
    sums = [known.bias + known.sum(found) for _, found in candidates]
    parts = shares([*sums, known.sum(none)])
    chances: dict[object, float] = {}
    for (one, _), part in zip(candidates, parts, strict=False):  # the last part is that of none
        chances[same(one)] = chances.get(same(one), 0.0) + part
    weighed = list(zip(sums, candidates, strict=True))
    value, (chosen, found) = max(
        weighed, key=lambda w: (chances[same(w[1][0])], w[0], -abs(w[1][0].start - draft.candidate.start))
    )
    chance = chances[same(chosen)]
    if ctx.trace is not None:
        because = known.because(found, digits=1, least=0.0)
        told = f"'{words(chosen)}' at {chance:.2f} (least {known.least:.2f}), sum {value:.1f}: {because}"
        ctx.explain(_STEPS[name], told, draft.triggers[0])
    return (chosen, found) if chance >= known.least else None


class Setting:
    """The tellings of one act: their sentences and tokens, and what other words of the article are to them."""

    def __init__(self, ctx: Context, index: StatementIndex, draft: Draft, occasions: Occasions | None = None) -> None:
        self._occasions = occasions if occasions is not None else {}
        self.ctx, self.index, self.draft = ctx, index, draft
        self.group = group_of(draft)
        self._named: dict[int, set[int]] = {}
        self.at: list[int] = []
        for start, end in draft.triggers:
            span = ctx.doc.char_span(start, end, alignment_mode="expand")
            self.at.append(span.start if span is not None else draft.candidate.start)
        self.sentences = [ctx.sentence_at(start).number for start, _ in draft.triggers]
        self.lead = min(self.sentences) <= _LEAD
        opening = self._opening(draft.sentence)
        known = signs().words
        self.goes_on = not opening.isdisjoint(known["going_on"])
        self.earlier = any(self._lies_back(at) for at in self.at)
        self.same_occasion = self._points_back(draft.sentence, known["occasion"])
        self.speakers = self._speakers()

    def _lies_back(self, at: int) -> bool:
        """Whether a word near the act's telling sets it before the news: "sebelumnya", "pernah", "saat itu"."""
        held = self.ctx.sentence_at(self.ctx.doc[at].idx)
        near = self.ctx.lower(held)[max(at - held.start - _BACK, 0) : at - held.start + _FIRST_WORDS]
        return not signs().words["back"].isdisjoint(near)

    def distance(self, sentence: int) -> int:
        """How many sentences ``sentence`` stands behind (positive) or before (negative) the nearest telling."""
        return min((sentence - own for own in self.sentences), key=abs)

    def where(self, sentence: int) -> str:
        """The distance in words."""
        far = self.distance(sentence)
        if far == 0:
            return "its sentence"
        side = "after" if far > 0 else "before"
        if abs(far) <= 2:
            return f"{abs(far)} {side}"
        return f"few {side}" if abs(far) <= 4 else f"far {side}"

    def points_here(self, sentence: int) -> bool:
        """Whether ``sentence`` opens with a noun for a deed that points back ("Peristiwa itu ...")."""
        return self._points_back(sentence, signs().words["deeds"])

    def voice_of(self, i: int) -> str:
        """What saying token ``i`` stands beside: "" for none, "carrier", or whose ("own", "other", "some")."""
        ctx, index = self.ctx, self.index
        sentence = ctx.sentence_at(ctx.doc[i].idx)
        if i not in self._occasions:
            self._occasions[i] = occasion_of(ctx, ctx.lower(sentence), sentence.start, i)
        saying, cue = self._occasions[i]
        if saying != "saying":
            return saying
        said = index.cued_at(cue)
        here = [said] if said else [s for s in index.in_sentence(sentence.number) if s.kind != "carrier"]
        speakers = {n for s in here for n in s.speaker}
        if speakers & self.speakers or self._speaks_for(speakers):
            return "own"
        if speakers:
            return "other"
        return "own" if self.named_in(sentence.number) & self.speakers else "some"

    def is_told_of(self, i: int) -> bool:
        """Whether token ``i`` belongs to what somebody says, not to the occasion on which he says it."""
        said = self.index.innermost(i)
        if said is None:
            return False
        held = self.ctx.sentences[said.sentence]
        if not said.cue[1] <= i < held.end:
            return True
        known = signs().words
        between = set(self.ctx.lower(held)[said.cue[1] - held.start : i - held.start])
        return between.isdisjoint(known["circumstance"] | known["said"]) or not between.isdisjoint(known["content"])

    def named_in(self, sentence: int) -> set[int]:
        """The entities that ``sentence`` names."""
        if sentence not in self._named:
            held = self.ctx.sentences[sentence]
            self._named[sentence] = {
                m.entity for m in self.ctx.parties.mentions if held.start <= m.start < held.end and m.entity >= 0
            }
        return self._named[sentence]

    def _speaks_for(self, speakers: set[int]) -> bool:
        """Whether one of ``speakers`` speaks for a country that acts."""
        states = {e.country for n in self.speakers if (e := self.ctx.parties.entity(n)).kind == "country"} - {None}
        return any(self.ctx.parties.entity(n).country in states for n in speakers)

    def _speakers(self) -> set[int]:
        """Whose words the act is, or is told in: its actors where it is a word, and those who say it."""
        found = {*self.draft.sources}
        if self.group == "word":
            found |= {*self.draft.actors}
        for i in self.at:
            said = self.index.innermost(i)
            if said is not None:
                found |= {*said.speaker}
        return found

    def _opening(self, sentence: int) -> set[str]:
        return set(self.ctx.opening(sentence, _FIRST_WORDS))

    def _points_back(self, sentence: int, nouns: frozenset[str]) -> bool:
        opening = self.ctx.opening(sentence, _FIRST_WORDS + 2)
        pointing = signs().words["pointing"]
        return any(word in nouns and not pointing.isdisjoint(opening[n + 1 : n + 4]) for n, word in enumerate(opening))
