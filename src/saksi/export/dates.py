"""Dates cut to what is known, as they are said in words."""

from __future__ import annotations

from saksi.dates import days
from saksi.report import Date


def spoken(when: Date, lang: str, short: bool = False) -> str:
    """The date in words of the language ("29 Nov 2016", "November 2016", "2016"), a span of time with a dash."""
    said = _said(when.value, lang, short)
    return f"{said} – {_said(when.end, lang, short)}" if when.end and when.end != when.value else said


def _said(value: str, lang: str, short: bool) -> str:
    from babel.dates import format_date

    known = days(value)
    if known is None or known[2] == "year":
        return value
    month = "MMM" if short else "MMMM"
    pattern = f"{month} y" if known[2] == "month" else f"d {month} y"
    return format_date(known[0], pattern, locale=lang)
