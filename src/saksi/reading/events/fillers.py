"""Who might fill a side of an act: the reading of its slots, and every party named near its telling.

A filler is one party, or several named together ("Mesir dan Qatar"), with the place nearest to the act that names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from saksi.reading.context import Context, Mention
from saksi.reading.events.bystanders import bystanders, takes_no_part
from saksi.reading.events.draft import Draft
from saksi.reading.tree import Tree
from saksi.reading.words import word_sets
from saksi.report import Entity

_BACK, _AHEAD = 3, 1
_LEAD = 2
_WITH_ARMS = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
# what can be done to a place: it is struck, taken, closed, helped, visited
_TO_PLACES = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE", "CONSULT", "AGREE"})


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


def can_be(party: Entity, kind: str, side: str) -> bool:
    """Whether ``party`` can stand on ``side`` of an act of PLOVER type ``kind``.

    Places do nothing and are not spoken to; ships and jets fight, but make no deals.
    """
    if party.kind == "place":
        if side == "actor" or kind not in _TO_PLACES:
            return False
        if side == "partner" and party.name.casefold() not in word_sets("arguments")["lands"]:
            return False
    vehicle = party.name.partition(" ")[0].lower() in word_sets("arguments")["vehicles"]
    return not vehicle or (kind in _WITH_ARMS and (kind, side) != ("MOBILIZE", "recipient"))


Named = tuple[Mention, tuple[int, ...]]


class Nearby:
    """What the article names, sentence by sentence: each mention with the parties that its phrase stands for."""

    def __init__(self, ctx: Context, tree: Tree) -> None:
        self._parties, self._tree = ctx.parties, tree
        self._in: dict[int, list[tuple[int, Named]]] = {}
        for order, mention in enumerate(ctx.parties.mentions):
            before = ctx.doc[mention.start - 1].lower_ if mention.start else ""
            aside = before == "menurut" or any(before in word_sets("places")[key] for key in ("origin", "witnessed"))
            if aside or self._passed(mention, before):
                continue  # who is quoted takes no part by that, nor who made the arms: "drone buatan Turki"
            sentence = ctx.sentence_at(mention.span[0]) if ctx.sentences else None
            if sentence is not None and sentence.start <= mention.start < sentence.end:
                parties = tuple(ctx.parties.resolve(ctx.doc[mention.head])) or _alone(mention)
                self._in.setdefault(sentence.number, []).append((order, (mention, parties)))

    def _passed(self, mention: Mention, before: str) -> bool:
        """Whether a land is only on the way to where something is done: "lewat Mesir"."""
        land = mention.entity >= 0 and self._parties.entity(mention.entity).kind in ("country", "place")
        return land and before in word_sets("places")["route"]

    def of(self, draft: Draft, side: str) -> list[Named]:
        """Mentions that may fill ``side``, the nearest first: its sentence, those around it, the lead."""
        at, here = draft.candidate.head, draft.sentence
        cand = draft.candidate
        gone = self._means(draft, side) | bystanders(self._tree, cand, side)
        ranked = [
            (abs(number - here), abs(named[0].head - at), order, named)
            for number in {*range(max(here - _BACK, 0), here + _AHEAD + 1), *range(_LEAD)}
            for order, named in self._in.get(number, ())
            if gone.isdisjoint(range(named[0].start, named[0].end))
            and not takes_no_part(self._tree, cand, named[0].head)
            and all(can_be(self._parties.entity(n), draft.type, side) for n in named[1])
        ]
        ranked.sort(key=lambda r: r[:3])
        return [named for *_, named in ranked]

    def _means(self, draft: Draft, side: str) -> frozenset[int]:
        """Tokens that name what the act is done with: the troops that are sent, and the ship they are sent on."""
        cand = draft.candidate
        if cand.object is None:
            common = {"NOUN", "VERB", "ADJ"}  # "berstatus buron" names no party
            return frozenset(i for i in range(cand.start, cand.end) if self._tree.pos[i] in common)
        if draft.type != "MOBILIZE" or side != "recipient":
            return frozenset(range(*cand.object))
        tree = self._tree
        inside = tree.subtree(cand.object[0])
        marked = {i for top in inside if tree.case_of(top) for i in tree.subtree(top)}
        return frozenset({*range(*cand.object), *(set(inside) - marked)})


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
