"""Who vouches for an act once its tellings are joined and its parties known: speakers first, then who carries them.

A rule proposes those in whose words the act is told; where the article tells it in its own voice first, as leads do,
those who tell it again further down ("KPK menyita uang … Uang itu disita, kata juru bicara KPK"), whoever speaks both
before and after it, and whoever speaks beside a suspicion. What the rule says is one sign among others: everyone whose
words the article reports is weighed by how they stand to the act, and credited from the least chance on. The weights
are learned by ``training/crediting.py`` and stand readable in ``reading/data/vouching.yaml``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from saksi.reading.context import Context
from saksi.reading.events.arguments import subject
from saksi.reading.events.candidates import Candidate
from saksi.reading.events.draft import Draft, Telling
from saksi.reading.events.setting import group_of
from saksi.reading.events.ties import Tie, Ties
from saksi.reading.statements import Credit, StatementIndex, teller_of
from saksi.reading.tree import Tree
from saksi.reading.weighing import Sign, weights
from saksi.reading.words import word_sets
from saksi.report import Evidence

_FIRST_PERSON = frozenset({"saya", "aku", "kami", "kita"})
_MOST = 0.6  # of an article's statements that somebody makes who speaks most


@dataclass(slots=True)
class Voice:
    """Somebody whose words the article reports, with every tie of these words to an act.

    ``roles`` tells for each of ``ties`` whether he speaks the words or carries them.
    """

    number: int
    ties: list[Tie] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)


def credit(
    ctx: Context, tree: Tree, index: StatementIndex, drafts: Sequence[Draft], candidates: Sequence[Candidate]
) -> None:
    """Write into every draft whom the article credits for it, with the words that do.

    ``candidates`` are all places of the article that may tell an act, also those that made no draft.
    """
    crediting, known = Crediting(ctx, tree, index, candidates), weights("vouching")
    for draft in drafts:
        speakers: list[int] = []
        carriers: list[int] = []
        for voice, found in crediting.weighed(draft):
            chance = known.chance(found)
            if ctx.trace is not None:
                verdict = "credited" if chance >= known.least else "not credited"
                told = f"{ctx.parties.entity(voice.number).name} {verdict} at {chance:.2f}: {known.because(found)}"
                ctx.explain("events", f"{draft.candidate.frame.id}: {told}", draft.triggers[0])
            if chance >= known.least:
                (carriers if set(voice.roles) == {"carrier"} else speakers).append(voice.number)
                for start, end in crediting.words_of(voice):
                    draft.evidence.append(Evidence(field="source", start=start, end=end, entity=f"e{voice.number + 1}"))
        draft.sources = speakers + carriers


def in_first_person(tree: Tree, cand: Candidate) -> bool:
    """Whether the speaker tells the act as his own ("kita mendukung"), which is more than doing it by speaking."""
    who = _subject(tree, cand)
    return who is not None and tree.lower[who] in _FIRST_PERSON


def _subject(tree: Tree, cand: Candidate) -> int | None:
    """The subject of the verb that tells the act; None for a noun on its own."""
    if cand.is_noun and cand.light is None:
        return None
    return subject(tree, cand.head if cand.light is None else cand.light)


class Crediting:
    """Who may vouch for the acts of one article, and what speaks for and against them."""

    def __init__(self, ctx: Context, tree: Tree, index: StatementIndex, candidates: Sequence[Candidate]) -> None:
        self.ctx, self.tree, self.index = ctx, tree, index
        self.ties = Ties(ctx, tree, index, candidates)
        self.words = word_sets("crediting")
        self.says = Counter(n for s in index.said if s.kind != "carrier" for n in s.speaker[:1])
        self.carries = Counter(n for s in index.said if s.kind == "carrier" for n in s.speaker[:1])
        self.carries.update(n for s in index.said for n in s.via)

    def weighed(self, draft: Draft) -> Iterator[tuple[Voice, list[Sign]]]:
        """Everyone who may vouch for ``draft``, in the order of their words, with the signs for and against."""
        voices: dict[int, Voice] = {}
        ties = list(self.ties.of(draft))
        for tie in sorted(ties, key=lambda tie: tie.said.cue):
            role = "carrier" if tie.said.kind == "carrier" else "speaker"
            for number, played in (*((n, role) for n in tie.said.speaker[:1]), *((n, "carrier") for n in tie.said.via)):
                voice = voices.setdefault(number, Voice(number))
                voice.ties.append(tie)
                voice.roles.append(played)
        proposed = self.proposed(draft, ties).numbers
        for voice in voices.values():
            yield voice, [(name, 1.0) for name in dict.fromkeys(self._signs(draft, voice, proposed))]

    def words_of(self, voice: Voice) -> list[tuple[int, int]]:
        """Where the article says that ``voice`` vouches: in the statement with the tie that says most for it."""
        known = weights("vouching").of
        sums = [known.get(f"{role} {tie.relation}", 0.0) for tie, role in zip(voice.ties, voice.roles, strict=True)]
        said = voice.ties[max(range(len(sums)), key=lambda n: (sums[n], -n))].said
        credits = [said.speaker_at, said.cue]
        if voice.number not in said.speaker[:1]:
            credits = [at for at in said.via_at if self._names(at, voice.number)] or [*said.via_at]
        return list(dict.fromkeys(self.index.words.span(*tokens) for tokens in credits if tokens is not None))

    def _names(self, tokens: tuple[int, int], number: int) -> bool:
        """Whether a mention of the entity ``number`` stands in ``tokens``."""
        found = (self.ctx.parties.mention_at(self.ctx.doc[i]) for i in range(*tokens))
        return any(mention is not None and mention.entity == number for mention in found)

    def proposed(self, draft: Draft, ties: Sequence[Tie]) -> Credit:
        """Whom the rule has vouch for ``draft``."""
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
            if self.ties.takes_for_known(cand.head):
                continue
            found.add_telling(cand.head, cand.sentence, doers if self._performs(draft, telling) else frozenset())
            if number == 0 and spoken:
                found.add_quoted(cand.sentence, doers)
        for tie in ties:
            if tie.relation == "goes on":
                found.add(tie.said, frozenset() if tie.said.kind == "carrier" else frozenset(tie.said.speaker))
            elif tie.relation == "retells":
                found.add(tie.said, doers if spoken else frozenset())
        if by_article and not found.speakers:
            near = [tie for tie in ties if tie.relation in ("speaks around", "beside a suspicion")]
            if near:
                found.add(near[0].said, frozenset())
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

    def _signs(self, draft: Draft, voice: Voice, proposed: Sequence[int]) -> Iterator[str]:
        """What is known of ``voice`` and of how his words stand to ``draft``, in words."""
        at, group = draft.candidate.head, group_of(draft)
        told = "told" if teller_of(self.index, at) is not None else "article"
        told = "quoted" if self.index.words.quote[at] >= 0 else told
        part = self._part(draft, voice.number)
        lead, first_person = draft.sentence == 0, part == "doer" and in_first_person(self.tree, draft.candidate)
        for tie, role in zip(voice.ties, voice.roles, strict=True):
            said = f"{role} {tie.relation}"
            yield from (said, f"{group}: {said}", f"{said}, {told}")
            if part:
                yield f"{part}: {said}"
            if first_person:
                yield f"doer, first person: {said}"
            if part == "doer" and draft.tellings[0].spoken:
                yield f"doer, spoken: {said}"
            if lead:
                yield f"lead: {said}"
        yield f"kind {self.ctx.parties.entity(voice.number).kind}"
        yield f"{draft.type}: {'doer' if part == 'doer' else 'other'}"
        if part in ("doer", "recipient"):
            yield part
        if lead:
            yield f"lead {told}"
        rule = "rule" if voice.number in proposed else "rule another" if proposed else "rule none"
        yield from (rule, f"{rule}, {group}", f"{rule}, {told}")
        yield from self._share(voice.number)

    def _part(self, draft: Draft, number: int) -> str:
        """What somebody has to do with the act: its doer, its recipient, of the doer's country, or nothing: ''."""
        if number in draft.actors:
            return "doer"
        if number in draft.recipients:
            return "recipient"
        of = self.ctx.parties.entity
        return "fellow" if of(number).country in {of(n).country for n in draft.actors} - {None} else ""

    def _share(self, number: int) -> Iterator[str]:
        """How much of what the article reports is of somebody."""
        said = self.says.total()
        if self.carries[number] and not self.says[number]:
            yield "carries"
        if self.carries[number] and len(self.carries) == 1:
            yield "only carrier"
        if said and self.says[number] == said:
            yield "only speaker"
        if said and self.says[number] >= _MOST * said:
            yield "speaks most"
