"""Parquet: typed nested columns, read back by pyarrow and compared with the report."""

import io
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from saksi.export import parquet
from saksi.export.items import Item

from .items import attacked, exported, recorded
from .sample import report
from .sample_parts import TEXT


def read(*items: Item) -> pa.Table:
    return pq.read_table(io.BytesIO(exported("parquet", *items)))


def test_each_row_is_an_event_of_the_report() -> None:
    made, rows = report(), read(recorded()).to_pylist()
    assert [r["event_id"] for r in rows] == [f"contoh-1:{e.id}" for e in made.events]
    for row, event in zip(rows, made.events, strict=True):
        for name in (
            *("type", "mode", "contexts", "quad", "score", "status"),
            *("confidence", "killed", "injured", "arrested"),
        ):
            assert row[name] == getattr(event, name), name
        for role in ("actors", "recipients", "sources"):
            assert [p["id"] for p in row[role]] == getattr(event, role)
            for party in row[role]:
                entity = made.entity(party["id"])
                assert (party["name"], party["kind"], party["country"], party["sectors"], party["role"]) == (
                    entity.name,
                    entity.kind,
                    entity.country,
                    entity.sectors,
                    entity.role,
                )
        assert [{k: v for k, v in e.items() if k != "words"} for e in row["evidence"]] == [
            v.model_dump() for v in event.evidence
        ]
        assert all(e["words"] == TEXT[e["start"] : e["end"]] for e in row["evidence"])
        assert dict(row["reasons"]) == event.reasons
        assert (row["date"] and row["date"]["value"]) == (event.date and event.date.value)
        assert (row["place"] and row["place"]["geonameid"]) == (event.place and event.place.geonameid)


def test_dates_are_dates_and_cover_what_is_known() -> None:
    rows = read(recorded()).to_pylist()
    assert rows[0]["article"]["published"] == date(2025, 6, 14)
    assert (rows[5]["date"]["first"], rows[5]["date"]["last"]) == (date(2016, 9, 1), date(2016, 9, 30))
    assert rows[5]["date"]["granularity"] == "month"
    assert rows[3]["date"] is None


def test_review_story_actor_and_embargo_are_there() -> None:
    rows = read(recorded()).to_pylist()
    assert [r["review"] for r in rows[:4]] == ["confirmed", "corrected", "rejected", None]
    assert rows[0]["story"] == {"id": "story-1", "articles": 5, "independent_sources": 2}
    assert rows[3]["story"] is None
    assert rows[0]["actors"][1]["actor"] == "actor-quiroga"
    assert rows[6]["embargo"][0]["rule"] == "permitted"


def test_columns_can_be_asked_without_unpacking_in_python() -> None:
    table = read(recorded(), recorded("b"))
    assert table.schema.remove_metadata().equals(parquet.SCHEMA.remove_metadata())
    dead = pc.sum(table.filter(pc.equal(table["type"], "ASSAULT"))["killed"]).as_py()
    assert dead == 18


def test_row_groups_are_written_as_they_fill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS_A_GROUP", 7)
    data = exported("parquet", recorded("a"), recorded("b"), recorded("c"))
    meta = pq.ParquetFile(io.BytesIO(data)).metadata
    assert [meta.row_group(n).num_rows for n in range(meta.num_row_groups)] == [7, 7, 7, 7, 2]


def test_hostile_text_is_kept_as_it_is() -> None:
    row = read(attacked()).to_pylist()[0]
    assert "\x1b[31m" in row["actors"][0]["name"]
    assert row["article"]["published"] is None
