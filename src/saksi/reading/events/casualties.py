"""How many were killed, injured or arrested, as whole numbers that a sentence states; vague amounts give none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from saksi.reading.numbers import number_at
from saksi.reading.words import word_sets

Toll = Literal["killed", "injured", "arrested"]
TOLLS: tuple[Toll, ...] = ("killed", "injured", "arrested")

_BEHIND = 8
_TOTAL = 24  # how far before "menjadi 31 orang" the words "korban tewas" may stand
_ONE = "seorang"  # which counts nothing but people
_FULL = frozenset(
    {"tewas", "terluka", "mati", "meninggal", "gugur", "tewasnya", "meninggalnya", "gugurnya", "kematian"}
)


@dataclass(frozen=True, slots=True)
class Count:
    """A stated number of casualties: tokens ``start`` to ``end`` hold the number."""

    toll: Toll
    number: int
    start: int
    end: int


@cache
def _words() -> tuple[dict[str, Toll], frozenset[str], frozenset[str]]:
    data = word_sets("casualties")
    cues: dict[str, Toll] = {word: toll for toll in TOLLS for word in data[toll]}
    return cues, data["counted"], data["hedges"]


def is_people(word: str) -> bool:
    """Whether a (lower-cased) noun counts people, with or without "-nya" ("prajuritnya")."""
    counted = _words()[1]
    return word in counted or (word.endswith("nya") and word.removesuffix("nya") in counted)


def tells_toll(words: Sequence[str]) -> bool:
    """Whether any of ``words`` tells of a toll; without one there is nothing to count."""
    data = word_sets("casualties")
    return not (_words()[0].keys() | data["toll"] | data["arrests"]).isdisjoint(words)


def toll_of(word: str) -> Toll | None:
    """The toll that a word tells of ("ditangkap": arrested), or None."""
    return _words()[0].get(word)


def counts_in(words: Sequence[str], start: int, end: int) -> list[Count]:
    """The casualty counts in ``words[start:end]`` (lower-cased tokens of one sentence), at most one a toll.

    A number counts when people follow it ("12 orang", "tiga warga sipil") and a word for the toll stands near: behind
    it without another number between ("12 orang tewas"), or before it ("menewaskan 12 orang").
    """
    cues, _, hedges = _words()
    found: dict[Toll, Count] = {}
    at = start
    while at < end:
        number = number_at(words, at) or _group(words, at, end)
        if number is None:
            at += 1
            continue
        value, after = number
        first, at = at, after
        if after >= end or value == 0:
            continue
        whole = number_at(words, after + 1) if words[after] == "dari" and after + 1 < end else None
        if whole is not None and whole[1] < end:  # "tiga dari tujuh tersangka": three
            at = after = whole[1]
        is_part, toll = _share(words, after, end, cues)
        if is_part:
            if toll is not None and toll not in found:
                found[toll] = Count(toll, value, first, after)
            continue
        people = is_people(words[after]) or words[first] == _ONE
        toll = _before(words, first, start, cues, hedges)
        ends = words[after] in {",", ".", "dan", "sejak", "hingga"}
        if toll is None and (people or ends):
            toll = _total(words, first, start, cues, hedges)
        if toll is None or not (people or ends):
            toll = _behind(words, after, end, cues) if people or words[after] in cues else None
        if toll is not None and toll not in found:
            found[toll] = Count(toll, value, first, after)
    return list(found.values())


def _before(words: Sequence[str], at: int, start: int, cues: dict[str, Toll], hedges: frozenset[str]) -> Toll | None:
    for i in range(at - 1, max(start, at - 5) - 1, -1):
        word = words[i]
        if word in cues:
            return cues[word] if word.startswith(("me", "korban")) or word in _FULL else None
        if word in word_sets("casualties")["arrests"]:
            return "arrested"
        if word not in hedges and word not in {"jumlah", "korban", "jiwa", "nyawa", "telah", "yang"}:
            return None
    return None


def _behind(words: Sequence[str], at: int, end: int, cues: dict[str, Toll]) -> Toll | None:
    for i in range(at, min(end, at + _BEHIND)):
        word = words[i]
        if word in cues and (word in _FULL or not word.startswith(("men", "mem"))):  # "meninggal" takes no object
            return cues[word]
        acts = word.startswith(("men", "mem")) and word not in word_sets("casualties")["suffering"]
        if acts and "yang" not in words[at:i]:  # "seorang tentara menembak mati ..."
            return None
        if word == "," and (past := _inserted(words, i, end)) is not None:
            return _behind(words, past, end, cues)
        if word in {",", ";", "."} or (i > at and number_at(words, i) is not None):
            return None
    return None


def _inserted(words: Sequence[str], comma: int, end: int) -> int | None:
    """The token behind a phrase that tells who some of the counted are: "12 orang, tiga di antaranya bayi, tewas"."""
    opens = words[comma + 1 : comma + 4]
    if word_sets("casualties")["among"].isdisjoint(opens):
        return None
    return next((i + 1 for i in range(comma + 2, min(end, comma + _BEHIND)) if words[i] == ","), None)


def _group(words: Sequence[str], at: int, end: int) -> tuple[int, int] | None:
    """A number told before, taken up again for the same people ("ke-44 orang itu", "keempat prajurit itu")."""
    word = words[at]
    if not word.startswith("ke") or at + 1 >= end or not is_people(words[at + 1]):
        return None
    number = number_at([word.removeprefix("ke").removeprefix("-") or "ke"], 0)
    return (number[0], at + 1) if number is not None and number[0] > 1 else None


def other_cause(words: Sequence[str], start: int, end: int) -> bool:
    """Whether a sentence names hunger, disease or an accident as the cause ("korban tewas akibat kelaparan").

    So does one about a disaster: "Kebakaran di asrama itu menewaskan 16 siswi".
    """
    data = word_sets("casualties")
    if not data["no violence"].isdisjoint(words[start : min(end, start + 2)]):
        return not data["effects"].isdisjoint(words[start:end])
    return any(
        words[i] in data["because"] and not data["no violence"].isdisjoint(words[i + 1 : min(end, i + 3)])
        for i in range(start, end - 1)
    )


def _share(words: Sequence[str], at: int, end: int, cues: dict[str, Toll]) -> tuple[bool, Toll | None]:
    """Whether a number is part of one told before, and what became of these ("tiga di antaranya tewas": killed)."""
    near = list(words[at : min(end, at + 3)])
    place = next((n for n, word in enumerate(near) if word in word_sets("casualties")["of_them"]), None)
    if place is None:
        return False, None
    behind = list(words[at + place + 1 : min(end, at + place + 4)])
    behind = behind[: behind.index(",")] if "," in behind else behind
    return True, next((cues[word] for word in behind if word in cues and not word.startswith("me")), None)


def _total(words: Sequence[str], at: int, start: int, cues: dict[str, Toll], hedges: frozenset[str]) -> Toll | None:
    """The toll that "jumlah korban tewas ... menjadi 31 orang" counts: its words stand at the sentence's beginning."""
    data = word_sets("casualties")
    i = at - 1
    while i > start and words[i] in hedges and words[i] not in data["reaching"]:
        i -= 1
    if i <= start or words[i] not in data["reaching"]:
        return None
    for j in range(i - 1, max(start, i - _TOTAL) - 1, -1):
        if number_at(words, j) is not None:
            return None
        cue = cues.get(words[j]) or cues.get(" ".join(words[j : j + 2]))
        if cue is not None and not data["toll"].isdisjoint(words[max(start, j - 3) : j + 1]):
            return cue
    return None
