"""Who fills an act's slots: subjects, objects and prepositional phrases from the tree, with the words as a fall-back.

A slot name is what a frame uses: ``subject``, ``object``, ``poss`` (the noun that follows an act noun: "serangan
Israel"), or a preposition ("kepada", "terhadap", "oleh" ...). Universal Dependencies labels for Indonesian:
https://universaldependencies.org/id/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from saksi.language.affixes import is_passive
from saksi.reading.events.candidates import Candidate
from saksi.reading.tree import NOMINAL, Tree
from saksi.reading.words import word_sets

_REACH = 14
_CLAUSE = 6
_UP = 4
_HOPS = 5
_AND = frozenset({"dan", "serta", "hingga"})
_TO = ("ke", "kepada")
VICTIM = "victim"  # the slot of whom a deed befell
_DASHES = frozenset({"--", "—", "–", "---"})
_GOVERNED = frozenset({"obj", "iobj", "nsubj"})
_MODIFIER = frozenset({"nmod", "compound", "flat", "appos", "obj", "obl", "dep"})


def subject(tree: Tree, verb: int, hops: int = 0) -> int | None:
    """The token that is the grammatical subject of ``verb``, through coordination, relative clauses and control."""
    own = tree.child(verb, "nsubj", "csubj")
    if own is not None:
        later = [c for c in tree.children[verb] if own < c < verb and tree.base[c] == "nsubj"]
        between = tree.lower[own : later[-1]] if later else ()
        if tree.pos[own] == "NOUN" and "," in between and _AND.isdisjoint(between):
            own = later[-1]  # "Pascaserangan Israel, Qatar membeli rudal": Qatar
        opens = max((i + 1 for i in range(own, verb) if tree.lower[i] in _DASHES), default=own)
        if opens < verb and tree.pos[opens] in NOMINAL:  # "Jakarta, X -- Mesir mengirim": a dateline
            own = opens
        if _mere_rest(tree, own) and tree.base[verb] == "conj" and hops <= _HOPS:
            return subject(tree, tree.head[verb], hops + 1)
        return _relative(tree, verb) if tree.lower[own] == "yang" else own
    if hops > _HOPS:
        return None
    first = tree.sent_start[verb]
    counted = [c for c in tree.children[verb] if c < verb and tree.dep[c] == "obl" and not tree.case_of(c)]
    if counted and tree.child(counted[0], "nummod") is not None:  # "Sekitar 60 orang ... tewas"
        return counted[0]
    if tree.head[first] == verb != first and tree.lower[first] in word_sets("arguments")["no_adverbs"]:
        return first
    above, base = tree.head[verb], tree.base[verb]
    if base == "acl":
        return _deed_above(tree, verb, above) if tree.pos[above] in NOMINAL else subject(tree, above, hops + 1)
    if base == "conj" and tree.pos[above] in {"VERB", "ADJ", "AUX"}:
        told = _told_of(tree, verb, above) if tree.child(verb, "cc") is None else None
        return subject(tree, above, hops + 1) if told is None else told
    if base in {"xcomp", "advcl", "ccomp", "obl", "parataxis"} and above != verb:
        adjacent = _just_before(tree, verb)
        if adjacent is not None and above < adjacent:  # "X mengatakan Y mendukung Z": Y, whatever it hangs on
            while tree.base[adjacent] == "conj" and above < tree.head[adjacent] < adjacent:
                adjacent = tree.head[adjacent]  # "apakah Rusia dan Ukraina akan": both
            reflexive = tree.lower[adjacent] in word_sets("arguments")["reflexive"]
            return subject(tree, above, hops + 1) if reflexive else adjacent
        told = _told_of(tree, verb, above)
        if told is not None:
            return told
        if base in {"xcomp", "advcl", "ccomp"} and tree.lemma[above] in word_sets("arguments")["object_control"]:
            controlled = object_of(tree, above)
            if controlled is not None and controlled < verb:
                return controlled
        means = base == "advcl" and any(tree.lower[c] == "dengan" for c in tree.children[verb] if c < verb)
        if means and is_passive(tree.lower[above]):  # "dibalas Israel dengan membombardir kota itu"
            return doer_behind(tree, above)
        if tree.pos[above] in {"VERB", "ADJ", "AUX"}:
            return subject(tree, above, hops + 1)
    return None


def _told_of(tree: Tree, verb: int, above: int) -> int | None:
    """The object of a verb of telling that closes right before ``verb``: "X menyebut tiga tentara, dua luka, tewas"."""
    told = tree.child(above, "obj") if tree.lemma[above] in word_sets("arguments")["reporting"] else None
    if told is None or not above < told < verb or is_passive(tree.lower[above]):
        return None
    if tree.lower[verb - 1] == "," and tree.lower[verb].startswith("me"):  # "mengungkap jaringan itu, menangkap ..."
        return None
    group, i = word_sets("arguments")["verb_group"], verb - 1
    while i > told and (tree.pos[i] in {"AUX", "ADV", "PART", "PUNCT"} or tree.lower[i] in group):
        i -= 1
    return told if i in {told, *tree.subtree(told)} or tree.lower[i + 1] == "," else None


def _mere_rest(tree: Tree, noun: int) -> bool:
    """Whether ``noun`` only counts more of those just named: "dua prajurit gugur dan satu lainnya terluka"."""
    counted = tree.pos[noun] == "NUM" and tree.lower[noun + 1 : noun + 2] == ["lainnya"]
    return counted or tree.lower[noun] == "lainnya"


def doer_behind(tree: Tree, passive: int) -> int | None:
    """The doer right behind a passive, with "oleh" or without."""
    at = passive + 1 + (tree.lower[passive + 1 : passive + 2] == ["oleh"])
    return top_of(tree, at) if at < tree.sent_end[passive] and tree.pos[at] in NOMINAL else None


def _just_before(tree: Tree, verb: int) -> int | None:
    """The head of the noun phrase right before ``verb`` and its auxiliaries, where no preposition marks it."""
    group = word_sets("arguments")["verb_group"]
    i = verb - 1
    while i > tree.sent_start[verb] and (tree.pos[i] in {"AUX", "ADV", "PART"} or tree.lower[i] in group):
        i -= 1
    if i < tree.sent_start[verb] or tree.pos[i] not in NOMINAL or tree.lower[i] == "yang":
        return None
    top = _phrase_head(tree, i)
    return None if tree.case_of(top) else top


def _relative(tree: Tree, verb: int) -> int | None:
    """The noun a relative clause hangs on."""
    top = verb
    for _ in range(4):
        if tree.base[top] == "acl":
            return _deed_above(tree, verb, tree.head[top])
        top = tree.head[top]
    return None


def _deed_above(tree: Tree, verb: int, noun: int) -> int:
    """What killed: ``noun``, or the attack on it that it hangs on ("serangan terhadap sekolah yang menewaskan ...")."""
    struck = tree.case_of(noun) in word_sets("arguments")["struck"]
    if not struck or tree.lower[verb] not in word_sets("arguments")["effects"]:
        return noun
    attacks = word_sets("arguments")["attacks"]
    return next((above for above in islice(tree.ancestors(noun), _UP) if tree.lower[above] in attacks), noun)


def object_of(tree: Tree, verb: int, last: int | None = None) -> int | None:
    """The direct object of an active verb: the tree's, a clause's own subject, or the noun right behind the verb.

    ``last`` is the final token of a verb of several words ("menembak mati"), by default the verb itself.
    """
    own = tree.child(verb, "obj", "iobj")
    if own is not None:
        return own
    for child in tree.children[verb]:
        if child > verb and tree.base[child] in {"ccomp", "xcomp"}:
            inner = tree.child(child, "nsubj")
            if inner is not None and inner > verb:
                return inner
    last = verb if last is None else last
    after = last + 1
    while after < tree.sent_end[verb] and (tree.pos[after] in {"ADV", "DET", "NUM"} or tree.base[after] == "nummod"):
        after += 1
    if after < tree.sent_end[verb] and tree.pos[after] in NOMINAL and after - last <= 3:
        return top_of(tree, after)
    return None


def top_of(tree: Tree, i: int) -> int:
    """The head of the noun phrase that token ``i`` opens, not above it in another phrase."""
    at = i
    for _ in range(6):
        above = tree.head[at]
        if above > at or above == at or tree.pos[above] not in NOMINAL or above < i:
            break
        at = above
    return at


def prepositional(tree: Tree, cand: Candidate, preposition: str) -> int | None:
    """The noun that ``preposition`` marks for this act, but no victim of a deed that the words are against."""
    found = marked_by(tree, cand, preposition, lambda token: not of_deed(tree, cand, token))
    return None if found is None or of_deed(tree, cand, found) else found


def marked_by(
    tree: Tree, cand: Candidate, preposition: str, fits: Callable[[int], bool] = lambda token: True
) -> int | None:
    """The noun that ``preposition`` marks: one on the act or its light verb that ``fits``, or the next behind."""
    for base in cand.bases():
        for child in tree.children[base]:
            if tree.pos[child] in NOMINAL and tree.case_of(child) == preposition and fits(child):
                return child
    barriers = word_sets("arguments")["barriers"]
    end = min(cand.end + _REACH, tree.sent_end[cand.head])
    for i in range(cand.end, end):
        word = tree.lower[i]
        if word == preposition + "nya":  # "untuknya": the word holds both preposition and pronoun
            return i
        if word == preposition and i + 1 < tree.sent_end[cand.head]:
            marked = tree.head[i] if tree.base[i] == "case" and tree.head[i] > i else i + 1
            while marked < tree.sent_end[cand.head] - 1 and tree.pos[marked] in {"NUM", "DET", "ADJ", "ADV"}:
                marked += 1
            return marked if tree.pos[marked] in NOMINAL else None
        if word in barriers or tree.pos[i] == "VERB":
            return None
    return None


def addressed_above(tree: Tree, cand: Candidate) -> int | None:
    """Whom the verb addresses that the act accompanies: its "kepada" phrase, or the object of a verb of telling."""
    at = cand.light if cand.light is not None else cand.head
    for _ in range(2):
        above = tree.head[at]
        if above == at or tree.base[at] not in {"advcl", "xcomp", "ccomp", "conj", "parataxis"}:
            return None
        addressed = _TO if tree.lemma[above].casefold() in word_sets("arguments")["lodging"] else _TO[1:]
        for child in tree.children[above]:
            if child < cand.start and tree.pos[child] in NOMINAL and tree.case_of(child) in addressed:
                return child
            for inner in tree.children[child]:  # "menulis surat kepada X": it may hang on the letter
                if inner < cand.start and tree.base[child] == "obj" and tree.case_of(inner) == "kepada":
                    return inner
        told = tree.child(above, "obj")
        if told is not None and told < cand.start and tree.lemma[above] in word_sets("arguments")["telling"]:
            return told
        at = above
    return None


def of_deed(tree: Tree, cand: Candidate, token: int) -> bool:
    """Whether ``token`` is the victim of a deed that words are against ("mengecam kekerasan terhadap warga").

    The words are then against the doer, who is not named by it; of whom a deed is asked, neither: "memerintahkan
    pengejaran terhadap para pelaku".
    """
    marked = word_sets("arguments")["asked_against" if cand.frame.type == "REQUEST" else "against"]
    if cand.frame.type not in {"ACCUSE", "REJECT", "REQUEST"} or tree.case_of(token) not in marked:
        return False
    first = cand.head + 1 if cand.is_noun else max(cand.head + 1, cand.end - 1)  # the trigger may end in the deed
    return any(tree.pos[i] == "NOUN" for i in range(first, token))


def fronted_object(tree: Tree, cand: Candidate) -> int | None:
    """The object in front of a bare verb and its pronoun ("warga kami imbau agar tenang"), the passive of speech."""
    before = cand.start - 1
    if cand.voice != "base" or before <= tree.sent_start[cand.head] or tree.pos[before] != "PRON":
        return None
    for i in range(before - 1, tree.sent_start[cand.head] - 1, -1):
        if tree.lower[i] == "yang":  # "dua pengedar yang sudah kami tangkap"
            return _relative(tree, cand.head)
        if tree.pos[i] in NOMINAL:
            return _phrase_head(tree, i)
        if tree.pos[i] not in {"AUX", "ADV", "PART"}:
            return None
    return None


def _phrase_head(tree: Tree, i: int) -> int:
    """The head of the noun phrase that token ``i`` closes."""
    while tree.head[i] < i and tree.pos[tree.head[i]] in NOMINAL and tree.base[i] in _MODIFIER:
        i = tree.head[i]
    return i


def victim(tree: Tree, cand: Candidate) -> int | None:
    """Whom a deed befell that a noun tells, or that words are about: "(kasus) penikaman yang menimpa X".

    He did not do it, nor is he the one investigated for it.
    """
    if not cand.is_noun and cand.frame.type not in {"ACCUSE", "REJECT", "REQUEST"}:
        return None
    for i in range(cand.end - 1, min(cand.end + _CLAUSE, tree.sent_end[cand.head] - 2)):
        if tree.lower[i] == "yang":
            verb = i + 1
            if tree.lower[verb] not in word_sets("arguments")["befalling"]:
                return None
            return doer_behind(tree, verb) if is_passive(tree.lower[verb]) else object_of(tree, verb)
        if i >= cand.end and tree.pos[i] not in {"NOUN", "ADJ", "DET", "PROPN"}:
            return None
    return None


def agent(tree: Tree, cand: Candidate, verb: int) -> int | None:
    """The doer of a passive: marked by "oleh", or the bare noun right behind the verb."""
    marked = prepositional(tree, cand, "oleh")
    clitic = tree.lower[verb].endswith("nya") and not tree.lemma[verb].endswith("nya")
    if marked is not None or clitic:  # "ditangkapnya X": X is the one arrested
        return marked
    for child in tree.children[verb]:
        if child < verb or tree.base[child] not in {"obl", "obj", "nsubj"} or tree.pos[child] not in NOMINAL:
            continue
        close = child - verb <= 3 and all(tree.pos[i] != "VERB" for i in range(verb + 1, child))
        if tree.dep[child] == "obl:agent" or (not tree.case_of(child) and close):
            return child
    if tree.pos[cand.end - 1] == "ADP":  # "dilaporkan ke X"
        return None
    after = max(verb, cand.end - 1) + 1
    if after < tree.sent_end[verb] and tree.pos[after] in {"PROPN", "PRON"}:
        return top_of(tree, after)
    if after < tree.sent_end[verb] and tree.pos[after] == "NOUN" and tree.base[after] != "nsubj":
        return top_of(tree, after)
    return None


def possessors(tree: Tree, cand: Candidate) -> Iterator[int]:
    """Nouns that follow an act noun without a preposition, nearest first ("serangan udara Israel").

    In a trigger of several words the act noun is its last ("mengecam tindakan Israel").
    """
    for child in tree.children[cand.head if cand.is_noun else cand.end - 1]:
        if (
            child >= cand.end
            and tree.pos[child] in NOMINAL
            and tree.base[child] in _MODIFIER
            and not tree.case_of(child)
        ):
            yield child
    for i in range(cand.end, min(cand.end + 5, tree.sent_end[cand.head])):
        if tree.pos[i] in {"PROPN", "PRON", "NOUN"}:
            yield i
        elif tree.pos[i] not in {"ADJ", "DET", "NUM"}:
            return


def left_neighbours(tree: Tree, cand: Candidate) -> Iterator[int]:
    """Nominals to the left inside the same clause, nearest first: the fall-back for a lost subject."""
    barriers = word_sets("arguments")["barriers"]
    for i in range(cand.start - 1, tree.sent_start[cand.head] - 1, -1):
        if tree.lower[i] in barriers or tree.pos[i] in {"VERB", "SCONJ"}:
            return
        if tree.pos[i] in NOMINAL and not tree.case_of(i) and not tree.case_of(_phrase_head(tree, i)):
            yield i


def fill(tree: Tree, cand: Candidate, slot: str) -> Sequence[int]:
    """Tokens that may fill ``slot`` of the candidate, best first; the caller keeps the first that names a party."""
    verb = cand.light if cand.light is not None else cand.head
    fronted = fronted_object(tree, cand)
    if fronted is not None and slot in {"subject", "object"}:
        return (cand.start - 1,) if slot == "subject" else (fronted,)
    passive = cand.voice == "passive" if cand.light is None else cand.light_passive
    if slot == "subject":
        if cand.is_noun and cand.light is None:
            return ()
        suffered = cand.light is not None and cand.light_subject == "recipient"  # "dihantam serangan X"
        found = agent(tree, cand, verb) if passive and not suffered else subject(tree, verb)
        return (found,) if found is not None else ()
    if slot == "object":
        if cand.is_noun:
            return ()
        found = subject(tree, verb) if passive else object_of(tree, verb, max(verb, cand.end - 1))
        if not passive and tree.lower[verb].endswith("nya"):  # "menuduhnya": the object is in the verb
            found = verb
        return (found,) if found is not None else ()
    if slot == "poss" and cand.voice == "passive":  # the doer is part of the trigger: "ditangkap polisi"
        found = next((i for i in range(cand.end - 1, verb, -1) if tree.pos[i] in NOMINAL), None)
        return (found,) if found is not None else ()
    if slot == "poss":
        ends_in_noun = cand.end - cand.start > 1 and tree.pos[cand.end - 1] == "NOUN"
        return tuple(possessors(tree, cand)) if cand.is_noun or cand.frame.object or ends_in_noun else ()
    found = victim(tree, cand) if slot == VICTIM else prepositional(tree, cand, slot)
    return (found,) if found is not None else ()
