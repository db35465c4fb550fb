"""The subword vectors as they ship: a table of 8-bit rows, looked up by hashed character n-grams (floret)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from spacy.strings import StringStore
from spacy.vectors import Vectors

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_Words64 = npt.NDArray[np.uint64]

# floret's hashing; the table means nothing under another.
SETTINGS = {"minn": 3, "maxn": 5, "hash_count": 2, "hash_seed": 2166136261}
_BOW, _EOW = "<", ">"
_NORM = 4.0


def floret_vectors(strings: StringStore, table: npt.NDArray[np.int8], scale: npt.NDArray[np.float16]) -> Vectors:
    """[rows, width] table and [rows] scales -> spaCy vectors in floret mode."""
    rows = table.astype(np.float32) * scale.astype(np.float32)[:, None]
    return Vectors(strings=strings, data=rows, mode="floret", bow=_BOW, eow=_EOW, **SETTINGS)


def levelled(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Rows of one length, so that rare and frequent words weigh the same."""
    norms = np.sqrt((vectors * vectors).sum(1, keepdims=True))
    scaled: npt.NDArray[np.float32] = vectors * (_NORM / np.maximum(norms, 1e-6))
    return scaled


class Subwords:
    """What ``floret_vectors(...).get_batch`` gives, several times as fast, with the table left in 8 bits.

    The n-grams of ASCII words are hashed all together; whole words and the n-grams of others by spaCy, one by one.
    """

    def __init__(self, table: npt.NDArray[np.int8], scale: npt.NDArray[np.float16]) -> None:
        self._table, self._scale = table, scale.astype(np.float32)
        self._floret = floret_vectors(StringStore(), table[:1], scale[:1])  # for its hashes alone

    def get_batch(self, words: list[str]) -> Floats:
        """[words, width] the mean of the rows of each word's n-grams; no word may be empty."""
        slow: list[int] = []
        lengths: list[int] = []
        for word in words:
            grams = [_BOW + word + _EOW] if word.isascii() else self._floret._get_ngrams(word)
            found = [number for gram in grams for number in self._floret._get_ngram_hashes(gram)]
            slow += found
            lengths.append(len(found))
        simple = [i for i, word in enumerate(words) if word.isascii()]
        quick, owners = _ascii_hashes([words[i] for i in simple])
        hashes = [np.array(slow, dtype=np.uint64), *quick]
        owners = [
            np.repeat(np.arange(len(words)), lengths),
            *(np.array(simple, dtype=np.int64).take(owner) for owner in owners),
        ]
        owner = np.concatenate(owners)
        order = owner.argsort(kind="stable")
        rows = (np.concatenate(hashes) % np.uint64(len(self._table))).astype(np.int64).take(order)
        values = self._table.take(rows, axis=0).astype(np.float32)
        values *= self._scale.take(rows)[:, None]
        counts = np.bincount(owner, minlength=len(words))
        values *= (1 / counts).astype(np.float32).repeat(counts)[:, None]  # before the sum, as spaCy: equal to the bit
        out = np.empty((len(words), values.shape[1]), dtype=np.float32)
        for i, (start, end) in enumerate(pairwise([0, *np.cumsum(counts).tolist()])):
            np.add.reduce(values[start:end], axis=0, out=out[i])
        return out


def _ascii_hashes(words: list[str]) -> tuple[list[_Words64], list[Ints]]:
    """Both hashes of every n-gram of ASCII words, and the number of the word each belongs to, by batches."""
    marked = [_BOW + word + _EOW for word in words]
    sizes = np.array([len(word) for word in marked], dtype=np.int64)
    letters = np.frombuffer("".join(marked).encode("ascii"), dtype=np.uint8).astype(np.uint64)
    word_of = np.repeat(np.arange(len(words)), sizes)
    left = np.cumsum(sizes).take(word_of) - np.arange(len(letters))  # letters of the word from here on
    hashes: list[_Words64] = []
    owners: list[Ints] = []
    grams = letters
    for size in range(2, SETTINGS["maxn"] + 1):
        grams = grams[:-1] | letters[size - 1 :] << np.uint64(8 * (size - 1))
        if size >= SETTINGS["minn"]:
            fits = np.flatnonzero(left[: len(grams)] >= size)
            first = _murmur(grams.take(fits), size)
            hashes.append(np.stack([first & np.uint64(0xFFFFFFFF), first >> np.uint64(32)], 1).ravel())
            owners.append(word_of.take(fits).repeat(2))
    return hashes, owners


def _murmur(keys: _Words64, size: int) -> _Words64:
    """The first 64 bits of MurmurHash3_x64_128 (Appleby 2011) of keys of ``size`` bytes, at most 8, little-endian."""
    seed, length = np.uint64(SETTINGS["hash_seed"]), np.uint64(size)
    mixed = keys * np.uint64(0x87C37B91114253D5)
    mixed = (mixed << np.uint64(31)) | (mixed >> np.uint64(33))
    first = (mixed * np.uint64(0x4CF5AD432745937F) ^ seed ^ length) + (seed ^ length)
    second = first + (seed ^ length)
    hashed: _Words64 = _finished(first) + _finished(second)
    return hashed


def _finished(h: _Words64) -> _Words64:
    h = (h ^ (h >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    h = (h ^ (h >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return h ^ (h >> np.uint64(33))
