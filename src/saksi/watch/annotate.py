"""Findings on the events of a report."""

from __future__ import annotations

from datetime import date

from saksi.report import Finding, Report
from saksi.watch.rule import judge_between
from saksi.watch.transfers import Reported, transfers
from saksi.watch.wording import phrase, words


def annotate(report: Report) -> Report:
    """``report`` with what the embargoes say of its events in ``embargo``; findings it had are made anew.

    Each finding is a lead for a person to check, no legal advice.
    """
    found = [finding for reported in transfers(report) for finding in _findings(reported)]
    if not found and not report.embargo:
        return report
    return report.model_copy(update={"embargo": found})


def _findings(reported: Reported) -> list[Finding]:
    shown = reported.shown
    judged = judge_between(reported.transfer, date.fromisoformat(shown.on), date.fromisoformat(shown.until))
    by = ", ".join(shown.by)
    form = words("forms", shown.form)
    if shown.standing == "denied":
        standing = words("standings", "denied")
    else:
        standing = phrase("standings", shown.standing, by=by) if by else words("standings", "alleged_by_article")
    made = []
    for finding in judged:
        if finding.regime == "none":
            continue
        missing = finding.missing
        if shown.dated == "published":
            missing = (*missing, "day")
        made.append(
            finding.model_copy(
                update={
                    "event": reported.event.id,
                    "why": f"{form.en} ({standing.en}): {finding.why}",
                    "why_id": f"{form.id} ({standing.id}): {finding.why_id}",
                    "missing": tuple(dict.fromkeys(missing)),
                    "transfer": shown,
                }
            )
        )
    return made
