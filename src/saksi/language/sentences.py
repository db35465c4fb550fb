"""Sentence ends by rule: full stops, unless they close an abbreviation or the sentence goes on; new lines always."""

from __future__ import annotations

import numpy as np
from spacy.attrs import ORTH, SENT_START, SPACY
from spacy.language import Language
from spacy.tokens import Doc

from saksi.language.encoder import write
from saksi.language.tokenizer import token_data

_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]}")
_NEAR_END = _ENDS | _CLOSERS
_OPENERS = frozenset("\"'“‘«([{-–—•")
_TRAILERS = "(\u200b\u200e\u200f\ufeff"  # a credit or note in brackets, a mark of writing direction: still the sentence
LONGEST = 250  # tokens; a text with no full stop is cut here


class SentenceSplitter:
    """Sets ``token.is_sent_start``; a Doc that already has sentences is left as it is."""

    def __init__(self) -> None:
        data = token_data()
        self._bound = frozenset(word + "." for word in data["abbreviations"]) - {"M."}
        self._lettered = frozenset(data["before_a_letter"])
        self._free = frozenset(word + "." for word in data["final_abbreviations"])

    def __call__(self, doc: Doc) -> Doc:
        """Find the sentences of ``doc``."""
        if not len(doc) or doc.has_annotation("SENT_START"):
            return doc
        name = doc.vocab.strings.__getitem__
        columns = doc.to_array([ORTH, SPACY])
        texts = [name(orth) for orth in columns[:, 0].tolist()]
        spaced = columns[:, 1].astype(bool).tolist()
        starts = np.full((len(doc), 1), -1, dtype=np.int64)
        starts[0] = 1
        begun, pending = 0, False
        for i in range(1, len(texts)):
            text = texts[i]
            if text.isspace():
                pending = pending or "\n" in text or "\r" in text
                continue
            last = texts[i - 1]
            near = last[-1] in _NEAR_END or last.isspace()
            if pending or (near and self._ends(texts, spaced, i)) or i - begun >= LONGEST:
                starts[i] = 1
                begun, pending = i, False
        return write(doc, [SENT_START], starts)

    def _ends(self, texts: list[str], spaced: list[bool], i: int) -> bool:
        """Whether a sentence ends right before token ``i``."""
        last = i - 1
        while last > 0 and texts[last].isspace():
            last -= 1
        if not spaced[last] and last == i - 1:
            return False
        closed = False
        end = last
        while end > 0 and texts[end] in _CLOSERS and not spaced[end - 1]:
            closed, end = True, end - 1
        mark, word = texts[end], texts[i]
        if mark[-1] not in _ENDS:
            return False
        if mark not in {".", "!", "?", "…"} and mark.strip(".!?…"):
            named = len(mark) == 2 and end > 0 and texts[end - 1].lower() in self._lettered
            return (named and word[0].isupper()) or self._abbreviation_ends(mark, word, closed)
        if mark == "." and texts[end - 1] + "." in self._bound and not closed:
            return False
        return not (word[0].islower() or word[0] in _TRAILERS)

    def _abbreviation_ends(self, mark: str, word: str, closed: bool) -> bool:
        if mark in self._free and mark not in self._bound:
            return word[0].isupper() or word[0] in _OPENERS
        return closed and word[0].isupper() and mark not in self._bound


@Language.factory("saksi_sentences", assigns=["token.is_sent_start"])
def make_sentence_splitter(nlp: Language, name: str) -> SentenceSplitter:
    """Sentence ends by rule."""
    return SentenceSplitter()
