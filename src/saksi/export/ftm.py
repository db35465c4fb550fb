"""FollowTheMoney entities, a JSON object a line, made through the model's own API so that every value is cleaned.

An article is an ``Article``, a person a ``Person``, a body a ``PublicBody`` or ``Organization``, an event an ``Event``
whose acts from party to party are ``UnknownLink``; lasting ties are ``Directorship``, ``Membership`` or
``UnknownLink``. ``proof`` leads to the article. Ids are hashes of what they name: the same record, the same ids.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from followthemoney import EntityProxy, model

from saksi.export.gdelt import dyads
from saksi.export.items import Item
from saksi.export.quoting import sentence, words
from saksi.export.spill import spill
from saksi.export.visible import clip, json_line, one_line
from saksi.report import Date, Entity, Event, Relation

_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_BODIES = frozenset({"PTY", "PRM", "REB", "OPP", "CRM", "REL", "UAF"})
_FAMILIES = {"Person": "person", "Address": "place"}  # all other schemas of a party can be joined with each other
_COUNTRIES = {"EUR": "eu", "UNO": "un"}
# What an event's links have in common with the event.
_SHARED = (*("proof", "sourceUrl", "publisher", "recordId", "summary", "description", "date", "startDate", "endDate"),)
_PROOFS = 10  # articles that a party known across articles leads to by itself; its events and links lead to the rest
_TIES = {"leads": ("Directorship", "director"), "member_of": ("Membership", "member")}


def write(items: Iterable[Item], target: TextIO) -> None:
    """The entities of all items, each id once.

    Articles, events and links belong to one article and are written as they come. Parties known across articles are
    joined by the model's own merge and written last, in the order of their ids.
    """
    with spill("CREATE TABLE part (id TEXT, entity TEXT)") as store:
        for item in items:
            for made, across in entities(item):
                if across:
                    store.execute("INSERT INTO part VALUES (?, ?)", (made.id, json_line(made.to_dict())))
                else:
                    target.write(json_line(made.to_dict()))
        whole: EntityProxy | None = None
        for _, text in store.execute("SELECT id, entity FROM part ORDER BY id, rowid"):
            part = EntityProxy.from_dict(json.loads(text), cleaned=True)
            if whole is not None and whole.id == part.id:
                if len(whole.get("proof")) >= _PROOFS:
                    for name in ("proof", "sourceUrl", "publisher"):
                        part.pop(name)
                whole.merge(part)
                continue
            if whole is not None:
                target.write(json_line(whole.to_dict()))
            whole = part
        if whole is not None:
            target.write(json_line(whole.to_dict()))


def entities(item: Item) -> Iterator[tuple[EntityProxy, bool]]:
    """The entities of one item, and whether each may come again with another article."""
    article = _article(item)
    events = list(item.events())
    told = {ref for e in events for ref in (*e.actors, *e.recipients, *e.sources)}
    ties = [t for t in item.report.relations if t.from_ != t.to] if item.kept is None else []
    told |= {ref for t in ties for ref in (t.from_, t.to)}
    if item.kept is not None and not events:
        return
    yield article, False
    parties: dict[str, EntityProxy] = {}
    for entity in item.report.entities:
        if entity.id in told or item.kept is None:
            parties[entity.id] = _party(item, entity, article)
    seen: set[str | None] = set()
    for ref, party in parties.items():
        across = item.actor(item.report.entity(ref)) is not None
        if across or party.id not in seen:
            yield party, across
        seen.add(party.id)
    for event in events:
        for made in _event(item, event, parties, article):
            yield made, False
    for number, tie in enumerate(ties):
        link = _tie(item, number, tie, parties, article)
        if link is not None:
            yield link, False


def _make(
    schema: str, ident: tuple[str, ...], properties: dict[str, Any], known: Mapping[str, list[str]] | None = None
) -> EntityProxy:
    """An entity of a schema; what a property's type cannot be cleaned into is left out, as the model has it.

    ``known`` are values that another entity has had cleaned.
    """
    made = model.make_entity(schema, key_prefix="saksi")
    made.make_id(*ident)
    for name, values in (known or {}).items():
        made.add(name, values, cleaned=True)
    for name, value in properties.items():
        longest = made.schema.properties[name].type.max_length
        made.add(name, [clip(v, longest) for v in (value if isinstance(value, list) else [value]) if v])
    return made


def _where(article: EntityProxy) -> dict[str, list[str]]:
    """What leads from an entity to the article that proves it."""
    return {"proof": [article.id or ""], "sourceUrl": article.get("sourceUrl"), "publisher": article.get("publisher")}


def _article(item: Item) -> EntityProxy:
    """The article; its text is left out, as it belongs to its publisher."""
    own = item.report.article
    credits = [one_line(c.name) for c in own.credits if c.kind == "reporter"]
    made = {
        "title": _said(own.title),
        "publisher": _said(own.outlet),
        "sourceUrl": own.url,
        "publishedAt": own.published,
        "language": own.language,
        "author": credits,
        "name": _said(own.title) or one_line(own.id),
    }
    return _make("Article", ("article", item.report.id), made)


def _said(text: str | None) -> str | None:
    return one_line(text) if text else None


def _schema(entity: Entity) -> str:
    """The schema of a party: a state is its government, a group without arms or a party's name may be anybody."""
    if entity.kind == "person":
        return "Person"
    if entity.kind == "place":
        return "Address"
    sectors = set(entity.sectors)
    if entity.kind == "country" or (entity.kind == "organisation" and sectors & _STATE):
        return "PublicBody"
    return "Organization" if entity.kind == "organisation" or sectors & _BODIES else "LegalEntity"


def _party(item: Item, entity: Entity, article: EntityProxy) -> EntityProxy:
    schema = _schema(entity)
    actor = item.actor(entity)
    family = _FAMILIES.get(schema, "body")
    ident = ("actor", family, actor) if actor else ("entity", family, item.report.id, entity.id)
    made: dict[str, Any] = {
        "name": one_line(item.name(entity)),
        "country": _COUNTRIES.get(entity.country or "", entity.country),
    }
    where = _where(article)
    if schema == "Address":
        return _make(schema, ident, made | {"full": one_line(entity.name)}, where)
    made |= {
        "alias": [one_line(a) for a in (entity.name, *entity.aliases) if a != item.name(entity)],
        "sector": entity.sectors,
    }
    if schema == "Person":
        made["position"] = _said(entity.role)
    return _make(schema, ident, made, where)


def _event(item: Item, event: Event, parties: dict[str, EntityProxy], article: EntityProxy) -> Iterator[EntityProxy]:
    """The event, an ``UnknownLink`` for each act from party to party, and one from each source to the event."""
    standing = item.standing(event)
    act = one_line(f"{event.type} {event.mode or ''}")
    names = [[one_line(item.report.entity(ref).name) for ref in refs] for refs in (event.actors, event.recipients)]
    told = sentence(event, item.report.article)
    marks = [event.status, *([f"review {standing.review}"] if standing.review else [])]
    properties = _when(event.date) | {
        "recordId": item.id(event),
        "summary": _said(item.report.article.text[told[1] : told[2]]) if told else None,
        "description": [one_line(w) for w in words(event, "trigger", item.report.article)],
    }
    involved = [p.id for ref in (*event.actors, *event.recipients) if (p := parties[ref]).schema.is_a("LegalEntity")]
    made = _make(
        "Event",
        ("event", item.id(event)),
        properties
        | {
            "name": one_line(f"{act}: {' → '.join(', '.join(n) for n in names if n)}").rstrip(": "),
            "involved": involved,
            "location": _said(event.place.name) if event.place else None,
            "country": _COUNTRIES.get(event.place.country or "", event.place.country) if event.place else None,
            "keywords": [act, event.type, *map(one_line, event.contexts), f"status {marks[0]}", *marks[1:]],
            "notes": _notes(item, event),
        },
        _where(article),
    )
    yield made
    shared = {name: made.get(name) for name in _SHARED}
    for first, second in dict.fromkeys(dyads(event)):
        if first and second and parties[first].id != parties[second].id:
            ends = {"subject": parties[first].id, "object": parties[second].id}
            ident = ("act", item.id(event), first, second)
            yield _make("UnknownLink", ident, {**ends, "role": act, "status": marks}, shared)
    for ref in dict.fromkeys(event.sources):
        ends = {"subject": parties[ref].id, "object": made.id}
        cited = {name: shared[name] for name in ("proof", "sourceUrl", "publisher", "recordId")}
        yield _make("UnknownLink", ("source", item.id(event), ref), {**ends, "role": "source"}, cited)


def _notes(item: Item, event: Event) -> list[str]:
    """What the model has no property for: numbers, story, reasons for gaps, and what an embargo says."""
    standing = item.standing(event)
    counted = {
        "killed": event.killed,
        "injured": event.injured,
        "arrested": event.arrested,
        "confidence": event.confidence,
        "story": standing.story,
        "articles of the story": standing.articles,
        "independent sources": standing.independent_sources,
    }
    found = [f"{name}: {value}" for name, value in counted.items() if value is not None]
    found += [one_line(f"no {name}: {why}") for name, why in event.reasons.items()]
    found += [
        one_line(f"Embargo {f.regime}: {f.rule} ({f.instrument}). {f.why} A lead to check, not a legal finding.")
        for f in item.findings(event)
    ]
    return found


def _when(when: Date | None) -> dict[str, Any]:
    """A day, month or year, or the start and end of a span."""
    if when is None:
        return {}
    return {"startDate": when.value, "endDate": when.end} if when.end else {"date": when.value}


def _tie(
    item: Item, number: int, tie: Relation, parties: dict[str, EntityProxy], article: EntityProxy
) -> EntityProxy | None:
    """A lasting tie; null where both its ends are one party across the record."""
    source, target = parties[tie.from_], parties[tie.to]
    if source.id == target.id:
        return None
    schema, end = _TIES.get(tie.kind, ("UnknownLink", ""))
    fits = schema != "UnknownLink" and source.schema.is_a("LegalEntity") and target.schema.is_a("Organization")
    ends = {end: source.id, "organization": target.id} if fits else {"subject": source.id, "object": target.id}
    text = item.report.article.text
    made = _when(tie.date) | {
        "role": tie.kind,
        "summary": [one_line(text[start:end]) for start, end in tie.evidence],
    }
    return _make(schema if fits else "UnknownLink", ("tie", item.report.id, str(number)), made | ends, _where(article))
