"""The subword vectors as they ship: a table of 8-bit rows, looked up by hashed character n-grams (floret)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from spacy.strings import StringStore
from spacy.vectors import Vectors

# floret's hashing; the table means nothing under another.
SETTINGS = {"minn": 3, "maxn": 5, "hash_count": 2, "hash_seed": 2166136261}
_NORM = 4.0


def floret_vectors(strings: StringStore, table: npt.NDArray[np.int8], scale: npt.NDArray[np.float16]) -> Vectors:
    """[rows, width] table and [rows] scales -> spaCy vectors in floret mode."""
    rows = table.astype(np.float32) * scale.astype(np.float32)[:, None]
    return Vectors(strings=strings, data=rows, mode="floret", bow="<", eow=">", **SETTINGS)


def levelled(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Rows of one length, so that rare and frequent words weigh the same."""
    norms = np.sqrt((vectors * vectors).sum(1, keepdims=True))
    scaled: npt.NDArray[np.float32] = vectors * (_NORM / np.maximum(norms, 1e-6))
    return scaled
