"""Days and months with a name: holidays, the Islamic calendar, and events known by their day."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from saksi.reading.times import moments
from saksi.reading.times.clock import NEAR_FUTURE, Clock, direction, year_of
from saksi.reading.times.grammar import Found
from saksi.reading.times.moments import CannotDate, Moment
from saksi.reading.times.tokens import load

ISLAMIC_YEARS = range(1300, 1501)
"""Year numbers read as Islamic years beside an Islamic month, with or without "H"."""


@cache
def _holidays() -> dict[str, Any]:
    data: dict[str, Any] = load("holidays.yaml")
    return data


def event_year(day: int, month: int) -> int | None:
    """The year of the one event that goes by this day and month ("serangan 11 September")."""
    for event in _holidays()["events"]:
        if (event["day"], event["month"]) == (day, month):
            return int(event["year"])
    return None


def holiday(found: Found, clock: Clock) -> Moment:
    """ "Natal 2024", "Idul Fitri 1446 H", "Lebaran tahun lalu"; "H-7 Lebaran" is seven days before it."""
    feast, days = _feast(found, clock), found.value("offset") or 0
    return Moment(moments.later(feast.first, days=days), moments.later(feast.last, days=days))


def _feast(found: Found, clock: Clock) -> Moment:
    name = found.value("holiday")
    fixed = _holidays()["fixed"].get(name)
    year = year_of(found, clock)
    if fixed is None:
        month, day = _holidays()["hijri"][name]
        return _islamic(month, day, year, found, clock)
    if year is not None:
        return moments.one_day(year, *fixed)
    return _relative([moments.one_day(clock.today.year + shift, *fixed) for shift in (-1, 0, 1)], found, clock)


def islamic(found: Found, clock: Clock) -> Moment:
    """ "Ramadan 1446 H", "10 Zulhijah 1447 H", "Ramadan tahun ini"."""
    days = found.values("day")
    month = found.value("hijri_month")
    first = _islamic(month, days[0] if days else None, year_of(found, clock), found, clock)
    if len(days) < 2:
        return first
    return Moment(first.first, _islamic(month, days[-1], year_of(found, clock), found, clock).last)


def islamic_year(year: int) -> Moment:
    """A year of the Islamic calendar."""
    return Moment(moments.islamic_month(year, 1).first, moments.islamic_month(year, 12).last)


def _islamic(month: int, day: int | None, year: int | None, found: Found, clock: Clock) -> Moment:
    def moment(islamic_year: int) -> Moment:
        if day is None:
            return moments.islamic_month(islamic_year, month)
        return moments.islamic_day(islamic_year, month, day)

    if year is not None and year in ISLAMIC_YEARS:
        return moment(year)
    middle = date(year, 7, 1) if year is not None and 1 <= year <= 9999 else clock.today
    centre = moments.islamic_year_of(middle)
    around = [moment(centre + shift) for shift in (-1, 0, 1)]
    if year is None:
        return _relative(around, found, clock)
    within = [one for one in around if one.first.year == year]
    if not within:
        raise CannotDate(f"that day of the Islamic calendar does not fall in {year}")
    return within[-1]


def _relative(around: list[Moment], found: Found, clock: Clock) -> Moment:
    """The last or the coming one of the same day in three years running."""
    past = [one for one in around if one.first <= clock.today]
    coming = [one for one in around if one.last >= clock.today]
    heading = direction(found)
    near = clock.cue == 0 and any((one.first - clock.today).days <= NEAR_FUTURE for one in coming[:1])
    if heading == 1 or (heading is None and (clock.cue == 1 or near)):
        chosen = coming[:1]
    elif heading == 0:
        chosen = [min(around, key=lambda one: abs((one.first - clock.today).days))]
    else:
        chosen = past[-1:]
    if not chosen:
        raise CannotDate("its year cannot be told")
    return chosen[0]
