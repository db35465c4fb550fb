"""How plausible it is that a draft is an event a careful reader would record: a weighing of its signs.

Logistic regression (Hosmer & Lemeshow, Applied Logistic Regression, 2000): the chance is ``1 / (1 + exp(-sum))`` over
the bias and each sign's value times its weight. Every draft is weighed twice: by itself, then with the same signs and
those of how it stands ``among`` the others of its article. The weights are learned by ``training/plausibility.py`` from
articles with events marked by people, and stand readable in ``reading/data/plausibility.yaml`` and ``among.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from saksi.codebook import Codebook
from saksi.reading.context import Context
from saksi.reading.events.among import Among, likenesses
from saksi.reading.events.draft import Draft
from saksi.reading.events.signs import signs, surroundings
from saksi.reading.events.standing import standing
from saksi.reading.statements import StatementIndex
from saksi.reading.tree import Tree
from saksi.reading.weighing import Sign, Weights, logistic, weights

_TOLD = 6  # how many signs a trace line names
AS_TOLD = "as plausible as in an article"


def keep_plausible(
    ctx: Context, tree: Tree, index: StatementIndex, codebook: Codebook, drafts: Sequence[Draft]
) -> list[Draft]:
    """The drafts that are plausible events, in order, each with its chance as ``confidence``.

    The weights are of articles. Of a lone sentence or two the act that is likeliest told, as it stands in its sentence,
    is kept also where it is not plausible by them, and ``confidence`` is the chance of being that act.
    """
    if not drafts:
        return []
    alone, around = weights("plausibility"), surroundings(ctx, tree, drafts)
    found = [signs(ctx, tree, index, codebook, draft, around) for draft in drafts]
    sums = [alone.bias + alone.sum(one) for one in found]
    if ctx.lone:
        known = weights("lone")
        found = [as_lone(tree, draft, one) for draft, one in zip(drafts, sums, strict=True)]
    else:
        known = weights("among")
        beside = Among(drafts, likenesses(tree, ctx.parties, drafts)).signs(sums)
        found = [[*one, *other] for one, other in zip(found, beside, strict=True)]
    chances = [known.chance(one) for one in found]
    if ctx.lone:
        # what nobody takes part in may be given up later
        able = [chance for draft, chance in zip(drafts, chances, strict=True) if draft.parties] or chances
        kept = [
            logistic(one) >= alone.least or chance == max(able) >= known.least
            for one, chance in zip(sums, chances, strict=True)
        ]
    else:
        kept = [chance >= known.least for chance in chances]
    for draft, one, chance, good in zip(drafts, found, chances, kept, strict=True):
        draft.confidence = round(chance, 3)
        if ctx.trace is not None:
            ctx.explain("events", _told(draft, known, one, chance, good), draft.triggers[0])
    return [draft for draft, good in zip(drafts, kept, strict=True) if good]


def as_lone(tree: Tree, draft: Draft, as_told: float) -> list[Sign]:
    """The signs of a draft of a lone sentence: what those of an article say for it (``as_told``), and how it stands."""
    return [(AS_TOLD, as_told), *standing(tree, draft.candidate)]


def _told(draft: Draft, known: Weights, found: Sequence[Sign], chance: float, good: bool) -> str:
    verdict = "kept" if good else "no event"
    because = known.because(found, most=_TOLD)
    return f"{draft.candidate.frame.id}: {verdict}, plausible at {chance:.2f} (least {known.least:.2f}): {because}"
