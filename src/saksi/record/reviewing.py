"""What people say about events. Reviews are only ever added; what an event is follows from those that stand.

The latest review of an event that was not taken back holds, whoever gave it; verdicts that coders give blind to each
other hold from when all who are asked agree. A flag decides nothing: it asks for
another look until the next verdict. What one act of a coder decided is taken back together.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.engine import Connection

from saksi.record import corrections, fulltext, ledger, rows
from saksi.record.clock import now
from saksi.record.errors import Conflict, RecordError
from saksi.record.tables import entities, events, evidence, pairs, parties, reports, reviews
from saksi.report import Event, Report

Verdict = Literal["confirmed", "corrected", "rejected", "flagged"]
_DECIDING = ("confirmed", "corrected", "rejected")
UNDONE = "undone"


class Judgement(BaseModel):
    """What a coder decides about one event.

    ``changes`` are the fields that a correction gives new values (see ``saksi.record.corrections``). ``seen`` is the
    number of the latest review the coder had in view, 0 for none; where it is given and another came since, nothing
    is kept. With ``as_read`` the coder judges the event as it was read, whatever others corrected. ``blind`` is how
    many coders judge the event for ``project``, none seeing what the others decide: it decides nothing until so many
    agree.
    """

    model_config = ConfigDict(extra="forbid")

    event: str
    verdict: Verdict
    changes: dict[str, Any] = Field(default_factory=dict)
    note: str | None = None
    seen: int | None = None
    as_read: bool = False
    project: Annotated[str | None, Field(max_length=80)] = None
    blind: Annotated[int | None, Field(ge=2, le=9)] = None


class Review(BaseModel):
    """A review as it is kept. ``stands`` is false once it was taken back; ``undoes`` is what this one takes back."""

    model_config = ConfigDict(frozen=True)

    n: int
    act: str
    article_id: str
    event_id: str | None
    given_event_id: str
    coder: str
    at: str
    verdict: str
    changes: dict[str, Any]
    applied: dict[str, Any]
    seen: dict[str, Any]
    undoes: int | None
    note: str | None
    project: str | None
    blind: int | None
    stands: bool

    @property
    def word(self) -> str:
        """What it says of the event: two reviews with the same word agree."""
        if self.verdict == "rejected":
            return self.verdict
        told = {name: sorted(map(repr, v)) if isinstance(v, list) else v for name, v in self.changes.items()}
        return repr(sorted(told.items()))


class State(NamedTuple):
    """What the standing reviews make of an event: verdict, the changes that hold, whether it is flagged."""

    verdict: str | None
    changes: dict[str, Any]
    flagged: bool


def give(connection: Connection, coder: str, given: Sequence[Judgement], act: str | None = None) -> list[Review]:
    """Keep what ``coder`` decided about one or more events as one act, all of it or nothing.

    An ``act`` that is in the record already is not given twice: what it decided then is returned. Raises ``Conflict``
    when an event was reviewed since the coder looked, ``RecordError`` for an unknown event or an unsound change.
    """
    if not coder.strip():
        raise RecordError("A review needs the name of its coder.")
    act = act or uuid.uuid4().hex
    for judgement in sorted(given, key=lambda j: j.event):
        lock(connection, judgement.event)
    before = _select(connection, reviews.c.act == act)
    if before:
        if {review.coder for review in before} != {coder}:
            raise Conflict(f"Act {act} is another coder's.")
        return before
    if len({judgement.event for judgement in given}) < len(given):
        raise RecordError("One act decides about an event once.")
    made = []
    for judgement in given:
        made.append(_row(connection, coder, act, judgement))
        ledger.log(connection, coder, judgement.verdict, judgement.event, {"act": act, "changes": made[-1]["changes"]})
    if made:
        connection.execute(sa.insert(reviews), made)
    for article in dict.fromkeys(row["article_id"] for row in made):
        settle(connection, article, [row["event_id"] for row in made if row["article_id"] == article])
    return _select(connection, reviews.c.act == act)


def undo(connection: Connection, coder: str, act: str | None = None) -> list[Review]:
    """Take back the latest act of ``coder`` that stands, or ``act``; what was taken back, empty when nothing was.

    Raises ``RecordError`` when ``act`` is another coder's.
    """
    if act is None:
        latest = sa.select(reviews.c.act).where(reviews.c.coder == coder, reviews.c.verdict != UNDONE, holds())
        act = connection.scalar(latest.order_by(reviews.c.n.desc()).limit(1))
        if act is None:
            return []
    for subject in sorted({r.event_id or r.given_event_id for r in _select(connection, reviews.c.act == act)}):
        lock(connection, subject)
    taken = [r for r in _select(connection, reviews.c.act == act) if r.stands and r.verdict != UNDONE]
    if any(review.coder != coder for review in taken):
        raise RecordError(f"Act {act} is another coder's: only its coder takes it back.")
    at, back = now(), uuid.uuid4().hex
    for review in taken:
        kept = review.model_dump(
            include={"article_id", "event_id", "given_event_id", "coder", "seen", "project", "blind"}
        )
        row = {"act": back, "at": at, "verdict": UNDONE, "changes": {}, "applied": {}, "undoes": review.n, "note": None}
        connection.execute(sa.insert(reviews).values(kept | row))
        ledger.log(connection, coder, UNDONE, review.event_id or review.given_event_id, {"act": act})
    for article in dict.fromkeys(review.article_id for review in taken):
        settle(connection, article, [r.event_id for r in taken if r.article_id == article and r.event_id])
    return [review.model_copy(update={"stands": False}) for review in taken]


def listed(
    connection: Connection, *, event: str | None = None, article: str | None = None, coder: str | None = None
) -> list[Review]:
    """Reviews in the order in which they were given: of an event, of an article, by a coder."""
    wanted: list[sa.ColumnElement[bool]] = [sa.true()]
    wanted += [reviews.c.event_id == event] if event is not None else []
    wanted += [reviews.c.article_id == article] if article is not None else []
    wanted += [reviews.c.coder == coder] if coder is not None else []
    return _select(connection, sa.and_(*wanted))


def state(given: Iterable[Review]) -> State:
    """What the reviews of one event make of it."""
    standing = [review for review in given if review.stands and review.verdict != UNDONE]
    deciding = [review for review in standing if review.verdict in _DECIDING]
    alone = [review for review in deciding if review.blind is None]
    holding = max([*alone[-1:], *agreed(deciding)], key=lambda review: review.n, default=None)
    if holding is None:
        return State(None, {}, any(review.verdict == "flagged" for review in standing))
    return State(holding.verdict, holding.applied, standing[-1].verdict == "flagged")


def agreed(deciding: Iterable[Review]) -> list[Review]:
    """The last of the verdicts that coders gave blind, once there are as many as were asked for and all say the same.

    Of each coder the latest counts, of each project those that were given for it.
    """
    by_project: dict[str | None, dict[str, Review]] = {}
    for review in deciding:
        if review.blind is not None:
            by_project.setdefault(review.project, {})[review.coder] = review
    return [
        max(given.values(), key=lambda review: review.n)
        for given in by_project.values()
        if len(given) >= max(review.blind or 0 for review in given.values())
        and len({review.word for review in given.values()}) == 1
    ]


def corrected_report(connection: Connection, report: Report, *, rejected: bool = False) -> Report:
    """``report`` as reviews left it: corrections made, rejected events left out, but for ``rejected``."""
    states = _states(connection, report)
    made = corrections.corrected(report, [(id, s.changes) for id, s in states.items() if s.changes])
    kept = [e for e in made.events if rejected or (s := states.get(e.id)) is None or s.verdict != "rejected"]
    if len(kept) == len(made.events):
        return made
    found = [f for f in made.embargo if f.event in {event.id for event in kept}]
    return made.model_copy(update={"events": kept, "embargo": found})


def settle(connection: Connection, article: str, changed: Iterable[str] | None = None) -> None:
    """Write the rows of reviewed events of ``article`` as their standing reviews make them; all, or ``changed``."""
    data = connection.scalar(sa.select(reports.c.json).where(reports.c.article_id == article))
    if data is None:
        return
    report = rows.unpacked(data)
    states = _states(connection, report)
    made = corrections.corrected(report, [(id, s.changes) for id, s in states.items() if s.changes])
    _settle_entities(connection, made)
    wanted = states.keys() if changed is None else {id.removeprefix(f"{article}:") for id in changed}
    before = {event.id: event for event in report.events}
    for event in made.events:
        if event.id in wanted:
            mark = states.get(event.id, State(None, {}, False))
            _settle_event(connection, made, event, mark, same=changed is None and event == before.get(event.id))
    for id in wanted - {event.id for event in made.events}:  # split off, and that was taken back
        fulltext.drop(connection, "events", rows.full_id(made, id))
        connection.execute(sa.delete(events).where(events.c.id == rows.full_id(made, id)))


def lock(connection: Connection, event: str) -> None:
    """Hold other reviewers of ``event`` off until the transaction ends; SQLite has one writer at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(events.c.n).where(events.c.id == event).with_for_update())


def _settle_entities(connection: Connection, report: Report) -> None:
    """Entities that coders named come and go with the reviews that name them."""
    made = {row["id"]: row for row in rows.entity_rows(report)}
    known = set(connection.scalars(sa.select(entities.c.id).where(entities.c.article_id == report.article.id)))
    if new := [row for id, row in made.items() if id not in known]:
        connection.execute(sa.insert(entities), new)
    for id in known - made.keys():
        connection.execute(sa.delete(entities).where(entities.c.id == id))


def _settle_event(connection: Connection, report: Report, event: Event, mark: State, *, same: bool) -> None:
    id = rows.full_id(report, event.id)
    values: dict[str, Any] = {"review": mark.verdict, "flagged": mark.flagged}
    if same:
        connection.execute(sa.update(events).where(events.c.id == id).values(values))
        return
    row = rows.event_row(report, event) | values
    if not connection.execute(sa.update(events).where(events.c.id == id).values(row)).rowcount:
        connection.execute(sa.insert(events).values(row))  # split off another
    made = {
        parties: rows.party_rows(report, event),
        pairs: rows.pair_rows(report, event),
        evidence: rows.evidence_rows(report, event),
    }
    for table, new in made.items():
        connection.execute(sa.delete(table).where(table.c.event_id == id))
        if new:
            connection.execute(sa.insert(table), new)
    fulltext.drop(connection, "events", id)
    fulltext.put(connection, "events", [rows.event_words(report, event)])


def _states(connection: Connection, report: Report) -> dict[str, State]:
    """What reviews made of the events of ``report``, those that have any, by their id in it."""
    prefix = f"{report.article.id}:"
    by_event: dict[str, list[Review]] = {}
    for review in listed(connection, article=report.article.id):
        local = (review.event_id or "").removeprefix(prefix)
        if review.event_id and _there(report, local, review.applied):
            by_event.setdefault(local, []).append(review)
    return {id: state(given) for id, given in by_event.items()}


def _row(connection: Connection, coder: str, act: str, judgement: Judgement) -> dict[str, Any]:
    article, _, local = judgement.event.rpartition(":")
    data = connection.scalar(sa.select(reports.c.json).where(reports.c.article_id == article))
    report = rows.unpacked(data) if data is not None else None
    given = listed(connection, event=judgement.event)
    if report is None or not _there(report, local, state(given).changes or judgement.changes):
        raise RecordError(f"{judgement.event}: no such event in the record.")
    latest = given[-1].n if given else 0
    if judgement.seen is not None and judgement.seen != latest:
        raise Conflict(f"{judgement.event} was reviewed by {given[-1].coder if given else 'nobody'} in the meantime.")
    if judgement.verdict != "corrected" and judgement.changes:
        raise RecordError("Only a correction changes fields.")
    if judgement.verdict == "corrected" and not judgement.changes:
        raise RecordError("A correction says which fields it changes.")
    standing = state(given).changes
    if judgement.as_read:
        standing = {name: value for name, value in standing.items() if name == corrections.SPLIT}
    if corrections.SPLIT in judgement.changes:
        standing = {corrections.SPLIT: judgement.changes[corrections.SPLIT]} | standing
    shown = corrections.corrected(report, [(local, standing)])
    event = next(e for e in shown.events if e.id == local)
    changes = corrections.checked(shown, event, judgement.changes)
    applied = _joined(standing, changes)
    known = {entity.id: entity for entity in shown.entities}
    named = dict.fromkeys([*corrections.refs(event), *corrections.named(applied)])
    people = {ref: known[ref].model_dump(mode="json") for ref in named if ref in known}
    seen = {"event": event.model_dump(mode="json"), "entities": people, "applied": applied, "codebook": report.codebook}
    row = {
        "act": act,
        "article_id": article,
        "event_id": judgement.event,
        "given_event_id": judgement.event,
        "coder": coder,
        "at": now(),
        "verdict": judgement.verdict,
        "changes": changes,
        "applied": applied,
        "seen": seen,
        "undoes": None,
        "note": judgement.note,
        "project": judgement.project,
        "blind": judgement.blind,
    }
    return rows.clean(row)


def _there(report: Report, local: str, changes: Mapping[str, Any]) -> bool:
    """Whether the report has the event, or another one that ``changes`` split it from."""
    known = {event.id for event in report.events}
    return local in known or changes.get(corrections.SPLIT) in known


def _joined(standing: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes that hold once ``changes`` are made over those that stood."""
    made = {**standing, **changes}
    people = [*standing.get("entities", ()), *changes.get("entities", ())]
    return made | {"entities": list({entity["id"]: entity for entity in people}.values())} if people else made


def holds() -> sa.ColumnElement[bool]:
    """Whether a row of ``reviews`` was not taken back."""
    later = reviews.alias("later")
    return ~sa.exists().where(later.c.undoes == reviews.c.n)


def _select(connection: Connection, wanted: sa.ColumnElement[bool]) -> list[Review]:
    question = sa.select(reviews, holds().label("stands")).where(wanted).order_by(reviews.c.n)
    return [Review.model_validate(dict(row)) for row in connection.execute(question).mappings()]
