"""What a report says, put into words for a page: one card an event, one a statement, one line an entity."""

from __future__ import annotations

from dataclasses import dataclass, field

from saksi.export.dates import spoken
from saksi.export.labels import Labels
from saksi.export.segments import side
from saksi.export.visible import clip, one_line, visible
from saksi.report import Entity, Event, Finding, Place, Report, Statement

_QUOTE = 90  # letters of evidence that a card quotes
_CONTENT = 240
_NAME = 70


@dataclass(slots=True)
class Chip:
    """A party as a card shows it; ``hint`` says who that is."""

    ref: str
    name: str
    hint: str = ""


@dataclass(slots=True)
class Row:
    """One field of a card: its label, value, the words it was read from, and why it is empty if it is.

    ``fields`` are the fields of evidence that its words stand under.
    """

    label: str
    value: str = ""
    words: list[str] = field(default_factory=list)
    note: str = ""
    fields: tuple[str, ...] = ()


@dataclass(slots=True)
class FindingRow(Row):
    """What an embargo says of the event: its rule, which facts are missing, what it lets through."""

    rule: str = ""
    missing: str = ""
    exemptions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class EventCard:
    """All a page says about one event."""

    ref: str
    number: str
    act: str
    code: str
    side: str
    quad: str
    score: str
    status: str
    status_label: str
    confidence: str
    share: int
    actors: list[Chip]
    recipients: list[Chip]
    trigger: list[str]
    who_words: list[str]
    rows: list[Row]
    chain: list[Chip]
    chain_words: list[str]
    findings: list[FindingRow]
    summary: str


@dataclass(slots=True)
class StatementCard:
    """All a page says about one statement."""

    ref: str
    number: str
    speaker: Chip
    addressee: Chip | None
    chain: list[Chip]
    cue: str
    direct: bool
    content: str


@dataclass(slots=True)
class EntityLine:
    """An entity with what is known about it."""

    chip: Chip
    kind: str
    detail: str
    aliases: list[str]
    mentions: int


class Cards:
    """Puts the fields of one report into words of one language."""

    def __init__(self, report: Report, labels: Labels) -> None:
        self.report = report
        self.labels = labels
        self.entities = {e.id: e for e in report.entities}
        self.event_numbers = {e.id: str(n) for n, e in enumerate(report.events, 1)}
        self.statement_numbers = {s.id: str(n) for n, s in enumerate(report.statements, 1)}

    def chip(self, ref: str) -> Chip:
        """The party behind an entity id, with its role, sectors and country."""
        entity = self.entities[ref]
        return Chip(ref, clip(entity.name, _NAME), self._detail(entity))

    def events(self) -> list[EventCard]:
        """The events in the order of the report."""
        return [self.event(e) for e in self.report.events]

    def statements(self) -> list[StatementCard]:
        """The statements in the order of the report."""
        return [self._statement(s) for s in self.report.statements]

    def entity_lines(self) -> list[EntityLine]:
        """The entities in the order of the report."""
        return [
            EntityLine(self.chip(e.id), e.kind, self._detail(e), [one_line(a) for a in e.aliases], len(e.mentions))
            for e in self.report.entities
        ]

    def ties(self) -> list[tuple[str, Chip, str, Chip, list[str]]]:
        """Relations as id, from, label, to and quoted words."""
        return [
            (
                f"r{n}",
                self.chip(r.from_),
                self.labels("relations", r.kind),
                self.chip(r.to),
                [self._quote(*s) for s in r.evidence],
            )
            for n, r in enumerate(self.report.relations, 1)
        ]

    def place(self, place: Place) -> str:
        """A place with its country's name."""
        country = one_line(self.labels.country(place.country))
        name = one_line(place.name)
        return f"{name}, {country}" if country and country != name else name

    def parties(self, refs: list[str]) -> str:
        """Names joined by commas, or the word for an unknown party."""
        return ", ".join(clip(self.entities[r].name, _NAME) for r in refs) or self.labels("ui", "unknown_party")

    def summary(self, event: Event) -> str:
        """One line: "3 Assault: air strike, army → rebels"."""
        who = self.parties(event.actors)
        whom = f" → {self.parties(event.recipients)}" if event.recipients else ""
        return f"{self.event_numbers[event.id]} {one_line(self.labels.act(event.type, event.mode))}, {who}{whom}"

    def words(self, event: Event, *fields: str) -> list[str]:
        """The quoted evidence of some fields, each stretch of words once."""
        found = [self._quote(v.start, v.end) for v in event.evidence if v.field in fields]
        return list(dict.fromkeys(found))

    def _quote(self, start: int, end: int) -> str:
        return clip(self.report.article.text[start:end], _QUOTE)

    def _detail(self, entity: Entity) -> str:
        sectors = [self.labels("sectors", s) for s in entity.sectors]
        country = self.labels.country(entity.country)
        parts = [entity.role or "", ", ".join(sectors), "" if country == entity.name else country]
        return one_line(" · ".join(p for p in parts if p))

    def _chain(self, refs: list[str]) -> list[Chip]:
        """From the one who vouches first-hand to the outlet that printed it."""
        chain = [self.chip(r) for r in refs]
        outlet = one_line(self.report.article.outlet or "")
        if outlet and (not chain or chain[-1].name != outlet):
            chain.append(Chip("", outlet))
        return chain

    def event(self, event: Event) -> EventCard:
        """One event of the report."""
        labels = self.labels
        return EventCard(
            ref=event.id,
            number=self.event_numbers[event.id],
            act=one_line(labels.act(event.type, event.mode)),
            code=one_line(" · ".join(filter(None, [event.type, event.mode]))),
            side=side(event.quad),
            quad=labels("quads", str(event.quad)),
            score=labels.number(event.score).replace("-", "−"),
            status=event.status,
            status_label=labels("statuses", event.status),
            confidence=labels.percent(event.confidence),
            share=round(event.confidence * 100),
            actors=[self.chip(r) for r in event.actors],
            recipients=[self.chip(r) for r in event.recipients],
            trigger=self.words(event, "trigger"),
            who_words=self._other_names(event),
            rows=self._rows(event),
            chain=self._chain(event.sources),
            chain_words=self.words(event, "source", "sources", "speaker", "via"),
            findings=[self._finding(f) for f in self._findings(event)],
            summary=self.summary(event),
        )

    def _other_names(self, event: Event) -> list[str]:
        """The words that name the parties, where they differ from the names the card shows."""
        shown = {one_line(self.entities[r].name) for r in (*event.actors, *event.recipients)}
        return [w for w in self.words(event, "actor", "recipient") if w not in shown]

    def _findings(self, event: Event) -> list[Finding]:
        return [f for f in self.report.embargo if f.event == event.id]

    def _finding(self, finding: Finding) -> FindingRow:
        labels = self.labels
        indonesian = labels.lang == "id"
        parts = [labels("rules", finding.rule), finding.regime.replace("_", " "), finding.instrument]
        if finding.confidence != "verified":
            parts.append(labels("confidences", finding.confidence))
        missing = ", ".join(labels("missing", m) for m in finding.missing)
        return FindingRow(
            label=labels("ui", "embargo"),
            value=one_line(" · ".join(p for p in parts if p)),
            note=one_line(finding.why_id if indonesian and finding.why_id else finding.why),
            rule=finding.rule,
            missing=one_line(f"{labels('ui', 'missing')}: {missing}") if missing else "",
            exemptions=[
                one_line(
                    f"{e.what_id if indonesian and e.what_id else e.what} "
                    f"({labels('procedures', e.procedure)}; {e.instrument})"
                )
                for e in finding.exemptions
            ],
        )

    def _rows(self, event: Event) -> list[Row]:
        labels = self.labels
        rows = [
            Row(
                labels("headings", "when"),
                one_line(spoken(event.date, labels.lang)) if event.date else "",
                self._date_words(event),
                one_line(labels.reason(event.reasons.get("date", ""))),
                ("date",),
            ),
            Row(
                labels("headings", "where"),
                self.place(event.place) if event.place else "",
                self.words(event, "place"),
                self._place_note(event),
                ("place",),
            ),
        ]
        counts = ("killed", "injured", "arrested")
        toll = [(getattr(event, name), labels("fields", name)) for name in counts]
        if told := ", ".join(f"{labels.number(count, 0)} {name}" for count, name in toll if count is not None):
            rows.append(Row(labels("headings", "toll"), told, self.words(event, *counts), fields=counts))
        if event.contexts:
            rows.append(
                Row(
                    labels("headings", "context"),
                    one_line(", ".join(labels("contexts", c) for c in event.contexts)),
                    self.words(event, "context"),
                    fields=("context",),
                )
            )
        shown = {"trigger", "actor", "recipient", "date", "place", "killed", "injured", "arrested", "context"}
        shown |= {"source", "sources", "speaker", "via"}
        for name in dict.fromkeys(v.field for v in event.evidence if v.field not in shown):
            value = labels("statuses", event.status) if name == "status" else ""
            rows.append(Row(one_line(labels("fields", name)), value, self.words(event, name), fields=(name,)))
        for name, reason in event.reasons.items():
            if name not in ("date", "place"):
                rows.append(Row(one_line(labels("fields", name)), note=one_line(labels.reason(reason))))
        return rows

    def _date_words(self, event: Event) -> list[str]:
        words = self.words(event, "date")
        if not words and event.date and event.date.span:
            words = [self._quote(*event.date.span)]
        return words

    def _place_note(self, event: Event) -> str:
        if event.place and event.place.resort in ("paragraph", "dateline"):
            return self.labels("ui", f"place_resort_{event.place.resort}")
        return one_line(self.labels.reason(event.reasons.get("place", "")))

    def _statement(self, said: Statement) -> StatementCard:
        text = self.report.article.text
        speaker = self.chip(said.speaker) if said.speaker else Chip("", self.labels("ui", "anonymous"))
        return StatementCard(
            ref=said.id,
            number=self.statement_numbers[said.id],
            speaker=speaker,
            addressee=self.chip(said.addressee) if said.addressee else None,
            chain=[speaker, *self._chain(said.via)],
            cue=visible(text[slice(*said.cue)]) if said.cue else "",
            direct=said.direct,
            content=clip(text[slice(*said.content)], _CONTENT) if said.content else "",
        )
