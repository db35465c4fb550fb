"""Who is named around an act and takes no part in it: go-betweens, what is sent, with whom an accusation is lodged."""

from __future__ import annotations

from saksi.language.affixes import is_passive
from saksi.reading.events.arguments import doer_behind, marked_by, of_deed, subject, top_of, victim
from saksi.reading.events.candidates import Candidate
from saksi.reading.tree import Tree
from saksi.reading.words import word_sets

_WITH = ("dengan", "bersama", "antara")
_TO = ("ke", "kepada")
_GOVERNED = frozenset({"obj", "iobj", "nsubj"})


def bystanders(tree: Tree, cand: Candidate, side: str) -> frozenset[int]:
    """The tokens near the act of ``cand`` that name nobody who could stand on its ``side``."""
    lodged, befallen = told_to(tree, cand), victim(tree, cand)
    found = go_betweens(tree, cand) | sent(tree, cand)
    found |= frozenset() if lodged is None else frozenset({lodged, *tree.subtree(lodged)})
    if side == "actor":
        found |= frozenset(before_passive(tree, cand))
    if side == "partner":
        found |= talked_over(tree, cand)
    if befallen is not None and (side == "actor" or not cand.is_noun):
        found |= frozenset({befallen, *tree.subtree(befallen)})
    return found


def takes_no_part(tree: Tree, cand: Candidate, token: int) -> bool:
    """Whether ``token`` names the doer of another deed, or the victim of the one that is asked for."""
    return does_another(tree, cand, token) or (cand.frame.type == "REQUEST" and of_deed(tree, cand, token))


def sent(tree: Tree, cand: Candidate) -> frozenset[int]:
    """The tokens that name what a promise is to send, no party to it: "siap mengirim pasukan ke Gaza"."""
    if cand.frame.type != "AGREE":
        return frozenset()
    verbs = {i for i in range(cand.start, cand.end) if tree.pos[i] == "VERB"}
    verbs |= {c for base in cand.bases() for c in tree.children[base] if tree.base[c] in {"xcomp", "ccomp"}}
    found: set[int] = set()
    for verb in verbs:
        thing = tree.child(verb, "obj") if tree.lemma[verb] in word_sets("arguments")["sending"] else None
        if thing is not None:
            inside = set(tree.subtree(thing))
            found |= inside - {i for top in inside if tree.case_of(top) for i in tree.subtree(top)}
    return frozenset(found)


def talked_over(tree: Tree, cand: Candidate) -> frozenset[int]:
    """The tokens that name what two sides talk or quarrel over: "berselisih soal milisi", "membahas Gaza dengan X"."""
    about, first, end = word_sets("arguments")["about"], cand.start, tree.sent_end[cand.head]
    opens = next((i for i in range(first, end) if tree.lower[i] in about), None)
    verbs = (i for i in (*cand.bases(), cand.start) if tree.lower[i] in word_sets("arguments")["talked_over"])
    tops = [] if opens is None else [opens if tree.base[opens] != "case" else tree.head[opens]]
    tops += [c for verb in verbs for c in tree.children[verb] if tree.base[c] == "obj"]
    inside = {i for top in tops for i in tree.subtree(top)}
    if opens is not None:
        inside.update(range(opens, tops[0] + 1))
    return frozenset(inside - {i for t in inside if tree.case_of(t) in _WITH for i in tree.subtree(t)})


def go_betweens(tree: Tree, cand: Candidate) -> frozenset[int]:
    """The tokens that name who brought an act of others about: "gencatan senjata yang ditengahi Mesir dan Qatar"."""
    mediated, first, end = word_sets("arguments")["mediated"], tree.sent_start[cand.head], tree.sent_end[cand.head]
    if cand.frame.type == "CONSULT" or mediated.isdisjoint(tree.lower[first:end]):  # mediators take part in talks
        return frozenset()
    found: set[int] = set()
    for i in range(first, end):
        if tree.lower[i] in mediated:
            doer = doer_behind(tree, i)
            found.update(() if doer is None else tree.subtree(doer))
    return frozenset(found)


def does_another(tree: Tree, cand: Candidate, token: int) -> bool:
    """Whether "dari" makes ``token`` the doer of another deed beside this act's words, and no party to this one.

    "Di tengah kecaman dari Uni Eropa, Serbia menolak sanksi": what Serbia does is not done to the union. What the act
    itself answers is another matter: "menolak desakan dari Amerika Serikat".
    """
    deed = tree.head[token]
    if tree.case_of(token) != "dari" or tree.lower[deed] not in word_sets("arguments")["doings"]:
        return False
    if cand.start <= deed < cand.end:
        return False
    bases, at = cand.bases(), deed
    while tree.head[at] != at and tree.base[at] != "conj":
        if tree.head[at] in bases:
            return tree.base[at] not in _GOVERNED and tree.case_of(at) not in word_sets("arguments")["against"]
        at = tree.head[at]
    return True


def before_passive(tree: Tree, cand: Candidate) -> range:
    """The tokens between what undergoes a passive and its verb, who do nothing: "warga Turki dan Mesir ditahan"."""
    undergoes = subject(tree, cand.head) if cand.voice == "passive" and is_passive(tree.lower[cand.head]) else None
    if undergoes is None or not tree.sent_start[cand.head] <= undergoes < cand.head:
        return range(0)
    return range(0) if "oleh" in tree.lower[undergoes : cand.head] else range(undergoes + 1, cand.head)


def told_to(tree: Tree, cand: Candidate) -> int | None:
    """Where an accusation is lodged, which it is not against: "melaporkan X ke polisi", "diadukan ke Dewan Pers"."""
    if cand.frame.type != "ACCUSE" or tree.lemma[cand.head].casefold() not in word_sets("arguments")["lodging"]:
        return None
    if tree.lower[cand.end - 1] in _TO and cand.end < tree.sent_end[cand.head]:
        return top_of(tree, cand.end)
    found = (marked_by(tree, cand, preposition) for preposition in _TO)
    return next((token for token in found if token is not None), None)
