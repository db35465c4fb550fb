"""The review queue, and beside it progress, agreement, rulings and the audit log."""

from __future__ import annotations

import json
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse, Response

from saksi.record import Filters, Order, RecordError, ledger
from saksi.report import EntityKind, Status
from saksi.workbench import coding, projects, queue
from saksi.workbench.api.reviews import numbers
from saksi.workbench.filtering import Chosen, Filtered, countries
from saksi.workbench.items import items
from saksi.workbench.models import Queue
from saksi.workbench.setting import Coding, Editing

router = APIRouter()
BATCH = 20
_LOG = 200
# What the keys do, in the order in which the page shows them; the words are in words/review.yaml (do_<name>).
KEYS = {
    "accept": "a",
    "reject": "x",
    "edit": "e",
    "skip": "Space",
    "flag": "f",
    "undo": "u",
    "next": "j",
    "previous": "k",
    "mark": "v",
    "merge": "m",
    "split": "s",
    "search": "/",
    "help": "?",
}
ALONE = ("merge", "split")  # keys of one who decides alone
FREE = ("search",)  # and of a queue whose filters are free
_WORDS = (
    *("review.saved", "review.saving", "review.unsaved", "review.conflict", "review.refused", "review.undone"),
    *(
        "review.nothing_to_undo",
        "review.done_all",
        "review.marked",
        "review.left",
        "review.no_siblings",
        "review.before",
    ),
    *("common.review_confirmed", "common.review_corrected", "common.review_rejected", "common.review_flagged"),
    *("review.skipped", "review.nothing_changed"),
)


@router.get("/review")
def review(
    here: Coding, chosen: Filtered, order: Order = Order.uncertain,
    project: Annotated[str, Query(max_length=80)] = "", event: str = "",
) -> Response:  # fmt: skip
    """The queue of the events that pass the filters, least certain first; ``event`` puts one before all others.

    In a ``project`` its own filters count.
    """
    given = projects.get(here.record, project, here.name) if project else None
    blind = bool(given and given.blind)
    batch = Queue(items=[], left=0)
    try:
        if not chosen.error:
            first = numbers(here, event) if event else []
            filters: Filters = given.filters if given else chosen.filters
            taken = queue.take(here.record, here.name, filters, order=order, limit=BATCH, project=given)
            wanted = [*first, *(n for n in taken.numbers if n not in first)]
            batch = Queue(items=items(here.record, wanted, here.words, as_read=blind), left=taken.left)
    except RecordError as error:  # words without a letter, or too many
        chosen.error = str(error)
    done, total = queue.reviewed(here.record)
    return here.page(
        "review.html.j2",
        chosen=chosen,
        keys={k: key for k, key in KEYS.items() if not (blind and k in ALONE) and not (given and k in FREE)},
        batch=batch.model_dump_json(),
        labels=json.dumps(_labels(here), ensure_ascii=False),
        said=here.words.some(*_WORDS),
        book=coding.book(),
        statuses=get_args(Status),
        order=str(order),
        project=given,
        about=Chosen(given.filters, "", here).chips if given else [],
        query=chosen.query,
        done=done,
        total=total,
        empty=not batch.items,
    )


@router.get("/review/projects")
def all_projects(here: Coding, chosen: Filtered) -> Response:
    """The projects with what each coder has done in them; editors begin new ones, about what the filters show."""
    found = projects.all(here.record, None if here.may("editor") else here.name)
    accounts = here.request.app.state.accounts
    known = [a.name for a in accounts.all() if a.active and a.role != "reader"] if accounts else [here.name]
    return here.page(
        "projects.html.j2",
        chosen=chosen,
        found=[(p, Chosen(p.filters, "", here).chips, queue.shares(here.record, p)) for p in found],
        known=known,
        total=0 if chosen.error else here.record.count(chosen.filters),
        most=projects.MOST_EACH,
    )


@router.post("/review/projects")
def begin(
    here: Editing,
    name: Annotated[str, Form(max_length=200)] = "",
    query: Annotated[str, Form(max_length=4000)] = "",
    coders: Annotated[str, Form(max_length=4000)] = "",
    each: Annotated[int, Form(ge=1, le=projects.MOST_EACH)] = 1,
    dealt: Annotated[bool, Form()] = False,
) -> Response:
    """Begin a project."""
    projects.add(here.record, here.name, name, query, coders.split(","), each=each, dealt=dealt)
    return RedirectResponse("/review/projects", 303)


@router.post("/review/projects/close")
def close(here: Editing, name: Annotated[str, Form()], closed: Annotated[bool, Form()] = False) -> Response:
    """End a project, or take it up again."""
    projects.close(here.record, name, closed=closed)
    return RedirectResponse("/review/projects", 303)


@router.get("/review/progress")
def progress(here: Coding, project: Annotated[str, Query(max_length=80)] = "") -> Response:
    """What each coder did, and how far they agree: in all projects or in one."""
    found = coding.agreement(here.record, project or None)
    done, total = queue.reviewed(here.record)
    return here.page(
        "progress.html.j2",
        coders=queue.progress(here.record),
        projects=[p.name for p in projects.all(here.record) if p.blind],
        project=project,
        agreement=found,
        levels=coding.LEVELS,
        open=len(found["open"]),
        done=done,
        total=total,
    )


@router.get("/review/rulings")
def rulings(here: Editing) -> Response:
    """The events about which coders differ, side by side."""
    found = coding.agreement(here.record)["open"]
    ids = list(found)[:BATCH]
    shown = items(here.record, [n for id in ids for n in numbers(here, id)], here.words, as_read=True)
    return here.page("rulings.html.j2", shown=shown, given=found, open=len(found), labels_of=coding.labels)


@router.get("/review/log")
def log(here: Editing) -> Response:
    """What was done to the record, newest first."""
    with here.record.reading() as connection:
        rows = ledger.audited(connection, limit=_LOG)
    return here.page("log.html.j2", rows=rows)


def _labels(here: Coding) -> dict[str, dict[str, Any]]:
    """The words for codes, for the page's script."""
    labels = here.words.labels
    types = coding.book()
    modes = {mode for kind in types.values() for mode in kind["modes"]}
    fields = ("trigger", "actor", "recipient", "date", "place", "source", "mode", "status", "context", "killed", "injured", "arrested")  # fmt: skip # noqa: E501
    return {
        "types": {name: labels("types", name) for name in types},
        "modes": {mode: labels("modes", mode) for mode in sorted(modes)},
        "statuses": {status: labels("statuses", status) for status in get_args(Status)},
        "fields": {field: labels("fields", field) for field in fields},
        "headings": {name: labels("headings", name) for name in ("who", "when", "where", "according_to", "toll")},
        "contexts": labels.all("contexts"),
        "kinds": {kind: labels("kinds", kind) for kind in get_args(EntityKind)},
        "countries": dict(countries(labels.lang)),
        "unknown": {"party": labels("ui", "unknown_party"), "none": labels("ui", "not_stated")},
    }
