"""Words that stand near an act, as ``transfers.yaml`` lists them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from saksi.watch.regimes import read_yaml


@cache
def read_table() -> dict[str, Any]:
    """``transfers.yaml``."""
    table: dict[str, Any] = read_yaml("transfers.yaml")
    return table


@cache
def words(key: str) -> re.Pattern[str]:
    """Any of the words that ``transfers.yaml`` lists under ``key``; ``*`` there stands for any ending."""
    alternatives = "|".join(re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for w in read_table()[key])
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


@cache
def directly_before(key: str) -> re.Pattern[str]:
    """One of the words of ``key`` at the end of a stretch of text."""
    return re.compile(words(key).pattern + r"\s*$", re.IGNORECASE)


@cache
def just_before(key: str) -> re.Pattern[str]:
    """One of the words of ``key`` and at most two others before the end of a stretch of text."""
    return re.compile(words(key).pattern + r"(?:\s+[\w-]+){0,2}\s*$", re.IGNORECASE)
