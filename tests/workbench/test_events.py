"""The table of events: what is filtered, sorted, paged, saved and exported."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from saksi.record import Filters, Order, Record
from saksi.workbench.app import create
from saksi.workbench.filtering import code_of, filters_of

from .browsing import visitor


@pytest.fixture
def client(record: Record) -> Iterator[TestClient]:
    with TestClient(create(record, coder="sari"), base_url="http://127.0.0.1") as made:
        yield made


def test_a_filter_set_in_the_bar_is_in_the_address_and_can_be_taken_off(browser: Browser, base: str) -> None:
    with visitor(browser, base) as page:
        page.goto("/events")
        everything = page.inner_text("#count")
        page.click("#f-type-now")
        page.check("input[name=type][value=ASSAULT]")
        page.fill("[name=party]", "Rusia")
        page.press("[name=party]", "Enter")
        page.wait_for_url("**/events?**")
        asked = parse_qs(urlsplit(page.url).query, keep_blank_values=True)
        assert asked == {"type": ["ASSAULT"], "party": ["Rusia"]}
        assert page.inner_text("#count") != everything
        rows = page.locator("table.events tbody tr")
        assert 0 < rows.count() == rows.filter(has_text="Assault").filter(has_text="Rusia").count()
        page.click(".chips a:has-text('Party')")
        page.wait_for_load_state()
        assert "party" not in page.url
        assert "type=ASSAULT" in page.url


def test_countries_are_found_by_their_names_in_either_language(browser: Browser, base: str, record: Record) -> None:
    with visitor(browser, base, lang="id") as page:
        page.goto("/events")
        page.fill("#f-between0", "Rusia")
        page.fill("#f-between1", "Ukraina")
        page.click("form.filters .button.main")
        page.wait_for_url("**between**")
        assert page.locator(".chips li").count() == 3
        count = record.count(Filters(between=("RUS", "UKR")))
        assert page.inner_text("#count") == f"{count} peristiwa"
    assert code_of("jerman") == code_of("Germany") == "DEU"
    assert filters_of("between=Rusia").country == ("RUS",)


def test_pages_hold_every_event_once_in_order(client: TestClient, record: Record) -> None:
    links: list[str] = []
    address = "/events?order=uncertain"
    while address:
        text = client.get(address).text
        links += [part.split('"')[0] for part in text.split('<a href="/events/')[1:]]
        address = text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&") if 'rel="next"' in text else ""
    expected = [hit.id for hit in record.find(order=Order.uncertain)]
    assert [link.replace("%3A", ":") for link in links] == expected


def test_a_bad_filter_is_told_in_the_bar_and_lists_nothing(client: TestClient) -> None:
    answer = client.get("/events?since=2024-99")
    assert answer.status_code == 200
    assert "is no day, month or year" in answer.text
    assert "<table" not in answer.text
    assert client.get("/export?since=2024-99").status_code == 422


def test_the_export_holds_exactly_what_the_filter_shows(client: TestClient, record: Record) -> None:
    query = "type=ACCUSE&party=Rusia"
    wanted = {hit.id for hit in record.find(filters_of(query))}
    told = client.get(f"/events?{query}", headers={"accept-language": "en"}).text
    assert f"{len(wanted)} events will be exported." in told
    rows = list(csv.DictReader(io.StringIO(client.get(f"/export?{query}&format=csv").text.lstrip("\ufeff"))))
    assert len(rows) == len(wanted) > 3
    lines = client.get(f"/export?{query}&format=plover").text.splitlines()
    assert len(lines) == len(wanted)
    assert all(json.loads(line) for line in lines)
    for format in ("gdelt", "parquet", "ftm", "graphml", "gexf"):
        answer = client.get(f"/export?{query}&format={format}")
        assert answer.status_code == 200
        assert "attachment" in answer.headers["content-disposition"]
    assert client.get("/export?format=docx").status_code == 422


def test_a_view_is_saved_with_every_filter_and_removed(browser: Browser, base: str) -> None:
    with visitor(browser, base) as page:
        page.goto("/events?type=ASSAULT&order=oldest&page=1")
        page.click("summary:has-text('Views')")
        page.fill("#view-name", 'Assaults "first"')
        page.click(".save-view button")
        page.goto("/events")
        page.click("summary:has-text('Views')")
        page.click('.views a:has-text("first")')
        page.wait_for_selector(".chips")
        assert page.url == f"{base}/events?type=ASSAULT&order=oldest"
        page.click("summary:has-text('Views')")
        page.click(".views button")
        page.wait_for_load_state()
        page.click("summary:has-text('Views')")
        assert page.locator(".views li").count() == 0


def test_a_download_comes_from_the_page(browser: Browser, base: str) -> None:
    with visitor(browser, base) as page:
        page.goto("/events?type=AID")
        page.click("summary:has-text('Export')")
        with page.expect_download() as got:
            page.click("text=CSV (spreadsheets)")
        assert got.value.suggested_filename == "saksi-events.csv"
        assert got.value.path().read_text().count("AID") >= 10


def test_an_event_leads_to_its_words(browser: Browser, base: str) -> None:
    with visitor(browser, base) as page:
        page.goto("/events?type=ASSAULT&text=mengebom")
        page.click("table.events tbody a")
        page.wait_for_selector(".card.on")
        assert "#a-v3" in page.url
        lit = page.eval_on_selector_all(".text .seg.on", "all => all.map(s => s.textContent)")
        assert "mengebom" in lit
        page.click('.card[data-pick="v1"] .pick')
        assert page.url.endswith("#a-v1")


def test_the_trace_says_why(browser: Browser, base: str) -> None:
    with visitor(browser, base) as page:
        page.goto("/events?type=ASSAULT&text=mengebom")
        page.click("table.events tbody a")
        page.click(".card.on .why summary")
        page.wait_for_selector(".card.on .why li")
        assert "mengebom" in page.inner_text(".card.on .why")
        page.goto(page.url.replace("#", "?why=1#"))  # and without a script
        assert page.locator(".card.on .why li").count() > 0


def test_a_field_of_a_card_lights_its_own_words(browser: Browser, base: str) -> None:
    lit = "all => all.map(s => s.textContent.trim())"
    with visitor(browser, base) as page:
        page.goto("/events?type=ASSAULT&text=mengebom")
        page.click("table.events tbody a")
        page.wait_for_selector(".card.on")
        everything = page.eval_on_selector_all(".text .seg.on", lit)
        page.hover(".card.on dd[data-fields=place]")
        only = page.eval_on_selector_all(".text .seg.hover", lit)
        assert only
        assert set(only) < set(everything)
        place = page.inner_text(".card.on dd[data-fields=place] q")
        assert " ".join(only) in place
