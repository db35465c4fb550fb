"""Edit scripts of the lemmatiser: how a word becomes its lemma."""

from __future__ import annotations

from typing import TypeAlias

# Which part of the word (whole, or the first or last of a reduplication), then: cut off in front, put in front,
# cut off at the end, put at the end.
Script: TypeAlias = tuple[str, str, str, str, str]

IDENTITY: Script = ("whole", "", "", "", "")


def apply_script(script: Script, word: str) -> str | None:
    """The lemma in lower case, or None where the script does not fit the word."""
    part, front, new_front, end, new_end = script
    low = word.lower()
    if part != "whole":
        pieces = low.split("-")
        if len(pieces) < 2:
            return None
        low = pieces[0] if part == "first" else pieces[-1]
    if len(low) < len(front) + len(end) or not low.startswith(front) or not low.endswith(end):
        return None
    return new_front + low[len(front) : len(low) - len(end)] + new_end
