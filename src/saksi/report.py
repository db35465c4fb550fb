"""The report: what Saksi read in one article, every field pointing at the words it was read from.

All spans are ``(start, end)`` character offsets into ``Article.text``, end exclusive. Types, modes, contexts, sectors,
country codes, quad classes and scores follow the PLOVER 2.0 manual (Open Event Data Alliance).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

SCHEMA = "saksi/1"

EntityKind = Literal["person", "organisation", "country", "place", "group"]
Status = Literal["actual", "future", "hypothetical", "negated"]
RelationKind = Literal["supports", "opposes", "leads", "member_of", "part_of", "allied_with", "fights"]
FurnitureKind = Literal[
    "date_line", "title", "caption", "caption_credit", "dateline", "read_also", "initials", "credit", "boilerplate"
]
CreditKind = Literal["syndication", "photo", "reporter", "editor", "source"]


def _ordered(span: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= span[0] < span[1]:
        raise ValueError(f"a span needs 0 <= start < end, got {span}")
    return span


Span = Annotated[tuple[int, int], AfterValidator(_ordered)]
"""Character offsets ``(start, end)`` into the article's text, end exclusive."""


class Model(BaseModel):
    """Base of all report models: no unknown field passes unseen."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Dateline(Model):
    """The place name that opens a report ("Jakarta, CB --"); ``place`` is the bare name."""

    place: str
    span: Span


class Credit(Model):
    """A name the page credits: an agency it copied from, a photographer, a reporter, an editor."""

    name: str
    kind: CreditKind
    span: Span


class Furniture(Model):
    """A stretch of the page that is not the story: left out of reading, or turned into metadata."""

    kind: FurnitureKind
    span: Span
    value: str | None = None


class Article(Model):
    """One news text with what is known about it.

    ``published`` is an ISO 8601 day; ``published_span`` points at the words it was read from when the page itself gave
    it, and is null when the user or the file gave it. ``sentences`` are filled by reading.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    published_span: Span | None = None
    language: str = "id"
    origin: str | None = None
    sentences: list[Span] = Field(default_factory=list)
    dateline: Dateline | None = None
    credits: list[Credit] = Field(default_factory=list)
    furniture: list[Furniture] = Field(default_factory=list)

    def story_text(self) -> str:
        """The text with every furniture character blanked by a newline or space: same length, same offsets."""
        text = self.text
        for piece in self.furniture:
            start, end = piece.span
            text = text[:start] + "\n" * (end - start) + text[end:]
        return text


class Entity(Model):
    """Who or what is named: one entry for all mentions in the article.

    ``country`` is ISO 3166 alpha-3 or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC; ``sectors`` are PLOVER codes, the
    main one first.
    """

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    sectors: list[str] = Field(default_factory=list)
    role: str | None = None
    aliases: list[str] = Field(default_factory=list)
    mentions: list[Span] = Field(default_factory=list)


class Date(Model):
    """A calendar date cut to what is known (``2016``, ``2016-09``, ``2016-11-29``), or a span with an ``end``.

    ``resort`` of an event's date: "clause" for one its own sentence names, "article" for one named elsewhere.
    """

    value: str
    end: str | None = None
    text: str | None = None
    span: Span | None = None
    resort: Literal["clause", "article"] | None = None


class TimeExpression(Model):
    """Words that give a calendar date or a span of dates; ``value`` is null when they cannot be resolved."""

    text: str
    span: Span
    value: str | None = None
    end: str | None = None
    reason: str | None = None


class Place(Model):
    """A named place, resolved to GeoNames where it is known there. ``span`` is where the article names it."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    span: Span | None = None
    resort: Literal["clause", "paragraph", "dateline"] | None = None


class Evidence(Model):
    """The words a field was read from."""

    field: str
    start: int
    end: int
    entity: str | None = None


class Event(Model):
    """One act with a PLOVER type. ``reasons`` says in a sentence why a field (``date``, ``place``) is null."""

    id: str
    type: str
    mode: str | None = None
    contexts: list[str] = Field(default_factory=list)
    quad: int
    score: float
    status: Status = "actual"
    actors: list[str] = Field(default_factory=list)
    recipients: list[str] = Field(default_factory=list)
    date: Date | None = None
    place: Place | None = None
    sources: list[str] = Field(default_factory=list)
    killed: int | None = None
    injured: int | None = None
    arrested: int | None = None
    confidence: float = Field(ge=0.0, le=1.0)
    evidence: list[Evidence] = Field(default_factory=list)
    reasons: dict[str, str] = Field(default_factory=dict)


class Statement(Model):
    """One reported utterance. ``content`` and ``cue`` are spans; ``via`` are the carriers it is quoted through."""

    id: str
    speaker: str | None = None
    addressee: str | None = None
    via: list[str] = Field(default_factory=list)
    direct: bool = False
    cue: Span | None = None
    content: Span | None = None
    speaker_span: Span | None = None


class Relation(Model):
    """A lasting tie between two entities, with the words that say so."""

    from_: str = Field(alias="from")
    to: str
    kind: RelationKind
    evidence: list[Span] = Field(default_factory=list)
    date: Date | None = None


class Exemption(Model):
    """What an embargo lets through. ``procedure``: none, notification, or the committee's approval."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    what: str
    what_id: str = ""
    procedure: Literal["none", "notification", "committee_approval"]
    instrument: str


class PossibleTransfer(Model):
    """What an event tells of a transfer of arms or military help.

    ``supplier`` and ``recipient`` are entity ids; ``destination`` an alpha-3 country, ``area`` a place in it; ``what``
    a class of goods and ``words`` where the article names them. ``dated`` tells whether ``on`` and ``until``, the span
    of days judged, are the event's own or only the day of publication, which it cannot be later than.
    """

    form: Literal["delivery", "deployment", "training", "purchase", "request", "promise", "refusal", "lifting"]
    standing: Literal["alleged", "stated", "denied"]
    by: list[str] = Field(default_factory=list)
    supplier: str | None = None
    recipient: str | None = None
    destination: str | None = None
    area: str | None = None
    what: str
    words: Span | None = None
    on: str
    until: str
    dated: Literal["event", "published"] = "event"


class Finding(Model):
    """What an arms embargo in force on the event's date says about it: a lead for a person, no legal advice.

    ``event`` is null for a transfer that was only asked about. ``why`` and ``why_id`` are one sentence in English and
    Indonesian. ``confidence`` speaks of the rule: verified in a source that was read, unverified, or assumed where a
    renewal was not confirmed. ``missing`` names the facts an answer needs: recipient, goods, area, listing, day,
    country, spelling; ``nearest`` the known names nearest to one that is not. A finding does not change once made.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)

    event: str | None = None
    regime: str
    rule: str
    instrument: str
    why: str
    why_id: str = ""
    authority: str = "UN"
    confidence: Literal["verified", "unverified", "assumed"] = "unverified"
    exemptions: tuple[Exemption, ...] = ()
    missing: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    transfer: PossibleTransfer | None = None


class TraceLine(Model):
    """Why a choice was made: the step, the words it looked at and what it decided."""

    step: str
    span: Span | None = None
    text: str


class Report(Model):
    """What was read in one article. Every span and entity reference is checked on construction."""

    schema_: Literal["saksi/1"] = Field(default="saksi/1", alias="schema")
    id: str
    version: str = ""
    codebook: str = ""
    article: Article
    entities: list[Entity] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)
    times: list[TimeExpression] = Field(default_factory=list)
    statements: list[Statement] = Field(default_factory=list)
    relations: list[Relation] = Field(default_factory=list)
    embargo: list[Finding] = Field(default_factory=list)
    trace: list[TraceLine] = Field(default_factory=list)

    @model_validator(mode="after")
    def _points_at_the_text(self) -> Report:
        length = len(self.article.text)
        for where, (start, end) in self.spans():
            if not 0 <= start < end <= length:
                raise ValueError(f"{where} points at {start}-{end}, outside the article's {length} characters")
        known = {entity.id for entity in self.entities}
        for where, ref in self._references():
            if ref not in known:
                raise ValueError(f"{where} names entity {ref!r}, which the report does not list")
        return self

    def spans(self) -> list[tuple[str, tuple[int, int]]]:
        """Every span in the report with the field that holds it."""
        article = self.article
        found: list[tuple[str, tuple[int, int] | None]] = [("article.published", article.published_span)]
        found += [("article.sentences", s) for s in article.sentences]
        found += [(f"article.{p.kind}", p.span) for p in article.furniture]
        found += [("article.credits", c.span) for c in article.credits]
        found += [("article.dateline", article.dateline.span if article.dateline else None)]
        found += [(f"{e.id}.mentions", m) for e in self.entities for m in e.mentions]
        found += [("times", t.span) for t in self.times]
        for event in self.events:
            found += [(f"{event.id}.{v.field}", (v.start, v.end)) for v in event.evidence]
            found += [(f"{event.id}.date", event.date.span if event.date else None)]
            found += [(f"{event.id}.place", event.place.span if event.place else None)]
        for said in self.statements:
            found += [(f"{said.id}.cue", said.cue), (f"{said.id}.content", said.content)]
            found += [(f"{said.id}.speaker", said.speaker_span)]
        found += [(f"relation {r.kind}", s) for r in self.relations for s in r.evidence]
        found += [("embargo.transfer.words", f.transfer.words) for f in self.embargo if f.transfer]
        found += [(f"trace {t.step}", t.span) for t in self.trace]
        return [(where, span) for where, span in found if span is not None]

    def _references(self) -> list[tuple[str, str]]:
        refs: list[tuple[str, str]] = []
        for event in self.events:
            refs += [(f"{event.id}.actors", r) for r in event.actors]
            refs += [(f"{event.id}.recipients", r) for r in event.recipients]
            refs += [(f"{event.id}.sources", r) for r in event.sources]
        for said in self.statements:
            refs += [(f"{said.id}", r) for r in [said.speaker, said.addressee, *said.via] if r]
        for relation in self.relations:
            refs += [("relation", relation.from_), ("relation", relation.to)]
        for found in self.embargo:
            if found.transfer:
                refs += [("embargo", r) for r in (found.transfer.supplier, found.transfer.recipient) if r]
        return refs

    def entity(self, ref: str) -> Entity:
        """The entity with id ``ref``; raises ``KeyError`` if the report has none."""
        for entity in self.entities:
            if entity.id == ref:
                return entity
        raise KeyError(ref)

    def to_json(self, indent: int | None = None) -> str:
        """The report as JSON in the published shape (``schema``, ``from`` ... by their JSON names)."""
        return self.model_dump_json(by_alias=True, indent=indent)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a report."""
    return Report.model_json_schema(by_alias=True)
