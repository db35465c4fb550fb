"""What goes into an export: a report, and what a record knows of its events beyond it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from saksi.report import Entity, Event, Finding, Report

Review = Literal["confirmed", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a record knows of one event beyond its report; null where nothing is known.

    ``story`` is the id of the story the event belongs to, ``articles`` how many articles report that story,
    ``independent_sources`` how many of its sources do not repeat each other, ``review`` a person's word on the event.
    """

    story: str | None = None
    articles: int | None = None
    independent_sources: int | None = None
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or body across articles: its id and the name the record gives it."""

    id: str
    name: str


_UNKNOWN = Standing()


@dataclass(frozen=True, slots=True)
class Item:
    """One report on its way out.

    ``standings`` are by event id (``v1``), ``actors`` give the person or body across the record by entity id (``e1``);
    ``kept`` names the events that pass the filters, null when all do.
    """

    report: Report
    standings: Mapping[str, Standing] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    kept: frozenset[str] | None = None

    def events(self) -> Iterator[Event]:
        """The events to export, in the order of the report."""
        return (e for e in self.report.events if self.kept is None or e.id in self.kept)

    def id(self, event: Event) -> str:
        """The event's id outside its report: ``<report id>:<v1>``, the same in every format."""
        return f"{self.report.id}:{event.id}"

    def standing(self, event: Event) -> Standing:
        """What the record knows of an event; all null without a record."""
        return self.standings.get(event.id, _UNKNOWN)

    def told(self, event: Event) -> dict[str, Any]:
        """What is read and known of an event as a whole, by the names that tables of events give it."""
        return {
            "type": event.type,
            "mode": event.mode,
            "contexts": event.contexts,
            "quad": event.quad,
            "score": event.score,
            "status": event.status,
            "review": self.standing(event).review,
            "confidence": event.confidence,
        }

    def findings(self, event: Event) -> list[Finding]:
        """What arms embargoes say of an event."""
        return [f for f in self.report.embargo if f.event == event.id]

    def actor(self, entity: Entity) -> str | None:
        """The id of the person or body across articles; without a record only a country is known as one."""
        known = self.actors.get(entity.id)
        if known:
            return known.id
        return f"country:{entity.country}" if entity.kind == "country" and entity.country else None

    def name(self, entity: Entity) -> str:
        """What a person or body is called across articles, else in this one."""
        known = self.actors.get(entity.id)
        return known.name if known else entity.name


def plain(reports: Iterable[Report]) -> Iterator[Item]:
    """Reports as items of which no record knows more."""
    return (Item(report) for report in reports)
