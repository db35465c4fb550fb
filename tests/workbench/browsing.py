"""Pages in a real browser, each checked when done: nothing on the console, no error, no request to anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

DESK, PHONE = (1400, 900), (390, 844)


@contextmanager
def visitor(
    browser: Browser,
    base: str,
    *,
    size: tuple[int, int] = DESK,
    theme: str = "light",
    lang: str = "en",
    expected: tuple[str, ...] = (),
) -> Iterator[Page]:
    """A fresh visitor's page; ``expected`` are parts of console messages that the test provokes."""
    context: BrowserContext = browser.new_context(
        base_url=base,
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if theme == "dark" else "light",
        locale={"id": "id-ID"}.get(lang, "en-GB"),
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    said: list[str] = []
    abroad: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append("dialog " + dialog.message), dialog.dismiss()))
    page.on("request", lambda r: None if r.url.startswith((base, "data:", "blob:")) else abroad.append(r.url))
    try:
        yield page
        assert [line for line in said if not any(part in line for part in expected)] == []
        assert abroad == []
    finally:
        context.close()
