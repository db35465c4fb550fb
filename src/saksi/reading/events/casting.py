"""Who plays which role: for each side of an act the likeliest of the parties that may fill it, or nobody.

A choice among alternatives by their signs: conditional logit (McFadden 1974, Conditional logit analysis of qualitative
choice behavior), where a filler's chance is ``exp(sum)`` over those of all fillers. The weights are learned by
``training/casting.py`` from articles with events marked by people and stand readable in ``reading/data/roles.yaml``.
What the frame's slots gave is one filler among the others, with the most to say for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saksi.language.affixes import is_passive
from saksi.reading.context import Context
from saksi.reading.events.arguments import subject
from saksi.reading.events.crediting import in_first_person
from saksi.reading.events.draft import TWO_SIDED, Draft
from saksi.reading.events.fillers import Filler, fillers
from saksi.reading.events.in_context import SIGN, filler_values, network
from saksi.reading.events.parties import REFLEXIVE
from saksi.reading.events.recall import RECALLED
from saksi.reading.events.role_signs import Scene, signs
from saksi.reading.statements import StatementIndex
from saksi.reading.tree import Tree
from saksi.reading.weighing import shares, weights_of_sides
from saksi.reading.words import word_sets
from saksi.report import Evidence

SIDES = ("actor", "recipient", "partner")
_OUTRIGHT = frozenset({"subject", "object", "oleh", "kepada", "terhadap", "purpose"})
_NEXT = 4
_PLAIN = 1.0  # what grammar says outright counts so much more than weights learned from long articles give it
_OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY"})  # rebels may well deal with the state in which they are
_AGAINST = frozenset({"ACCUSE", "REJECT", "PROTEST"})
_OWN_MOVES = frozenset({"MOBILIZE", "RETREAT"})  # "pasukan X ditarik": what is moved is the mover's own
_ARMED = frozenset({"MIL", "REB", "COP", "UAF", "PRM"})
# acts that speakers tell of others, and the sectors of those who may tell of their own
_TOLD = {"ASSAULT": _ARMED, "COERCE": _ARMED | {"GOV", "JUD", "SPY"}, "ACCUSE": frozenset(), "SANCTION": frozenset()}
_PHRASE = frozenset({"nmod", "conj", "compound"})
WEIGHED = ("actor", "recipient")  # sides with choices enough to learn from words in context


@dataclass(frozen=True, slots=True)
class Part:
    """A side of an act that is to be filled: what is on it and what is on the other side."""

    side: str
    filled: list[int]
    others: list[int]


def _at_home(tree: Tree, draft: Draft) -> bool:
    """Whether somebody deals with his own land, and so with nobody else: "menutup ruang udara negaranya"."""
    own, cand = word_sets("places")["own_land"], draft.candidate
    near = tree.lower[cand.start : min(cand.end + _NEXT, tree.sent_end[cand.head])]
    return draft.type == "COERCE" and not draft.recipients and not own.isdisjoint(near)


def parts(tree: Tree, draft: Draft) -> list[str]:
    """The sides of ``draft`` to fill, in order: in two-sided acts the partner of the only one named, or the first."""
    if _side_by_side(draft):
        return ["actor"] if not draft.parties else ["partner"] if len(draft.parties) == 1 else []
    if draft.slots.get("recipient") == RECALLED or _at_home(tree, draft):  # that is not open to guesses
        return ["actor"]
    if draft.slots.get("actor") == REFLEXIVE:
        return ["recipient"]
    return ["actor", "recipient"]


def _side_by_side(draft: Draft) -> bool:
    """Whether all who take part stand on one side; what is promised to be done together may yet be one's offer."""
    return draft.type in TWO_SIDED or (draft.mutual and not draft.recipients)


def part(draft: Draft, side: str) -> Part:
    """What stands on ``side`` of ``draft`` and against it now."""
    if side == "partner":
        return Part(side, [], [*draft.actors, *draft.recipients])
    if side == "actor":
        return Part(side, draft.actors, draft.recipients)
    return Part(side, draft.recipients, draft.actors)


def options(scene: Scene, draft: Draft, what: Part) -> list[Filler]:
    """Who may fill the side ``what`` of ``draft``.

    No official deals with the state that he stands for, nor does either act on the other but where the slots say so.
    Who is against a deed does not do it.
    """
    of = scene.ctx.parties.entity
    own = {of(n).country for n in what.others if (of(n).sectors or [""])[0] in _OFFICIAL}
    barred = set(what.others)
    if own:
        named = {n for m in scene.ctx.parties.mentions if (n := m.entity) >= 0} - {*what.filled}
        barred.update(n for n in named if of(n).kind == "country" and of(n).country in own)
    if what.side == "actor":
        barred |= _against_it(scene, draft) | _undergoing(scene, draft)
    barred |= _telling(scene, draft, what.side)
    return fillers(scene.nearby.of(draft, what.side), what.filled, barred)


def _against_it(scene: Scene, draft: Draft) -> set[int]:
    """Who is against the deed that ``draft`` names, and so did not do it: "Turki mengecam penahanan itu"."""
    cand, tree = draft.candidate, scene.tree
    if not cand.is_noun or cand.light is not None or tree.lower[cand.head].endswith("nya"):
        return set()
    at = cand.head
    while tree.base[at] in _PHRASE:
        at = tree.head[at]
    above = tree.head[at]
    return {
        party
        for other in scene.drafts
        if other is not draft and other.type in _AGAINST and above in {other.candidate.head, other.candidate.light}
        for party in other.actors
    }


def _telling(scene: Scene, draft: Draft, side: str) -> set[int]:
    """Who only tells of violence or arrest: "serangan itu menewaskan lima orang, kata X".

    X neither did it nor suffered it, but for a state or an armed body, which may tell of its own; nor is a person
    accused or punished by what he tells.
    """
    said = scene.index.innermost(draft.candidate.head) if draft.type in _TOLD else None
    if said is None or in_first_person(scene.tree, draft.candidate):
        return set()
    able = _TOLD[draft.type]
    if side == "recipient":
        return {n for n in said.speaker if scene.ctx.parties.entity(n).kind == "person"}
    of = scene.ctx.parties.entity
    return {n for n in said.speaker if able and of(n).kind != "country" and able.isdisjoint(of(n).sectors)}


def _undergoing(scene: Scene, draft: Draft) -> set[int]:
    """Who is the subject of the passive that tells ``draft``, and so did not do it: "Presiden X diminta mundur"."""
    cand, tree = draft.candidate, scene.tree
    if cand.reciprocal or "object" in cand.frame.actor or draft.type in _OWN_MOVES:
        return set()
    told = (i for i in range(cand.start, cand.end) if tree.pos[i] == "VERB" and is_passive(tree.lower[i]))
    verb = next(told, None)
    sufferer = subject(tree, verb) if verb is not None else None
    return set() if sufferer is None else set(scene.ctx.parties.resolve(scene.ctx.doc[sufferer]))


def fill_roles(ctx: Context, tree: Tree, index: StatementIndex, drafts: Sequence[Draft]) -> None:
    """Fill the sides of ``drafts`` with the likeliest parties; what the slots gave stays where it is likeliest."""
    scene = Scene(ctx, tree, index, drafts)
    known = weights_of_sides()
    for draft in drafts:
        sides = parts(tree, draft)
        while sides:
            side = sides.pop(0)
            what = part(draft, side)
            choices = options(scene, draft, what)
            found = [signs(scene, draft, side, choice, what.others) for choice in choices]
            if side in WEIGHED:
                alike = filler_values(network(side), scene.views.side(draft, choices), draft.type)
                found = [[*one, (SIGN, value)] for one, value in zip(found, alike, strict=True)]
            sums = [known[side].sum(one) for one in found]
            slot = draft.slots.get(side)
            if slot in _OUTRIGHT or (slot == "ke" and draft.type == "ASSAULT"):
                sums = [one + _PLAIN * (c.read and not c.nobody) for one, c in zip(sums, choices, strict=True)]
            # an act in which nobody takes part is no event: the last side is not emptied
            able = [n for n in range(len(choices)) if sides or what.others or not what.filled or not choices[n].nobody]
            best = max(able, key=lambda n: (sums[n], choices[n].read, -n))
            if not choices[best].read:
                _give(ctx, draft, side, choices[best])
                if side == "actor" and _side_by_side(draft):
                    sides = parts(tree, draft)
            if ctx.trace is not None:
                chance = shares(sums)[best]
                told = f"{_choice(ctx, choices[best])}, likely at {chance:.2f}: {known[side].because(found[best])}"
                ctx.explain("events", f"{draft.candidate.frame.id}: {side} {told}")


def _give(ctx: Context, draft: Draft, side: str, filler: Filler) -> None:
    """Put the parties of ``filler`` on ``side``, with the words that name them as evidence."""
    if side == "partner":
        draft.actors.extend(filler.parties)
    elif side == "actor":
        draft.actors[:] = filler.parties
    else:
        draft.recipients[:] = filler.parties
    field = "recipient" if side == "recipient" else "actor"
    if side != "partner":
        draft.evidence[:] = [v for v in draft.evidence if v.field != field]
    covered: set[int] = set()
    for mention in filler.mentions:
        for number in ctx.parties.resolve(ctx.doc[mention.head]) or (mention.entity,):
            if number in filler.parties and number not in covered:
                covered.add(number)
                start, end = mention.span
                draft.evidence.append(Evidence(field=field, start=start, end=end, entity=f"e{number + 1}"))


def _choice(ctx: Context, filler: Filler) -> str:
    names = ", ".join(ctx.parties.entity(n).name for n in filler.parties) or "nobody"
    return f"{names}, {'as read' if filler.read else 'instead of what was read'}"
