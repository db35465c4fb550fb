"""Where the annotated articles tell an act: sentences with the PLOVER type of each word that does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from saksi.codebook import Codebook
from saksi.language import load
from training import annotated
from training.gold import scorer

NOTHING = "nothing"
TYPES = (NOTHING, *Codebook.load().types)
_PARTS = ("train", "pool")


@dataclass(frozen=True, slots=True)
class ActSentence:
    """A sentence with what each word tells: one of ``TYPES``, or None where nobody looked."""

    words: tuple[str, ...]
    acts: tuple[str | None, ...]


def read(data: Path) -> list[ActSentence]:
    """The sentences of the articles to learn from; ``dev`` and ``held`` stay unseen."""
    tokenizer = load().tokenizer
    found: list[ActSentence] = []
    for name, part in annotated.parts(data, scorer(data)).items():
        if name in _PARTS:
            for ident, marked in part.marked.items():
                row = part.rows[ident]
                found += _sentences(tokenizer, row["text"], row["sentences"], marked["events"])
    return found


def _sentences(
    tokenizer: Callable[[str], Doc], text: str, borders: list[list[int]], events: list[dict[str, Any]]
) -> Iterator[ActSentence]:
    told = {event["sentences"][0] for event in events}
    told_again = {number for event in events for number in event["sentences"][1:]}
    for number, (start, end) in enumerate(borders):
        words = [token for token in tokenizer(text[start:end]) if not token.is_space]
        acts: list[str | None] = [None if number in told_again else NOTHING] * len(words)
        for event in events if number in told else ():
            if event["sentences"][0] != number:
                continue
            place = text[start:end].find(event["trigger"])
            for n, token in enumerate(words):
                if place >= 0 and token.idx < place + len(event["trigger"]) and token.idx + len(token) > place:
                    acts[n] = event["type"]
        if words:
            yield ActSentence(tuple(token.text for token in words), tuple(acts))
