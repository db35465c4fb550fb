"""``saksi export`` as a user meets it: files, standard output, what is said, and the exit code."""

import csv
import gzip
import io
import json
import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import Result
from tests.export.attack import hostile
from tests.export.sample import report
from typer.testing import CliRunner

from saksi.cli import app
from saksi.cli.export import ExportFormat
from saksi.export.exporting import exports
from saksi.record import Record


def saksi(*words: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words], input=stdin)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text(report().to_json() + "\n" + hostile().to_json() + "\n", encoding="utf-8")
    return path


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "saksi.db"
    with Record.open(path) as record:
        record.add_many([report(), hostile()])
    return path


def test_every_format_can_be_asked_for() -> None:
    assert {f.value for f in ExportFormat} == {*exports, "gold"}


@pytest.mark.parametrize("format", sorted(exports))
def test_files_of_reports_and_the_record_hold_the_same_events(
    reports: Path, db: Path, tmp_path: Path, format: str
) -> None:
    for n, source in enumerate(([reports], ["--db", db])):
        out = tmp_path / f"out{n}"
        done = saksi("export", *source, "--format", format, "--output", out)
        assert (done.exit_code, done.output.count("20 events of 2 articles written to")) == (0, 1), done.output
    sizes = [(tmp_path / f"out{n}").stat().st_size for n in (0, 1)]
    assert min(sizes) > 0.5 * max(sizes)
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_standard_input_and_output(reports: Path) -> None:
    done = saksi("export", "-", "--format", "csv", stdin=reports.read_bytes())
    assert done.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout_bytes.decode(), newline="")))
    assert len(rows) == 20


def test_gzipped_reports(reports: Path, tmp_path: Path) -> None:
    packed = tmp_path / "reports.jsonl.gz"
    packed.write_bytes(gzip.compress(reports.read_bytes()))
    out = tmp_path / "events.parquet"
    assert saksi("export", packed, "--format", "parquet", "--output", out).exit_code == 0
    assert pq.read_table(out).num_rows == 20


def test_a_bad_line_is_one_failed_item_with_its_number(reports: Path) -> None:
    with reports.open("a", encoding="utf-8") as file:
        file.write('{"id": "x"}\n\nno json\n')
    done = saksi("export", reports, "--format", "plover")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 20
    assert "line 3: no report: article: Field required" in done.stderr
    assert "line 5: no report" in done.stderr


@pytest.mark.parametrize("content", [b"", b"{}\n", b"\x1f\x8bxx", b"no json at all"])
def test_a_file_without_reports_is_unusable_and_spares_what_was_there(tmp_path: Path, content: bytes) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.csv"
    source.write_bytes(content)
    out.write_text("old", encoding="utf-8")
    done = saksi("export", source, "--format", "csv", "--output", out)
    if content:
        assert (done.exit_code, out.read_text(encoding="utf-8")) == (2, "old")
        assert str(source) in done.stderr
    else:
        assert done.exit_code == 0
        assert "0 events of 0 articles" in done.stderr


def test_a_missing_file_and_a_missing_record_are_named(tmp_path: Path) -> None:
    done = saksi("export", tmp_path / "none.jsonl", "--format", "csv")
    assert (done.exit_code, "none.jsonl: cannot be read" in done.stderr) == (2, True)
    done = saksi("export", "--db", tmp_path / "none.db", "--format", "csv")
    assert (done.exit_code, "none.db: no record here" in done.stderr) == (2, True)
    assert not (tmp_path / "none.db").exists()


def test_an_output_that_cannot_be_written_is_one_sentence(reports: Path, tmp_path: Path) -> None:
    done = saksi("export", reports, "--format", "csv", "--output", tmp_path / "no" / "out.csv")
    assert done.exit_code == 2
    assert "cannot be written: No such file or directory" in done.stderr


def test_a_new_file_has_the_rights_of_any_other(reports: Path, tmp_path: Path) -> None:
    plain, out = tmp_path / "plain", tmp_path / "out.csv"
    plain.touch()
    saksi("export", reports, "--format", "csv", "--output", out)
    assert out.stat().st_mode == plain.stat().st_mode


def test_a_pipe_is_written_as_it_is(reports: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    done = saksi("export", reports, "--format", "gexf", "--output", pipe)
    assert done.exit_code == 0
    assert os.read(reader, 5) == b"<?xml"
    assert not pipe.is_file()
    os.close(reader)


def test_reviews_are_in_the_record_only(reports: Path, tmp_path: Path) -> None:
    for words in (("--reviewed",), ("--type", "AID"), ("--format", "gold", "--output", tmp_path / "g")):
        done = saksi("export", reports, "--format", "csv", *words)
        assert done.exit_code == 2
        assert "need a record" in done.stderr


def test_gold_of_a_record_without_reviews_is_empty_and_says_so(db: Path, tmp_path: Path) -> None:
    done = saksi("export", "--db", db, "--format", "gold", "--output", tmp_path / "new_gold.jsonl")
    assert done.exit_code == 0
    assert "0 articles written to" in done.stderr
    assert (tmp_path / "new_articles.jsonl").read_text() == ""


def test_the_filters_of_find_choose_what_goes_out(db: Path) -> None:
    done = saksi("export", "--db", db, "--format", "csv", "--type", "assault", "--type", "AID", "--since", "2019")
    rows = list(csv.DictReader(io.StringIO(done.stdout_bytes.decode(), newline="")))
    assert sorted(row["type"] for row in rows) == ["AID", "ASSAULT"]
    found = saksi("find", "--db", db, "--format", "jsonl", "--type", "ASSAULT", "--type", "AID", "--since", "2019")
    assert {json.loads(line)["id"] for line in found.stdout.splitlines()} == {row["event_id"] for row in rows}


def test_a_filter_that_cannot_be_is_an_error_of_the_arguments(db: Path) -> None:
    done = saksi("export", "--db", db, "--format", "csv", "--since", "kemarin")
    assert done.exit_code == 2
    assert "kemarin" in done.stderr


def test_networks_by_month(reports: Path) -> None:
    done = saksi("export", reports, "--format", "graphml", "--period", "month")
    assert "2025-06</data>" in done.stdout


def test_the_json_formats_are_one_object_a_line(reports: Path) -> None:
    for format in ("plover", "ftm"):
        done = saksi("export", reports, "--format", format)
        assert all(isinstance(json.loads(line), dict) for line in done.stdout.splitlines())
