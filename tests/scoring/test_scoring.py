"""The scorer on invented articles, and beside the scorer that lies with the annotated articles."""

import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from saksi.articles import load
from saksi.cli import app
from saksi.reading.reader import Reader
from saksi.report import Article
from saksi.scoring import ScoringError, load_lines, score
from saksi.scoring.measures import Tally, overlap
from saksi.scoring.records import Party

TEXT = "Republik Rakau menyerang Meloa pada Senin. Presiden Amara Sesay mengecam serangan itu."
ARTICLE: dict[str, Any] = {"id": "a", "text": TEXT, "published": "2024-05-16", "sentences": [[0, 42], [43, 86]]}
GOLD: dict[str, Any] = {
    "id": "a",
    "events": [
        {"type": "ASSAULT", "trigger": "menyerang", "sentences": [0], "actors": ["Republik Rakau"],
         "recipients": ["Meloa"], "status": "actual", "date": "2024-05-13", "sources": []},
        {"type": "ACCUSE", "mode": "disapprove", "trigger": "mengecam", "sentences": [1],
         "actors": ["Amara Sesay"], "recipients": [], "status": "actual", "sources": []},
    ],
    "statements": [],
    "entities": [{"name": n, "kind": "country", "country": None, "sectors": [], "aliases": []}
                 for n in ("Republik Rakau", "Meloa", "Amara Sesay")],
}  # fmt: skip
REPORT: dict[str, Any] = {
    "article": {"id": "a"},
    "entities": [{"id": "e1", "name": "Rakau"}, {"id": "e2", "name": "Meloa"}],
    "events": [
        {"type": "ASSAULT", "status": "actual", "actors": ["e1"], "recipients": ["e2"], "sources": ["e2"],
         "date": {"value": "2024-05-13"}, "evidence": [{"field": "trigger", "start": 15, "end": 24}]},
        {"type": "THREATEN", "actors": ["e1"], "evidence": [{"field": "trigger", "start": 69, "end": 77}]},
    ],
    "trace": [{"step": "events", "text": "kecam: no event, no party is named", "span": [60, 68]}],
}  # fmt: skip


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_measures() -> None:
    result = score({"a": ARTICLE}, {"a": GOLD}, {"a": REPORT})
    assert (result.found["event"].hit, result.found["event"].gold, result.found["event"].predicted) == (1, 2, 2)
    assert result.found["actor"].f1 == result.found["recipient"].f1 == 1.0
    assert result.found["source"].predicted == 1
    assert result.fields["date"].accuracy == result.fields["status"].accuracy == 1.0
    assert [(w.missed, w.act.type) for w in result.wrong] == [(True, "ACCUSE"), (False, "THREATEN")]
    assert result.types["ASSAULT"].f1 == 1.0


def test_an_article_without_a_report_is_missed_whole() -> None:
    result = score({"a": ARTICLE}, {"a": GOLD}, {})
    assert result.found["event"].recall == 0.0
    assert len(result.wrong) == 2


def test_the_command_line(tmp_path: Path) -> None:
    files = [write(tmp_path / n, row) for n, row in (("a.jsonl", ARTICLE), ("g.jsonl", GOLD), ("r.jsonl", REPORT))]
    done = CliRunner().invoke(app, ["score", *map(str, files), "--errors", "5"])
    assert done.exit_code == 0
    assert "missed   a [1] ACCUSE 'mengecam'" in done.stdout
    assert "mengecam serangan itu." in done.stdout
    assert "no party is named" in done.stdout


def test_without_reports_the_articles_are_read(tmp_path: Path) -> None:
    files = [write(tmp_path / "a.jsonl", ARTICLE), write(tmp_path / "g.jsonl", GOLD)]
    done = CliRunner().invoke(app, ["score", *map(str, files)])
    assert done.exit_code == 0
    assert "who did what to whom" in done.stdout


def test_what_cannot_be_scored_says_why(tmp_path: Path) -> None:
    articles, gold = write(tmp_path / "a.jsonl", ARTICLE), write(tmp_path / "g.jsonl", GOLD, {**GOLD, "id": "b"})
    reports = write(tmp_path / "r.jsonl", REPORT)
    done = CliRunner().invoke(app, ["score", str(articles), str(gold), str(reports)])
    assert done.exit_code == 1
    assert "b: annotated" in done.stderr
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "a"}\n{oops\n', encoding="utf-8")
    done = CliRunner().invoke(app, ["score", str(articles), str(broken), str(reports)])
    assert done.exit_code == 2
    assert "line 2" in done.stderr
    with pytest.raises(ScoringError):
        load_lines(tmp_path / "nothing.jsonl")


NAMES = st.lists(st.text(st.characters(categories=("Ll", "Lu")), min_size=1, max_size=6), max_size=6)


@given(NAMES, NAMES)
def test_no_party_answers_twice(ours: list[str], theirs: list[str]) -> None:
    hit, wanted, given_ = overlap([Party((n,)) for n in ours], [Party((n,)) for n in theirs])
    assert 0 <= hit <= min(wanted, given_)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_figures_stay_between_nought_and_one(hit: int, more: int, less: int) -> None:
    tally = Tally(hit, hit + more, hit + less)
    assert 0.0 <= tally.f1 <= 1.0


def test_the_same_figures_as_the_scorer_beside_the_annotated_articles() -> None:
    data = Path(os.environ.get("SAKSI_DATA", "../shared")) / "gold"
    if not (data / "score.py").is_file():
        pytest.skip("no annotated articles: set SAKSI_DATA")
    spec = importlib.util.spec_from_file_location("gold_score", data / "score.py")
    assert spec is not None
    assert spec.loader is not None
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    articles, gold = load_lines(data / "dev_articles.jsonl"), load_lines(data / "dev_gold.jsonl")
    read = Reader().read_all(a for a in load(data / "dev_articles.jsonl") if isinstance(a, Article))
    reports = {r.article.id: json.loads(r.to_json()) for r in read}
    prf, accuracy, types, wrong = other.score(articles, gold, reports)
    ours = score(articles, gold, reports)
    for theirs, tallies in ((prf, ours.found), (types, ours.types)):
        assert set(theirs) == set(tallies)
        for name, row in theirs.items():
            tally = tallies[name]
            figures = [round(x, 4) for x in (tally.precision, tally.recall, tally.f1)]
            assert figures == [row["precision"], row["recall"], row["f1"]], name
    assert {n: round(s.accuracy, 4) for n, s in ours.fields.items()} == {n: r["accuracy"] for n, r in accuracy.items()}
    assert len(wrong) == len(ours.wrong)
