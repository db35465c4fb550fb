"""Which of an article's dates is the date of an act.

Candidates, then choice: every time expression in the act's sentence collects points for what stands between it and the
act (``event_date.yaml``), and the best one is taken if it has enough. A date beside a word of saying dates the saying;
it is the date of the act only where the act is the saying.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from saksi.reading.statements.lexicon import lexicon
from saksi.reading.times.tokens import load
from saksi.report import Date, TimeExpression

if TYPE_CHECKING:
    from saksi.reading.context import Context, Sentence

_ACTS_OF_SPEECH = "act"
_MARKS = frozenset('"“”')
_NEAR = 3
_OPENING = 2
_YEAR = 4
_CLIMB = 12


@dataclass(frozen=True)
class Signs:
    """The data of ``event_date.yaml``."""

    words: dict[str, frozenset[str]]
    cues: frozenset[str]
    carriers: frozenset[str]
    points: dict[str, float]
    least: float


@cache
def signs() -> Signs:
    """The words and points, read once."""
    data: dict[str, Any] = load("event_date.yaml")
    single = lexicon().single
    cues = frozenset(word for word, cue in single.items() if cue.need != _ACTS_OF_SPEECH)
    carriers = frozenset(word for word, cue in single.items() if cue.kind == "carrier")
    words = {name: frozenset(listed) for name, listed in data["words"].items()}
    return Signs(words, cues, carriers, data["points"], data["least"])


@dataclass(slots=True)
class Candidate:
    """A time expression of the act's sentence: its tokens ``start`` to ``end``, and the signs that tie or part."""

    time: TimeExpression
    start: int
    end: int
    signs: list[str]
    points: float = 0.0


def candidates(ctx: Context, start: int, end: int, clause: tuple[int, int], is_speech: bool) -> list[Candidate]:
    """The dates of the sentence that holds tokens ``start`` to ``end`` (the act), with their signs, best first.

    Of two with equal points the one in the act's clause comes first, then the nearer one.
    """
    known = signs()
    sentence = ctx.sentence_at(ctx.doc[start].idx)
    lower = ctx.lower(sentence)
    found = []
    for time, first, last in _times_in(ctx, sentence):
        tied = list(_signs(ctx, sentence, lower, (start, end), (first, last), time, is_speech))
        points = sum(known.points.get(sign, 0.0) for sign in tied)
        found.append(Candidate(time, first, last, tied, points))
    found.sort(key=lambda one: (-one.points, not clause[0] <= one.start < clause[1], abs(one.start - start)))
    return found


def _times_in(ctx: Context, sentence: Sentence) -> Iterator[tuple[TimeExpression, int, int]]:
    for time in ctx.times:
        if sentence.span[0] <= time.span[0] < sentence.span[1]:
            tokens = ctx.doc.char_span(*time.span, alignment_mode="expand")
            if tokens is not None:
                yield time, tokens.start, tokens.end


def _verb(ctx: Context, i: int) -> bool:
    return ctx.doc[i].pos_ == "VERB"


def _signs(
    ctx: Context,
    sentence: Sentence,
    lower: list[str],
    act: tuple[int, int],
    when: tuple[int, int],
    time: TimeExpression,
    is_speech: bool,
) -> Iterator[str]:
    known, offset = signs(), sentence.start
    after = when[0] >= act[1]
    if when[0] < act[1] and act[0] < when[1]:
        yield "inside"
        return
    gap = range(act[1], when[0]) if after else range(when[1], act[0])
    words = [lower[i - offset] for i in gap]
    if not after:
        yield "before"
    if len(gap) <= _NEAR:
        yield "near"
    for name in ("links", "relative", "purpose"):
        if not known.words[name].isdisjoint(words):
            yield name
    if not _MARKS.isdisjoint(words):
        yield "quote"
    if not known.cues.isdisjoint(words):
        yield "cue between"
    saying, place = said_at(ctx, lower, offset, when[0])
    if saying and not (after and place < act[0]):
        yield "saying, act of speech" if is_speech and saying != "carrier" else saying
    lead = lower[when[0] - 1 - offset] if when[0] > offset else ""
    for name in ("until", "since"):
        if lead in known.words[name]:
            yield name
    if time.value is None:
        yield "unknown"
    elif len(time.value) == _YEAR:
        yield "year"
        if lead and ctx.doc[when[0] - 1].text[0].isupper() and ctx.doc[when[0]].text.isdecimal():
            yield "name"
    if time.end is not None:
        yield "span"
    tie = _tie(ctx, act, when)
    if tie:
        yield tie
    if when[0] - offset <= _OPENING:
        yield "opening"


def _tie(ctx: Context, act: tuple[int, int], when: tuple[int, int]) -> str:
    """How the tree ties the date to the act: hanging on it, or on another verb on the way up; empty for neither."""
    place = next(i for i in range(*when) if not when[0] <= ctx.doc[i].head.i < when[1] or ctx.doc[i].head.i == i)
    for _ in range(_CLIMB):
        head = ctx.doc[place].head.i
        if act[0] <= head < act[1]:
            return "hanging on it"
        if head == place:
            return ""
        if _verb(ctx, head):
            return "hanging on another"
        place = head
    return ""


def said_at(ctx: Context, lower: list[str], offset: int, start: int) -> tuple[str, int]:
    """What the date at token ``start`` dates: "saying" or "carrier" with the token of the cue, or an empty string.

    It dates a saying, or the report of one, when the nearest verb before it is a word of saying, or when no verb parts
    it from a noun for what was said ("dalam keterangannya, Senin"). ``lower`` are the words of its sentence, which
    starts at token ``offset``.
    """
    known = signs()
    for place in range(start - 1 - offset, -1, -1):
        word = lower[place]
        if word in known.carriers:
            return "carrier", place + offset
        if word in known.cues or word in known.words["said"]:
            return "saying", place + offset
        if _verb(ctx, place + offset) or word in _MARKS:
            break
    return "", -1


def occasion_of(ctx: Context, lower: list[str], offset: int, start: int) -> tuple[str, int]:
    """``said_at``, and further: the day of its occasion dates a saying too ("kata Ali saat membuka rapat, Rabu").

    Verbs may stand between the word of saying and the date where a word for an occasion ("saat", "usai") opens them.
    """
    found = said_at(ctx, lower, offset, start)
    if found[0]:
        return found
    known = signs()
    opened = False
    for place in range(start - 1 - offset, -1, -1):
        word = lower[place]
        if word in _MARKS or word in known.words["content"]:
            break
        if word in known.words["circumstance"]:
            opened = True
        elif opened and (word in known.cues or word in known.words["said"]):
            return "saying", place + offset
        elif _verb(ctx, place + offset):
            opened = False
    return "", -1


def choose_date(
    ctx: Context, start: int, end: int, clause: tuple[int, int], is_speech: bool, *, done: bool = False
) -> tuple[Date | None, str]:
    """The date that the act's own sentence gives it, or None with the reason in a sentence.

    The act is named by tokens ``start`` to ``end``; ``clause`` is the token range of its clause; ``is_speech`` says
    that the act is itself a saying ("mengecam"), so that the date of the statement is its date. What is ``done`` has no
    day after publication.
    """
    found = candidates(ctx, start, end, clause, is_speech)
    if done:
        found = [one for one in found if not is_ahead(ctx, one.time)]
    if not found:
        return None, "its sentence names no date"
    best = found[0]
    if best.points <= signs().least:
        return None, f"'{best.time.text}' in its sentence dates something else"
    if best.time.value is None:
        return None, f"'{best.time.text}' cannot be dated: {best.time.reason}"
    return as_date(best.time), ""


def points_in(ctx: Context, i: int, time: TimeExpression, is_speech: bool) -> float | None:
    """The points of ``time`` as the date of the act at token ``i``, or None where another sentence names it."""
    found = candidates(ctx, i, i + 1, (i, i + 1), is_speech)
    return next((one.points for one in found if one.time is time), None)


def is_ahead(ctx: Context, time: TimeExpression) -> bool:
    """Whether ``time`` lies wholly after the day of publication."""
    if ctx.published is None or time.value is None:
        return False
    return time.value > ctx.published.isoformat()[: len(time.value)]


def as_date(time: TimeExpression) -> Date:
    """A time expression with a value as the date of an event."""
    return Date(value=time.value or "", end=time.end, text=time.text, span=time.span)
