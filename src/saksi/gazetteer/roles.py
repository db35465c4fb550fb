"""Role nouns: what an Indonesian head noun or title says about a party."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from saksi.gazetteer.entries import Role
from saksi.gazetteer.matching import PhraseTree, fold
from saksi.gazetteer.offices import former_sectors
from saksi.gazetteer.tables import read_roles, rows


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _from_groups(groups: list[dict[str, Any]]) -> Iterator[Role]:
    for group in groups:
        for name, forms in group["roles"].items():
            yield Role(
                name, group["kind"], tuple(group.get("sectors", ())), group.get("alone", True), group.get("country"),
                (name, *(forms or ())),
            )  # fmt: skip


def _from_ministries() -> Iterator[Role]:
    """A ministry, its minister and the deputy, from ``field, ministry, minister, deputy, sectors, country`` a line."""
    for _, (fields, ministry, minister, deputy, sectors, country) in rows("ministries.tsv", 6):
        named = _listed(fields)
        codes, state = tuple(sectors.split()), country or None
        for head, kind, short in (
            ("kementerian", "organisation", ministry), ("menteri", "person", minister),
            ("wakil menteri", "person", deputy),
        ):  # fmt: skip
            heads = [head, "departemen"] if kind == "organisation" else [head]
            full = [f"{first} {field}" for first in heads for field in named]
            yield Role(full[0], kind, codes, True, state, (*full, *_listed(short)))  # type: ignore[arg-type]


class RoleBook:
    """All role nouns, with the modifiers that may stand before them."""

    def __init__(self) -> None:
        book = read_roles()
        self._former: frozenset[str] = frozenset(book["former"])
        self._deputy: dict[str, str] = {form: name for name, forms in book["deputy"].items() for form in (name, *forms)}
        self._tree: PhraseTree[Role] = PhraseTree()
        self.roles: tuple[Role, ...] = (*_from_groups(book["groups"]), *_from_ministries())
        for role in self.roles:
            for form in role.forms:
                self._tree.add(form, role)

    def find(self, words: Sequence[str]) -> list[tuple[int, int, Role]]:
        """Every role in ``words`` as ``(start, end, role)``, none overlapping."""
        single = [_single(word) if "-" in word else word for word in words]
        found: list[tuple[int, int, Role]] = []
        taken = 0
        for start, end, role in self._tree.scan(single, clitic=True):
            first = start
            while first > taken:
                before = fold(words[first - 1])
                if before in self._former:
                    role = replace(role, name=f"mantan {role.name}", sectors=former_sectors(role.sectors), former=True)
                elif before in self._deputy:
                    role = replace(role, name=f"{self._deputy[before]} {role.name}")
                else:
                    break
                first -= 1
            found.append((first, end, role))
            taken = end
        return found

    def role(self, phrase: str) -> Role | None:
        """The role that the whole of ``phrase`` names, or None."""
        words = phrase.split()
        found = self.find(words) if words else []
        if len(found) == 1 and found[0][:2] == (0, len(words)):
            return found[0][2]
        return None


def _single(word: str) -> str:
    """ "menteri-menteri" as "menteri": a doubled noun is its plural."""
    half, hyphen, rest = word.partition("-")
    return half if hyphen and len(half) > 2 and fold(half) == fold(rest) else word
