"""News outlets and agencies by the names that pages use for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from saksi.articles.data import table

DOMAIN = r"(?:[\w-]+\.)+(?i:com|co|id|net|org|news|tv|info)\b"
"""An outlet named by its internet domain ("beritapesisir.co.id"), known or not."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet; an agency when other outlets print its reports."""

    name: str
    agency: bool = False


@cache
def _known() -> dict[str, Outlet]:
    known: dict[str, Outlet] = {}
    for entry in table("outlets")["outlets"]:
        outlet = Outlet(entry["name"], entry.get("kind") == "agency")
        for name in [entry["name"], *entry.get("aliases", [])]:
            known[name.casefold()] = outlet
    return known


@cache
def _networks() -> list[tuple[str, Outlet]]:
    entries = [entry for entry in table("outlets")["outlets"] if "network" in entry]
    return [(entry["network"].casefold(), _known()[entry["name"].casefold()]) for entry in entries]


@cache
def known_pattern() -> str:
    """A regular expression (no flags needed) for every known outlet name, the longest first, and local editions."""
    names = sorted(_known(), key=len, reverse=True)
    written = [name for entry in table("outlets")["outlets"] for name in [entry["name"], *entry.get("aliases", [])]]
    small = sorted((name for name in written if name[0].islower() and "." not in name), key=len, reverse=True)
    networks = [rf"{name.upper()} ?[A-Z]{{3,}}(?:\.com|\.COM)?" for name, _ in _networks()]
    # A common word ("tempo", "bisnis") names an outlet only with a capital or a domain's full stop.
    any_case = "|".join(re.escape(name) for name in names)
    return rf"(?:{'|'.join([*networks, *map(re.escape, small)])}|(?=[A-Z]|\S+\.)(?i:{any_case}))(?!\w)"


@cache
def _name_pattern() -> re.Pattern[str]:
    return re.compile(known_pattern())


def lookup(name: str) -> Outlet | None:
    """The outlet that ``name`` stands for, by name, alias, domain or local edition; null when it is not known."""
    key = " ".join(name.split()).casefold().removeprefix("www.").rstrip(".")
    if key in _known():
        return _known()[key]
    label = key.partition(".")[0]
    if len(label) > 4 and label in _known() and re.fullmatch(DOMAIN, key):
        return _known()[label]
    for prefix, outlet in _networks():
        if key.startswith(prefix) and _name_pattern().fullmatch(" ".join(name.split())):
            return outlet
    return None


def outlet_name(name: str) -> str:
    """The name to report for an outlet: the known one, else the words themselves."""
    outlet = lookup(name)
    return outlet.name if outlet else " ".join(name.split())
