"""An event in the making: what the steps know of it before it is written into the report."""

from __future__ import annotations

from dataclasses import dataclass, field

from saksi.reading.events.candidates import Candidate
from saksi.reading.events.casualties import Toll
from saksi.report import Date, Evidence, Place, Status

TWO_SIDED = frozenset({"CONSULT", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Telling:
    """One place that tells an act. ``spoken``: who speaks there was taken for its doer, for want of another.

    ``recalls``: it only names the act ("serangan itu"), as something known.
    """

    candidate: Candidate
    spoken: bool
    recalls: bool


@dataclass(slots=True)
class Draft:
    """One act with its parties as entity numbers, in order of mention; ``triggers`` are character spans, main first.

    ``slots`` tells for ``actor`` and ``recipient`` which slot of the frame named them; ``tellings`` are the places
    that tell the act, that of ``candidate`` first.
    """

    type: str
    mode: str | None
    status: Status
    candidate: Candidate
    sentence: int
    triggers: list[tuple[int, int]]
    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    date: Date | None = None
    place: Place | None = None
    sources: list[int] = field(default_factory=list)
    tolls: dict[Toll, int] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    confidence: float = 0.5
    anaphoric: bool = False
    slots: dict[str, str] = field(default_factory=dict)
    tellings: list[Telling] = field(default_factory=list)

    @property
    def mutual(self) -> bool:
        """Whether each side does the act with the other, so that all who take part stand together."""
        return self.type in TWO_SIDED or self.candidate.reciprocal

    @property
    def parties(self) -> set[int]:
        """All entity numbers that take part."""
        return {*self.actors, *self.recipients}
