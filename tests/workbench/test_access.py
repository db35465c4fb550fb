"""Everybody can use it: axe-core on every page in both themes, by keyboard, at every width."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from saksi.record import Record

from .browsing import DESK, PHONE, visitor

PAGES = ["/", "/events", "/events?type=ASSAULT&since=2024", "/articles", "/articles/new", "/review", "/review/progress",
         "/review/log", "/review/rulings", "/review/projects", "/nowhere"]  # fmt: skip


@pytest.mark.parametrize(("theme", "lang", "size"), [("light", "en", DESK), ("dark", "id", PHONE)])
def test_no_page_has_a_fault_that_axe_finds(
    browser: Browser, base: str, record: Record, theme: str, lang: str, size: tuple[int, int]
) -> None:
    article = next(iter(record.reports())).id
    found = []
    # axe-core is put into the page by the test, past the page's own policy
    with visitor(browser, base, size=size, theme=theme, lang=lang, expected=("404",)) as page:
        for path in [*PAGES, f"/articles/{article}"]:
            page.goto(path)
            for violation in Axe().run(page).response["violations"]:
                found += [f"{path} {violation['id']}: {node['html'][:120]}" for node in violation["nodes"]]
    assert found == []


@pytest.mark.parametrize("width", [320, 390, 834])
def test_no_width_needs_sideways_scrolling(browser: Browser, base: str, record: Record, width: int) -> None:
    article = next(iter(record.reports())).id
    with visitor(browser, base, size=(width, 800), lang="id", expected=("404",)) as page:
        for path in [*PAGES, f"/articles/{article}"]:
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_an_article_is_pasted_read_and_opened(browser: Browser, base: str) -> None:
    with visitor(browser, base, lang="id") as page:
        page.goto("/articles")
        page.click("text=Tambah artikel")
        page.fill("#text", "Presiden Rusia bertemu dengan Menteri Luar Negeri Turki di Moskow, Kamis (2/5/2024).")
        page.fill("#title", "Pertemuan <b>Moskow</b>")
        page.click("form .button.main")
        page.wait_for_selector(".card.event")
        assert "Pertemuan <b>Moskow</b>" in page.inner_text("h1")
        page.click(".marking a:has-text('Tinjau')")
        page.wait_for_selector("#cases li")
        assert "Rusia" in page.inner_text("#case-text")
        page.keyboard.press("a")
        page.wait_for_selector('#saving[data-waiting="0"]')
