"""The frame around every page: language, light, headers, refusals."""

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from saksi.record import Record
from saksi.workbench.app import create
from saksi.workbench.interface import Interface, preferred, table
from saksi.workbench.pages.preferences import own_address

from .browsing import visitor


@pytest.fixture
def client() -> Iterator[TestClient]:
    with Record.open(":memory:") as empty:
        yield TestClient(create(empty), base_url="http://127.0.0.1:8000")


def test_the_language_follows_the_browser_until_it_is_chosen(browser: Browser, base: str) -> None:
    with visitor(browser, base, lang="id") as page:
        page.goto("/")
        assert page.get_attribute("html", "lang") == "id"
        page.click("text=English")
        page.wait_for_load_state()
        assert page.get_attribute("html", "lang") == "en"
        page.goto("/")
        assert page.get_attribute("html", "lang") == "en"


def test_the_light_changes_at_once_and_is_kept(browser: Browser, base: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with visitor(browser, base, theme="dark") as page:
        page.goto("/")
        dark = page.evaluate(ground)
        with page.expect_response("**/preferences"):
            page.click("button.theme")
        light = page.evaluate(ground)
        assert light != dark
        page.goto("/")
        assert page.evaluate(ground) == light


def test_every_answer_forbids_what_it_does_not_need(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/static/x/app.css"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_no_template_holds_a_script_or_a_style_of_its_own() -> None:
    for path in files("saksi.workbench").joinpath("templates").iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]* src=)|\|\s*safe", text), (
            path.name
        )


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "saksi.attacker.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:9"}).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://bad.example"}]
)
def test_another_site_cannot_write(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/preferences", data={"lang": "id"}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "there", ["//bad.example/", "https://bad.example", "/\\bad.example", "javascript:x", "", "/\n/x"]
)
def test_the_way_back_never_leaves_the_workbench(there: str) -> None:
    assert own_address(there) == "/"
    assert own_address("/events?q=a&page=2") == "/events?q=a&page=2"


def test_every_word_is_there_in_both_languages_with_the_same_blanks() -> None:
    for key, entry in table().items():
        assert set(entry) == {"en", "id"}, key
        forms = [list(w.values()) if isinstance(w, dict) else [w] for w in entry.values()]
        blanks = {frozenset(re.findall(r"{(\w+)}", form)) for words in forms for form in words}
        assert len({b - {"n"} for b in blanks}) == 1, key


def test_every_word_that_a_template_asks_for_exists() -> None:
    for path in files("saksi.workbench").joinpath("templates").iterdir():
        for key in re.findall(r"""\bw\(["']([a-z_]+\.[a-z_0-9]+)["'][,)]""", path.read_text(encoding="utf-8")):
            assert key in table(), f"{path.name}: {key}"


def test_numbers_and_dates_in_each_languages_habit() -> None:
    english, indonesian = Interface("en"), Interface("id")
    assert (english.number(12345), indonesian.number(12345)) == ("12,345", "12.345")
    assert (english.day("2025-08-17"), indonesian.day("2025-08-17")) == ("17 Aug 2025", "17 Agu 2025")
    assert preferred("id-ID,id;q=0.9,en;q=0.8") == "id"
    assert preferred("fr, en;q=0.3, id;q=0.7") == "id"
    assert preferred("fr;q=x") == "en"


def test_an_unknown_address_says_so(client: TestClient) -> None:
    answer = client.get("/nowhere", headers={"accept-language": "id"})
    assert answer.status_code == 404
    assert "Tidak ada apa-apa di sini" in answer.text
