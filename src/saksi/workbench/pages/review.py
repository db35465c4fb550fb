"""The review queue, and beside it progress, agreement, rulings and the audit log."""

from __future__ import annotations

import json
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query
from starlette.responses import Response

from saksi.record import Filters, Order, RecordError, ledger
from saksi.report import EntityKind, Status
from saksi.workbench import coding, queue
from saksi.workbench.api.reviews import numbers
from saksi.workbench.filtering import Filtered, countries
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
    here: Coding, chosen: Filtered, order: Order = Order.uncertain, coders: Annotated[int, Query(ge=1, le=2)] = 1,
    event: str = "",
) -> Response:  # fmt: skip
    """The queue of the events that pass the filters, least certain first; ``event`` puts one before all others."""
    double = coders == 2
    batch = Queue(items=[], left=0)
    try:
        if not chosen.error:
            first = numbers(here, event) if event else []
            filters: Filters = chosen.filters
            taken = queue.take(here.record, here.name, filters, order=order, limit=BATCH, double=double)
            wanted = [*first, *(n for n in taken.numbers if n not in first)]
            batch = Queue(items=items(here.record, wanted, here.words, as_read=double), left=taken.left)
    except RecordError as error:  # words without a letter, or too many
        chosen.error = str(error)
    done, total = queue.reviewed(here.record)
    return here.page(
        "review.html.j2",
        chosen=chosen,
        keys=KEYS,
        batch=batch.model_dump_json(),
        labels=json.dumps(_labels(here), ensure_ascii=False),
        said=here.words.some(*_WORDS),
        book=coding.book(),
        statuses=get_args(Status),
        order=str(order),
        coders=coders,
        query=chosen.query,
        done=done,
        total=total,
        empty=not batch.items,
    )


@router.get("/review/progress")
def progress(here: Coding) -> Response:
    """What each coder did, and how far they agree."""
    found = coding.agreement(here.record)
    done, total = queue.reviewed(here.record)
    return here.page(
        "progress.html.j2",
        coders=queue.progress(here.record),
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
