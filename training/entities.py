"""Reads the entity sets and brings their PER/ORG/LOC spans to one tag scheme."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SETS = ("idner-news-2k", "nergrit", "nerugm", "nerui")
TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """One sentence with a BIO tag a word; ``source`` is the set whose guidelines it follows."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    source: str


def read(folder: Path, split: str) -> list[NamedSentence]:
    """All sentences of a split (``train``, ``dev``, ``test``) of the four sets."""
    found = []
    for source in SETS:
        for block in (folder / f"{source}-{split}.tsv").read_text(encoding="utf8").strip().split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if "\t" in line]
            if rows:
                words, tags = zip(*((row[0], row[1]) for row in rows), strict=True)
                found.append(NamedSentence(words, _legal(tags), source))
    return found


def _legal(tags: tuple[str, ...]) -> tuple[str, ...]:
    """An I- that continues nothing opens an entity."""
    fixed: list[str] = []
    for tag in tags:
        before = fixed[-1] if fixed else "O"
        if tag.startswith("I-") and before[2:] != tag[2:]:
            tag = "B-" + tag[2:]
        fixed.append(tag)
    return tuple(fixed)


def spans(tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """(start, end, label) of the entities in legal BIO tags."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-"):
            found[-1] = (found[-1][0], i + 1, found[-1][2])
    return found
