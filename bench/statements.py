"""Measure the statement step against the annotated articles, as the scorer counts.

    SAKSI_DATA=DIR python -m bench.statements [--set train] [--set dev] [--errors N] [--cache DIR]

Prints precision, recall and F1 of statements, how often directness and speaker are right, and what the step costs an
article. ``--cache`` keeps the parses, which take most of the time.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from bench.gold import parsed
from spacy.tokens import Doc
from training.gold import scorer

from saksi.gazetteer import Gazetteer
from saksi.reading.context import Context, Sentence
from saksi.reading.entities import build_parties
from saksi.reading.statements import StatementIndex
from saksi.reading.tree import Tree
from saksi.report import Article


def sentences_of(doc: Doc) -> list[Sentence]:
    found: list[Sentence] = []
    for sent in doc.sents:
        held = [t for t in sent if not t.is_space]
        if held:
            span = (held[0].idx, held[-1].idx + len(held[-1]))
            found.append(Sentence(len(found), held[0].i, held[-1].i + 1, span, 0))
    return found


def measure(name: str, data: Path, cache: Path | None, errors: int) -> None:
    score = scorer(data)
    articles = score.load(data / "gold" / f"{name}_articles.jsonl")
    gold = score.load(data / "gold" / f"{name}_gold.jsonl")
    gazetteer = Gazetteer.load()
    rows = list(articles.values())
    docs = parsed(rows, cache / f"{name}.spacy" if cache else None)
    reports: dict[str, Any] = {}
    spent = 0.0
    for row, doc in zip(rows, docs, strict=True):
        article = Article(id=row["id"], text=row["text"], title=row["title"], outlet=row["outlet"])
        published = date.fromisoformat(row["published"])
        parties = build_parties(Tree(doc), article, published, gazetteer)
        ctx = Context(article, doc.text, doc, sentences_of(doc), published, parties)
        tree = Tree(doc)
        begin = time.process_time()
        index = StatementIndex(ctx, tree)
        spent += time.process_time() - begin
        refs = {r for s in index.statements for r in (s.speaker, s.addressee, *s.via) if r}
        entities = parties.used({int(r[1:]) - 1 for r in refs})
        reports[row["id"]] = {
            "id": row["id"],
            "entities": [e.model_dump() for e in entities],
            "events": [],
            "statements": [s.model_dump() for s in index.statements],
        }
    prf, accuracy, _, _ = score.score(articles, gold, reports)
    found = prf["statement"]
    print(
        f"{name:6} P {found['precision']:.3f}  R {found['recall']:.3f}  F1 {found['f1']:.3f}  "
        f"direct {accuracy['statement direct']['accuracy']:.3f}  "
        f"speaker {accuracy['statement speaker']['accuracy']:.3f}  {1000 * spent / len(rows):.2f} ms an article"
    )
    if errors:
        list_errors(score, articles, gold, reports, errors)


def list_errors(score: Any, articles: Any, gold: Any, reports: Any, most: int) -> None:
    shown = 0
    for ident, wanted in gold.items():
        article = articles[ident]
        golds, preds = score.from_gold(wanted)[1], score.from_report(reports[ident], article)[1]

        def same(g: Any, p: Any) -> bool:
            both = bool(g["speaker"]) and bool(p["speaker"])
            return both and score.same_name(g["speaker"]["forms"], p["speaker"]["forms"])

        pairs = score.pair(
            golds, preds, lambda g, p: set(g["sentences"]) & set(p["sentences"]), lambda g, p: 1 + same(g, p)
        )
        hit_g, hit_p = {i for i, _ in pairs}, {j for _, j in pairs}
        lines = [("missed", g) for i, g in enumerate(golds) if i not in hit_g]
        lines += [("spurious", p) for j, p in enumerate(preds) if j not in hit_p]
        lines += [
            ("speaker", {**golds[i], "got": preds[j]["speaker"]})
            for i, j in pairs
            if golds[i]["speaker"] and not same(golds[i], preds[j])
        ]
        for what, said in lines:
            if shown >= most:
                return
            shown += 1
            text = " / ".join(article["text"][slice(*article["sentences"][n])][:160] for n in said["sentences"][:2])
            who = max(said["speaker"]["forms"], key=len) if said["speaker"] else None
            got = max(said["got"]["forms"], key=len) if said.get("got") else ""
            quoted = json.dumps(text, ensure_ascii=False)
            print(f"{what:9} {ident} {said['sentences']} {said['cue']!r} {who} {got and '-> ' + got} | {quoted}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAKSI_DATA", "../shared")))
    parser.add_argument("--set", action="append", choices=["train", "dev"], dest="sets")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    if not (options.data / "gold").is_dir():
        print(f"no annotated articles under {options.data}: set SAKSI_DATA", file=sys.stderr)
        return 2
    for name in options.sets or ["train", "dev"]:
        measure(name, options.data, options.cache, options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
