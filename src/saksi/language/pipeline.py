"""Puts the Indonesian pipeline together."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Token

from saksi.language import encoder, naming, parsing, sentences, tagging, tokenizer

__all__ = ["encoder", "load", "naming", "parsing", "root", "sentences", "tagging", "tokenizer"]


def load(convention: str = "news") -> Language:
    """The trained pipeline: sentences, tags, features, lemmas, trees and names.

    ``convention`` is the annotation to follow: ``news`` for newspapers, or one treebank's own (``gsd``, ``csui``,
    ``pud``), which only matters where scores on that treebank are wanted. Raises ``ValueError`` on another.
    """
    nlp = spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": "saksi.Tokenizer.v1"}}})
    nlp.add_pipe("saksi_sentences", name="sentences")
    nlp.add_pipe("saksi_encoder", name="encoder", config={"convention": convention})
    nlp.add_pipe("saksi_tagger", name="tagger")
    nlp.add_pipe("saksi_lemmatizer", name="lemmatizer", config={"convention": convention})
    nlp.add_pipe("saksi_parser", name="parser")
    nlp.add_pipe("saksi_ner", name="ner")
    return nlp


def root(token: Token) -> str:
    """The lemma without the clitic that Universal Dependencies writes behind it: ``membunuhnya`` -> ``bunuh``."""
    return token.lemma_.partition(" ")[0] if not token.is_space else token.lemma_
