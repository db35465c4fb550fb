"""Who might fill a side of an act: the reading of its slots, and every party named near its telling.

A filler is one party, or several named together ("Mesir dan Qatar"), with the place nearest to the act that names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from saksi.reading.context import Context, Mention
from saksi.reading.events.draft import Draft
from saksi.reading.words import word_sets
from saksi.report import Entity

_BACK, _AHEAD = 3, 1
_LEAD = 2
_WITH_ARMS = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})


@dataclass(slots=True)
class Filler:
    """Parties that may fill a side: ``read`` if the frame's slots named them; ``mentions`` come nearest first."""

    parties: tuple[int, ...]
    read: bool = False
    mentions: list[Mention] = field(default_factory=list)

    @property
    def nobody(self) -> bool:
        """Whether this is the choice of leaving the side empty."""
        return not self.parties


def takes_part(party: Entity, kind: str) -> bool:
    """Whether ``party`` can take part in an act of PLOVER type ``kind``: ships and jets fight, but make no deals."""
    return kind in _WITH_ARMS or party.name.split()[0].lower() not in word_sets("arguments")["vehicles"]


def fillers(ctx: Context, draft: Draft, filled: list[int], barred: set[int]) -> list[Filler]:
    """The choices for one side of ``draft``: nobody, what the slots gave (``filled``), and others named around.

    Parties in ``barred`` stand on the other side already.
    """
    found: dict[tuple[int, ...], Filler] = {(): Filler(())}
    if filled:
        found[tuple(filled)] = Filler(tuple(filled), read=True)
    else:
        found[()].read = True
    kept = set(filled)
    for mention in _near(ctx, draft):
        parties = tuple(ctx.parties.resolve(ctx.doc[mention.head])) or _alone(mention)
        parties = tuple(dict.fromkeys(n for n in parties if n not in barred))
        if not all(takes_part(ctx.parties.entity(n), draft.type) for n in parties if n not in kept):
            continue
        if not parties:
            continue
        if kept and kept.intersection(parties):
            parties = tuple(filled)
        found.setdefault(parties, Filler(parties)).mentions.append(mention)
    return list(found.values())


def _alone(mention: Mention) -> tuple[int, ...]:
    return (mention.entity,) if mention.entity >= 0 else ()


def _near(ctx: Context, draft: Draft) -> Iterator[Mention]:
    """Mentions of the act's sentence, of the few around it and of the lead, those nearest to the trigger first."""
    at = draft.candidate.head
    here = draft.sentence
    wanted = {*range(max(here - _BACK, 0), here + _AHEAD + 1), *range(_LEAD)}
    spans = [(s.start, s.end, s.number) for s in ctx.sentences if s.number in wanted]
    ranked: list[tuple[int, int, int, Mention]] = []
    for order, mention in enumerate(ctx.parties.mentions):
        if mention.start and ctx.doc[mention.start - 1].lower_ == "menurut":
            continue  # who is quoted takes no part by that
        number = next((n for start, end, n in spans if start <= mention.start < end), None)
        if number is not None:
            ranked.append((abs(number - here), abs(mention.head - at), order, mention))
    ranked.sort(key=lambda r: r[:3])
    yield from (mention for *_, mention in ranked)
