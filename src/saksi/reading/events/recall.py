"""Whose deed or words a later act takes up: "mengecam peluncuran itu", "membantah tuduhan tersebut"."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from saksi.reading.events.draft import Draft
from saksi.reading.statements import SaidBy
from saksi.reading.tree import Tree
from saksi.reading.words import word_sets
from saksi.report import Evidence

RECALLED = "recalled"  # the slot that such an answer's recipient was read from
_REACH = 6  # sentences
_TOLD = 2  # sentences back to words that are taken up
_ALIKE = 4  # letters that two words of one root share at least: "tuduhan", "menuduh"
_SPOKEN = ("ACCUSE", "REQUEST", "AGREE", "THREATEN")
_ANSWERS = frozenset({"ACCUSE", "REJECT", "SUPPORT", "AGREE", "CONCEDE", "PROTEST"})
_TALK = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONSULT"})
_LOOSELY = frozenset({"content", "neighbour"})  # slots that only guess whom words are about


def answer_recalled(tree: Tree, said: Sequence[SaidBy], drafts: Sequence[Draft]) -> None:
    """Turn acts that answer an earlier deed or words, named again by their object, towards who did or said it."""
    for draft in drafts:
        loosely = not draft.recipients or draft.slots.get("recipient") in _LOOSELY
        if draft.type not in _ANSWERS or draft.candidate.reciprocal or not loosely:
            continue
        noun = _object(tree, draft)
        if noun is None or _owned(tree, noun):
            continue
        earlier = taken_up(tree, draft, drafts)
        doers = earlier.actors if earlier is not None else _teller(tree, draft, noun, said)
        if doers and not set(doers) & set(draft.actors):
            draft.evidence[:] = [v for v in draft.evidence if v.field != "recipient"]
            draft.recipients[:] = doers
            draft.slots["recipient"] = RECALLED
            start, word = tree.starts[noun], tree.words[noun]
            draft.evidence += [
                Evidence(field="recipient", start=start, end=start + len(word), entity=f"e{n + 1}") for n in doers
            ]


def _teller(tree: Tree, draft: Draft, noun: int, said: Sequence[SaidBy]) -> list[int]:
    """Who said what "klaim itu" names, shortly before ``draft``; nobody where the noun is for no words."""
    word = tree.lower[noun].removesuffix("nya")
    if word not in word_sets("recall")["words"] or not _points(tree, noun):
        return []
    for one in reversed(said):
        near = one.cue[1] <= draft.candidate.start and draft.sentence - one.sentence <= _TOLD
        if near and one.speaker and one.speaker[0] not in draft.actors:
            return [one.speaker[0]]
    return []


def _points(tree: Tree, noun: int) -> bool:
    """Whether ``noun`` points back: "klaim itu"."""
    return any(tree.lower[c] in word_sets("arguments")["pointing"] for c in tree.children[noun])


def taken_up(tree: Tree, draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The act told before ``draft`` that the object of its verb names again, or None.

    The object must point back ("itu") or have nothing beside it that says whose it is; it names an act by a word of
    the same root, by a noun for the likes of it ("tuduhan" for an accusation), or, pointing back, by a noun for such
    deeds ("serangan") or for any ("tindakan").
    """
    noun = _object(tree, draft)
    if noun is None or _owned(tree, noun):
        return None
    points = _points(tree, noun)
    before = [d for d in drafts if d.candidate.start < draft.candidate.start]
    for earlier in reversed(before):
        if draft.sentence - earlier.sentence > _REACH:
            break
        if _names(tree, noun, earlier, points):
            return earlier
    return None


def _object(tree: Tree, draft: Draft) -> int | None:
    cand = draft.candidate
    if cand.object is not None:
        return cand.object[0]
    if cand.is_noun and cand.light is None:
        return None
    if cand.voice == "passive":  # "pengiriman itu dikecam Moskow"
        return tree.child(cand.head, "nsubj")
    found = tree.child(cand.head, "obj")
    return found if found is not None else tree.child(cand.head, "obl")


def _owned(tree: Tree, noun: int) -> bool:
    """Whether something named hangs on ``noun``: "tuduhan Israel", "serangan ke Kyiv"."""
    beside = [c for c in tree.children[noun] if tree.base[c] in {"nmod", "appos", "acl"}]
    return any(tree.pos[c] in {"PROPN", "NOUN"} for c in beside)


def _names(tree: Tree, noun: int, earlier: Draft, points: bool) -> bool:
    word = tree.lower[noun].removesuffix("nya")
    sets = word_sets("recall")
    if (points or earlier.type in _SPOKEN) and word in sets.get(earlier.type, ()):
        return True
    if points and word in sets["any"] and not (earlier.type in _TALK and word in sets["decided"]):
        return True
    cand = earlier.candidate
    return any(_of_one_root(word, tree.lower[i]) for i in range(cand.start, cand.end))


def _of_one_root(a: str, b: str) -> bool:
    shared = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return shared >= _ALIKE and shared >= min(len(a), len(b)) - 5
