"""Who vouches for an act once its tellings are joined and its parties known: speakers first, then who carries them.

Credited are those in whose words the act is told. Where the article tells it in its own voice first, as leads do, they
are those who tell it again further down ("KPK menyita uang … Uang itu disita, kata juru bicara KPK"), whoever speaks
both before and after it, and whoever speaks beside a suspicion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from saksi.reading.context import Context
from saksi.reading.events.arguments import subject
from saksi.reading.events.candidates import Candidate
from saksi.reading.events.draft import Draft, Telling
from saksi.reading.statements import Credit, SaidBy, StatementIndex, teller_of
from saksi.reading.tree import Tree
from saksi.reading.words import word_sets
from saksi.report import Evidence

_FIRST_PERSON = frozenset({"saya", "aku", "kami", "kita"})
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
_SHORTEST = 3  # letters of a root that tells something
_REACH = 12  # sentences after an act within which it may be told again
_SHARE = 0.35  # of the words of an act's sentence that a second telling has at least
_FEWEST = 4
_OPENING = 4


def credit(
    ctx: Context, tree: Tree, index: StatementIndex, drafts: Sequence[Draft], candidates: Sequence[Candidate]
) -> None:
    """Write into every draft whom the article credits for it, with the words that do.

    ``candidates`` are all places of the article that may tell an act, also those that made no draft.
    """
    crediting = _Crediting(ctx, tree, index, candidates)
    for draft in drafts:
        found = crediting.of(draft)
        draft.sources = found.numbers
        draft.evidence = [v for v in draft.evidence if v.field != "source"]
        draft.evidence += [Evidence(field="source", start=a, end=b) for a, b in found.spans]


def in_first_person(tree: Tree, cand: Candidate) -> bool:
    """Whether the speaker tells the act as his own ("kita mendukung"), which is more than doing it by speaking."""
    who = _subject(tree, cand)
    return who is not None and tree.lower[who] in _FIRST_PERSON


def _subject(tree: Tree, cand: Candidate) -> int | None:
    """The subject of the verb that tells the act; None for a noun on its own."""
    if cand.is_noun and cand.light is None:
        return None
    return subject(tree, cand.head if cand.light is None else cand.light)


class _Crediting:
    """The sources of the acts of one article."""

    def __init__(self, ctx: Context, tree: Tree, index: StatementIndex, candidates: Sequence[Candidate]) -> None:
        self.ctx, self.tree, self.index, self.candidates = ctx, tree, index, candidates
        self.words = word_sets("crediting")

    def of(self, draft: Draft) -> Credit:
        """Who vouches for ``draft``."""
        found = Credit(self.index)
        doers = frozenset(draft.actors)
        by_article = teller_of(self.index, draft.candidate.head) is None
        spoken = draft.type in self.words["spoken"]
        for number, telling in enumerate(draft.tellings):
            if number and (
                (telling.recalls and not found.numbers) or (by_article and draft.type in self.words["witnessed"])
            ):
                continue
            cand = telling.candidate
            if self._takes_for_known(cand.head):
                continue
            found.add_telling(cand.head, cand.sentence, doers if self._performs(draft, telling) else frozenset())
            if number == 0 and spoken:
                found.add_quoted(cand.sentence, doers)
        for said in self._goes_on(draft):
            found.add(said, frozenset() if said.kind == "carrier" else frozenset(said.speaker))
        for said in self._retellings(draft):
            found.add(said, doers if spoken else frozenset())
        if by_article and not found.speakers:
            beside = self._speaks_around(draft) or self._speaks_beside(draft)
            if beside is not None:
                found.add(beside, frozenset())
        return found

    def _performs(self, draft: Draft, telling: Telling) -> bool:
        """Whether the speaker does the act by the very words that tell it ("Iran harus mundur," kata X).

        Not so where he tells it as his own deed ("kami mendukung") or as somebody else's ("X mengatakan Moskow …"), nor
        where he tells of a promise: of that he is doer and source.
        """
        if draft.type not in self.words["spoken"]:
            return False
        if not telling.spoken or in_first_person(self.tree, telling.candidate):
            return False
        who = _subject(self.tree, telling.candidate)
        named = self.ctx.parties.resolve(self.ctx.doc[who]) if who is not None else ()
        return not named or not draft.parties.isdisjoint(named)

    def _takes_for_known(self, i: int) -> bool:
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

    def _goes_on(self, draft: Draft) -> Iterator[SaidBy]:
        """Statements of the next sentence where it goes on about the act ("Serangan itu …"): their carriers vouch."""
        after = draft.sentence + 1
        if after >= len(self.ctx.sentences):
            return
        if not word_sets("arguments")["pointing"].isdisjoint(self.ctx.opening(after, _OPENING)):
            yield from self.index.in_sentence(after)

    def _retellings(self, draft: Draft) -> Iterator[SaidBy]:
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

    def _speaks_around(self, draft: Draft) -> SaidBy | None:
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

    def _speaks_beside(self, draft: Draft) -> SaidBy | None:
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
