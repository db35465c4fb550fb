"""Who held which office when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from saksi.gazetteer.entries import Office
from saksi.gazetteer.matching import fold

_FORMER = "ELI"
_STAY = frozenset({"MIL", "REB", "PRM", "UAF", "REL", "JRN", "CRM", "BUS"})


def key_of(name: str) -> str:
    """A name for comparing: lower case, no accents, blanks for hyphens, no dots."""
    return " ".join(fold(name).replace("-", " ").replace(".", " ").split())


def former_sectors(sectors: tuple[str, ...]) -> tuple[str, ...]:
    """Sectors once the office is left: officials turn elite, soldiers and rebels stay what they were as well."""
    if not sectors:
        return ()
    if sectors[0] in _STAY:
        return (*sectors, _FORMER)
    return (_FORMER, *sectors)


class Offices:
    """Offices by holder's name, and holders by office."""

    def __init__(self, offices: Iterable[Office]) -> None:
        self._by_name: dict[str, list[Office]] = {}
        self._by_office: dict[tuple[str, str | None], list[Office]] = {}
        for office in offices:
            for form in dict.fromkeys(key_of(form) for form in office.forms):
                self._by_name.setdefault(form, []).append(office)
            self._by_office.setdefault((office.office, office.country), []).append(office)

    def __iter__(self) -> Iterator[Office]:
        return (office for held in self._by_office.values() for office in held)

    def holder(self, name: str, on: date | None) -> Office | None:
        """What ``name`` was on the day ``on`` (None: most lately known); None if unknown or borne by several."""
        held = self._by_name.get(key_of(name))
        if not held:
            return None
        if len({office.holder for office in held}) > 1:
            held = self._who_is_in_office(held, on)
            if not held:
                return None
        if on is None:
            return max(held, key=lambda o: (o.end or date.max, o.start or date.min))
        now = [o for o in held if (o.start is None or o.start <= on) and (o.end is None or on <= o.end)]
        if now:
            return max(now, key=lambda o: o.start or date.min)
        past = [o for o in held if o.end is not None and o.end < on]
        if past:
            last = max(past, key=lambda o: o.end or date.min)
            return replace(last, sectors=former_sectors(last.sectors), current=False)
        first = min(held, key=lambda o: o.start or date.min)
        return replace(first, sectors=(), current=False)

    @staticmethod
    def _who_is_in_office(held: list[Office], on: date | None) -> list[Office]:
        day = on or date.max
        serving = {o.holder for o in held if (o.start or date.min) <= day and (o.end is None or day <= o.end)}
        return [o for o in held if o.holder in serving] if len(serving) == 1 else []

    def office_holder(self, office: str, country: str | None, on: date) -> str | None:
        """The full name of whoever held ``office`` of ``country`` on the day ``on``, or None if not known.

        None as well where several hold offices of that name ("gubernur"); on a day of handing over, the successor.
        """
        held = self._by_office.get((office, country), ())
        serving = [o for o in held if (o.start is None or o.start <= on) and (o.end is None or on < o.end)]
        names = {o.holder for o in serving}
        return names.pop() if len(names) == 1 else None

    def stale(self, on: date, days: int = 400) -> list[Office]:
        """Offices without an end that nobody has checked for more than ``days`` before ``on``."""
        return [o for held in self._by_office.values() for o in held if o.end is None and (on - o.checked).days > days]

    def all_forms(self) -> Iterable[tuple[str, str]]:
        """Every listed spelling of a name, with the holder's full name."""
        for held in self._by_office.values():
            for office in held:
                for form in office.forms:
                    yield form, office.holder
