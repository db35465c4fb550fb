"""Passive cues: disampaikan (oleh) X, disebutnya, and anonymous disebut or dilaporkan."""

from __future__ import annotations

from saksi.reading.statements.base import CueReader
from saksi.reading.statements.content import is_direct, quote_after
from saksi.reading.statements.lexicon import Cue
from saksi.reading.statements.speakers import Named
from saksi.reading.statements.words import SaidBy

_POINTING_REACH = 6  # tokens before a cue
_NOT_AGENTS = frozenset({"VERB", "AUX", "ADJ", "ADV"})


class PassiveReader(CueReader):
    """Reads passive reporting verbs."""

    def passive(self, i: int, cue: Cue) -> SaidBy | None:
        """The statement that the passive at ``i`` reports, or None when it reports none."""
        words, lower = self.words, self.words.lower
        begin, end = words.bounds(words.sentence[i])
        quoted = quote_after(words, i + 1, end, 3) is not None
        if not quoted and not self.is_asserted(i, begin):
            return None
        relative = i > begin and lower[i - 1] == "yang"
        content = (i + 1, end) if relative else self._content(i, begin, end)
        if cue.clitic:
            return self._clitic(i, begin, content, relative)
        aside = relative and i - 2 >= begin and lower[i - 2] == ","
        if relative and not quoted and not (cue.need == "anonymous" and aside):
            return None
        if cue.need == "quoted" and not quoted:
            return None
        who = self._agent(i, end)
        if cue.need == "by" and (who is None or "oleh" not in lower[i + 1 : i + 4]):
            return None
        if who is None:
            if cue.need == "agent" and "bahwa" not in lower[i + 1 : i + 3]:
                return None
            following = lower[i + 1] if i + 1 < end else "."
            if i > begin and (following in self.closed["not_said"] or following in ".,"):
                return None
            if relative and quoted:
                if not is_direct(words, (i, end)) or lower[i - 2] == "apa":
                    return None
                who = self.speakers.leading(begin, i - 1)
            elif i == begin:
                if lower[i] == "disebut":
                    return None
                who = Named((), (i, i + 1), True)
        return self._fresh(self.made(i, i + 1, "passive", content, who))

    def _clitic(self, i: int, begin: int, content: tuple[int, int], relative: bool) -> SaidBy | None:
        """ "-nya" in a relative clause ("apa yang disebutnya …") is the sentence's own subject."""
        who = Named((), (i, i + 1), True)
        if relative:
            if any(s.speaker for s in self.here(self.words.sentence[i])):
                return None
            leading = self.speakers.leading(begin, i - 1)
            who = leading if leading is not None and not leading.pronoun else who
        return self._fresh(self.made(i, i + 1, "passive", content, who))

    def _agent(self, i: int, end: int) -> Named | None:
        """The party after the passive, with or without "oleh"."""
        lower = self.words.lower
        for j in range(i + 1, min(i + 4, end)):
            if lower[j] == "oleh":
                return self.speakers.after(j + 1, end)
            if lower[j] not in self.closed["agent_adverbs"]:
                break
        following = i + 1
        word = lower[following] if following < end else "."
        named = self.words.mention(following) if following < end else None
        if named is None and (word in self.speakers.openers or word in self.closed["auxiliaries"] or word in ".,"):
            return None
        if self.words.pos[following] in _NOT_AGENTS and named is None:
            return None
        who = self.speakers.after(following, end)
        reach = 1 if who is not None and who.pronoun else 3
        return who if who is not None and who.tokens[0] <= i + reach else None

    def _content(self, i: int, begin: int, end: int) -> tuple[int, int]:
        """The sentence itself, or the one before it where "hal itu" or the like points back.

        A subject that names an act ("penangkapan itu dibenarkan X") is itself among what is said.
        """
        sentence = self.words.sentence[i]
        pointing = self._pointing(i, begin)
        closing = self.words.lower[begin] in self.closed["closers"] and i == begin + 1  # "Demikian dilaporkan X."
        if pointing is None and not closing:
            return begin, end
        if sentence == 0:
            return begin, i
        first, last = self.words.bounds(sentence - 1)
        if pointing is None or self.words.lower[max(pointing - 1, begin)] in self.closed["pointers"]:
            return first, last
        return (first if pointing == begin + 1 else begin), i

    def _pointing(self, i: int, begin: int) -> int | None:
        """The word before the cue that points back ("itu"), unless it only links sentences ("sementara itu")."""
        lower = self.words.lower
        for j in range(begin, i) if i - begin <= _POINTING_REACH else ():
            if lower[j] in self.closed["deictics"] and (j == begin or lower[j - 1] not in self.closed["linkers"]):
                return j
        return None

    def _fresh(self, said: SaidBy) -> SaidBy | None:
        """None when "hal itu disampaikan X" only closes what X was just reported to say, or someone else reports it."""
        begin, end = self.words.bounds(said.sentence)
        said.direct = is_direct(self.words, (begin, end))
        if any(s.kind == "according" for s in self.here(said.sentence)):
            return None
        if said.content[0] < begin and not said.direct:
            for earlier in self.said:
                if earlier.sentence == said.sentence - 1 and said.speaker and earlier.speaker == said.speaker:
                    return None
        return said
