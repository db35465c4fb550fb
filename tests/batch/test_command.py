"""``saksi ingest`` as a user meets it, with the real reader."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from saksi.cli import app
from saksi.record import Record

STORY = "Presiden Turki bertemu dengan Presiden Rusia di Sochi pada Senin (13/5). Mereka membahas perang di Ukraina."
OTHER = "Militer Sudan menyerang pangkalan milisi di Omdurman pada Selasa (6/5), kata juru bicara milisi."
ENGLISH = "The president met the chancellor in Berlin on Monday to discuss the war and the sanctions."


def saksi(*words: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words], input=stdin)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAKSI_DB", raising=False)
    return tmp_path


def test_files_of_all_kinds_in_one_go_and_again(home: Path) -> None:
    (home / "in").mkdir()
    (home / "in" / "a.txt").write_text(STORY, encoding="utf-8")
    (home / "in" / "b.jsonl").write_text(json.dumps({"text": OTHER}) + "\n{rusak\n", encoding="utf-8")
    with zipfile.ZipFile(home / "in" / "c.zip", "w") as archive:
        archive.writestr("\x1b[31mmerah.txt", ENGLISH)
    done = saksi("ingest", "in", "--workers", 1, "--published", "2024-05-16", "--failures", "bad.jsonl")
    assert done.exit_code == 1, done.output
    assert done.stdout.startswith("2 articles: 2 new, 2 failed; ")
    assert "b.jsonl, line 2: " in done.stderr
    assert "English, not Indonesian" in done.stderr
    assert "\x1b" not in done.stderr
    assert len((home / "bad.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    with Record.open("saksi.db", create=False) as record:
        read = list(record.reports())
    assert {event.type for report in read for event in report.events} >= {"CONSULT", "ASSAULT"}
    assert [report.article.published for report in read] == ["2024-05-16"] * 2
    again = saksi("ingest", "in", "--workers", 1, "--published", "2024-05-16")
    assert again.exit_code == 1
    assert again.stdout.startswith("2 articles: 0 new, 2 there already, 2 failed; 0 events")
    problems = [sorted(s for s in each.stderr.splitlines() if s.startswith("saksi: ")) for each in (done, again)]
    assert problems[0] == problems[1]  # on a slow machine there are lines of progress besides


def test_stories_and_people_are_there_at_the_end_unless_more_is_to_come(home: Path) -> None:
    (home / "a.txt").write_text(STORY, encoding="utf-8")
    (home / "b.txt").write_text(OTHER, encoding="utf-8")
    first = saksi("ingest", "a.txt", "--no-join", "--workers", 1, "--published", "2024-05-16")
    assert "joined" not in first.stdout
    with Record.open("saksi.db", create=False) as record:
        assert record.counts()["stories"] == 0
    second = saksi("ingest", "b.txt", "--workers", 1, "--published", "2024-05-16")
    assert second.stdout.splitlines()[1].startswith("2 articles joined: ")
    with Record.open("saksi.db", create=False) as record:
        assert 0 < record.counts()["stories"] <= record.counts()["events"]
    assert len(saksi("ingest", "b.txt", "--workers", 1, "--published", "2024-05-16").stdout.splitlines()) == 1


def test_what_was_read_again_is_not_ingested_again(home: Path) -> None:
    (home / "a.txt").write_text(STORY, encoding="utf-8")
    saksi("ingest", "a.txt", "--workers", 1, "--published", "2024-05-16")
    with Record.open("saksi.db") as record, record.writing() as connection:
        connection.exec_driver_sql("UPDATE reports SET codebook = 'older'")
        connection.exec_driver_sql("UPDATE shards SET codebook = 'older'")
    done = saksi("reread")
    assert done.stdout.splitlines()[0] == "1 articles read again."
    again = saksi("ingest", "a.txt", "--workers", 1, "--published", "2024-05-16")
    assert again.stdout.startswith("1 article: 0 new, 1 there already; 0 events")


def test_standard_input_and_the_record_that_is_named(home: Path) -> None:
    done = saksi("ingest", "-", "--db", "lain.db", "--workers", 1, stdin=json.dumps({"text": OTHER}).encode())
    assert (done.exit_code, done.stderr) == (0, "")
    assert sorted(p.name for p in home.iterdir() if not p.name.endswith(("-wal", "-shm"))) == ["lain.db"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["tiada.jsonl"], "no such file"),
        (["*.warc"], "no such file"),
        (["a.txt", "--db", "tiada/saksi.db"], "no folder"),
        (["a.txt", "--db", "mysql://x/y"], "SQLite or PostgreSQL"),
        (["a.txt", "--published", "2024-02-30"], "2024-02-30"),
        (["a.txt", "--codebook", "tiada.yaml"], "tiada.yaml"),
        (["a.txt", "--failures", "tiada/bad.jsonl"], "cannot be written"),
        (["a.txt", "--cluster", "bukan alamat"], "no Dask scheduler"),
        (["english.txt", "--workers", "1"], "English"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_line(home: Path, words: list[str], says: str) -> None:
    (home / "a.txt").write_text(STORY, encoding="utf-8")
    (home / "english.txt").write_text(ENGLISH, encoding="utf-8")
    done = saksi("ingest", *words)
    assert done.exit_code == 2
    assert says in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.output


def test_good_inputs_are_read_though_another_is_bad(home: Path) -> None:
    (home / "a.txt").write_text(STORY, encoding="utf-8")
    done = saksi("ingest", "tiada.txt", "a.txt", "--workers", 1)
    assert done.exit_code == 2
    assert done.stdout.startswith("1 article: 1 new")
    assert io.StringIO(done.stderr).readline() == "saksi: tiada.txt: there is no such file or folder\n"
