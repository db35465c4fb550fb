"""Sentences of the raw text in which the makers of Saksi marked the names, by the guidelines of NER-UI.

``training/annotations/names.jsonl`` keeps what they marked as places in a line of the text, so that no word of it is
in it.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from saksi.language import load
from training.entities import NamedSentence

MARKED = Path(__file__).parent / "annotations" / "names.jsonl"
SOURCE = "nerui"


def read(text: Path) -> list[NamedSentence]:
    """The sentences, their words as Saksi cuts them."""
    known = {row["line"]: row["names"] for row in map(json.loads, MARKED.read_text(encoding="utf-8").splitlines())}
    tokenizer = load().tokenizer
    found = []
    with gzip.open(text, "rt", encoding="utf8") as lines:
        for number, line in enumerate(lines):
            if number in known:
                words = [token for token in tokenizer(line.rstrip("\n")) if not token.is_space]
                tags = ["O"] * len(words)
                for start, end, kind in known[number]:
                    inside = [n for n, token in enumerate(words) if start <= token.idx < end]
                    for n in inside:
                        tags[n] = f"{'B' if n == inside[0] else 'I'}-{kind}"
                found.append(NamedSentence(tuple(token.text for token in words), tuple(tags), SOURCE))
    return found
