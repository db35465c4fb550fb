"""Which body someone belongs to, and which one a bare "polisi" means."""

from __future__ import annotations

from saksi.reading.entities.lexicon import lexicon
from saksi.reading.entities.model import Name, Party
from saksi.reading.entities.reference import Memory


class Bodies:
    """The bodies of one article's people; ``of`` gives a party's body, both by number."""

    def __init__(self, parties: list[Party], names: list[Name], memory: Memory) -> None:
        self._parties, self._memory = parties, memory
        self.of: dict[int, int] = {}
        bodies = {n.start: n for n in names if n.kind in ("organisation", "group") and n.party >= 0}
        for party in parties:
            inside = (bodies[i] for t in party.titles for i in range(t.start, t.end) if i in bodies)
            body = next(inside, None)
            if body is not None:
                self.of[party.number] = body.party

    def own(self, token: int) -> int | None:
        """The body that the person or member last spoken of belongs to: "kelompoknya", said of a Hamas official."""
        owner = self._memory.last(token, lambda p: p.kind in ("person", "group"), outside=False)
        return self.of.get(owner) if owner is not None else None

    def lone(self) -> int | None:
        """The only police body that the article names, once named: "polisi" or "petugas" then mean it."""
        named = [p for p in self._parties if p.named and p.kind == "organisation" and p.sectors[:1] == ("COP",)]
        named = [p for p in named if lexicon().other_police.isdisjoint(" ".join(p.forms).casefold().split())]
        return named[0].number if len(named) == 1 and named[0].mentions else None
