"""Choosing by weighed signs: a sum over the signs that speak for or against a candidate, and the chance it gives.

The weights are learned in ``training/`` from annotated articles and stand readable in YAML files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

import yaml

Sign = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts (``of``), and the ``least`` chance at which a candidate is taken."""

    of: dict[str, float]
    bias: float = 0.0
    least: float = 0.0

    def sum(self, found: Iterable[Sign]) -> float:
        """What the signs of a candidate say for it, the bias left out."""
        count = self.of.get
        return sum([value * count(name, 0.0) for name, value in found])

    def chance(self, found: Iterable[Sign]) -> float:
        """The chance, 0 to 1, that a candidate with these signs is the right one: the logistic of their sum."""
        return logistic(self.bias + self.sum(found))

    def because(self, found: Sequence[Sign], most: int = 5, digits: int = 2, least: float = 0.05) -> str:
        """The weightiest signs with what each adds, in words for ``--explain``: those that add ``least`` or more."""
        added = [(name, value * self.of.get(name, 0.0)) for name, value in found]
        added.sort(key=lambda share: (-abs(share[1]), share[0]))
        return "; ".join(f"{name} {value:+.{digits}f}" for name, value in added[:most] if value and abs(value) >= least)


def logistic(total: float) -> float:
    """The chance, 0 to 1, whose logit ``total`` is."""
    return 1.0 / (1.0 + exp(-min(max(total, -30.0), 30.0)))


def shares(sums: Sequence[float]) -> list[float]:
    """How the alternatives with these sums share one chance out: their softmax."""
    top = max(sums)
    raised = [exp(one - top) for one in sums]
    whole = sum(raised)
    return [one / whole for one in raised]


@cache
def weights(name: str) -> Weights:
    """The weights in ``reading/data/<name>.yaml``, read once a process."""
    data = _read(name)
    return Weights(data["weights"], data["bias"], data["least"])


@cache
def weights_of_sides() -> dict[str, Weights]:
    """The weights in ``reading/data/roles.yaml``, for each side of an act, read once a process."""
    return {side: Weights(found) for side, found in _read("roles").items()}


def _read(name: str) -> Any:
    text = (files("saksi.reading") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, yaml.CSafeLoader)
