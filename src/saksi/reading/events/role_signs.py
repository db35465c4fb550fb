"""Signs for and against a filler playing a role: where it stands to the act, what it is, and what it does elsewhere.

A sign is a name that reads as words and a value, mostly 1. Some are given a second time with the act's type before
them ("ACCUSE: behind terhadap"). ``casting`` weighs them; a sign without a weight counts for nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from saksi.reading.context import Context, Mention
from saksi.reading.events.arguments import addressed_above, of_deed, subject
from saksi.reading.events.draft import Draft
from saksi.reading.events.fillers import Filler, Nearby
from saksi.reading.events.in_context import Views
from saksi.reading.statements import StatementIndex
from saksi.reading.tree import Tree
from saksi.reading.weighing import Sign
from saksi.reading.words import word_sets
from saksi.report import Entity

_POLITICAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "REB", "UAF", "SPY", "PTY", "OPP", "PRM", "ELI", "CRM"})
_KINDS = {
    "person": "a person", "organisation": "an organisation", "country": "a country", "place": "a place",
    "group": "a group",
}  # fmt: skip
_TOP = 4
_ABOVE = 4
_NEAR, _CLOSE = 4, 10
_FREQUENT = 3
_ROLES = frozenset({"actor", "recipient"})
_HABITS = (
    "its ", "inside its ", "nobody", "read from", "behind it, marked", "before it, marked", "right ", "nearest ",
    "not in the sentence", "found as its subject",
)  # fmt: skip
_BORDERS = frozenset({",", "yang", "bahwa", "karena", "setelah", "saat", "ketika", "usai", "agar"})


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
    nearby: Nearby = field(init=False)
    heads: list[int] = field(init=False)
    views: Views = field(init=False)
    _act: Act | None = None
    _party: dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[str, ...]] = field(default_factory=dict)
    _sentences: dict[int, int] = field(default_factory=dict)

    def act(self, draft: Draft) -> Act:
        """What is looked at for every filler of ``draft``; kept until the next draft's turn."""
        if self._act is None or self._act.draft is not draft:
            self._act = Act(self.tree, draft)
        return self._act

    def sentence_of(self, mention: Mention) -> int:
        """The number of the sentence that ``mention`` stands in."""
        start = mention.span[0]
        if start not in self._sentences:
            self._sentences[start] = self.ctx.sentence_at(start).number
        return self._sentences[start]

    def party(self, filler: Filler, others: Sequence[int]) -> tuple[str, ...]:
        """What the parties of ``filler`` are, beside those on the other side."""
        key = filler.parties, tuple(others)
        if key not in self._party:
            self._party[key] = tuple(_party(self, filler, others))
        return self._party[key]

    def named_between(self, low: int, high: int, but: range) -> int:
        """How many mentions have their head in ``[low, high)``, those with it in ``but`` left out."""
        heads = self.heads
        cut = bisect_left(heads, max(low, but.start)), bisect_left(heads, min(high, but.stop))
        return max(bisect_left(heads, high) - bisect_left(heads, low), 0) - max(cut[1] - cut[0], 0)

    def __post_init__(self) -> None:
        self.nearby = Nearby(self.ctx, self.tree)
        self.views = Views(self.ctx)
        self.heads = sorted(m.head for m in self.ctx.parties.mentions)
        self.named.update(m.entity for m in self.ctx.parties.mentions if m.entity >= 0)
        self.ranks = {number: rank for rank, (number, _) in enumerate(self.named.most_common())}
        self.title = (self.ctx.article.title or "").casefold()


class Act:
    """What the tree says of the words that tell an act, and how each mention of its sentence stands to them."""

    def __init__(self, tree: Tree, draft: Draft) -> None:
        cand = draft.candidate
        self.draft = draft
        self.clause = frozenset(tree.clause(tree.clause_head(cand.head)))
        self.bases = frozenset(cand.bases())
        verb = cand.light if cand.light is not None else cand.head
        self.subject = None if cand.is_noun and cand.light is None else subject(tree, verb)
        self.addressed = addressed_above(tree, cand)
        self.above = list(islice(tree.ancestors(verb), _ABOVE))
        self.placed: dict[tuple[int, int, int], dict[str, float]] = {}


def signs(scene: Scene, draft: Draft, side: str, filler: Filler, others: Sequence[int]) -> list[Sign]:
    """All signs of ``filler`` for ``side`` of ``draft``, whose other side is filled with ``others``."""
    if filler.nobody:
        none = dict.fromkeys(_nobody(scene, draft, side, others, filler.read), 1.0)
        return [*_typed(draft, none), *_of_word(scene, draft, side, none)]
    found: dict[str, float] = {}
    if filler.read:
        found[f"read from {draft.slots.get(side, 'nowhere')}"] = 1.0
        if draft.slots.get(side, "").startswith("owner of"):
            found["read from an owner"] = 1.0
        found["read from the slots"] = 1.0
    placed = _place(scene, draft, filler)
    found |= placed
    found |= dict.fromkeys(scene.party(filler, others), 1.0)
    read = draft.actors if side == "actor" else draft.recipients if side == "recipient" else []
    if not filler.read and _holds_place(scene, filler, read):
        found["country of the place read"] = 1.0
    found |= dict.fromkeys(_elsewhere(scene, draft, filler, others), 1.0)
    means = "noun" if draft.candidate.is_noun else "passive" if draft.candidate.voice == "passive" else "verb"
    by_means = ((f"{means}: {name}", value) for name, value in placed.items())
    return [*_typed(draft, found), *by_means, *_of_word(scene, draft, side, found)]


def _typed(draft: Draft, found: dict[str, float]) -> Iterator[Sign]:
    for name, value in found.items():
        yield name, value
        yield f"{draft.type}: {name}", value


def _of_word(scene: Scene, draft: Draft, side: str, found: dict[str, float]) -> Iterator[Sign]:
    """Where a recipient stands, by the word that tells the act: each has habits of its own."""
    if side == "recipient":
        word = scene.tree.lemma[draft.candidate.head].casefold()
        yield from ((f"{word}: {name}", value) for name, value in found.items() if name.startswith(_HABITS))


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


def _place(scene: Scene, draft: Draft, filler: Filler) -> dict[str, float]:
    """Where the filler is named, as seen from the act."""
    placed = scene.act(draft).placed
    found: dict[str, float] = {}
    numbers = [scene.sentence_of(m) for m in filler.mentions]
    for mention, number in zip(filler.mentions, numbers, strict=True):
        if number == draft.sentence:
            key = mention.start, mention.end, mention.head
            if key not in placed:
                placed[key] = dict.fromkeys(_in_sentence(scene, draft, mention), 1.0)
            found |= placed[key]
    return found or dict.fromkeys(_elsewhere_named(scene, draft, filler, numbers), 1.0)


def _elsewhere_named(scene: Scene, draft: Draft, filler: Filler, numbers: Sequence[int]) -> Iterator[str]:
    yield "not in the sentence"
    back = [draft.sentence - n for n in numbers if n < draft.sentence]
    if back:
        yield f"{min(min(back), _TOP)} sentences before"
    elif draft.sentence + 1 in numbers:
        yield "in the sentence after"
    last = next((m for m, n in zip(filler.mentions, numbers, strict=True) if n < draft.sentence), None)
    if last is not None and _is_subject(scene.tree, last.head):
        yield "subject of a sentence before"
    if not filler.mentions:
        yield "not named around"


def _in_sentence(scene: Scene, draft: Draft, mention: Mention) -> Iterator[str]:
    tree, cand, act = scene.tree, draft.candidate, scene.act(draft)
    ties = list(_tied(tree, act, mention))
    yield from ties
    side = "before it" if mention.head < cand.start else "behind it" if mention.start >= cand.end else "inside it"
    yield side
    first, last = min(cand.start, mention.start) + 1, max(cand.end, mention.end) - 1
    between = scene.named_between(first, last, range(mention.start, mention.end))
    yield f"{('nearest', 'second', 'third')[min(between, 2)]} {side}"
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
    if mention.head in act.clause:
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
    if not _BORDERS.isdisjoint(tree.lower[min(cand.end, mention.end) : max(cand.start, mention.start)]):
        yield f"{side}, behind a clause border"
    yield from _in_another_act(scene, draft, mention, side)


def _in_another_act(scene: Scene, draft: Draft, mention: Mention, side: str) -> Iterator[str]:
    """Whether these very words name a party of another act that the sentence tells."""
    for other in scene.drafts:
        if other is draft or other.sentence != draft.sentence:
            continue
        for role in {v.field for v in other.evidence if v.start == mention.span[0] and v.field in _ROLES}:
            yield f"{role} of another act right there"
            start = other.candidate.start
            if (side == "behind it" and start < mention.start) or (side == "before it" and start > mention.head):
                yield f"{role} of another act right there, told between"


def _preposition(tree: Tree, mention: Mention) -> str:
    """The preposition that marks the mention or stands right before it, if it is a usual one."""
    usual = word_sets("casting")["prepositions"]
    before = tree.lower[mention.start - 1] if mention.start > tree.sent_start[mention.head] else ""
    for word in (tree.case_of(mention.head), before):
        if word in usual:
            return word
    return "another" if tree.case_of(mention.head) else ""


def _tied(tree: Tree, act: Act, mention: Mention) -> Iterator[str]:
    """How the mention hangs on the act in the tree."""
    bases = act.bases
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
    if act.subject in inside:
        yield "found as its subject"
    if of_deed(tree, act.draft.candidate, mention.head):
        yield "victim of the deed that words are against"
    if act.addressed in inside:
        yield "addressed in a clause above"
    for above in act.above:
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
        acts, suffers = not mine.isdisjoint(other.actors), not mine.isdisjoint(other.recipients)
        which = "an act of the same type" if other.type == draft.type else "another act"
        if acts:
            yield f"actor of {which}"
        if suffers:
            yield f"recipient of {which}"
        if other.candidate.start < draft.candidate.start:
            before = other
        if suffers and not them.isdisjoint(other.actors):
            yield "acted on by the other side elsewhere"
        if acts and not them.isdisjoint(other.recipients):
            yield "acts on the other side elsewhere"
    if before is not None:
        if not mine.isdisjoint(before.actors):
            yield "actor of the act before"
        if not mine.isdisjoint(before.recipients):
            yield "recipient of the act before"
    if any(s.sentence == draft.sentence and mine.intersection(s.via) for s in scene.index.said):
        yield "carries the words"
