"""How plausible it is that a draft is an event a careful reader would record: a weighing of its signs.

Logistic regression (Hosmer & Lemeshow, Applied Logistic Regression, 2000): the chance is ``1 / (1 + exp(-sum))`` over
the bias and each sign's value times its weight. The weights are learned by ``training/plausibility.py`` from articles
with events marked by people, and stand readable in ``reading/data/plausibility.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from saksi.codebook import Codebook
from saksi.reading.context import Context
from saksi.reading.events.draft import Draft
from saksi.reading.events.signs import signs, surroundings
from saksi.reading.statements import StatementIndex
from saksi.reading.tree import Tree
from saksi.reading.weighing import Sign, Weights, weights

_TOLD = 6  # how many signs a trace line names
_LONE = 2  # a text of so many sentences is no article: whoever gives it asks what it tells
_LEAST_LONE = 0.1


def keep_plausible(
    ctx: Context, tree: Tree, index: StatementIndex, codebook: Codebook, drafts: Sequence[Draft]
) -> list[Draft]:
    """The drafts that are plausible events, in order, each with its chance as ``confidence``.

    The weights are of articles. Of a lone sentence or two the likeliest act is kept where none is plausible by them.
    """
    if not drafts:
        return []
    known, around = weights("plausibility"), surroundings(ctx, drafts)
    found = [signs(ctx, tree, index, codebook, draft, around) for draft in drafts]
    chances = [known.chance(one) for one in found]
    least = known.least
    if len(ctx.sentences) <= _LONE:
        least = max(min(least, max(chances)), _LEAST_LONE)
    for draft, one, chance in zip(drafts, found, chances, strict=True):
        draft.confidence = round(chance, 3)
        if ctx.trace is not None:
            ctx.explain("events", _told(draft, known, one, chance, least), draft.triggers[0])
    return [draft for draft, chance in zip(drafts, chances, strict=True) if chance >= least]


def _told(draft: Draft, known: Weights, found: Sequence[Sign], chance: float, least: float) -> str:
    verdict = "kept" if chance >= least else "no event"
    because = known.because(found, most=_TOLD)
    return f"{draft.candidate.frame.id}: {verdict}, plausible at {chance:.2f} (least {least:.2f}): {because}"
