"""Whatever an article says shows as text: on every page, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.export.attack import hostile

from saksi.record import Record, article_id
from saksi.report import Report
from saksi.workbench.app import create

from .browsing import PHONE, visitor
from .serving import served


def huge() -> Report:
    """An article whose one word is a megabyte, between marks that turn the direction of writing."""
    report = hostile()
    return report.model_copy(
        update={
            "article": report.article.model_copy(update={"text": report.article.text + "\n" + "‮" + "x" * 1_000_000})
        }
    )


@pytest.mark.parametrize("made", [hostile, huge], ids=["hostile", "huge"])
def test_hostile_text_runs_nothing_and_stays_in_its_place(browser: Browser, tmp_path: Path, made: object) -> None:
    report = made()  # type: ignore[operator]
    with Record.open(tmp_path / "a.db") as record:
        record.add(report)
        id = article_id(next(iter(record.reports())).article)
        with (
            served(create(record, coder="<script>alert(1)</script>")) as base,
            visitor(browser, base, size=PHONE) as page,
        ):
            paths = [
                "/",
                "/events",
                "/articles",
                f"/articles/{next(iter(record.reports())).id}",
                "/review",
                "/review/projects",
            ]
            for path in paths:
                page.goto(path)
                assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], path
                assert page.evaluate("[...document.scripts].every((s) => s.src.startsWith(location.origin))"), path
                assert page.locator("main img, main iframe, main object").count() == 0
            page.goto("/review")
            page.keyboard.press("a")
            page.wait_for_selector('#saving[data-waiting="0"]')
            assert id


@pytest.mark.parametrize(
    "query",
    [
        "text=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "party=%00",
        "place=%27;DROP TABLE events;--",
        "outlet=%F0%9F%92%A3",
    ],
)
def test_hostile_filters_are_text_too(browser: Browser, base: str, query: str) -> None:
    with visitor(browser, base) as page:
        answer = page.goto(f"/events?{query}")
        assert answer is not None
        assert answer.status < 500
        assert page.locator("main script").count() == 0
