"""Annotations from reviews: scored against the reports they came from, they agree; what nobody judged is left out."""

import io
import json
from pathlib import Path

import pytest

from saksi.export.gold import articles_beside, write
from saksi.export.items import Item, Standing
from saksi.scoring import load_lines, score

from .sample import report

CONFIRMED = Standing(review="confirmed")


def judged(**verdicts: Standing) -> Item:
    made = report()
    return Item(made, {event.id: CONFIRMED for event in made.events} | verdicts)


def written(*items: Item) -> tuple[list[dict[str, object]], list[dict[str, object]], tuple[int, int]]:
    annotations, articles = io.StringIO(), io.StringIO()
    counts = write(items, annotations, articles)
    read = [[json.loads(line) for line in out.getvalue().splitlines()] for out in (annotations, articles)]
    return read[0], read[1], counts


def test_scored_against_its_own_report_everything_agrees(tmp_path: Path) -> None:
    annotations, articles, _ = written(judged())
    for name, rows in (("gold", annotations), ("articles", articles)):
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (tmp_path / "reports").write_text(report().to_json() + "\n", encoding="utf-8")
    result = score(*(load_lines(tmp_path / name) for name in ("articles", "gold", "reports")))
    # The sentences of the sample cover its first three events; an act outside them can be in no sentence.
    assert result.tally("event").hit == 3
    for field in ("actor", "recipient", "source"):
        assert result.tally(field).hit == result.tally(field).gold
    assert result.share("status").right == result.share("status").of == 3
    assert result.share("date").right == result.share("date").of == 3
    assert result.tally("statement").predicted == 0, "statements were not annotated, so none is wrong"


def test_a_rejected_event_is_no_event() -> None:
    (row,), _, _ = written(judged(v3=Standing(review="rejected")))
    assert isinstance(row["events"], list)
    assert "ASSAULT" not in [e["type"] for e in row["events"]]
    assert len(row["events"]) == len(report().events) - 1


def test_an_article_that_is_not_read_to_the_end_is_left_out_and_counted() -> None:
    half = judged(v4=Standing())
    annotations, articles, counts = written(half, Item(report()), judged())
    assert counts == (1, 1)
    assert len(annotations) == len(articles) == 1


def test_the_shape_is_that_of_annotated_articles() -> None:
    (row,), (article,), _ = written(judged())
    assert set(row) == {"id", "events", "entities"}
    assert set(article) == {"id", "outlet", "title", "published", "url", "text", "sentences"}
    assert isinstance(row["events"], list)
    assert isinstance(row["entities"], list)
    assert row["events"][2] == {
        "type": "ASSAULT",
        "mode": "aerial",
        "trigger": "mengebom",
        "sentences": [2],
        "actors": ["militer Kolombia"],
        "recipients": ["Front Sungai Biru"],
        "status": "actual",
        "date": "2025-06-11",
        "place": {"name": "Guaviare", "country": "COL"},
        "killed": 9,
        "injured": 14,
        "arrested": None,
        "sources": ["Mateo Quiroga", "AFP"],
    }
    names = {e["name"] for e in row["entities"]}
    assert all(set(e["actors"]) | set(e["recipients"]) | set(e["sources"]) <= names for e in row["events"])


@pytest.mark.parametrize(
    ("name", "beside"),
    [("a_gold.jsonl", "a_articles.jsonl"), ("b.jsonl", "b_articles.jsonl"), ("c", "c_articles.jsonl")],
)
def test_the_articles_lie_beside(name: str, beside: str) -> None:
    assert articles_beside(Path("x") / name) == Path("x") / beside
