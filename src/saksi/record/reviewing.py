"""What people say about events, and what an event is after it."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from saksi.report import Report


def corrected_report(connection: Connection, report: Report) -> Report:
    """``report`` as reviews left it."""
    return report
