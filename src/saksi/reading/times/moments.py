"""Calendar arithmetic: days, weeks, months and years cut to what is known."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hijridate import Gregorian, Hijri

Grain = Literal["day", "month", "year"]


class CannotDate(Exception):
    """The words name a date that cannot be worked out; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the calendar from ``first`` to ``last``, both cut to ``grain`` when written."""

    first: date
    last: date
    grain: Grain = "day"

    @property
    def value(self) -> str:
        """Its first day, month or year in ISO 8601."""
        return _cut(self.first, self.grain)

    @property
    def end(self) -> str | None:
        """Its last day, month or year, or None when it is the same as the first."""
        last = _cut(self.last, self.grain)
        return None if last == self.value else last


def _cut(day: date, grain: Grain) -> str:
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[grain]]


def one_day(year: int, month: int, day: int) -> Moment:
    """That day; raises ``CannotDate`` if the calendar has none."""
    try:
        found = date(year, month, day)
    except ValueError:
        raise CannotDate(f"the calendar has no day {day} of month {month} in {year}") from None
    return Moment(found, found)


def months(year: int, month: int, count: int = 1) -> Moment:
    """``count`` months from ``month`` (1 to 12, or beyond into other years) of ``year``."""
    first = _month_start(year, month)
    end = _month_start(year, month + count - 1)
    return Moment(first, end.replace(day=monthrange(end.year, end.month)[1]), "month")


def _month_start(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    try:
        return date(year, month, 1)
    except ValueError:
        raise CannotDate("it lies outside the calendar") from None


def years(first: int, last: int | None = None) -> Moment:
    """The years from ``first`` to ``last``."""
    try:
        return Moment(date(first, 1, 1), date(last or first, 12, 31), "year")
    except ValueError:
        raise CannotDate("it lies outside the calendar") from None


def week(day: date, shift: int = 0) -> Moment:
    """The week, Monday to Sunday, that holds ``day``, or one ``shift`` weeks away."""
    monday = later(day, days=7 * shift - day.weekday())
    return Moment(monday, later(monday, days=6))


def later(day: date, *, days: int = 0, months: int = 0) -> date:
    """``day`` moved on by days and months; a day the month has not becomes its last. Raises ``CannotDate``."""
    try:
        if months:
            start = _month_start(day.year, day.month + months)
            day = start.replace(day=min(day.day, monthrange(start.year, start.month)[1]))
        return day + timedelta(days=days)
    except OverflowError:
        raise CannotDate("it lies outside the calendar") from None


def weekday_on_or_before(day: date, weekday: int) -> date:
    """The last such weekday (Monday is 0) up to and with ``day``."""
    return later(day, days=-((day.weekday() - weekday) % 7))


def weekday_on_or_after(day: date, weekday: int) -> date:
    """The first such weekday from ``day`` on."""
    return later(day, days=(weekday - day.weekday()) % 7)


def islamic_day(year: int, month: int, day: int) -> Moment:
    """A day of the Islamic calendar: the day of the Umm al-Qura calendar and the one after it.

    Indonesia sights the moon for itself, and its months begin on the same day or a day later. Raises ``CannotDate``
    outside the calendar's tables (1343 to 1500 AH).
    """
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        raise CannotDate(f"no day {day} of Islamic month {month} in {year} AH is known") from None
    first = date(found.year, found.month, found.day)
    return Moment(first, later(first, days=1))


def islamic_month(year: int, month: int) -> Moment:
    """A month of the Islamic calendar, with the day after it (see ``islamic_day``)."""
    try:
        length = Hijri(year, month, 1).month_length()
    except (ValueError, OverflowError):
        raise CannotDate(f"no Islamic month {month} in {year} AH is known") from None
    return Moment(islamic_day(year, month, 1).first, islamic_day(year, month, length).last)


def islamic_year_of(day: date) -> int:
    """The Islamic year that ``day`` falls in."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        raise CannotDate("it lies outside the tables of the Islamic calendar") from None
