"""Sentences in which the makers of Saksi marked the names: of the raw text by NER-UI's guidelines, of GSD by NERGrit's.

``training/annotations/names.jsonl`` keeps what they marked as places in a line of the raw text, ``names_gsd.jsonl`` as
words of a sentence of the treebank, so that no word of either is in them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from saksi.language import load
from training import conversion, treebanks
from training.entities import NamedSentence

FOLDER = Path(__file__).parent / "annotations"


def read(data: Path) -> list[NamedSentence]:
    """The sentences; the words of the raw text are as Saksi cuts them. ``data`` has ``text/`` and ``treebank/``."""
    return [*_of_raw_text(data / "text" / "raw.txt.gz"), *_of_treebank(data / "treebank" / "gsd-2.0-train.conllu")]


def _rows(name: str) -> Iterable[dict[str, Any]]:
    return map(json.loads, (FOLDER / name).read_text(encoding="utf-8").splitlines())


def _of_raw_text(text: Path) -> Iterator[NamedSentence]:
    known = {row["line"]: row["names"] for row in _rows("names.jsonl")}
    tokenizer = load().tokenizer
    with gzip.open(text, "rt", encoding="utf8") as lines:
        for number, line in enumerate(lines):
            if number in known:
                words = [token for token in tokenizer(line.rstrip("\n")) if not token.is_space]
                inside = [
                    ([n for n, token in enumerate(words) if start <= token.idx < end], kind)
                    for start, end, kind in known[number]
                ]
                yield _sentence([token.text for token in words], inside, "nerui")


def _of_treebank(bank: Path) -> Iterator[NamedSentence]:
    sentences = treebanks.read(bank, "gsd")
    for row in _rows("names_gsd.jsonl"):
        words = conversion.join_hyphens(sentences[row["sentence"]]).words
        yield _sentence(words, [(range(start, end), kind) for start, end, kind in row["names"]], "nergrit")


def _sentence(words: Iterable[str], names: Iterable[tuple[Iterable[int], str]], source: str) -> NamedSentence:
    told = tuple(words)
    tags = ["O"] * len(told)
    for places, kind in names:
        for n, place in enumerate(places):
            tags[place] = f"{'I' if n else 'B'}-{kind}"
    return NamedSentence(told, tuple(tags), source)
