"""The biaffine parser's scores and trees out of the encoder's states (Dozat & Manning 2017)."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, HEAD, IS_SPACE, POS, SENT_START
from spacy.language import Language
from spacy.symbols import PUNCT
from spacy.tokens import Doc

from saksi.language.assets import Floats, load_assets
from saksi.language.encoder import Ints, segments, write
from saksi.language.punctuation import by_rule
from saksi.language.trees import best_heads

_RULED = {"gsd"}  # annotations whose punctuation was hung by rule; in others the network's own places are no worse


class Parser:
    """Sets ``token.head`` and ``token.dep``; sentences are as they were found before."""

    def __init__(self, nlp: Language, convention: str) -> None:
        self._ruled = convention in _RULED
        assets = load_assets()
        a = assets.arrays
        names = ["arc_child", "arc_head", "label_child", "label_head"]
        self._weight = np.concatenate([a[f"{name}.weight"] for name in names]).T.copy()
        self._bias = np.concatenate([a[f"{name}.bias"] for name in names])
        self._borders = np.cumsum([a[f"{name}.bias"].size for name in names])[:-1]
        self._root, self._label_root = a["arc_root"], a["label_root"]
        self._bilinear, self._head_bias = a["arc_bilinear"][:-1], a["arc_bilinear"][-1]
        self._out, self._out_bias = a["label_out.weight"].T.copy(), a["label_out.bias"]
        add = nlp.vocab.strings.add
        labels = ["ROOT" if label == "root" else label for label in assets.names.labels]
        self._labels = np.array([add(label) for label in labels], dtype=np.uint64)
        self._loose = add("dep")

    def __call__(self, doc: Doc) -> Doc:
        """Parse each sentence of ``doc``."""
        if not len(doc):
            return doc
        parts = segments(doc)
        heads = np.arange(len(doc), dtype=np.int64)
        deps = np.full(len(doc), self._labels[0], dtype=np.uint64)
        if parts:
            self._parse(cast(Floats, doc.tensor), parts, heads, deps)
            if self._ruled:
                _hang_marks(doc, parts, heads)
        self._attach_rest(doc, parts, heads, deps)
        values = np.empty((len(doc), 2), dtype=np.uint64)
        values[:, 0] = (heads - np.arange(len(doc))).astype(np.uint64)
        values[:, 1] = deps
        return write(doc, [HEAD, DEP], values)

    def _parse(self, states: Floats, parts: list[Ints], heads: Ints, deps: npt.NDArray[np.uint64]) -> None:
        words = np.concatenate(parts)
        hidden = states.take(words, axis=0) @ self._weight
        hidden += self._bias
        np.maximum(hidden, 0, out=hidden)
        child, head, label_child, label_head = np.split(hidden, self._borders, axis=1)
        found = self._heads(child @ self._bilinear + self._head_bias, head, [len(part) for part in parts])
        is_root = found < 0
        heads[words] = words.take(np.where(is_root, np.arange(len(words)), found))
        features = np.empty((len(words), 3 * label_head.shape[1]), dtype=np.float32)
        own, chosen, both = np.split(features, 3, axis=1)
        own[:], chosen[:] = label_child, label_head.take(np.maximum(found, 0), axis=0)
        chosen[is_root] = self._label_root
        np.multiply(own, chosen, out=both)
        scores = features @ self._out
        scores += self._out_bias
        scores[:, 0] = np.where(is_root, np.inf, -np.inf)  # number 0 is the root's label
        deps[words] = self._labels.take(scores.argmax(1))

    def _heads(self, asked: Floats, head: Floats, sizes: list[int]) -> Ints:
        """The number of each word's head among all words, -1 for a root; sentences are ``sizes`` words long."""
        longest, count = max(sizes), len(asked)
        scores = np.full((count, longest + 1), -np.inf, dtype=np.float32)  # the root is the last column
        starts = np.cumsum([0, *sizes])
        for start, end in pairwise(starts.tolist()):
            scores[start:end, : end - start] = asked[start:end] @ head[start:end].T
        scores[:, longest] = asked @ self._root
        first = np.repeat(starts[:-1], sizes)
        every = np.arange(count)
        scores[every, every - first] = -np.inf  # nothing is its own head
        best = scores.argmax(1)
        is_root = best == longest
        found: Ints = np.where(is_root, -1, first + best)
        # Twice as far up at each turn: words that are not at a root in the end hang in a circle.
        above = np.where(is_root, every, found)
        for _ in range(longest.bit_length()):
            above = above.take(above)
        wrong = np.logical_or.reduceat(~is_root.take(above), starts[:-1])
        wrong |= np.add.reduceat(is_root, starts[:-1], dtype=np.int64) != 1
        for number in np.flatnonzero(wrong).tolist():
            start, size = int(starts[number]), sizes[number]
            here = slice(start, start + size)
            tree = best_heads(np.concatenate([scores[here, :size], scores[here, longest:]], 1))
            found[here] = np.where(tree == size, -1, start + tree)
        return found

    def _attach_rest(self, doc: Doc, parts: list[Ints], heads: Ints, deps: npt.NDArray[np.uint64]) -> None:
        """White space hangs on the word before it, later parts of an overlong sentence on its first root."""
        table = doc.to_array([IS_SPACE, SENT_START]).astype(np.int64)
        sentence = np.cumsum(table[:, 1] == 1)
        root_of: dict[int, int] = {}
        words = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
        roots = words[heads.take(words) == words]  # one a part, in their order
        for root, number in zip(roots.tolist(), sentence.take(roots).tolist(), strict=True):
            first = root_of.setdefault(number, root)
            if first != root:
                heads[root], deps[root] = first, self._loose
        before: dict[int, int] = {}
        for i in np.flatnonzero(table[:, 0]).tolist():
            number = int(sentence[i])
            near = i - 1 if i and sentence[i - 1] == number and not table[i - 1, 0] else root_of.get(number, -1)
            near = before.get(number, i) if near < 0 else near
            before.setdefault(number, i)
            if near != i:
                heads[i], deps[i] = near, self._loose


def _hang_marks(doc: Doc, parts: list[Ints], heads: Ints) -> None:
    """Hang what a tagger told to be punctuation anew, by rule."""
    is_mark = doc.to_array(POS) == PUNCT
    for part in parts:
        own = {place: n for n, place in enumerate(part.tolist())}
        before = [own[head] for head in heads.take(part).tolist()]
        after = by_rule([doc[place].text for place in own], before, np.flatnonzero(is_mark.take(part)).tolist())
        heads[part] = part.take(after)


@Language.factory(
    "saksi_parser",
    default_config={"convention": "news"},
    assigns=["token.head", "token.dep"],
    requires=["doc.tensor"],
)
def make_parser(nlp: Language, name: str, convention: str) -> Parser:
    """Universal Dependencies trees; ``convention`` is the annotation to follow: news, gsd, csui or pud."""
    return Parser(nlp, convention)
