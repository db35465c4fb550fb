"""What a user types, as a full-text query of SQLite or PostgreSQL.

Only letters and digits of the user's text reach the query, so nothing in it can be an operator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from saksi.record.errors import RecordError
from saksi.record.fulltext import COLUMNS
from saksi.record.ids import folded

_PIECES = re.compile(r'"([^"]*)"|(\S+)')
_WEIGHTS = "ABCD"
MOST_WORDS = 64  # of one text or name; the databases' parsers have limits of their own


class Phrase(NamedTuple):
    """Words that stand next to each other in one of ``columns``; the last one by its beginning with ``prefix``."""

    words: tuple[str, ...]
    columns: tuple[str, ...]
    prefix: bool = False


def words(text: str, columns: Sequence[str]) -> list[Phrase]:
    """The words and quoted phrases of ``text``; raises ``RecordError`` when there is none."""
    found = []
    for quoted, bare in _PIECES.findall(text):
        said = tuple(folded(quoted or bare).split())
        if said:
            found.append(Phrase(said, tuple(columns), bare.endswith("*")))
    if not found:
        raise RecordError(f"{text!r}: no word to search for.")
    return _few(found)


def name(text: str, columns: Sequence[str]) -> Phrase:
    """A name, its words next to each other; raises ``RecordError`` when there is none."""
    said = tuple(folded(text).split())
    if not said:
        raise RecordError(f"{text!r}: no name to search for.")
    return _few([Phrase(said, tuple(columns), text.rstrip().endswith("*"))])[0]


def _few(phrases: list[Phrase]) -> list[Phrase]:
    if sum(len(phrase.words) for phrase in phrases) > MOST_WORDS:
        raise RecordError(f"More than {MOST_WORDS} words to search for at once.")
    return phrases


def fts5(phrases: Iterable[Phrase]) -> str:
    """SQLite's query for all of ``phrases``."""
    return " AND ".join(f'{{{" ".join(p.columns)}}} : "{" ".join(p.words)}"{" *" if p.prefix else ""}' for p in phrases)


def tsquery(table: str, phrases: Iterable[Phrase]) -> str:
    """PostgreSQL's query for all of ``phrases``."""
    weights = dict(zip(COLUMNS[table], _WEIGHTS, strict=False))

    def one(phrase: Phrase, weight: str) -> str:
        marks = [f":{weight}"] * len(phrase.words)
        marks[-1] = f":*{weight}" if phrase.prefix else marks[-1]
        return " <-> ".join(f"{word}{mark}" for word, mark in zip(phrase.words, marks, strict=True))

    return " & ".join(f"({' | '.join(f'({one(p, weights[c])})' for c in p.columns)})" for p in phrases)
