"""Who with whom: the ties of a record laid out as labelled boxes and lines between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import hypot, sqrt

from saksi.export.layout import BOX_HEIGHT, Box, bent
from saksi.export.visible import clip
from saksi.record.aggregates import Node, Split, Tie

WIDTH = 1000.0
_NAME = 24
_LETTER = 7.6
_BOW = 26.0
_GAP = 14.0  # pixels between boxes
_ROUNDS = 80


@dataclass(frozen=True, slots=True)
class Edge:
    """The acts of one side between two parties, as a path with an arrow head; ``width`` in pixels."""

    tie: Tie
    conflict: bool
    count: int
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A party: its box and what it takes part in here."""

    node: Node
    x: float
    y: float
    width: float
    name: str
    split: Split


@dataclass(frozen=True, slots=True)
class Graph:
    """A laid-out network."""

    height: float
    dots: list[Dot]
    edges: list[Edge]


@lru_cache(maxsize=64)
def graph(ties: tuple[Tie, ...]) -> Graph:
    """The picture of ``ties``; the same ties give the same picture."""
    nodes: dict[str, Node] = {}
    shares: dict[str, list[int]] = {}
    for tie in ties:
        for node in (tie.actor, tie.recipient):
            nodes.setdefault(node.key, node)
            share = shares.setdefault(node.key, [0, 0])
            share[0] += tie.split.cooperation
            share[1] += tie.split.conflict
    names = {key: clip(node.name, _NAME) for key, node in nodes.items()}
    boxes = {key: Box(key, name, 0, 0, len(name) * _LETTER + 20) for key, name in names.items()}
    keys = ((t.actor.key, t.recipient.key) for t in ties)
    joined = dict.fromkeys((min(pair), max(pair)) for pair in keys)
    height = _placed(boxes, joined) if boxes else 0.0
    most = max((max(t.split.cooperation, t.split.conflict) for t in ties), default=1)
    edges = []
    for tie in ties:
        for conflict, count in ((False, tie.split.cooperation), (True, tie.split.conflict)):
            if count:
                bow = _BOW * (1.8 if conflict else 0.7)
                path = _arrow(boxes[tie.actor.key], boxes[tie.recipient.key], bow)
                edges.append(Edge(tie, conflict, count, path, round(1 + 5 * sqrt(count / most), 1)))
    dots = [
        Dot(nodes[key], round(box.x, 1), round(box.y, 1), round(box.width, 1), box.name, Split(*shares[key]))
        for key, box in boxes.items()
    ]
    return Graph(round(height, 1), dots, edges)


def _placed(boxes: dict[str, Box], joined: Iterable[tuple[str, str]]) -> float:
    """Set the centres of ``boxes`` and return the height needed: forces first, then boxes that overlap part.

    The exports' layout tries harder, for the dozen parties of an article; here there are many times as many.
    """
    import networkx as nx

    net: nx.Graph[str] = nx.Graph()
    net.add_nodes_from(boxes)
    net.add_edges_from(joined)
    height = max(160.0, min(900.0, 110.0 * sqrt(len(boxes))))
    spots = nx.spring_layout(net, k=2.2 / sqrt(len(boxes)), iterations=120, seed=7)
    for axis, size in (("x", WIDTH), ("y", height)):
        values = {key: float(spot[int(axis == "y")]) for key, spot in spots.items()}
        low, high = min(values.values()), max(values.values())
        for key, box in boxes.items():
            room = box.width if axis == "x" else BOX_HEIGHT
            share = (values[key] - low) / (high - low) if high > low else 0.5
            setattr(box, axis, 6 + room / 2 + share * (size - room - 12))
    for _ in range(_ROUNDS):
        if not _parted(boxes, height):
            break
    return height


def _parted(boxes: dict[str, Box], height: float) -> bool:
    """Push boxes that overlap apart along the shorter way; whether any did."""
    moved = False
    for one, other in combinations(boxes.values(), 2):
        over_x = (one.width + other.width) / 2 + _GAP - abs(one.x - other.x)
        over_y = BOX_HEIGHT + _GAP - abs(one.y - other.y)
        if over_x <= 0 or over_y <= 0:
            continue
        moved = True
        first, second = (one, other) if (one.y, one.x, one.entity) <= (other.y, other.x, other.entity) else (other, one)
        if over_y <= over_x:
            first.y, second.y = first.y - over_y / 2, second.y + over_y / 2
        else:
            left, right = (one, other) if one.x <= other.x else (other, one)
            left.x, right.x = left.x - over_x / 2, right.x + over_x / 2
        for box in (one, other):
            box.x = min(max(box.x, box.width / 2 + 3), WIDTH - box.width / 2 - 3)
            box.y = min(max(box.y, BOX_HEIGHT / 2 + 3), height - BOX_HEIGHT / 2 - 3)
    return moved


def _arrow(source: Box, target: Box, bow: float) -> str:
    """A curve from border to border that bows to the left of its direction, so that both directions are seen."""
    x, y = bent((source.x, source.y), (target.x, target.y), bow)
    x1, y1 = _border(source, x, y, 1)
    x2, y2 = _border(target, x, y, 4)
    # The head: two strokes back from the tip.
    length = hypot(x2 - x, y2 - y) or 1
    dx, dy = (x2 - x) / length * 9, (y2 - y) / length * 9
    left = f"M{x2 - dx - dy * 0.5:.1f} {y2 - dy + dx * 0.5:.1f}"
    head = f"{left}L{x2:.1f} {y2:.1f}L{x2 - dx + dy * 0.5:.1f} {y2 - dy - dx * 0.5:.1f}"
    return f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}{head}"


def _border(box: Box, x: float, y: float, clear: float) -> tuple[float, float]:
    """Where the line from the box's centre towards ``x, y`` leaves the box, ``clear`` pixels further out."""
    dx, dy = x - box.x, y - box.y
    if not dx and not dy:
        return box.x, box.y
    half_x, half_y = box.width / 2 + clear, BOX_HEIGHT / 2 + clear
    share = min(half_x / abs(dx) if dx else 9e9, half_y / abs(dy) if dy else 9e9)
    return box.x + dx * min(share, 1), box.y + dy * min(share, 1)
