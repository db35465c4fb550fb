"""Leads for a panel's working file: findings of many reports with their words, sources and independent carriers."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TextIO

from saksi.export.guarding import guarded
from saksi.export.visible import one_line
from saksi.report import Event, Finding, PossibleTransfer, Report

RANK = ("prohibited", "approval_required", "notification_required", "cannot_tell", "permitted", "not_covered")
_TELLING = frozenset(RANK[:4])
_SAME_DAYS = timedelta(days=3)
COLUMNS = (
    *("regime", "rule", "instrument", "confidence", "form", "standing", "supplier", "recipient", "destination", "area"),
    *("goods", "from", "to", "dated", "why", "why_id", "missing", "exemptions", "quote", "goods_words", "sources"),
    *("independent_sources", "article", "title", "outlet", "published", "url", "event", "event_status"),
)
"""The columns of the CSV file, a line a finding."""


@dataclass(slots=True)
class Lead:
    """One finding with the article and the words it comes from.

    ``quote`` is the sentence of the act; ``sources`` lead from first-hand to the outlet; ``carriers`` counts those who
    brought the same lead independently: agencies and outlets that do not copy one another.
    """

    finding: Finding
    transfer: PossibleTransfer
    event: Event
    article: str
    title: str
    outlet: str
    published: str
    url: str
    supplier: str
    recipient: str
    quote: str
    words: str
    sources: list[str]
    carrier: str
    carriers: int = 1
    keys: tuple[str, ...] = field(default=())


def leads(reports: Iterable[Report], since: date | None = None, everything: bool = False) -> list[Lead]:
    """The leads in annotated ``reports`` that may be of ``since`` or later, the gravest rule first, then the newest.

    Permitted and uncovered transfers are left out unless ``everything`` is asked for.
    """
    found: list[Lead] = []
    for report in reports:
        events = {event.id: event for event in report.events}
        for finding in report.embargo:
            event = events.get(finding.event or "")
            if event is None or finding.transfer is None or not (everything or finding.rule in _TELLING):
                continue
            if since is None or finding.transfer.until >= since.isoformat():
                found.append(_lead(report, event, finding, finding.transfer))
    _count(found)
    order = {rule: n for n, rule in enumerate(RANK)}
    found.sort(key=lambda lead: lead.transfer.on, reverse=True)
    found.sort(key=lambda lead: order.get(lead.finding.rule, len(order)))
    return found


def _lead(report: Report, event: Event, finding: Finding, transfer: PossibleTransfer) -> Lead:
    article = report.article
    names = {entity.id: one_line(entity.name) for entity in report.entities}
    sources = [names[ref] for ref in event.sources]
    outlet = one_line(article.outlet or "")
    agency = next((c.name for c in article.credits if c.kind in ("syndication", "source")), "")
    press = next((names[e.id] for e in report.entities if e.id in event.sources and "JRN" in e.sectors), "")
    trigger = next((v for v in event.evidence if v.field == "trigger"), None)
    return Lead(
        finding=finding,
        transfer=transfer,
        event=event,
        article=article.id,
        title=one_line(article.title or ""),
        outlet=outlet,
        published=article.published or "",
        url=one_line(article.url or ""),
        supplier=names.get(transfer.supplier or "", ""),
        recipient=names.get(transfer.recipient or "", ""),
        quote=_sentence(report, trigger.start) if trigger else "",
        words=one_line(article.text[slice(*transfer.words)]) if transfer.words else "",
        sources=[*sources, *([outlet] if outlet and outlet not in sources else [])],
        carrier=one_line(press or agency or outlet or article.id).casefold(),
        keys=(finding.regime, (transfer.supplier and names[transfer.supplier].casefold()) or "",
              (transfer.recipient and names[transfer.recipient].casefold()) or "", transfer.form),
    )  # fmt: skip


def _sentence(report: Report, at: int) -> str:
    text = report.article.text
    start, end = next((s for s in report.article.sentences if s[0] <= at < s[1]), (max(at - 120, 0), at + 180))
    return one_line(text[start:end])


def _count(found: list[Lead]) -> None:
    """Count for each lead who else carries it: same regime, parties and form, days at most three apart."""
    groups: dict[tuple[str, ...], list[Lead]] = {}
    for lead in found:
        groups.setdefault(lead.keys, []).append(lead)
    for group in groups.values():
        for lead in group:
            lead.carriers = len({other.carrier for other in group if _near(lead.transfer, other.transfer)})


def _near(one: PossibleTransfer, other: PossibleTransfer) -> bool:
    first = max(date.fromisoformat(one.on), date.fromisoformat(other.on))
    last = min(date.fromisoformat(one.until), date.fromisoformat(other.until))
    return first - last <= _SAME_DAYS


def write_csv(found: Iterable[Lead], target: TextIO) -> None:
    """Write leads as CSV (RFC 4180) with a line of headings; no cell can be taken for a formula by a spreadsheet."""
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for lead in found:
        writer.writerow([_cell(value) for value in _values(lead)])


def _values(lead: Lead) -> tuple[object, ...]:
    finding, transfer = lead.finding, lead.transfer
    exempt = "; ".join(f"{e.what} ({e.procedure}, {e.instrument})" for e in finding.exemptions)
    return (
        *(finding.regime, finding.rule, finding.instrument, finding.confidence, transfer.form, transfer.standing),
        *(lead.supplier, lead.recipient, transfer.destination, transfer.area, transfer.what, transfer.on),
        *(transfer.until, transfer.dated, finding.why, finding.why_id, "; ".join(finding.missing), exempt),
        *(lead.quote, lead.words, " > ".join(lead.sources), lead.carriers, lead.article, lead.title, lead.outlet),
        *(lead.published, lead.url, lead.event.id, lead.event.status),
    )


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return "" if value is None else value
    return guarded(value)
