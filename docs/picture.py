"""Takes the README's picture: the sample article's report in a browser, one event chosen. Needs Chromium."""

from __future__ import annotations

import shutil
import tempfile
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import sync_playwright

import saksi
from saksi.export.html import render

TARGET = Path(__file__).parent / "images" / "report.png"


def main() -> None:
    """Read the bundled sample and write ``images/report.png``."""
    report = saksi.read(files("saksi").joinpath("data", "sample.txt").read_text(encoding="utf-8"))
    attack = next((e.id for e in report.events if e.type == "ASSAULT" and len(e.evidence) > 3), report.events[0].id)
    chosen = [e.id for e in report.events].index(attack) + 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "report.html"
        page_file.write_text(render(report, "en"), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1040}, reduced_motion="reduce")
        page.goto(page_file.as_uri())
        page.click(f'.card[data-pick="v{chosen}"] .pick')
        page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
        page.mouse.move(5, 5)
        TARGET.parent.mkdir(exist_ok=True)
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()
