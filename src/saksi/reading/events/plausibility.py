"""How plausible it is that a draft is an event a careful reader would record: a weighing of its signs.

Logistic regression (Hosmer & Lemeshow, Applied Logistic Regression, 2000): the chance is ``1 / (1 + exp(-sum))`` over
the bias and each sign's value times its weight. The weights are learned by ``training/plausibility.py`` from articles
with events marked by people, and stand readable in ``reading/data/plausibility.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

import yaml

from saksi.codebook import Codebook
from saksi.reading.context import Context
from saksi.reading.events.draft import Draft
from saksi.reading.events.signs import Sign, signs, surroundings
from saksi.reading.statements import StatementIndex
from saksi.reading.tree import Tree

_TOLD = 6  # how many signs a trace line names
_WORTH_TELLING = 0.05


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts, and the ``least`` chance at which a draft is kept."""

    bias: float
    least: float
    of: dict[str, float]

    def shares(self, found: Sequence[Sign]) -> list[Sign]:
        """What each sign adds to the sum, the weightiest first."""
        added = [(name, value * self.of.get(name, 0.0)) for name, value in found]
        return sorted(added, key=lambda share: (-abs(share[1]), share[0]))

    def chance(self, found: Sequence[Sign]) -> float:
        """The chance, 0 to 1, that a draft with these signs is an event."""
        total = self.bias + sum(value * self.of.get(name, 0.0) for name, value in found)
        return 1.0 / (1.0 + exp(-min(max(total, -30.0), 30.0)))


@cache
def weights() -> Weights:
    """The shipped weights, read once a process."""
    text = (files("saksi.reading") / "data" / "plausibility.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, yaml.CSafeLoader)
    return Weights(data["bias"], data["least"], data["weights"])


def keep_plausible(
    ctx: Context, tree: Tree, index: StatementIndex, codebook: Codebook, drafts: Sequence[Draft]
) -> list[Draft]:
    """The drafts that are plausible events, in order, each with its chance as ``confidence``."""
    if not drafts:
        return []
    known, around = weights(), surroundings(ctx, drafts)
    kept: list[Draft] = []
    for draft in drafts:
        found = signs(ctx, tree, index, codebook, draft, around)
        chance = known.chance(found)
        draft.confidence = round(chance, 3)
        if chance >= known.least:
            kept.append(draft)
        if ctx.trace is not None:
            ctx.explain("events", _told(draft, known, found, chance), draft.triggers[0])
    return kept


def _told(draft: Draft, known: Weights, found: Sequence[Sign], chance: float) -> str:
    verdict = "kept" if chance >= known.least else "no event"
    shares = [s for s in known.shares(found) if abs(s[1]) >= _WORTH_TELLING][:_TOLD]
    because = "; ".join(f"{name} {value:+.2f}" for name, value in shares)
    return f"{draft.candidate.frame.id}: {verdict}, plausible at {chance:.2f} (least {known.least:.2f}): {because}"
