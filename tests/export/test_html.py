"""The page as text: self-contained, autoescaped, labelled, legible in both palettes."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from saksi.export.html import palette, render, render_many
from saksi.export.labels import LANGUAGES, _table
from saksi.report import Article, Report

from .attack import HOSTILE, hostile
from .sample import report
from .sample_parts import TEXT


class Page(HTMLParser):
    """Collects what a page would run, fetch or show."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.raw: list[str] = []
        self.inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        (self.raw if self.inside and self.inside[-1] in ("script", "style") else self.text).append(data)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "name"), [(0, "light"), (1, "dark")])
@pytest.mark.parametrize(("kind", "least"), [("text_on", 4.5), ("lines_on", 3.0)])
def test_every_ink_is_legible_on_its_grounds(theme: int, name: str, kind: str, least: float) -> None:
    colours = palette()["colours"]
    faint = [
        f"{ink} on {ground}: {found:.2f}"
        for ink, grounds in palette()[kind]
        for ground in grounds
        if (found := contrast(colours[ink][theme], colours[ground][theme])) < least
    ]
    assert faint == [], name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_in_its_language_and_complete(lang: str) -> None:
    html = render(report(), lang)
    page = Page(html)
    assert page.tags[0] == ("html", {"lang": lang})
    shown = " ".join(" ".join(page.text).split())
    for piece in ("Sigrun Halvorsen", "Kabar Contoh", "S/RES/0 (2000) 1", "No place is named in the clause.", "81%"):
        assert piece in shown
    wanted = {"en": ("Assault: air strike", "Who with whom"), "id": ("Serangan: serangan udara", "Siapa dengan siapa")}
    for piece in wanted[lang]:
        assert piece in shown


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of en, id"):
        render(report(), "nl")


def test_labels_are_written_in_every_language() -> None:
    missing = [f"{s}.{k}" for s, keys in _table().items() for k, said in keys.items() if set(said) != set(LANGUAGES)]
    assert missing == []


def test_the_article_is_shown_word_for_word() -> None:
    html = render(report())
    body = html[html.index('<div class="text"') : html.index('<div class="panel"')]
    lines = re.findall(r"<p[^>]*>(.*?)</p>", body, re.DOTALL)
    bare = [re.sub(r'<span class="tag">.*?</span>|<[^>]+>', "", line).replace("&#34;", '"') for line in lines]
    assert bare == [line for line in TEXT.split("\n") if line.strip()]


def test_nothing_is_fetched_and_only_its_own_script_may_run() -> None:
    for html in (render(report()), render(hostile()), render_many([report(), hostile()], "id")):
        page = Page(html)
        for tag, attrs in page.tags:
            assert tag not in ("img", "iframe", "object", "embed", "form", "base", "audio", "video", "source")
            assert not attrs.get("src")
            assert not [name for name in attrs if name.startswith("on") or name == "style"]
            if tag == "link":
                assert attrs == {"rel": "icon", "href": "data:,"}
            if tag == "a":
                assert re.match(r"#|https://contoh\.example/", attrs["href"] or "")
        [policy] = [a["content"] or "" for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        for tag in ("style", "script"):
            [inline] = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy


def test_hostile_text_is_only_ever_text() -> None:
    page = Page(render(hostile()))
    shown = "".join(page.text)
    assert "<script>alert(1)</script>" in shown
    assert "{{7*7}}" in shown
    assert not any("alert" in raw for raw in page.raw)
    assert not set(shown) & set("\u202e\u202c\x1b\x07\x9b")
    assert HOSTILE.isprintable() is False, "the attack has lost its teeth"


def test_no_article_text_is_ever_parsed_as_markup_by_the_script() -> None:
    html = render(report())
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)[0]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(", script)


def test_an_empty_report_makes_a_page() -> None:
    html = render(Report(id="kosong", article=Article(id="kosong", text="Cuaca cerah.")))
    assert "No event was found in this article." in html
    assert "publication date unknown" in html


def test_no_reports_make_a_page() -> None:
    assert "<main>" in render_many([])


def test_several_reports_have_an_index_and_ids_of_their_own() -> None:
    page = Page(render_many([report(), report(), report()]))
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert [a["href"] for t, a in page.tags if t == "a" and (a.get("href") or "").startswith("#r")] == [
        *("#r1", "#r1", "#r2", "#r3"),
    ]


def test_every_reference_inside_the_page_leads_somewhere() -> None:
    page = Page(render(report()))
    ids = {a["id"] for _, a in page.tags if "id" in a}
    for _, attrs in page.tags:
        assert set((attrs.get("aria-labelledby") or "").split()) <= ids
    cards = {a["data-pick"] for _, a in page.tags if "card" in (a.get("class") or "")}
    refs = {p.split(":")[0] for _, a in page.tags for p in (a.get("data-refs") or "").split()}
    assert {r for r in refs if r[0] in "vs"} == cards


def test_the_same_report_gives_the_same_page() -> None:
    assert render(report(), "id") == render(report(), "id")
