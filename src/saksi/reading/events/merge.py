"""Joining tellings of one act: same type, parties that fit, dates and places that do not contradict.

Two tellings in one clause are one act; else the signs of ``tellings`` are weighed: logistic regression, with weights
learned by ``training/telling.py`` that stand readable in ``reading/data/telling.yaml``.
"""

from __future__ import annotations

from saksi.reading.context import Context
from saksi.reading.events.candidates import Candidate
from saksi.reading.events.draft import Draft
from saksi.reading.events.tellings import Kin, signs
from saksi.reading.tree import Tree
from saksi.reading.weighing import Sign, weights
from saksi.reading.words import word_sets

_SPREAD = 12
_MERGED_MODES_MAY_DIFFER = frozenset({"ASSAULT", "ACCUSE", "COERCE", "PROTEST", "MOBILIZE"})


# acts told by what they do to somebody: told twice in the same words of the same victim they are one
_DONE_TO_SOMEONE = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
_RECALLED = 6
_STEPS = 2
_INSIDE = frozenset({"nsubj", "obl", "nmod", "acl", "obj", "compound"})


def merge(ctx: Context, tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """``drafts`` in text order with repeated tellings joined into the first one.

    A telling that points back ("serangan itu") and names nobody is dropped where there is nothing to point at.
    """
    kin = Kin(ctx.parties)
    kept: list[Draft] = []
    for draft in drafts:
        earlier = told_before(ctx, tree, kin, kept, draft)
        if earlier is not None:
            join(kin, earlier, draft)
        elif draft.parties or not draft.anaphoric:
            kept.append(draft)
    return kept


def told_before(ctx: Context, tree: Tree, kin: Kin, kept: list[Draft], draft: Draft) -> Draft | None:
    """The act among ``kept`` that ``draft`` tells again, if any."""
    known, best, least = weights("telling"), None, 0.0
    found: list[Sign] = []
    for earlier in reversed(kept):
        if earlier.type != draft.type:
            continue
        if any(one_clause(tree, earlier, told.candidate, draft) for told in earlier.tellings):
            return earlier
        if another(tree, draft) or contradict(earlier, draft) or _another_deed(tree, kin, earlier, draft):
            continue
        chance, why = told_again(tree, kin, earlier, draft)
        if chance >= known.least and chance > least:
            best, least, found = earlier, chance, why
    if best is not None and ctx.trace is not None:
        told = f"tells {best.candidate.frame.id} again, likely at {least:.2f}: {known.because(found)}"
        ctx.explain("events", told, draft.triggers[0])
    return best


def told_again(tree: Tree, kin: Kin, earlier: Draft, draft: Draft) -> tuple[float, list[Sign]]:
    """The chance, 0 to 1, that ``draft`` tells the act of ``earlier`` again, and the signs that say so."""
    found = signs(tree, kin, earlier, draft, same_act(kin, earlier, draft))
    return weights("telling").chance(found), found


def another(tree: Tree, draft: Draft) -> bool:
    """Whether words beside the act set it apart from what was told before ("ia juga sempat meminta")."""
    cand = draft.candidate
    verb = cand.light if cand.light is not None else cand.head
    words = word_sets("arguments")["another"]
    return not cand.is_noun and any(tree.lower[c] in words for c in tree.children[verb] if c < verb)


def _another_deed(tree: Tree, kin: Kin, a: Draft, b: Draft) -> bool:
    """Whether one sentence tells two deeds of a type, done by two or in two ways.

    "Yunani yang didesak Turki meminta bantuan Mesir", "membakar sebuah sekolah dan menyandera dua guru".
    """
    if a.sentence != b.sentence:
        return False
    one, other = a.candidate, b.candidate
    if a.mode and b.mode and a.mode != b.mode and tree.base[other.head] == "conj" and tree.head[other.head] == one.head:
        return tree.child(one.head, "obj") is not None and tree.child(other.head, "obj") is not None
    if a.mutual or b.mutual or not a.actors or not b.actors:
        return False
    return not kin.share(a.actors, b.actors) and kin.share(a.recipients, b.actors)


def one_clause(tree: Tree, a: Draft, told: Candidate, b: Draft) -> bool:
    """Whether ``told``, a telling of ``a``, and ``b`` stand in one clause: "serangan itu menewaskan ..."."""
    if a.type != b.type or told.sentence != b.sentence or a.status != b.status:
        return False
    for low, high in ((told, b.candidate), (b.candidate, told)):
        at = low.head
        for _ in range(_STEPS):
            if tree.base[at] not in _INSIDE or tree.lower[tree.head[at]] in word_sets("arguments")["answers"]:
                break  # "serangan itu balasan atas penembakan ..." tells of two
            at = tree.head[at]
            if at == high.head:
                return low.is_noun
    return _effect(tree, told, b.candidate)


def _effect(tree: Tree, a: Candidate, b: Candidate) -> bool:
    """Whether ``b`` only tells what ``a`` did: "melancarkan serangan ke Kyiv, menewaskan tiga orang"."""
    verb = b.head
    if b.is_noun or tree.lower[verb] not in word_sets("arguments")["effects"]:
        return False
    if tree.base[verb] not in {"advcl", "conj", "acl", "parataxis", "xcomp"} or tree.child(verb, "nsubj") is not None:
        return False
    above = {a.head, a.light}
    return any(up in above for up in list(tree.ancestors(verb))[:_STEPS])


def same_act(kin: Kin, a: Draft, b: Draft) -> bool:
    """Whether ``b``, told after ``a``, tells the same act."""
    if a.type != b.type or a.status != b.status:
        return False
    if a.mode and b.mode and a.mode != b.mode and a.type not in _MERGED_MODES_MAY_DIFFER:
        return False
    if contradict(a, b) or b.sentence - a.sentence > _SPREAD:
        return False
    if b.anaphoric and b.sentence - a.sentence <= _RECALLED:
        speaks_for = bool(b.actors) and kin.one_country(a.actors, b.actors)  # an envoy makes his state's accusation
        return (speaks_for or kin.fit(a.actors, b.actors)) and kin.fit(a.recipients, b.recipients)
    if not a.parties or not b.parties:  # nobody is named with one of them: the same words close by tell the same
        return a.candidate.frame is b.candidate.frame and b.sentence - a.sentence <= _RECALLED
    if a.candidate.reciprocal or b.candidate.reciprocal:
        return len(a.parties & b.parties) >= 2 or (b.parties <= a.parties and b.sentence - a.sentence <= 2)
    if kin.fit(a.actors, b.actors) and kin.fit(a.recipients, b.recipients):
        return kin.share(a.parties, b.parties)
    same_frame = a.candidate.frame is b.candidate.frame and a.type in _DONE_TO_SOMEONE
    return same_frame and kin.share(a.recipients, b.recipients) and kin.one_country(a.actors, b.actors)


def contradict(a: Draft, b: Draft) -> bool:
    """Whether the two tell of different days or countries."""
    if a.date and b.date and not _dates_fit(a.date.value, b.date.value):
        return True
    return bool(a.place and b.place and a.place.country and b.place.country and a.place.country != b.place.country)


def _dates_fit(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def join(kin: Kin, into: Draft, other: Draft) -> None:
    """Add what ``other`` tells to ``into``: more exact dates and places win, sources come together."""
    into.triggers += other.triggers
    into.tellings += other.tellings
    # who is first said to do it stays: later tellings name others for him, not more of them
    if into.mutual or not into.actors:
        into.actors += [p for p in other.actors if not kin.share([p], into.parties)]
    into.recipients += [p for p in other.recipients if not kin.share([p], into.parties)]
    if other.date and (into.date is None or len(other.date.value) > len(into.date.value)):
        into.date = other.date
        into.reasons.pop("date", None)
    if into.place is None and other.place is not None:
        into.place = other.place
        into.reasons.pop("place", None)
    into.mode = into.mode or other.mode
    if into.sources or not other.tellings[0].recalls:  # who only recalls an act tells nothing
        into.sources += [s for s in other.sources if s not in into.sources]
    for side, slot in other.slots.items():
        into.slots.setdefault(side, slot)
    for toll, number in other.tolls.items():
        into.tolls.setdefault(toll, number)
    taking_part = {None, *(f"e{n + 1}" for n in into.parties)}
    into.evidence += [v for v in other.evidence if v.entity in taking_part]
    into.words += other.words
    into.confidence = max(into.confidence, other.confidence)
