"""Numbers for words and labels, and the batches that a training step takes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from spacy.vectors import Vectors
from torch import Tensor

from saksi.language.lemmas import Script
from saksi.language.vectors import levelled
from saksi.language.words import normal, spelled
from training import acts, entities, scripts
from training.treebanks import MARKERS, Sentence

IGNORED = -100
RAW_WORDS = 16_000
NEWS = (0.0, 0.5, 0.5)  # the run-time marker: midway between the two treebanks of news


@dataclass(frozen=True, slots=True)
class Inventory:
    """All names that the network numbers, in order; in ``words`` and ``alphabet`` 0 pads and 1 is unknown."""

    words: list[str]
    alphabet: list[str]
    upos: list[str]
    feats: list[str]
    labels: list[str]
    scripts: list[Script]

    @classmethod
    def of(
        cls, trees: Sequence[Sentence], named: Sequence[entities.NamedSentence], raw: Counter[str] | None = None
    ) -> Inventory:
        """``raw`` counts the words of raw text; the most frequent get a number, as do those of the annotated data."""
        counts = Counter(normal(word) for sentence in [*trees, *named] for word in sentence.words)
        frequent: Counter[str] = Counter()
        for word, count in (raw or Counter()).items():
            frequent[normal(word)] += count
        known = {word for word, count in counts.items() if count >= 2} | {w for w, _ in frequent.most_common(RAW_WORDS)}
        letters = Counter(letter for sentence in [*trees, *named] for word in sentence.words for letter in word)
        feats = Counter(feat for tree in trees for feat in tree.feats or ())
        labels = Counter(label for tree in trees for label in tree.labels if label != "root")
        pairs = [pair for tree in trees if tree.lemmas for pair in zip(tree.words, tree.lemmas, strict=True)]
        return cls(
            words=["", "?", *sorted(known)],
            alphabet=["", "?", "\x02", "\x03", *sorted(letter for letter, count in letters.items() if count >= 5)],
            upos=sorted({pos for tree in trees for pos in tree.upos}),
            feats=sorted(feat for feat, count in feats.items() if count >= 2),
            labels=["root", *sorted(label for label, count in labels.items() if count >= 5)],
            scripts=scripts.frequent((pair for pair in pairs if pair[1] not in ("", "_")), 2),
        )


class Types:
    """The word types of all data as tensors, so that a batch looks each up once."""

    def __init__(self, words: Iterable[str], inventory: Inventory, vectors: Vectors | None, floret: int) -> None:
        self.types = sorted(set(words))
        self.number = {word: i for i, word in enumerate(self.types)}
        known = {word: i for i, word in enumerate(inventory.words)}
        alphabet = {letter: i for i, letter in enumerate(inventory.alphabet)}
        self.words = torch.tensor([known.get(normal(word), 1) for word in self.types])
        self.chars = torch.from_numpy(np.stack([spelled(word, alphabet) for word in self.types]))
        table = np.zeros((len(self.types), floret), dtype=np.float32)
        if vectors is not None:
            table = levelled(np.asarray(vectors.get_batch([normal(word) for word in self.types])))
        self.floret = torch.from_numpy(table)


@dataclass(frozen=True, slots=True)
class Batch:
    """``types`` are unique word types, ``words`` index into them; rows are padded with IGNORED in the targets."""

    types: Tensor
    words: Tensor
    lengths: Tensor
    marker: Tensor
    targets: dict[str, Tensor]


def _padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    table: npt.NDArray[np.int64] = np.full((len(rows), max(map(len, rows))), fill, dtype=np.int64)
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
    return torch.from_numpy(table)


def grouped(lengths: Sequence[int], words: int, order: random.Random) -> Iterator[list[int]]:
    """Sentence numbers in groups of similar length and about ``words`` words, shuffled."""
    noisy = sorted(range(len(lengths)), key=lambda i: lengths[i] + order.random() * 4)
    groups: list[list[int]] = [[]]
    for i in noisy:
        if groups[-1] and (len(groups[-1]) + 1) * lengths[i] > words:
            groups.append([])
        groups[-1].append(i)
    order.shuffle(groups)
    yield from groups


class Batcher:
    """Turns sentences into batches."""

    def __init__(self, inventory: Inventory, types: Types) -> None:
        self._types = types
        self._upos = {name: i for i, name in enumerate(inventory.upos)}
        self._feats = {name: i for i, name in enumerate(inventory.feats)}
        self._labels = {name: i for i, name in enumerate(inventory.labels)}
        self._scripts = {script: i for i, script in enumerate(inventory.scripts)}
        self._tags = {tag: i for i, tag in enumerate(entities.TAGS)}
        self._styles = {source: i for i, source in enumerate(entities.SETS)}
        self._acts: dict[str | None, int] = {None: IGNORED} | {kind: i for i, kind in enumerate(acts.TYPES)}

    def _words(self, sentences: Sequence[Sequence[str]]) -> tuple[Tensor, Tensor, Tensor]:
        padded = _padded([[self._types.number[word] for word in words] for words in sentences], -1)
        unique, inverse = torch.unique(padded.clamp(min=0), return_inverse=True)
        return unique, inverse, torch.tensor([len(words) for words in sentences])

    def trees(self, sentences: Sequence[Sentence], order: random.Random | None) -> Batch:
        """Without ``order`` each sentence has its own treebank's marker, with it the news marker now and then."""
        unique, inverse, lengths = self._words([sentence.words for sentence in sentences])
        marker = []
        for sentence in sentences:
            own = [float(sentence.marker == name) for name in MARKERS]
            blur = order is not None and sentence.marker != "gsd" and order.random() < 0.5
            marker.append(list(NEWS) if blur else own)
        heads, upos, labels, feats, lemmas = [], [], [], [], []
        size = int(lengths.max())
        for s in sentences:
            n = len(s.words)
            heads.append([size if head == i else head for i, head in enumerate(s.heads)])
            upos.append([self._upos[pos] for pos in s.upos])
            labels.append([self._labels.get(label, IGNORED) for label in s.labels])
            feats.append([self._feats.get(feat, IGNORED) for feat in s.feats] if s.feats else [IGNORED] * n)
            told = s.lemmas or ("_",) * n
            lemmas.append([self._script(*pair) for pair in zip(s.words, told, strict=True)])
        named = {"heads": heads, "upos": upos, "labels": labels, "feats": feats, "lemmas": lemmas}
        targets = {name: _padded(rows, IGNORED) for name, rows in named.items()}
        return Batch(unique, inverse, lengths, torch.tensor(marker), targets)

    def lessons(self, sentences: Sequence[acts.ActSentence], marker: Tensor) -> Batch:
        """Sentences whose trees and names nobody annotated."""
        told = _padded([[self._acts[kind] for kind in sentence.acts] for sentence in sentences], IGNORED)
        return Batch(*self._words([sentence.words for sentence in sentences]), marker, {"acts": told})

    def _script(self, word: str, lemma: str) -> int:
        if lemma in ("", "_"):
            return IGNORED
        return self._scripts.get(scripts.script_of(word, lemma), IGNORED)

    def named(self, sentences: Sequence[entities.NamedSentence]) -> Batch:
        unique, inverse, lengths = self._words([sentence.words for sentence in sentences])
        targets = {
            "tags": _padded([[self._tags[tag] for tag in sentence.tags] for sentence in sentences], IGNORED),
            "style": torch.tensor([self._styles[sentence.source] for sentence in sentences]),
        }
        return Batch(unique, inverse, lengths, torch.tensor([NEWS] * len(sentences)), targets)
