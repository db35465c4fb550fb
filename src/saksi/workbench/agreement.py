"""How far coders agree beyond chance, on labels without an order (types, statuses, verdicts)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal data: 1 for perfect agreement, 0 for chance.

    A unit is the labels that its coders gave it, in any order and number; units with fewer than two say nothing. Null
    when nothing is comparable or all labels are the same, where alpha is not defined. K. Krippendorff, Computing
    Krippendorff's Alpha-Reliability (2011), section C.
    """
    totals: Counter[Hashable] = Counter()
    disagreements = 0.0
    for labels in units:
        if len(labels) < 2:
            continue
        counts = Counter(labels)
        totals.update(counts)
        same = sum(n * (n - 1) for n in counts.values())
        disagreements += (len(labels) * (len(labels) - 1) - same) / (len(labels) - 1)
    n = totals.total()
    by_chance = n * n - sum(c * c for c in totals.values())
    return 1 - (n - 1) * disagreements / by_chance if by_chance else None


def cohen_kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two coders who labelled the same units; a pair is one unit's two labels.

    Null without units and where both gave one and the same label to all, where kappa is not defined. J. Cohen,
    A Coefficient of Agreement for Nominal Scales, Educational and Psychological Measurement 20 (1960).
    """
    both = list(pairs)
    if not both:
        return None
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    seen = sum(a == b for a, b in both) / len(both)
    by_chance = sum(count * second[label] for label, count in first.items()) / len(both) ** 2
    return (seen - by_chance) / (1 - by_chance) if by_chance < 1 else None
