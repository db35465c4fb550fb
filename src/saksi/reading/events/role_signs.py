"""Signs for and against a filler playing a role: where it stands to the act, what it is, and what it does elsewhere.

A sign is a name that reads as words and a value, mostly 1. Some are given a second time with the act's type before
them ("ACCUSE: behind terhadap"). ``casting`` weighs them; a sign without a weight counts for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from saksi.reading.context import Context, Mention
from saksi.reading.events.arguments import addressed_above, of_deed, subject
from saksi.reading.events.draft import Draft
from saksi.reading.events.fillers import Filler
from saksi.reading.events.recall import taken_up
from saksi.reading.statements import StatementIndex
from saksi.reading.tree import Tree
from saksi.reading.words import word_sets
from saksi.report import Entity

Sign = tuple[str, float]

_POLITICAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "REB", "UAF", "SPY", "PTY", "OPP", "PRM", "ELI", "CRM"})
_KINDS = {
    "person": "a person", "organisation": "an organisation", "country": "a country", "place": "a place",
    "group": "a group",
}  # fmt: skip
_TOP = 4
_NEAR, _CLOSE = 4, 10
_FREQUENT = 3


@dataclass(slots=True)
class Scene:
    """What the casting of all acts of one article looks at."""

    ctx: Context
    tree: Tree
    index: StatementIndex
    drafts: Sequence[Draft]
    named: Counter[int] = field(default_factory=Counter)
    ranks: dict[int, int] = field(default_factory=dict)
    title: str = ""
    clauses: dict[int, frozenset[int]] = field(default_factory=dict)
    recalled: dict[int, Draft | None] = field(default_factory=dict)

    def clause(self, draft: Draft) -> frozenset[int]:
        """The tokens of the clause that tells ``draft``."""
        head = draft.candidate.head
        if head not in self.clauses:
            self.clauses[head] = frozenset(self.tree.clause(self.tree.clause_head(head)))
        return self.clauses[head]

    def taken_up(self, draft: Draft) -> Draft | None:
        """The earlier act that the object of ``draft`` names again."""
        head = draft.candidate.head
        if head not in self.recalled:
            self.recalled[head] = taken_up(self.tree, draft, self.drafts)
        return self.recalled[head]

    def __post_init__(self) -> None:
        self.named.update(m.entity for m in self.ctx.parties.mentions if m.entity >= 0)
        self.ranks = {number: rank for rank, (number, _) in enumerate(self.named.most_common())}
        self.title = (self.ctx.article.title or "").casefold()


def signs(scene: Scene, draft: Draft, side: str, filler: Filler, others: Sequence[int]) -> list[Sign]:
    """All signs of ``filler`` for ``side`` of ``draft``, whose other side is filled with ``others``."""
    if filler.nobody:
        return list(_typed(draft, dict.fromkeys(_nobody(scene, draft, side, others, filler.read), 1.0)))
    found: dict[str, float] = {}
    if filler.read:
        found[f"read from {draft.slots.get(side, 'nowhere')}"] = 1.0
        if draft.slots.get(side, "").startswith("owner of"):
            found["read from an owner"] = 1.0
        found["read from the slots"] = 1.0
    placed = dict.fromkeys(_place(scene, draft, filler), 1.0)
    found |= placed
    found |= dict.fromkeys(_party(scene, filler, others), 1.0)
    read = draft.actors if side == "actor" else draft.recipients if side == "recipient" else []
    if not filler.read and _holds_place(scene, filler, read):
        found["country of the place read"] = 1.0
    found |= dict.fromkeys(_elsewhere(scene, draft, filler, others), 1.0)
    recalled = scene.taken_up(draft) if side == "recipient" else None
    if recalled is not None and set(recalled.actors).intersection(filler.parties):
        found["did the deed that its object names again"] = 1.0
    means = "noun" if draft.candidate.is_noun else "passive" if draft.candidate.voice == "passive" else "verb"
    return [*_typed(draft, found), *((f"{means}: {name}", value) for name, value in placed.items())]


def _typed(draft: Draft, found: dict[str, float]) -> Iterator[Sign]:
    for name, value in found.items():
        yield name, value
        yield f"{draft.type}: {name}", value


def _nobody(scene: Scene, draft: Draft, side: str, others: Sequence[int], read: bool) -> Iterator[str]:
    cand = draft.candidate
    yield "nobody"
    if read:
        yield "nobody, as read from the slots"
    yield f"nobody, told by {'a noun' if cand.is_noun else 'a verb'}"
    if not cand.is_noun:
        yield f"nobody, {cand.voice}"
        if cand.voice == "active":
            own = scene.tree.child(cand.head, "obj")
            yield "nobody, with an object" if own is not None else "nobody, without an object"
    if not others:
        yield "nobody on either side"
    if len(others) > 1:
        yield "nobody beside several"
    if draft.status != "actual":
        yield f"nobody, {draft.status}"


def _place(scene: Scene, draft: Draft, filler: Filler) -> Iterator[str]:
    here = [m for m in filler.mentions if scene.ctx.sentence_at(m.span[0]).number == draft.sentence]
    seen: set[str] = set()
    for mention in here:
        for sign in _in_sentence(scene, draft, mention):
            if sign not in seen:
                seen.add(sign)
                yield sign
    if not here:
        yield "not in the sentence"
        numbers = {scene.ctx.sentence_at(m.span[0]).number for m in filler.mentions}
        back = [draft.sentence - n for n in numbers if n < draft.sentence]
        if back:
            yield f"{min(min(back), _TOP)} sentences before"
        elif draft.sentence + 1 in numbers:
            yield "in the sentence after"
        last = [m for m in filler.mentions if scene.ctx.sentence_at(m.span[0]).number < draft.sentence]
        if any(_is_subject(scene.tree, m.head) for m in last[:1]):
            yield "subject of a sentence before"
    if not filler.mentions:
        yield "not named around"


def _in_sentence(scene: Scene, draft: Draft, mention: Mention) -> Iterator[str]:
    tree, cand = scene.tree, draft.candidate
    ties = list(_tied(tree, draft, mention))
    yield from ties
    side = "before it" if mention.head < cand.start else "behind it" if mention.start >= cand.end else "inside it"
    yield side
    between = [
        m
        for m in scene.ctx.parties.mentions
        if min(cand.start, mention.start) < m.head < max(cand.end, mention.end) - 1
        and not mention.start <= m.head < mention.end
    ]
    yield f"{('nearest', 'second', 'third')[min(len(between), 2)]} {side}"
    distance = cand.start - mention.end if mention.head < cand.start else mention.start - cand.end
    if distance <= 0:
        yield f"right {side}"
    elif distance > _CLOSE:
        yield "far off"
    elif distance <= _NEAR:
        yield "near"
    case = _preposition(tree, mention)
    for tie in ties:
        yield f"{tie}, {case or 'unmarked'}"
    if mention.head in scene.clause(draft):
        yield "in its clause"
    if case:
        yield f"{side}, marked by {case}"
    elif mention.start > tree.sent_start[cand.head] and tree.pos[mention.start - 1] == "NOUN":
        yield f"{side}, belongs to a noun"
    else:
        yield f"{side}, unmarked"
    if _is_subject(tree, mention.head):
        yield "a subject"
        clause = tree.head[mention.head]
        if tree.head[clause] == clause:
            yield "subject of the sentence"
    quote = scene.index.words.quote
    if quote[mention.head] != quote[cand.head]:
        yield "across a quotation mark"
    if any(tree.lower[i] in {",", "yang", "bahwa", "karena", "setelah", "saat", "ketika", "usai", "agar"}
           for i in range(min(cand.end, mention.end), max(cand.start, mention.start))):  # fmt: skip
        yield f"{side}, behind a clause border"


def _preposition(tree: Tree, mention: Mention) -> str:
    """The preposition that marks the mention or stands right before it, if it is a usual one."""
    usual = word_sets("casting")["prepositions"]
    before = tree.lower[mention.start - 1] if mention.start > tree.sent_start[mention.head] else ""
    for word in (tree.case_of(mention.head), before):
        if word in usual:
            return word
    return "another" if tree.case_of(mention.head) else ""


def _tied(tree: Tree, draft: Draft, mention: Mention) -> Iterator[str]:
    """How the mention hangs on the act in the tree."""
    cand = draft.candidate
    bases = set(cand.bases())
    verb = cand.light if cand.light is not None else cand.head
    inside = range(mention.start, mention.end)
    at = mention.head
    for depth in range(5):
        above = tree.head[at]
        if above in bases and at not in bases:
            kind = tree.base[at]
            case = tree.case_of(at)
            name = {"nsubj": "its subject", "obj": "its object", "iobj": "its object"}.get(kind)
            if name is None:
                name = f"its {case} phrase" if case in word_sets("casting")["prepositions"] else f"its {kind}"
            yield name if depth == 0 else f"inside {name}"
            break
        if above == at:
            break
        at = above
    whose = None if cand.is_noun and cand.light is None else subject(tree, verb)
    if whose is not None and whose in inside:
        yield "found as its subject"
    if of_deed(tree, cand, mention.head):
        yield "victim of the deed that words are against"
    if addressed_above(tree, cand) in inside:
        yield "addressed in a clause above"
    for step, above in enumerate(tree.ancestors(verb)):
        if step > 3:
            break
        if above in inside:
            yield "what it hangs on"
        for child in tree.children[above]:
            if child in inside and tree.base[child] in {"nsubj", "obj", "obl"}:
                yield f"{tree.base[child]} of a clause above"


def _is_subject(tree: Tree, token: int) -> bool:
    for _ in range(4):
        if tree.base[token] in {"nsubj", "csubj"}:
            return True
        if tree.base[token] not in {"conj", "flat", "appos", "compound"}:
            return False
        token = tree.head[token]
    return False


def _party(scene: Scene, filler: Filler, others: Sequence[int]) -> Iterator[str]:
    parties = scene.ctx.parties
    first = parties.entity(filler.parties[0])
    yield _KINDS[first.kind]
    if not first.name[:1].isupper():
        yield "without a name"
    main = first.sectors[0] if first.sectors else "none"
    yield f"sector {main}"
    yield "political or armed" if main in _POLITICAL else "neither political nor armed"
    if len(filler.parties) > 1:
        yield "several together"
    countries = {parties.entity(n).country for n in filler.parties} - {None}
    beyond = {parties.entity(n).country for n in others} - {None}
    if countries and beyond:
        yield "of the other side's country" if countries & beyond else "of another country than the other side"
    if not countries:
        yield "of no known country"
    rank = min(scene.ranks.get(n, 99) for n in filler.parties)
    if rank < _FREQUENT:
        yield f"named {('most', 'second most', 'third most')[rank]} in the article"
    if not first.name[:1].isupper() and first.name:
        yield f"called {first.name.split()[0].casefold()}"
    if others and any(_alike(parties.entity(n), parties.entity(o)) for n in filler.parties for o in others):
        yield "alike to the other side"
    if max(scene.named[n] for n in filler.parties) == 1:
        yield "named once"
    if any(_in_title(scene, parties.entity(n)) for n in filler.parties):
        yield "in the title"


def _alike(one: Entity, other: Entity) -> bool:
    a, b = set(one.name.casefold().split()), set(other.name.casefold().split())
    return bool(a) and bool(b) and (a <= b or b <= a)


def _holds_place(scene: Scene, filler: Filler, read: Sequence[int]) -> bool:
    """Whether the filler is the country in which the places lie that the slots gave."""
    entities = [scene.ctx.parties.entity(n) for n in read]
    first = scene.ctx.parties.entity(filler.parties[0])
    lies = bool(entities) and all(e.kind == "place" and e.country == first.country for e in entities)
    return lies and first.kind == "country"


def _in_title(scene: Scene, entity: Entity) -> bool:
    return any(form.casefold() in scene.title for form in (entity.name, *entity.aliases) if len(form) > 2)


def _elsewhere(scene: Scene, draft: Draft, filler: Filler, others: Sequence[int]) -> Iterator[str]:
    mine, them = set(filler.parties), set(others)
    said = scene.index.innermost(draft.candidate.head)
    if said is not None and mine.intersection(said.speaker):
        yield "speaks these words"
    elif said is None and any(mine.intersection(s.speaker) for s in scene.index.in_sentence(draft.sentence)):
        yield "speaks in the sentence"
    before: Draft | None = None
    for other in scene.drafts:
        if other is draft:
            continue
        same = "same" if other.type == draft.type else "another"
        if mine.intersection(other.actors):
            yield f"actor of {same} act" if same == "another" else "actor of an act of the same type"
        if mine.intersection(other.recipients):
            yield f"recipient of {same} act" if same == "another" else "recipient of an act of the same type"
        if other.candidate.start < draft.candidate.start:
            before = other
        if them.intersection(other.actors) and mine.intersection(other.recipients):
            yield "acted on by the other side elsewhere"
        if mine.intersection(other.actors) and them.intersection(other.recipients):
            yield "acts on the other side elsewhere"
    if before is not None:
        if mine.intersection(before.actors):
            yield "actor of the act before"
        if mine.intersection(before.recipients):
            yield "recipient of the act before"
    if any(s.sentence == draft.sentence and mine.intersection(s.via) for s in scene.index.said):
        yield "carries the words"
