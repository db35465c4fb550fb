"""What the gazetteer knows, one record per kind of thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["person", "organisation", "country", "place", "group"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A named party or state.

    ``country`` is ISO 3166 alpha-3 or PLOVER's UNO, EUR, IGO, NGO, IMG, or None where the name alone does not tell.
    ``metonym`` marks a capital or building that often stands for a government: whether it acts or is a place is for the
    reading to decide. ``shared`` marks a name that several states give to a body of theirs ("Mahkamah Agung"): then
    ``country`` is only what an Indonesian newspaper means if no other state is named beside it. ``category`` is the
    table section the entry comes from ("media", "armed", "capital" ...).
    """

    name: str
    kind: Kind
    country: str | None
    sectors: tuple[str, ...]
    forms: tuple[str, ...]
    metonym: bool
    category: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A noun or title that says what somebody is: "menteri luar negeri", "polisi", "pengunjuk rasa".

    ``alone``: the noun can be a party without a name. ``country`` is set where the word itself tells ("kapolri").
    ``former`` is true behind "mantan" and its like. ``name`` is the full spelling ("menlu" -> "menteri luar negeri").
    """

    name: str
    kind: Kind
    sectors: tuple[str, ...]
    alone: bool
    country: str | None
    forms: tuple[str, ...]
    former: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """A person's office over time. ``end`` None means held when last ``checked``.

    ``current`` tells whether the office was held on the day asked for; where it was not, ``sectors`` are those of a
    former holder.
    """

    holder: str
    office: str
    country: str | None
    sectors: tuple[str, ...]
    start: date | None
    end: date | None
    checked: date
    forms: tuple[str, ...]
    current: bool = True


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place: WGS 84 degrees, and a GeoNames id and feature code where GeoNames is the source of the record.

    ``feature`` is a GeoNames-like code: PPL and PPLC (cities, capitals), ADM1, ADM2, ADM3, PCLI (states), RGN
    (regions), SEA, STRT, ISL, AIRB and so on. ``country`` is None for what lies in no one state, as a sea does.
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    feature: str
