"""Where each dated event stands on a time axis whose long gaps are shortened."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import log2

from saksi.dates import covered, days
from saksi.export.dates import spoken
from saksi.report import Date, Report

_TICK_ROOM = 24.0  # percent of the width that a tick's label needs on a phone


@dataclass(slots=True)
class Bar:
    """One event on the axis: left edge and width in percent of the axis; a day is drawn as a point."""

    event: str
    left: float
    width: float
    point: bool


@dataclass(slots=True)
class Tick:
    """A labelled day on the axis, in percent of its width."""

    at: float
    label: str
    published: bool = False


@dataclass(slots=True)
class Timeline:
    """Bars in order of time, ticks from left to right, and the events whose date is not known."""

    bars: list[Bar] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)


def timeline(report: Report, lang: str = "en") -> Timeline:
    """Lay out the events of ``report`` by date.

    The axis keeps the order of days, not their distance: a gap of ``n`` days is drawn ``log2`` long, so that an act of
    yesterday and one of ten years ago fit on a phone. A month or a year is a bar over all its days.
    """
    made = Timeline()
    spans: dict[str, tuple[date, date]] = {}
    named: dict[date, str] = {}
    for event in report.events:
        known = covered(event.date) if event.date else None
        if event.date is None or known is None:
            made.undated.append(event.id)
            continue
        spans[event.id] = (known[0], _after(known[1]))
        # Of two dates that begin on one day the more exact one, the longer text, names the tick.
        named[known[0]] = max(named.get(known[0], ""), event.date.value, key=len)
    if not spans:
        return made
    issued = days(report.article.published) if report.article.published else None
    borders = sorted({edge for span in spans.values() for edge in span})
    if issued:
        borders = sorted({*borders, issued[0], _after(issued[1])})
    place = _scale(borders)
    for ref, (start, end) in sorted(spans.items(), key=lambda item: (item[1][0], item[1][1])):
        left, right = place[start], place[end]
        made.bars.append(Bar(ref, round(left, 2), round(right - left, 2), point=(end - start).days == 1))
    made.ticks = _ticks(named, issued[0] if issued else None, place, lang)
    return made


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _scale(borders: list[date]) -> dict[date, float]:
    """Position of each border in percent, a gap of n days taking 1 + log2(n) shares of the width."""
    at, total = {borders[0]: 0.0}, 0.0
    for before, after in itertools.pairwise(borders):
        total += 1 + log2((after - before).days)
        at[after] = total
    return {day: 100 * share / (total or 1) for day, share in at.items()}


def _ticks(named: dict[date, str], issued: date | None, place: dict[date, float], lang: str) -> list[Tick]:
    """The publication day, the first and the last event, then whatever else has room."""
    starts = sorted(named)
    wanted = ([issued] if issued else []) + [starts[0], starts[-1], *starts[1:-1]]
    ticks: list[Tick] = []
    for day in wanted:
        at = round(place[day], 2)
        if all(abs(at - other.at) >= _TICK_ROOM for other in ticks):
            label = spoken(Date(value=day.isoformat() if day == issued else named[day]), lang, short=True)
            ticks.append(Tick(at, label, published=day == issued))
    return sorted(ticks, key=lambda tick: tick.at)
