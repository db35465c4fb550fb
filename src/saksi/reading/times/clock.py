"""What a time expression is counted from, and the words in it that say which way to count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from saksi.reading.times.grammar import Found
from saksi.reading.times.moments import CannotDate, Moment

MONTHS = ("month", "month_short")
WEEKDAYS = ("weekday", "sunday")
NEAR_FUTURE = 92
"""A day or month without a year that lies up to this many days ahead is the coming one, not last year's: writers mark
the latter ("September lalu", "September tahun lalu")."""

_AHEAD = frozenset({"next", "upcoming", "tomorrow", "to_ahead"})


@dataclass(slots=True)
class Clock:
    """What an expression is counted from.

    ``published`` is the day of publication; ``reference`` the date the text gave last ("tahun itu"); ``cue`` is 1 when
    a cue of the future governs the expression ("akan"), -1 for one of the past ("telah"), else 0; ``next_year`` is the
    year written at the end of its span ("10 Mei-8 Juli 2025"); ``opens`` says that it opens its sentence.
    """

    published: date | None
    reference: Moment | None = None
    cue: int = 0
    next_year: int | None = None
    opens: bool = False

    @property
    def today(self) -> date:
        """The day of publication; raises ``CannotDate`` when it is not known."""
        if self.published is None:
            raise CannotDate("the article's day of publication is not known")
        return self.published

    @property
    def before(self) -> Moment:
        """The date the text gave last; raises ``CannotDate`` when it gave none."""
        if self.reference is None:
            raise CannotDate("the text gives no earlier date to count from")
        return self.reference


def direction(found: Found) -> int | None:
    """-1 for past words, 1 for future words, 0 for "ini", None when none of them is there."""
    if "past" in found.kinds or "yesterday" in found.kinds:
        return -1
    if found.kinds & _AHEAD:
        return 1
    return 0 if "this" in found.kinds else None


def year_of(found: Found, clock: Clock) -> int | None:
    """The year an expression names, in figures or as "tahun lalu" and "tahun itu"; None when it names none."""
    if (back := _years_back(found)) is not None:
        return clock.today.year - back
    year: int | None = found.value("year")
    if year is not None or "year_unit" not in found.kinds:
        return year
    if found.kinds & {"that", "same"}:
        return clock.before.first.year
    if found.kinds & {"before", "later"}:
        return clock.before.first.year + (1 if "later" in found.kinds else -1)
    return clock.today.year + (direction(found) or 0)


def _years_back(found: Found) -> int | None:
    """How many years lie back what a count of them dates ("20 Oktober dua tahun lalu"); None where none is counted."""
    for number, token in enumerate(found.tokens):
        decades = token.kind in ("decade_unit", "one_decade")
        if token.kind in ("one_year", "one_decade"):
            return 10 if decades else 1
        counted = found.tokens[number - 1] if number else token
        if token.kind in ("year_unit", "decade_unit") and counted.kind in ("day", "number"):
            return int(counted.value) * (10 if decades else 1)
    return None
