"""The command line as a user meets it: what is written, what is said on standard error, and the exit code."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from saksi import __version__
from saksi.cli import app
from saksi.report import Report

STORY = "Presiden Turki bertemu dengan Presiden Rusia di Sochi pada Senin (13/5). Mereka membahas perang di Ukraina."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def saksi(*words: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words], input=stdin)


def test_version() -> None:
    assert saksi("--version").output.strip() == __version__


def test_jsonl_is_one_report_a_line(story: Path) -> None:
    done = saksi("read", story, "--published", "2024-05-16", "--format", "jsonl")
    assert done.exit_code == 0
    (line,) = done.stdout.splitlines()
    report = Report.model_validate_json(line)
    assert [event.type for event in report.events] == ["CONSULT"]
    assert report.events[0].date is not None
    assert report.events[0].date.value == "2024-05-13"


@pytest.mark.parametrize("format", ["text", "json", "html", "plover"])
def test_every_format_writes_to_a_file(story: Path, tmp_path: Path, format: str) -> None:
    target = tmp_path / "out"
    done = saksi("read", story, "--published", "2024-05-16", "--format", format, "--output", target)
    assert done.exit_code == 0
    assert "CONSULT" in target.read_text(encoding="utf-8") or format == "text"


def test_standard_input(story: Path) -> None:
    done = saksi("read", "-", "--format", "jsonl", stdin=STORY)
    assert done.exit_code == 0
    assert json.loads(done.stdout)["article"]["text"].startswith("Presiden Turki")


def test_a_folder_is_read_whole_and_a_bad_file_in_it_is_one_failed_item(story: Path) -> None:
    (story.parent / "empty.txt").write_bytes(b"")
    done = saksi("read", story.parent, "--format", "jsonl")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 1
    assert "empty.txt" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("line.txt", b"kata " * 2_000_000, "too much"),
        ("page.html", b"<html><body><nav>Beranda</nav></body></html>", "no article"),
        (
            "english.txt",
            b"The president met the chancellor in Berlin on Monday to discuss the war and sanctions.",
            "English",
        ),
        ("day.jsonl", b'{"id": "a", "text": "Polisi menangkap dua orang.", "published": "2024-02-30"}', "2024-02-30"),
    ],
)
def test_bad_input_says_why_and_the_other_files_are_still_read(
    story: Path, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    done = saksi("read", bad, story, "--format", "jsonl")
    assert done.exit_code == 2
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert len(done.stdout.splitlines()) == 1


def test_a_missing_file_and_a_day_that_does_not_exist(story: Path) -> None:
    assert saksi("read", story.parent / "nothing.txt").exit_code == 2
    done = saksi("read", story, "--published", "2024-02-30")
    assert done.exit_code == 2
    assert "2024-02-30" in done.stderr


def test_one_bad_record_of_many_is_a_failed_item(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("{broken\n" + json.dumps({"id": "a", "text": STORY}) + "\n", encoding="utf-8")
    done = saksi("read", path, "--format", "jsonl")
    assert done.exit_code == 1
    assert "line 1" in done.stderr
    assert json.loads(done.stdout)["id"] == "a"


def test_control_characters_of_a_file_name_do_not_reach_the_terminal(tmp_path: Path) -> None:
    done = saksi("read", tmp_path / "a\x1b[31m.txt")
    assert "\x1b" not in done.stderr


def test_explain_says_why(story: Path) -> None:
    done = saksi("read", story, "--explain", "--format", "json")
    assert any(line["step"] == "events" for line in json.loads(done.stdout)[0]["trace"])


def test_a_users_codebook_adds_a_frame(story: Path, tmp_path: Path) -> None:
    book = tmp_path / "frames.yaml"
    book.write_text("frames:\n- {id: bahas, type: CONSULT, forms: {active: [membahas]}}\n", encoding="utf-8")
    assert saksi("codebook", "check", book).exit_code == 0
    book.write_text("frames:\n- {id: bahas, type: TALK, forms: {active: [membahas]}}\n", encoding="utf-8")
    done = saksi("codebook", "check", book)
    assert done.exit_code == 1
    assert f"{book}:2:" in done.stdout
    assert "unknown type 'TALK'" in done.stdout
    assert saksi("read", story, "--codebook", book).exit_code == 2
    book.write_text("frames: [{id: a\n", encoding="utf-8")
    assert saksi("codebook", "check", book).exit_code == 2
    assert saksi("codebook", "check", book.parent / "nothing.yaml").exit_code == 2
    assert saksi("read", story, "--codebook", book.parent / "nothing.yaml").exit_code == 2


def test_a_codebook_of_ones_own_takes_the_place_of_the_shipped_one(story: Path, tmp_path: Path) -> None:
    book = tmp_path / "talks.yaml"
    book.write_text(
        "replace: true\n"
        "types: {TALK: {quad: 1, score: 1.0}}\n"
        "frames:\n- {id: bahas, type: TALK, forms: {active: [membahas, bertemu]}}\n",
        encoding="utf-8",
    )
    assert saksi("codebook", "check", book).exit_code == 0
    done = saksi("read", story, "--codebook", book, "--published", "2024-05-16", "--format", "jsonl")
    assert done.exit_code == 0
    assert {event["type"] for event in json.loads(done.stdout)["events"]} <= {"TALK"}


def test_the_schema_and_the_types_are_printed() -> None:
    assert json.loads(saksi("schema").stdout)["title"] == "Report"
    assert "COERCE" in saksi("codebook", "types").stdout


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    story = f"<article><h1>Turki</h1><p>{STORY * 3}</p></article>"
    page = f"<html><head><title>Turki</title></head><body>{story}</body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def test_an_address_the_user_gives_is_fetched(server: str) -> None:
    done = saksi("read", f"{server}/page.html", "--format", "jsonl")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["article"]["url"] == f"{server}/page.html"
    assert saksi("read", f"{server}/missing.html").exit_code == 2
