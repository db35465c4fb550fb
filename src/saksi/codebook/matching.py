"""Finding, in a tokenised text, the places where a frame may hold: words and word order only, no syntax."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.codebook.model import Frame, Lexicon, Match, Voice, Words, plain, without_particle

# The tagger errs on one word in fifteen, so a tag only rules out what it hardly ever confuses.
_NEVER_NOUN = frozenset(["ADP", "DET", "NUM", "PUNCT", "CCONJ", "SCONJ", "AUX", "PRON", "PART", "SYM"])
_NEVER_VERB = frozenset(["ADP", "DET", "NUM", "PUNCT", "CCONJ", "PRON", "SYM"])
_NEVER_BASE = _NEVER_VERB | {"PROPN"}
_EXCLUDED: dict[Voice, frozenset[str]] = {
    "noun": _NEVER_NOUN, "active": _NEVER_VERB, "passive": _NEVER_VERB, "base": _NEVER_BASE
}  # fmt: skip
_SENTENCE_END = frozenset({".", "!", "?", ";", "\n", ".”", '."'})

_OBJECT_AFTER = 9
_OBJECT_BEFORE = 14
_NEEDED_AFTER = 16
_NEEDED_BEFORE = 14
_UNLESS_AFTER = 4
_UNLESS_BEFORE = 2
_MODE_AFTER = 14
_MODE_BEFORE = 6


def _limits(words: Sequence[str], start: int, end: int, before: int, after: int) -> tuple[int, int]:
    """The stretch of at most ``before`` and ``after`` tokens around a trigger that stays inside its sentence."""
    low = start
    while low > 0 and start - low < before and words[low - 1] not in _SENTENCE_END:
        low -= 1
    high = end
    while high < len(words) and high - end < after and words[high] not in _SENTENCE_END:
        high += 1
    return low, high


def _object(wanted: Words, voice: Voice, words: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    """The object word nearest to the trigger: behind it, but first before it in the passive."""
    low, high = _limits(words, start, end, _OBJECT_BEFORE, _OBJECT_AFTER)
    behind = wanted.find(words, end, high)
    if voice != "passive":
        return behind
    before: tuple[int, int] | None = None
    position = low
    while (found := wanted.find(words, position, start)) is not None:
        before, position = found, found[0] + 1
    return before or behind


def _holds(frame: Frame, words: Sequence[str], start: int, end: int) -> bool:
    if frame.unless is not None:
        low, high = _limits(words, start, end, _UNLESS_BEFORE, _UNLESS_AFTER)
        if frame.unless.find(words, end, high):
            return False
        place = frame.unless.find(words, low, end)
        # a word of the trigger itself does not count, a phrase that it is part of does ("kebutuhan mendesak")
        if place is not None and (place[0] < start or place[1] > end):
            return False
    if frame.needed is not None:
        before = len(words) if frame.needed_anywhere == "sentence" else _NEEDED_BEFORE if frame.needed_anywhere else 0
        low, high = _limits(words, start, end, before, _NEEDED_AFTER)
        after = frame.needed.find(words, end, high)
        return after is not None or (before > 0 and frame.needed.find(words, low, start) is not None)
    return True


def _match(lexicon: Lexicon, words: Sequence[str], form: str, tag: str, start: int) -> list[Match]:
    found: list[Match] = []
    second = words[start + 1] if start + 1 < len(words) else ""
    for rest, number, voice, poss in lexicon.forms(form, second):
        end = start + 1 + len(rest)
        if rest and tuple(words[start + 1 : end]) != rest:
            continue
        if not rest and tag in _EXCLUDED[voice]:
            continue
        frame = lexicon.frames[number]
        if not _holds(frame, words, start, end):
            continue
        place = None
        if frame.object is not None:
            place = _object(frame.object, voice, words, start, end)
            if place is None:
                continue
        mode = frame.mode
        if frame.modes:
            low, high = _limits(words, start, end, _MODE_BEFORE, _MODE_AFTER)
            mode = frame.mode_of(words[start:high], words[low:start])
        found.append(Match(start, end, frame, voice, poss, place, mode))
    return found


def _specific(match: Match) -> tuple[int, bool, bool, float]:
    frame = match.frame
    return match.start - match.end, frame.object is None, frame.needed is None, -frame.confidence


def find(lexicon: Lexicon, words: Sequence[str], pos: Sequence[str]) -> list[Match]:
    """All matches in ``words`` (with their UPOS tags), by position; at one position the most specific first.

    A match inside the words of a longer one is dropped. Clitics and particles ("-nya", "-lah") are looked through.
    """
    lowered = [word.lower() for word in words]
    plains = [plain(word) for word in lowered]
    by_first = lexicon.by_first
    found: list[Match] = []
    covered = 0
    for start, form in enumerate(lowered):
        if form not in by_first:
            form = plains[start] if plains[start] in by_first else without_particle(form)
            if form not in by_first:
                continue
        here = _match(lexicon, plains, form, pos[start], start)
        if not here:
            continue
        here = [match for match in here if match.end > covered or match.end - match.start > 1]
        longest = max((match.end for match in here), default=covered)
        found.extend(sorted((match for match in here if match.end == longest), key=_specific))
        covered = max(covered, longest)
    return found
