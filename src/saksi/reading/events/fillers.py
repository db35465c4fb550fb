"""Who might fill a side of an act: the reading of its slots, and every party named near its telling.

A filler is one party, or several named together ("Mesir dan Qatar"), with the place nearest to the act that names it.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    return kind in _WITH_ARMS or party.name.partition(" ")[0].lower() not in word_sets("arguments")["vehicles"]


Named = tuple[Mention, tuple[int, ...]]


class Nearby:
    """What the article names, sentence by sentence: each mention with the parties that its phrase stands for."""

    def __init__(self, ctx: Context) -> None:
        self._parties = ctx.parties
        self._in: dict[int, list[tuple[int, Named]]] = {}
        for order, mention in enumerate(ctx.parties.mentions):
            if mention.start and ctx.doc[mention.start - 1].lower_ == "menurut":
                continue  # who is quoted takes no part by that
            sentence = ctx.sentence_at(mention.span[0]) if ctx.sentences else None
            if sentence is not None and sentence.start <= mention.start < sentence.end:
                parties = tuple(ctx.parties.resolve(ctx.doc[mention.head])) or _alone(mention)
                self._in.setdefault(sentence.number, []).append((order, (mention, parties)))

    def of(self, draft: Draft) -> list[Named]:
        """Mentions of the act's sentence, of the few around it and of the lead, those nearest to the trigger first."""
        at, here = draft.candidate.head, draft.sentence
        means = range(*draft.candidate.object) if draft.candidate.object else ()  # the troops that are sent
        ranked = [
            (abs(number - here), abs(named[0].head - at), order, named)
            for number in {*range(max(here - _BACK, 0), here + _AHEAD + 1), *range(_LEAD)}
            for order, named in self._in.get(number, ())
            if named[0].head not in means and all(takes_part(self._parties.entity(n), draft.type) for n in named[1])
        ]
        ranked.sort(key=lambda r: r[:3])
        return [named for *_, named in ranked]


def fillers(near: Sequence[Named], filled: list[int], barred: set[int]) -> list[Filler]:
    """The choices for one side of an act: nobody, what the slots gave (``filled``), and others named ``near`` it.

    Parties in ``barred`` stand on the other side already.
    """
    found: dict[tuple[int, ...], Filler] = {(): Filler(())}
    if filled:
        found[tuple(filled)] = Filler(tuple(filled), read=True)
    else:
        found[()].read = True
    kept = set(filled)
    for mention, named in near:
        parties = tuple(dict.fromkeys(n for n in named if n not in barred))
        if not parties:
            continue
        if kept and kept.intersection(parties):
            parties = tuple(filled)
        found.setdefault(parties, Filler(parties)).mentions.append(mention)
    return list(found.values())


def _alone(mention: Mention) -> tuple[int, ...]:
    return (mention.entity,) if mention.entity >= 0 else ()
