"""What the network sees of a word: its normal form, its letters, its subwords."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

LETTERS = 24
_DIGIT = re.compile(r"\d")
PAD, UNKNOWN = 0, 1


def normal(word: str) -> str:
    """Lower case, every digit as 0."""
    return _DIGIT.sub("0", word.lower())


def letters(word: str, alphabet: dict[str, int]) -> list[int]:
    """At most LETTERS letter numbers, boundary marks included; long words keep their beginning and their end."""
    marked = "\x02" + _DIGIT.sub("0", word) + "\x03"
    if len(marked) > LETTERS:
        marked = marked[: LETTERS // 2] + marked[-(LETTERS // 2) :]
    return [alphabet.get(letter, UNKNOWN) for letter in marked]


def spelled(word: str, alphabet: dict[str, int]) -> npt.NDArray[np.int64]:
    """[LETTERS] the letter numbers of a word, PAD behind them."""
    row = np.zeros(LETTERS, dtype=np.int64)
    numbers = letters(word, alphabet)
    row[: len(numbers)] = numbers
    return row
