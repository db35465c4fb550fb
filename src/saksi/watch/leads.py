"""Leads for a panel's working file: findings of many reports with their words and sources, joined by story."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TextIO

from saksi.export.guarding import guarded
from saksi.export.visible import one_line
from saksi.report import Event, Finding, PossibleTransfer, Report

RANK = ("prohibited", "approval_required", "notification_required", "cannot_tell", "permitted", "not_covered")
_TELLING = frozenset(RANK[:4])
COLUMNS = (
    *("regime", "rule", "instrument", "confidence", "form", "standing", "supplier", "recipient", "destination", "area"),
    *("goods", "from", "to", "dated", "why", "why_id", "missing", "exemptions", "quote", "goods_words", "sources"),
    *("independent_sources", "story", "article", "title", "outlet", "published", "url", "event", "event_status"),
)
"""The columns of the CSV file, a line a finding."""


@dataclass(slots=True)
class Lead:
    """One finding with the article and the words it comes from.

    ``quote`` is the sentence of the act; ``sources`` lead from first-hand to the outlet; ``story`` is the id of the
    story that the act belongs to, ``vouchers`` the number of its independent sources (``saksi.record.vouching``).
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
    key: str
    story: str = ""
    vouchers: int = 1


def leads(
    reports: Iterable[Report],
    since: date | None = None,
    everything: bool = False,
    stories: Iterable[Mapping[str, Any]] = (),
) -> list[Lead]:
    """The leads in annotated ``reports`` that may be of ``since`` or later, the gravest rule first, then the newest.

    Leads of one story stand together. Permitted and uncovered transfers are left out unless ``everything`` is asked
    for. ``stories`` are those of the record that the reports come from (``saksi.record.storylines.find``), if any.
    """
    found: list[Lead] = []
    kept: dict[str, Report] = {}
    for report in reports:
        events = {event.id: event for event in report.events}
        for finding in report.embargo:
            event = events.get(finding.event or "")
            if event is None or finding.transfer is None or not (everything or finding.rule in _TELLING):
                continue
            if since is None or finding.transfer.until >= since.isoformat():
                found.append(_lead(report, event, finding, finding.transfer))
                kept[report.id] = report
    _join(found, kept, stories)
    order = {rule: n for n, rule in enumerate(RANK)}
    newest: dict[str, str] = {}
    for lead in found:
        newest[lead.story] = max(newest.get(lead.story, ""), lead.transfer.on)
    found.sort(key=lambda lead: lead.transfer.on, reverse=True)
    found.sort(key=lambda lead: (newest[lead.story], lead.story), reverse=True)
    found.sort(key=lambda lead: order.get(lead.finding.rule, len(order)))
    return found


def _lead(report: Report, event: Event, finding: Finding, transfer: PossibleTransfer) -> Lead:
    article = report.article
    names = {entity.id: one_line(entity.name) for entity in report.entities}
    sources = [names[ref] for ref in event.sources]
    outlet = one_line(article.outlet or "")
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
        key=f"{report.id}:{event.id}",
    )


def _sentence(report: Report, at: int) -> str:
    text = report.article.text
    start, end = next((s for s in report.article.sentences if s[0] <= at < s[1]), (max(at - 120, 0), at + 180))
    return one_line(text[start:end])


def _join(found: list[Lead], reports: dict[str, Report], known: Iterable[Mapping[str, Any]]) -> None:
    """Give each lead its story and how many sources it rests on that are independent of one another.

    ``known`` are the stories of a record; what they lack is joined and counted here in the same way as there.
    """
    from saksi.record.stories import join, story_id
    from saksi.record.tellings import tellings
    from saksi.record.vouching import vouchers

    left = {lead.key for lead in found}
    told: dict[str, tuple[str, int]] = {}
    for line in known:
        told.update(dict.fromkeys(left.intersection(line["events"]), (line["id"], line["independent_sources"])))
    left -= set(told)
    ids = sorted({key.rpartition(":")[0] for key in left})
    rows = [row for id in ids for row in tellings(reports[id], id) if row.id in left]
    copies = _copies(reports, ids)
    for story in join(rows):
        told.update(dict.fromkeys((row.id for row in story), (story_id(story[0].id), len(vouchers(story, copies)))))
    for lead in found:
        lead.story, lead.vouchers = told[lead.key]


def _copies(reports: dict[str, Report], ids: Iterable[str]) -> dict[str, str]:
    """The group of each article among ``ids`` that has copies there."""
    from saksi.record.copies import find_groups, find_overlaps, text_of

    texts = {id: text_of(reports[id].article, id) for id in ids}
    overlaps = find_overlaps(sorted(texts.values(), key=lambda text: text.turn))
    return {id: group.id for group in find_groups(texts, ((o.a, o.b) for o in overlaps)) for id in group.ids}


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
        *(lead.quote, lead.words, " > ".join(lead.sources), lead.vouchers, lead.story, lead.article, lead.title),
        *(lead.outlet, lead.published, lead.url, lead.event.id, lead.event.status),
    )


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return "" if value is None else value
    return guarded(value)
