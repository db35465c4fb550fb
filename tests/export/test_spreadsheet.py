"""CSV: read back by Python's reader and by pyarrow's, every cell is what the report says, and none is a formula."""

import csv
import io
import re

import pyarrow.csv
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.export.guarding import guarded, joined, parted, unguarded
from saksi.export.visible import one_line

from .items import attacked, exported, recorded
from .sample import report
from .sample_parts import TEXT


def read(*items: object) -> list[dict[str, str]]:
    text = exported("csv", *items).decode("utf-8")  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_row_is_an_event_of_the_report() -> None:
    made = report()
    rows = read(recorded())
    assert [r["event_id"] for r in rows] == [f"contoh-1:{e.id}" for e in made.events]
    for row, event in zip(rows, made.events, strict=True):
        assert (row["type"], row["mode"] or None, row["status"]) == (event.type, event.mode, event.status)
        assert (int(row["quad"]), float(row["score"]), float(row["confidence"])) == (
            event.quad,
            event.score,
            event.confidence,
        )
        for role, refs in (("actor", event.actors), ("recipient", event.recipients)):
            parties = [made.entity(ref) for ref in refs]
            assert parted(row[f"{role}s"]) == [p.name for p in parties]
            assert parted(row[f"{role}_countries"]) == [p.country for p in parties]
            assert parted(row[f"{role}_sectors"]) == ["+".join(p.sectors) or "–" for p in parties]
        assert parted(row["sources"]) == [made.entity(ref).name for ref in event.sources]
        assert parted(row["contexts"]) == event.contexts
        assert (row["date"] or None, row["date_end"] or None) == (
            (event.date.value, event.date.end) if event.date else (None, None)
        )
        assert (row["place"] or None) == (event.place.name if event.place else None)
        assert [int(row[n]) if row[n] else None for n in ("killed", "injured", "arrested")] == [
            event.killed,
            event.injured,
            event.arrested,
        ]
        found = [re.fullmatch(r"(\w+)(?:@(\w+))?:(\d+)-(\d+)", piece) for piece in parted(row["evidence"])]
        assert [(m[1], m[2], int(m[3]), int(m[4])) for m in found if m] == [
            (v.field, v.entity, v.start, v.end) for v in event.evidence
        ]


def test_evidence_and_sentence_point_at_the_words() -> None:
    attack = read(recorded())[2]
    start, end = int(attack["sentence_start"]), int(attack["sentence_end"])
    assert TEXT[start:end] == attack["sentence"]
    assert attack["trigger_words"] == "mengebom" in attack["sentence"]
    assert attack["recipient_words"] == "kamp kelompoknya"


def test_review_and_story_stand_in_their_columns() -> None:
    rows = read(recorded())
    assert [r["review"] for r in rows[:4]] == ["confirmed", "corrected", "rejected", ""]
    assert (rows[0]["story_id"], rows[0]["story_articles"], rows[0]["independent_sources"]) == ("story-1", "5", "2")
    assert rows[6]["embargo"] == "contoh: permitted (S/RES/0 (2000) 1)"


def test_a_range_of_dates_is_given_by_its_first_and_last_day() -> None:
    rows = read(recorded())
    assert (rows[5]["date_from"], rows[5]["date_to"]) == ("2016-09-01", "2016-09-30")
    assert (rows[6]["date_from"], rows[6]["date_to"]) == ("2019-01-01", "2025-06-14")


def test_an_undated_event_says_why() -> None:
    row = read(recorded())[3]
    assert (row["date"], row["date_from"]) == ("", "")
    assert "No time expression" in row["date_reason"]


def test_other_readers_see_the_same_table() -> None:
    data = exported("csv", recorded(), attacked())
    table = pyarrow.csv.read_csv(io.BytesIO(data))
    assert table.num_rows == 20
    assert table.column_names == list(read(recorded())[0])
    assert data.count(b"\r\n") == 21
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_no_cell_of_a_hostile_article_starts_a_formula() -> None:
    for row in read(attacked()):
        for name, cell in row.items():
            numeric = name in ("score", "lat", "lon")
            assert numeric or not cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@sum", "'kutip'", "＝1", " =1", "\t=1", "\x00=1"])
def test_formulas_are_guarded(text: str) -> None:
    assert guarded(text)[0] not in "=+-@＝＋－＠\t\r"
    assert unguarded(guarded(text)) == one_line(text)


@given(st.text())
def test_a_guarded_cell_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == one_line(text)


@given(st.lists(st.text(min_size=1).filter(lambda t: one_line(t) != "")))
def test_joined_values_come_back(values: list[str]) -> None:
    cell = joined(values)
    assert parted(cell) == [one_line(v) for v in values]
    assert not cell.startswith(("=", "+", "-", "@"))
