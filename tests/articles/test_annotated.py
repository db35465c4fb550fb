"""On annotated articles, where they are at hand: no event trigger and no statement cue may fall into page furniture."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from saksi.articles import load
from saksi.report import Article

GOLD = Path(os.environ.get("SAKSI_DATA", Path(__file__).parents[2].parent / "shared")) / "gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated articles are not here (set SAKSI_DATA)")


def records(name: str) -> dict[str, dict[str, Any]]:
    with (GOLD / name).open(encoding="utf8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


@pytest.mark.parametrize("part", ["train", "dev"])
def test_no_annotated_word_is_swallowed(part: str) -> None:
    given, gold = records(f"{part}_articles.jsonl"), records(f"{part}_gold.jsonl")
    checked = 0
    for article in load(GOLD / f"{part}_articles.jsonl"):
        assert isinstance(article, Article), str(article)
        record = given[article.id]
        assert (article.text, article.published) == (record["text"], record["published"])
        story = article.story_text()
        for entry, field in [
            *((event, "trigger") for event in gold[article.id]["events"]),
            *((statement, "cue") for statement in gold[article.id]["statements"]),
        ]:
            start, end = record["sentences"][entry["sentences"][0]]
            if entry[field] and entry[field] in article.text[start:end]:
                assert entry[field] in story[start:end], (article.id, entry[field])
                checked += 1
    assert checked > 300
