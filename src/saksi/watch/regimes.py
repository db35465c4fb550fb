"""The regimes: one YAML file an arms embargo, read once. ``schema.py`` checks their shape, in a test, to start fast."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal, cast

import yaml

from saksi.gazetteer.matching import fold
from saksi.watch import countries

Rule = Literal["prohibited", "approval_required", "notification_required", "permitted", "not_covered", "cannot_tell"]
Class = Literal["government", "non_government", "listed", "mission"]
Confidence = Literal["verified", "unverified", "assumed"]

FIRST, LAST = date.min, date.max


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in English and Indonesian."""

    en: str
    id: str


@dataclass(frozen=True, slots=True, eq=False)
class Phase:
    """A rule in force from its first to its last day, both inclusive.

    ``applies_to`` is "all", a class of recipient, or "area" (only what is bound for the regime's area); ``goods``
    limits the phase to some classes of goods. ``lifted`` marks a phase in which the embargo was suspended or ended.
    """

    start: date
    end: date
    rule: Rule
    applies_to: str
    instrument: str
    spoken: Words
    confidence: Confidence
    goods: frozenset[str] = frozenset()
    says: Words | None = None
    lifted: str | None = None
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exemption:
    """What the regime lets through, by which procedure: none, notification or committee_approval."""

    what: Words
    procedure: str
    instrument: str
    start: date
    end: date
    for_class: str | None
    goods: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A party that a regime names: a target, or a government or mission that may receive."""

    id: str
    regime: str
    name: str
    role: Class
    start: date
    end: date
    forms: tuple[str, ...]
    country: str | None
    spoken: Words | None = None
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """The part of a country that an embargo is limited to; ``until`` the last day of that limit."""

    name: Words
    forms: frozenset[str]
    until: date


@dataclass(frozen=True, slots=True, eq=False)
class Regime:
    """One arms embargo with its phases, in order of their first day."""

    id: str
    authority: Literal["UN", "EU"]
    title: Words
    countries: tuple[str, ...]
    covers: frozenset[str]
    phases: tuple[Phase, ...]
    exports: tuple[Phase, ...]
    exemptions: tuple[Exemption, ...]
    named: tuple[Named, ...]
    area: Area | None
    no_government_from: date
    checked: date
    committee: str
    corrections: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]

    @property
    def land(self) -> Words:
        """The country, or the title where the embargo is on no single one."""
        if len(self.countries) != 1:
            return self.title
        return Words(countries.name(self.countries[0], "en"), countries.name(self.countries[0], "id"))

    @property
    def began(self) -> date:
        """The first day of its first phase."""
        return min(phase.start for phase in self.phases)


@dataclass(frozen=True, slots=True)
class Call:
    """A request of the Council or the Assembly that binds nobody."""

    countries: tuple[str, ...]
    start: date
    end: date
    instrument: str


def read_yaml(name: str) -> Any:
    """One data file of this room, parsed."""
    return yaml.load(resources.files(__package__).joinpath(name).read_bytes(), Loader=yaml.CSafeLoader)


def files() -> list[str]:
    """The names of the regime files in order."""
    folder = resources.files(__package__).joinpath("regimes")
    return sorted(item.name for item in folder.iterdir() if item.name.endswith(".yaml"))


@cache
def regimes() -> dict[str, Regime]:
    """Every regime by its id, those of the United Nations first."""
    read = [_regime(read_yaml(f"regimes/{name}")) for name in files()]
    return {regime.id: regime for regime in sorted(read, key=lambda r: (r.authority != "UN", r.id))}


@cache
def calls() -> tuple[Call, ...]:
    """The calls for restraint that are no embargo."""
    rows = read_yaml("calls.yaml")
    return tuple(Call(tuple(r["countries"]), r["from"], r.get("to") or LAST, _instrument(r)) for r in rows)


def _instrument(row: dict[str, Any]) -> str:
    """The instrument as it is cited: ``S/RES/1970 (2011) 9``; another body's act by its own name."""
    number = row.get("resolution")
    name = f"S/RES/{number}" if number and number[0].isdigit() else number or row.get("act") or ""
    paragraph = row.get("paragraph")
    return f"{name} {paragraph}" if paragraph else name


def _spoken(row: dict[str, Any]) -> Words:
    number, paragraph = row.get("resolution"), row.get("paragraph")
    if not number or not number[0].isdigit():
        act = number or row.get("act") or ""
        return Words(act, act)
    if not paragraph:
        return Words(f"resolution {number}", f"resolusi {number}")
    annex = paragraph.startswith("annex B")
    inner = paragraph.removeprefix("annex B").strip()
    several = " and " in inner or "," in inner
    where = ("annex B", "lampiran B") if annex else ("", "")
    en = ", ".join(p for p in (where[0], inner and f"paragraph{'s' if several else ''} {inner}") if p)
    idn = " ".join(p for p in (where[1], inner and f"paragraf {inner.replace(' and ', ' dan ')}") if p)
    return Words(f"resolution {number}, {en}", f"resolusi {number} {idn}")


def _words(row: dict[str, str] | None) -> Words | None:
    return Words(row["en"], row["id"]) if row else None


def _phase(row: dict[str, Any]) -> Phase:
    mark: Confidence = "assumed" if row.get("assumed_renewal") else row["confidence"]
    return Phase(
        start=row["from"],
        end=row.get("to") or LAST,
        rule=row["rule"],
        applies_to=row["applies_to"],
        instrument=_instrument(row),
        spoken=_spoken(row),
        confidence=mark,
        goods=frozenset(row.get("goods") or ()),
        says=_words(row.get("says")),
        lifted=row.get("lifted"),
        note=row.get("note") or "",
        sources=tuple(row.get("src") or ()),
    )


def _exemption(row: dict[str, Any]) -> Exemption:
    return Exemption(
        what=cast(Words, _words(row["what"])),
        procedure=row["procedure"],
        instrument=_instrument(row),
        start=row.get("from") or FIRST,
        end=row.get("to") or LAST,
        for_class=row.get("for"),
        goods=frozenset(row.get("goods") or ()),
    )


def _named(regime: dict[str, Any]) -> Iterable[Named]:
    listed = regime["scope"] == "listed_parties"
    country = regime["countries"][0] if len(regime["countries"]) == 1 else None
    for group in ("targets", "authorised_recipients"):
        for number, row in enumerate(regime[group]):
            usual = "government" if group == "authorised_recipients" else "listed" if listed else "non_government"
            names = [part.strip() for part in row["name"].split(" / ")] if "(" not in row["name"] else []
            yield Named(
                id=f"{regime['id']}/{group[0]}{number}",
                regime=regime["id"],
                name=row["name"],
                role=row.get("role") or row.get("class") or cast(Class, usual),
                start=row.get("from") or FIRST,
                end=row.get("to") or LAST,
                forms=tuple(dict.fromkeys([row["name"], *names, *row.get("aliases", ())])),
                country=country,
                spoken=_words(row.get("short")),
                instrument=_instrument(row) if row.get("resolution") else "",
            )


def _area(row: dict[str, Any] | None) -> Area | None:
    if row is None:
        return None
    return Area(Words(row["en"], row["id"]), frozenset(map(fold, row["names"])), row.get("until") or LAST)


def _regime(row: dict[str, Any]) -> Regime:
    committee = row.get("committee") or {}
    return Regime(
        id=row["id"],
        authority=row["authority"],
        title=Words(**row["title"]),
        countries=tuple(row["countries"]),
        covers=frozenset(row["covers"]),
        phases=tuple(map(_phase, row["phases"])),
        exports=tuple(map(_phase, row["exports"])),
        exemptions=tuple(map(_exemption, row["exemptions"])),
        named=tuple(_named(row)),
        area=_area(row.get("area")),
        no_government_from=row.get("no_government_from") or LAST,
        checked=row["checked"],
        committee=committee.get("name", ""),
        corrections=tuple(row["corrections"]),
        sources=tuple((s["id"], s["url"]) for s in row["sources"]),
    )
