"""What the readers of the several kinds of cue share: the words, the lexicon, and the statements read so far."""

from __future__ import annotations

from saksi.reading.statements.content import is_direct, quotes_in, widen_to_quotes
from saksi.reading.statements.lexicon import lexicon
from saksi.reading.statements.speakers import Named, Speakers
from saksi.reading.statements.words import SaidBy, Words


class CueReader:
    """Base of the readers; ``said`` is one list that all of them add to in text order."""

    def __init__(self, words: Words, said: list[SaidBy], speakers: Speakers) -> None:
        self.words = words
        self.said = said
        self.speakers = speakers
        self.lexicon = lexicon()
        self.closed = self.lexicon.words

    def made(self, i: int, last: int, kind: str, content: tuple[int, int], who: Named | None) -> SaidBy:
        """The statement with cue ``[i, last)``; a pronoun speaker is looked up in what was said before."""
        words = self.words
        sentence = words.sentence[i]
        content = widen_to_quotes(words, content)
        numbers: tuple[int, ...] = who.numbers if who else ()
        if who is not None and who.pronoun:
            at = who.tokens[0]
            numbers = self.speakers.recalled(at, sentence, words.lower[at] if who.tokens != (i, last) else "")
        elif who is not None and kind == "verb":
            numbers = self.speakers.meant(who, i, sentence) or numbers
        return SaidBy(
            cue=(i, last),
            kind=kind,
            sentence=sentence,
            content=content,
            speaker=numbers,
            speaker_at=who.tokens if who else None,
            direct=is_direct(words, content),
            pronoun=bool(who and who.pronoun),
            quotes=quotes_in(words, content),
        )

    def here(self, sentence: int) -> list[SaidBy]:
        """Statements already read in a sentence."""
        found = []
        for one in reversed(self.said):
            if one.sentence < sentence:
                break
            found.append(one)
        return found[::-1]

    def taken(self) -> set[int]:
        """Quotations that already belong to a statement."""
        return {n for s in self.said for n in s.quotes}

    def is_asserted(self, i: int, begin: int) -> bool:
        """False when the verb is negated, an aim, or a circumstance ("untuk memastikan", "sebelum mengumumkan")."""
        lower = self.words.lower
        j = i - 1
        while j >= begin and j > i - 5:
            word = lower[j]
            if word in self.closed["negators"] or word in self.closed["aims"]:
                return False
            if word not in self.closed["adverbs"] or self.words.mention(j) is not None:
                break
            j -= 1
        timed = j >= begin and j > i - 3 and lower[j] in self.closed["circumstances"]
        return not timed or lower[j + 1] in self.closed["deictics"]
