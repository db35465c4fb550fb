"""Measure the entity step against the annotated articles: found, country, sectors, fragments, time.

    SAKSI_DATA=DIR python -m bench.entities [--set train] [--set dev] [--misses N] [--wrong N] [--cache FILE]

A gold entity is found when some predicted entity has a name, alias or mention that matches it as the scorer matches
names. ``fragments`` is how many predicted entities match one found entity by an equal name or alias.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from bench.gold import parsed
from training.gold import scorer

from saksi.gazetteer import Gazetteer
from saksi.reading.entities import build_parties
from saksi.reading.tree import Tree
from saksi.report import Article


def best_match(gold: dict[str, Any], predicted: list[dict[str, Any]], same: Any) -> list[dict[str, Any]]:
    """Predicted entities that match, those with an equal form first."""
    forms = {gold["name"], *gold["aliases"]}
    fold = {f.casefold() for f in forms}
    hits = [p for p in predicted if same(forms, p["forms"])]
    kind = gold["kind"]
    return sorted(
        hits, key=lambda p: (-len(fold & {f.casefold() for f in p["forms"]}), p["kind"] != kind, not p["named"])
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAKSI_DATA", "../shared")))
    parser.add_argument("--set", dest="sets", action="append", choices=["dev", "train"])
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--wrong", type=int, default=0)
    parser.add_argument("--fragments", type=int, default=0)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    if not (options.data / "gold" / "score.py").is_file():
        print(f"No annotated articles under {options.data}: say --data DIR or set SAKSI_DATA.", file=sys.stderr)
        return 2
    score, gazetteer = scorer(options.data), Gazetteer.load()
    same = score.same_name
    for name in options.sets or ["train", "dev"]:
        articles = score.load(options.data / "gold" / f"{name}_articles.jsonl")
        gold = score.load(options.data / "gold" / f"{name}_gold.jsonl")
        rows = [articles[i] for i in gold]
        docs = parsed(rows, options.cache.with_suffix(f".{name}") if options.cache else None)
        counts: Counter[str] = Counter()
        kinds: Counter[str] = Counter()
        seconds = 0.0
        misses, wrong, broken = [], [], []
        for row, doc in zip(rows, docs, strict=True):
            article = Article(id=row["id"], text=row["text"], outlet=row.get("outlet"), published=row.get("published"))
            published = date.fromisoformat(row["published"]) if row.get("published") else None
            begun = time.process_time()
            parties = build_parties(Tree(doc), article, published, gazetteer)
            seconds += time.process_time() - begun
            predicted = []
            for entity, party in ((parties.entity(p.number), p) for p in parties.parties if p.mentions):
                forms = {entity.name, *entity.aliases, *(row["text"][s:e] for s, e in entity.mentions)}
                predicted.append({**entity.model_dump(), "forms": forms, "named": party.named})
            counts["predicted"] += len(predicted)
            for wanted in gold[row["id"]]["entities"]:
                hits = best_match(wanted, predicted, same)
                counts["gold"] += 1
                kinds[wanted["kind"]] += 1
                line = (
                    f"{row['id']} {wanted['name']} | {wanted['kind']} {wanted['country']} {','.join(wanted['sectors'])}"
                )
                if not hits:
                    misses.append(line + f" | {'; '.join(wanted['aliases'])}")
                    continue
                counts["found"] += 1
                kinds[wanted["kind"] + " found"] += 1
                got = hits[0]
                shown = f" -> {got['name']} {got['kind']} {got['country']} {','.join(got['sectors'])}"
                fold = {f.casefold() for f in (wanted["name"], *wanted["aliases"])}
                equal = [p for p in hits if fold & {f.casefold() for f in p["forms"]}]
                counts["equal"] += bool(equal)
                counts["fragments"] += max(1, len(equal))
                if len(equal) > 1:
                    broken.append(line + " -> " + " / ".join(p["name"] for p in equal))
                if wanted["country"]:
                    counts["country"] += 1
                    counts["country right"] += got["country"] == wanted["country"]
                    if got["country"] != wanted["country"]:
                        wrong.append("country " + line + shown)
                if wanted["sectors"]:
                    counts["sector"] += 1
                    right = bool(set(got["sectors"]) & set(wanted["sectors"]))
                    counts["sector right"] += right
                    if not right:
                        wrong.append("sector  " + line + shown)
        found = counts["found"]
        print(f"\n{name}: {len(rows)} articles, {counts['predicted']} entities for {counts['gold']} annotated ones")
        print(f"  found      {found / counts['gold']:.3f}   by an equal form {counts['equal'] / counts['gold']:.3f}")
        for kind in ("person", "organisation", "country", "group", "place"):
            print(f"    {kind:12} {kinds[kind + ' found'] / max(1, kinds[kind]):.3f} of {kinds[kind]}")
        print(f"  country    {counts['country right'] / counts['country']:.3f} of {counts['country']}")
        print(f"  sector     {counts['sector right'] / counts['sector']:.3f} of {counts['sector']}")
        print(f"  fragments  {counts['fragments'] / found:.3f} a found entity")
        print(f"  time       {1000 * seconds / len(rows):.2f} ms an article, {sum(map(len, docs)) // len(rows)} tokens")
        for title, lines, limit in (
            ("missed", misses, options.misses),
            ("wrong", wrong, options.wrong),
            ("broken", broken, options.fragments),
        ):
            for line in lines[:limit]:
                print(f"  {title} {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
