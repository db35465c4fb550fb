"""Decide which cue words of an article report something said, by whom, and which words are the content.

Surface first: newspapers print attribution in few, regular shapes ("…," kata X; X mengatakan bahwa …; menurut X, …).
The dependency tree only helps to tell a content clause from an ordinary object.
"""

from __future__ import annotations

from saksi.reading.statements.content import (
    chain_back,
    is_direct,
    quote_after,
    quote_before,
    quotes_in,
    widen_to_quotes,
)
from saksi.reading.statements.lexicon import Cue, lexicon
from saksi.reading.statements.speakers import Named, Speakers
from saksi.reading.statements.words import SaidBy, Words

_NOT_AGENTS = frozenset({"VERB", "AUX", "ADJ", "ADV"})
_CLAUSE_DEPS = frozenset({"ccomp", "csubj", "parataxis"})


class Detector:
    """Reads the statements of one article into ``said``, in text order; carriers are left to ``carriers``."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.lexicon = lexicon()
        closed = self.lexicon.words
        self.closed = closed
        self.said: list[SaidBy] = []
        self.carriers: list[tuple[int, int]] = []
        self.speakers = Speakers(words, self.said)

    def run(self) -> list[SaidBy]:
        """All statements except those by carriers alone; ``carriers`` then holds the carrier cues met."""
        words, single, longer = self.words, self.lexicon.single, self.lexicon.longer
        skip = -1
        for i, word in enumerate(words.lower):
            if i < skip or words.sentence[i] < 0:
                continue
            cue = single.get(word)
            for candidate in longer.get(word, ()):
                if tuple(words.lower[i : i + len(candidate.words)]) == candidate.words:
                    cue = candidate
                    break
            if cue is None:
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
            return self._tag(i, cue)
        if cue.kind == "verb":
            return self._verb(i, last, cue)
        if cue.kind == "passive":
            return self._passive(i, cue)
        if cue.kind == "according":
            return self._according(i, last, cue)
        return self._document(i, last)

    def _made(self, i: int, last: int, kind: str, content: tuple[int, int], who: Named | None) -> SaidBy:
        """The statement; a pronoun speaker is looked up in what was said before."""
        words = self.words
        sentence = words.sentence[i]
        content = widen_to_quotes(words, content)
        numbers: tuple[int, ...] = who.numbers if who else ()
        if who is not None and who.pronoun:
            at = who.tokens[0]
            numbers = self.speakers.recalled(at, sentence, words.lower[at] if who.tokens != (i, last) else "")
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

    # "…," kata X / X, kata dia, …
    def _tag(self, i: int, cue: Cue) -> SaidBy | None:
        words = self.words
        begin, end = words.bounds(words.sentence[i])
        quote = quote_before(words, i)
        before = words.lower[i - 1] if i > begin else ""
        if quote is None and not (before in (",", "–", "—") or (i == begin and cue.need == "sure")):
            return None
        who = Named((), (i, i + 1), True) if cue.clitic else self.speakers.after(i + 1, end)
        if who is None:
            if quote is None:
                return None
            if i + 1 < end and words.lower[i + 1] in self.lexicon.documents:
                who = Named((), (i, i + 1), True)
        if quote is None:
            if who is not None and who.tokens[0] - i > 8:
                return None
            if cue.need == "unsure" and not (
                cue.clitic or (who and words.lower[who.tokens[1] : who.tokens[1] + 1] == [","])
            ):
                return None
            return self._made(i, i + 1, "tag", (begin, end), who)
        taken = {n for s in self.said for n in s.quotes}
        if quote in taken:
            return None
        first = chain_back(words, quote, taken)
        last = words.spans[quote][1]
        for j in range(i + 1, end):
            # "…," kata X, "…."
            number = words.quote[j]
            if number > quote and not words.quotes[number].scare:
                last = words.spans[number][1]
                break
        return self._made(i, i + 1, "tag", (words.spans[first][0], last), who)

    # X mengatakan bahwa …
    def _verb(self, i: int, last: int, cue: Cue) -> SaidBy | None:
        words, lower = self.words, self.words.lower
        begin, end = words.bounds(words.sentence[i])
        if last >= end or lower[last] in (".", "?", "!", ";") or not self._is_asserted(i, begin):
            return None
        if not self._has_content(i, last, end, cue):
            return None
        who = self._verb_speaker(i, begin)
        if who is None and cue.need != "report":
            return None
        for other in self.said:
            if other.kind == "according" and who is not None and other.speaker_at == who.tokens:
                return None
        if who is None and not self._faceless(i, begin):
            return None
        start = next((j + 1 for j in range(last, min(last + 12, end)) if lower[j] == "bahwa"), last)
        quote = quote_after(words, last, words.size, 3)
        content = (start, end)
        if quote is not None:
            content = (words.spans[quote][0], max(end, words.spans[quote][1]))
        return self._made(i, last, "verb", content, who)

    def _is_asserted(self, i: int, begin: int) -> bool:
        """False when the verb is negated, an aim, or a circumstance ("untuk memastikan", "sebelum mengumumkan")."""
        lower = self.words.lower
        j = i - 1
        steps = 0
        while j >= begin and steps < 4:
            word = lower[j]
            if word in self.closed["negators"] or word in self.closed["aims"]:
                return False
            if word not in self.closed["adverbs"] or self.words.mention(j) is not None:
                break
            j -= 1
            steps += 1
        return not (j >= begin and lower[j] in self.closed["circumstances"] and j > i - 3)

    def _has_content(self, i: int, last: int, end: int, cue: Cue) -> bool:
        if cue.need == "report":
            return True
        words, lower = self.words, self.words.lower
        if quote_after(words, last, words.size, 3) is not None:
            return True
        if cue.need == "quoted":
            return False
        if cue.need == "act":
            if is_direct(words, (last, end)):
                return True
            return any(lower[j] in ("bahwa", "agar", "supaya") for j in range(last, min(last + 10, end)))
        return self._has_clause(i, last, end)

    def _has_clause(self, i: int, last: int, end: int) -> bool:
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

    def _verb_speaker(self, i: int, begin: int) -> Named | None:
        """The subject; in a second verb of one sentence ("… dan menegaskan") the speaker of the first."""
        words, lower = self.words, self.words.lower
        j = i - 1
        while j >= begin and lower[j] in self.closed["adverbs"] and lower[j] not in self.closed["coordinators"]:
            j -= 1
        if j >= begin and lower[j] in self.closed["coordinators"]:
            earlier = [
                s for s in self.said if s.sentence == words.sentence[i] and s.kind in ("verb", "passive") and s.speaker
            ]
            joined = lower[j] != "," or not words.spoken(j - 1)
            if earlier and joined and not (lower[j] == "," and self._closes_apposition(j, begin)):
                return Named(earlier[-1].speaker, earlier[-1].speaker_at or earlier[-1].cue)
            if lower[j] in self.closed["gerunds"]:
                leading = self.speakers.leading(begin, j)
                if leading is not None:
                    return leading
        return self.speakers.before(i, begin)

    def _closes_apposition(self, comma: int, begin: int) -> bool:
        """True for the second comma of "Ketua X, Ali Musa, mengatakan"."""
        mention = self.words.mention(comma - 1) if comma - 1 >= begin else None
        return mention is not None and mention.start - 1 >= begin and self.words.lower[mention.start - 1] == ","

    def _faceless(self, i: int, begin: int) -> bool:
        """True when an unnamed document or nobody at all stands before the verb; a thing cannot say anything."""
        words, lower = self.words, self.words.lower
        held = [j for j in range(begin, i) if words.pos[j] in ("NOUN", "PROPN")]
        return not held or any(lower[j] in self.lexicon.documents or lower[j] in self.closed["sayers"] for j in held)

    # disampaikan (oleh) X / disebut …
    def _passive(self, i: int, cue: Cue) -> SaidBy | None:
        words, lower = self.words, self.words.lower
        begin, end = words.bounds(words.sentence[i])
        following = lower[i + 1] if i + 1 < end else "."
        relative = i > begin and lower[i - 1] == "yang"
        quoted = quote_after(words, i + 1, end, 3) is not None
        if not self._is_asserted(i, begin) and not quoted:
            return None
        if cue.clitic:
            return self._made(i, i + 1, "passive", self._after_content(i, begin, end), Named((), (i, i + 1), True))
        who = self._agent(i, end)
        if relative and not quoted and not (cue.need == "anonymous" and i - 2 >= begin and lower[i - 2] == ","):
            return None
        if cue.need == "quoted" and not quoted:
            return None
        if who is None and cue.need == "agent":
            if "bahwa" not in lower[i + 1 : i + 3]:
                return None
        elif (
            who is None and (following in self.closed["not_said"] or following in (".", ",")) and following != "sebagai"
        ):
            return None
        if who is None and i == begin:
            if lower[i] == "disebut":
                return None
            who = Named((), (i, i + 1), True)
        return self._made(i, i + 1, "passive", self._after_content(i, begin, end), who)

    def _agent(self, i: int, end: int) -> Named | None:
        lower = self.words.lower
        for j in range(i + 1, min(i + 4, end)):
            if lower[j] == "oleh":
                return self.speakers.after(j + 1, end)
            if lower[j] not in self.closed["agent_adverbs"]:
                break
        if (
            i + 1 >= end
            or lower[i + 1] in self.closed["prepositions"]
            or self.words.pos[i + 1] in ("VERB", "AUX", "ADJ", "ADV")
        ):
            return None
        who = self.speakers.after(i + 1, end)
        return (
            who
            if (who is not None and who.tokens[0] <= i + 3 and not who.pronoun)
            or (who is not None and i + 1 == who.tokens[0])
            else None
        )

    def _after_content(self, i: int, begin: int, end: int) -> tuple[int, int]:
        """The sentence itself, and the one before it where "hal itu" or the like points back."""
        lower = self.words.lower
        sentence = self.words.sentence[i]
        if sentence > 0 and i - begin <= 6 and any(lower[j] in self.closed["deictics"] for j in range(begin, i)):
            return self.words.bounds(sentence - 1)[0], end
        return begin, end

    # menurut X, …
    def _according(self, i: int, last: int, cue: Cue) -> SaidBy | None:
        words, lower = self.words, self.words.lower
        begin, end = words.bounds(words.sentence[i])
        if cue.clitic:
            return self._made(i, last, "according", (begin, end), Named((), (i, last), True))
        if last >= end or lower[last] in self.closed["rules"]:
            return None
        who = self.speakers.after(last, end, through=True)
        if who is None and not any(
            w in self.lexicon.documents or w in self.closed["sayers"] for w in lower[last : min(last + 4, end)]
        ):
            return None
        if who is None and len(cue.words) > 1:
            return None
        earlier = [s for s in self.said if s.sentence == words.sentence[i] and s.speaker and s.cue[0] < i]
        if earlier and who is not None and i > begin and lower[i - 1] == ",":
            earlier[-1].via += [n for n in who.numbers if n not in earlier[-1].via]
            earlier[-1].via_at.append(who.tokens)
            return None
        return self._made(i, last, "according", (begin, end), who)

    # "…," demikian pernyataan X
    def _document(self, i: int, last: int) -> SaidBy | None:
        words, lower = self.words, self.words.lower
        begin, end = words.bounds(words.sentence[i])
        opener = lower[i - 1] if i > begin else ""
        if opener not in self.closed["document_openers"]:
            return None
        quote = quote_before(words, i - (opener in self.closed["document_tags"]))
        if quote is None or quote in {n for s in self.said for n in s.quotes}:
            return None
        first = chain_back(words, quote, {n for s in self.said for n in s.quotes})
        return self._made(
            i,
            last,
            "document",
            (words.spans[first][0], words.spans[quote][1]),
            self.speakers.after(last, end, through=True),
        )
