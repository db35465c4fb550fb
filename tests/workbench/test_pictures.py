"""The pages of pictures: what is drawn, where a press leads, the same by keyboard and as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from saksi.record import Filters, Record, aggregates
from saksi.record.derived import set_actors, set_stories
from saksi.record.tables import findings, relations
from saksi.workbench.app import create
from saksi.workbench.pictures import bars, graph, outlines
from saksi.workbench.pictures.grid import grid

from .browsing import DESK, PHONE, visitor

PAGES = ["/timeline", "/network", "/network?by=party", "/matrix", "/map", "/map?view=indonesia", "/actors",
         "/dossier?party=Rusia", "/stories", "/stories/s1", "/watch", "/watch/libya"]  # fmt: skip


@pytest.fixture
def told(record: Record) -> Record:
    """The record with a story of three tellings that disagree, a person across articles and a finding."""
    hits = list(record.find(Filters(type=("ASSAULT",))))[:3]
    value = {"value": 12, "events": [hits[0].id], "sources": ["Budi Hartono"], "since": "2024-01-01"}
    story = {
        "id": "s1", "type": "ASSAULT", "date_from": "2024-01-01", "date_to": "2024-01-02", "place_name": "Kharkiv",
        "status": "actual", "parties": [], "sources": [], "place_country": "UKR", "articles": 3, "copies": 0,
        "independent_sources": 2,
        "disagreements": [{"field": "killed", "values": [value, {**value, "value": 20}]}],
    }  # fmt: skip
    person = {"id": "a1", "name": "Rusia", "kind": "country", "country": "RUS", "aliases": ["Moskow"]}
    mine = {p.id for h in record.find(Filters()) for p in (*h.actors, *h.recipients) if p.name == "Rusia"}
    with record.writing() as connection:
        set_stories(connection, [story], {h.id: "s1" for h in hits})
        set_actors(connection, [person], dict.fromkeys(mine, "a1"))
        row = {"event_id": hits[0].id, "position": 0, "regime": "libya", "rule": "prohibited", "instrument": "-"}
        connection.execute(findings.insert(), {**row, "why": "-"})
    return record


@pytest.fixture
def client(told: Record) -> Iterator[TestClient]:
    with TestClient(create(told, coder="sari"), base_url="http://127.0.0.1") as made:
        yield made


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_every_page_fits_its_window_with_nothing_on_the_console_and_no_request_abroad(
    browser: Browser, told: Record, base: str, size: tuple[int, int], theme: str
) -> None:
    faults: list[str] = []
    with visitor(browser, base, size=size, theme=theme, lang="id" if theme == "dark" else "en") as page:
        for path in PAGES:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
            for fault in Axe().run(page).response["violations"]:
                faults += [f"{path} {fault['id']}: {node['html'][:160]}" for node in fault["nodes"][:3]]
    assert faults == []


@pytest.mark.parametrize(
    "path", ["/timeline?type=ASSAULT", "/network", "/matrix?since=2024-02", "/map", "/map?view=indonesia"]
)
def test_each_mark_leads_to_as_many_events_as_it_says(client: TestClient, path: str) -> None:
    marks = re.findall(r'<a href="(/events\?[^"]+)"[^>]*aria-label="([^"]+)"', client.get(path).text)
    assert marks
    for link, says in marks[::5]:
        numbers = [int(n) for n in re.findall(r"(\d+) c", says)]
        sides = "&quad=1&quad=2" if says.endswith("cooperation") else "&quad=3&quad=4"
        more = sides if len(numbers) == 1 else ""
        listed = client.get(unescape(link) + more).text
        found = re.search(r'id="count">([\d,]+)', listed)
        assert found, link
        assert int(found[1]) == sum(numbers), (link, says)


def test_a_bar_of_the_strip_narrows_the_page_and_the_whole_time_is_one_press_away(browser: Browser, base: str) -> None:
    with visitor(browser, base) as page:
        page.goto("/network?by=party")
        everything = page.inner_text("#count")
        page.locator(".strip svg a").first.press("Enter")
        page.wait_for_url("**since=**")
        assert "by=party" in page.url
        assert page.inner_text("#count") != everything
        page.click(".strip figcaption a")
        page.wait_for_load_state()
        assert page.inner_text("#count") == everything


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def test_a_picture_is_one_stop_of_the_tab_key_and_arrows_go_through_it(browser: Browser, base: str) -> None:
    with visitor(browser, base) as page:
        page.goto("/timeline")
        first = page.locator("[data-roving] a").first
        assert page.locator("[data-roving] a[tabindex='0']").count() == 1
        first.focus()
        begun = _focused(page)
        page.keyboard.press("ArrowRight")
        assert _focused(page) != begun
        page.keyboard.press("Home")
        assert _focused(page) == begun
        page.keyboard.press("Enter")
        page.wait_for_url("**/events?**")
        page.goto("/matrix")
        row = "document.activeElement.closest('tr').rowIndex"
        page.locator("table.matrix td a").first.focus()
        before = page.evaluate(row)
        page.keyboard.press("ArrowDown")
        assert page.evaluate(row) > before


def test_every_picture_stands_beside_a_table_of_the_same(browser: Browser, base: str) -> None:
    with visitor(browser, base) as page:
        for path, marks in (("/timeline", ".bars a"), ("/network", ".network .dot")):
            page.goto(path)
            page.click("details.sheet > summary")
            rows = page.locator("details.sheet tbody tr")
            assert rows.count() >= page.locator(marks).count() > 1
            assert rows.first.locator("a").first.is_visible()


def test_a_dossier_by_person_and_by_name(client: TestClient) -> None:
    known = client.get("/actors/a1")
    assert str(known.url).endswith("/dossier?who=a1")
    assert "Moskow" in known.text
    assert "Ukraina" in known.text
    assert "Budi Hartono" in client.get("/dossier?party=budi hartono").text
    assert client.get("/dossier?party=Tak+Ada").status_code == 404
    assert client.get("/dossier?who=x").status_code == 404
    assert str(client.get("/dossier").url).endswith("/actors")


def test_a_dossier_tells_lasting_ties(told: Record, client: TestClient) -> None:
    event = next(hit for hit in told.find(Filters(party=("Rusia",))) if hit.recipients)
    one, other = event.actors[0], event.recipients[0]
    row = {"id": f"{event.article_id}:r9", "article_id": event.article_id, "kind": "opposes", "evidence": []}
    with told.writing() as connection:
        connection.execute(relations.insert(), {**row, "from_id": one.id, "to_id": other.id})
    page = client.get("/dossier", params={"party": one.name})
    assert page.status_code == 200
    ties = page.text.split('id="lasting"')[1].split("</section>")[0]
    assert other.name in unescape(ties)


def test_a_story_shows_each_telling_and_where_they_disagree(browser: Browser, told: Record, base: str) -> None:
    with visitor(browser, base) as page:
        page.goto("/stories")
        page.click("tbody a")
        page.wait_for_url("**/stories/s1")
        assert page.locator("table.tellings thead th").count() == 3
        assert "Killed" in page.inner_text(".disagreements")
        assert "20" in page.inner_text(".disagreements")
        assert page.locator("tr.differs th", has_text="Killed").count() == 1
        page.locator("table.tellings thead a").first.click()
        page.wait_for_url("**/articles/**")


def test_a_finding_leads_to_its_regime_and_its_words(browser: Browser, told: Record, base: str) -> None:
    with visitor(browser, base) as page:
        page.goto("/watch")
        assert page.locator(".leads > li").count() == 1
        (lead,) = told.search(Filters(regime=("libya",)))
        assert page.inner_text(".leads q") == lead.words  # type: ignore[union-attr]
        page.click("table a:has-text('Libya')")
        page.wait_for_url("**/watch/libya")
        assert page.locator("svg.phases .phase").count() > 2
        page.click(".leads a[href^='/events/']")
        page.wait_for_url("**/articles/**")


@pytest.mark.parametrize("path", [*PAGES, "/map?view=nowhere", "/timeline?step=hour", "/watch/none", "/stories/none"])
def test_unusable_filters_and_hostile_words_are_answered(client: TestClient, path: str) -> None:
    joint = "&" if "?" in path else "?"
    for query in ("since=2024-99", "text=%22%00%27", "party=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "between=RUS"):
        answer = client.get(path + joint + query)
        assert answer.status_code < 500, query
        assert "<script>alert" not in answer.text


def test_an_empty_record_is_drawn_as_such() -> None:
    with Record.open(":memory:") as empty, TestClient(create(empty), base_url="http://127.0.0.1") as client:
        for path in ("/timeline", "/network", "/network?by=party", "/matrix", "/map", "/actors", "/stories", "/watch"):
            assert client.get(path).status_code == 200, path


def test_bars_keep_the_latest_periods_and_count_the_rest() -> None:
    one = aggregates.Split(1, 2)
    made = bars.bars({"": one, "1700": one, "1999": one, "2024": one}, aggregates.Step.year)
    assert [b.period for b in made.bars] == ["1999", "2024"]
    assert (made.before, made.wide) == (3, 3)
    assert all(b.left >= 0 and b.left + b.width <= 100 for b in made.bars)
    assert all(made.axis - b.up >= 0 and made.axis + b.down <= made.height for b in made.bars)


def test_a_few_days_far_from_the_rest_do_not_stretch_the_picture() -> None:
    known = aggregates.Extent("1896-01-01", "2045-12-31", 1000, 10)
    core = ("2025-01-03", "2025-06-20")
    assert bars.window(known, core) == core
    assert bars.window(known, None) == ("1896-01-01", "2045-12-31")
    assert bars.window(aggregates.Extent(None, None, 3, 3), None) is None
    near = aggregates.Extent("2025-01-01", "2025-06-30", 1000, 10)
    assert bars.window(near, core) == ("2025-01-01", "2025-06-30")
    assert bars.fitting(core) is aggregates.Step.month
    one = aggregates.Split(1, 2)
    made = bars.bars({"1896-01": one, "2025-02": one, "2045-12": one}, aggregates.Step.month, shown=core)
    assert [b.period for b in made.bars] == ["2025-02"]
    assert (made.before, made.after) == (3, 3)


def test_a_name_that_is_somebodys_leads_to_the_dossier_of_the_person(client: TestClient) -> None:
    answer = client.get("/dossier?party=Rusia&type=ASSAULT", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/dossier?type=ASSAULT&who=a1")
    assert "<bdi>Rusia</bdi>" in client.get("/dossier?who=a1").text.split('class="chips"')[1]


def test_points_are_found_in_their_country_and_province() -> None:
    world, provinces = outlines.sheet("world"), outlines.sheet("indonesia")
    cities = {(-6.21, 106.85): "DKI Jakarta", (-2.53, 140.7): "Papua", (5.2, 96.7): "Aceh", (-8.67, 115.2): "Bali"}
    assert {p: provinces.at(*p) for p in cities} == cities
    assert world.at(50.0, 36.25) == "UKR"
    assert world.at(66.0, -175.0) == world.at(66.0, 150.0) == "RUS"
    assert world.at(0.0, -30.0) is None
    assert len(provinces.outlines) == 33


def test_a_network_is_the_same_each_time_and_its_boxes_do_not_cover_each_other() -> None:
    nodes = [aggregates.Node(f"n{n}", f"Nama {n}", "person", None, known=False) for n in range(14)]
    ties = [aggregates.Tie(nodes[n], nodes[(n * 5 + 1) % 14], aggregates.Split(n, 3)) for n in range(1, 14)]
    made = graph.graph(tuple(ties))
    assert made == graph.graph(tuple(ties))
    for n, one in enumerate(made.dots):
        assert one.width / 2 <= one.x <= graph.WIDTH - one.width / 2
        for other in made.dots[n + 1 :]:
            assert abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= 26


def test_a_matrix_has_the_commonest_countries_and_says_what_is_left_out() -> None:
    pairs = [aggregates.Pair(f"A{n:02}", f"A{n + 1:02}", aggregates.Split(40 - n, 1)) for n in range(30)]
    made = grid(pairs, most=5)
    assert len(made.countries) == 5
    assert made.left_out == 30 - len(made.cells)
    assert {c.shade for c in made.cells.values()} <= {1, 2, 3, 4, 5}
