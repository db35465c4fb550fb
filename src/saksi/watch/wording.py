"""The sentences of a finding, in English and Indonesian, from ``wording.yaml``."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from saksi.watch.regimes import Words, read_yaml

_NOTHING = Words("", "")
WHO = "\0"
"""Stands for the recipient's name in a sentence that is prepared before the recipient is known."""


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = read_yaml("wording.yaml")
    return table


def words(*path: str) -> Words:
    """The entry at ``path``; raises ``KeyError`` where there is none."""
    entry = _table()
    for key in path:
        entry = entry[key]
    return Words(entry["en"], entry["id"])


def phrase(*path: str, **parts: str | Words) -> Words:
    """The entry at ``path`` with its gaps filled."""
    entry = words(*path)
    return Words(
        entry.en.format(**{k: v if isinstance(v, str) else v.en for k, v in parts.items()}),
        entry.id.format(**{k: v if isinstance(v, str) else v.id for k, v in parts.items()}),
    )


def joined(*parts: Words, between: Words = _NOTHING) -> Words:
    """Several phrases in a row."""
    return Words(between.en.join(p.en for p in parts), between.id.join(p.id for p in parts))


def sentence(said: Words) -> Words:
    """``said`` with a capital and a full stop; a name that stands first keeps its letters."""
    return Words(_sentence(said.en), _sentence(said.id))


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:] + ("" if said.endswith((".", "?")) else ".")


@cache
def day(when: date) -> Words:
    """A day in words."""
    from babel.dates import format_date

    return Words(format_date(when, "d MMMM y", locale="en"), format_date(when, "d MMMM y", locale="id"))


def disclaimer() -> Words:
    """The plain sentence that goes with every list of findings."""
    return words("disclaimer")
