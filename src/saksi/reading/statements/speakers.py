"""Who says it: the party named after a tag, before a verb, or meant by a pronoun or "-nya"."""

from __future__ import annotations

from dataclasses import dataclass

from saksi.reading.context import Mention
from saksi.reading.statements.lexicon import lexicon
from saksi.reading.statements.words import SaidBy, Words
from saksi.reading.words import is_initials

_LONGEST_PHRASE = 24
_PERSONAL = frozenset({"dia", "ia", "beliau", "dirinya"})
_SEVERAL = frozenset({"para", "sejumlah", "beberapa", "kedua", "dua", "tiga", "empat", "lima", "sebagian", "banyak"})
_LOOK_BACK = 12  # sentences


@dataclass(slots=True)
class Named:
    """A party found beside a cue: entity numbers, the tokens that name it, and whether only a pronoun does."""

    numbers: tuple[int, ...]
    tokens: tuple[int, int]
    pronoun: bool = False


class Speakers:
    """Finds parties around a token. ``said`` are the statements read so far, in text order."""

    def __init__(self, words: Words, said: list[SaidBy]) -> None:
        self.words = words
        self.said = said
        closed = lexicon().words
        self.prepositions = closed["prepositions"]
        self.openers = closed["prepositions"] | closed["conjunctions"]
        self.determiners = closed["determiners"]
        self.adverbs = closed["adverbs"]
        self.pronouns = closed["pronouns"]
        self.documents = lexicon().documents
        self.carriers = lexicon().carriers
        self._subjects: dict[int, Named | None] = {}

    def after(self, i: int, end: int, *, through: bool = False, enclosed: bool = False) -> Named | None:
        """The party named by the phrase that starts at token ``i``: "menteri luar negeri itu, Retno Marsudi, saat …".

        A person's name in apposition wins over the office before it. ``through`` steps over a first preposition;
        with ``enclosed`` an apposition counts only between commas, for the next clause may start with a name.
        """
        words, lower = self.words, self.words.lower
        first: Named | None = None
        comma = left = False  # left: a preposition has been passed, and what follows is a place, a listener, a time
        end = min(end, i + _LONGEST_PHRASE)
        j = i
        while j < end:
            word = lower[j]
            if word in self.pronouns and first is None and j - i < 3:
                return Named((), (j, j + 1), True)
            mention = words.mention(j)
            if mention is not None and mention.kind != "pronoun":
                numbers = words.numbers(mention)
                if numbers:
                    person = words.kind(mention) == "person"
                    if comma and enclosed and lower[mention.end : mention.end + 1] != [","]:
                        break
                    if person and mention.kind == "name" and (not left or comma):
                        return Named(numbers, (mention.start, mention.end))
                    if first is None and not left:
                        first = Named(numbers, (mention.start, mention.end))
                    elif comma and first is not None:
                        return self._named_by_apposition(first, mention, numbers)
                j = max(mention.end, j + 1)
                comma = False
                continue
            if word == ",":
                if comma or (first is not None and left):
                    break
                comma = True
            elif word in ("(", "["):
                j = self._bracket_end(j, end)
                continue
            elif (
                word in ".;:?!" or word == "\n" or word in self.carriers or (words.pos[j] in ("VERB", "AUX") and j > i)
            ):
                break
            elif word in self.openers and j > i:
                left = first is not None or not (through or word == "dari")
            elif comma:
                break
            j += 1
        return first

    def _named_by_apposition(self, first: Named, mention: Mention, numbers: tuple[int, ...]) -> Named:
        """The name in "stasiun televisi pemerintah, IRIB." for the body described before it."""
        words = self.words
        described = words.mention(first.tokens[0])
        if described is None or described.kind != "nominal" or described.end != mention.start - 1:
            return first
        alike = mention.kind == "name" and words.kind(mention) == words.kind(described) == "organisation"
        closed = words.lower[mention.end : mention.end + 1] in ([","], ["."], ["("], [])
        return Named(numbers, (mention.start, mention.end)) if alike and closed else first

    def _bracket_end(self, j: int, end: int) -> int:
        for k in range(j + 1, min(j + 15, end)):
            if self.words.lower[k] in (")", "]"):
                return k + 1
        return j + 1

    def before(self, i: int, begin: int) -> Named | None:
        """The subject of the verb at ``i``: the nearest party to its left that no preposition or verb governs."""
        words, lower = self.words, self.words.lower
        governed: Named | None = None
        j = i - 1
        while j >= begin:
            word = lower[j]
            if word in (")", "]"):
                j = self._bracket_start(j, begin)
                continue
            if word in (";", "bahwa") or words.spoken(j):
                break
            if word in self.pronouns and lower[max(j - 1, begin)] not in self.prepositions:
                return Named((), (j, j + 1), True)
            mention = words.mention(j)
            if mention is None or mention.kind == "pronoun" or not words.numbers(mention):
                j -= 1
                continue
            previous = mention.start - 1
            named = Named(words.numbers(mention), (mention.start, mention.end))
            voice = previous >= begin and lower[previous] in ("melalui", "lewat") and words.kind(mention) == "person"
            own = words.tree.head[mention.head] == i and words.tree.base[mention.head] == "nsubj"  # "X mengatakan Y …"
            if previous >= begin and not (voice or own) and self._governs(previous, begin):
                governed = governed or named
                j = previous - 1
                continue
            return self._named_in_apposition(mention, named, begin)
        if governed is not None and begin <= governed.tokens[0] - 2 and self._is_document(governed.tokens[0], begin):
            return governed
        return None

    def _governs(self, j: int, begin: int) -> bool:
        """True when the word at ``j`` takes what follows as its object: a preposition, or a verb before it."""
        lower, pos = self.words.lower, self.words.pos
        while j > begin and lower[j] in self.determiners:
            j -= 1
        if lower[j] in self.prepositions:
            return True
        return pos[j] == "VERB" and lower[j] not in self.adverbs and not lower[j].startswith(("di", "ter"))

    def _is_document(self, start: int, begin: int) -> bool:
        lower = self.words.lower
        return any(lower[j] in self.documents for j in range(max(begin, start - 4), start))

    def _bracket_start(self, j: int, begin: int) -> int:
        for k in range(j - 1, max(j - 15, begin - 1), -1):
            if self.words.lower[k] in ("(", "["):
                return k - 1
        return j - 1

    def _named_in_apposition(self, mention: Mention, named: Named, begin: int) -> Named:
        """The person of "juru bicara X, Ali Musa, mengatakan" whichever of the two the verb stands next to."""
        words = self.words
        if words.kind(mention) == "person" and mention.kind == "name":
            return named
        previous = mention.start - 1
        if previous > begin and words.lower[previous] == ",":
            before = words.mention(previous - 1)
            if (
                before is not None
                and before.kind == "name"
                and words.kind(before) == "person"
                and (before.start == begin or not self._governs(before.start - 1, begin))
            ):
                return Named(words.numbers(before), (before.start, before.end))
        return named

    def antecedent(self, i: int, begin: int) -> Named | None:
        """The party that a relative clause opened at token ``i`` is about: the name right before it."""
        words = self.words
        j = i - 1
        while j >= begin and words.lower[j] in (",", ")", "itu", "tersebut"):
            j = self._bracket_start(j, begin) if words.lower[j] == ")" else j - 1
        mention = words.mention(j) if j >= begin else None
        if mention is None or mention.kind == "pronoun" or words.kind(mention) in ("", "place"):
            return None
        return Named(words.numbers(mention), (mention.start, mention.end))

    def leading(self, begin: int, end: int) -> Named | None:
        """The first party of a sentence, outside quotations, that no preposition or verb governs."""
        words = self.words
        j = begin
        while j < end:
            mention = None if words.spoken(j) else words.mention(j)
            if mention is not None and mention.kind == "pronoun" and words.lower[j] in self.pronouns:
                return Named((), (j, j + 1), True)
            if mention is None:
                j += 1
                continue
            free = mention.start == begin or not self._governs(mention.start - 1, begin)
            free = free and not self._is_dateline(mention)
            if free and mention.kind != "pronoun" and words.numbers(mention):
                return Named(words.numbers(mention), (mention.start, mention.end))
            j = max(mention.end, j + 1)
        return None

    def _is_dateline(self, mention: Mention) -> bool:
        """True for the capitals that open a report: "KUALA LUMPUR, Kompas.com -"."""
        words = self.words
        text = words.ctx.text[slice(*mention.span)]
        following = words.lower[mention.end] if mention.end < words.size else ""
        return words.sentence[mention.start] == 0 and text.isupper() and following in (",", "-", "–", "—", "--")

    def subject(self, sentence: int) -> Named | None:
        """The first person, outside quotations, that no preposition governs: what a later "dia" most likely means."""
        if sentence not in self._subjects:
            self._subjects[sentence] = self._find_subject(sentence)
        return self._subjects[sentence]

    def _find_subject(self, sentence: int) -> Named | None:
        words = self.words
        begin, end = words.bounds(sentence)
        j = begin
        while j < end:
            mention = None if words.spoken(j) else words.mention(j)
            if mention is None:
                j += 1
                continue
            governed = mention.start > begin and self._governs(mention.start - 1, begin)
            person = mention.kind == "name" and not governed and words.kind(mention) == "person"
            if person and not self._suspect(words.numbers(mention)):
                return Named(words.numbers(mention), (mention.start, mention.end))
            j = max(mention.end, j + 1)
        return None

    def recalled(self, i: int, sentence: int, word: str = "") -> tuple[int, ...]:
        """Whom a pronoun or "-nya" at token ``i`` means: the last speaker, or the last person who was a subject."""
        personal, several = word in _PERSONAL, word == "mereka"
        fallback: tuple[int, ...] = ()
        for k in range(sentence, max(-1, sentence - _LOOK_BACK), -1):
            for said in reversed(self.said):
                if said.sentence < k:
                    break
                if said.sentence == k and said.cue[0] < i and said.speaker and said.kind != "carrier":
                    if self._belongs_to_another(said) or self._is_aside(said):
                        continue
                    if several and len(said.speaker) == 1 and self._is_person(said.speaker):
                        fallback = fallback or said.speaker
                    elif not personal or self._is_person(said.speaker):
                        return said.speaker
                    fallback = fallback or said.speaker
            subject = self._several(k) if several else self.subject(k)
            if subject is not None and subject.tokens[0] < i:
                return subject.numbers
        return fallback

    def meant(self, who: Named, cue: int, sentence: int) -> tuple[int, ...]:
        """Whom "politikus itu" or "pria yang … itu" before a cue means: the last person who spoke or was a subject.

        Empty when the phrase is no such description, or describes somebody who was introduced by it before.
        """
        words = self.words
        mention = words.mention(who.tokens[0])
        if mention is None or mention.kind != "nominal" or words.kind(mention) != "person" or len(who.numbers) != 1:
            return ()
        behind = words.lower[mention.end - 1 : mention.end + 1] + words.lower[cue - 1 : cue]
        known = any(m.entity == who.numbers[0] and m.start != mention.start for m in words.ctx.parties.mentions)
        if known or lexicon().words["deictics"].isdisjoint(behind) or mention.end > cue:
            return ()
        found = self.recalled(mention.start, sentence, "ia")
        return found if found and self._is_person(found) else ()

    def _several(self, sentence: int) -> Named | None:
        """The sentence's own subject where it is not one person: what a later "mereka" most likely means."""
        leading = self.leading(*self.words.bounds(sentence))
        if leading is None or leading.pronoun or not leading.numbers:
            return None
        words = self.words
        kind = words.ctx.parties.entity(leading.numbers[0]).kind
        start = leading.tokens[0]
        counted = _SEVERAL.intersection(words.lower[max(start - 1, 0) : start + 1])
        several = kind in ("group", "organisation") or len(leading.numbers) > 1 or bool(counted)
        return leading if several and kind != "place" else None

    def _belongs_to_another(self, said: SaidBy) -> bool:
        """True for a speaker named as somebody's ("partainya"): whose it is speaks on, not the thing he owns."""
        at = said.speaker_at
        return at is not None and at != said.cue and self.words.lower[at[1] - 1].endswith("nya") and not said.pronoun

    def _is_aside(self, said: SaidBy) -> bool:
        """True for words reported in a relative clause ("laporan media yang menyebut …"), beside the sentence's own."""
        first = said.cue[0]
        return said.kind in ("verb", "passive") and first > 0 and self.words.lower[first - 1] == "yang"

    def _suspect(self, numbers: tuple[int, ...]) -> bool:
        """Whether somebody of no office is known by initials alone, as suspects are, who hardly ever speak."""
        known = self.words.ctx.parties.entity(numbers[0])
        return is_initials(known.name) and not {"CVL", "CRM"}.isdisjoint(known.sectors)

    def _is_person(self, numbers: tuple[int, ...]) -> bool:
        return self.words.ctx.parties.entity(numbers[0]).kind == "person"
