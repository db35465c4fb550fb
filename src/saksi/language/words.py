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


def spelled(word: str, alphabet: dict[str, int]) -> npt.NDArray[np.int64]:
    """[LETTERS] letter numbers between boundary marks; long words keep their beginning and their end."""
    letters = "\x02" + _DIGIT.sub("0", word) + "\x03"
    if len(letters) > LETTERS:
        letters = letters[: LETTERS // 2] + letters[-(LETTERS // 2) :]
    row = np.zeros(LETTERS, dtype=np.int64)
    row[: len(letters)] = [alphabet.get(letter, UNKNOWN) for letter in letters]
    return row
