"""From the words of a time expression to its calendar date, one resolver a rule of ``rules.yaml``.

Every resolver takes what the grammar found and the clock of the article, and returns a ``Moment``, raises
``CannotDate`` with the reason, or returns None when the words turn out to be no date.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from saksi.reading.times import moments, named
from saksi.reading.times.clock import MONTHS, NEAR_FUTURE, WEEKDAYS, Clock, direction, year_of
from saksi.reading.times.grammar import Found
from saksi.reading.times.moments import CannotDate, Moment
from saksi.reading.times.tokens import NumericDate

BARE_YEARS = range(1900, 2100)
"""Four figures in this range are a year even without "tahun" before them."""

_ONE = {"one_day": "day_unit", "one_week": "week_unit", "one_month": "month_unit", "one_year": "year_unit",
        "one_decade": "decade_unit", "one_century": "century_unit"}  # fmt: skip
_END = 2  # the value of "akhir" in words.yaml
_UNITS = ("hour_unit", "day_unit", "week_unit", "month_unit", "year_unit", "decade_unit", "century_unit")
_IN_MONTHS = {"month_unit": 1, "year_unit": 12, "decade_unit": 120, "century_unit": 1200}


def _nearest(day: int, month: int, clock: Clock, heading: int | None, weekday: int | None = None) -> Moment:
    """A day and month without a year: the last one, or the coming one if words or nearness say so.

    A weekday beside it settles the year, so that "Kamis (1/1)" on 30 December is the coming day.
    """
    if clock.next_year is not None:
        return moments.one_day(clock.next_year, month, day)
    today = clock.today
    around: list[date] = []
    for year in range(max(today.year - 8, 1), min(today.year + 9, 10000)):
        try:
            around.append(date(year, month, day))
        except ValueError:
            continue
    if not around:
        raise CannotDate(f"the calendar has no day {day} of month {month}")
    if weekday is not None:
        close = [one for one in around if abs((one - today).days) < 370 and one.weekday() == weekday]
        if close:
            best = min(close, key=lambda one: abs((one - today).days))
            return Moment(best, best)
    chosen = max((one for one in around if one <= today), default=around[0])
    coming = min((one for one in around if one > today), default=around[-1])
    near = clock.cue == 0 and (coming - today).days <= NEAR_FUTURE
    if heading == 1 or (heading is None and chosen != today and (clock.cue == 1 or near)):
        chosen = coming
    return Moment(chosen, chosen)


def _day(found: Found, clock: Clock) -> Moment:
    day, month = found.value("day"), found.value(*MONTHS)
    year = year_of(found, clock)
    if year is not None:
        return moments.one_day(year, month, day)
    return _nearest(day, month, clock, direction(found), found.value(*WEEKDAYS))


def _day_of_month(found: Found, clock: Clock) -> Moment:
    """ "tanggal 15 bulan ini"; without a month that of the date before it, or the last or coming one of that number."""
    day, today = found.value("day"), clock.today
    if "month_unit" in found.kinds:
        month = moments.months(today.year, today.month + (direction(found) or 0)).first
    elif clock.reference is not None and clock.reference.grain != "year":
        month = clock.reference.first
    else:
        shift = -1 if day > today.day and clock.cue != 1 else 1 if day < today.day and clock.cue == 1 else 0
        month = moments.months(today.year, today.month + shift).first
    return moments.one_day(month.year, month.month, day)


def _event_day(found: Found, clock: Clock) -> Moment:
    day, month = found.value("day"), found.value(*MONTHS)
    year = named.event_year(day, month)
    return _day(found, clock) if year is None else moments.one_day(year, month, day)


def _days_between(found: Found, clock: Clock) -> Moment:
    if "hijri_month" in found.kinds:
        return named.islamic(found, clock)
    days, month, year = found.values("day"), found.value(*MONTHS), year_of(found, clock)
    if year is None:
        last = _nearest(days[-1], month, clock, direction(found), (found.values(*WEEKDAYS) or [None])[-1]).first
    else:
        last = moments.one_day(year, month, days[-1]).first
    first = moments.one_day(last.year, last.month, days[0]).first
    if first > last:
        raise CannotDate("its first day comes after its last")
    return Moment(first, last)


def _numeric(found: Found, clock: Clock) -> Moment | None:
    written: NumericDate = found.value("numdate", "fulldate")
    weekdays = found.values(*WEEKDAYS)
    day, month = written.until or (written.day, written.month)
    try:
        if written.year is not None:
            last = moments.one_day(written.year, month, day)
        else:
            last = _nearest(day, month, clock, direction(found), weekdays[-1] if weekdays else None)
        if written.until is None:
            return last
        years_back = 1 if written.month > month else 0
        first = moments.one_day(last.first.year - years_back, written.month, written.day)
    except CannotDate:
        # A bare fraction or score in brackets, "(2/13)", is no date; beside a weekday it is a wrong one.
        if len(found.tokens) <= 3 and written.year is None and clock.published is not None:
            return None
        raise
    if first.first > last.first:
        raise CannotDate("its first day comes after its last")
    return Moment(first.first, last.first)


def _weekday(found: Found, clock: Clock) -> Moment:
    weekday = found.value(*WEEKDAYS)
    heading = direction(found)
    week_meant = "sunday" in found.kinds and clock.opens and found.tokens[0].kind == "sunday"
    if week_meant and heading is not None and len(found.tokens) <= 3 and "yesterday" not in found.kinds:
        # A capital at the opening of a sentence says nothing: "Minggu lalu" there is the week.
        return moments.week(clock.today, heading)
    today = clock.today
    if heading == -1:
        day = moments.weekday_on_or_before(moments.later(today, days=-1), weekday)
    elif heading == 1:
        day = moments.weekday_on_or_after(moments.later(today, days=1), weekday)
    elif heading == 0:
        day = moments.later(moments.week(today).first, days=weekday)
    elif clock.cue == 1 and "just_now" not in found.kinds:
        day = moments.weekday_on_or_after(today, weekday)
    else:
        day = moments.weekday_on_or_before(today, weekday)
    return Moment(day, day)


def _weekday_of_week(found: Found, clock: Clock) -> Moment:
    """ "Rabu pekan lalu", "Jumat dua pekan lalu"."""
    back = _count(found)[0] if found.kinds & {"day", "number", "one_week"} else 1
    monday = moments.week(clock.today, back * (direction(found) or 0)).first
    day = moments.later(monday, days=found.value(*WEEKDAYS))
    return Moment(day, day)


def _weekday_after(found: Found, clock: Clock) -> Moment:
    """ "Kamis sebelumnya" counts from the date before it, or from publication when there is none."""
    base = clock.reference.first if clock.reference and clock.reference.grain == "day" else clock.today
    weekday = found.value(*WEEKDAYS)
    if "later" in found.kinds:
        day = moments.weekday_on_or_after(moments.later(base, days=1), weekday)
    else:
        day = moments.weekday_on_or_before(moments.later(base, days=-1), weekday)
    return Moment(day, day)


def _eve(found: Found, clock: Clock) -> Moment:
    """ "malam Minggu" is the night before Sunday; "pagi Minggu" the morning of it."""
    day = _weekday(found, clock)
    return _moved(day.first, "day_unit", -1) if found.tokens[0].value == "night" else day


def _month_of_year(found: Found, clock: Clock) -> Moment:
    year = year_of(found, clock)
    assert year is not None  # noqa: S101 (the rule demands one)
    return moments.months(year, found.value(*MONTHS))


def _month(found: Found, clock: Clock) -> Moment:
    month = found.value(*MONTHS)
    if clock.next_year is not None:
        return moments.months(clock.next_year, month)
    today, heading = clock.today, direction(found)
    year = today.year
    ahead = (month - today.month) % 12
    if heading == 1 or (heading is None and clock.cue == 1):
        year += month < today.month or (heading == 1 and month == today.month)
    elif heading == -1:
        year -= month >= today.month
    elif heading is None and clock.cue == 0 and 31 * ahead < NEAR_FUTURE:
        year += month < today.month
    elif heading is None:
        year -= month > today.month
    return moments.months(year, month)


def _quarter(found: Found, clock: Clock) -> Moment | None:
    length, number = found.value("quarter_word"), found.value("ordinal_word")
    if number * length > 12:
        return None
    year = year_of(found, clock)
    assert year is not None  # noqa: S101 (the rule demands one)
    return moments.months(year, (number - 1) * length + 1, length)


def _season(found: Found, clock: Clock) -> Moment | None:
    """The seasons of the north, as months: spring March to May, and so on; winter ends in the next year."""
    start = found.value("season")
    year = year_of(found, clock)
    if found.kinds & {"dash", "slash"}:  # "musim dingin 2015-2016" is one winter
        return moments.months(year, start, 3) if year is not None else None
    if year is not None:
        return moments.months(year, start, 3)
    today, heading = clock.today, direction(found)
    around = [moments.months(today.year + shift, start, 3) for shift in (-2, -1, 0, 1, 2)]
    if heading == -1:
        return max((one for one in around if one.last < today), key=lambda one: one.first)
    if heading == 1:
        return min((one for one in around if one.first > today), key=lambda one: one.first)
    return next(one for one in around if one.last >= today)


def _years_between(found: Found, clock: Clock) -> Moment | None:
    first = found.value("year")
    second = found.values("year", "day", "number")[1]
    last = second if second >= 1000 else first - first % 100 + second
    if not (first in BARE_YEARS and last in BARE_YEARS and first < last):
        return None
    return moments.years(first, last)


def _year(found: Found, clock: Clock) -> Moment | None:
    year = found.value("year")
    if "hijri" in found.kinds:
        return named.islamic_year(year)
    if "year_unit" not in found.kinds and year not in BARE_YEARS:
        return None
    return moments.years(year)


def _decade(found: Found, clock: Clock) -> Moment | None:
    first = found.value("decade")
    if len(found.tokens) == 1 and first < 1000:
        return None  # "20-an orang": about twenty
    first += 1900 if first < 100 else 0
    return moments.years(first, first + 9) if first in BARE_YEARS or first >= 1000 else None


def _century(found: Found, clock: Clock) -> Moment | None:
    number = found.value("ordinal", "century_roman", "day", "number")
    if number is None:
        number = (clock.today.year - 1) // 100 + 1 + (direction(found) or 0)
    last = (found.values("ordinal", "century_roman", "day", "number") or [number])[-1]
    return moments.years(100 * number - 99, 100 * last) if 1 <= number <= last <= 30 else None


def _count(found: Found) -> tuple[int, str]:
    """How many of which unit: ("dua pekan") -> 2, "week_unit"."""
    for kind, unit in _ONE.items():
        if kind in found.kinds:
            return 1, unit
    number: int = found.value("day", "number", "year")
    return number, next(token.kind for token in found.tokens if token.kind in _UNITS)


def _moved(base: date, unit: str, count: int) -> Moment:
    """The day, week, month or year that lies ``count`` units away from ``base``, no finer than the unit."""
    if abs(count) > 100_000:
        raise CannotDate("it lies outside the calendar")
    if unit == "day_unit":
        day = moments.later(base, days=count)
        return Moment(day, day)
    if unit == "week_unit":
        return moments.week(base, count)
    if unit == "month_unit":
        return moments.months(base.year, base.month + count)
    return moments.years(base.year + count * _IN_MONTHS[unit] // 12)


def _stretch(base: date, unit: str, count: int) -> Moment:
    """The days from ``base`` to ``count`` units away, in order; years are cut to years."""
    if abs(count) > 100_000:
        raise CannotDate("it lies outside the calendar")
    if unit in ("hour_unit", "day_unit", "week_unit"):
        days = count * (7 if unit == "week_unit" else 1) if unit != "hour_unit" else -(-abs(count) // 24)
        far = moments.later(base, days=days if count > 0 else -abs(days))
    else:
        far = moments.later(base, months=count * _IN_MONTHS[unit])
    whole_years = unit in ("year_unit", "decade_unit", "century_unit")
    return Moment(min(far, base), max(far, base), "year" if whole_years else "day")


def _last_n(found: Found, clock: Clock) -> Moment:
    count, unit = (1, "decade_unit") if found.tokens[0].kind == "decade_unit" else _count(found)
    return _stretch(clock.today, unit, -count)


def _next_n(found: Found, clock: Clock) -> Moment:
    count, unit = _count(found)
    return _stretch(clock.today, unit, count)


def _ago(found: Found, clock: Clock) -> Moment:
    if "half" in found.kinds:
        return _half_ago(found, clock)
    count, unit = _count(found)
    return _moved(clock.today, unit, -count)


def _half_ago(found: Found, clock: Clock) -> Moment:
    """ "setengah tahun lalu", "satu setengah tahun lalu": half the unit as the smaller units it holds."""
    unit = next(token.kind for token in found.tokens if token.kind in _UNITS)
    halves = 2 * (found.value("day", "number") or 0) + 1
    if unit in ("week_unit", "day_unit"):
        day = moments.later(clock.today, days=-(7 if unit == "week_unit" else 1) * halves // 2)
        return Moment(day, day)
    if unit == "month_unit":
        return moments.week(moments.later(clock.today, days=-15 * halves))
    back = _IN_MONTHS[unit] * halves // 2
    if unit == "year_unit":
        return moments.months(clock.today.year, clock.today.month - back)
    return moments.years(clock.today.year - back // 12)


def _ahead(found: Found, clock: Clock) -> Moment:
    count, unit = _count(found)
    return _moved(clock.today, unit, count)


def _counted_from(found: Found, clock: Clock) -> Moment:
    """ "dua hari kemudian", "setahun sebelumnya", "keesokan harinya": from the date the text gave last."""
    base = clock.before
    if found.kinds & {"next_day", "next_day_suffix", "day_after", "part"}:  # "esoknya", "malam sebelumnya"
        count, unit = 1, "day_unit"
    else:
        count, unit = _count(found)
    if unit == "day_unit" and base.grain != "day":
        raise CannotDate("the date it counts from is not known to the day")
    back = bool(found.kinds & {"before", "before_that"})
    return _moved(base.first if back else base.last, unit, -count if back else count)


def _deictic(found: Found, clock: Clock) -> Moment:
    """ "hari ini", "kemarin", "lusa", "tadi malam": a few days from publication."""
    night = any(token.value == "night" for token in found.tokens)
    if {"yesterday", "overmorrow"} <= found.kinds:
        shift = -2
    elif found.kinds & {"last_night"} or (night and "just_now" in found.kinds):
        shift = -1
    else:
        shift = found.value("yesterday", "tomorrow", "overmorrow") or 0
    return _moved(clock.today, "day_unit", shift)


def _weekend(found: Found, clock: Clock) -> Moment:
    """Saturday and Sunday: the last ones that have begun, unless words or a cue of the future say otherwise.

    The beginning or the middle of a week is that week.
    """
    heading, today = direction(found), clock.today
    if found.value("edge") != _END:
        return moments.week(today, heading or 0)
    if "that" in found.kinds:
        monday = moments.week(clock.before.first).first
    elif heading is None:
        saturday = moments.weekday_on_or_after(today, 5) if clock.cue == 1 else moments.weekday_on_or_before(today, 5)
        monday = moments.week(saturday).first
    else:
        monday = moments.week(today, heading).first
    return Moment(moments.later(monday, days=5), moments.later(monday, days=6))


def _relative(found: Found, clock: Clock) -> Moment | None:
    """ "pekan lalu", "bulan ini", "tahun depan", "hari itu", "tahun yang sama"."""
    unit = next(token.kind for token in found.tokens if token.kind in _UNITS)
    heading = direction(found)
    if "ordinal_word" in found.kinds:  # "pekan kedua bulan ini": its month
        return _moved(clock.today, "month_unit", heading or 0)
    if found.tokens[0].kind == "edge" and len(found.tokens) == 2:  # "akhir tahun"
        return _moved(clock.today, unit, 0)
    if heading is not None and not found.kinds & {"that", "same"}:
        if unit == "century_unit" or (unit == "day_unit" and heading):
            return None
        if unit == "decade_unit":
            start = clock.today.year // 10 * 10 + 10 * heading
            return moments.years(start, start + 9)
        return _moved(clock.today, unit, heading)
    base = clock.before
    shift = -1 if "before" in found.kinds else 1 if "later" in found.kinds else 0
    if unit == "day_unit" and base.grain != "day":
        raise CannotDate("the date it refers to is not known to the day")
    if unit in ("week_unit", "month_unit") and base.grain == "year":
        raise CannotDate("the date it refers to is known only to the year")
    return _moved(base.first, unit, shift)


RESOLVERS: dict[str, Callable[[Found, Clock], Moment | None]] = {
    "days_between": _days_between, "event_day": _event_day, "day": _day,
    "day_of_month": _day_of_month, "numeric": _numeric, "hijri": named.islamic,
    "holiday": named.holiday, "weekday_of_week": _weekday_of_week, "weekday_after": _weekday_after, "weekday": _weekday,
    "eve": _eve, "month_of_year": _month_of_year, "month": _month, "quarter": _quarter, "season": _season,
    "years_between": _years_between, "year": _year, "decade": _decade, "century": _century, "last_n": _last_n,
    "next_n": _next_n, "ago": _ago, "ahead": _ahead, "counted_from": _counted_from, "deictic": _deictic,
    "weekend": _weekend, "relative": _relative,
}  # fmt: skip
"""The resolver of each rule."""
