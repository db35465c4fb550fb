"""Names of persons, organisations and places out of the encoder's states."""

from __future__ import annotations

from typing import cast

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
        self._out, self._out_bias = a["tag_out.weight"], a["tag_out.bias"][:, None]
        tags = assets.names.tags
        self._labels = [nlp.vocab.strings.add(tag[2:]) if tag[2:] else 0 for tag in tags]
        self._first, self._inside = (np.array([tag[0] == sign for tag in tags]) for sign in "BI")
        self._allowed = np.array([[_legal(a, b) for b in tags] for a in tags])

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of ``doc``; earlier ones are replaced."""
        parts = segments(doc) if len(doc) else []
        if not parts:
            return doc
        words = np.concatenate(parts)
        tags = self._tags(self._scores(cast(Floats, doc.tensor).take(words, axis=0)), [len(part) for part in parts])
        named = np.flatnonzero(self._first.take(tags) | self._inside.take(tags))
        spans: list[tuple[int, int, int]] = []
        begins = self._first.take(tags.take(named)).tolist()
        for tag, place, begin in zip(tags.take(named).tolist(), words.take(named).tolist(), begins, strict=True):
            start = place if begin else spans.pop()[0]
            spans.append((start, place + 1, self._labels[tag]))
        doc.set_ents([Span(doc, start, end, label) for start, end, label in spans])
        return doc

    def _scores(self, states: Floats) -> Floats:
        """[tags, words] logarithms of probabilities, the mean of all guidelines; tags first, as they are few."""
        hidden = states @ self._in
        scores = np.zeros((len(self._out), len(states)), dtype=np.float32)
        layer = np.empty_like(hidden)
        for bias in self._in_bias:
            np.maximum(np.add(hidden, bias, out=layer), 0, out=layer)
            vote = self._out @ layer.T + self._out_bias
            vote -= vote.max(0)
            scores += vote - np.log(np.exp(vote).sum(0))
        scores /= len(self._in_bias)
        return scores

    def _tags(self, scores: Floats, sizes: list[int]) -> Ints:
        """The best tags in which each I- continues its like; mostly a sentence's best tags already are so."""
        tags: Ints = scores.argmax(0)
        starts = np.cumsum([0, *sizes[:-1]])
        wrong = np.zeros(len(tags), dtype=bool)
        wrong[1:] = ~self._allowed[tags[:-1], tags[1:]]
        wrong[starts] = self._inside.take(tags.take(starts))
        for number in np.flatnonzero(np.logical_or.reduceat(wrong, starts)).tolist():
            here = slice(int(starts[number]), int(starts[number]) + sizes[number])
            tags[here] = self._best(scores[:, here].T)
        return tags

    def _best(self, scores: Floats) -> list[int]:
        """The best sequence of one sentence (Viterbi); [words, tags] scores."""
        barred = np.where(self._allowed, 0.0, -1e4)
        total = scores[0] + np.where(self._inside, -1e4, 0.0)
        back = np.zeros(scores.shape, dtype=np.int64)
        for i in range(1, len(scores)):
            ways = total[:, None] + barred
            back[i] = ways.argmax(0)
            total = ways.max(0) + scores[i]
        path = [int(total.argmax())]
        for i in range(len(scores) - 1, 0, -1):
            path.append(int(back[i, path[-1]]))
        return path[::-1]


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
