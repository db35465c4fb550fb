"""Reviews follow their events when an article is read again: by the words that tell the act."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from saksi.record import corrections, ledger, reviewing, rows
from saksi.record.reviewing import Review
from saksi.record.tables import reviews
from saksi.report import Entity, Event, Report

Span = tuple[int, int]


def follow(connection: Connection, report: Report) -> None:
    """Attach all reviews of an article to the events of ``report``, its new reading, and write what they make of them.

    An event is the same when the same words tell an act of its type; else when they tell an act of another type, else
    when overlapping words tell an act of its type. A review whose event is gone stays in the record without one.
    """
    given = reviewing.listed(connection, article=report.article.id)
    if not given:
        return
    known: dict[str, list[Review]] = {}
    for review in given:
        known.setdefault(review.event_id or f"lost {review.given_event_id} {_seen(review).type}", []).append(review)
    split = {key for key, of_one in known.items() if corrections.SPLIT in of_one[0].applied}
    found = _same({key: _seen(of_one[0]) for key, of_one in known.items() if key not in split}, report.events)
    found |= {key: event for key in split if (event := _parent(_seen(known[key][0]), report.events))}
    for key, of_one in known.items():
        event = found.get(key)
        id = rows.full_id(report, event.id) if event else None
        if event is not None and key in split:
            id = of_one[0].given_event_id
        for review in of_one:
            values: dict[str, Any] = {"event_id": id}
            if event is not None:
                values["applied"] = _moved(review, report)
                if key in split:
                    values["applied"] = values["applied"] | {corrections.SPLIT: event.id}
            connection.execute(sa.update(reviews).where(reviews.c.n == review.n).values(values))
        before = of_one[0].event_id
        if id != before:
            detail = {"was": before, "given": of_one[0].given_event_id, "codebook": report.codebook}
            ledger.log(connection, "saksi", "attached" if id else "detached", id or before or key, detail)
    reviewing.settle(connection, report.article.id)


def _same(seen: dict[str, Event], new: list[Event]) -> dict[str, Event]:
    """The event of ``new`` that each one of ``seen`` is, where there is one; an unsure one is taken only once."""
    found: dict[str, Event] = {}
    for key, event in seen.items():
        exact = [e for e in new if e.type == event.type and rows.trigger_of(e) == rows.trigger_of(event)]
        if rows.trigger_of(event) is not None and exact:
            found[key] = exact[0]
    taken = {event.id for event in found.values()}
    for alike in (_one_act, _one_type):
        for key, event in seen.items():
            other = next((e for e in new if key not in found and e.id not in taken and alike(event, e)), None)
            if other is not None:
                found[key] = other
                taken.add(other.id)
    return found


def _parent(seen: Event, new: list[Event]) -> Event | None:
    """The event of a new reading from which one that was split off is split now."""
    return next((e for alike in (_one_act, _one_type) for e in new if alike(seen, e)), None)


def _one_act(one: Event, other: Event) -> bool:
    words = rows.trigger_of(one)
    return words is not None and words == rows.trigger_of(other)


def _one_type(one: Event, other: Event) -> bool:
    a, b = rows.trigger_of(one), rows.trigger_of(other)
    if a is None or b is None:
        return a == b and (one.type, one.actors, one.recipients) == (other.type, other.actors, other.recipients)
    return one.type == other.type and _overlap(a, b)


def _moved(review: Review, report: Report) -> dict[str, Any]:
    """The changes of ``review`` in the ids of ``report``; an entity that it does not have is brought along."""
    applied = review.seen["applied"]  # in the ids that the coder saw, however often the article was read since
    ids: dict[str, str] = {}
    brought: list[dict[str, Any]] = list(applied.get("entities", ()))
    own = {entity["id"] for entity in brought}
    for ref in corrections.named(applied):
        if ref in own or ref not in review.seen["entities"]:
            continue
        before = Entity.model_validate(review.seen["entities"][ref])
        same = _same_entity(before, report)
        if same is None:
            brought.append(corrections.carried(before.model_dump(mode="json")))
        ids[ref] = same.id if same else brought[-1]["id"]
    moved = corrections.renamed(applied, ids)
    return moved | {"entities": brought} if brought else moved


def _same_entity(before: Entity, report: Report) -> Entity | None:
    """Who shares the most mentions with ``before``, else bears its name."""

    def shared(entity: Entity) -> int:
        return sum(any(_overlap(a, b) for b in entity.mentions) for a in before.mentions)

    best = max(report.entities, key=shared, default=None)
    if best is not None and shared(best):
        return best
    return next((e for e in report.entities if (e.name, e.kind) == (before.name, before.kind)), None)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _seen(review: Review) -> Event:
    return Event.model_validate(review.seen["event"])
