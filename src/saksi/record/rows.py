"""A report as rows of the tables, and as the words that are searched."""

from __future__ import annotations

import zlib
from itertools import product
from typing import Any

from pydantic_core import PydanticSerializationError

from saksi.dates import covered
from saksi.record.ids import article_id, body_hash, folded
from saksi.report import Article, Date, Entity, Event, Report, Statement

Row = dict[str, Any]

PLACE_KEY = 200  # characters of a place's name that are compared
_UNKEEPABLE = {0: "\ufffd"}  # PostgreSQL keeps no NUL
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def storable(report: Report) -> Report:
    """``report`` under the record's ids, its text writable as UTF-8: half characters are replaced, spans hold."""
    try:
        report.to_json()
    except PydanticSerializationError:
        report = Report.model_validate(_whole(report.model_dump(by_alias=True)))
    return named(report, article_id(report.article))


def named(report: Report, id: str) -> Report:
    """``report`` with ``id`` as its own and its article's id."""
    return report.model_copy(update={"id": id, "article": report.article.model_copy(update={"id": id})})


def packed(report: Report) -> bytes:
    """The whole report, compressed; the same bytes for the same report."""
    return zlib.compress(report.to_json().encode(), 6)


def unpacked(data: bytes) -> Report:
    """What ``packed`` packed."""
    return Report.model_validate_json(zlib.decompress(data))


def article_row(article: Article, given_id: str, added: str) -> Row:
    """The row of an article; its group of copies is itself alone until copies are looked for."""
    known = article.model_dump(include={"id", "title", "outlet", "url", "published", "language", "origin", "text"})
    made = {"given_id": given_id, "body_hash": body_hash(article.story_text()), "added": added}
    return clean(known | made | {"copy_group": article.id, "copied_from": None})


def report_row(report: Report, read_at: str) -> Row:
    """The row of the report itself."""
    made = {"schema": report.schema_, "version": report.version, "codebook": report.codebook}
    return {"article_id": report.article.id, "json": packed(report), "read_at": read_at} | made


def event_row(report: Report, event: Event) -> Row:
    """The row of ``event``, which is the report's or a corrected form of one of its events."""
    names = {"type", "mode", "contexts", "quad", "score", "status", "killed", "injured", "arrested", "confidence"}
    place = event.place
    first, last = bounds(event.date)
    trigger, sentence = trigger_of(event), sentence_of(report, event)
    return clean(
        event.model_dump(include=names)
        | {
            "id": full_id(report, event.id),
            "article_id": report.article.id,
            "date_value": event.date.value if event.date else None,
            "date_end": event.date.end if event.date else None,
            "date_from": first,
            "date_to": last,
            "place_name": place.name if place else None,
            "place_key": folded(place.name)[:PLACE_KEY] if place else None,
            "place_country": place.country if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "geonameid": place.geonameid if place else None,
            "trigger_start": trigger[0] if trigger else None,
            "trigger_end": trigger[1] if trigger else None,
            "sentence_start": sentence[0] if sentence else None,
            "sentence_end": sentence[1] if sentence else None,
        }
    )


def party_rows(report: Report, event: Event) -> list[Row]:
    """Actors, recipients and sources of ``event`` in the order of the report; who is named twice counts once."""
    return [
        {
            "event_id": full_id(report, event.id),
            "role": role,
            "position": n,
            "entity_id": full_id(report, ref),
        }
        for role, refs in _roles(event).items()
        for n, ref in enumerate(dict.fromkeys(refs))
    ]


def pair_rows(report: Report, event: Event) -> list[Row]:
    """Each pair of countries that acted on another in ``event``, empty where a side names none."""
    sides = [
        sorted({report.entity(ref).country or "" for ref in refs}) or [""] for refs in (event.actors, event.recipients)
    ]
    first = bounds(event.date)[0]
    return [
        {"event_id": full_id(report, event.id), "actor_country": a, "recipient_country": r, "date_from": first}
        for a, r in product(*sides)
    ]


def evidence_rows(report: Report, event: Event) -> list[Row]:
    """The spans that the fields of ``event`` were read from."""
    return [
        {
            "event_id": full_id(report, event.id),
            "position": n,
            "field": v.field,
            "start": v.start,
            "end": v.end,
            "entity_id": full_id(report, v.entity) if v.entity else None,
        }
        for n, v in enumerate(event.evidence)
    ]


def event_words(report: Report, event: Event) -> Row:
    """What a search finds ``event`` by: the names of its parties, its outlet, and the sentence of its act."""
    roles = _roles(event)
    sentence = sentence_of(report, event)
    return clean(
        {
            "id": full_id(report, event.id),
            "actors": _names(report, roles["actor"]),
            "recipients": _names(report, roles["recipient"]),
            "sources": "\n".join(filter(None, [_names(report, roles["source"]), report.article.outlet])),
            "words": report.article.text[slice(*sentence)] if sentence else "",
        }
    )


def entity_rows(report: Report) -> list[Row]:
    """The entities of the report."""
    names = {"name", "kind", "country", "sectors", "role", "aliases"}
    return [
        clean({"id": full_id(report, e.id), "article_id": report.article.id} | e.model_dump(include=names))
        for e in report.entities
    ]


def statement_row(report: Report, said: Statement) -> Row:
    """The row of a statement."""

    def full(ref: str | None) -> str | None:
        return full_id(report, ref) if ref else None

    return {
        "id": full_id(report, said.id),
        "article_id": report.article.id,
        "speaker_id": full(said.speaker),
        "addressee_id": full(said.addressee),
        "via": [full_id(report, ref) for ref in said.via],
        "direct": said.direct,
        "cue_start": said.cue[0] if said.cue else None,
        "cue_end": said.cue[1] if said.cue else None,
        "content_start": said.content[0] if said.content else None,
        "content_end": said.content[1] if said.content else None,
        "published": report.article.published,
    }


def statement_words(report: Report, said: Statement) -> Row:
    """What a search finds a statement by: its speaker's names and its content."""
    return clean(
        {
            "id": full_id(report, said.id),
            "speaker": _names(report, [said.speaker] if said.speaker else []),
            "words": report.article.text[slice(*said.content)] if said.content else "",
        }
    )


def relation_rows(report: Report) -> list[Row]:
    """The lasting ties of the report."""
    return [
        {
            "id": full_id(report, f"r{n}"),
            "article_id": report.article.id,
            "from_id": full_id(report, tie.from_),
            "to_id": full_id(report, tie.to),
            "kind": tie.kind,
            "date_value": tie.date.value if tie.date else None,
            "date_end": tie.date.end if tie.date else None,
            "evidence": [list(span) for span in tie.evidence],
        }
        for n, tie in enumerate(report.relations, 1)
    ]


def finding_rows(report: Report) -> list[Row]:
    """What the arms embargoes say about the events of the report."""
    known = {event.id for event in report.events}
    names = {"regime", "rule", "instrument", "why"}
    return [
        clean({"event_id": full_id(report, f.event), "position": n} | f.model_dump(include=names))
        for n, f in enumerate(report.embargo)
        if f.event in known
    ]


def full_id(report: Report, ref: str) -> str:
    """The record's id of an event, entity or statement of ``report``."""
    return f"{report.article.id}:{ref}"


def bounds(when: Date | None) -> tuple[str | None, str | None]:
    """First and last day that a date may mean."""
    known = covered(when) if when else None
    return (known[0].isoformat(), known[1].isoformat()) if known else (None, None)


def trigger_of(event: Event) -> tuple[int, int] | None:
    """The words that tell the act."""
    return next(((v.start, v.end) for v in event.evidence if v.field == "trigger"), None)


def sentence_of(report: Report, event: Event) -> tuple[int, int] | None:
    """The sentence that tells the act."""
    trigger = trigger_of(event)
    if trigger is None:
        return None
    return next((s for s in report.article.sentences if s[0] <= trigger[0] < s[1]), trigger)


def clean(row: Row) -> Row:
    """``row`` as both databases keep it: NUL is shown as the replacement character, lengths stay."""
    for value in row.values():
        if isinstance(value, str) and "\0" in value:
            return {k: v.translate(_UNKEEPABLE) if isinstance(v, str) else v for k, v in row.items()}
    return row


def _roles(event: Event) -> dict[str, list[str]]:
    return {"actor": event.actors, "recipient": event.recipients, "source": event.sources}


def _names(report: Report, refs: list[str]) -> str:
    """Names and aliases, a line an entity."""
    found: dict[str, Entity] = {ref: report.entity(ref) for ref in refs}
    return "\n".join(" / ".join(dict.fromkeys([e.name, *e.aliases])) for e in found.values())


def _whole(value: Any) -> Any:
    """``value`` with the replacement character for each half of a surrogate pair."""
    if isinstance(value, str):
        return value.translate(_SURROGATES)
    if isinstance(value, dict):
        return {_whole(k): _whole(v) for k, v in value.items()}
    return [_whole(v) for v in value] if isinstance(value, list | tuple) else value
