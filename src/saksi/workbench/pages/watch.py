"""The embargo watch: reported transfers that an arms embargo says something about, with their words and sources."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from markupsafe import Markup
from starlette.responses import Response

from saksi.record import Filters, aggregates
from saksi.record.hits import EventHit
from saksi.report import Finding
from saksi.watch.picture import rule_name, svg
from saksi.watch.regimes import LAST, Regime, Words, regimes
from saksi.watch.wording import disclaimer
from saksi.workbench.filtering import Chosen, Filtered
from saksi.workbench.pages.pictures import STRIP, Drawing
from saksi.workbench.setting import Here, Setting

router = APIRouter()
ROWS = 25

PageNumber = Annotated[int, Query(ge=1, le=20_000)]


@router.get("/watch")
def watch(here: Here, chosen: Filtered, page: PageNumber = 1) -> Response:
    """All regimes with what they say about the events that pass the filters."""
    known = regimes()
    counted = {} if chosen.error else here.counted(aggregates.regimes, aggregates.drawn(chosen.filters))
    today = date.today()
    rows = [
        {
            "id": regime.id,
            "title": _in(here, regime.title),
            "authority": regime.authority,
            "live": any(p.start <= today <= p.end and not p.lifted for p in regime.phases),
            "began": here.words.day(regime.began.isoformat()),
            "rules": [(rule, rule_name(rule, here.words.lang), n) for rule, n in counted.get(regime.id, {}).items()],
        }
        for regime in known.values()
    ]
    rows.sort(key=lambda r: (-sum(n for _, _, n in r["rules"]), r["title"]))  # type: ignore[attr-defined]
    found = chosen.filters if chosen.filters.regime else chosen.filters.model_copy(update={"regime": tuple(known)})
    return here.page(
        "watch.html.j2", chosen=chosen, rows=rows, disclaimer=_in(here, disclaimer()), regime=None,
        **_findings(here, chosen, found, page),
    )  # fmt: skip


@router.get("/watch/{id}")
def one(here: Here, id: str, chosen: Filtered, page: PageNumber = 1) -> Response:
    """One regime: its phases on an axis of time, reported transfers over time, and each with its words."""
    regime = regimes().get(id)
    if regime is None:
        raise HTTPException(404, f"{id}: no such regime.")
    narrowed = Chosen(chosen.filters.model_copy(update={"regime": (id,)}), chosen.error, here)
    drawing = Drawing(narrowed, None, STRIP)
    return here.page(
        "regime.html.j2",
        chosen=chosen,
        d=drawing,
        regime=id,
        title=_in(here, regime.title),
        picture=Markup(svg(regime, date.today(), here.words.lang)),  # noqa: S704 - made there, its texts escaped
        phases=_phases(here, regime),
        sources=regime.sources,
        disclaimer=_in(here, disclaimer()),
        **_findings(here, narrowed, narrowed.filters, page),
    )


def _phases(here: Setting, regime: Regime) -> list[dict[str, str]]:
    return [
        {
            "from": here.words.day(p.start.isoformat()),
            "to": "" if p.end == LAST else here.words.day(p.end.isoformat()),
            "rule": rule_name(p.rule, here.words.lang),
            "says": _in(here, p.says or p.spoken),
            "instrument": p.instrument,
        }
        for p in (*regime.phases, *regime.exports)
    ]


def _findings(here: Setting, chosen: Chosen, filters: Filters, page: int) -> dict[str, Any]:
    """A page of events with what embargoes say about each, from the report of the article."""
    drawn = aggregates.drawn(filters)
    total = 0 if chosen.error else here.record.count(drawn)
    hits = here.record.search(drawn, limit=ROWS, offset=(page - 1) * ROWS) if total else []
    events = [hit for hit in hits if isinstance(hit, EventHit)]
    reports = {report.id: report for report in here.record.reports({e.article_id for e in events})}
    found = []
    for event in events:
        article, _, local = event.id.rpartition(":")
        said = [f for f in reports[article].embargo if f.event == local] if article in reports else []
        chosen_ones = [f for f in said if not filters.regime or f.regime in filters.regime]
        found.append((event, [_shown(here, f) for f in chosen_ones]))
    return {"found": found, "total": total, "page": page, "pages": max(1, -(-total // ROWS))}


def _shown(here: Setting, finding: Finding) -> dict[str, Any]:
    lang = here.words.lang
    known = regimes().get(finding.regime)
    return {
        "regime": finding.regime,
        "title": _in(here, known.title) if known else finding.regime,
        "rule": finding.rule,
        "says": rule_name(finding.rule, lang) if known else finding.rule,
        "why": (finding.why_id or finding.why) if lang == "id" else finding.why,
        "instrument": finding.instrument,
        "confidence": finding.confidence,
    }


def _in(here: Setting, said: Words) -> str:
    return said.id if here.words.lang == "id" else said.en
