"""Datelines: the place and outlet that open a report ("Jakarta, CNN Indonesia --", "TEMPO.CO, Jakarta -").

The patterns stand from the firmest to the loosest. A known outlet or a web domain vouches for any place beside it; a
known place vouches for an outlet nobody knows; alone, only a known place or a known outlet before a dash counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from saksi.articles.data import table
from saksi.articles.dates import date_pattern, find_date
from saksi.articles.outlets import DOMAIN, known_pattern, lookup, outlet_name
from saksi.articles.sheet import INVISIBLE, Sheet
from saksi.report import Dateline

_UPPER = r"[A-ZÀ-ÖØ-Þ]"
_PLACE = rf"(?P<place>{_UPPER}[\w.'’]*(?:(?:[ /-]|, (?=DC\b)){_UPPER}[\w.'’]*){{0,3}})"
_LITERAL = rf"(?P<literal>{_UPPER}[\w.]*(?: {_UPPER}[\w.]*){{0,2}})"
_DASH = r"\s*(?:-{1,3}|[–—―−]{1,2})(?!\w+-)\s*"
_LOOSE_DASH = r"(?:\s+(?:-{1,3}|[–—―−]{1,2})\s*|(?:-{2,3}|[–—―−]{1,2})\s*|-\s+)"
_AHEAD = r"""(?=[A-ZÀ-ÖØ-Þ0-9"“”‘'(\[]|$)"""


@dataclass(frozen=True, slots=True)
class DatelineFound:
    """A dateline ending before the story's first word; ``strong`` when a known outlet or domain stands in it."""

    end: int
    place: tuple[int, int] | None
    outlet: str | None
    strong: bool
    date: tuple[int, int] | None = None


@cache
def _places() -> dict[str, str]:
    return {name.casefold(): name for row in table("places")["places"] for name in row}


@cache
def _patterns() -> list[tuple[re.Pattern[str], bool]]:
    outlet = rf"(?P<outlet>{known_pattern()}|{DOMAIN})"
    day = re.sub(r"\?P<(?:whole|clock|sep|[dmy]\d)>", "?:", date_pattern().pattern.replace("(?P=sep)", "[/.-]"))
    return [
        (re.compile(pattern + _AHEAD), strong)
        for pattern, strong in [
            (rf"{outlet}(?:,\s*|\.\s+|{_DASH}|\s+){_PLACE}(?:{_DASH}|(?<=[A-Z]{{3}})\.\s+)", True),
            (
                rf"{_PLACE}[,\s(]{{1,3}}{outlet}(?:\s?[/,]\s?[A-Z][\w ]{{1,20}}?)?\)?(?:\s\([^)\n]{{2,30}}\))?{_DASH}",
                True,
            ),
            (rf"{outlet}{_DASH}", True),
            (rf"{outlet},\s+(?P<rest>{_UPPER}\w*(?: {_UPPER}\w*){{0,2}})\s+", True),
            (rf"{_PLACE},\s?{_LITERAL}{_LOOSE_DASH}", False),
            (rf"{_LITERAL},\s?{_PLACE}{_LOOSE_DASH}", False),
            (rf"{_PLACE},?\s*\(?(?P<day>(?i:{day}))\)?{_LOOSE_DASH}", False),
            (rf"{_PLACE}{_LOOSE_DASH}", False),
            (rf"{_PLACE}:\s+", False),
        ]
    ]


def bare_place(words: str) -> str:
    """The place name of a dateline as it is written elsewhere: "WASHINGTON DC" is "Washington DC"."""
    name = " ".join(words.split()).strip(" .,-/")
    known = _places().get(name.casefold())
    if known:
        return known.replace(",", "")
    if not name.isupper():
        return name
    return re.sub(
        r"\w[\w'’]*", lambda m: m.group() if m.group() in {"DC", "DIY", "DKI"} else m.group().capitalize(), name
    )


def is_place(words: str) -> bool:
    """Whether the words are a place that is known to open datelines."""
    return " ".join(words.split()).strip(" .").casefold() in _places()


def find_dateline(text: str, start: int, end: int) -> DatelineFound | None:
    """The dateline that begins exactly at ``start``, if one does."""
    while start < end and text[start] in INVISIBLE + " \u00a0*":
        start += 1
    head = text[start : min(end, start + 110)]
    if not head or not (head[0].isalnum()):
        return None
    for pattern, strong in _patterns():
        match = pattern.match(head)
        found = _judge(match, strong) if match else None
        if found:
            shift = start
            place = (found.place[0] + shift, found.place[1] + shift) if found.place else None
            day = (found.date[0] + shift, found.date[1] + shift) if found.date else None
            return DatelineFound(found.end + shift, place, found.outlet, found.strong, day)
    return None


def _judge(match: re.Match[str], strong: bool) -> DatelineFound | None:
    groups = match.groupdict()
    outlet = groups.get("outlet")
    if groups.get("rest"):
        return _without_dash(match)
    place = match.span("place") if groups.get("place") else None
    name = groups.get("place") or ""
    if strong:
        # Without a comma between them, only a known place can stand before its outlet.
        if place and match.string[place[1] : match.start("outlet")].isspace() and not is_place(name):
            return None
        # "Detik, Kompas.com -" names two outlets and no place.
        if place and lookup(name):
            return None
        if place and outlet and not (name.isupper() or is_place(name) or match.start("place") == 0):
            return None
        if place and not name.isupper():
            # "Tim Redaksi JAKARTA, KOMPAS.com -": only the capitals are the place.
            tail = re.search(r"(?<=[a-z] )[A-Z]{3,}(?: [A-Z]{2,})*$", name)
            place = (place[0] + tail.start(), place[1]) if tail else place
        return DatelineFound(match.end(), place, outlet_name(outlet or ""), True)
    literal = groups.get("literal")
    if not is_place(name) or (literal and is_place(literal)):
        return None
    if literal and match.start("literal") == 0 and not (literal.isupper() or name.isupper()):
        return None
    return DatelineFound(match.end(), place, literal, False, match.span("day") if groups.get("day") else None)


def _without_dash(match: re.Match[str]) -> DatelineFound | None:
    """ "Liputan6.com, Jakarta Bayern menang": the place ends where the longest known name does."""
    words = match["rest"].split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        end = match.start("rest") + len(name)
        if is_place(name) and match.string[end : end + 1] == " ":
            return DatelineFound(end + 1, (match.start("rest"), end), outlet_name(match["outlet"]), True)
    return None


def take_dateline(sheet: Sheet, start: int, end: int, *, strong_only: bool = False) -> bool:
    """Claim the dateline at ``start``; the story begins behind it."""
    found = find_dateline(sheet.text, start, end)
    if found is None or (strong_only and not found.strong):
        return False
    place = bare_place(sheet.text[slice(*found.place)]) if found.place else None
    if not sheet.claim("dateline", start, found.end, place):
        return False
    if found.place and place:
        sheet.dateline = Dateline(place=place, span=found.place)
    if sheet.outlet is None:
        sheet.outlet = found.outlet
    if found.date:
        day = find_date(sheet.text, *found.date)
        if day:
            sheet.date(day.value, day.span)
    sheet.body = found.end
    return True
