"""Names of persons, organisations and places out of the encoder's states."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from saksi.language.assets import Floats, load_assets
from saksi.language.encoder import Ints, segments


class EntityRecogniser:
    """Sets ``doc.ents`` with the labels PER, ORG and LOC."""

    def __init__(self, nlp: Language, styles: list[str]) -> None:
        assets = load_assets()
        a = assets.arrays
        unknown = sorted(set(styles) - set(assets.names.styles))
        if unknown or not styles:
            raise ValueError(f"unknown entity guidelines {unknown}; choose among {', '.join(assets.names.styles)}")
        width = a["tag_in.weight"].shape[1] - a["style.weight"].shape[1]
        self._in = a["tag_in.weight"][:, :width].T.copy()
        told = a["style.weight"][[assets.names.styles.index(style) for style in styles]]
        # One row of biases a guideline: their votes are averaged.
        self._in_bias = told @ a["tag_in.weight"][:, width:].T + a["tag_in.bias"]
        self._out, self._out_bias = a["tag_out.weight"].T.copy(), a["tag_out.bias"]
        self._tags = assets.names.tags
        self._allowed = np.array([[_legal(a, b) for b in self._tags] for a in self._tags])

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of ``doc``; earlier ones are replaced."""
        parts = [part for part in segments(doc) if len(part)] if len(doc) else []
        if not parts:
            return doc
        words = np.concatenate(parts)
        hidden = doc.tensor[words] @ self._in
        votes = [np.maximum(hidden + bias, 0) @ self._out + self._out_bias for bias in self._in_bias]
        scores = np.mean([_log_softmax(vote) for vote in votes], axis=0)
        spans: list[Span] = []
        start = 0
        for part in parts:
            tags = self._best(scores[start : start + len(part)])
            spans.extend(Span(doc, a, b, label) for a, b, label in self._spans(tags, part))
            start += len(part)
        doc.set_ents(spans)
        return doc

    def _best(self, scores: Floats) -> list[int]:
        """The best sequence in which each I- continues its like (Viterbi); mostly the best tags already are one."""
        greedy: list[int] = scores.argmax(1).tolist()
        if self._tags[greedy[0]][0] != "I" and all(self._allowed[a, b] for a, b in pairwise(greedy)):
            return greedy
        barred = np.where(self._allowed, 0.0, -1e4)
        total = scores[0] + np.array([-1e4 if tag[0] == "I" else 0.0 for tag in self._tags])
        back = np.zeros(scores.shape, dtype=np.int64)
        for i in range(1, len(scores)):
            ways = total[:, None] + barred
            back[i] = ways.argmax(0)
            total = ways.max(0) + scores[i]
        path = [int(total.argmax())]
        for i in range(len(scores) - 1, 0, -1):
            path.append(int(back[i, path[-1]]))
        return path[::-1]

    def _spans(self, tags: list[int], part: Ints) -> list[tuple[int, int, str]]:
        spans: list[tuple[int, int, str]] = []
        for number, place in zip(tags, part.tolist(), strict=True):
            tag = self._tags[number]
            if tag[0] == "B":
                spans.append((place, place + 1, tag[2:]))
            elif tag[0] == "I":
                spans[-1] = (spans[-1][0], place + 1, tag[2:])
        return spans


def _log_softmax(scores: Floats) -> Floats:
    top = scores - scores.max(1, keepdims=True)
    logs: Floats = top - np.log(np.exp(top).sum(1, keepdims=True))
    return logs


def _legal(before: str, tag: str) -> bool:
    return tag[0] != "I" or (before[0] in "BI" and before[2:] == tag[2:])


@Language.factory(
    "saksi_ner",
    default_config={"styles": ["idner-news-2k", "nergrit", "nerugm", "nerui"]},
    assigns=["doc.ents"],
    requires=["doc.tensor"],
)
def make_entity_recogniser(nlp: Language, name: str, styles: list[str]) -> EntityRecogniser:
    """Names; ``styles`` are the entity sets whose guidelines are followed, several are averaged."""
    return EntityRecogniser(nlp, styles)
