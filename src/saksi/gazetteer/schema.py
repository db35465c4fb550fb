"""Checks the tables under ``data/`` line by line: for whoever edits them, and run as a test.

Loading does not check, so that a reader starts fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from saksi.gazetteer.entries import Kind
from saksi.gazetteer.matching import EXACT, ORDINARY, fold
from saksi.gazetteer.tables import NAME_TABLES, SHARED, read_names, read_roles, rows

SECTORS = frozenset(
    ("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU")
) | frozenset(("ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"))
"""PLOVER 2.0's sector codes."""

_NOT_STATES = frozenset(("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"))
_DAY = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@cache
def _states() -> frozenset[str]:
    return frozenset(entry.country or "" for entry, _ in read_names("countries.tsv"))


def _known_country(code: str) -> str:
    if code not in ("", "-") and code not in _states() | _NOT_STATES:
        raise ValueError(f"{code!r} is neither in countries.tsv nor a PLOVER code")
    return code


def _known_sectors(cell: str) -> str:
    unknown = [code for code in cell.split() if code != "-" and code not in SECTORS]
    if unknown:
        raise ValueError(f"no PLOVER sector: {', '.join(unknown)}")
    return cell


def _clean_forms(cell: str) -> str:
    forms = cell.split(";") if cell else []
    bare = [form.lstrip(ORDINARY + EXACT + SHARED) for form in forms]
    if any(not form or form != " ".join(form.split()) for form in bare):
        raise ValueError("forms are parted by a single ';' without blanks around it, none empty")
    twice = sorted({form for form in bare if bare.count(form) > 1})
    if twice:
        raise ValueError(f"given twice: {', '.join(twice)}")
    return cell


def _day(cell: str) -> str:
    if cell and not _DAY.fullmatch(cell):
        raise ValueError(f"{cell!r} is no day, month or year (2024-10-20, 2024-10, 2024)")
    return cell


def _where(cell: str) -> str:
    if "," in cell:
        lat, lon = (float(part) for part in cell.split(","))
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValueError(f"{cell} is off the globe")
    return cell


Name = Annotated[str, Field(min_length=1), AfterValidator(_clean_forms)]
Country = Annotated[str, AfterValidator(_known_country)]
Sectors = Annotated[str, AfterValidator(_known_sectors)]
Forms = Annotated[str, AfterValidator(_clean_forms)]
Day = Annotated[str, AfterValidator(_day)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NameRow(_Row):
    """A line of a table of names."""

    name: Name
    country: Country = ""
    sectors: Sectors = ""
    forms: Forms = ""


class NameSection(_Row):
    """A ``@ category kind [metonym]`` line."""

    at: Literal["@"]
    category: str = Field(pattern="[a-z]+")
    kind: Kind
    metonym: Literal["metonym", ""] = ""


class OfficeSection(_Row):
    """A ``@ office country sectors checked`` line."""

    at: Literal["@"]
    office: str = Field(min_length=3)
    country: Country
    sectors: Sectors
    checked: Annotated[str, Field(min_length=4), AfterValidator(_day)]


class OfficeRow(_Row):
    """A holder with the first and last day in office."""

    holder: Name
    start: Annotated[str, Field(min_length=4), AfterValidator(_day)]
    end: Day = ""
    forms: Forms = ""
    checked: Day = ""

    @model_validator(mode="after")
    def _in_order(self) -> OfficeRow:
        if self.end and self.start[: len(self.end)] > self.end:
            raise ValueError(f"ends ({self.end}) before it starts ({self.start})")
        return self


class PlaceSection(_Row):
    """A ``@ feature country`` line."""

    at: Literal["@"]
    feature: str = Field(pattern="^[A-Z]{3,4}[0-9]?$")
    country: Country


class PlaceRow(_Row):
    """A place with the town or the point where it lies."""

    name: Name
    where: Annotated[str, AfterValidator(_where)] = ""
    forms: Forms = ""


class MinistryRow(_Row):
    """What a ministry is for, with the short forms of ministry, minister and deputy."""

    fields: Name
    ministry: Forms = ""
    minister: Forms = ""
    deputy: Forms = ""
    sectors: Sectors
    country: Country = ""


class RoleGroup(_Row):
    """Role nouns of one kind and sector."""

    kind: Kind
    sectors: list[str]
    alone: bool = True
    country: Country = ""
    roles: dict[str, list[str]]

    @model_validator(mode="after")
    def _sectors_are_plovers(self) -> RoleGroup:
        _known_sectors(" ".join(self.sectors))
        return self


class RoleBookFile(_Row):
    """``roles.yaml`` as a whole."""

    former: list[str]
    deputy: dict[str, list[str]]
    groups: list[RoleGroup]


def _read(model: type[BaseModel], cells: list[str]) -> None:
    names = list(model.model_fields)
    if len(cells) > len(names) and any(cells[len(names) :]):
        raise ValueError(f"has {len(cells)} cells, {len(names)} are known")
    model.model_validate(dict(zip(names, cells, strict=False)))


def _lines(table: str, row: type[BaseModel], section: type[BaseModel] | None, split: Callable[[str], list[str]]) -> Any:
    for number, cells in rows(table, 1):
        try:
            if cells[0].startswith("@") and section is not None:
                _read(section, split("\t".join(cells)))
            else:
                _read(row, cells)
        except (ValidationError, ValueError) as error:
            said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            yield f"{table}, line {number} ({cells[0]}): {said.removeprefix('Value error, ')}."


def problems() -> Iterator[str]:
    """A sentence for each mistake in the tables, naming file and line; nothing if all is well."""
    for table in NAME_TABLES:
        yield from _lines(table, NameRow, NameSection, str.split)
    yield from _lines("offices.tsv", OfficeRow, OfficeSection, lambda line: line.split("\t"))
    yield from _lines("places.tsv", PlaceRow, PlaceSection, str.split)
    yield from _lines("ministries.tsv", MinistryRow, None, str.split)
    try:
        TypeAdapter(RoleBookFile).validate_python(read_roles())
    except ValidationError as error:
        for fault in error.errors():
            yield f"roles.yaml, {' > '.join(map(str, fault['loc']))}: {fault['msg']}."
    yield from _collisions()


def _collisions() -> Iterator[str]:
    """Forms that lead to two entries: only the first would ever be found."""
    seen: dict[str, tuple[str, str]] = {}
    for table in NAME_TABLES:
        for entry, _ in read_names(table):
            for form in entry.forms:
                # Capitals tell an abbreviation from a word, so "SANA" and "Sana" do not collide.
                key = form if form.isupper() else fold(form)
                before = seen.setdefault(key, (entry.name, table))
                if before[0] != entry.name:
                    yield f"{table}: {form!r} of {entry.name} already leads to {before[0]} ({before[1]})."
    roles: dict[str, str] = {}
    for group in read_roles()["groups"]:
        for name, forms in group["roles"].items():
            for form in (name, *(forms or ())):
                key = form if form.isupper() else fold(form)
                if roles.setdefault(key, name) != name:
                    yield f"roles.yaml: {form!r} of {name} already leads to {roles[key]}."
