"""The page in a browser: words and cards lead to each other, by mouse and keyboard, and nothing else happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from saksi.export.html import render, render_many
from saksi.report import Report

from .attack import hostile
from .sample import report

PHONE, DESK = (390, 844), (1400, 900)

CONTRAST = """() => {
  const part = (v) => v / 255 <= .04045 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4;
  const lum = (c) => { const f = c.map(part);
    return .2126 * f[0] + .7152 * f[1] + .0722 * f[2]; };
  const rgba = (s) => (s.match(/[\\d.]+/g) || []).map(Number);
  const bad = [];
  for (const el of document.querySelectorAll("body *")) {
    if (el.closest("script, style, svg, .quiet, .skip")) continue;
    if (![...el.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    if (!el.getClientRects().length) continue;
    let ground = null;
    for (let up = el; up && !ground; up = up.parentElement) {
      const c = rgba(getComputedStyle(up).backgroundColor);
      if (c.length === 3 || c[3] > 0) ground = c.slice(0, 3);
    }
    const a = lum(rgba(getComputedStyle(el).color).slice(0, 3)), b = lum(ground || [255, 255, 255]);
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) bad.push(`${el.tagName}.${el.className} ${ratio.toFixed(2)} ${el.textContent.slice(0, 30)}`);
  }
  return bad;
}"""


@contextmanager
def opened(
    browser: Browser, path: Path, html: str, size: tuple[int, int] = DESK, theme: str = "light"
) -> Iterator[Page]:
    """The page from a file, checked when done: no console message, no error, no request but for itself."""
    path.write_text(html, encoding="utf-8")
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append("dialog " + dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    try:
        yield page
        assert said == []
        assert asked == [path.as_uri()]
    finally:
        context.close()


def lit(page: Page) -> dict[str, str]:
    """The lit words of the article with their labels."""
    return dict(
        page.eval_on_selector_all(".text .seg.on", "all => all.map(s => [s.textContent, s.dataset.label || ''])")
    )


def chosen(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(".card.on", "all => all.map(c => c.dataset.pick)")
    return found


def test_an_event_lights_all_its_words_with_their_labels(browser: Browser, written: Path) -> None:
    with opened(browser, written, render(report())) as page:
        page.click('.card[data-pick="v3"] .pick')
        assert lit(page) == {
            "militer Kolombia": "actor",
            "mengebom": "act",
            "kamp kelompoknya": "recipient",
            "Guaviare": "place",
            "Rabu (11/6)": "date",
            "Sembilan orang tewas": "killed",
            "14 lainnya luka-luka": "injured",
            "menurut ": "source",
            "dia": "",
        }
        assert page.get_attribute('.card[data-pick="v3"] .pick', "aria-pressed") == "true"
        assert "3Assault: air strike" in page.inner_text(".say")
        page.click('.card[data-pick="v3"] .pick')
        assert lit(page) == {}
        assert page.get_attribute('.card[data-pick="v3"] .pick', "aria-pressed") == "false"


def test_a_word_leads_back_to_its_event(browser: Browser, written: Path) -> None:
    with opened(browser, written, render(report())) as page:
        page.click(".text .seg >> text=mendesak")
        assert chosen(page) == ["v10"]
        card = page.locator('.card[data-pick="v10"]')
        box = card.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < DESK[1]
        assert card.locator(".pick").evaluate("b => b === document.activeElement")


def test_a_word_of_several_events_leads_to_all_of_them(browser: Browser, written: Path) -> None:
    with opened(browser, written, render(report(), "id")) as page:
        page.locator(".text .seg", has_text="militer Kolombia").first.click()
        assert chosen(page) == ["v2", "v3"]
        assert lit(page)["militer Kolombia"] == "2 sasaran · 3 pelaku"


def test_a_statement_and_its_cue_lead_to_each_other(browser: Browser, written: Path) -> None:
    with opened(browser, written, render(report())) as page:
        page.locator(".text .seg.k-cue", has_text="melaporkan").click()
        assert chosen(page) == ["s4"]
        assert "bulan depan" in lit(page)
        page.keyboard.press("Escape")
        assert chosen(page) == []


def test_hovering_shows_and_leaves_no_trace(browser: Browser, written: Path) -> None:
    with opened(browser, written, render(report())) as page:
        page.hover('.card[data-pick="v1"] .top')
        assert "bertemu" in page.eval_on_selector_all(".seg.hover", "all => all.map(s => s.textContent)")
        page.hover(".head h2")
        assert page.locator(".hover").count() == 0


def test_pictures_choose_events_and_parties(browser: Browser, written: Path) -> None:
    with opened(browser, written, render(report())) as page:
        page.click('.time [data-pick="v6"] text')
        assert chosen(page) == ["v6"]
        page.locator('.net .box[data-pick="e9"]').focus()
        page.keyboard.press("Enter")
        assert list(lit(page)) == ["Perserikatan Bangsa-Bangsa"]
        page.locator(".net .edge", has_text="Assault").focus()
        page.keyboard.press("Enter")
        assert chosen(page) == ["v3"]


def test_the_keyboard_walks_the_marks_and_opens_them(browser: Browser, written: Path) -> None:
    with opened(browser, written, render(report())) as page:
        assert page.locator('.text [tabindex="0"]').count() == 1
        page.locator('.text [tabindex="0"]').focus()
        page.keyboard.press("End")
        assert page.evaluate("document.activeElement.textContent") == "kedua pihak"
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Enter")
        assert chosen(page) == ["v10"]


def test_tab_reaches_every_control(browser: Browser, written: Path) -> None:
    with opened(browser, written, render(report())) as page:
        total = page.locator("button:visible, a:visible, summary:visible, [tabindex='0']:visible").count()
        reached = set()
        for _ in range(total + 3):
            page.keyboard.press("Tab")
            reached.add(
                page.evaluate(
                    "(() => { const e = document.activeElement; e.dataset.reached ||= String(Math.random());"
                    " const s = getComputedStyle(e); const shown = s.outlineStyle !== 'none' || e.closest('svg');"
                    " return shown ? e.dataset.reached : 'no focus ring on ' + e.outerHTML.slice(0, 80); })()"
                )
            )
        assert not [r for r in reached if r.startswith("no focus ring on <b") and "<body" not in r]
        assert len(reached) >= total


def test_a_kind_of_mark_can_be_hidden(browser: Browser, written: Path) -> None:
    with opened(browser, written, render(report())) as page:
        note = page.locator(".text .k-furniture", has_text="Baca juga")
        assert note.is_visible()
        page.click('.legend [data-kind="furniture"]')
        assert not note.is_visible()
        assert page.get_attribute('.legend [data-kind="furniture"]', "aria-pressed") == "false"


@pytest.mark.parametrize("made", [report, hostile], ids=["plain", "hostile"])
@pytest.mark.parametrize("width", [320, 390, 834, 1400])
def test_no_width_needs_sideways_scrolling(browser: Browser, written: Path, made: type[Report], width: int) -> None:
    with opened(browser, written, render(made(), "id"), (width, 844)) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.click('.card[data-pick="v3"] .pick')
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_all_text_is_legible(browser: Browser, written: Path, theme: str, size: tuple[int, int]) -> None:
    with opened(browser, written, render(report()), size, theme) as page:
        assert page.evaluate(CONTRAST) == []
        page.click('.card[data-pick="v3"] .pick')
        assert page.evaluate(CONTRAST) == []


def test_the_theme_follows_the_machine_until_it_is_chosen(browser: Browser, written: Path) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, written, render(report()), theme="dark") as page:
        dark = page.evaluate(ground)
        page.click("#theme")
        light = page.evaluate(ground)
        assert dark != light
        page.emulate_media(color_scheme="light")
        assert page.evaluate(ground) == light
        page.click("#theme")
        assert page.evaluate(ground) == dark
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light", "paper is white"


def test_a_hostile_article_runs_nothing(browser: Browser, written: Path) -> None:
    with opened(browser, written, render_many([hostile(), report()])) as page:
        assert page.locator("script").count() == 1
        assert page.locator("img").count() == 0
        assert page.evaluate("document.querySelectorAll('.report').length") == 2
        page.click('.report:not([hidden]) .card[data-pick="v3"] .pick')
        assert "<script>alert(1)</script>" in page.inner_text(".report:not([hidden]) h2")


def test_the_policy_stops_a_script_that_was_slipped_in(browser: Browser, written: Path) -> None:
    slipped = render(report()).replace("</body>", "<script>document.title='taken'</script></body>")
    written.write_text(slipped, encoding="utf-8")
    page = browser.new_page()
    page.goto(written.as_uri())
    assert page.title() != "taken"
    page.close()


def test_several_reports_show_one_at_a_time(browser: Browser, written: Path) -> None:
    other = report()
    other.article.title = "Berita kedua"
    with opened(browser, written, render_many([report(), other])) as page:
        assert page.locator(".report:visible").count() == 1
        page.click(".index a >> text=Berita kedua")
        assert page.inner_text(".report:visible h2") == "Berita kedua"
        page.click('.report:visible .card[data-pick="v1"] .pick')
        assert page.locator(".report:visible .seg.on").count() > 3


def test_paper_has_everything(browser: Browser, written: Path) -> None:
    with opened(browser, written, render(report()), PHONE, "dark") as page:
        page.emulate_media(media="print")
        assert page.locator(".card:visible").count() == len(report().events) + len(report().statements)
        assert page.locator("svg.net:visible").count() == 1
        assert not page.locator("#theme").is_visible()
