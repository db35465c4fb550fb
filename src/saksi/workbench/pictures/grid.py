"""Who acts on whom, as a table: countries that act down the side, countries acted on across the top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from saksi.record.aggregates import Pair, Split

MOST = 16
_SHADES = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """What one country did to another; ``shade`` from 1 to 5 by how much that is."""

    split: Split
    shade: int

    @property
    def conflict(self) -> bool:
        """Whether conflict prevails."""
        return self.split.conflict > self.split.cooperation


@dataclass(frozen=True, slots=True)
class Grid:
    """The countries of the table in order, its cells by actor and recipient, how many pairs had no room."""

    countries: list[str]
    cells: dict[tuple[str, str], Cell]
    left_out: int


def grid(pairs: Sequence[Pair], most: int = MOST) -> Grid:
    """The table of the ``most`` countries that take part most often."""
    totals: Counter[str] = Counter()
    for pair in pairs:
        for code in {pair.actor, pair.recipient}:
            totals[code] += pair.split.total
    codes = sorted(totals, key=lambda code: (-totals[code], code))[:most]
    held = set(codes)
    shown = [p for p in pairs if p.actor in held and p.recipient in held]
    top = max((p.split.total for p in shown), default=1)
    cells = {
        (p.actor, p.recipient): Cell(p.split, 1 + int((_SHADES - 0.01) * log2(p.split.total) / (log2(top) or 1)))
        for p in shown
    }
    return Grid(codes, {key: Cell(c.split, min(c.shade, _SHADES)) for key, c in cells.items()}, len(pairs) - len(shown))
