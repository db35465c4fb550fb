"""Reporting verbs after their speaker: X mengatakan bahwa …, X meminta agar …."""

from __future__ import annotations

from saksi.reading.statements.base import CueReader
from saksi.reading.statements.content import is_direct, quote_after
from saksi.reading.statements.lexicon import Cue
from saksi.reading.statements.speakers import Named
from saksi.reading.statements.words import SaidBy

_CLAUSE_DEPS = frozenset({"ccomp", "csubj", "parataxis"})
_NAMING = ("disebut", "menyebut", "dinamakan", "dijuluki")


class VerbReader(CueReader):
    """Reads active reporting verbs."""

    def verb(self, i: int, last: int, cue: Cue) -> SaidBy | None:
        """The statement that the verb at ``[i, last)`` reports, or None when it reports none."""
        words, lower = self.words, self.words.lower
        begin, end = words.bounds(words.sentence[i])
        if last >= end or lower[last] in (".", "?", "!", ";") or not self.is_asserted(i, begin):
            return None
        if self._told_by_passive(i, begin):
            return None
        if not self._has_content(i, last, end, cue):
            return None
        who = self._speaker(i, begin)
        if who is None:
            if cue.need != "report" or not (lower[i] in self.closed["human"] or self._faceless(i, begin)):
                return None
            if i == begin or lower[i - 1] in self.closed["deictics"] or lower[begin:i] in (["dan"], ["juga"]):
                who = Named((), (i, last), True)
        if who is not None and self._told_already(i, who):
            return None
        start = next((j + 1 for j in range(last, min(last + 12, end)) if lower[j] == "bahwa"), last)
        quote = quote_after(words, last, words.size, 3)
        content = (start, end)
        if quote is not None:
            content = (words.spans[quote][0], max(end, words.spans[quote][1]))
        return self.made(i, last, "verb", content, who)

    def _has_content(self, i: int, last: int, end: int, cue: Cue) -> bool:
        if cue.need == "report":
            return True
        words, lower = self.words, self.words.lower
        if quote_after(words, last, words.size, 3) is not None:
            return True
        if cue.need == "quoted":
            return False
        if cue.need == "act":
            quote = next((j for j in range(last, end) if words.quote[j] >= 0), end)
            renamed = any(w.startswith(_NAMING) for w in lower[last:quote])
            if is_direct(words, (last, end)) and not renamed:
                return True
            return any(lower[j] in ("bahwa", "agar", "supaya") for j in range(last, min(last + 10, end)))
        return self._has_clause(i, last, end)

    def _has_clause(self, i: int, last: int, end: int) -> bool:
        """True when a clause, not just a noun phrase, follows the verb."""
        words, lower, tree = self.words, self.words.lower, self.words.tree
        if lower[last] in (",", ":"):
            return True
        if any(c > i and tree.base[c] in _CLAUSE_DEPS for c in tree.children[i]):
            return True
        for j in range(last, min(last + 14, end)):
            if lower[j] in self.closed["complementizers"]:
                return True
            if lower[j] in ("yang", "untuk", ".", ","):
                return False
            if lower[j] in self.closed["auxiliaries"] or (j > last and words.pos[j] == "VERB"):
                return True
        return False

    def _told_already(self, i: int, who: Named) -> bool:
        """True when the sentence has told this before: "Penyidik, terang Ali, mengatakan", "menurut X mengatakan", or a
        verb inside what another verb reports ("X mengungkapkan bahwa Y menyebut …")."""
        for other in self.here(self.words.sentence[i]):
            if other.kind == "according" and other.speaker_at == who.tokens:
                return True
            if other.kind == "tag" and not other.direct:
                return True
            inside = other.kind == "verb" and other.content[0] <= i < other.content[1] and other.speaker != who.numbers
            if inside and not self._opens_clause(i, other.cue[1]):
                return True
        return False

    def _told_by_passive(self, i: int, begin: int) -> bool:
        """True right behind "disebutnya": "blokade yang disebutnya telah memastikan …" is all one speaker's."""
        lower, j = self.words.lower, i - 1
        while j >= begin and (lower[j] in self.closed["adverbs"] or lower[j] in self.closed["auxiliaries"]):
            j -= 1
        cue = self.lexicon.single.get(lower[j]) if j >= begin else None
        return cue is not None and cue.kind == "passive" and cue.clitic

    def _opens_clause(self, i: int, begin: int) -> bool:
        """True when something between ``begin`` and the verb at ``i`` starts a clause of its own ("yang", a comma)."""
        lower = self.words.lower
        return any(lower[j] in self.closed["breaks"] for j in range(begin + 1, i)) or self.words.quote[i] >= 0

    def _speaker(self, i: int, begin: int) -> Named | None:
        """The subject; for a second verb of one sentence ("… dan menegaskan") the speaker of the first."""
        words, lower = self.words, self.words.lower
        j = i - 1
        while j >= begin and lower[j] in self.closed["adverbs"] and lower[j] not in self.closed["coordinators"]:
            j -= 1
        if j > begin and lower[j] == "yang":
            return self.speakers.antecedent(j, begin)
        if j >= begin and lower[j] in self.closed["coordinators"]:
            earlier = [s for s in self.here(words.sentence[i]) if s.kind != "according" and s.speaker]
            joined = lower[j] != "," or not words.spoken(j - 1)
            if earlier and joined and not (lower[j] == "," and self._closes_apposition(j, begin)):
                return Named(earlier[-1].speaker, earlier[-1].speaker_at or earlier[-1].cue)
            if lower[j] in self.closed["gerunds"] or (lower[j] == "," and j == i - 1):
                leading = self._leading(begin, j)
                if leading is not None:
                    return leading
            return self.speakers.before(i, begin) or self._leading(begin, j)
        return self.speakers.before(i, begin)

    def _leading(self, begin: int, end: int) -> Named | None:
        """The sentence's own subject, by the person's name in apposition to it if there is one."""
        leading = self.speakers.leading(begin, end)
        if leading is None or leading.pronoun:
            return leading
        return self.speakers.after(leading.tokens[0], end) or leading

    def _closes_apposition(self, comma: int, begin: int) -> bool:
        """True for the second comma of "Ketua X, Ali Musa, mengatakan"."""
        mention = self.words.mention(comma - 1) if comma - 1 >= begin else None
        return mention is not None and mention.start - 1 >= begin and self.words.lower[mention.start - 1] == ","

    def _faceless(self, i: int, begin: int) -> bool:
        """True when an unnamed document or nobody at all stands before the verb; a thing cannot say anything."""
        words, lower = self.words, self.words.lower
        held = [j for j in range(begin, i) if words.pos[j] in ("NOUN", "PROPN")]
        return not held or any(lower[j] in self.lexicon.documents or lower[j] in self.closed["sayers"] for j in held)
