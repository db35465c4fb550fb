"""Whom the article credits for an event: speaker, then agency, then outlet; nobody when it says so in its own voice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from saksi.reading.context import Context
from saksi.reading.statements.index import StatementIndex
from saksi.reading.statements.lexicon import lexicon
from saksi.reading.statements.words import SaidBy, Words

_QUOTED_WITHIN = 3  # sentences in which the words of an act of speech are quoted after it was told


@dataclass(slots=True)
class Credit:
    """Who vouches for an act: entity numbers of those who say it and of those who carry their words, each in text
    order, and the tokens that credit them."""

    index: StatementIndex
    speakers: list[int] = field(default_factory=list)
    carriers: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        """Speakers, then carriers."""
        return self.speakers + [n for n in self.carriers if n not in self.speakers]

    def add_telling(self, token: int, sentence: int, performers: frozenset[int]) -> None:
        """Add whoever says the act at ``token`` of ``sentence``; ``performers`` do it by these very words."""
        index = self.index
        said = teller_of(index, token)
        if said is not None:
            self.add(said, performers)
            for outer in index.said:  # "X mengatakan Y menyebut …": Y, then X
                if outer.content[0] <= said.cue[0] < outer.content[1]:
                    self.add(outer, performers)
        for later in index.said:
            if later.content[0] <= token < later.content[1] <= later.cue[0]:  # "Hal itu dibenarkan Y."
                self.add(later, performers)
        own = index.cued_at(token)
        if own is not None:
            # The trigger reports its own act: only the carriers of the words vouch for it.
            self.add(own, frozenset(own.speaker))
        for said in index.in_sentence(sentence):
            if said.kind == "carrier":
                self.add(said, performers)

    def add_quoted(self, sentence: int, doers: frozenset[int]) -> None:
        """Add whoever carries the words of the ``doers`` right after ``sentence``, where nobody carries them yet."""
        quoted = None if self.carriers else quoted_after(self.index, sentence, doers)
        if quoted is not None:
            self.add(quoted, frozenset(quoted.speaker))

    def add(self, said: SaidBy, without: frozenset[int]) -> None:
        """Add the speaker and the carriers of one statement, with the words that name them."""
        named = [n for n in said.speaker[:1] if n not in without]
        into = self.carriers if said.kind == "carrier" else self.speakers
        into += [n for n in named if n not in into]
        self.carriers += [n for n in said.via if n not in self.carriers]
        credits = [said.speaker_at, said.cue] if named else []
        if said.via:
            credits += said.via_at
        for tokens in credits:
            if tokens is not None and (span := self.index.words.span(*tokens)) not in self.spans:
                self.spans.append(span)


def sources_for(
    ctx: Context,
    trigger: int,
    sentence: int,
    index: StatementIndex | None = None,
    *,
    actors: Collection[int] = (),
    performed: bool = False,
    also: Iterable[int] = (),
) -> tuple[list[int], list[tuple[int, int]]]:
    """Entity numbers that vouch for the event whose trigger is token ``trigger``, and the words that credit them.

    ``sentence`` is the number of the event's main sentence; ``also`` are triggers of the same event elsewhere, whose
    sources are added. First-hand sources lead, carriers come last. With ``performed`` the speaker does the act by these
    very words ("Iran harus mundur," kata X), so he is no source of it; those who carry his words are. Where the act is
    told outside any statement, whoever carries the words of its ``actors`` right after vouches for it too.
    """
    credit = Credit(index or StatementIndex(ctx))
    doers = frozenset(actors)
    for token in (trigger, *also):
        credit.add_telling(token, sentence, doers if performed else frozenset())
    credit.add_quoted(sentence, doers)
    return credit.numbers, credit.spans


def teller_of(index: StatementIndex, token: int) -> SaidBy | None:
    """The statement with the shortest content that tells the act at ``token``, or None when the article tells it."""
    said = index.innermost(token)
    if said is None or not _beside(index.words, said, token):
        return said
    wider = [
        s
        for s in index.said
        if s is not said and s.content[0] <= token < s.content[1] and not _beside(index.words, s, token)
    ]
    return min(wider, key=lambda s: s.content[1] - s.content[0], default=None)


def _beside(words: Words, said: SaidBy, token: int) -> bool:
    """Whether the act stands beside the reporting verb, in the writer's own words, not in what is reported.

    "Ia menyampaikan hal itu setelah bertemu X": the time is the writer's; "X mengkritik Y dan mendesak Z": so is a
    second verb of the same subject.
    """
    if said.kind not in ("verb", "passive") or words.quote[token] in said.quotes:
        return False
    tree, at = words.tree, token
    for above in tree.ancestors(token):
        if said.cue[0] <= above < said.cue[1]:
            if tree.base[at] == "conj":
                return tree.child(at, "nsubj") is None
            opening = {tree.lower[c] for c in (*tree.children[at], at) if said.cue[1] <= c <= token}
            timed = tree.base[at] in ("advcl", "obl", "nmod") and "bahwa" not in tree.lower[said.cue[1] : token]
            return timed and not opening.isdisjoint(lexicon().words["circumstances"])
        at = above
    return False


def quoted_after(index: StatementIndex, sentence: int, doers: frozenset[int]) -> SaidBy | None:
    """The first carried words of one of ``doers`` within a few sentences after ``sentence``."""
    for said in index.said:
        near = sentence < said.sentence <= sentence + _QUOTED_WITHIN
        if near and said.via and not doers.isdisjoint(said.speaker):
            return said
    return None
