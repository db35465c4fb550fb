"""Find quotations: words inside quotation marks of any kind, over several sentences, nested, or left unclosed.

A mark's role is read from what stands beside it (a space before and a letter after opens; the reverse closes), because
news pages mix straight and curly marks in one pair. The shape of the mark only breaks ties.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from saksi.reading.context import Sentence

_DOUBLE = re.compile(r"[\"“”„‟«»″〝〞＂]|(?<!')''(?!')|``")
_SINGLE = re.compile(r"['‘’‚‛‹›]")
_OPENING_SHAPES = frozenset("“„«〝‘‚‹‟")
_CLOSING_SHAPES = frozenset("”»〞’›")
_BEFORE_OPENING = frozenset("([{—–-:/=>…\"“‘'«„,;")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-…\"”’'»/<")
_END_OF_SPEECH = frozenset(".,!?;…–—")
_PARAGRAPH = re.compile(r"\n\s*")

_LONGEST = 4000  # characters: longer than the longest quotation in ordinary news
_MOST_PARAGRAPHS = 4
_SCARE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words: ``start``/``end`` with the marks, ``inner`` without them, all characters of the article's text.

    ``depth`` is 0 outside any other quotation. ``scare`` marks a word or short phrase set off by the writer, not an
    utterance. ``closed`` is false when the closing mark is missing and the end is that of the sentence or paragraph;
    ``continues`` when the next paragraph opens with a mark again, as one long quotation is printed.
    """

    start: int
    end: int
    inner: tuple[int, int]
    depth: int
    scare: bool
    closed: bool
    continues: bool


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    paragraph: int


def find_quotes(text: str, sentences: Sequence[Sentence]) -> list[Quote]:
    """All quotations in ``text``, in order of their start; an outer one stands before those inside it."""
    if not text:
        return []
    paragraphs = _paragraph_starts(text)
    found = _pair_double(text, sentences, paragraphs)
    outer = [(q.start, q.end) for q in found if q.depth == 0]
    return _depths(found + _pair_single(text, outer, paragraphs))


def _paragraph_starts(text: str) -> list[int]:
    return [0, *(m.end() for m in _PARAGRAPH.finditer(text))]


def _role(text: str, start: int, end: int, open_now: bool) -> str:
    """``open`` or ``close`` for the mark at ``[start, end)``."""
    left = text[start - 1] if start else " "
    right = text[end] if end < len(text) else " "
    mark = text[start:end]
    if right in ".,;:!?)" and not text.startswith("..", end):
        return "close"
    opens = (left.isspace() or left in _BEFORE_OPENING) and not right.isspace()
    closes = not left.isspace() and (right.isspace() or right in _AFTER_CLOSING)
    if opens != closes:
        return "open" if opens else "close"
    if mark in _OPENING_SHAPES:
        return "open"
    if mark in _CLOSING_SHAPES:
        return "close"
    return "close" if open_now else "open"


def _pair_double(text: str, sentences: Sequence[Sentence], paragraphs: list[int]) -> list[Quote]:
    found: list[Quote] = []
    stack: list[_Open] = []
    number = 0
    for mark in _DOUBLE.finditer(text):
        while number + 1 < len(paragraphs) and paragraphs[number + 1] <= mark.start():
            number += 1
        if stack and _too_far(stack[0], mark.start(), number):
            found += _cut(text, stack, sentences, paragraphs, continues=False)
        if _role(text, mark.start(), mark.end(), bool(stack)) == "open":
            if stack and stack[-1].paragraph != number:
                at_start = not text[paragraphs[number] : mark.start()].strip()
                found += _cut(text, stack, sentences, paragraphs, continues=at_start)
            if len(stack) > 1:
                found += _cut(text, [stack.pop(0)], sentences, paragraphs, continues=False)
            stack.append(_Open(mark.start(), mark.end(), number))
        elif stack:
            opened = stack.pop()
            found.append(_quote(text, opened, mark.start(), mark.end(), len(stack)))
    found += _cut(text, stack, sentences, paragraphs, continues=False)
    return _depths(found)


def _too_far(opened: _Open, offset: int, paragraph: int) -> bool:
    return offset - opened.start > _LONGEST or paragraph - opened.paragraph > _MOST_PARAGRAPHS


def _cut(
    text: str, stack: list[_Open], sentences: Sequence[Sentence], paragraphs: list[int], *, continues: bool
) -> list[Quote]:
    """End what was never closed: at its paragraph's end if it opens the paragraph, else at its sentence's end."""
    found = []
    for opened in stack:
        begin = paragraphs[opened.paragraph]
        following = opened.paragraph + 1
        limit = paragraphs[following] if following < len(paragraphs) else len(text)
        # A page without paragraph breaks gives no end to trust beyond the sentence.
        whole = continues or (not text[begin : opened.start].strip() and len(paragraphs) > 2 and limit - begin < 700)
        if not whole:
            limit = min(limit, _sentence_end(sentences, opened.inner, limit))
        end = opened.inner + len(text[opened.inner : limit].rstrip())
        if end > opened.inner:
            found.append(_quote(text, opened, end, end, 0, closed=False, continues=continues))
    stack.clear()
    return found


def _sentence_end(sentences: Sequence[Sentence], offset: int, default: int) -> int:
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].span[1] <= offset:
            low = middle + 1
        else:
            high = middle
    return sentences[low].span[1] if low < len(sentences) and sentences[low].span[1] > offset else default


def _quote(
    text: str, opened: _Open, inner_end: int, end: int, depth: int, *, closed: bool = True, continues: bool = False
) -> Quote:
    words = text[opened.inner : inner_end]
    return Quote(opened.start, end, (opened.inner, inner_end), depth, _is_scare(words), closed, continues)


def _is_scare(words: str) -> bool:
    stripped = words.strip()
    return not stripped or (len(stripped.split()) <= _SCARE_WORDS and stripped[-1] not in _END_OF_SPEECH)


def _depths(found: list[Quote]) -> list[Quote]:
    """Depths by true containment, once unclosed outer quotations have been cut short; crossing ones are dropped."""
    kept: list[Quote] = []
    ends: list[int] = []
    for quote in sorted(found, key=lambda q: (q.start, -q.end)):
        while ends and ends[-1] <= quote.start:
            ends.pop()
        if ends and quote.end > ends[-1]:
            continue
        kept.append(_at_depth(quote, len(ends)))
        ends.append(quote.end)
    return kept


def _at_depth(quote: Quote, depth: int) -> Quote:
    if quote.depth == depth:
        return quote
    return Quote(quote.start, quote.end, quote.inner, depth, quote.scare, quote.closed, quote.continues)


def _pair_single(text: str, outer: list[tuple[int, int]], paragraphs: list[int]) -> list[Quote]:
    """Single quotation marks, kept apart from apostrophes ("Jum'at", "Ma'had") by the spaces around them."""
    found: list[Quote] = []
    opened: _Open | None = None
    opened_in: tuple[int, int] | None = None
    number = 0
    position = 0
    for mark in _SINGLE.finditer(text):
        start, end = mark.span()
        while number + 1 < len(paragraphs) and paragraphs[number + 1] <= start:
            number += 1
        while position < len(outer) and outer[position][1] <= start:
            position += 1
        holder = outer[position] if position < len(outer) and outer[position][0] <= start else None
        if opened is not None and (opened.paragraph != number or holder != opened_in or start - opened.start > 600):
            opened = None
        left = text[start - 1] if start else " "
        right = text[end] if end < len(text) else " "
        if (left.isspace() or left in _BEFORE_OPENING) and (right.isalnum() or right in '"“(['):
            if opened is None or mark.group() in _OPENING_SHAPES:
                opened, opened_in = _Open(start, end, number), holder
        elif opened is not None and not left.isspace() and (right.isspace() or right in _AFTER_CLOSING):
            found.append(_quote(text, opened, start, end, 1 if holder else 0))
            opened = None
    return found
