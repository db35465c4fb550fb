"""The codebook: PLOVER's event types and the Indonesian frames that lead to them, as checked data.

>>> from saksi.codebook import Codebook
>>> book = Codebook.load()
>>> [match.frame.type for match in book.match(["Israel", "menyerang", "Gaza"], ["PROPN", "VERB", "PROPN"])]
['ASSAULT']
"""

from __future__ import annotations

from pathlib import Path

from saksi.codebook.book import Codebook
from saksi.codebook.model import CodebookError, EventType, Frame, LightVerb, Match, ModeCue, Words, plain
from saksi.codebook.tie_breaks import tie_break

__all__ = [
    "Codebook",
    "CodebookError",
    "EventType",
    "Frame",
    "LightVerb",
    "Match",
    "ModeCue",
    "Words",
    "check",
    "plain",
    "tie_break",
]


def check(path: Path) -> list[str]:
    """What is wrong with a codebook file, one line each as ``file:line: what``; empty when it is sound."""
    from saksi.codebook.checking import check as check_file

    return check_file(path)
