"""Reads the time expressions of an article, from left to right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from saksi.reading.times.clock import Clock, direction
from saksi.reading.times.grammar import Found, Scan, scan
from saksi.reading.times.moments import CannotDate, Moment, later, months
from saksi.reading.times.resolve import RESOLVERS
from saksi.report import TimeExpression

_WITHOUT_YEAR = ("day", "month", "numeric", "days_between")
_CUE_REACH = 14
"""How many words before an expression a cue of tense ("akan", "telah") is looked for."""
_CUE_REACH_AHEAD = 5
_CLAUSE_ENDS = frozenset({"comma", "stop", "newline", "open", "close", "speech"})
_CUES = {"future_cue": 1, "past_cue": -1}
_JOINERS = frozenset({"dash", "range", "with", "and", "or", "comma"})
_NO_END = frozenset({"last_n", "next_n", "deictic"})
"""Rules whose expressions close no span: "Senin hingga hari ini" has an end that moves."""


class _Reading:
    """One expression: what was found, and the moment or the reason."""

    __slots__ = ("found", "moment", "reason", "span")

    def __init__(self, found: Found, moment: Moment | None, reason: str | None) -> None:
        self.found, self.moment, self.reason, self.span = found, moment, reason, found.span


def find_times(text: str, published: date | None, sentences: Sequence[tuple[int, int]] = ()) -> list[TimeExpression]:
    """All expressions in ``text`` that give a calendar date or a span of dates, in the order of the text.

    ``sentences`` are character spans (they tell an opening "Minggu lalu", last week, from a Sunday). Expressions that
    need the day of publication have a null value and a reason when ``published`` is None; so have dates that no
    calendar knows ("30 Februari").
    """
    cut = scan(text)
    readings: list[_Reading] = []
    reference: Moment | None = None
    starts = [start for start, _ in sentences]
    for number, found in enumerate(cut.found):
        clock = Clock(published, reference)
        clock.opens = _opens(found, starts, cut)
        clock.cue = _cue(found, cut, clock.opens)
        if found.rule in _WITHOUT_YEAR and "year" not in found.kinds and number + 1 < len(cut.found):
            clock.next_year = _year_ahead(found, cut.found[number + 1], cut)
        try:
            moment = RESOLVERS[found.rule](found, clock)
        except CannotDate as problem:
            readings.append(_Reading(found, None, str(problem)))
            continue
        if moment is not None:
            readings.append(_Reading(found, moment, None))
            # "Pada hari yang sama" points at the day of an act, not at the day an agency wrote of it.
            if reference is None or not _of_saying(found, cut):
                reference = moment
    _agree(readings, cut)
    return _expressions(text, readings, cut)


def _agree(readings: list[_Reading], cut: Scan) -> None:
    """ "Januari hingga September", "Februari dan Maret": two months without a year are in order."""
    for one, two in pairwise(readings):
        between = [token.kind for token in cut.tokens[one.found.last : two.found.first]]
        bare = one.found.rule == two.found.rule == "month" and not one.found.kinds & {"past", "next", "this"}
        joined = 1 <= len(between) <= 2 and _JOINERS.issuperset(between)
        if bare and joined and one.moment and two.moment and one.moment.first > two.moment.first:
            one.moment = months(one.moment.first.year - 1, one.moment.first.month)


def _opens(found: Found, starts: list[int], cut: Scan) -> bool:
    """Whether the expression opens a sentence, or the text when no sentences are given."""
    begin = found.span[0]
    if not starts:
        return found.first == 0
    return starts[max(bisect_right(starts, begin) - 1, 0)] >= (cut.tokens[found.first - 1].end if found.first else 0)


def _of_saying(found: Found, cut: Scan) -> bool:
    """Whether a word of saying stands before the expression in its sentence: "dilansir AFP, Selasa (17/6)"."""
    for place in range(found.first - 1, max(found.first - 1 - _CUE_REACH, -1), -1):
        kind = cut.tokens[place].kind
        if kind in ("stop", "newline"):
            return False
        if kind == "speech":
            return True
    return False


def _cue(found: Found, cut: Scan, opens: bool) -> int:
    """1 for a cue of the future, -1 for one of the past, 0 for none: before the expression, or after one that opens."""
    tokens = cut.tokens
    for place in range(found.first - 1, max(found.first - 1 - _CUE_REACH, -1), -1):
        kind = tokens[place].kind
        if kind in _CUES:
            return _CUES[kind]
        if kind == "later" and tokens[place].value:
            return 1
        if kind in _CLAUSE_ENDS:
            break
    preposition = found.first and tokens[found.first - 1].kind == "prep"
    if not opens and not (preposition and (found.first == 1 or tokens[found.first - 2].kind in ("stop", "newline"))):
        return 0
    for token in tokens[found.last : found.last + _CUE_REACH_AHEAD]:
        if token.kind in _CUES:
            return _CUES[token.kind]
        if token.kind in _CLAUSE_ENDS and token.kind != "comma":
            break
    return 0


def _year_ahead(found: Found, following: Found, cut: Scan) -> int | None:
    """The year that the next expression names for this one too: "10 Mei-8 Juli 2025", "Maret dan April 2024"."""
    between = cut.tokens[found.last : following.first]
    if not 1 <= len(between) <= 2 or any(token.kind not in _JOINERS for token in between):
        return None
    figures = following.value("fulldate")
    year = figures.year if figures else following.value("year")
    if year is None or following.rule not in (*_WITHOUT_YEAR, "month_of_year"):
        return None
    mine, its = (_month_number(one) for one in (found, following))
    return int(year) - 1 if mine and its and mine > its else int(year)


def _month_number(found: Found) -> int | None:
    figures = found.value("numdate", "fulldate")
    month: int | None = figures.month if figures else found.value("month", "month_short")
    return month


def _expressions(text: str, readings: list[_Reading], cut: Scan) -> list[TimeExpression]:
    """The readings as report entries; two ends of a span ("dari X hingga Y") become one."""
    out: list[TimeExpression] = []
    number = 0
    while number < len(readings):
        one = readings[number]
        joined = _joined(one, readings[number + 1], cut) if number + 1 < len(readings) else None
        if joined is not None:
            start, end = one.span[0], readings[number + 1].span[1]
            out.append(TimeExpression(text=text[start:end], span=(start, end), value=joined[0], end=joined[1]))
            number += 2
            continue
        start, end = one.span
        value, last = (one.moment.value, one.moment.end) if one.moment else (None, None)
        out.append(TimeExpression(text=text[start:end], span=one.span, value=value, end=last, reason=one.reason))
        number += 1
    return out


def _joined(one: _Reading, two: _Reading, cut: Scan) -> tuple[str, str] | None:
    """The value and end of the span from ``one`` to ``two``, or None when they are two dates."""
    between = [token.kind for token in cut.tokens[one.found.last : two.found.first]]
    if one.moment is None or two.moment is None or not between or len(between) > 2:
        return None
    ranged = between[0] in ("dash", "range") and (len(between) == 1 or between[1] in ("prep", "dash", "with"))
    if not ranged:
        opener = cut.tokens[one.found.first - 1].kind if one.found.first else ""
        if between != ["and"] or opener != "between":
            return None
    first = one.moment
    if one.found.rule == "weekday" and direction(one.found) is None and two.moment.grain == "day":
        # "Senin sampai Rabu pekan depan": the last Monday before that Wednesday
        back = (two.moment.last.weekday() - first.first.weekday()) % 7
        day = later(two.moment.last, days=-back)
        first = Moment(day, day)
    if first.first > two.moment.last or two.found.rule in _NO_END:
        return None
    return first.value, two.moment.end or two.moment.value
