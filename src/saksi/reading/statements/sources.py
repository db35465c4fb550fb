"""Whom the article credits for an event: speaker, then agency, then outlet; nobody when it says so in its own voice."""

from __future__ import annotations

from saksi.reading.context import Context
from saksi.reading.statements.index import StatementIndex
from saksi.reading.statements.words import SaidBy


def sources_for(
    ctx: Context, trigger: int, sentence: int, index: StatementIndex | None = None
) -> tuple[list[int], list[tuple[int, int]]]:
    """Entity numbers that vouch for the event whose trigger is token ``trigger``, and the words that credit them.

    ``sentence`` is the number of the event's main sentence. First-hand sources lead, the outermost carrier comes last.
    """
    index = index or StatementIndex(ctx)
    numbers: list[int] = []
    spans: list[tuple[int, int]] = []
    around = index.innermost(trigger)
    if around is not None:
        _credit(index, around, numbers, spans)
    for one in index.in_sentence(sentence):
        if one is not around and one.kind == "carrier":
            _credit(index, one, numbers, spans)
    return numbers, spans


def _credit(index: StatementIndex, said: SaidBy, numbers: list[int], spans: list[tuple[int, int]]) -> None:
    for number in (*said.speaker[:1], *said.via):
        if number not in numbers:
            numbers.append(number)
    for tokens in (said.speaker_at, said.cue, *said.via_at):
        if tokens is not None and said.speaker:
            span = index.words.span(*tokens)
            if span not in spans:
                spans.append(span)
