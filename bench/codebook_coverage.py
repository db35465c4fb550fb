"""How much of the annotated articles the codebook's words reach, before any syntax.

recall: share of gold events whose trigger words a frame of the right type matches in the main sentence.
precision: share of matches that stand in a sentence where the gold has an event of that type (a proxy: a match may
tell the same act again, or be dropped later for want of parties).

Usage: SAKSI_DATA=FOLDER python -m bench.codebook_coverage [train|dev] [--missed] [--spurious N]
FOLDER holds gold/{train,dev}_{articles,gold}.jsonl.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from saksi.codebook import Codebook, Match, tie_break

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:-\w+)*|[^\w\s]")


class Sentence:
    """One sentence's tokens with their offsets, and its matches."""

    def __init__(self, book: Codebook, text: str, start: int, end: int) -> None:
        found = list(_WORD.finditer(text, start, end))
        self.words = [item.group() for item in found]
        self.spans = [item.span() for item in found]
        # a capital inside the sentence stands in for the tagger's PROPN
        tags = ["PROPN" if n and word[0].isupper() else "" for n, word in enumerate(self.words)]
        self.matches = book.match(self.words, tags)
        self.text = text[start:end]

    def overlaps(self, match: Match, span: tuple[int, int]) -> bool:
        pieces = [(match.start, match.end), *([match.object] if match.object else [])]
        return any(self.spans[a][0] < span[1] and self.spans[b - 1][1] > span[0] for a, b in pieces)


def read(folder: Path, part: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    def lines(name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (folder / "gold" / f"{part}_{name}.jsonl").open(encoding="utf8")]

    gold = {doc["id"]: doc for doc in lines("gold")}
    return [(article, gold[article["id"]]) for article in lines("articles")]


def trigger_span(text: str, start: int, end: int, trigger: str) -> tuple[int, int]:
    at = text.lower().find(trigger.lower(), start, end) if trigger else -1
    return (at, at + len(trigger)) if at >= 0 else (start, end)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", default="dev", choices=["train", "dev"])
    parser.add_argument("--missed", action="store_true", help="list the triggers that no frame of the type matches")
    parser.add_argument("--spurious", type=int, default=0, help="list the N frames that match most often for nothing")
    parser.add_argument("--show", help="print the sentences of this frame's spurious matches")
    args = parser.parse_args()
    book = Codebook.load()
    docs = read(Path(os.environ.get("SAKSI_DATA", "../shared")), args.part)

    gold_of: Counter[str] = Counter()
    met: Counter[str] = Counter()
    modes: Counter[bool] = Counter()
    made: Counter[str] = Counter()
    right: Counter[str] = Counter()
    per_frame: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    missed, spent, words = [], 0.0, 0
    for article, gold in docs:
        began = time.perf_counter()
        sentences = [Sentence(book, article["text"], start, end) for start, end in article["sentences"]]
        spent += time.perf_counter() - began
        words += sum(len(sentence.words) for sentence in sentences)
        wanted = {(event["type"], number) for event in gold["events"] for number in event["sentences"]}
        for event in gold["events"]:
            number = event["sentences"][0]
            sentence = sentences[number]
            span = trigger_span(article["text"], *article["sentences"][number], event["trigger"])
            near = [m for m in sentence.matches if sentence.overlaps(m, span)]
            # AGREE and CONCEDE are also told by acts still to come
            hits = [m for m in near if m.frame.type == event["type"]] or [
                m for m in near if tie_break(m.frame.type, None, "future")[0] == event["type"]
            ]
            gold_of[event["type"]] += 1
            met[event["type"]] += bool(hits)
            if hits:
                modes[hits[0].mode == event["mode"]] += 1
            else:
                others = sorted({m.frame.type for m in near})
                missed.append(f"{event['type']:9} {event['trigger']!r} {' '.join(others)}")
        for number, sentence in enumerate(sentences):
            for match in sentence.matches:
                good = (match.frame.type, number) in wanted
                made[match.frame.type] += 1
                right[match.frame.type] += good
                per_frame[match.frame.type, match.frame.id][good] += 1
                if args.show == match.frame.id and not good:
                    print(f"-- {' '.join(sentence.words[match.start : match.end])}: {sentence.text.strip()}")
    print(f"{'type':10} {'gold':>5} {'recall':>7} {'matches':>8} {'precision':>9}")
    for kind in book.types:
        print(
            f"{kind:10} {gold_of[kind]:5} {met[kind] / max(gold_of[kind], 1):7.2f} {made[kind]:8} "
            f"{right[kind] / max(made[kind], 1):9.2f}"
        )
    total, matches = sum(gold_of.values()), sum(made.values())
    print(
        f"{'all':10} {total:5} {sum(met.values()) / total:7.2f} {matches:8} {sum(right.values()) / matches:9.2f}"
        f"   mode right {modes[True] / max(sum(modes.values()), 1):.2f}"
        f"   {matches / len(docs):.1f} matches and {total / len(docs):.1f} events an article"
        f"   {300_000 * spent / words:.2f} ms per 300 words"
    )
    if args.missed:
        print("\n".join(sorted(missed)))
    for key, seen in sorted(per_frame.items(), key=lambda item: item[1][True] - item[1][False])[: args.spurious]:
        print(f"{key[0]:9} {key[1]:25} right {seen[True]:3} spurious {seen[False]:3}")


if __name__ == "__main__":
    main()
