"""Who with whom: the parties of an article's events as a graph, laid out for a picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

from saksi.export.labels import Labels
from saksi.export.layout import BOX_HEIGHT, Box, Line, bent, place
from saksi.export.segments import side
from saksi.export.visible import clip
from saksi.report import Report

_NAME = 22  # letters of a name that a box shows
_LABEL = 24
_LETTER = 7.6  # width of a middling bold letter at 12 px, in px
_WIDE, _SLIM = frozenset("mwMWGOQ@%"), frozenset("iljtfrI.,'’:;!| ")
_TIE_SIDES = {"supports": "cooperation", "allied_with": "cooperation", "opposes": "conflict", "fights": "conflict"}
_SIGNS = {"actual": "", "future": " ▷", "hypothetical": " ?", "negated": " ✕"}


@dataclass(slots=True)
class Edge:
    """What one party did to another, or both with each other: all acts of one side (cooperation, conflict, tie).

    ``events`` and ``ties`` are ids (``r1`` is the report's first relation), ``says`` names them in words.
    """

    source: str
    target: str
    side: str
    directed: bool
    events: list[str] = field(default_factory=list)
    ties: list[str] = field(default_factory=list)
    material: bool = False
    says: str = ""
    label: str = ""
    path: str = ""
    label_at: tuple[float, float] = (0.0, 0.0)


@dataclass(slots=True)
class Picture:
    """A laid-out network of ``width`` by ``height`` pixels."""

    width: float
    height: float
    boxes: list[Box]
    edges: list[Edge]


def edges(report: Report, labels: Labels) -> list[Edge]:
    """The pairs of parties that an event or a lasting tie joins, in the order of the article.

    Actors act on recipients; an event with several actors and no recipient joins its actors without direction.
    Denied events join nobody: nothing passed between the parties.
    """
    found: dict[tuple[str, str, str, bool], Edge] = {}

    def edge(source: str, target: str, kind: str, directed: bool) -> Edge:
        key = (source, target, kind, directed)
        return found.setdefault(key, Edge(source, target, kind, directed))

    for event in report.events:
        if event.status == "negated":
            continue
        pairs = [(a, r) for a in event.actors for r in event.recipients if a != r]
        if not event.recipients:
            pairs = list(combinations(dict.fromkeys(event.actors), 2))
        for source, target in pairs:
            joined = edge(source, target, side(event.quad), bool(event.recipients))
            joined.events.append(event.id)
            joined.material |= event.quad in (2, 4)
    for n, relation in enumerate(report.relations, 1):
        if relation.from_ != relation.to:
            kind = _TIE_SIDES.get(relation.kind, "tie")
            joined = edge(relation.from_, relation.to, kind, relation.kind not in ("allied_with", "fights"))
            joined.ties.append(f"r{n}")
    for joined in found.values():
        joined.says = _says(joined, report, labels)
        joined.label = clip(joined.says, _LABEL)
    return list(found.values())


def network(report: Report, width: float, labels: Labels) -> Picture | None:
    """The picture for a page ``width`` pixels wide; None when no two parties are joined. Same report, same picture."""
    joined = edges(report, labels)
    if not joined:
        return None
    ids = list(dict.fromkeys(ref for e in joined for ref in (e.source, e.target)))
    names = {ref: clip(report.entity(ref).name, _NAME) for ref in ids}
    boxes = {ref: Box(ref, names[ref], 0, 0, _width(names[ref])) for ref in ids}
    bows = _bows(joined)
    lines = [Line(e.source, e.target, len(e.label), bow) for e, bow in zip(joined, bows, strict=True)]
    height = place(boxes, lines, width)
    for e, bow in zip(joined, bows, strict=True):
        _draw(e, boxes[e.source], boxes[e.target], bow)
    return Picture(width, round(height, 1), list(boxes.values()), joined)


def _width(name: str) -> float:
    """About how wide a name is in bold, with a margin; the font is the reader's, so no exact width is to be had."""
    letters = sum(1.4 if c in _WIDE else 0.6 if c in _SLIM else 1.0 for c in name)
    return round(letters * _LETTER + 18, 1)


def _says(edge: Edge, report: Report, labels: Labels) -> str:
    """The types of an edge's events with their number, and its ties; acts not done carry a sign."""
    said = [labels("types", e.type) + _SIGNS[e.status] for e in report.events if e.id in edge.events]
    said += [labels("relations", report.relations[int(ref[1:]) - 1].kind) for ref in edge.ties]
    counted = {name: said.count(name) for name in said}
    return ", ".join(name if n == 1 else f"{name} ×{n}" for name, n in counted.items())


def _bows(joined: list[Edge]) -> list[float]:
    """How far each edge leaves the straight line: edges of the same pair bow away from each other."""
    pairs: dict[tuple[str, ...], list[Edge]] = {}
    for e in joined:
        pairs.setdefault(tuple(sorted((e.source, e.target))), []).append(e)
    bows: list[float] = []
    for e in joined:
        group = pairs[tuple(sorted((e.source, e.target)))]
        bow = (next(n for n, other in enumerate(group) if other is e) - (len(group) - 1) / 2) * 56
        # The bow is measured from the same end for both directions, or opposite edges would lie on each other.
        bows.append(-bow if e.source > e.target else bow)
    return bows


def _draw(edge: Edge, source: Box, target: Box, bow: float) -> None:
    """Draw the edge from border to border."""
    bend_x, bend_y = bent((source.x, source.y), (target.x, target.y), bow)
    x1, y1 = _border(source, bend_x, bend_y, 1)
    x2, y2 = _border(target, bend_x, bend_y, 5)
    edge.path = f"M{x1:.1f} {y1:.1f} Q{bend_x:.1f} {bend_y:.1f} {x2:.1f} {y2:.1f}"
    edge.label_at = (round((x1 + 2 * bend_x + x2) / 4, 1), round((y1 + 2 * bend_y + y2) / 4, 1))


def _border(box: Box, x: float, y: float, clear: float) -> tuple[float, float]:
    """Where the line from the box's centre towards ``x, y`` leaves the box, ``clear`` pixels further out."""
    dx, dy = x - box.x, y - box.y
    if not dx and not dy:
        return box.x, box.y
    half_x, half_y = box.width / 2 + clear, BOX_HEIGHT / 2 + clear
    share = min(half_x / abs(dx) if dx else 9e9, half_y / abs(dy) if dy else 9e9)
    return box.x + dx * min(share, 1), box.y + dy * min(share, 1)
