"""The store: every report kept once and whole, in both databases."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from saksi.record import Record, RecordError, article_id, database
from saksi.record import tables as t
from saksi.report import Report

from .samples import sample, small


def as_kept(report: Report) -> Report:
    id = article_id(report.article)
    return report.model_copy(update={"id": id, "article": report.article.model_copy(update={"id": id})})


def contents(record: Record) -> dict[str, list[tuple[object, ...]]]:
    """Every row, without the numbers and times that differ between two stores of the same content."""
    found = {}
    with record.reading() as connection:
        for table in (table for table in t.metadata.sorted_tables if table is not t.audit):
            columns = [c for c in table.c if c.name not in {"n", "added", "read_at", "at"}]
            found[table.name] = sorted(map(tuple, connection.execute(sa.select(*columns))), key=repr)
    return found


def test_a_report_comes_back_as_it_went_in(record: Record) -> None:
    given = sample()
    assert record.add(given)
    (kept,) = record.reports()
    assert kept == as_kept(given)
    assert record.report(article_id(given.article)) == kept
    with record.reading() as connection:
        row = connection.execute(sa.select(t.articles)).one()
    assert (row.given_id, row.text, row.outlet) == (given.article.id, given.article.text, given.article.outlet)


def test_every_row_points_at_its_article_and_its_words(record: Record) -> None:
    given = sample()
    record.add(given)
    id = article_id(given.article)
    with record.reading() as connection:
        events = {row.id: row for row in connection.execute(sa.select(t.events))}
        spans = connection.execute(sa.select(t.evidence).where(t.evidence.c.event_id == f"{id}:v3")).all()
        acting = connection.execute(sa.select(t.parties).where(t.parties.c.event_id == f"{id}:v3")).all()
        countries = connection.execute(sa.select(t.pairs).where(t.pairs.c.event_id == f"{id}:v3")).all()
    assert sorted(events) == sorted(f"{id}:{event.id}" for event in given.events)
    assault = events[f"{id}:v3"]
    assert (assault.type, assault.date_from, assault.place_country, assault.killed) == (
        "ASSAULT",
        "2025-06-11",
        "COL",
        9,
    )
    sentence = given.article.text[assault.sentence_start : assault.sentence_end]
    assert given.article.text[assault.trigger_start : assault.trigger_end] in sentence
    assert {(s.field, s.start, s.end) for s in spans} == {(v.field, v.start, v.end) for v in given.events[2].evidence}
    assert [(p.role, p.entity_id) for p in sorted(acting, key=lambda p: (p.role, p.position))] == [
        ("actor", f"{id}:e4"), ("recipient", f"{id}:e3"), ("source", f"{id}:e2"), ("source", f"{id}:e10"),
    ]  # fmt: skip
    assert [(p.actor_country, p.recipient_country) for p in countries] == [("COL", "COL")]


def test_a_year_or_a_span_of_days_is_kept_with_its_first_and_last_day(record: Record) -> None:
    record.add(small("y", day="2016"))
    with record.reading() as connection:
        row = connection.execute(sa.select(t.events)).one()
    assert (row.date_value, row.date_from, row.date_to) == ("2016", "2016-01-01", "2016-12-31")


def test_adding_again_changes_nothing(record: Record) -> None:
    record.add(sample())
    before = contents(record)
    assert not record.add(sample())
    assert record.add_many([sample(), small(), small()]) == (1, 2)
    record.remove(article_id(small().article))
    assert contents(record) == before


def test_which_of_two_equal_articles_came_first_does_not_show(tmp_path: Path) -> None:
    same = [small("b", origin="two.jsonl"), small("a", origin="two.jsonl"), small("c", origin="one.jsonl")]
    found = []
    for n, order in enumerate(permutations(same)):
        with Record.open(tmp_path / f"{n}.db") as record:
            for report in order[:2]:
                record.add(report)
            record.add_many(order[2:])
            found.append(contents(record))
    assert all(rows == found[0] for rows in found)
    assert found[0]["articles"][0][1] == "c"


def test_a_report_that_cannot_be_kept_whole_is_not_kept_at_all(record: Record) -> None:
    record.add(small())
    before = contents(record)
    broken = sample()
    broken.events[1].__dict__["quad"] = None  # a column that may not be empty, after others were written
    with pytest.raises(sa.exc.IntegrityError):
        record.add(broken)
    assert contents(record) == before
    assert record.add(sample())


def test_removing_leaves_nothing_behind(record: Record) -> None:
    record.add(small())
    before = contents(record)
    record.add(sample())
    assert record.remove(article_id(sample().article))
    assert not record.remove(article_id(sample().article))
    assert contents(record) == before
    with record.reading() as connection:
        for table in ("articles", "events", "statements"):
            left = connection.execute(sa.select(sa.func.count()).select_from(sa.table(f"{table}_fts"))).scalar()
            assert left == 1, table


def test_reports_come_in_the_order_of_their_ids_however_many(record: Record) -> None:
    given = [small(str(n), lead=f"Pada hari ke-{n}. ") for n in range(150)]
    assert record.add_many(given) == (150, 0)
    ids = [report.article.id for report in record.reports()]
    assert ids == sorted(article_id(report.article) for report in given)
    assert [report.id for report in record.reports(reversed(ids[20:120]))] == ids[20:120]
    assert list(record.reports([])) == []
    with pytest.raises(RecordError, match="no such article"):
        record.report("0" * 20)


def test_hostile_text_is_kept_and_its_spans_hold(record: Record) -> None:
    given = small("x", actor="R\x00u\x1b[31m'; DROP TABLE events; --", place="\u202e" + "K" * 9000)
    half = small("y", actor="Ru\ud83dsia")
    assert record.add_many([given, half]) == (2, 0)
    with record.reading() as connection:
        for row, text in connection.execute(
            sa.select(t.events, t.articles.c.text).join(t.articles, t.articles.c.id == t.events.c.article_id)
        ).columns("trigger_start", "text"):
            assert text[row:].startswith("menyerang")
    assert record.report(article_id(given.article)).article.text == given.article.text
    assert record.counts()["events"] == 2


def test_a_new_reading_takes_the_place_of_the_old_and_keeps_the_story(record: Record) -> None:
    record.add(small(act="menyerang"))
    id = article_id(small().article)
    with record.writing() as connection:
        connection.execute(sa.update(t.events).values(story_id="s1"))
        connection.execute(sa.update(t.entities).where(t.entities.c.name == "Rusia").values(actor_id="rus"))
    again = small(codebook="book2")
    again.events[0].id = "v7"
    record.replace(id, again)
    (kept,) = record.reports()
    assert (kept.codebook, kept.events[0].id) == ("book2", "v7")
    with record.reading() as connection:
        assert connection.execute(sa.select(t.events.c.id, t.events.c.story_id)).all() == [(f"{id}:v7", "s1")]
        assert connection.scalars(sa.select(t.entities.c.actor_id).where(t.entities.c.name == "Rusia")).all() == ["rus"]
    with pytest.raises(RecordError, match="no such article"):
        record.replace("f" * 20, again)


def test_writers_at_the_same_time_lose_and_double_nothing(url: str) -> None:
    program = "import sys; from tests.record.samples import write; write(sys.argv[1], int(sys.argv[2]))"
    root = Path(__file__).parents[2]
    writers = [subprocess.Popen([sys.executable, "-c", program, url, str(n)], cwd=root) for n in range(3)]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    with Record.open(url) as record:
        assert record.counts()["articles"] == record.counts()["events"] == 3 * 12 + 12


def test_the_tables_are_those_that_the_migrations_make(record: Record) -> None:
    with record.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda o, name, kind, reflected, to: (
                    not (
                        (kind == "table" and "_fts" in name)
                        or (o.table.name.find("_fts") > 0 if kind == "index" else False)
                    )
                )
            },
        )
        assert compare_metadata(context, t.metadata) == []
        assert context.get_current_revision() == database.HEAD
    assert ScriptDirectory(str(Path(database.__file__).parent / "migrations")).get_current_head() == database.HEAD


def test_sqlite_writes_ahead_so_that_readers_and_a_writer_do_not_wait(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.db") as record, record.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        before = connection.execute(sa.select(sa.func.count()).select_from(t.articles)).scalar()
        record.add(small())
        assert connection.execute(sa.select(sa.func.count()).select_from(t.articles)).scalar() == before == 0
        assert len(record) == 1


def test_what_is_no_record_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("bukan basis data" * 200)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE kopi (harga)")
    other.close()
    newer = tmp_path / "newer.db"
    Record.open(newer).close()
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for name, says, create in [
        ("text.db", "not a database", True),
        ("other.db", "holds no record", False),
        ("none.db", "no record here", False),
        ("no/folder/x.db", "there is no folder", True),
        (".", "is a folder", True),
        ("newer.db", "newer Saksi", True),
    ]:
        with pytest.raises(RecordError, match=says):
            Record.open(tmp_path / name, create=create)
    with pytest.raises(RecordError, match="SQLite or PostgreSQL"):
        Record.open("mysql://x/y")
    assert not (tmp_path / "none.db").exists()


def test_the_address_of_the_record_hides_its_password() -> None:
    with pytest.raises(RecordError) as told:
        Record.open("postgresql+psycopg://siapa:rahasia@127.0.0.1:1/saksi")
    assert "rahasia" not in str(told.value)
    assert "127.0.0.1" in str(told.value)
