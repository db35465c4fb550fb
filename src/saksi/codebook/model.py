"""What a codebook is made of: event types, frames, light verbs, and the places in a text where a frame may hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Voice = Literal["active", "passive", "base", "noun"]
Party = Literal["actor", "recipient"]


class CodebookError(ValueError):
    """A codebook file is not sound; the message has one line for each problem, with file and line number."""


_PARTICLES = frozenset({"lah", "kah", "pun"})
_SHORTEST_HOST = 4


@lru_cache(maxsize=1 << 15)
def plain(word: str) -> str:
    """``word`` in lower case without the clitic -nya (``pasukannya`` -> ``pasukan``), plural halves made one."""
    low = word.lower()
    if low.endswith("nya") and len(low) - 3 >= _SHORTEST_HOST:
        low = low[:-3].removesuffix("-")
    half, hyphen, other = low.partition("-")
    return half if hyphen and half == other else low


def without_particle(word: str) -> str:
    """``word`` without a focus particle: ``bebaskanlah`` -> ``bebaskan``."""
    return word[:-3] if word[-3:] in _PARTICLES and len(word) - 3 >= _SHORTEST_HOST else word


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type: quad class 1-4, Goldstein-like score, and the scores of its modes."""

    name: str
    quad: int
    score: float
    modes: dict[str, float | None]
    gloss: str
    gloss_id: str


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb without an act of its own, which lends its arguments to a noun act ("melancarkan serangan").

    ``subject`` tells which party of the noun act the verb's grammatical subject is (None: neither, "perang pecah"). In
    the passive the roles are the same for the noun act: "serangan dilancarkan oleh X" has the actor behind "oleh".
    """

    form: str
    voice: Voice
    subject: Party | None


@dataclass(frozen=True, slots=True)
class Words:
    """A set of words and contiguous phrases, looked up in plain lower-case words."""

    single: frozenset[str]
    phrases: tuple[tuple[str, ...], ...] = ()
    firsts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, items: Sequence[str]) -> Words:
        """Words from a list of strings; those with blanks become phrases."""
        split = [tuple(plain(word) for word in item.split()) for item in items]
        single = frozenset(parts[0] for parts in split if len(parts) == 1)
        return cls(single, tuple(p for p in split if len(p) > 1), frozenset(parts[0] for parts in split))

    def find(self, words: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
        """The first place in ``words[start:end]`` where one of them stands, as token numbers (end exclusive)."""
        if self.firsts.isdisjoint(words[start:end]):
            return None
        for number in range(start, end):
            if words[number] not in self.firsts:
                continue
            for phrase in self.phrases:
                if words[number] == phrase[0] and tuple(words[number : number + len(phrase)]) == phrase:
                    return number, number + len(phrase)
            if words[number] in self.single:
                return number, number + 1
        return None


@dataclass(frozen=True, slots=True)
class ModeCue:
    """A mode, and the words around a trigger that give it; ``mode`` None takes the default mode away."""

    words: Words
    mode: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """An Indonesian way to tell an act of one PLOVER type.

    ``actor`` and ``recipient`` name argument slots in order of preference, as seen from the active clause: ``subject``,
    ``object``, ``poss`` (what a noun act belongs to: "serangan Israel"), or a preposition ("terhadap", "dengan"). Empty
    means the defaults of the voice. In the passive, ``object`` is the grammatical subject and ``subject`` the agent.
    """

    id: str
    type: str
    mode: str | None = None
    modes: tuple[ModeCue, ...] = ()
    object: Words | None = None
    needed: Words | None = None
    needed_anywhere: bool | Literal["sentence"] = False
    unless: Words | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    reciprocal: bool = False
    status: str | None = None
    needs: tuple[str, ...] = ()
    future: str | None = None
    complement: bool = False
    absorbs: bool = False
    speech: bool = False
    confidence: float = 0.8

    def mode_of(self, *stretches: Sequence[str]) -> str | None:
        """The mode that plain lower-case words of the clause give; the first stretch with a cue wins, else the default.

        ``[behind the trigger], [before it]`` is the usual order: what follows a verb tells more of its means.
        """
        for stretch in stretches:
            for cue in self.modes:
                if cue.words.find(stretch, 0, len(stretch)):
                    return cue.mode
        return self.mode


@dataclass(frozen=True, slots=True)
class Match:
    """A lexical candidate: tokens ``start`` to ``end`` (exclusive) may tell an act by ``frame``.

    ``poss`` is the party that a noun act's possessor is. ``object`` holds the tokens of the object word that the
    frame asked for and that stands nearest in the same sentence (None where it asks for none): the reader checks it in
    the tree. ``mode`` is read from the sentence around the trigger.
    """

    start: int
    end: int
    frame: Frame
    voice: Voice
    poss: Party = "actor"
    object: tuple[int, int] | None = None
    mode: str | None = None

    @property
    def object_needed(self) -> bool:
        """Whether the frame holds only with one of its object words."""
        return self.frame.object is not None


Form = tuple[tuple[str, ...], int, Voice, Party]


@dataclass(slots=True)
class Lexicon:
    """The forms of all frames, by first word: (the words behind it, frame number, voice, possessor's party).

    Most first words never occur in a text, and some begin thousands of forms, so they are laid out when first met.
    """

    frames: list[Frame] = field(default_factory=list)
    by_first: dict[str, list[tuple[str, int, Voice, Party]]] = field(default_factory=dict)
    _by_second: dict[str, dict[str, list[Form]]] = field(default_factory=dict)

    def forms(self, first: str, second: str) -> Iterator[Form]:
        """The forms that may stand at ``first`` with ``second`` behind it, the longest first, then by frame number."""
        if first not in self._by_second:
            grouped: dict[str, list[Form]] = {}
            laid = [
                (tuple(map(plain, behind.split())), n, voice, poss) for behind, n, voice, poss in self.by_first[first]
            ]
            for form in sorted(laid, key=lambda form: (-len(form[0]), form[1])):
                grouped.setdefault(form[0][0] if form[0] else "", []).append(form)
            self._by_second[first] = grouped
        found = self._by_second[first]
        if second:
            yield from found.get(second, ())
        yield from found.get("", ())
