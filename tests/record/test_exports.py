"""Exports of a record: corrections made, verdicts marked, stories and actors known, and both databases alike."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest
from tests.export.sample import report as sample

from saksi.export import gold
from saksi.export import recorded as from_record
from saksi.export.exporting import exports
from saksi.export.items import Item
from saksi.export.recorded import recorded, reviewed
from saksi.record import Filters, Judgement, Record, article_id, derived

from .samples import small

FIRST, SECOND, LONG = small("a"), small("b", lead="Berita kedua. "), sample()
ONE, TWO, THREE = (article_id(r.article) for r in (FIRST, SECOND, LONG))
STORY = {
    "id": "st1", "type": "ASSAULT", "status": "actual", "parties": [], "sources": [],
    "date_from": "2024-05-13", "date_to": "2024-05-13", "place_name": "Kharkiv", "place_country": "UKR",
    "articles": 2, "copies": 1, "independent_sources": 1, "disagreements": [],
}  # fmt: skip
ACTOR = {"id": "ac1", "name": "Budi Hartono", "kind": "person", "country": "IDN", "aliases": ["Budi"]}
# What each format gave for this record when it was last looked at, in SQLite and in PostgreSQL.
seen: dict[str, str] = {}


@pytest.fixture
def record(record: Record) -> Record:
    record.add_many([LONG, SECOND, FIRST])
    with record.writing() as connection:
        derived.set_stories(connection, [STORY], {f"{ONE}:v1": "st1", f"{TWO}:v1": "st1"})
        derived.set_actors(connection, [ACTOR], {f"{ONE}:e3": "ac1", f"{TWO}:e3": "ac1"})
    changes = {"type": "PROTEST", "quad": 4, "score": -5.0, "mode": "riot"}
    record.review("ani", Judgement(event=f"{ONE}:v1", verdict="corrected", changes=changes))
    record.review("ani", Judgement(event=f"{TWO}:v1", verdict="rejected"))
    record.review("ani", Judgement(event=f"{THREE}:v7", verdict="rejected"))
    record.review("ani", Judgement(event=f"{THREE}:v2", verdict="confirmed"))
    return record


def by_id(record: Record) -> dict[str, Item]:
    return {item.report.id: item for item in recorded(record)}


def test_items_come_by_id_with_what_the_record_knows(record: Record) -> None:
    items = by_id(record)
    assert list(items) == sorted((ONE, TWO, THREE))
    (event,) = items[ONE].events()
    standing = items[ONE].standing(event)
    assert (event.type, event.mode, standing.review) == ("PROTEST", "riot", "corrected")
    assert (standing.story, standing.articles, standing.independent_sources) == ("st1", 2, 1)
    assert items[ONE].actor(items[ONE].report.entity("e3")) == "ac1"


def test_rejected_events_stay_in_their_place_marked(record: Record) -> None:
    items = by_id(record)
    assert [e.id for e in items[THREE].events()] == [e.id for e in LONG.events]
    assert {e.id: items[THREE].standing(e).review for e in items[THREE].events()} == {
        **{e.id: None for e in LONG.events},
        **{"v2": "confirmed", "v7": "rejected"},
    }
    rejected = next(e for e in items[THREE].events() if e.id == "v7")
    assert [f.regime for f in items[THREE].findings(rejected)] == ["contoh"]
    (other,) = items[TWO].events()
    assert (other.type, items[TWO].standing(other).review) == ("ASSAULT", "rejected")


def passed(record: Record, filters: Filters) -> set[str]:
    return {item.id(event) for item in recorded(record, filters) for event in item.events()}


def test_only_what_the_filters_let_by(record: Record) -> None:
    assert passed(record, Filters(type=("ASSAULT",))) == {f"{TWO}:v1", f"{THREE}:v3"}
    assert passed(record, Filters(type=("PROTEST",))) == {f"{ONE}:v1"}, "as corrected"
    assert passed(record, Filters(story="st1", min_confidence=0.5)) == {f"{ONE}:v1", f"{TWO}:v1"}
    assert passed(record, Filters(party=("Nobody",))) == set()
    assert len(passed(record, Filters())) == 12


def test_items_with_filters_come_in_the_same_order_whole(record: Record) -> None:
    everything, some = by_id(record), list(recorded(record, Filters(quad=(4,))))
    assert [item.report.id for item in some] == list(everything)
    assert all(item.report == everything[item.report.id].report for item in some)


def test_more_articles_than_are_held_at_a_time(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_record, "_CHUNK", 2)
    monkeypatch.setattr(from_record, "_PAGE", 1)
    assert [i.report.id for i in recorded(record, Filters(quad=(4,)))] == sorted((ONE, TWO, THREE))
    assert [i.report.id for i in recorded(record)] == sorted((ONE, TWO, THREE))


def test_only_reviewed_events(record: Record) -> None:
    found = {f"{ONE}:v1", f"{TWO}:v1", f"{THREE}:v2", f"{THREE}:v7"}
    assert passed(record, reviewed(Filters())) == found
    assert passed(record, reviewed(Filters(review=("rejected",)))) == {f"{TWO}:v1", f"{THREE}:v7"}


@pytest.mark.parametrize("format", sorted(exports))
def test_both_databases_give_the_same_bytes(record: Record, format: str) -> None:
    out = io.BytesIO()
    exports[format].write(recorded(record), out, "year")
    assert len(out.getvalue()) > 1000
    digest = hashlib.sha256(out.getvalue()).hexdigest()
    assert seen.setdefault(format, digest) == digest


def test_actors_of_several_articles_are_one_entity(record: Record) -> None:
    out = io.BytesIO()
    exports["ftm"].write(recorded(record), out, "year")
    entities = [json.loads(line) for line in out.getvalue().splitlines()]
    (budi,) = [e for e in entities if "Budi Hartono" in e["properties"].get("name", ())]
    assert len(budi["properties"]["proof"]) == 2


def test_reviewed_articles_become_annotations(record: Record, tmp_path: Path) -> None:
    annotations, articles = io.StringIO(), io.StringIO()
    assert gold.write(recorded(record, reviewed(Filters())), annotations, articles) == (2, 1)
    rows = {row["id"]: row for row in map(json.loads, annotations.getvalue().splitlines())}
    assert [e["type"] for e in rows[ONE]["events"]] == ["PROTEST"]
    assert rows[TWO]["events"] == []
    assert [json.loads(line)["id"] for line in articles.getvalue().splitlines()] == list(rows)
