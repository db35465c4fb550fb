"""Events over time: for each period a bar of cooperation above the axis and one of conflict below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from saksi.record.aggregates import Extent, Split, Step

MOST = 150  # bars in one picture
HEIGHT = 200.0
_DAYS = 62  # so many days or fewer are drawn day by day
_MONTHS = 120
_FAR = 0.6  # of the whole time: where nearly all events lie in less, the picture is of those


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: ``left`` and ``width`` in percent, heights in pixels from the axis up and down."""

    period: str
    split: Split
    left: float
    width: float
    up: float
    down: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled period, ``at`` percent of the width; ``minor`` ones are left out on a phone."""

    period: str
    at: float
    minor: bool


@dataclass(slots=True)
class Bars:
    """The picture, its axis at ``axis`` of ``height`` pixels; ``before`` and ``after`` count what is cut off."""

    step: Step
    height: float
    axis: float
    bars: list[Bar] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    most: int = 0
    before: int = 0
    after: int = 0
    wide: int = 0


def window(known: Extent, core: tuple[str, str] | None) -> tuple[str, str] | None:
    """The days that a picture begins and ends with: those of nearly all events, where a few lie far from the rest."""
    if not known.first or not known.last:
        return None
    whole = (known.first, known.last)
    return core if core and _days(core) < _FAR * _days(whole) else whole


def fitting(shown: tuple[str, str] | None) -> Step:
    """The step that gives a picture of ``shown``, its first and last day, a readable number of bars."""
    if shown is None:
        return Step.year
    if _days(shown) <= _DAYS:
        return Step.day
    return Step.month if len(_between(shown[0][:7], shown[1][:7], Step.month)) <= _MONTHS else Step.year


def _days(span: tuple[str, str]) -> int:
    return (date.fromisoformat(span[1]) - date.fromisoformat(span[0])).days


def bars(counted: dict[str, Split], step: Step, height: float = HEIGHT, shown: tuple[str, str] | None = None) -> Bars:
    """Lay out ``counted``, splits by period; under ``""`` those that are wider than a period.

    ``shown`` are the first and last day that the picture has room for; without them all days do, the latest first.
    """
    known = {period: split for period, split in counted.items() if period}
    made = Bars(step, height, height / 2, wide=counted[""].total if "" in counted else 0)
    if not known:
        return made
    first, last = (d[: step.letters] for d in shown) if shown else (min(known), max(known))
    seen = _between(max(first, min(known)), min(last, max(known)), step)[-MOST:] or [max(known)]
    made.before = sum(split.total for period, split in known.items() if period < seen[0])
    made.after = sum(split.total for period, split in known.items() if period > seen[-1])
    here = {period: known[period] for period in seen if period in known}
    if not here:
        return made
    up, down = max(s.cooperation for s in here.values()), max(s.conflict for s in here.values())
    made.most = max(up, down)
    scale = (height - 12) / ((up + down) or 1)
    made.axis = round(6 + up * scale, 1)
    width = 100 / len(seen)
    for n, period in enumerate(seen):
        if period in here:
            split = here[period]
            tall = (round(_seen(count * scale, count), 1) for count in (split.cooperation, split.conflict))
            made.bars.append(Bar(period, split, round(n * width, 3), round(width * 0.86, 3), *tall))
    every = max(1, -(-len(seen) // 8))
    for n, period in enumerate(seen[::every]):
        made.ticks.append(Tick(period, round((n * every + 0.43) * width, 2), minor=n % 2 == 1))
    return made


def _seen(height: float, count: int) -> float:
    """Nothing that is there is too low to be seen and pressed."""
    return max(height, 2.0) if count else 0.0


def _between(first: str, last: str, step: Step) -> list[str]:
    """All periods from ``first`` to ``last``, at most those that a picture has room for and a few more."""
    if step is Step.year:
        return [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    if step is Step.month:
        low, high = (int(p[:4]) * 12 + int(p[5:7]) - 1 for p in (first, last))
        return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(max(low, high - 10 * MOST), high + 1)]
    end = date.fromisoformat(last)
    days = min((end - date.fromisoformat(first)).days, 10 * MOST)
    return [(end - timedelta(days=n)).isoformat() for n in range(days, -1, -1)]
