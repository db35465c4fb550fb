"""Reviews in: the queue, decisions, undoing, merging, and what coders agree on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from saksi.record import Filters, Order, Review
from saksi.workbench import coding, projects, queue
from saksi.workbench.items import items
from saksi.workbench.models import Act, Agreement, Asked, Merge, Queue, QueueItem, Ruling, Split, Undo
from saksi.workbench.setting import Coding, Editing

router = APIRouter(prefix="/api", tags=["review"])


class QueueAsked(Asked):
    """Filters, and how the queue goes on."""

    order: Order = Order.uncertain
    limit: int = 20
    have: tuple[str, ...] = ()
    project: str = Field("", max_length=80)

    @property
    def filters(self) -> Filters:
        """The filters alone."""
        return Filters.model_validate(self.model_dump(include=set(Filters.model_fields)))


@router.get("/queue")
def next_events(here: Coding, asked: Annotated[QueueAsked, Query()]) -> Queue:
    """Hand out the next events of the queue: least certain first unless another order is asked for.

    ``have`` are the events that lie before the coder already. With ``project`` its filters count, and no others.
    """
    project = projects.get(here.record, asked.project, here.name) if asked.project else None
    taken = queue.take(
        here.record,
        here.name,
        project.filters if project else asked.filters,
        order=asked.order,
        limit=min(asked.limit, 100),
        have=asked.have[:500],
        project=project,
    )
    shown = items(here.record, taken.numbers, here.words, as_read=bool(project and project.blind))
    return Queue(items=shown, left=taken.left)


@router.post("/reviews")
def give(here: Coding, given: Act) -> list[Review]:
    """Keep what a coder decided about one or more events: all of it or nothing."""
    project = projects.get(here.record, given.project, here.name) if given.project else None
    return coding.give(here.record, here.name, given.act, given.judgements, project)


@router.post("/reviews/undo")
def undo(here: Coding, given: Undo) -> list[Review]:
    """Take back an act of one's own, by default the latest; what was taken back."""
    return here.record.undo(here.name, given.act)


@router.post("/reviews/merge")
def merge(here: Coding, given: Merge) -> list[Review]:
    """Make events of one article one."""
    return coding.merge(here.record, here.name, given.act, given.keep, given.drop)


@router.post("/reviews/split")
def split(here: Coding, given: Split) -> list[Review]:
    """Make a second event beside one in which two acts are told."""
    return coding.split(here.record, here.name, given.act, given.event, given.changes, given.note)


@router.post("/rulings")
def rule(here: Editing, given: Ruling) -> list[Review]:
    """Settle what two coders saw differently."""
    from saksi.record import Judgement

    verdict = given.verdict or "confirmed"
    own = Judgement(event=given.event, verdict=verdict, changes=given.changes, note=given.note, as_read=True)
    return coding.rule(here.record, here.name, given.act, given.event, own, given.right)


@router.get("/queue/item")
def one_item(here: Coding, event: Annotated[str, Query(max_length=200)]) -> list[QueueItem]:
    """One event as the queue shows it; empty when there is none."""
    return items(here.record, numbers(here, event), here.words)


@router.get("/agreement")
def agreement(here: Coding, project: Annotated[str | None, Query(max_length=80)] = None) -> Agreement:
    """How far coders agree on the events that two or more judged blind, in all projects or in one."""
    found = coding.agreement(here.record, project)
    return Agreement.model_validate({k: v for k, v in found.items() if k != "open"})


def numbers(here: Coding, event: str) -> list[int]:
    """The number of an event by its id."""
    import sqlalchemy as sa

    from saksi.record.tables import events

    with here.record.reading() as connection:
        return list(connection.scalars(sa.select(events.c.n).where(events.c.id == event)))
