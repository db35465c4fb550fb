"""Choosing by weighed signs: each candidate's chance is a logistic sum over the signs that speak for or against it.

The weights are learned by ``training/linking.py`` from annotated articles and stand readable in YAML files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

import yaml

Sign = tuple[str, float]

_TOLD = 5  # how many signs an explanation names


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts, and the ``least`` chance at which a candidate is taken."""

    bias: float
    least: float
    of: dict[str, float]

    def chance(self, found: Iterable[Sign]) -> float:
        """The chance, 0 to 1, that a candidate with these signs is the right one."""
        total = self.bias + sum(value * self.of.get(name, 0.0) for name, value in found)
        return 1.0 / (1.0 + exp(-min(max(total, -30.0), 30.0)))

    def because(self, found: Sequence[Sign]) -> str:
        """The weightiest signs with what each adds, in words for ``--explain``."""
        added = [(name, value * self.of.get(name, 0.0)) for name, value in found]
        added.sort(key=lambda share: (-abs(share[1]), share[0]))
        return "; ".join(f"{name} {value:+.1f}" for name, value in added[:_TOLD] if value)


@cache
def weights(name: str) -> Weights:
    """The weights in ``reading/data/<name>.yaml``, read once a process."""
    text = (files("saksi.reading") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, yaml.CSafeLoader)
    return Weights(data["bias"], data["least"], data["weights"])
