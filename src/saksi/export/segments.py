"""Cutting the article at every boundary of every mark, so that overlapping spans can all be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush

from saksi.report import Event, Report

_LINES = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with what it shows (``kind``, a CSS class or empty) and what it belongs to (``ref`` and its ``field``)."""

    start: int
    end: int
    kind: str = ""
    ref: str = ""
    field: str = ""
    tag: str = ""


@dataclass(slots=True)
class Segment:
    """A stretch of text that no mark's boundary crosses.

    ``refs`` are the ``id:field`` pairs it belongs to; ``opens`` those whose span starts here; ``tag`` names furniture
    that starts here; ``numbers`` are the events whose act starts here.
    """

    start: int
    end: int
    text: str
    kinds: list[str] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)
    opens: list[str] = field(default_factory=list)
    tag: str = ""
    numbers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """One line of the article; ``gap`` when an empty line stands before it."""

    segments: list[Segment]
    gap: bool


def marks(report: Report) -> list[Mark]:
    """Every span of the report that the article view shows or links."""
    article = report.article
    found = [Mark(*p.span, "furniture", tag=p.kind) for p in article.furniture]
    found += [Mark(*span, "entity", e.id, "mention") for e in report.entities for span in e.mentions]
    found += [Mark(*t.span, "date") for t in report.times]
    for event in report.events:
        found += _of_event(event)
    for said in report.statements:
        if said.content:
            found.append(Mark(*said.content, "said", said.id, "content"))
        if said.cue:
            found.append(Mark(*said.cue, "cue", said.id, "cue"))
        if said.speaker_span:
            found.append(Mark(*said.speaker_span, "", said.id, "speaker"))
    for n, relation in enumerate(report.relations, 1):
        found += [Mark(*span, "", f"r{n}", "tie") for span in relation.evidence]
    return found


def side(quad: int) -> str:
    """Quad classes 1 and 2 are cooperation, 3 and 4 conflict (PLOVER)."""
    return "cooperation" if quad <= 2 else "conflict"


def _of_event(event: Event) -> Iterable[Mark]:
    for piece in event.evidence:
        kind = side(event.quad) if piece.field == "trigger" else piece.field if piece.field in ("date", "place") else ""
        yield Mark(piece.start, piece.end, kind, event.id, piece.field)
    told = {(v.field, v.start, v.end) for v in event.evidence}
    for name, value in (("date", event.date), ("place", event.place)):
        if value is not None and value.span and (name, *value.span) not in told:
            yield Mark(*value.span, name, event.id, name)


def cut(text: str, spans: Iterable[Mark]) -> list[Paragraph]:
    """The text as paragraphs of segments: joined, they give every non-empty line of ``text`` unchanged.

    A segment lists all marks that cover it, in the order of the marks. Time grows with the text and with the marks
    that overlap, not with their product.
    """
    waiting = sorted(enumerate(spans), key=lambda item: item[1].start)
    borders = sorted({edge for _, m in waiting for edge in (m.start, m.end)})
    paragraphs: list[Paragraph] = []
    active: dict[int, Mark] = {}
    ends: list[tuple[int, int]] = []
    next_mark, next_border, last = 0, 0, 0
    for line in _LINES.finditer(text):
        if not line.group().strip():
            continue
        segments: list[Segment] = []
        at = line.start()
        while at < line.end():
            while next_border < len(borders) and borders[next_border] <= at:
                next_border += 1
            stop = min(borders[next_border], line.end()) if next_border < len(borders) else line.end()
            opened: list[int] = []
            while next_mark < len(waiting) and waiting[next_mark][1].start <= at:
                number, mark = waiting[next_mark]
                active[number] = mark
                opened.append(number)
                heappush(ends, (mark.end, number))
                next_mark += 1
            while ends and ends[0][0] <= at:
                active.pop(heappop(ends)[1])
            segments.append(_segment(text, at, stop, active, set(opened)))
            at = stop
        paragraphs.append(Paragraph(segments, gap=text.count("\n", last, line.start()) > 1))
        last = line.end()
    return paragraphs


def _segment(text: str, start: int, end: int, active: dict[int, Mark], opened: set[int]) -> Segment:
    made = Segment(start, end, text[start:end])
    for number in sorted(active):
        mark = active[number]
        if mark.kind and mark.kind not in made.kinds:
            made.kinds.append(mark.kind)
        if mark.ref:
            pair = f"{mark.ref}:{mark.field}"
            if pair not in made.refs:
                made.refs.append(pair)
            if number in opened and pair not in made.opens:
                made.opens.append(pair)
            if number in opened and mark.field == "trigger" and mark.ref not in made.numbers:
                made.numbers.append(mark.ref)
        if mark.tag and number in opened:
            made.tag = mark.tag
    return made
