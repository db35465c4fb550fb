"""The biaffine parser's scores and trees out of the encoder's states (Dozat & Manning 2017)."""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, HEAD, IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from saksi.language.assets import Floats, load_assets
from saksi.language.encoder import Ints, segments, write
from saksi.language.trees import best_heads


class Parser:
    """Sets ``token.head`` and ``token.dep``; sentences are as they were found before."""

    def __init__(self, nlp: Language) -> None:
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
        parts = [part for part in segments(doc) if len(part)]
        heads = np.arange(len(doc), dtype=np.int64)
        deps = np.full(len(doc), self._labels[0], dtype=np.uint64)
        if parts:
            self._parse(cast(Floats, doc.tensor), parts, heads, deps)
        self._attach_rest(doc, parts, heads, deps)
        values = np.empty((len(doc), 2), dtype=np.uint64)
        values[:, 0] = (heads - np.arange(len(doc))).astype(np.uint64)
        values[:, 1] = deps
        return write(doc, [HEAD, DEP], values)

    def _parse(self, states: Floats, parts: list[Ints], heads: Ints, deps: npt.NDArray[np.uint64]) -> None:
        words = np.concatenate(parts)
        hidden = states[words] @ self._weight + self._bias
        np.maximum(hidden, 0, out=hidden)
        child, head, label_child, label_head = np.split(hidden, self._borders, axis=1)
        asked = child @ self._bilinear + self._head_bias
        chosen = np.empty((len(words), label_head.shape[1]), dtype=np.float32)
        is_root = np.zeros(len(words), dtype=bool)
        start = 0
        for part in parts:
            here = slice(start, start + len(part))
            candidates = np.concatenate([head[here], self._root[None]])
            found = best_heads(asked[here] @ candidates.T)
            roots = found == len(part)
            is_root[here] = roots
            heads[part] = part[np.where(roots, np.arange(len(part)), found)]
            chosen[here] = np.concatenate([label_head[here], self._label_root[None]])[found]
            start += len(part)
        scores = np.concatenate([label_child, chosen, label_child * chosen], 1) @ self._out + self._out_bias
        scores[:, 0] = np.where(is_root, np.inf, -np.inf)  # number 0 is the root's label
        deps[words] = self._labels[scores.argmax(1)]

    def _attach_rest(self, doc: Doc, parts: list[Ints], heads: Ints, deps: npt.NDArray[np.uint64]) -> None:
        """White space hangs on the word before it, later parts of an overlong sentence on its first root."""
        table = doc.to_array([IS_SPACE, SENT_START]).astype(np.int64)
        sentence = np.cumsum(table[:, 1] == 1)
        root_of: dict[int, int] = {}
        for part in parts:
            root = int(part[heads[part] == part][0])
            first = root_of.setdefault(int(sentence[part[0]]), root)
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


@Language.factory("saksi_parser", assigns=["token.head", "token.dep"], requires=["doc.tensor"])
def make_parser(nlp: Language, name: str) -> Parser:
    """Universal Dependencies trees."""
    return Parser(nlp)
