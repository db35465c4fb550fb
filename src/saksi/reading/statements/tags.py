"""Cues beside the words said: tags ("…," kata X), closing nouns (demikian pernyataan X) and menurut X."""

from __future__ import annotations

from saksi.reading.statements.base import CueReader
from saksi.reading.statements.content import chain_back, quote_before
from saksi.reading.statements.lexicon import Cue
from saksi.reading.statements.speakers import Named
from saksi.reading.statements.words import SaidBy

_SPLIT_REACH = 25  # tokens between the halves of a quotation that its tag splits
_NAME_REACH = 8  # tokens from a tag without quotation to its speaker
_PAUSES = frozenset({",", "–", "—"})


class TagReader(CueReader):
    """Reads tags, document nouns and "menurut"."""

    def tag(self, i: int, cue: Cue) -> SaidBy | None:
        """ "…," kata X; …, kata X; X, kata dia, …."""
        words, lower = self.words, self.words.lower
        begin, end = words.bounds(words.sentence[i])
        quote = quote_before(words, i)
        paused = i > begin and lower[i - 1] in _PAUSES
        if quote is None and not paused and not (i == begin and cue.need == "sure"):
            return None
        who = Named((), (i, i + 1), True) if cue.clitic else self.speakers.after(i + 1, end)
        if quote is None:
            if who is None or who.tokens[0] - i > _NAME_REACH:
                return None
            if cue.need == "unsure" and not (cue.clitic or lower[who.tokens[1] : who.tokens[1] + 1] in ([","], ["."])):
                return None
            return self.made(i, i + 1, "tag", (begin, self._unquoted_end(i, who.tokens[1], end)), who)
        taken = self.taken()
        if quote in taken:
            return None
        if who is None and i + 1 < end and lower[i + 1] in self.lexicon.documents:
            who = Named((), (i, i + 1), True)
        first = chain_back(words, quote, taken)
        last = self._second_half(i, end, quote) or words.spans[quote][1]
        return self.made(i, i + 1, "tag", (words.spans[first][0], last), who)

    def _unquoted_end(self, i: int, after: int, end: int) -> int:
        """Where words without marks end: at a closing tag ("…, kata X usai rapat."), else with the sentence."""
        goes_on = any(self.words.lower[j] in _PAUSES for j in range(max(after, i + 1), end))
        return end if goes_on else i

    def _second_half(self, i: int, end: int, quote: int) -> int | None:
        """Where the quotation goes on after its tag to: "…," kata X, "…."; None when it does not."""
        words = self.words
        for j in range(i + 1, min(end, i + _SPLIT_REACH)):
            if words.lower[j] in ".;":
                return None
            number = words.quote[j]
            if number > quote and not words.quotes[number].scare:
                return None if self._tagged(words.spans[number][1]) else words.spans[number][1]
        return None

    def _tagged(self, i: int) -> bool:
        """True when a tag stands at token ``i``, past commas: the quotation before it has its own cue."""
        words = self.words
        while i < words.size and words.lower[i] in _PAUSES:
            i += 1
        cue = self.lexicon.single.get(words.lower[i]) if i < words.size else None
        return cue is not None and cue.kind == "tag"

    def according(self, i: int, last: int, cue: Cue) -> SaidBy | None:
        """Menurut X, …; a second one in a sentence that has its speaker names the carrier."""
        words, lower = self.words, self.words.lower
        begin, end = words.bounds(words.sentence[i])
        if cue.clitic:
            return self.made(i, last, "according", (begin, end), Named((), (i, last), True))
        if last >= end or lower[last] in self.closed["rules"]:
            return None
        who = self.speakers.after(last, end, through=True, enclosed=True)
        if who is None:
            beside = lower[last : min(last + 4, end)]
            if len(cue.words) > 1 or not any(w in self.lexicon.documents or w in self.closed["sayers"] for w in beside):
                return None
        earlier = [s for s in self.here(words.sentence[i]) if s.speaker]
        if earlier and who is not None and i > begin and lower[i - 1] == ",":
            earlier[-1].via += [n for n in who.numbers if n not in earlier[-1].via]
            earlier[-1].via_at.append(who.tokens)
            return None
        aside = i > begin and lower[i - 1] == "yang"  # "serangan itu, yang menurut X …": X says no more than that
        return self.made(i, last, "according", (i if aside else begin, end), who)

    def document(self, i: int, last: int) -> SaidBy | None:
        """ "…," demikian pernyataan X."""
        words, lower = self.words, self.words.lower
        begin, end = words.bounds(words.sentence[i])
        opener = lower[i - 1] if i > begin else ""
        if opener not in self.closed["document_openers"]:
            return None
        who = self.speakers.after(last, end, through=True)
        quote = quote_before(words, i - (opener in self.closed["document_tags"]))
        if quote is None:
            paused = i - 2 > begin and lower[i - 2] in _PAUSES and who is not None
            return self.made(i, last, "document", (begin, end), who) if paused else None
        taken = self.taken()
        if quote in taken:
            return None
        first = chain_back(words, quote, taken)
        return self.made(i, last, "document", (words.spans[first][0], words.spans[quote][1]), who)
