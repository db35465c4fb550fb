"""A regime's phases on an axis of time: rows for the terminal and an SVG picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape

from saksi.export.visible import clip
from saksi.watch import goods as goods_of
from saksi.watch.regimes import LAST, Phase, Regime, Words, read_yaml
from saksi.watch.wording import words

RULE_STYLES = {
    "prohibited": "red",
    "approval_required": "yellow",
    "notification_required": "cyan",
    "permitted": "green",
    "not_covered": "green",
    "cannot_tell": "magenta",
}
_ROW, _TOP, _WIDTH, _TEXT = 46, 26, 680, 7.0
_NAMED = 4  # goods that a row names


@cache
def _pages() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = read_yaml("pages.yaml")
    return table


def page_words(key: str) -> Words:
    """A word of the watch's own tables and pages."""
    row = _pages()[key]
    return Words(row["en"], row["id"])


@dataclass(frozen=True, slots=True)
class Row:
    """One phase: ``left`` and ``width`` are shares of the axis, ``live`` tells whether the day asked for is in it."""

    phase: Phase
    whom: str
    what: str
    left: float
    width: float
    live: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The rows of a regime with the years to mark and the place of the day asked for, all as shares of the axis."""

    rows: tuple[Row, ...]
    years: tuple[tuple[float, int], ...]
    on: float | None


def axis(regime: Regime, on: date, lang: str) -> Axis:
    """The phases of ``regime`` and its export rules between its first day and the later of its end and ``on``."""
    phases = [(p, False) for p in regime.phases] + [(p, True) for p in regime.exports]
    ends = [p.end for p, _ in phases if p.end < LAST]
    first = min(p.start for p, _ in phases)
    last = max([on, *ends, *(p.start for p, _ in phases)])
    last = date(last.year, 12, 31)
    length = max((last - first).days, 1)

    def share(day: date) -> float:
        return min(max((day - first).days / length, 0.0), 1.0)

    rows = tuple(
        Row(p, _whom(p, out, lang), _what(p, lang), share(p.start), share(min(p.end, last)) - share(p.start),
            p.start <= on <= p.end)
        for p, out in phases
    )  # fmt: skip
    step = max(1, (last.year - first.year) // 6)
    years = tuple((share(date(y, 1, 1)), y) for y in range(first.year + 1, last.year + 1, step))
    return Axis(rows, years, share(on) if first <= on else None)


def _in(said: Words, lang: str) -> str:
    return said.id if lang == "id" else said.en


def _whom(phase: Phase, out: bool, lang: str) -> str:
    if phase.lifted:
        return _in(page_words("suspended" if phase.lifted == "suspended" else "lifted"), lang)
    return _in(page_words("out" if out else phase.applies_to), lang)


def _what(phase: Phase, lang: str) -> str:
    """The goods that the phase is limited to: their names, the first few of many."""
    names = [_in(goods.name, lang) for key, goods in goods_of.classes().items() if key in phase.goods]
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def rule_name(rule: str, lang: str) -> str:
    """A rule in words."""
    return _in(words("rule_names", rule), lang)


def bar(row: Row, on: float | None, width: int) -> str:
    """One phase as ``width`` characters: full blocks where it is in force, a thin line for the day asked for."""
    cells = [" "] * width
    start = min(int(row.left * width), width - 1)
    for n in range(start, max(start + 1, round((row.left + row.width) * width))):
        if n < width:
            cells[n] = "█"
    if on is not None:
        spot = min(int(on * width), width - 1)
        cells[spot] = "┃" if cells[spot] == "█" else "│"
    return "".join(cells)


def svg(regime: Regime, on: date, lang: str) -> str:
    """The picture as an SVG element that takes its colours from the page: a row a phase, a line for the day."""
    made = axis(regime, on, lang)
    height = _TOP + _ROW * len(made.rows) + 8
    title = escape(_in(regime.title, lang))
    parts = [f'<svg class="phases" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{title}">']
    for at, year in made.years:
        x = round(at * (_WIDTH - 2), 1) + 1
        parts.append(f'<line class="grid" x1="{x}" y1="{_TOP - 6}" x2="{x}" y2="{height}"/>')
        parts.append(f'<text class="soft" x="{x}" y="14" text-anchor="{_anchor(at)}">{year}</text>')
    for n, row in enumerate(made.rows):
        y = _TOP + n * _ROW
        x, width = round(row.left * (_WIDTH - 2), 1) + 1, max(round(row.width * (_WIDTH - 2), 1), 4)
        mark = " live" if row.live else ""
        unsure = "" if row.phase.confidence == "verified" else " unsure"
        parts.append(f'<g class="phase {row.phase.rule}{mark}{unsure}">')
        parts.append(f'<rect x="{x}" y="{y + 18}" width="{width}" height="14" rx="3"/>')
        said = f"{rule_name(row.phase.rule, lang)} · {row.whom} · {row.phase.instrument}"
        said += f" · {row.what}" if row.what else ""
        room = int(_WIDTH / _TEXT)
        shown = clip(said, room)
        edge = x if x + len(shown) * _TEXT < _WIDTH else max(_WIDTH - 2 - len(shown) * _TEXT, 0)
        parts.append(f'<text x="{round(edge, 1)}" y="{y + 13}">{escape(shown)}</text></g>')
    if made.on is not None:
        x = round(made.on * (_WIDTH - 2), 1) + 1
        parts.append(f'<line class="on" x1="{x}" y1="{_TOP - 8}" x2="{x}" y2="{height}"/>')
    parts.append("</svg>")
    return "".join(parts)


def _anchor(at: float) -> str:
    return "start" if at < 0.03 else "end" if at > 0.97 else "middle"
