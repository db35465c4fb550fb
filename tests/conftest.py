"""The browser that pages are tried in: the machine's own, or Playwright's if it has one."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, sync_playwright


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    own = next((path for name in names if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        try:
            # Inside a container the browser has no sandbox of its own; the pages tried here are the project's.
            started = playwright.chromium.launch(executable_path=own, args=["--no-sandbox", "--disable-gpu"])
        except Error as error:
            pytest.skip(f"no Chromium to try the page in: {str(error).splitlines()[0]}")
        yield started
        started.close()
