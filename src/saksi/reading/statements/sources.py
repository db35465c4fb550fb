"""Whom the article credits for an event: speaker, then agency, then outlet; nobody when it says so in its own voice."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from saksi.reading.context import Context
from saksi.reading.statements.index import StatementIndex
from saksi.reading.statements.lexicon import lexicon
from saksi.reading.statements.words import SaidBy, Words

_QUOTED_WITHIN = 3  # sentences in which the words of an act of speech are quoted after it was told


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
    index = index or StatementIndex(ctx)
    doers = frozenset(actors)
    performers = doers if performed else frozenset()
    speakers: list[int] = []
    carriers: list[int] = []
    spans: list[tuple[int, int]] = []
    for token in (trigger, *also):
        said = _around(index, token)
        if said is not None:
            _credit(index, said, performers, speakers, carriers, spans)
        for later in index.said:
            if later.content[0] <= token < later.content[1] <= later.cue[0]:  # "Hal itu dibenarkan Y."
                _credit(index, later, performers, speakers, carriers, spans)
        own = index.cued_at(token)
        if own is not None:
            # The trigger reports its own act: only the carriers of the words vouch for it.
            _credit(index, own, frozenset(own.speaker), speakers, carriers, spans)
    for said in index.in_sentence(sentence):
        if said.kind == "carrier":
            _credit(index, said, performers, speakers, carriers, spans)
    if not carriers:
        quoted = _quoted_after(index, sentence, doers)
        if quoted is not None:
            _credit(index, quoted, frozenset(quoted.speaker), speakers, carriers, spans)
    return speakers + [n for n in carriers if n not in speakers], spans


def _around(index: StatementIndex, token: int) -> SaidBy | None:
    """The statement with the shortest content that tells the act at ``token``."""
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


def _quoted_after(index: StatementIndex, sentence: int, doers: frozenset[int]) -> SaidBy | None:
    """The first carried words of one of ``doers`` within a few sentences after ``sentence``."""
    for said in index.said:
        near = sentence < said.sentence <= sentence + _QUOTED_WITHIN
        if near and said.via and not doers.isdisjoint(said.speaker):
            return said
    return None


def _credit(
    index: StatementIndex,
    said: SaidBy,
    without: frozenset[int],
    speakers: list[int],
    carriers: list[int],
    spans: list[tuple[int, int]],
) -> None:
    """Add the speaker and the carriers of one statement, with the words that name them."""
    named = [n for n in said.speaker[:1] if n not in without]
    into = carriers if said.kind == "carrier" else speakers
    into += [n for n in named if n not in into]
    carriers += [n for n in said.via if n not in carriers]
    credits = [said.speaker_at, said.cue] if named else []
    if said.via:
        credits += said.via_at
    for tokens in credits:
        if tokens is not None and (span := index.words.span(*tokens)) not in spans:
            spans.append(span)
