"""Whom the article credits for an event: speaker, then agency, then outlet; nobody when it says so in its own voice."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from saksi.reading.context import Context
from saksi.reading.statements.index import StatementIndex
from saksi.reading.statements.lexicon import lexicon
from saksi.reading.statements.words import SaidBy


def sources_for(
    ctx: Context,
    trigger: int,
    sentence: int,
    index: StatementIndex | None = None,
    *,
    actors: Collection[int] = (),
    event_type: str = "",
    also: Iterable[int] = (),
) -> tuple[list[int], list[tuple[int, int]]]:
    """Entity numbers that vouch for the event whose trigger is token ``trigger``, and the words that credit them.

    ``sentence`` is the number of the event's main sentence; ``also`` are triggers of the same event elsewhere, whose
    sources are added. First-hand sources lead, carriers come last. The actor of an act of speech (``event_type``
    REQUEST, ACCUSE, REJECT, THREATEN) performs it by saying it, so he is not its source; those who carry his words are.
    """
    index = index or StatementIndex(ctx)
    performed = frozenset(actors) if event_type in lexicon().words["speech_types"] else frozenset()
    speakers: list[int] = []
    carriers: list[int] = []
    spans: list[tuple[int, int]] = []
    for token in (trigger, *also):
        said = index.innermost(token)
        if said is not None:
            _credit(index, said, performed, speakers, carriers, spans)
        own = index.cued_at(token)
        if own is not None:
            # The trigger reports its own act: only the carriers of the words vouch for it.
            _credit(index, own, frozenset(own.speaker), speakers, carriers, spans)
    for said in index.in_sentence(sentence):
        if said.kind == "carrier":
            _credit(index, said, performed, speakers, carriers, spans)
    return speakers + [n for n in carriers if n not in speakers], spans


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
