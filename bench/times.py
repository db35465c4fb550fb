"""How often an act gets its date from its own sentence, and what finding the times costs.

    SAKSI_DATA=../shared python -m bench.times

Reads ``gold/{train,dev}_{articles,gold}.jsonl`` under ``SAKSI_DATA``. The acts are the annotated ones, found by their
trigger in their main sentence, so that only the choice of the date is measured.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from saksi.language import load
from saksi.reading.context import Context, Sentence
from saksi.reading.times import choose_date, find_times
from saksi.reading.tree import Tree
from saksi.report import Article

DATA = Path(os.environ.get("SAKSI_DATA", "../shared")) / "gold"
# The types whose acts are done by saying; a codebook's frames know this act by act.
BY_SAYING = {"SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "CONCEDE"}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def acts(split: str) -> Iterator[tuple[Context, Tree, dict[str, Any], int, int]]:
    """Every annotated act with its article's context and the tokens of its trigger."""
    nlp = load()
    gold = {row["id"]: row for row in rows(DATA / f"{split}_gold.jsonl")}
    articles = rows(DATA / f"{split}_articles.jsonl")
    for raw, doc in zip(articles, nlp.pipe(row["text"] for row in articles), strict=True):
        sentences = [Sentence(n, s.start, s.end, (s.start_char, s.end_char), 0) for n, s in enumerate(doc.sents)]
        published = date.fromisoformat(raw["published"]) if raw["published"] else None
        article = Article(id=raw["id"], text=raw["text"])
        ctx = Context(article, doc.text, doc, sentences, published, None)  # type: ignore[arg-type]
        ctx.times = find_times(doc.text, published, [s.span for s in sentences])
        tree = Tree(doc)
        for act in gold[raw["id"]]["events"]:
            start, end = raw["sentences"][act["sentences"][0]]
            place = doc.text.lower().find(act["trigger"].lower(), start, end)
            span = doc.char_span(place, place + len(act["trigger"]), alignment_mode="expand") if place >= 0 else None
            if span is not None:
                yield ctx, tree, act, span.start, span.end


def speed(split: str) -> None:
    """Processor time of finding the times, away from the threads of the language pipeline."""
    articles = rows(DATA / f"{split}_articles.jsonl")
    find_times("hari ini", None)  # the grammar is read at first use
    begin = process_time()
    for raw in articles:
        find_times(raw["text"], date.fromisoformat(raw["published"]), raw["sentences"])
    spent = process_time() - begin
    words = sum(len(raw["text"].split()) for raw in articles)
    print(f"{split}: times found in {1000 * spent * 300 / words:.2f} ms for 300 words")


def measure(split: str) -> None:
    tally: Counter[str] = Counter()
    for ctx, tree, act, start, end in acts(split):
        clause = tree.clause(tree.clause_head(start))
        by_saying = act["type"] in BY_SAYING
        found, _ = choose_date(ctx, start, end, (clause[0], clause[-1] + 1), by_saying)
        dated = "dated" if act["date"] else "undated"
        tally[dated] += 1
        if found:
            verdict = (
                ("right" if found.value.startswith(act["date"]) else "wrong") if act["date"] else "given to undated"
            )
            tally[f"own sentence, {verdict}"] += 1
    own, dated = tally["own sentence, right"], tally["dated"]
    print(f"{split}: {dated} dated acts, right by their own sentence {own / dated:.3f}")
    for name in sorted(tally):
        print(f"  {name:32} {tally[name]}")


if __name__ == "__main__":
    if not DATA.exists():
        sys.exit(f"{DATA} does not exist: set SAKSI_DATA to the folder that holds the annotated articles")
    for one in ("train", "dev"):
        speed(one)
    for one in ("train", "dev"):
        measure(one)
