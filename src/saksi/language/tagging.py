"""Tags, features and lemmas out of the encoder's states."""

from __future__ import annotations

from typing import cast

import numpy as np
from spacy.attrs import IS_SPACE, LEMMA, MORPH, ORTH, POS
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc

from saksi.language.assets import Floats, load_assets, marker
from saksi.language.encoder import word_vectors, write
from saksi.language.lemmas import apply_script

_TRIED = 12  # best scripts that are tried before a word is left as it is
_UNSEEN = 2.0  # what a script's score loses where it makes a word the raw text hardly has; set on development sentences
_KEPT = 100_000


class Tagger:
    """Sets ``token.pos`` and ``token.morph``."""

    def __init__(self, nlp: Language) -> None:
        assets = load_assets()
        a = assets.arrays
        self._split = len(assets.names.upos)
        self._weight = np.concatenate([a["upos.weight"], a["feats.weight"]]).T.copy()
        self._bias = np.concatenate([a["upos.bias"], a["feats.bias"]])
        self._pos = np.array([IDS[name] for name in assets.names.upos], dtype=np.uint64)
        self._morph = np.array([nlp.vocab.morphology.add(feat) for feat in assets.names.feats], dtype=np.uint64)
        self._no_morph = nlp.vocab.morphology.add("")

    def __call__(self, doc: Doc) -> Doc:
        """Tag the words of ``doc``."""
        if not len(doc):
            return doc
        scores = cast(Floats, doc.tensor) @ self._weight
        scores += self._bias
        values = np.empty((len(doc), 2), dtype=np.uint64)
        values[:, 0] = self._pos.take(scores[:, : self._split].argmax(1))
        values[:, 1] = self._morph.take(scores[:, self._split :].argmax(1))
        space = doc.to_array(IS_SPACE).astype(bool)
        values[space] = (IDS["SPACE"], self._no_morph)
        return write(doc, [POS, MORPH], values)


class Lemmatizer:
    """Sets ``token.lemma`` from the word and its tag; a word type under a tag is worked out once."""

    def __init__(self, nlp: Language, convention: str) -> None:
        assets = load_assets()
        a = assets.arrays
        self._strings = nlp.vocab.strings
        self._vectors = word_vectors(nlp)
        self._marker = marker(assets, convention)
        self._scripts = assets.names.scripts
        self._words = frozenset(assets.names.words)
        self._upos: Floats = a["lemma_upos.weight"]
        self._number = {IDS[name]: i for i, name in enumerate(assets.names.upos)}
        self._in, self._in_bias = a["lemma_in.weight"].T.copy(), a["lemma_in.bias"]
        self._out, self._out_bias = a["lemma_out.weight"].T.copy(), a["lemma_out.bias"]
        self._known: dict[tuple[int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Give the words of ``doc``, tagged, their lemmas."""
        if not len(doc):
            return doc
        pairs = [(orth, pos) for orth, pos in doc.to_array([ORTH, POS]).tolist()]
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if new:
            if len(self._known) + len(new) > _KEPT:
                self._known.clear()
                new = list(dict.fromkeys(pairs))
            self._add(new)
        known = self._known
        lemmas = np.fromiter(map(known.__getitem__, pairs), dtype=np.uint64, count=len(pairs))
        return write(doc, [LEMMA], lemmas[:, None])

    def _add(self, pairs: list[tuple[int, int]]) -> None:
        """Words under a tag the network does not know (white space) are their own lemma."""
        self._known.update({(orth, pos): orth for orth, pos in pairs if pos not in self._number})
        pairs = [pair for pair in pairs if pair[1] in self._number]
        if not pairs:
            return
        rows = self._vectors.rows([orth for orth, _ in pairs])
        tags = self._upos[[self._number[pos] for _, pos in pairs]]
        told = np.broadcast_to(self._marker, (len(pairs), self._marker.size))
        hidden = np.maximum(np.concatenate([self._vectors.table[rows], tags, told], 1) @ self._in + self._in_bias, 0)
        scores = hidden @ self._out + self._out_bias
        for (orth, pos), row, first in zip(pairs, scores, scores.argmax(1).tolist(), strict=True):
            word = self._strings[orth]
            lemma = apply_script(self._scripts[first], word)
            if not lemma or not self._seen(lemma):
                ranked = np.argsort(-row)[:_TRIED]
                lemma = self._lemma(word, list(zip(row.take(ranked).tolist(), ranked.tolist(), strict=True)))
            # Names and abbreviations keep their capitals.
            kept = lemma == word.lower() and (pos == IDS["PROPN"] or (word.isupper() and len(word) > 1))
            self._known[orth, pos] = self._strings.add(word if kept else lemma)

    def _lemma(self, word: str, ranked: list[tuple[float, int]]) -> str:
        """The lemma of the best script; nasals leave open which letter they took, and the words that exist tell."""
        best, found = -np.inf, word.lower()
        for score, number in ranked:
            if score <= best:
                break
            lemma = apply_script(self._scripts[number], word)
            if lemma and (score := score if self._seen(lemma) else score - _UNSEEN) > best:
                best, found = score, lemma
        return found

    def _seen(self, lemma: str) -> bool:
        return lemma.partition(" ")[0] in self._words


@Language.factory("saksi_tagger", assigns=["token.pos", "token.morph"], requires=["doc.tensor"])
def make_tagger(nlp: Language, name: str) -> Tagger:
    """Universal part-of-speech tags and features."""
    return Tagger(nlp)


@Language.factory("saksi_lemmatizer", default_config={"convention": "news"}, assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str, convention: str) -> Lemmatizer:
    """Lemmas as Universal Dependencies has them for Indonesian: the root; a clitic follows after a space."""
    return Lemmatizer(nlp, convention)
