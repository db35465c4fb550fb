"""Signs for and against a draft being an event: what its frame, the tree, its parties and the article say about it.

A sign is a name that reads as words ("told by a bare noun") and a value, mostly 1. All are looked up in what earlier
steps found, so they cost little. ``plausibility`` weighs them; a sign without a weight counts for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import log

from saksi.codebook import Codebook
from saksi.reading.context import Context
from saksi.reading.events.arguments import subject
from saksi.reading.events.draft import Draft
from saksi.reading.events.in_context import SIGN, Views, act_value, network
from saksi.reading.events.tellings import content_roots
from saksi.reading.statements import StatementIndex
from saksi.reading.tree import Tree
from saksi.reading.weighing import Sign
from saksi.reading.words import word_sets
from saksi.report import Entity

_CLAUSES = frozenset({"acl", "advcl", "ccomp", "xcomp", "parataxis"})
_CASES = ("about", "when", "because", "without", "with", "against", "place")
_BEFORE = ("duty", "ability", "habit", "done", "to come", "negated", "any")
_KINDS = {
    "person": "a person",
    "organisation": "an organisation",
    "country": "a country",
    "place": "a place",
    "group": "a group",
}
_QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
_MEANS = ("a verb", "a noun with a verb", "a bare noun")
_POLITICAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "REB", "UAF", "SPY", "PTY", "OPP", "PRM", "ELI", "CRM"})
_PRIVATE = frozenset({"BUS", "CVL", "EDU", "AGR", "LAB", "MED", "JRN", "REL", "SOC", "REF", "PRE"})
_SHORTEST_ROOT = 4
_REACH = 4
_DEEPEST = 3
_MANY = 3
_LONG = 40
_BELOW = 3
_SPORT = 3
_TEASER = ("baca", "juga")

# Names made of a fixed part and one of a closed set.
FAMILIES: dict[str, tuple[str, ...]] = {
    "noun behind a preposition: ": (*_CASES, "other"),
    "words before it: ": _BEFORE,
    "told by a verb, ": ("active", "passive", "base"),
    "actor is ": (*_KINDS.values(), "political or armed", "private"),
    "status ": ("actual", "future", "hypothetical", "negated"),
    **{f"{quad} by ": _MEANS for quad in _QUADS.values()},
}
SINGLE = frozenset(
    """
    sureness of the frame|type changed by a tie-break|told by a noun with a verb|told by a bare noun
    trigger of several words|the frame asks for a word around it|an act of speech
    an act of two sides|an act of two sides with one named|right behind yang|right below another act
    length of the sentence|its subject names no party|its subject is a pronoun|no subject is found
    verb form not used as a verb|its object names no party|no object is found|a purpose|clauses above|in a list
    a clause about everybody|a question|a date is told|a place is told with it|points back
    no actor|no recipient|actor of no known country|both sides are named|several actors
    parties of different countries|no party is political or armed|in a quotation|in indirect speech
    its verb introduces a statement|told by its own actor|credited to somebody|in the first sentence|in the lead
    how far down|told more than once|other acts in the sentence|same type in the sentence|its root is in the title
    first of its type|first of its type, root in the title|same type and party before|same words before
    share of its type|of an earlier year|in an article of sport|how much of the title its sentence tells
    how much of its sentence is new|in the headline of another article|its words in context
    """.strip().replace("\n    ", "|").split("|")
)  # fmt: skip


def known(name: str) -> bool:
    """Whether ``signs`` can give a sign of this name; frames and types are any, as a user may have his own."""
    return (
        name in SINGLE
        or name.startswith(("the frame ", "type "))
        or any(name.startswith(start) and name.removeprefix(start) in ends for start, ends in FAMILIES.items())
    )


@dataclass(slots=True)
class Surroundings:
    """What all drafts of one article share."""

    drafts: Sequence[Draft]
    types: Counter[str]
    in_sentence: Counter[int]
    title: str
    year: str
    heads: frozenset[int]
    sport: bool
    views: Views
    in_title: dict[int, float]
    new: dict[int, float]


def surroundings(ctx: Context, tree: Tree, drafts: Sequence[Draft]) -> Surroundings:
    """What the signs of every draft of the article look at; ``drafts`` in text order."""
    in_title, new = _topics(ctx, tree)
    return Surroundings(
        drafts=drafts,
        types=Counter(d.type for d in drafts),
        in_sentence=Counter(d.sentence for d in drafts),
        title=(ctx.article.title or "").casefold(),
        year=str(ctx.published.year) if ctx.published else "",
        heads=frozenset(d.candidate.head for d in drafts),
        sport=len(word_sets("signs")["sport"].intersection(tree.lower)) >= _SPORT,
        views=Views(ctx),
        in_title=in_title,
        new=new,
    )


def _topics(ctx: Context, tree: Tree) -> tuple[dict[int, float], dict[int, float]]:
    """For each sentence the share of the title's words that it has, and that of its own that no sentence before had."""
    title = [w for w in (ctx.article.title or "").casefold().split() if len(w) >= _SHORTEST_ROOT]
    in_title, new, seen = {}, {}, set[str]()
    for number, sentence in enumerate(ctx.sentences):
        content = content_roots(tree, sentence.start, sentence.end)
        roots = {root for root in content if len(root) >= _SHORTEST_ROOT}
        in_title[number] = sum(any(root in word for root in roots) for word in title) / max(len(title), 1)
        new[number] = len(roots - seen) / (1 + len(roots))
        seen |= roots
    return in_title, new


def signs(
    ctx: Context, tree: Tree, index: StatementIndex, codebook: Codebook, draft: Draft, around: Surroundings
) -> list[Sign]:
    """All signs that hold for ``draft``, with their values."""
    return [
        *_frame(codebook, draft),
        *_arguments(tree, draft),
        *_syntax(tree, draft),
        *_clause(tree, draft),
        *_parties(ctx, draft),
        *_telling(ctx, index, draft),
        *_article(tree, draft, around),
        (SIGN, act_value(network("acts"), around.views.act(draft), draft.type)),
    ]


def _frame(codebook: Codebook, draft: Draft) -> Iterator[Sign]:
    cand, frame = draft.candidate, draft.candidate.frame
    sure = min(max(frame.confidence, 0.05), 0.97)
    yield "sureness of the frame", log(sure / (1 - sure))
    if draft.type != frame.type:
        yield "type changed by a tie-break", 1.0
    means = _MEANS[0] if not cand.is_noun else _MEANS[1] if cand.light is not None else _MEANS[2]
    yield (f"told by {means}" if cand.is_noun else f"told by a verb, {cand.voice}"), 1.0
    yield f"{_QUADS[codebook.quad(draft.type)]} by {means}", 1.0
    yield f"the frame {frame.id}", 1.0
    yield f"type {draft.type}", 1.0
    yield f"type {draft.type} by {means}", 1.0
    if cand.end - cand.start > 1 and cand.light is None:
        yield "trigger of several words", 1.0
    if frame.needed is not None:
        yield "the frame asks for a word around it", 1.0
    if frame.speech:
        yield "an act of speech", 1.0
    if frame.reciprocal:
        yield ("an act of two sides" if len(draft.parties) > 1 else "an act of two sides with one named"), 1.0


def _arguments(tree: Tree, draft: Draft) -> Iterator[Sign]:
    """What stands in the slots of a verb without being a party: things that act are seldom political."""
    cand = draft.candidate
    if not cand.is_noun or cand.light is not None:
        who = subject(tree, cand.light if cand.light is not None else cand.head)
        if who is None:
            yield "no subject is found", 1.0
        elif not draft.actors:
            yield "its subject names no party", 1.0
        if who is not None and tree.pos[who] == "PRON":
            yield "its subject is a pronoun", 1.0
    if cand.is_noun:
        return
    if tree.pos[cand.head] != "VERB":
        yield "verb form not used as a verb", 1.0
    what = tree.child(cand.head, "obj")
    if what is not None and not draft.recipients:
        yield "its object names no party", 1.0
    if what is None and cand.voice == "active":
        yield "no object is found", 1.0


def _syntax(tree: Tree, draft: Draft) -> Iterator[Sign]:
    cand, words = draft.candidate, word_sets("signs")
    at = cand.light if cand.light is not None else cand.head
    case = tree.case_of(cand.head) if cand.is_noun else ""
    if case:
        yield f"noun behind a preposition: {next((name for name in _CASES if case in words[name]), 'other')}", 1.0
    first, last = tree.sent_start[cand.head], tree.sent_end[cand.head]
    before = tree.lower[cand.start - 1] if cand.start > first else ""
    if before in words["purpose"]:
        yield "a purpose", 1.0
    elif before == "yang":
        yield "right behind yang", 1.0
    yield "length of the sentence", min((last - first) / _LONG, 2.0)
    depth = sum(1 for i in tree.ancestors(at) if tree.base[i] in _CLAUSES)
    if depth:
        yield "clauses above", min(depth, _DEEPEST) / _DEEPEST
    if tree.words[cand.head][:1].isupper() and _TEASER in pairwise(tree.lower[first : cand.start]):
        yield "in the headline of another article", 1.0
    if cand.light is None and tree.base[cand.head] == "conj":
        yield "in a list", 1.0


def _clause(tree: Tree, draft: Draft) -> Iterator[Sign]:
    cand, words = draft.candidate, word_sets("signs")
    first = tree.sent_start[cand.head]
    before = tree.lower[max(first, cand.start - _REACH) : cand.start]
    for name in _BEFORE:
        if not words[name].isdisjoint(before):
            yield f"words before it: {name}", 1.0
    yield f"status {draft.status}", 1.0
    if not words["everybody"].isdisjoint(draft.words):
        yield "a clause about everybody", 1.0
    last = tree.sent_end[cand.head]
    if "?" in tree.lower[max(last - 3, first) : last]:
        yield "a question", 1.0
    if draft.date is not None:
        yield "a date is told", 1.0
    if draft.place is not None and draft.place.resort == "clause":
        yield "a place is told with it", 1.0
    if draft.anaphoric:
        yield "points back", 1.0


def _parties(ctx: Context, draft: Draft) -> Iterator[Sign]:
    actors = [ctx.parties.entity(n) for n in draft.actors]
    recipients = [ctx.parties.entity(n) for n in draft.recipients]
    if actors:
        yield from _actor(actors[0])
    else:
        yield "no actor", 1.0
    if not recipients:
        yield "no recipient", 1.0
    if actors and recipients:
        yield "both sides are named", 1.0
    if len(actors) > 1:
        yield "several actors", 1.0
    everyone = [*actors, *recipients]
    if len({e.country for e in everyone} - {None}) > 1:
        yield "parties of different countries", 1.0
    if not any(e.kind == "country" or not _POLITICAL.isdisjoint(e.sectors) for e in everyone):
        yield "no party is political or armed", 1.0


def _actor(first: Entity) -> Iterator[Sign]:
    yield f"actor is {_KINDS[first.kind]}", 1.0
    main = first.sectors[0] if first.sectors else ""
    if main in _POLITICAL:
        yield "actor is political or armed", 1.0
    elif main in _PRIVATE:
        yield "actor is private", 1.0
    if first.country is None:
        yield "actor of no known country", 1.0


def _telling(ctx: Context, index: StatementIndex, draft: Draft) -> Iterator[Sign]:
    head = draft.candidate.head
    quotation = index.words.quote[head]
    if quotation >= 0 and not index.words.quotes[quotation].scare:
        yield "in a quotation", 1.0
    elif index.innermost(head) is not None:
        yield "in indirect speech", 1.0
    if index.cued_at(head) is not None:
        yield "its verb introduces a statement", 1.0
    if not set(draft.actors).isdisjoint(draft.sources):
        yield "told by its own actor", 1.0
    if draft.sources:
        yield "credited to somebody", 1.0
    if draft.sentence == 0:
        yield "in the first sentence", 1.0
    elif draft.sentence <= 2:
        yield "in the lead", 1.0
    yield "how far down", draft.sentence / max(len(ctx.sentences), 1)
    if len(draft.triggers) > 1:
        yield "told more than once", 1.0


def _article(tree: Tree, draft: Draft, around: Surroundings) -> Iterator[Sign]:
    cand = draft.candidate
    if around.sport:
        yield "in an article of sport", 1.0
    yield "how much of the title its sentence tells", around.in_title[draft.sentence]
    yield "how much of its sentence is new", around.new[draft.sentence]
    others = around.in_sentence[draft.sentence] - 1
    if others:
        yield "other acts in the sentence", min(others, _MANY) / _MANY
    if any(i in around.heads for i in islice(tree.ancestors(cand.head), _BELOW)):
        yield "right below another act", 1.0
    yield "share of its type", (around.types[draft.type] - 1) / len(around.drafts)
    root = tree.lemma[cand.head].casefold()
    titled = len(root) >= _SHORTEST_ROOT and root in around.title
    if titled:
        yield "its root is in the title", 1.0
    alike = [d for d in around.drafts if d.type == draft.type and d is not draft]
    if any(d.sentence == draft.sentence for d in alike):
        yield "same type in the sentence", 1.0
    earlier = [d for d in alike if d.candidate.start < cand.start]
    if not earlier:
        yield "first of its type", 1.0
        if titled:
            yield "first of its type, root in the title", 1.0
    if any(not d.parties.isdisjoint(draft.parties) for d in earlier):
        yield "same type and party before", 1.0
    if any(d.candidate.frame is cand.frame for d in earlier):
        yield "same words before", 1.0
    if draft.date is not None and around.year and draft.date.value[:4] < around.year:
        yield "of an earlier year", 1.0
