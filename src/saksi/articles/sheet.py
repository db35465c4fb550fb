"""The page under examination: its lines and what has been recognised on it so far."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field
from functools import cached_property

from saksi.report import Article, Credit, CreditKind, Dateline, Furniture, FurnitureKind

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_EDGE = " \t\u00a0\u3000\f\v" + INVISIBLE
SENTENCE_END = '.!?…"”’)'


def _start(piece: Furniture) -> int:
    return piece.span[0]


@dataclass(slots=True)
class Line:
    """One line that is not blank, as a span without the blanks at its ends."""

    start: int
    end: int
    text: str


@dataclass
class Sheet:
    """An article's text with the furniture, credits and metadata found on it; pieces in order, never overlapping."""

    text: str
    title: str | None = None
    published: str | None = None
    published_span: tuple[int, int] | None = None
    outlet: str | None = None
    dateline: Dateline | None = None
    body: int = 0  # where the story begins
    pieces: list[Furniture] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)

    @classmethod
    def of(cls, article: Article) -> Sheet:
        """A clean sheet: what an earlier look at the page itself found is looked for again."""
        from_page = article.published_span is not None
        return cls(article.text, article.title, None if from_page else article.published, outlet=article.outlet)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that are not blank."""
        found = []
        for match in _LINE.finditer(self.text):
            raw = match.group()
            inner = raw.strip(_EDGE)
            if inner:
                start = match.start() + raw.index(inner)
                found.append(Line(start, start + len(inner), inner))
        return found

    def free(self, start: int, end: int) -> bool:
        """Whether nothing between the offsets has been claimed yet."""
        before = self.piece_before(end)
        return before is None or before.span[1] <= start

    def piece_before(self, end: int) -> Furniture | None:
        """The last piece that begins before an offset."""
        index = bisect_left(self.pieces, end, key=_start) - 1
        return self.pieces[index] if index >= 0 else None

    def claim(self, kind: FurnitureKind, start: int, end: int, value: str | None = None) -> bool:
        """Take a stretch, without the blanks at its ends, out of the story; false when part of it is taken already."""
        while start < end and (self.text[start].isspace() or self.text[start] in INVISIBLE):
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in INVISIBLE):
            end -= 1
        if start >= end or not self.free(start, end):
            return False
        insort(self.pieces, Furniture(kind=kind, span=(start, end), value=value), key=_start)
        return True

    def credit(self, kind: CreditKind, start: int, end: int) -> None:
        """Credit the name between two offsets."""
        while start < end and not (self.text[start].isalnum() or self.text[start] in "@*"):
            start += 1
        while end > start and not (self.text[end - 1].isalnum() or self.text[end - 1] in ".)*"):
            end -= 1
        # A full stop ends a sentence rather than the name, unless it marks an initial.
        if end - start > 2 and self.text[end - 1] == "." and self.text[end - 3].isalnum():
            end -= 1
        if start < end:
            name = " ".join(self.text[start:end].split())
            self.credits.append(Credit(name=name, kind=kind, span=(start, end)))

    def date(self, value: str | None, span: tuple[int, int]) -> None:
        """Note a date of publication unless one is known already."""
        if self.published is None and value is not None:
            self.published, self.published_span = value, span

    def result(self, article: Article) -> Article:
        """The article with everything that was found."""
        return article.model_copy(
            update={
                "title": self.title,
                "outlet": self.outlet,
                "published": self.published,
                "published_span": self.published_span,
                "dateline": self.dateline,
                "credits": sorted(self.credits, key=lambda credit: credit.span),
                "furniture": self.pieces,
            }
        )


def plain(text: str) -> str:
    """Letters and digits only, in small letters: for comparing headlines."""
    return "".join(char for char in text.casefold() if char.isalnum())


def name_like(text: str, most: int = 6) -> bool:
    """Whether the words could be a name: few, each with a capital, a digit or a small particle, and no sentence end."""
    words = text.split()
    if not 1 <= len(words) <= most or text[-1] in "?!:;":
        return False
    particles = {"bin", "binti", "van", "de", "dan", "al", "el", "/"}
    return all(w[0].isupper() or w[0] in "@(/" or w in particles for w in words) and words[0] not in particles
