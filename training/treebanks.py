"""Reads the treebanks as gold sentences with merged clitics."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.training.converters import conllu_to_docs

MARKERS = ("gsd", "csui", "pud")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One tree. ``heads`` count from 0 and the root is its own head; a value of ``None`` is not annotated."""

    words: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...] | None
    lemmas: tuple[str, ...] | None
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    marker: str


def read(path: Path, marker: str, keep: Iterable[str] | None = None, drop: Iterable[str] = ()) -> list[Sentence]:
    """The sentences of a CoNLL-U file, by ``sent_id`` where ``keep`` or ``drop`` name some."""
    kept, dropped = (None if keep is None else set(keep)), set(drop)
    blocks = []
    for block in path.read_text(encoding="utf8").strip().split("\n\n"):
        name = next((line.split("= ")[1] for line in block.split("\n") if line.startswith("# sent_id")), "")
        if name not in dropped and (kept is None or name in kept):
            blocks.append(block)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        docs = list(conllu_to_docs("\n\n".join(blocks) + "\n\n", n_sents=1, merge_subtokens=True, no_print=True))
    found = []
    for doc in docs:
        lemmas = tuple(token.lemma_ for token in doc)
        annotated = any(lemma not in ("", "_") for lemma in lemmas)
        found.append(
            Sentence(
                words=tuple(token.text for token in doc),
                upos=tuple(token.pos_ for token in doc),
                feats=tuple(str(token.morph) for token in doc) if annotated else None,
                lemmas=lemmas if annotated else None,
                heads=tuple(token.head.i for token in doc),
                labels=tuple("root" if token.head.i == token.i else token.dep_.lower() for token in doc),
                marker=marker,
            )
        )
    return found
