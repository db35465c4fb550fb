"""To whom it is said: "kepada kantor berita TASS", "memperingatkan Teheran"."""

from __future__ import annotations

from saksi.reading.statements.lexicon import lexicon
from saksi.reading.statements.speakers import Speakers
from saksi.reading.statements.words import SaidBy, Words

_REACH = 26


def addressee_of(words: Words, speakers: Speakers, said: SaidBy) -> tuple[int, ...]:
    """The entities after "kepada" in the cue's clause, or the object of a verb that is said to someone."""
    _, end = words.bounds(said.sentence)
    last = said.cue[1]
    if said.kind in ("carrier", "according") or last >= end:
        return ()
    addressing = lexicon().words["addressing"]
    # "kepada" may stand inside the stretch counted as content: X menyatakan kepada Y bahwa …
    stop = min(end, last + _REACH)
    for j in range(last, stop):
        word = words.lower[j]
        if word in ("bahwa", ":", ";") or words.spoken(j):
            break
        if word in addressing:
            if said.kind == "verb" and j - last > 3:
                break
            found = speakers.after(j + 1, end)
            return found.numbers if found is not None and found.tokens[0] <= j + 6 else ()
        if said.kind == "verb" and words.pos[j] == "VERB":
            break
    if said.kind == "verb" and words.lower[said.cue[0]] in lexicon().words["told"]:
        mention = words.mention(last)
        return words.numbers(mention) if mention is not None and mention.kind != "pronoun" else ()
    return ()
