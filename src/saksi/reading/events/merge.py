"""Joining tellings of one act: same type, parties that fit, dates and places that do not contradict."""

from __future__ import annotations

from saksi.reading.events.draft import Draft
from saksi.reading.tree import Tree

_SPREAD = 12
_MERGED_MODES_MAY_DIFFER = frozenset({"ASSAULT", "ACCUSE", "COERCE", "PROTEST", "MOBILIZE"})


_RECALLED = 6
_STEPS = 2
_INSIDE = frozenset({"nsubj", "obl", "nmod", "acl", "obj", "compound"})


def merge(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """``drafts`` in text order with repeated tellings joined into the first one.

    A telling that points back ("serangan itu") and names nobody is dropped where there is nothing to point at.
    """
    kept: list[Draft] = []
    for draft in drafts:
        for earlier in reversed(kept):
            if one_clause(tree, earlier, draft) or same_act(earlier, draft):
                join(earlier, draft)
                break
        else:
            if draft.parties or not draft.anaphoric:
                kept.append(draft)
    return kept


def one_clause(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether both tell one act in one clause: an act noun and its effect ("serangan itu menewaskan ...")."""
    if a.type != b.type or a.sentence != b.sentence or a.status != b.status:
        return False
    for low, high in ((a, b), (b, a)):
        at = low.candidate.head
        for _ in range(_STEPS):
            if tree.base[at] not in _INSIDE:
                break
            at = tree.head[at]
            if at == high.candidate.head:
                return low.candidate.is_noun
    return False


def same_act(a: Draft, b: Draft) -> bool:
    """Whether ``b``, told after ``a``, tells the same act."""
    if a.type != b.type or a.status != b.status:
        return False
    if a.mode and b.mode and a.mode != b.mode and a.type not in _MERGED_MODES_MAY_DIFFER:
        return False
    if a.date and b.date and not _dates_fit(a.date.value, b.date.value):
        return False
    if a.place and b.place and a.place.country and b.place.country and a.place.country != b.place.country:
        return False
    if b.sentence - a.sentence > _SPREAD:
        return False
    if b.anaphoric and b.sentence - a.sentence <= _RECALLED:
        return _sides_fit(a.actors, b.actors) and _sides_fit(a.recipients, b.recipients)
    if a.candidate.frame.reciprocal or b.candidate.frame.reciprocal:
        return len(a.parties & b.parties) >= 2 or (b.parties <= a.parties and b.sentence - a.sentence <= 2)
    return _sides_fit(a.actors, b.actors) and _sides_fit(a.recipients, b.recipients) and bool(a.parties & b.parties)


def _sides_fit(a: list[int], b: list[int]) -> bool:
    return not a or not b or bool(set(a) & set(b))


def _dates_fit(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def join(into: Draft, other: Draft) -> None:
    """Add what ``other`` tells to ``into``: more exact dates and places win, parties and sources come together."""
    into.triggers += other.triggers
    into.actors += [p for p in other.actors if p not in into.actors and p not in into.recipients]
    into.recipients += [p for p in other.recipients if p not in into.recipients and p not in into.actors]
    if other.date and (into.date is None or len(other.date.value) > len(into.date.value)):
        into.date = other.date
        into.reasons.pop("date", None)
    if into.place is None and other.place is not None:
        into.place = other.place
        into.reasons.pop("place", None)
    into.mode = into.mode or other.mode
    into.sources += [s for s in other.sources if s not in into.sources]
    for toll, number in other.tolls.items():
        into.tolls.setdefault(toll, number)
    into.evidence += other.evidence
    into.words += other.words
    into.confidence = max(into.confidence, other.confidence)
