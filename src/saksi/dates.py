"""Dates cut to what is known: how exact they are and which days they cover."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal

from saksi.report import Date

Granularity = Literal["day", "month", "year"]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def days(value: str) -> tuple[date, date, Granularity] | None:
    """First day, last day and granularity of ``2016``, ``2016-09`` or ``2016-11-29``; None for anything else."""
    match = _ISO.fullmatch(value)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is not None and month is None:
            return date(year, 1, 1), date(year, 12, 31), "year"
        if year is not None and month is not None and day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"
        return (exact := date(year or 0, month or 0, day or 0)), exact, "day"
    except ValueError:
        return None


def covered(when: Date) -> tuple[date, date, Granularity] | None:
    """The days a date may mean, its ``end`` included; None when it is no ISO 8601 date."""
    first = days(when.value)
    last = days(when.end) if when.end else first
    if first is None or last is None or last[1] < first[0]:
        return first
    return first[0], last[1], first[2]
