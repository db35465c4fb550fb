"""How what is said in an article stands to an act: it tells it, goes on about it, tells it again, or stands near it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saksi.reading.context import Context
from saksi.reading.events.candidates import Candidate
from saksi.reading.events.draft import Draft, Telling
from saksi.reading.statements import SaidBy, StatementIndex, quoted_after, teller_of
from saksi.reading.tree import Tree
from saksi.reading.words import word_sets

_TELLING = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
_SHORTEST = 3  # letters of a root that tells something
_REACH = 12  # sentences after an act within which it may be told again
_SHARE = 0.35  # of the words of an act's sentence that a second telling has at least
_FEWEST = 4
_OPENING = 4
_APART = {1: "next sentence", -1: "sentence before", 2: "two after", -2: "two before"}
_FEW = 4


@dataclass(frozen=True, slots=True)
class Tie:
    """A statement and, in words, how it stands to an act."""

    relation: str
    said: SaidBy


class Ties:
    """The statements of one article as seen from its acts.

    ``candidates`` are all places of the article that may tell an act, also those that made no draft.
    """

    def __init__(self, ctx: Context, tree: Tree, index: StatementIndex, candidates: Sequence[Candidate]) -> None:
        self.ctx, self.tree, self.index, self.candidates = ctx, tree, index, candidates
        self.words = word_sets("crediting")

    def of(self, draft: Draft) -> Iterator[Tie]:
        """Every statement of the article with every way in which it stands to ``draft``."""
        for number, telling in enumerate(draft.tellings):
            again = "" if number == 0 else " again, recalled" if telling.recalls else " again"
            for said, relation in self._told(telling, first=number == 0):
                yield Tie(relation + again, said)
        for said in self.going_on(draft):
            yield Tie("goes on", said)
        for said in self.retellings(draft):
            yield Tie("retells", said)
        for relation, one in (
            ("doer quoted after", quoted_after(self.index, draft.sentence, frozenset(draft.actors))),
            ("speaks around", self.around(draft)),
            ("beside a suspicion", self.beside(draft)),
        ):
            if one is not None:
                yield Tie(relation, one)

    def _told(self, telling: Telling, first: bool) -> Iterator[tuple[SaidBy, str]]:
        """The statements around one telling of an act and in its sentence; of the ``first`` also those in others."""
        index, at, here = self.index, telling.candidate.head, telling.candidate.sentence
        teller, own = teller_of(index, at), index.cued_at(at)
        for said in index.said:
            gap = said.sentence - here
            if said is own:
                yield said, "own words"
            elif said is teller:
                yield said, "takes for known" if self.takes_for_known(at) else "tells"
            elif teller is not None and said.content[0] <= teller.cue[0] < said.content[1]:
                yield said, "tells of its teller"
            elif said.content[0] <= at < said.content[1]:
                yield said, "confirms" if said.content[1] <= said.cue[0] and gap > 0 else "around"
            elif gap == 0:
                yield said, f"in its sentence, {'before' if said.cue[0] < at else 'after'}"
            elif first:
                side = "after" if gap > 0 else "before"
                yield said, _APART.get(gap, f"{'few' if abs(gap) <= _FEW else 'far'} {side}")

    def takes_for_known(self, i: int) -> bool:
        """Whether the act at token ``i`` is a circumstance inside what somebody says, not what he tells."""
        said = teller_of(self.index, i)
        if said is None or self.index.words.quote[i] >= 0:
            return False
        tree = self.tree
        for at in (i, *tree.ancestors(i)):
            if not said.content[0] <= at < said.content[1]:
                return False
            opening = {tree.lower[c] for c in tree.children[at] if said.content[0] <= c <= i and _opens(tree, c)}
            opening |= {tree.lower[at]} - {tree.lower[i]}  # "menyusul" may pass for a verb
            if tree.base[at] in {"advcl", "obl", "nmod"} and not opening.isdisjoint(self.words["circumstances"]):
                return True
        return False

    def going_on(self, draft: Draft) -> Iterator[SaidBy]:
        """Statements of the next sentence where it goes on about the act ("Serangan itu …"): their carriers vouch."""
        after = draft.sentence + 1
        if after >= len(self.ctx.sentences):
            return
        if not word_sets("arguments")["pointing"].isdisjoint(self.ctx.opening(after, _OPENING)):
            yield from self.index.in_sentence(after)

    def retellings(self, draft: Draft) -> Iterator[SaidBy]:
        """Statements further down that tell the act again, by its frame or root and in much the same words."""
        tree, cand = self.tree, draft.candidate
        own = self._telling(*self.index.words.bounds(draft.sentence))
        roots = _roots(tree, cand)
        for said in self.index.said:
            if not said.speaker or not draft.sentence < said.sentence <= draft.sentence + _REACH:
                continue
            first, last = said.content
            again = [
                c
                for c in self.candidates
                if first <= c.head < last
                and c.frame.type == cand.frame.type
                and (c.frame is cand.frame or not roots.isdisjoint(_roots(tree, c)))
            ]
            if again and len(own & self._telling(first, last)) >= _SHARE * max(len(own), _FEWEST):
                yield said

    def around(self, draft: Draft) -> SaidBy | None:
        """Who speaks right before and right after a sentence in which nobody is said to speak: he goes on in it."""
        here = draft.sentence
        if self.index.in_sentence(here) or self.index.cued_at(draft.candidate.head) is not None:
            return None
        speaking = [s for s in self.index.said if s.speaker and s.kind != "carrier"]
        before = [s for s in speaking if s.sentence == here - 1]
        after = [s for s in speaking if s.sentence == here + 1 or self._begins_in(s, here + 1)]
        if not before or not after or before[-1].speaker != after[0].speaker:
            return None
        background = not self.words["background"].isdisjoint(self.ctx.opening(here, _OPENING))
        if background or not set(draft.actors).isdisjoint(before[-1].speaker):
            return None
        return before[-1]

    def beside(self, draft: Draft) -> SaidBy | None:
        """Who speaks in the next sentence, else in the one before, of a suspicion that nobody is said to hold."""
        if self.words["suspicion"].isdisjoint(draft.words):
            return None
        beside = [s for s in self.index.said if s.speaker and s.kind != "carrier"]
        beside = [s for s in beside if abs(s.sentence - draft.sentence) == 1]
        return beside[-1] if beside else None

    def _begins_in(self, said: SaidBy, sentence: int) -> bool:
        return said.content[0] < said.content[1] and self.index.words.sentence[said.content[0]] == sentence

    def _telling(self, first: int, last: int) -> set[str]:
        """Roots of the words from token ``first`` to before ``last`` that tell something."""
        tree = self.tree
        roots = {tree.lemma[i].casefold() for i in range(first, last) if tree.pos[i] in _TELLING}
        return {root for root in roots if len(root) >= _SHORTEST}


def _opens(tree: Tree, i: int) -> bool:
    return tree.base[i] in {"mark", "case", "advmod", "fixed"}


def _roots(tree: Tree, cand: Candidate) -> set[str]:
    """Roots of the words that name an act."""
    return {r for i in range(cand.start, cand.end) if len(r := tree.lemma[i].casefold()) > _SHORTEST}
