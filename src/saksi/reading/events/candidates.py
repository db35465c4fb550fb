"""Where an act may be told: codebook matches placed in the tree, doubtful ones dropped, rivals settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from saksi.codebook import Codebook, Frame, Match
from saksi.reading.context import Context
from saksi.reading.tree import Tree
from saksi.reading.words import word_sets

_LIGHT_REACH = 4
_EACH_OTHER = "saling"
_AT = frozenset({"dalam", "atas"})
_BY = frozenset({"dalam", "akibat", "oleh", "karena", "dengan"})
_ABSORBING = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE"})
# what is no act where it is ended; aid put off may yet come, and is of the embargo's concern
_KIND = frozenset({"COOPERATE", "AGREE", "SUPPORT"})
# what stays what it is when it is still to come (PLOVER: not so CONSULT, SUPPORT, COOPERATE, AID and RETREAT)
_UNKIND = frozenset({"ACCUSE", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})


@dataclass(slots=True)
class Candidate:
    """One way to read some words as an act.

    ``start``/``end`` are the trigger's tokens (light verb and object word included), ``head`` its syntactic head;
    ``light`` is the verb that lends a noun act its arguments, and ``light_subject`` which party that verb's subject is.
    ``each_other`` tells that its doers do it to one another ("saling menuduh").
    """

    frame: Frame
    voice: str
    start: int
    end: int
    head: int
    poss: str
    mode: str | None
    light: int | None = None
    light_passive: bool = False
    light_subject: str | None = None
    object: tuple[int, int] | None = None
    each_other: bool = False
    sentence: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def is_noun(self) -> bool:
        """Whether the act is told by a noun ("serangan")."""
        return self.voice == "noun"

    @property
    def reciprocal(self) -> bool:
        """Whether all who take part are on one side."""
        return self.frame.reciprocal or self.each_other

    def reaches(self, token: int) -> bool:
        """Whether ``token`` is one of the words that tell the act, the object its frame asks for among them."""
        asked = self.object is not None and self.object[0] <= token < self.object[1]
        return self.start <= token < self.end or token == self.head or asked

    def bases(self) -> list[int]:
        """The tokens on which this act's prepositional phrases may hang."""
        found = [self.head]
        if self.light is not None:
            found.append(self.light)
        if self.object is not None:
            found.append(self.object[0])
        return found


def find_candidates(ctx: Context, tree: Tree, codebook: Codebook) -> list[Candidate]:
    """All readings worth filling, in text order, at most one for each trigger head."""
    matches = codebook.match(tree.lower, tree.pos)
    found: list[Candidate] = []
    for match in matches:
        single = match.end - match.start == 1
        if not ctx.sentences or (single and tree.pos[match.start] in {"PROPN", "PUNCT", "SPACE"}):
            continue
        if single and match.voice == "base" and tree.pos[match.start] != "VERB":
            continue
        cand = _place(tree, codebook, match)
        if _anothers_object(tree, cand) or _no_deed(tree, cand):
            continue
        cand.sentence = ctx.sentence_at(tree.doc[match.start].idx).number
        found.append(cand)
    best = _strongest(tree, found)
    return list(_unabsorbed(ctx, tree, best))


_ASKED = frozenset({"agar", "supaya"})


def _anothers_object(tree: Tree, cand: Candidate) -> bool:
    """Whether the object that the frame asks for is what somebody else does it to: "X mengungkapkan Y memberi izin"."""
    if cand.object is None or cand.is_noun or cand.object[0] < cand.end:
        return False
    between = range(cand.end, cand.object[0])
    if cand.end in between and tree.lower[cand.end] in word_sets("arguments")["idioms"]:  # "menarik perhatian pengamat"
        return True
    verbs = [above for above in tree.ancestors(cand.object[0]) if above in between and tree.pos[above] == "VERB"]
    if verbs and cand.voice == "passive":  # "Yunani yang ditahan Turki meminta bantuan"
        return True
    return any(
        tree.base[c] == "nsubj" and c in between and tree.lower[c] != "yang" for v in verbs for c in tree.children[v]
    )


def _no_deed(tree: Tree, cand: Candidate) -> bool:
    """Whether the noun that tells the act is only talked over ("bertemu X untuk membahas perang Ukraina") or ended.

    What was agreed on is told as done where it is talked over again; who ends a kindness does none.
    """
    if not cand.is_noun or cand.light is not None:
        return False
    at = cand.head
    while tree.base[at] in {"nmod", "compound", "conj"} and tree.head[at] < at:
        at = tree.head[at]
    verb = tree.head[at]
    about = (tree.base[at] == "obj" and verb < at) or (tree.base[at] == "nsubj" and verb > at)
    if not about or not _ASKED.isdisjoint(tree.lower[at:verb]):  # "seruan X agar Y menghentikan serangan"
        return False
    if tree.lower[verb] in word_sets("arguments")["talked_over"]:
        return cand.frame.type != "AGREE"
    if cand.frame.type == "REQUEST" and tree.lower[verb] in word_sets("arguments")["refusing"]:
        return True  # "menolak seruan gencatan senjata" refuses and asks for nothing
    return cand.frame.type in _KIND and tree.lower[verb] in word_sets("arguments")["ending"]


def _place(tree: Tree, codebook: Codebook, match: Match) -> Candidate:
    head = tree.head_of_span(match.start, match.end)
    nominal = _noun_phrase(tree, match) or _governed(tree, match, head)
    voice = "noun" if match.voice == "active" and nominal else match.voice
    cand = Candidate(match.frame, voice, match.start, match.end, head, match.poss, match.mode, object=match.object)
    if voice == "noun":
        _lend(tree, codebook, cand)
    else:
        cand.each_other = _EACH_OTHER in {
            tree.lower[c] for c in (cand.start - 1, *tree.children[head]) if 0 <= c < head
        }
    return cand


def _noun_phrase(tree: Tree, match: Match) -> bool:
    """Whether a phrase that the codebook lists among verbs is built around a noun ("dukungan penuh")."""
    first = tree.lower[match.start]
    return (
        match.end - match.start > 1 and tree.pos[match.start] == "NOUN" and first.endswith("an") and first[:2] != "me"
    )


def _governed(tree: Tree, match: Match, head: int) -> bool:
    """Whether a form that is verb and noun alike is governed here as a noun: "menggelar unjuk rasa"."""
    verbal = tree.lower[match.start].startswith(("me", "ber", "di", "ter"))
    return not verbal and tree.pos[head] == "NOUN" and tree.base[head] in {"obj", "nsubj", "obl", "nmod"}


def _lend(tree: Tree, codebook: Codebook, cand: Candidate) -> None:
    """Find the light verb of a noun act: what it is the object or passive subject of, or a verb just before it."""
    inside = range(cand.start, cand.end)
    own = [c for i in inside for c in tree.children[i] if tree.base[c] == "acl" and c >= cand.end]
    above = tree.head[cand.head]
    governed = tree.base[cand.head] in {"obj", "nsubj", "obl"} and not cand.start <= above < cand.end
    verbs = [*own, *([above] if governed else ())]
    if governed and tree.base[cand.head] == "obl":  # "tewas dalam serangan yang diklaim X" tells of the dead first
        verbs.reverse()
    lending = {i: light.subject for i in verbs if (light := codebook.light_verb(tree.lower[i])) is not None}
    verbs.sort(key=lambda i: lending.get(i) is None)  # "melancarkan serangan yang menewaskan dua orang"
    for i in (*verbs, *_just_before(tree, cand)):
        light = codebook.light_verb(tree.lower[i])
        if light is None or tree.sent_start[i] != tree.sent_start[cand.head]:
            continue
        if i == above and tree.base[cand.head] == "obl" and not _befell(tree, cand, light.subject):
            continue
        cand.light, cand.light_passive, cand.light_subject = i, light.voice == "passive", light.subject
        if cand.start - _LIGHT_REACH <= i < cand.start:
            cand.start = i
        return


def _befell(tree: Tree, cand: Candidate, lent: str | None) -> bool:
    """Whether the verb above tells what its subject suffered or did: "dikenai sanksi", "tewas dalam serangan"."""
    case = tree.case_of(cand.head)
    return case in _BY or not case if lent == "recipient" else case in _AT


def _just_before(tree: Tree, cand: Candidate) -> Iterator[int]:
    """Verbs left of the act noun with nothing but its own modifiers between ("melancarkan serangkaian serangan")."""
    bridges = word_sets("arguments")["bridges"]
    for i in range(cand.start - 1, max(tree.sent_start[cand.start], cand.start - _LIGHT_REACH) - 1, -1):
        yield i
        if tree.pos[i] not in {"ADJ", "NUM", "DET", "ADV"} and tree.lower[i] not in bridges:
            return


def _both_told(tree: Tree, cand: Candidate, other: Candidate, thing: int) -> bool:
    """Whether two acts share ``thing`` as one of them is told of it behind it: "mencabut sanksi yang dijatuhkan X"."""
    return any(tree.dep[c.head] == "acl:relcl" and tree.head[c.head] == thing for c in (cand, other))


def _strongest(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """One reading for each stretch of words: longer triggers, then frames that asked for more, then surer ones."""
    ranked = sorted(
        found,
        key=lambda c: (
            -_told_by(c),
            -(c.frame.object is not None) - (c.frame.needed is not None),
            -c.frame.confidence,
            c.start,
            c.frame.id,
        ),
    )
    taken: dict[int, Candidate] = {}
    kept: list[Candidate] = []
    for cand in ranked:
        own = set(range(cand.start, cand.end)) | ({*range(*cand.object)} if cand.object else set())
        if any(not _both_told(tree, cand, taken[i], i) for i in own & taken.keys()):
            continue
        taken.update(dict.fromkeys(own, cand))
        kept.append(cand)
    return sorted(kept, key=lambda c: (c.start, c.end))


def _told_by(cand: Candidate) -> int:
    """How many words tell the act: its trigger without a light verb, and the object that its frame asks for."""
    words = set(range(cand.start, cand.end)) - {cand.light}
    if cand.object is not None:
        words.update(range(*cand.object))
    return len(words)


def _unabsorbed(ctx: Context, tree: Tree, found: list[Candidate]) -> Iterator[Candidate]:
    """Leave out what a request, promise, threat or refusal only asks for, promises, threatens or refuses.

    PLOVER codes the asking alone: hoped-for aid is no second event, and an allegation is coded once, as the accusation.
    """
    swallowed: dict[int, Candidate] = {}
    plans = [cand for cand in found if _plans_against(tree, cand, found)]
    found = [cand for cand in found if cand not in plans]
    for cand in plans:
        start = tree.doc[cand.start].idx
        ctx.explain("events", f"{cand.frame.id} tells only when what it plans is to happen", (start, start + 1))
    for cand in found:
        frame = cand.frame
        alleges = frame.type == "ACCUSE" and cand.mode == "allege"
        if not (frame.absorbs or (frame.complement and frame.type in _ABSORBING) or alleges):
            continue
        for i in _complement(tree, cand):
            swallowed.setdefault(i, cand)
    for cand in found:
        outer = swallowed.get(cand.head)
        if outer is not None and outer is not cand:
            outer.notes.append(f"takes in {tree.doc[cand.start : cand.end].text!r}")
            start = tree.doc[cand.start].idx
            ctx.explain("events", f"{cand.frame.id} is part of {outer.frame.id}", (start, start + 1))
            continue
        yield cand


def _plans_against(tree: Tree, cand: Candidate, found: list[Candidate]) -> bool:
    """Whether ``cand`` promises what is no kindness: "berencana memeriksa X" is that act, still to come.

    Only what will be done together or for somebody is promised by being planned (PLOVER's AGREE).
    """
    if cand.frame.type != "AGREE" or not cand.frame.absorbs or cand.is_noun:
        return False
    planned = {c for base in cand.bases() for c in tree.children[base] if c >= cand.end and tree.base[c] == "xcomp"}
    return any(c.head in planned and not c.is_noun and c.frame.type in _UNKIND for c in found)


def _complement(tree: Tree, cand: Candidate) -> Iterator[int]:
    """Tokens of what the act asks for, promises or refuses: complements and object, without relative clauses."""
    for base in cand.bases():
        for child in tree.children[base]:
            if child <= cand.head and tree.base[child] not in {"obj"}:
                continue
            if (
                tree.base[child] in {"xcomp", "ccomp", "obj", "advcl", "obl", "nmod", "acl"}
                and tree.dep[child] != "acl:relcl"
            ):
                if tree.base[child] == "advcl" and not (_infinitive(tree, child) or _joined(tree, base, child)):
                    continue
                if not _sets_scene(tree, child):
                    yield from _without_relatives(tree, child)


def _infinitive(tree: Tree, i: int) -> bool:
    return any(tree.lower[c] in {"untuk", "agar", "supaya", "akan", "guna"} for c in tree.children[i] if c < i)


def _joined(tree: Tree, base: int, i: int) -> bool:
    """Whether the clause of ``i`` follows without a comma or conjunction: "menuduh Uni Emirat Arab memasok senjata"."""
    marked = any(tree.base[c] in {"mark", "cc", "case"} for c in tree.children[i] if c < i)
    return base < i and not marked and "," not in tree.lower[base:i]


def _without_relatives(tree: Tree, top: int) -> Iterator[int]:
    stack = [top]
    while stack:
        i = stack.pop()
        yield i
        stack.extend(
            c
            for c in tree.children[i]
            if tree.dep[c] != "acl:relcl" and not _sets_scene(tree, c) and not _beside_asking(tree, i, c)
        )


def _beside_asking(tree: Tree, i: int, joined: int) -> bool:
    """Whether the verb that joins a complement stands beside the asking: "meminta X dibebaskan dan mengancam mogok"."""
    if tree.base[joined] != "conj" or tree.pos[joined] != "VERB":
        return False
    means = {tree.lower[c] for c in tree.children[joined] if c < joined and tree.base[c] in {"cc", "mark"}}
    told = tree.lower[joined].startswith("me") and not tree.lower[i].startswith("me")
    return told or not means.isdisjoint(word_sets("arguments")["beside"])


def _sets_scene(tree: Tree, i: int) -> bool:
    """Whether the phrase or clause of ``i`` tells when or where the asking takes place: "setelah serangan itu"."""
    marks = {tree.lower[c] for c in tree.children[i] if c < i and tree.base[c] in {"case", "mark"}}
    return not marks.isdisjoint(word_sets("arguments")["scene"])
