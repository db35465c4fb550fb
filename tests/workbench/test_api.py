"""The REST API: what goes in and out, its pages and ETags, and that no request it describes breaks it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from saksi.record import Filters, Record
from saksi.workbench.app import create

TEXT = "Presiden Rusia bertemu dengan Menteri Luar Negeri Turki di Moskow, Kamis (2/5/2024)."


@pytest.fixture
def client(record: Record) -> Iterator[TestClient]:
    with TestClient(create(record, coder="sari"), base_url="http://127.0.0.1") as made:
        yield made


def test_an_article_is_read_and_nothing_kept(client: TestClient, record: Record) -> None:
    before = len(record)
    answer = client.post("/api/read", json={"text": TEXT, "published": "2024-05-03", "explain": True})
    assert answer.status_code == 200
    report = answer.json()
    assert [e["type"] for e in report["events"]] == ["CONSULT"]
    assert report["schema"] == "saksi/1"
    assert report["trace"]
    assert len(record) == before


def test_articles_are_kept_once_and_a_bad_one_says_why(client: TestClient, record: Record) -> None:
    given = [
        {"id": "satu", "text": TEXT},
        {"id": "dua", "text": "…"},
        {"id": "tiga", "text": TEXT, "published": "2024-13-01"},
    ]
    first, second, third = client.post("/api/articles", json={"articles": given}).json()
    assert (first["new"], first["error"]) == (True, None)
    assert "no word" in second["error"]
    assert "calendar" in third["error"]
    assert client.get(f"/api/articles/{first['id']}").json()["article"]["text"] == TEXT
    assert client.post("/api/articles", json={"articles": given[:1]}).json()[0]["new"] is False


def test_pages_follow_each_other(client: TestClient, record: Record) -> None:
    found: list[str] = []
    offset: int | None = 0
    while offset is not None:
        page = client.get("/api/events", params={"type": "ACCUSE", "limit": 7, "offset": offset}).json()
        assert page["total"] == record.count(Filters(type=("ACCUSE",)))
        found += [event["id"] for event in page["items"]]
        offset = page["next"]
    assert len(found) == len(set(found)) == page["total"]


@pytest.mark.parametrize("path", ["statements", "articles", "entities", "stories", "findings", "reviews"])
def test_every_list_has_its_page(client: TestClient, path: str) -> None:
    page = client.get(f"/api/{path}", params={"limit": 3}).json()
    assert len(page["items"]) == min(3, page["total"])
    if path in ("statements", "articles", "entities"):
        assert page["total"] > 3


def test_an_event_brings_the_words_of_each_field(client: TestClient) -> None:
    event = client.get("/api/events", params={"text": "mengebom", "type": "ASSAULT"}).json()["items"][0]
    detail = client.get(f"/api/events/{event['id']}").json()
    words = {(v["field"], v["words"]) for v in detail["evidence"]}
    assert ("trigger", "mengebom") in words
    assert client.get("/api/events/nothing:v1").status_code == 404


def test_who_has_the_answer_is_not_sent_it_again(client: TestClient, record: Record) -> None:
    first = client.get("/api/events?limit=5")
    tag = first.headers["etag"]
    again = client.get("/api/events?limit=5", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    event = first.json()["items"][0]["id"]
    act = {"act": "an-act-of-mine", "judgements": [{"event": event, "verdict": "confirmed"}]}
    assert client.post("/api/reviews", json=act).status_code == 200
    assert client.get("/api/events?limit=5", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    "query", ["typo=1", "since=yesterday", "between=RUS", "limit=0", "limit=100000", "quad=9", "text=...", "offset=-1"]
)
def test_an_unusable_question_gets_a_sentence(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/events?{query}")
    assert answer.status_code == 422
    assert answer.json()["detail"]


@pytest.fixture(scope="module")
def described(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    path = tmp_path_factory.mktemp("described") / "saksi.db"
    shutil.copy(filled, path)  # what is written here must not reach the record that other tests start from
    with Record.open(path) as record:
        yield schemathesis.openapi.from_asgi("/api/openapi.json", create(record, hosts=("*",), coder="sari"))


def test_no_request_that_it_describes_breaks_it(described: schemathesis.BaseSchema) -> None:
    tried = set()
    for operation in (found.ok() for found in described.get_all_operations()):

        @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def no_request_breaks_it(case: schemathesis.Case) -> None:
            assert case.call().status_code < 500

        no_request_breaks_it()
        tried.add((operation.method, operation.path))
    assert ("post", "/api/read") in tried
    assert len(tried) > 15
