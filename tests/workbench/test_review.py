"""The review desk: by the keyboard in a browser, and what its requests keep and lose."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from saksi.record import Filters, Order, Record, ReviewState
from saksi.workbench import projects, queue
from saksi.workbench.accounts import Accounts
from saksi.workbench.app import create
from saksi.workbench.interface import interface

from .browsing import visitor

UNREVIEWED = Filters(review=(ReviewState.unreviewed,))


@pytest.fixture
def client(record: Record) -> Iterator[TestClient]:
    with TestClient(create(record, coder="sari"), base_url="http://127.0.0.1") as made:
        yield made


def saved(page: Page) -> None:
    page.wait_for_selector('#saving[data-waiting="0"]')


def corrected(page: Page) -> None:
    """Keep the form and wait until the server has it: the form closes a moment before its decision is counted."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.click("#edit .button.main")
    saved(page)


def states(record: Record) -> dict[str, str | None]:
    return {hit.id: hit.review for hit in record.find() if hit.review}  # type: ignore[union-attr]


def test_a_key_decides_and_steps_on_and_another_takes_back(browser: Browser, base: str, record: Record) -> None:
    order = [hit.id for hit in record.search(order=Order.uncertain, limit=6)]
    with visitor(browser, base) as page:
        page.goto("/review")
        assert page.locator("#cases li").count() == queue_length(page)
        page.keyboard.press("a")
        page.keyboard.press("x")
        page.keyboard.press("Space")
        page.keyboard.press("f")
        saved(page)
        assert states(record) == {order[0]: "confirmed", order[1]: "rejected"}
        assert record.search(Filters(review=(ReviewState.flagged,)))[0].id == order[3]
        assert page.locator("#cases li").nth(4).get_attribute("aria-current") == "true"
        page.keyboard.press("u")
        page.wait_for_selector("#say.shown")
        page.wait_for_selector("#cases li:nth-child(4)[aria-current=true]")
        page.keyboard.press("Control+z")
        page.wait_for_selector("#cases li:nth-child(2)[aria-current=true]")
        assert states(record) == {order[0]: "confirmed"}
        page.reload()
        page.keyboard.press("u")
        page.wait_for_selector("#say.shown")
        assert states(record) == {}


def queue_length(page: Page) -> int:
    return int(page.evaluate("JSON.parse(document.getElementById('desk').dataset.batch).items.length"))


def test_previous_and_next_walk_without_deciding(browser: Browser, base: str, record: Record) -> None:
    with visitor(browser, base) as page:
        page.goto("/review")
        for key, current in (("j", 1), ("j", 2), ("k", 1), ("ArrowDown", 2), ("k", 1), ("k", 0), ("k", 0)):
            page.keyboard.press(key)
            assert page.locator("#cases li").nth(current).get_attribute("aria-current") == "true"
        assert states(record) == {}


def test_marked_events_are_decided_together_and_taken_back_together(
    browser: Browser, base: str, record: Record
) -> None:
    with visitor(browser, base) as page:
        page.goto("/review")
        page.keyboard.press("Shift+J")
        page.keyboard.press("Shift+J")
        page.keyboard.press("v")
        page.keyboard.press("x")
        saved(page)
        assert list(states(record).values()) == ["rejected"] * 3
        page.keyboard.press("u")
        page.wait_for_selector("#say.shown")
        assert states(record) == {}


def test_an_event_is_corrected_in_the_form(browser: Browser, base: str, record: Record) -> None:
    first = record.search(order=Order.uncertain, limit=1)[0].id
    with visitor(browser, base, lang="id") as page:
        page.goto("/review")
        page.keyboard.press("e")
        page.select_option("#e-type", "PROTEST")
        page.fill("#e-date", "2024-02")
        page.fill("#e-new-actors", "Serikat Nelayan Contoh")
        corrected(page)
        event = record.event(first)
        assert (event.type, event.quad, event.date.value if event.date else None) == ("PROTEST", 4, "2024-02")
        names = [p.name for p in record.search(Filters(review=(ReviewState.corrected,)))[0].actors]  # type: ignore[union-attr]
        assert "Serikat Nelayan Contoh" in names
        page.keyboard.press("u")
        page.wait_for_selector("#say.shown")
        assert states(record) == {}


SELECT = """words => {
  const node = document.getElementById("e-text").firstChild;
  const at = node.data.indexOf(words);
  const range = document.createRange();
  range.setStart(node, at); range.setEnd(node, at + words.length);
  getSelection().removeAllRanges(); getSelection().addRange(range);
}"""


def test_words_that_are_selected_become_the_words_of_a_field(browser: Browser, base: str, record: Record) -> None:
    first = record.search(Filters(type=("ASSAULT",), text="menyerang"), limit=1)[0].id
    with visitor(browser, base) as page:
        page.goto(f"/review?event={first}")
        page.keyboard.press("e")
        text = page.inner_text("#e-text")
        act = record.report(first.rpartition(":")[0]).article.text
        killed = "ke-"
        page.evaluate(SELECT, killed)
        page.click("[data-take=injured]")
        page.fill("#e-injured", "7")
        page.evaluate(SELECT, "Budi Hartono")
        page.click("[data-take=recipient]")
        page.evaluate(SELECT, "kata Budi")
        page.click("[data-take=actor]")
        page.click("#edit details summary")
        page.check("#e-contexts input[value=military]")
        corrected(page)
    event = record.event(first)
    assert killed in text
    words = {v.field: (act[v.start : v.end], v.entity) for v in event.evidence}
    assert words["injured"] == (killed, None)
    assert words["recipient"] == ("Budi Hartono", "e3")
    assert words["actor"][0] == "kata Budi"
    assert event.injured == 7
    assert "e3" in event.recipients
    assert words["actor"][1] in event.actors
    assert event.contexts == ["military"]


def test_two_events_that_are_one_are_merged(client: TestClient, record: Record) -> None:
    pair = sorted(hit.id for hit in record.find(Filters(text="menyerang")) if hit.id.endswith(":v1"))[0]
    other = pair.replace(":v1", ":v2")
    answer = client.post("/api/reviews/merge", json={"act": "merge-0001", "keep": pair, "drop": [other]})
    assert answer.status_code == 200
    assert states(record) == {pair: "corrected", other: "rejected"}
    assert len(record.event(pair).actors) == 2
    assert client.post("/api/reviews/undo", json={"act": "merge-0001"}).status_code == 200
    assert states(record) == {}
    foreign = next(hit.id for hit in record.find() if not hit.id.startswith(pair[:20]))
    refused = client.post("/api/reviews/merge", json={"act": "merge-0002", "keep": pair, "drop": [foreign]})
    assert refused.status_code == 422


def test_an_event_is_split_in_two_and_whole_again(browser: Browser, base: str, record: Record) -> None:
    first = record.search(order=Order.uncertain, limit=1)[0].id
    total = record.count()
    with visitor(browser, base) as page:
        page.goto("/review")
        page.keyboard.press("s")
        page.select_option("#e-type", "PROTEST")
        page.click("#edit .button.main")
        page.wait_for_selector("#cases li:nth-child(2) .state:not(:empty)")
        (new,) = states(record)
        assert new == f"{first}.2"
        assert record.event(new).type == "PROTEST" != record.event(first).type
        assert record.count() == total + 1
        article = first.rpartition(":")[0]
        record.replace(article, record.report(article))
        assert states(record) == {new: "corrected"}
        assert new in {f"{article}:{e.id}" for e in record.report(article, corrected=True).events}
        page.keyboard.press("u")
        page.wait_for_selector("#say.shown")
        assert (record.count(), states(record)) == (total, {})


def test_what_cannot_be_saved_waits_in_the_browser(browser: Browser, base: str, record: Record) -> None:
    with visitor(browser, base, expected=("Failed to load resource",)) as page:
        page.goto("/review")
        page.route("**/api/reviews", lambda route: route.abort())
        page.keyboard.press("a")
        page.keyboard.press("a")
        page.wait_for_selector('#saving[data-waiting="2"]')
        assert states(record) == {}
        page.unroute("**/api/reviews")
        saved(page)
        assert list(states(record).values()) == ["confirmed"] * 2


def test_a_second_coder_is_told_who_was_first(client: TestClient, record: Record) -> None:
    item = client.get("/api/queue?limit=1").json()["items"][0]
    body = {"judgements": [{"event": item["event"]["id"], "verdict": "confirmed", "seen": item["seen"]}]}
    assert client.post("/api/reviews", json=body | {"act": "first-act"}).status_code == 200
    assert client.post("/api/reviews", json=body | {"act": "first-act"}).status_code == 200
    refused = client.post("/api/reviews", json=body | {"act": "second-act"})
    assert refused.status_code == 409
    assert "sari" in refused.json()["detail"]
    assert len(record.reviews(event=item["event"]["id"])) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"type": "NONSENSE"}, "no type"),
        ({"mode": "nonsense"}, "no mode"),
        ({"wings": 2}, "no wings"),
        ({}, "which fields"),
    ],
)
def test_an_unsound_correction_is_refused_with_a_sentence(client: TestClient, changes: object, said: str) -> None:
    event = client.get("/api/events?limit=1").json()["items"][0]["id"]
    body = {"act": "some-act-1", "judgements": [{"event": event, "verdict": "corrected", "changes": changes}]}
    answer = client.post("/api/reviews", json=body)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


def test_coders_of_one_queue_lose_and_double_nothing(base: str, record: Record) -> None:
    """Four at once through the API; bench/workbench.py does it with twenty."""
    coders = [f"coder{n}" for n in range(4)]
    handed: list[str] = []
    lock = threading.Lock()

    def work(name: str) -> None:
        while True:
            taken = queue.take(record, name, Filters(), limit=5)
            if not taken.numbers:
                return
            ids = [i["event"]["id"] for i in [item.model_dump() for item in queue_items(record, taken.numbers)]]
            with lock:
                handed.extend(ids)
            for id in ids:
                from saksi.record import Judgement
                from saksi.workbench import coding

                coding.give(
                    record, name, f"{name}-{id}".replace(":", "-"), [Judgement(event=id, verdict="confirmed", seen=0)]
                )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, coders))
    total = record.count()
    assert Counter(handed).most_common(1)[0][1] == 1
    assert len(handed) == len(states(record)) == len(record.reviews()) == total


def queue_items(record: Record, numbers: list[int]) -> list:  # type: ignore[type-arg]
    from saksi.workbench.items import items

    return items(record, numbers, interface("en"))


def test_two_coders_are_blind_their_agreement_is_told_and_an_editor_settles(
    browser: Browser, guarded: str, record: Record
) -> None:
    projects.add(record, "edi", "Ganda", "type=ASSAULT", ["koko", "kiki"], each=2)

    def login(page: Page, name: str, back: str = "/review?project=Ganda") -> None:
        page.goto(f"/login?back={back}")
        page.fill("#name", name)
        page.fill("#password", "sebelas-huruf-lebih")
        page.press("#password", "Enter")
        page.wait_for_selector("#cases li" if "project" in back else "main")

    with visitor(browser, guarded) as page:
        login(page, "koko")
        for key in "aax":
            page.keyboard.press(key)
        saved(page)
        assert states(record) == {}
    with visitor(browser, guarded, expected=("403",)) as page:
        login(page, "kiki")
        assert page.locator("#cases .state:not(:empty)").count() == 0
        for key in "axx":
            page.keyboard.press(key)
        saved(page)
        page.goto("/review/progress")
        assert "On 3 events that two or more coders judged blind" in page.inner_text("main")
        page.goto("/review/rulings")
        assert "needs the role of editor" in page.inner_text("main")
    with visitor(browser, guarded) as page:
        login(page, "edi", "/review/rulings")
        page.goto("/review/rulings")
        assert page.locator(".ruling").count() == 1
        page.click("button:has-text('koko is right')")
        page.wait_for_selector("#say.shown")
        page.reload()
        assert page.locator(".ruling").count() == 0
        page.goto("/review/log")
        assert "edi" in page.inner_text("table")
    assert sorted(filter(None, states(record).values())) == ["confirmed", "confirmed", "rejected"]


def test_a_reader_cannot_review(guarded: str) -> None:
    with httpx.Client(base_url=guarded) as reader:
        reader.post("/login", data={"name": "rina", "password": "sebelas-huruf-lebih"})
        assert reader.get("/events").status_code == 200
        assert reader.get("/review").status_code == 403
        proof = reader.get("/").text.split('data-proof="')[1].split('"')[0]
        body = {"act": "some-act-1", "judgements": [{"event": "x:v1", "verdict": "confirmed"}]}
        assert reader.post("/api/reviews", json=body, headers={"x-saksi-proof": proof}).status_code == 403
        assert reader.post("/api/reviews", json=body).status_code == 403


def decide(client: TestClient, project: str, event: str, verdict: str, changes: object = None) -> httpx.Response:
    judgement = {"event": event, "verdict": verdict, "changes": changes or {}}
    body = {"act": f"act-{uuid.uuid4().hex[:12]}", "project": project, "judgements": [judgement]}
    return client.post("/api/reviews", json=body)


def of(record: Record, name: str) -> TestClient:
    token = Accounts(record).open(name, timedelta(hours=1), "test")
    app = create(record, auth=True)
    return TestClient(app, base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {token}"})


def test_verdicts_given_blind_hold_once_they_agree(record: Record) -> None:
    projects.add(record, "edi", "Ganda", "type=AID", ["koko", "kiki"], each=2)
    koko, kiki = of(record, "koko"), of(record, "kiki")
    same, other, third = [i["event"]["id"] for i in koko.get("/api/queue?project=Ganda").json()["items"]][:3]
    change = {"injured": 4}
    for event, verdict, changes in ((same, "corrected", change), (other, "confirmed", None), (third, "rejected", None)):
        assert decide(koko, "Ganda", event, verdict, changes).status_code == 200
    assert states(record) == {}
    assert kiki.get(f"/api/events/{same}").json()["reviews"] == []
    assert kiki.get("/api/reviews").json()["total"] == 0
    assert koko.get("/api/reviews").json()["total"] == 3
    assert {same, other, third} <= {i["event"]["id"] for i in kiki.get("/api/queue?project=Ganda").json()["items"]}
    assert not {same, other} & {i["event"]["id"] for i in kiki.get("/api/queue?type=AID&limit=100").json()["items"]}
    assert decide(kiki, "Ganda", same, "corrected", change).status_code == 200
    assert decide(kiki, "Ganda", other, "rejected").status_code == 200
    assert states(record) == {same: "corrected"}
    assert record.event(same).injured == 4
    assert len(kiki.get(f"/api/events/{same}").json()["reviews"]) == 2
    found = kiki.get("/api/agreement?project=Ganda").json()
    assert found["events"] == 2
    assert (found["agreed"]["verdict"], found["agreed"]["injured"]) == (0.5, 0.5)
    assert set(found["alpha"]) == set(found["kappa"][0]) - {"coders", "events"}
    ruling = {"act": "ruling-0001", "event": other, "right": record.reviews(event=other)[0].n}
    assert kiki.post("/api/rulings", json=ruling).status_code == 403
    assert of(record, "edi").post("/api/rulings", json=ruling).status_code == 200
    assert states(record) == {same: "corrected", other: "confirmed"}
    assert kiki.post("/api/reviews/undo", json={}).status_code == 200  # the last of kiki's was about the other
    assert kiki.post("/api/reviews/undo", json={}).status_code == 200
    assert states(record) == {other: "confirmed"}


def test_events_are_dealt_to_as_many_coders_as_the_project_says(record: Record) -> None:
    coders = ["ana", "edi", "kiki", "koko"]
    projects.add(record, "edi", "Bagi", "", coders, each=2)
    handed = Counter(
        item["event"]["id"]
        for name in coders
        for item in of(record, name).get("/api/queue?project=Bagi&limit=100").json()["items"]
    )
    assert set(handed.values()) == {2}
    assert len(handed) == record.count()
    page = of(record, "edi").get("/review/projects").text
    assert "Bagi" in page
    assert of(record, "rina").get("/review/projects").status_code == 403


def test_a_project_is_begun_and_closed_by_editors_alone(record: Record) -> None:
    edi, koko = of(record, "edi"), of(record, "koko")
    form = {"name": "Uji", "query": "type=AID", "coders": "koko, kiki", "each": "1"}
    assert koko.post("/review/projects", data=form).status_code == 403
    assert edi.post("/review/projects", data=form).status_code == 200
    assert "already" in edi.post("/review/projects", data=form).text
    assert koko.get("/review?project=Uji").status_code == 200
    assert edi.get("/api/queue?project=Uji").status_code == 422  # no coder of it
    item = koko.get("/api/queue?project=Uji").json()["items"][0]
    assert item["event"]["type"] == "AID"
    assert decide(koko, "Uji", item["event"]["id"], "confirmed").status_code == 200
    assert states(record) == {item["event"]["id"]: "confirmed"}
    assert edi.post("/review/projects/close", data={"name": "Uji", "closed": "true"}).status_code == 200
    assert koko.get("/api/queue?project=Uji").status_code == 422
    bad = [{"name": "", "coders": "koko"}, {"name": "x", "coders": ""}, {"name": "x", "coders": "koko", "each": "2"},
           {"name": "x", "coders": "koko", "query": "since=2024-99"}]  # fmt: skip
    assert [edi.post("/review/projects", data=form).status_code for form in bad] == [422] * 4
