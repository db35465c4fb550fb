"""Placing labelled boxes and the lines between them so that few things cross or cover each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

BOX_HEIGHT = 26.0
_LABEL_HEIGHT, _LABEL_LETTER = 14.0, 6.2
_GAP_X, _GAP_Y = 24.0, 36.0  # room between boxes for a line and its label
_MARGIN = 4.0
_ROUNDS = 200
_TRIES = [(spread, seed) for spread in (1.2, 2.4) for seed in range(6)]
_POLISHED = 2  # layouts worth moving single boxes in
_ROUNDS_OF_POLISH = 8
_STEPS = np.array([(dx, dy) for dx in (-140, -90, -40, 0, 40, 90, 140) for dy in (-120, -70, -30, 0, 30, 70, 120)])
_SHORT = 64.0  # a line between centres shorter than this hides its label

Point = tuple[float, float]
Points = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Box:
    """A party in the picture: centre and width in pixels, name cut to fit."""

    entity: str
    name: str
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """Two boxes to be joined, how many letters the label between them has, how far the line bows to its left."""

    source: str
    target: str
    letters: int
    bow: float = 0.0


def place(boxes: dict[str, Box], lines: list[Line], width: float) -> float:
    """Set the centres of ``boxes`` inside ``width`` pixels and return the height needed.

    Parties that nothing joins are drawn apart, the largest group first. Same input, same picture.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(boxes)
    graph.add_edges_from((line.source, line.target) for line in lines)
    order = {ref: n for n, ref in enumerate(boxes)}
    groups = [sorted(group, key=order.__getitem__) for group in nx.connected_components(graph)]
    height = 0.0
    for group in sorted(groups, key=lambda refs: (-len(refs), order[refs[0]])):
        part = {ref: boxes[ref] for ref in group}
        inner = [line for line in lines if line.source in part]
        if len(group) < 3:
            _side_by_side(list(part.values()), inner, width)
        else:
            _spread(part, inner, width)
        top = min(b.y for b in part.values()) - BOX_HEIGHT / 2 - _MARGIN
        for box in part.values():
            box.x, box.y = round(box.x, 1), round(box.y - top + height, 1)
        height = max(b.y for b in part.values()) + BOX_HEIGHT / 2 + _GAP_X
    return max(height - _GAP_X, 0) + _MARGIN


def _side_by_side(boxes: list[Box], lines: list[Line], width: float) -> None:
    """A pair in one row where the label fits between them, else one above the other."""
    between = max((line.letters for line in lines), default=0) * _LABEL_LETTER + 30
    taken = sum(b.width for b in boxes) + between + 2 * _MARGIN
    for n, box in enumerate(boxes):
        if taken <= width:
            box.x = _MARGIN + box.width / 2 if n == 0 else boxes[0].x + (boxes[0].width + box.width) / 2 + between
            box.y = BOX_HEIGHT
        else:
            box.x, box.y = width / 2, BOX_HEIGHT + n * (BOX_HEIGHT + _GAP_Y)


def _spread(boxes: dict[str, Box], lines: list[Line], width: float) -> None:
    """Lay out one group of joined parties.

    Several force-directed layouts (Fruchterman & Reingold 1991, fixed seeds) are drawn, overlapping boxes pushed apart,
    the one with the least covering and crossing is kept, and single boxes are moved while that helps.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(boxes)
    graph.add_edges_from((line.source, line.target) for line in lines)
    height = max(110.0, 62.0 * len(boxes) * (680 / (width + 320)))
    starts = []
    for spread, seed in _TRIES:
        points = nx.spring_layout(graph, k=spread / len(boxes) ** 0.5, iterations=40, seed=seed)
        _fit({ref: (float(p[0]), float(p[1])) for ref, p in points.items()}, boxes, width, height)
        _push_apart(list(boxes.values()), width)
        starts.append([(box.x, box.y) for box in boxes.values()])
    flaws = _Flaws(boxes, lines)
    centres = np.array(starts)
    likely = np.argsort(flaws.of(centres), kind="stable")[:_POLISHED]
    polished = np.array([_polish(flaws, centres[number], width) for number in likely])
    best = polished[int(flaws.of(polished).argmin())]
    for box, (x, y) in zip(boxes.values(), best, strict=True):
        box.x, box.y = float(x), float(y)


def bent(start: Point, end: Point, bow: float) -> Point:
    """The control point of a quadratic curve that leaves the straight line by half of ``bow`` pixels."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return (start[0] + end[0]) / 2 - dy / length * bow, (start[1] + end[1]) / 2 + dx / length * bow


def _fit(points: dict[str, Point], boxes: dict[str, Box], width: float, height: float) -> None:
    """Stretch the layout over the picture, each box inside it."""
    low_x, high_x = min(p[0] for p in points.values()), max(p[0] for p in points.values())
    low_y, high_y = min(p[1] for p in points.values()), max(p[1] for p in points.values())
    for ref, box in boxes.items():
        share_x = (points[ref][0] - low_x) / (high_x - low_x) if high_x > low_x else 0.5
        share_y = (points[ref][1] - low_y) / (high_y - low_y) if high_y > low_y else 0.5
        box.x = _MARGIN + box.width / 2 + (width - box.width - 2 * _MARGIN) * share_x
        box.y = BOX_HEIGHT + (height - 2 * BOX_HEIGHT) * share_y


def _push_apart(boxes: list[Box], width: float) -> None:
    for _ in range(_ROUNDS):
        moved = False
        for one, other in combinations(boxes, 2):
            over_x = (one.width + other.width) / 2 + _GAP_X - abs(one.x - other.x)
            over_y = BOX_HEIGHT + _GAP_Y - abs(one.y - other.y)
            if over_x <= 0.5 or over_y <= 0.5:
                continue
            moved = True
            # Down is always free; sideways only while both boxes stay inside the picture.
            if over_x < over_y and one.width + other.width + _GAP_X < width - 2 * _MARGIN:
                shift = over_x / 2 if one.x <= other.x else -over_x / 2
                one.x, other.x = one.x - shift, other.x + shift
            else:
                shift = over_y / 2 if one.y <= other.y else -over_y / 2
                one.y, other.y = one.y - shift, other.y + shift
            for box in (one, other):
                box.x = min(max(box.x, box.width / 2 + _MARGIN), width - box.width / 2 - _MARGIN)
        if not moved:
            return


def _polish(flaws: _Flaws, centres: Points, width: float) -> Points:
    """Move one box at a time to where the picture has fewest flaws, until no move helps."""
    low, high = flaws.halves[:, 0] + _MARGIN, width - flaws.halves[:, 0] - _MARGIN
    now = float(flaws.of(centres[None])[0])
    for _ in range(_ROUNDS_OF_POLISH):
        before = now
        for number in range(len(centres)):
            moved = np.repeat(centres[None], len(_STEPS), axis=0)
            moved[:, number] += _STEPS
            moved[:, number, 0] = np.clip(moved[:, number, 0], low[number], high[number])
            found = flaws.of(moved)
            best = int(found.argmin())
            if found[best] < now - 0.01:
                now, centres = float(found[best]), moved[best]
        if now > before - 0.01:
            break
    return centres


class _Flaws:
    """Counts what is covered or crossed in many layouts at once.

    Lines under boxes weigh most, then labels under boxes, boxes too near each other, crossings, lines too short for
    their label; sheer size weighs least.
    """

    def __init__(self, boxes: dict[str, Box], lines: list[Line]) -> None:
        number = {ref: n for n, ref in enumerate(boxes)}
        self.halves = np.array([(b.width / 2, BOX_HEIGHT / 2) for b in boxes.values()])
        self.start = np.array([number[line.source] for line in lines])
        self.end = np.array([number[line.target] for line in lines])
        self.bows = np.array([line.bow for line in lines])[:, None]
        self.labels = np.array([(line.letters * _LABEL_LETTER / 2, _LABEL_HEIGHT / 2) for line in lines])
        ends = np.zeros((len(lines), len(boxes)), dtype=bool)
        ends[np.arange(len(lines)), self.start] = ends[np.arange(len(lines)), self.end] = True
        self.foreign = ~ends
        self.apart = ~(ends.astype(int) @ ends.T.astype(int)).astype(bool)
        self.line_pairs = np.triu(np.ones((len(lines), len(lines)), dtype=bool), 1)
        self.box_pairs = np.triu(np.ones((len(boxes), len(boxes)), dtype=bool), 1)

    def of(self, centres: Points) -> Points:
        """The flaws of each layout; ``centres`` is layouts x boxes x 2."""
        start, end = centres[:, self.start], centres[:, self.end]
        delta = end - start
        length = np.hypot(delta[..., 0], delta[..., 1])[..., None] + 1e-9
        aside = np.stack([-delta[..., 1], delta[..., 0]], axis=-1) / length * self.bows
        middle = (start + end) / 2 + aside / 2
        rooms = self.halves + 3
        hidden = (self._enters(start, delta, centres, rooms) & self.foreign).sum((1, 2))
        covered = self._covers(middle, self.labels, centres, rooms).sum((1, 2))
        near = self.halves + np.array((_GAP_X / 2, _GAP_Y / 2 - 2))
        crowded = (self._covers(centres, near, centres, near) & self.box_pairs).sum((1, 2))
        clashing = (self._covers(middle, self.labels, middle, self.labels) & self.line_pairs).sum((1, 2))
        crossed = (self._crosses(start, end) & self.apart & self.line_pairs).sum((1, 2))
        short = (np.abs(delta).sum(-1) < _SHORT).sum(1)
        size = np.ptp(centres[..., 1], axis=1) / 120 + np.abs(delta).sum((1, 2)) / 1000
        total: Points = 8 * crowded + 5 * hidden + 3 * covered + 2 * (clashing + crossed + short) + size
        return total

    @staticmethod
    def _covers(one: Points, half_one: Points, other: Points, half_other: Points) -> Flags:
        """Which rectangles overlap which: layouts x ones x others."""
        reach = half_one[:, None] + half_other[None]
        found: Flags = np.all(np.abs(one[:, :, None] - other[:, None]) < reach, axis=-1)
        return found

    @staticmethod
    def _enters(start: Points, delta: Points, centres: Points, halves: Points) -> Flags:
        """Which lines enter which boxes (slab method): layouts x lines x boxes."""
        step = np.where(np.abs(delta) < 1e-9, 1e-9, delta)[:, :, None]
        gap = centres[:, None] - start[:, :, None]
        one, other = (gap - halves) / step, (gap + halves) / step
        first, last = np.minimum(one, other).max(-1), np.maximum(one, other).min(-1)
        found: Flags = np.maximum(first, 0) < np.minimum(last, 1)
        return found

    @staticmethod
    def _crosses(start: Points, end: Points) -> Flags:
        """Which lines cross which: layouts x lines x lines."""

        def turns(points: Points) -> Points:
            """On which side of each line each point lies."""
            along, towards = (end - start)[:, :, None], points[:, None] - start[:, :, None]
            side: Points = along[..., 0] * towards[..., 1] - along[..., 1] * towards[..., 0]
            return side

        split = turns(start) * turns(end) < 0
        found: Flags = split & split.transpose(0, 2, 1)
        return found
