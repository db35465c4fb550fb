"""Reads the tables under ``data/``. Their shape is checked by ``schema.py`` in a test, not here, to start fast.

A table of names is a TSV of ``name, country, sectors, forms``; a line ``@ category kind [metonym]`` says what the
lines below it are. Marks before a name are explained in ``matching.py``; ``^`` says that other states have a body of
that name too. Lists are parted by ``;`` (forms) or blanks (sectors); ``-`` is none; ``#`` starts a comment line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import resources
from typing import Any, cast

import yaml

from saksi.gazetteer.entries import Entry, Kind, Office
from saksi.gazetteer.matching import EXACT, ORDINARY

SHARED = "^"  # before a name that bodies of several states bear
NAME_TABLES = ("countries.tsv", "institutions.tsv", "indonesia.tsv", "armed.tsv", "organisations.tsv", "media.tsv")


def read_bytes(name: str) -> bytes:
    """The bytes of one data file."""
    return resources.files(__package__).joinpath("data", name).read_bytes()


def read_text(name: str) -> str:
    """The text of one data file."""
    return read_bytes(name).decode("utf8")


def rows(name: str, width: int) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each line of a table, padded to ``width``; comments and blank lines are left out."""
    for number, line in enumerate(read_text(name).split("\n"), start=1):
        if line and line[0] != "#":
            cells = line.split("\t")
            yield number, cells + [""] * (width - len(cells))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip()) if cell else ()


def _or_none(cell: str) -> str | None:
    return cell if cell and cell != "-" else None


def _sectors(cell: str) -> tuple[str, ...]:
    return tuple(cell.split()) if cell and cell != "-" else ()


def read_names(table: str) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """The entries of one table of names, each with its forms as written there, ``~`` marks included."""
    category, kind, metonym = "", "", False
    for _, cells in rows(table, 4):
        if cells[0].startswith("@"):
            _, category, kind, *flags = cells[0].split()
            metonym = "metonym" in flags
            continue
        shared = cells[0].startswith(SHARED)
        forms = (cells[0].removeprefix(SHARED), *_listed(cells[3]))
        plain = tuple(form.lstrip(ORDINARY + EXACT) for form in forms)
        yield (
            Entry(plain[0], cast(Kind, kind), _or_none(cells[1]), _sectors(cells[2]), plain, metonym, category, shared),
            forms,
        )


def _day(cell: str, last: bool) -> date | None:
    """A day from ``2019``, ``2019-10`` or ``2019-10-23``; a part left out counts in full."""
    if not cell or cell == "-":
        return None
    parts = [int(part) for part in cell.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) > 2:
        return date(year, month, parts[2])
    if not last:
        return date(year, month, 1)
    return date.fromordinal((date(year + (month == 12), month % 12 + 1, 1)).toordinal() - 1)


def read_offices() -> Iterator[Office]:
    """The dated offices: ``holder, from, to, other spellings, checked`` a line.

    A line ``@ office country sectors checked`` says what the lines below it are.
    """
    office, default = "", ""
    country: str | None = None
    sectors: tuple[str, ...] = ()
    for _, cells in rows("offices.tsv", 5):
        if cells[0] == "@":
            office, country, sectors, default = cells[1], _or_none(cells[2]), _sectors(cells[3]), cells[4]
            continue
        holder, start, end, forms, checked = cells[:5]
        yield Office(
            holder, office, country, sectors, _day(start, False), _day(end, True),
            cast(date, _day(checked or default, False)), (holder, *_listed(forms)),
        )  # fmt: skip


def read_roles() -> dict[str, Any]:
    """``roles.yaml`` as it stands: modifiers and groups of role nouns."""
    loaded: dict[str, Any] = yaml.load(read_text("roles.yaml"), Loader=yaml.CSafeLoader)
    return loaded
