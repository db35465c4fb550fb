"""Decide which cue words of an article report something said, by whom, and which words are the content.

Surface first: newspapers print attribution in few, regular shapes ("…," kata X; X mengatakan bahwa …; menurut X, …).
The dependency tree only helps to tell a content clause from an ordinary object.
"""

from __future__ import annotations

from saksi.reading.statements.content import quote_after
from saksi.reading.statements.lexicon import Cue, lexicon
from saksi.reading.statements.passives import PassiveReader
from saksi.reading.statements.speakers import Speakers
from saksi.reading.statements.tags import TagReader
from saksi.reading.statements.verbs import VerbReader
from saksi.reading.statements.words import SaidBy, Words


class Detector:
    """Reads the statements of one article into ``said``, in text order; carriers are left to ``carriers``."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.said: list[SaidBy] = []
        self.carriers: list[tuple[int, int]] = []
        self.speakers = Speakers(words, self.said)
        self._tags = TagReader(words, self.said, self.speakers)
        self._verbs = VerbReader(words, self.said, self.speakers)
        self._passives = PassiveReader(words, self.said, self.speakers)

    def run(self) -> list[SaidBy]:
        """All statements except those by carriers alone; ``carriers`` then holds the carrier cues met."""
        words, single, longer = self.words, lexicon().single, lexicon().longer
        skip = -1
        for i, word in enumerate(words.lower):
            cue = single.get(word)
            for candidate in longer.get(word, ()):
                if tuple(words.lower[i : i + len(candidate.words)]) == candidate.words:
                    cue = candidate
                    break
            if cue is None or i < skip or words.sentence[i] < 0:
                continue
            last = i + len(cue.words)
            if words.spoken(i) and quote_after(words, last, words.size) in (None, words.quote[i]):
                continue
            found = self._read(i, last, cue)
            if found is not None:
                skip = last
                self.said.append(found)
        return self.said

    def _read(self, i: int, last: int, cue: Cue) -> SaidBy | None:
        if cue.kind == "carrier":
            self.carriers.append((i, last))
            return None
        if cue.kind == "tag":
            return self._tags.tag(i, cue)
        if cue.kind == "verb":
            return self._verbs.verb(i, last, cue)
        if cue.kind == "passive":
            return self._passives.passive(i, cue)
        if cue.kind == "according":
            return self._tags.according(i, last, cue)
        return self._tags.document(i, last)
