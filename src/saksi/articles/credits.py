"""Credits: who wrote, edited, photographed a report, and which outlet or agency it was taken from."""

from __future__ import annotations

import re
from functools import cache

from saksi.articles.data import table
from saksi.articles.outlets import DOMAIN, known_pattern, lookup
from saksi.articles.sheet import Sheet, name_like
from saksi.report import CreditKind

_KINDS: tuple[CreditKind, ...] = ("reporter", "editor", "photo", "source")


@cache
def _kinds() -> dict[str, CreditKind]:
    labels = table("page")["credit_labels"]
    return {label: kind for kind in _KINDS for label in labels[kind]}


@cache
def label_words() -> str:
    """A regular expression for every credit label, the longest first."""
    return "|".join(re.escape(label) for label in sorted(_kinds(), key=len, reverse=True))


def label_kind(text: str) -> CreditKind | None:
    """The kind of credit a line announces that is a label and nothing else ("Penulis", "Editor:")."""
    return _kinds().get(text.strip(" :").casefold())


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"(?i:(?P<label>{label_words()}))(?P<mark>\s*[:：]\s*|\s{{2,}}|\t|\s)(?P<name>\S[^\n]{{1,90}})$")


@cache
def _next_label() -> re.Pattern[str]:
    return re.compile(rf"[\s/|,;]+(?=(?i:{label_words()})\s*[:：])")


def take_source(sheet: Sheet, start: int, end: int) -> None:
    """Credit the sources named between two offsets ("Reuters, AP", "Kompas.com/Nama Wartawan"), each on its own.

    An outlet or agency has syndicated the report; a name behind an outlet's slash wrote it; any other is a source.
    """
    at, after_outlet = start, False
    for piece in re.split(r"(/|[,;]| dan )", sheet.text[start:end]):
        name = piece.strip()
        if name in ("/", ",", ";", "dan", ""):
            after_outlet = after_outlet and name == "/"
        elif lookup(name) or re.fullmatch(DOMAIN, name):
            sheet.credit("syndication", at, at + len(piece))
            after_outlet = True
        else:
            sheet.credit("reporter" if after_outlet else "source", at, at + len(piece))
            after_outlet = False
        at += len(piece)


def take_labelled(sheet: Sheet, start: int, end: int) -> bool:
    """Claim a stretch of nothing but labelled names: "Editor: Nama", "Rep: Antara/ Red: Nama", "Credit  Antara"."""
    text = sheet.text[start:end]
    if len(text) > 160:
        return False
    parts = _next_label().split(text)
    found: list[tuple[CreditKind, int, int]] = []
    at = 0
    for part in parts:
        at = text.index(part, at)
        match = _labelled().match(part.strip(" ()|"))
        if match is None:
            return False
        name = match["name"].strip(" |/)")
        if not _believable(match["label"], match["mark"], name):
            return False
        kind = _kinds()[match["label"].casefold()]
        inner = text.index(name, at + len(match["label"]))
        found.append((kind, start + inner, start + inner + len(name)))
        at += len(part)
    if not found or not sheet.claim("credit", start, end, sheet.text[found[0][1] : found[0][2]]):
        return False
    for kind, first, last in found:
        if kind == "source":
            take_source(sheet, first, last)
        else:
            sheet.credit(kind, first, last)
    return True


def _believable(label: str, mark: str, name: str) -> bool:
    """Whether words behind a label are a name: with a colon any name, without one a known outlet or plain capitals."""
    if not name or name[-1] in ":;" or (name[-1] in ".!?" and len(name.split()) > 3):
        return False
    if lookup(name) or re.fullmatch(DOMAIN, name):
        return True
    if ":" in mark or "：" in mark:
        return name_like(name, 8) or all(name_like(piece.strip()) for piece in name.split(",") if piece.strip())
    # "Oleh Nama" is a byline, "Sumber Daya Manusia" is not a credit.
    wide = len(mark) > 1
    return (
        label[0].isupper()
        and name_like(name, 4)
        and (wide or label.casefold() in ("oleh", "penulis", "reporter", "editor"))
    )


@cache
def tail_credit() -> re.Pattern[str]:
    """One labelled name at the end of running text, behind a sentence end."""
    return re.compile(
        rf"(?:^|(?<=[.!?\"”)*\]|\s]))\(?(?P<label>(?i:{label_words()}))\s*[:：]\s*"
        r"(?P<name>[A-Z@(][^\n:.!?()]{1,60}(?:\.[^\n:.!?()]{1,40})?)\)?(?P<firm>\s+PT\s+[A-Z][^\n.]{3,60})?\.?\s*$"
    )


@cache
def agency_tail() -> re.Pattern[str]:
    """ "(Antara)", "(Antara/Reuters)" behind the last sentence."""
    return re.compile(rf"(?<=[.!?\"”*])\s*\((?P<name>{known_pattern()}(?:\s?[/,]\s?[^()\n]{{2,40}})?)\)\.?\s*$")
