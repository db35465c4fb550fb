"""Publication dates as news pages write them ("Kamis, 1 Des 2016 14:05 WIB", "01/12/2016"), and as users give them.

Days stand before months throughout, as everywhere in Indonesia. A day name that does not fit its date is ignored:
the date is the firmer of the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from saksi.articles.data import table

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.,+\-Z ]*)?$")


class BadDate(ValueError):
    """A date that does not exist or cannot be read; the message is one sentence naming it."""


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text: ``span`` covers its words with the day name; ``value`` is ISO, null if there is no such day."""

    value: str | None
    span: tuple[int, int]
    end: int  # behind a clock time and zone that follow


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in table("dates")["months"].items() for name in names}


@cache
def date_pattern() -> re.Pattern[str]:
    """A calendar date with an optional day name before it and an optional clock time behind it."""
    months = "|".join(sorted(_months(), key=len, reverse=True))
    days = "|".join(sorted((re.escape(day) for day in table("dates")["days"]), key=len, reverse=True))
    return re.compile(
        rf"(?P<whole>(?:\b(?:{days})\b\.?[\s,/|(]*(?:tanggal\s+)?)?"
        rf"(?:\b(?P<d1>\d{{1,2}})(?:\s+|\s?-\s?)(?P<m1>{months})\.?,?(?:\s+|\s?-\s?)(?P<y1>\d{{4}})\b"
        rf"|\b(?P<m2>{months})\.?\s+(?P<d2>\d{{1,2}}),?\s+(?P<y2>\d{{4}})\b"
        rf"|\b(?P<d3>\d{{1,2}})(?P<sep>[/.-])(?P<m3>\d{{1,2}})(?P=sep)(?P<y3>\d{{4}})\b"
        rf"|\b(?P<y4>\d{{4}})-(?P<m4>\d{{2}})-(?P<d4>\d{{2}})(?!\d)))"
        rf"(?P<clock>\)?[\s,|T–-]*(?:(?:pukul|jam)\s+)?\d{{1,2}}[.:]\d{{2}}(?:[.:]\d{{2}})?(?!\d)\s*(?:WIB|WITA|WIT|GMT|UTC)?)?",
        re.IGNORECASE,
    )


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def find_date(text: str, start: int = 0, end: int | None = None) -> DateFound | None:
    """The first calendar date with a day, month and year between two offsets."""
    match = date_pattern().search(text, start, len(text) if end is None else end)
    if match is None:
        return None
    named = match.groupdict()
    number = next(n for n in "1234" if named[f"y{n}"] is not None)
    word = named[f"m{number}"]
    month = int(word) if word.isdigit() else _months()[word.lower()]
    value = _iso(int(named[f"y{number}"]), month, int(named[f"d{number}"]))
    return DateFound(value, match.span("whole"), match.end())


def parse_day(given: object) -> str:
    """The ISO day that a user or a record gives as date of publication.

    Takes ISO dates and date-times and the forms of Indonesian date lines; else raises ``BadDate`` naming the value.
    """
    words = str(given).strip()
    shown = words if len(words) <= 40 else words[:40] + "…"
    match = _ISO.match(words)
    if match:
        value = _iso(*(int(group) for group in match.groups()))
    else:
        found = find_date(words[:200])
        if found is None or words[: found.span[0]].strip() or words[found.end :].strip():
            raise BadDate(f"the date {shown!r} cannot be read; write it as YYYY-MM-DD")
        value = found.value
    if value is None:
        raise BadDate(f"the date {shown!r} does not exist; write an existing day as YYYY-MM-DD")
    return value
