"""What the entity step holds while it works: names, titles and the parties they are joined into."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from saksi.reading.context import Mention
from saksi.reading.words import is_initials
from saksi.report import EntityKind

if TYPE_CHECKING:
    from saksi.gazetteer import Entry, Role

PLACE_KINDS = frozenset({"country", "place"})
NO_STATE = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})


@dataclass(slots=True)
class Title:
    """An office or rank beside a person's name: tokens ``start`` to ``end``, and the state and sectors it tells."""

    start: int
    end: int
    role: Role | None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    text: str = ""
    former: bool = False
    span: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Name:
    """A proper name in the text: tokens ``start`` to ``end`` and its characters; ``entry`` where it is listed.

    ``owner`` is set where the name tells whose man another is ("juru bicara Netanyahu"): where that noun ends.
    """

    start: int
    end: int
    span: tuple[int, int]
    text: str
    kind: EntityKind
    entry: Entry | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    holder: str | None = None
    title: Title | None = None
    full: str | None = None
    office: str | None = None
    party: int = -1
    metonym: bool = False
    owner: int | None = None


@dataclass(slots=True)
class Party:
    """One entity in the making. ``forms`` keeps the surface forms in text order, ``head`` an unnamed one's noun."""

    number: int
    kind: EntityKind
    named: bool
    country: str | None = None
    sectors: tuple[str, ...] = ()
    name: str = ""
    forms: dict[str, None] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    head: str = ""
    entry: Entry | None = None
    holder: str | None = None
    first: int = 0

    @property
    def initials(self) -> bool:
        """Whether initials are all that the party is known by, as suspects are, who hardly ever speak; not "SBY"."""
        return self.holder is None and bool(self.forms) and all(is_initials(form) for form in self.forms)


def strip_span(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without white space and loose punctuation at its edges."""
    while start < end and text[start] in " \t\n\r\u00a0,;:.-–—\"“”‘’'(":
        start += 1
    while end > start and (text[end - 1] in " \t\n\r\u00a0,;:–—-\"“”‘'(" or (text[end - 1] == "." and end - start > 4)):
        end -= 1
    return start, end
