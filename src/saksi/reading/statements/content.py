"""What is said: the tokens a cue's content covers, and the quotations that belong to it."""

from __future__ import annotations

from saksi.reading.statements.lexicon import lexicon
from saksi.reading.statements.words import SaidBy, Words


def quote_before(words: Words, i: int) -> int | None:
    """The quotation that closes right before token ``i``, with only commas and "demikian" between."""
    closers = lexicon().words["closers"]
    j = i - 1
    while (
        j >= 0
        and words.quote[j] < 0
        and (words.lower[j] in closers or words.lower[j] in ",.–-" or words.lower[j].isspace())
    ):
        j -= 1
        if i - j > 5:
            return None
    number = words.quote[j] if j >= 0 else -1
    return number if number >= 0 and words.quotes[number].closed else None


def quote_after(words: Words, i: int, end: int, reach: int = 2) -> int | None:
    """The quotation that opens within ``reach`` tokens after ``i``, past a comma or a colon."""
    for j in range(i, min(i + reach, end)):
        if words.quote[j] >= 0:
            return words.quote[j]
        if words.lower[j] not in (",", ":", "bahwa", "sebagai", "-", "–"):
            return None
    return None


def chain_back(words: Words, number: int, taken: set[int]) -> int:
    """The first of the quotations that run up to quotation ``number`` with nothing but space between them."""
    text = words.ctx.text
    while number > 0 and number - 1 not in taken:
        previous, this = words.quotes[number - 1], words.quotes[number]
        if previous.scare or text[previous.end : this.start].strip():
            break
        number -= 1
    return number


def is_direct(words: Words, content: tuple[int, int]) -> bool:
    """True when the content holds quoted words that are said, not a name or a label set off by marks."""
    labels = lexicon().words["labels"]
    text = words.ctx.text
    first, last = content
    for number in {n for n in words.quote[first:last] if n >= 0}:
        quote = words.quotes[number]
        if not quote.scare:
            return True
        inner = text[quote.inner[0] : quote.inner[1]].split()
        before = words.spans[number][0] - 1
        labelled = before >= 0 and words.lower[before] in labels
        if not labelled and inner and not all(w[:1].isupper() for w in inner):
            return True
    return False


def quotes_in(words: Words, content: tuple[int, int]) -> list[int]:
    """Quotations that the content touches, in text order."""
    return sorted({n for n in words.quote[content[0] : content[1]] if n >= 0})


def widen_to_quotes(words: Words, content: tuple[int, int]) -> tuple[int, int]:
    """The content stretched so that a quotation opened in it is covered to its closing mark."""
    first, last = content
    for number in quotes_in(words, content):
        first = min(first, words.spans[number][0])
        last = max(last, words.spans[number][1])
    return first, last


def attach_orphans(words: Words, said: list[SaidBy]) -> None:
    """Give quotations that stand without a cue to the statement beside them, as newspapers print long speech.

    A quotation printed as its own paragraph or sentence goes on with the one before it, unless the next follows with
    nothing between.
    """
    taken = {n for s in said for n in s.quotes}
    text = words.ctx.text
    for number, quote in enumerate(words.quotes):
        if number in taken or quote.scare:
            continue
        first, last = words.spans[number]
        if first >= last or words.sentence[first] < 0:
            continue
        here = words.sentence[first]
        begin, _ = words.bounds(here)
        if any(w.isalpha() for w in words.lower[begin:first]) and not quote.continues:
            continue
        before = [s for s in said if s.speaker and here - 3 <= _last_sentence(words, s) < here]
        after = [
            s
            for s in said
            if s.content[0] >= last and s.direct and not text[quote.end : words.start[s.content[0]]].strip()
        ]
        if after:
            after[0].content = (first, after[0].content[1])
            after[0].quotes.insert(0, number)
        elif before:
            owner = max(before, key=lambda s: s.cue[0])
            owner.content = (min(owner.content[0], first), max(owner.content[1], last))
            owner.quotes.append(number)
            owner.direct = True
        taken.add(number)


def _last_sentence(words: Words, said: SaidBy) -> int:
    """The last sentence that the statement reaches."""
    return max(said.sentence, words.sentence[max(said.content[1] - 1, 0)])
