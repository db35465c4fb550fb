"""Word vectors and the BiLSTM over them: the component that gives every word its vector in context."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, cast
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from spacy.attrs import IS_SPACE, ORTH, SENT_START
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc

from saksi.language.assets import Assets, Floats, load_assets, marker
from saksi.language.spelling import Spelling
from saksi.language.vectors import Subwords, levelled
from saksi.language.words import UNKNOWN, normal

Ints = npt.NDArray[np.int64]

LONGEST = 300  # words that are encoded and parsed as one; hostile input would ask for the square of its length
_LARGEST = 16  # sentences that go through the network together
_STEP, _CALL = 0.5, 2  # what a step costs beside its words, in words, and what a group costs, in steps
_KEPT = 60_000  # word types whose vectors are kept


def write(doc: Doc, attributes: list[int | str], values: npt.NDArray[Any]) -> Doc:
    """Set attributes of all tokens at once: [tokens, attributes], negative numbers as spaCy stores them."""
    table: Any = values.astype(np.uint64)
    return doc.from_array(attributes, table)


def segments(doc: Doc) -> list[Ints]:
    """The positions of each sentence's words, white space left out, cut where a sentence is longer than LONGEST."""
    table = doc.to_array([IS_SPACE, SENT_START]).astype(np.int64)
    words = np.flatnonzero(table[:, 0] == 0)
    sentence = np.cumsum(table[:, 1] == 1).take(words)
    if not len(words):
        return []
    borders = (np.flatnonzero(sentence[1:] != sentence[:-1]) + 1).tolist()
    found: list[Ints] = []
    for start, end in pairwise([0, *borders, len(words)]):
        for first in range(start, end, LONGEST):
            found.append(words[first : min(first + LONGEST, end)])
    return found


class WordVectors:
    """A vector a word type, out of no context; each type is computed once."""

    def __init__(self, assets: Assets, strings: StringStore) -> None:
        self._names, self._strings = assets.names, strings
        self._floret = Subwords(assets.floret_table, assets.floret_scale)
        arrays = assets.arrays
        self._word, self._spelling = arrays["words.word.weight"], Spelling(arrays, assets.names.alphabet)
        self._project, self._bias = arrays["words.project.weight"].T.copy(), arrays["words.project.bias"]
        self._rows: dict[int, int] = {}
        self.table: Floats = np.zeros((1024, self._bias.size), dtype=np.float32)

    def rows(self, orths: list[int]) -> Ints:
        """Row numbers in ``table`` of the words with these string ids."""
        new = [orth for orth in dict.fromkeys(orths) if orth not in self._rows]
        if new:
            if len(self._rows) + len(new) > _KEPT:
                self._rows.clear()
                new = list(dict.fromkeys(orths))
            self._add(new)
        known = self._rows
        return np.array([known[orth] for orth in orths], dtype=np.int64)

    def _add(self, orths: list[int]) -> None:
        start, end = len(self._rows), len(self._rows) + len(orths)
        if end > len(self.table):
            grown = np.zeros((max(end, 2 * len(self.table)), self.table.shape[1]), dtype=np.float32)
            grown[:start] = self.table[:start]
            self.table = grown
        for first in range(0, len(orths), 512):
            part = orths[first : first + 512]
            self.table[start + first : start + first + len(part)] = self._compute([self._strings[o] for o in part])
        self._rows.update(zip(orths, range(start, end), strict=True))

    def _compute(self, words: list[str]) -> Floats:
        plain = [normal(word) for word in words]
        floret = levelled(self._floret.get_batch(plain))
        known = self._word.take([self._names.words.get(word, UNKNOWN) for word in plain], axis=0)
        computed: Floats = np.concatenate([floret, known, self._spelling(words)], 1) @ self._project
        computed += self._bias
        return computed


class Encoder:
    """Fills ``doc.tensor`` with a vector in context for each token (zeros for white space)."""

    def __init__(self, nlp: Language, convention: str) -> None:
        assets = load_assets()
        self.vectors = word_vectors(nlp)
        self.marker = marker(assets, convention)
        self._session = assets.encoder
        self._width: int = self._session.get_outputs()[0].shape[2]

    def __call__(self, doc: Doc) -> Doc:
        """Encode the words of ``doc``, sentence by sentence."""
        parts = segments(doc)
        doc.tensor = np.zeros((len(doc), self._width), dtype=np.float32)
        if not parts:
            return doc
        rows = self.vectors.rows(doc.to_array(ORTH).tolist())
        for group in _similar(parts):
            self._encode(cast(Floats, doc.tensor), group, rows)
        return doc

    def _encode(self, out: Floats, parts: list[Ints], rows: Ints) -> None:
        lengths = np.array([len(part) for part in parts], dtype=np.int32)
        place = np.concatenate(parts)
        longest, vectors = int(lengths.max()), self.vectors.table
        # The cell of each word in [longest, parts], flattened: one number a word is quicker than two.
        firsts = np.cumsum(lengths) - lengths
        cells = (np.arange(len(place)) - np.repeat(firsts, lengths)) * len(parts)
        cells += np.repeat(np.arange(len(parts)), lengths)
        inputs = np.zeros((longest * len(parts), vectors.shape[1] + self.marker.size), dtype=np.float32)
        inputs[cells, : vectors.shape[1]] = vectors.take(rows.take(place), axis=0)
        inputs[:, vectors.shape[1] :] = self.marker
        fed = {"inputs": inputs.reshape(longest, len(parts), -1), "lengths": lengths}
        states = self._session.run(None, fed)[0]
        out[place] = states.reshape(-1, self._width).take(cells, axis=0)


def _similar(parts: list[Ints]) -> list[list[Ints]]:
    """Sentences in groups of similar length, so that the network's steps, padding included, cost least in all."""
    parts = sorted(parts, key=len)
    costs, firsts = [0.0], [0]  # of the cheapest groups for the first so many sentences; where the last group begins
    for end in range(1, len(parts) + 1):
        steps = len(parts[end - 1]) + _CALL
        cost, first = min(
            (costs[start] + steps * (end - start + _STEP), start) for start in range(max(0, end - _LARGEST), end)
        )
        costs.append(cost)
        firsts.append(first)
    groups, end = [], len(parts)
    while end:
        groups.append(parts[firsts[end] : end])
        end = firsts[end]
    return groups


# The components of one pipeline share its word vectors.
_shared: WeakKeyDictionary[Language, WordVectors] = WeakKeyDictionary()


def word_vectors(nlp: Language) -> WordVectors:
    """The word vectors of a pipeline, made on first use."""
    if nlp not in _shared:
        _shared[nlp] = WordVectors(load_assets(), nlp.vocab.strings)
    return _shared[nlp]


@Language.factory("saksi_encoder", default_config={"convention": "news"}, assigns=["doc.tensor"])
def make_encoder(nlp: Language, name: str, convention: str) -> Encoder:
    """The encoder; ``convention`` is the annotation it reads for: news, gsd, csui or pud."""
    return Encoder(nlp, convention)
