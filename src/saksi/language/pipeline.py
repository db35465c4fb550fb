"""Puts the Indonesian pipeline together."""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Token

from saksi.language import encoder, naming, parsing, sentences, tagging, tokenizer

__all__ = ["encoder", "load", "naming", "parsing", "root", "sentences", "tagging", "tokenizer"]


ENTITY_STYLES = ("idner-news-2k", "nergrit", "nerugm", "nerui")


def load(convention: str = "news", styles: Sequence[str] = ENTITY_STYLES) -> Language:
    """The trained pipeline: sentences, tags, features, lemmas, trees and names.

    ``convention`` is the annotation to follow: ``news`` for newspapers, or one treebank's own (``gsd``, ``csui``,
    ``pud``), which only matters where scores on that treebank are wanted. ``styles`` names the
    entity sets whose guidelines the names follow; several are averaged. Raises ``ValueError`` on an unknown one.
    """
    nlp = spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": "saksi.Tokenizer.v1"}}})
    nlp.add_pipe("saksi_sentences", name="sentences")
    nlp.add_pipe("saksi_encoder", name="encoder", config={"convention": convention})
    nlp.add_pipe("saksi_tagger", name="tagger")
    nlp.add_pipe("saksi_lemmatizer", name="lemmatizer", config={"convention": convention})
    nlp.add_pipe("saksi_parser", name="parser", config={"convention": convention})
    nlp.add_pipe("saksi_ner", name="ner", config={"styles": list(styles)})
    return nlp


def root(token: Token) -> str:
    """The lemma without the clitic that Universal Dependencies writes behind it: ``membunuhnya`` -> ``bunuh``."""
    return token.lemma_.partition(" ")[0] if not token.is_space else token.lemma_
