"""`saksi find` and `saksi reread` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
from importlib import import_module
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
from click.testing import Result
from typer.testing import CliRunner

import saksi
from saksi.cli import app
from saksi.codebook import Codebook
from saksi.export.guarding import parted
from saksi.record import Judgement, Record, article_id
from saksi.record import tables as t
from saksi.record.rereading import outdated, waiting
from saksi.report import Article

from .samples import sample, small

NEWS = "Presiden Turki bertemu dengan Presiden Rusia di Sochi pada Senin (13/5). Polisi menangkap dua warga di Medan."


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words], env={"COLUMNS": "200"})


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "saksi.db"
    with Record.open(path) as record:
        record.add_many(
            [sample(), small(), small("evil", actor="=HYPERLINK(1)", place="\x1b[31mMerah", lead="Kabar. ")]
        )
    return path


def test_a_table_has_a_line_a_hit_and_says_how_many_there_are(db: Path) -> None:
    done = run("find", "--db", db, "--type", "ASSAULT", "--limit", "2")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 3
    assert "1 to 2 of 3 events; the next with --offset 2." in done.stderr
    assert run("find", "--db", db, "--type", "NONE", "--limit", "2").stderr.strip() == "No events found."
    assert run("find", "--db", db, "--count").stdout.strip() == str(len(sample().events) + 2)


def test_very_many_hits_are_not_counted_to_the_last(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("saksi.cli.find"), "_TOLD", 2)
    told = run("find", "--db", db, "--type", "ASSAULT", "--limit", "1").stderr
    assert "1 to 1 of more than 2 events" in told
    rest = run("find", "--db", db, "--type", "ASSAULT", "--limit", "2", "--offset", "1").stderr
    assert rest.strip() == "3 events."


def test_nothing_in_a_table_steers_the_terminal(db: Path) -> None:
    for format in ("table", "csv", "jsonl"):
        done = run("find", "--db", db, "--format", format)
        assert "Merah" in done.stdout
        assert "\x1b" not in done.stdout, format


def test_csv_opens_in_a_spreadsheet_without_running_anything(db: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert run("find", "--db", db, "--actor", "hyperlink", "--format", "csv", "--output", target).exit_code == 0
    (row,) = csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))
    assert row["actors"] == "'=HYPERLINK(1)"
    assert parted(row["actors"]) == ["=HYPERLINK(1)"]
    assert row["words"].startswith("'=HYPERLINK")
    assert row["flagged"] == "false"
    assert list(tmp_path.glob(".*.part")) == []


@pytest.mark.parametrize("what", ["events", "statements", "articles"])
def test_every_format_holds_every_hit(db: Path, tmp_path: Path, what: str) -> None:
    lines = [
        json.loads(line) for line in run("find", "--db", db, "--what", what, "--format", "jsonl").stdout.splitlines()
    ]
    rows = list(csv.DictReader(io.StringIO(run("find", "--db", db, "--what", what, "--format", "csv").stdout)))
    target = tmp_path / "out.parquet"
    assert run("find", "--db", db, "--what", what, "--format", "parquet", "--output", target).exit_code == 0
    table = pq.read_table(target)
    ids = [line["id"] for line in lines]
    assert ids
    assert [row["id"] for row in rows] == ids == table["id"].to_pylist()
    assert set(rows[0]) == set(table.column_names)
    if what == "events":
        made = {row["id"]: row for row in table.to_pylist()}
        assault = f"{article_id(sample().article)}:v3"
        assert (made[assault]["killed"], made[assault]["sources"]) == (9, ["Mateo Quiroga", "AFP"])
        assert made[assault]["actor_countries"] == ["COL"]


def test_filters_of_every_kind(db: Path) -> None:
    def count(*words: object) -> int:
        return int(run("find", "--db", db, "--count", *words).stdout)

    assert count("mengebom", "--type", "assault") == 1
    assert count('"mengebom kamp"', "--recipient", "Front Sungai Biru") == 1
    assert count("--between", "COL", "--between", "NOR", "--what", "articles") <= 1
    assert (
        count("--since", "2025-06-11", "--until", "2025-06-11", "--place", "guaviare", "--min-confidence", "0.5") == 1
    )
    assert count("--review", "unreviewed", "--status", "actual", "--quad", "4") >= 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--since", "kemarin"], "since"),
        (["--status", "perhaps"], "status"),
        (["--review", "done"], "review"),
        (["--between", "RUS"], "two countries"),
        (["--limit", "0"], "limit"),
        (["!!!"], "no word to search for"),
        (["--what", "articles", "--order", "certain"], "no confidence"),
        (["--format", "csv", "--output", "/nowhere/at/all.csv"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_with_code_2(db: Path, words: list[str], says: str) -> None:
    done = run("find", "--db", db, *words)
    assert done.exit_code == 2
    assert says in " ".join(done.stderr.split())


def test_a_database_that_fails_on_the_way_is_said(db: Path) -> None:
    with Record.open(db) as record, record.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE parties RENAME TO elsewhere")
    done = run("find", "--db", db)
    assert done.exit_code == 2
    assert done.stderr == f"saksi: {db}: no such table: parties.\n"


def test_without_a_record_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("find", "reread"):
        done = run(command)
        assert done.exit_code == 2
        assert "saksi.db: no record here" in done.stderr
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("SAKSI_DB", str(tmp_path / "lain.db"))
    assert "lain.db" in run("find").stderr


def test_reread_reads_what_an_older_codebook_read_and_keeps_reviews(tmp_path: Path) -> None:
    db = tmp_path / "saksi.db"
    new = saksi.read(NEWS, published="2024-05-16")
    old = new.model_copy(update={"codebook": "old", "events": new.events[:1]})
    other = saksi.read("Menteri Luar Negeri Mesir mengecam serangan Israel di Gaza.", published="2024-05-16")
    id = article_id(new.article)
    with Record.open(db) as record:
        record.add_many([old, other])
        record.review("ani", Judgement(event=f"{id}:{old.events[0].id}", verdict="rejected"))
        gone = small(codebook="old")
        record.add(gone)
        record.review("ani", Judgement(event=f"{article_id(gone.article)}:v1", verdict="confirmed"))
        with record.writing() as connection:  # a review of words that no report tells an act by
            changed = record.reviews(article=article_id(gone.article))[0].seen
            changed["event"]["evidence"] = [{"field": "trigger", "start": 0, "end": 2}]
            its = t.reviews.c.article_id == article_id(gone.article)
            connection.execute(sa.update(t.reviews).where(its).values(seen=changed))
    assert "2 of 3 articles" in run("reread", "--db", db, "--dry-run").stdout
    first = run("reread", "--db", db, "--limit", "1")
    assert "1 articles read again, 1 left." in first.stdout
    done = run("reread", "--db", db)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "1 articles read again.")
    assert "1 reviews are kept without an event" in done.stdout
    with Record.open(db) as record:
        report = record.report(id)
        assert report.codebook == Codebook.load().version
        assert [e.type for e in report.events] == [e.type for e in new.events]
        assert len(record.report(id, corrected=True).events) == len(new.events) - 1
        assert outdated(record, version=saksi.__version__, codebook=report.codebook) == []
        assert waiting(record) == 1
        assert len(record.reviews()) == 2
    assert "0 of 3 articles" in run("reread", "--db", db).stdout


def test_an_article_that_cannot_be_read_again_keeps_its_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = tmp_path / "saksi.db"
    with Record.open(db) as record:
        record.add_many([small(codebook="old"), small("b", codebook="old", lead="Kabar. ")])
    from saksi.reading.reader import Reader

    def stumble(self: Reader, article: Article) -> None:
        raise ValueError("pohon \x1b[2J tumbang")

    monkeypatch.setattr(Reader, "read", stumble)
    done = run("reread", "--db", db)
    assert done.exit_code == 1
    assert done.stderr.count("pohon") == 2
    assert "\x1b" not in done.stderr
    with Record.open(db) as record, record.reading() as connection:
        assert {report.codebook for report in record.reports()} == {"old"}
        assert len(connection.execute(sa.select(t.failures)).all()) == 2
