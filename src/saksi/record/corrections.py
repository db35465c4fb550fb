"""An event with a coder's changes made: checked against the report it belongs to.

Changes are fields of ``Event`` with their new values; ``entities`` beside them lists parties that the report does not
name, which then get an id that follows from their name. ``split_from`` makes an event of its own, which begins as a
copy of the one it names: where a report tells two acts as one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from saksi.record.errors import RecordError
from saksi.report import Entity, Event, Report

Changes = dict[str, Any]

_FIXED = {"id"}
_PARTIES = ("actors", "recipients", "sources")
_ENTITIES = "entities"
SPLIT = "split_from"


def checked(report: Report, event: Event, changes: Mapping[str, Any]) -> Changes:
    """``changes`` as they are kept; raises ``RecordError`` when they do not make a sound event of ``report``."""
    changes = dict(changes)
    wrong = sorted(set(changes) - set(Event.model_fields) - {_ENTITIES, SPLIT} | set(changes) & _FIXED)
    if wrong:
        raise RecordError(f"An event has no {', '.join(wrong)} that a review may change.")
    if "type" in changes and changes["type"] != event.type and not {"quad", "score"} <= set(changes):
        raise RecordError("A new type comes with its quad class and score.")
    try:
        changes = _with_ids(changes)
        corrected(report, [(event.id, changes)])
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise RecordError(f"The change of {where or 'the event'} cannot be made: {first['msg']}.") from None
    return changes


def corrected(report: Report, changes: Iterable[tuple[str, Changes]]) -> Report:
    """``report`` with changes made to its events, and the entities that they bring."""
    read = {event.id: event for event in report.events}
    events = dict(read)
    people = {entity.id: entity for entity in report.entities}
    for id, fields in changes:
        own = {name: value for name, value in fields.items() if name not in (_ENTITIES, SPLIT)}
        if id not in events:
            events[id] = read[fields[SPLIT]].model_copy(update={"id": id})
        events[id] = Event.model_validate(events[id].model_dump() | own)
        for given in fields.get(_ENTITIES, ()):
            entity = Entity.model_validate(given)
            people.setdefault(entity.id, entity)
    return report.model_copy(update=_sound(report, list(events.values()), list(people.values())))


def refs(event: Event) -> list[str]:
    """The entities that ``event`` names."""
    named = [*event.actors, *event.recipients, *event.sources, *(v.entity for v in event.evidence if v.entity)]
    return list(dict.fromkeys(named))


def renamed(changes: Changes, ids: Mapping[str, str]) -> Changes:
    """``changes`` with other ids for the entities they name."""
    made = dict(changes)
    for field in _PARTIES:
        if field in made:
            made[field] = [ids.get(ref, ref) for ref in made[field]]
    if "evidence" in made:
        made["evidence"] = [
            v | {"entity": ids.get(v["entity"], v["entity"])} if v.get("entity") else v for v in made["evidence"]
        ]
    return made


def carried(entity: Mapping[str, Any]) -> dict[str, Any]:
    """An entity that the report does not list, under an id that follows from what it is."""
    sound = Entity.model_validate(entity)
    digest = hashlib.sha256(repr((sound.name, sound.kind, sound.country)).encode("utf-8", "surrogatepass"))
    return sound.model_dump(mode="json") | {"id": f"c{digest.hexdigest()[:8]}"}


def named(changes: Changes) -> list[str]:
    """The entities that ``changes`` name."""
    found = [ref for field in _PARTIES for ref in changes.get(field, ())]
    return list(dict.fromkeys([*found, *(v["entity"] for v in changes.get("evidence", ()) if v.get("entity"))]))


def _with_ids(changes: Changes) -> Changes:
    if not changes.get(_ENTITIES):
        return {name: value for name, value in changes.items() if name != _ENTITIES}
    given = changes[_ENTITIES]
    made = [carried({"id": "new"} | dict(entity)) for entity in given]
    ids = {old["id"]: new["id"] for old, new in zip(given, made, strict=True) if "id" in old}
    return renamed(changes, ids) | {_ENTITIES: made}


def _sound(report: Report, events: list[Event], people: list[Entity]) -> dict[str, Any]:
    """Events and entities, once a report made of them has checked its spans and references."""
    Report(
        id=report.id,
        article=report.article,
        entities=people,
        events=events,
        statements=report.statements,
        relations=report.relations,
    )
    return {"events": events, "entities": people}
