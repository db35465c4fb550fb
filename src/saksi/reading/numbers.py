"""Whole numbers in Indonesian text: digits with thousands dots, number words, "12 ribu", "1,5 juta"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "seorang": 1, "sebuah": 1, "seekor": 1, "sepasang": 2,
}  # fmt: skip
_WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "sejuta": 1_000_000}
_SCALES = {"ratus": 100, "ribu": 1000, "juta": 1_000_000, "miliar": 1_000_000_000}
_SPELLED = _UNITS.keys() | _WHOLE.keys()  # what a number in words begins with
_DIGITS = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+,\d+")


def number_at(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """The whole number that begins at ``words[start]`` (lower-cased words) and the index after it, or None.

    Vague amounts ("puluhan", "ratusan") are no number; "1,5 juta" is 1500000; "dua puluh satu" is 21.

    >>> number_at(["dua", "puluh", "satu", "orang"], 0)
    (21, 3)
    """
    word = words[start]
    if word in _SPELLED:
        return _spelled(words, start)
    if not word[:1].isdigit():  # most words: the expressions need not look at them
        return None
    if _DECIMAL.fullmatch(word):
        if start + 1 < len(words) and words[start + 1] in _SCALES:
            return round(float(word.replace(",", ".")) * _SCALES[words[start + 1]]), start + 2
        return None
    if _DIGITS.fullmatch(word):
        value, at = int(word.replace(".", "")), start + 1
        while at < len(words) and words[at] in _SCALES:
            value, at = value * _SCALES[words[at]], at + 1
        return value, at
    return None


def _spelled(words: Sequence[str], start: int) -> tuple[int, int] | None:
    total, group, at = 0, 0, start
    while at < len(words):
        word = words[at]
        if word in _UNITS:
            unit = _UNITS[word]
            following = words[at + 1] if at + 1 < len(words) else ""
            if following == "belas":
                unit, at = unit + 10, at + 1
            elif following == "puluh":
                unit, at = unit * 10, at + 1
            elif following == "ratus":
                unit, at = unit * 100, at + 1
            elif group % 10:
                break
            group += unit
        elif word in _WHOLE and _WHOLE[word] < 1000:
            group += _WHOLE[word]
        elif word in _WHOLE:
            total += _WHOLE[word]
        elif word in _SCALES and word != "ratus" and at > start:
            total, group = total + max(group, 1) * _SCALES[word], 0
        else:
            break
        at += 1
    return (total + group, at) if at > start else None
