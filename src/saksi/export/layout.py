"""Placing labelled boxes and the lines between them so that few things cross or cover each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

BOX_HEIGHT = 26.0
_LABEL_HEIGHT, _LABEL_LETTER = 14.0, 6.2
_GAP_X, _GAP_Y = 24.0, 36.0  # room between boxes for a line and its label
_MARGIN = 4.0
_ROUNDS = 200
_TRIES = [(spread, seed) for spread in (1.2, 2.0, 3.2) for seed in range(6)]
_STEPS = [(dx, dy) for dx in (-90, -40, 0, 40, 90) for dy in (-70, -30, 0, 30, 70) if dx or dy]
_WORK = 300_000  # pairs of things compared while polishing, so that a crowded picture does not take seconds
_SHORT = 64.0  # a line between centres shorter than this hides its label

Point = tuple[float, float]


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
    best: tuple[float, dict[str, Point]] | None = None
    for spread, seed in _TRIES:
        points = nx.spring_layout(graph, k=spread / len(boxes) ** 0.5, iterations=60, seed=seed)
        _fit({ref: (float(p[0]), float(p[1])) for ref, p in points.items()}, boxes, width, height)
        _push_apart(list(boxes.values()), width)
        flaws = _flaws(boxes, lines)
        if best is None or flaws < best[0]:
            best = flaws, {ref: (box.x, box.y) for ref, box in boxes.items()}
    for ref, (x, y) in best[1].items() if best else ():
        boxes[ref].x, boxes[ref].y = x, y
    _polish(boxes, lines, width)


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


def _polish(boxes: dict[str, Box], lines: list[Line], width: float) -> None:
    """Move one box at a time to where the picture has fewest flaws, until no move helps or the work is used up."""
    flaws = _flaws(boxes, lines)
    tries = _WORK // (len(lines) * (len(boxes) + len(lines)) + len(boxes) ** 2)
    helped = True
    while helped and tries > 0:
        helped = False
        for box in boxes.values():
            home = best = box.x, box.y
            for dx, dy in _STEPS:
                box.x = min(max(home[0] + dx, box.width / 2 + _MARGIN), width - box.width / 2 - _MARGIN)
                box.y = home[1] + dy
                tries -= 1
                if (now := _flaws(boxes, lines)) < flaws - 0.01:
                    flaws, best, helped = now, (box.x, box.y), True
            box.x, box.y = best


def _flaws(boxes: dict[str, Box], lines: list[Line]) -> float:
    """How much is covered or crossed: lines under boxes weigh most, then labels, then crossings, then sheer height."""
    flaws = 0.0
    rooms = {ref: (b.x, b.y, b.width / 2 + 3, BOX_HEIGHT / 2 + 3) for ref, b in boxes.items()}
    ends = [((boxes[e.source].x, boxes[e.source].y), (boxes[e.target].x, boxes[e.target].y)) for e in lines]
    labels = []
    for line, (start, end) in zip(lines, ends, strict=True):
        bend = bent(start, end, line.bow)
        middle = ((start[0] + 2 * bend[0] + end[0]) / 4, (start[1] + 2 * bend[1] + end[1]) / 4)
        labels.append((*middle, line.letters * _LABEL_LETTER / 2, _LABEL_HEIGHT / 2))
        flaws += 2 * (abs(end[0] - start[0]) + abs(end[1] - start[1]) < _SHORT)
    for line, (start, end), label in zip(lines, ends, labels, strict=True):
        for ref, room in rooms.items():
            if ref not in (line.source, line.target) and _passes(start, end, room):
                flaws += 5
            if _covers(label, room):
                flaws += 3
    for (one, line_one), (other, line_other) in combinations(list(zip(ends, lines, strict=True)), 2):
        apart = {line_one.source, line_one.target}.isdisjoint({line_other.source, line_other.target})
        flaws += 2 * (apart and _cross(*one, *other))
    padded = [(x, y, w + _GAP_X / 2 - 3, h + _GAP_Y / 2 - 5) for x, y, w, h in rooms.values()]
    flaws += sum(8 for one, other in combinations(padded, 2) if _covers(one, other))
    flaws += sum(2 for one, other in combinations(labels, 2) if _covers(one, other))
    ys = [b.y for b in boxes.values()]
    length = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in ends)
    return flaws + (max(ys) - min(ys)) / 120 + length / 1000


def _covers(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return abs(one[0] - other[0]) < one[2] + other[2] and abs(one[1] - other[1]) < one[3] + other[3]


def _passes(start: Point, end: Point, room: tuple[float, float, float, float]) -> bool:
    """Whether the line from ``start`` to ``end`` enters the box (slab method)."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        delta = end[axis] - start[axis]
        near, far = room[axis] - room[axis + 2], room[axis] + room[axis + 2]
        if abs(delta) < 1e-9:
            if not near < start[axis] < far:
                return False
            continue
        first, last = sorted(((near - start[axis]) / delta, (far - start[axis]) / delta))
        low, high = max(low, first), min(high, last)
    return low < high


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def turn(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
