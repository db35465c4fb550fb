"""What coders decide, made sound: scores that follow from a type, events that are one, disagreements settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations, count
from typing import Any

import sqlalchemy as sa

from saksi.codebook import Codebook
from saksi.record import Judgement, Record, RecordError, Review, reviewing
from saksi.record.corrections import SPLIT
from saksi.record.people import rulings
from saksi.report import Event
from saksi.workbench import queue
from saksi.workbench.agreement import cohen_kappa, krippendorff_alpha
from saksi.workbench.projects import Project

_BESIDE = "."  # between the id of an event and the number of one that was split off
LEVELS = (
    *("verdict", "type", "mode", "status", "date", "place", "actors", "recipients", "sources", "contexts"),
    *("killed", "injured", "arrested"),
)


def completed(record: Record, given: Judgement, like: str | None = None) -> Judgement:
    """``given`` with the quad class and score that its new type or mode has in the codebook.

    ``like`` is the event that one which is not there yet begins as a copy of.
    """
    changes = dict(given.changes)
    if not {"type", "mode"} & set(changes):
        return given
    now = record.event(like or given.event)
    name = changes.get("type", now.type)
    kind = Codebook.load().types.get(name) if isinstance(name, str) else None
    if kind is None:
        raise RecordError(f"{name!r}: no type of the codebook.")
    if "mode" not in changes and now.mode not in kind.modes:
        changes["mode"] = None
    mode = changes.get("mode", now.mode)
    if mode is not None and mode not in kind.modes:
        raise RecordError(f"{mode!r}: no mode of {name}.")
    score = kind.modes.get(mode) if mode is not None else None
    changes |= {"quad": kind.quad, "score": kind.score if score is None else score}
    return given.model_copy(update={"changes": changes})


def give(
    record: Record, coder: str, act: str, given: Sequence[Judgement], project: Project | None = None
) -> list[Review]:
    """Keep the judgements of one act, for ``project`` where it was given for one, and let go of their events."""
    of = {"project": project.name if project else None, "blind": project.blind if project else None}
    more = of | ({"as_read": True, "seen": None} if of["blind"] else {})
    made = [completed(record, one.model_copy(update=more)) for one in given]
    with record.writing() as connection:
        kept = reviewing.give(connection, coder, made, act)
        queue.release(connection, [one.event for one in made])
    return kept


def split(
    record: Record, coder: str, act: str, event: str, changes: Mapping[str, Any], note: str | None = None
) -> list[Review]:
    """Make an event of its own beside ``event``, of which it is a copy with ``changes``: two acts were told as one."""
    article, _, local = event.rpartition(":")
    record.event(event)
    parent = local.partition(_BESIDE)[0]
    taken = {review.given_event_id for review in record.reviews(article=article)}
    new = next(id for n in count(2) if (id := f"{article}:{parent}{_BESIDE}{n}") not in taken)
    made = Judgement(event=new, verdict="corrected", changes={**changes, SPLIT: parent}, note=note, seen=0)
    made = completed(record, made, like=f"{article}:{parent}")
    with record.writing() as connection:
        return reviewing.give(connection, coder, [made], act)


def merge(record: Record, coder: str, act: str, keep: str, drop: Sequence[str]) -> list[Review]:
    """Make events of one article one: ``keep`` takes over what it lacks, the others are rejected."""
    article = keep.rpartition(":")[0]
    if keep in drop or any(id.rpartition(":")[0] != article for id in drop):
        raise RecordError("Only different events of one article are merged.")
    kept = record.event(keep)
    others = [record.event(id) for id in drop]
    changes = _joined(kept, others)
    first = Judgement(event=keep, verdict="corrected" if changes else "confirmed", changes=changes, note="merged")
    rest = [Judgement(event=id, verdict="rejected", note=f"merged into {keep}") for id in dict.fromkeys(drop)]
    return give(record, coder, act, [first, *rest])


def _joined(kept: Event, others: Sequence[Event]) -> dict[str, Any]:
    """The fields of ``kept`` that change when it takes over what the others know beside it."""
    made: dict[str, Any] = {}
    for name in ("actors", "recipients", "sources", "contexts"):
        every = list(dict.fromkeys([*getattr(kept, name), *(v for e in others for v in getattr(e, name))]))
        if every != getattr(kept, name):
            made[name] = every
    for name in ("mode", "date", "place", "killed", "injured", "arrested"):
        if getattr(kept, name) is None and (name != "mode" or all(e.type == kept.type for e in others)):
            value = next((v for e in others if (v := getattr(e, name)) is not None), None)
            if value is not None:
                made[name] = value.model_dump(mode="json") if hasattr(value, "model_dump") else value
    return made


def rule(record: Record, editor: str, act: str, event: str, given: Judgement, right: int | None = None) -> list[Review]:
    """Settle what coders saw differently about ``event``: by ``given``, or by the review ``right``."""
    if right is not None:
        review = next((r for r in record.reviews(event=event) if r.n == right and r.stands), None)
        if review is None or review.verdict not in queue.DECIDING:
            raise RecordError(f"{right}: no such verdict on {event}.")
        given = Judgement.model_validate(
            {"event": event, "verdict": review.verdict, "changes": review.changes, "note": given.note, "as_read": True}
        )
    with record.writing() as connection:
        made = reviewing.give(connection, editor, [completed(record, given)], act)
        if not connection.scalar(sa.select(sa.exists().where(rulings.c.act == act))):
            connection.execute(sa.insert(rulings).values(act=act, event_id=event))
    return made


def labels(review: Review) -> dict[str, str]:
    """What one coder made of each field of an event; of one that was rejected nothing stands."""
    if review.verdict == "rejected":
        return dict.fromkeys(LEVELS, "none") | {"verdict": "rejected"}
    seen = dict(review.seen["event"])
    seen |= {name: value for name, value in review.changes.items() if name in seen}
    seen["verdict"] = "stands" if review.verdict == "confirmed" else "corrected"
    return {level: _label(level, seen[level]) for level in LEVELS}


def _label(level: str, value: Any) -> str:
    """A value as a label: of a date the days, of a place its name, of parties and contexts who is among them."""
    if isinstance(value, list):
        return repr(sorted(map(str, value)))
    if isinstance(value, Mapping):
        keys = ("value", "end") if level == "date" else ("name",)
        return repr([str(value.get(key) or "").casefold() for key in keys])
    return str(value)


def agreement(record: Record, project: str | None = None) -> dict[str, Any]:
    """Agreement of coders on the events that two or more judged blind, and those about which they differ.

    For each field the share of pairs of verdicts that agree, Krippendorff's alpha of all coders and Cohen's kappa of
    each two; in all or in one project.
    """
    judged = queue.judged_twice(record, project)
    units = {event: {r.coder: labels(r) for r in given} for event, given in judged.items()}
    alpha, same = {}, {}
    for level in LEVELS:
        values = [[label[level] for label in unit.values()] for unit in units.values()]
        alpha[level] = krippendorff_alpha(values)
        pairs = [one == other for unit in values for one, other in combinations(unit, 2)]
        same[level] = sum(pairs) / len(pairs) if pairs else None
    coders = sorted({coder for unit in units.values() for coder in unit})
    kappa = []
    for one, other in combinations(coders, 2):
        both = [(unit[one], unit[other]) for unit in units.values() if one in unit and other in unit]
        if both:
            measured = {level: cohen_kappa([(a[level], b[level]) for a, b in both]) for level in LEVELS}
            kappa.append({"coders": [one, other], "events": len(both)} | measured)
    settled = queue.ruled(record)
    open_ones = {
        event: given
        for event, given in judged.items()
        if event not in settled and len({review.word for review in given}) > 1
    }
    return {"events": len(units), "agreed": same, "alpha": alpha, "kappa": kappa, "open": open_ones}


@cache
def book() -> dict[str, dict[str, Any]]:
    """The types with their quad class, score and modes, for the page's form."""
    return {kind.name: {"quad": kind.quad, "modes": list(kind.modes)} for kind in Codebook.load().types.values()}
