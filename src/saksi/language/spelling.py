"""What convolutions over its letters see of a word."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from saksi.language.words import LETTERS, PAD, letters

Floats = npt.NDArray[np.float32]

_CONVOLUTIONS = (("conv3", 3), ("conv4", 4))
_BEFORE = 2  # the widest window begins this many letters before the word


class Spelling:
    """Convolutions 3 and 4 letters wide over a word padded to LETTERS, the highest value of each filter, none below 0.

    The words stand in one line, with no more padding between them than windows can tell apart, so that each convolution
    is one product.
    """

    def __init__(self, arrays: Mapping[str, Floats], alphabet: dict[str, int]) -> None:
        self._alphabet, self._chars = alphabet, arrays["words.char.weight"]
        weights = [(arrays[f"words.{name}.weight"], arrays[f"words.{name}.bias"]) for name, _ in _CONVOLUTIONS]
        self._filters = [weight.transpose(2, 1, 0).reshape(-1, bias.size).copy() for weight, bias in weights]
        self._bias = np.concatenate([bias for _, bias in weights])

    def __call__(self, words: list[str]) -> Floats:
        """[words, filters of both convolutions]"""
        numbers: list[int] = []
        firsts, lengths = [], []
        for word in words:
            own = letters(word, self._alphabet)
            firsts.append(len(numbers))
            lengths.append(len(own))
            numbers += [PAD] * _BEFORE
            numbers += own
            numbers += [PAD] * _BEFORE
        numbers += [PAD] * (2 * _BEFORE)  # so that the last window is not the line's last
        first, length = np.array(firsts), np.array(lengths)
        flat = self._chars.take(numbers, axis=0).ravel()
        dim = self._chars.shape[1]
        found = []
        for (_, width), filters in zip(_CONVOLUTIONS, self._filters, strict=True):
            before = width // 2
            # Windows that touch the word and one that holds padding alone, if LETTERS leaves room for it.
            windows = np.minimum(length + before + 1, LETTERS + 2 * before + 1 - width)
            start = first + (_BEFORE - before)
            values = np.ascontiguousarray(sliding_window_view(flat, width * dim)[::dim]) @ filters
            found.append(np.maximum.reduceat(values, np.stack([start, start + windows], 1).ravel(), axis=0)[::2])
        out: Floats = np.concatenate(found, 1) + self._bias
        return np.maximum(out, 0, out=out)
